"""Periods as people write them, and what is none."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targets.actuals.periods import BadPeriod, Cadence, parse_period

D, W, M, Q, H, Y = Cadence.DAY, Cadence.WEEK, Cadence.MONTH, Cadence.QUARTER, Cadence.HALF, Cadence.YEAR

EXAMPLES = [
    (("2022", "2022年", "2022年度", "2022 年", "２０２２"), date(2022, 1, 1), date(2022, 12, 31), Y, False),
    (("2022H1", "2022年上半年", "2022-H1"), date(2022, 1, 1), date(2022, 6, 30), H, False),
    (("2022H2", "2022年下半年"), date(2022, 7, 1), date(2022, 12, 31), H, False),
    (
        ("2022Q2", "2022-Q2", "2022年二季度", "2022年第二季度", "2022年2季度"),
        date(2022, 4, 1),
        date(2022, 6, 30),
        Q,
        False,
    ),
    (
        ("2022-02", "2022年2月", "2022/2", "2022年2月份", "202202", "2022.02", "2022年2月末"),
        date(2022, 2, 1),
        date(2022, 2, 28),
        M,
        False,
    ),
    (("2024-02",), date(2024, 2, 1), date(2024, 2, 29), M, False),
    (("2022-W01", "2022年第1周"), date(2022, 1, 3), date(2022, 1, 9), W, False),
    (
        ("2022-05-31", "2022/5/31", "2022年5月31日", "20220531", "2022-05-31 00:00:00"),
        date(2022, 5, 31),
        date(2022, 5, 31),
        D,
        False,
    ),
    (
        ("2022年1-5月累计", "2022年1-5月", "2022年1月至5月", "2022年5月累计"),
        date(2022, 1, 1),
        date(2022, 5, 31),
        M,
        True,
    ),
    (("2022年前三季度", "2022年第三季度累计"), date(2022, 1, 1), date(2022, 9, 30), Q, True),
    (("2022年上半年累计",), date(2022, 1, 1), date(2022, 6, 30), H, True),
]

WRONG = [
    ("2022-13", "no month 13"),
    ("2022年0月", "no month 0"),
    ("2022Q5", "no quarter 5"),
    ("2022-02-30", "no day"),
    ("2023-W53", "no week"),
    ("2022年3-5月", "neither one period"),
    ("5月", "names no year"),
    ("2022.1", "not a period"),  # January, or October cut by a spreadsheet
    ("2021-2025", "not a period"),
    ("今年", "not a period"),
    ("", "not a period"),
]


@pytest.mark.parametrize(
    ("text", "start", "end", "cadence", "running"),
    [(text, *rest) for texts, *rest in EXAMPLES for text in texts],
)
def test_a_period_is_read(text: str, start: date, end: date, cadence: Cadence, running: bool) -> None:
    period = parse_period(text)
    assert (period.start, period.end, period.cadence, period.running) == (start, end, cadence, running)


@pytest.mark.parametrize(("text", "reason"), WRONG)
def test_what_is_no_period_is_refused_with_a_reason(text: str, reason: str) -> None:
    with pytest.raises(BadPeriod, match=reason):
        parse_period(text)


def test_a_column_headed_by_a_month_takes_the_year_of_its_table() -> None:
    assert parse_period("1月", 2022) == parse_period("2022-01")
    assert parse_period("1-5月累计", 2022) == parse_period("2022年1-5月累计")


@given(st.dates(date(1990, 1, 1), date(2089, 12, 31)))
def test_every_day_and_month_reads_as_itself(day: date) -> None:
    assert parse_period(day.isoformat()).end == day
    month = parse_period(f"{day:%Y-%m}")
    assert month.start <= day <= month.end
    assert month == parse_period(f"{day.year}年{day.month}月")
