"""Periods that rows, heads, titles and names of files say, and how figures of a few months add up."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.actuals.forms.workbook import Rows, Sheet, lines_of, read, write_xlsx

TITLE = ["南湖市2024年造林（亩）"]


def periods(tmp_path: Path, rows: Rows, name: str = "a.xlsx") -> list[tuple[str, float, str]]:
    """Period, value and accumulation of each figure."""
    understood = read(write_xlsx(tmp_path / "in" / name, {"S": Sheet(rows)}))
    assert [q.reason for r in understood.readings for q in r.questions] == []
    return [(line[3], line[4], line[6]) for line in lines_of(understood)]


@pytest.mark.parametrize(
    ("heads", "row", "period"),
    [
        (["月份", "当月完成"], ["4-6月"], "2024Q2"),
        (["月份", "当月完成"], ["7-12月"], "2024H2"),
        (["月份", "当月完成"], ["5-8月"], "2024年5-8月"),
        (["年份", "月份", "当月完成"], [2023, 11], "2023-11"),
        (["年份", "月份", "当月完成"], ["2023", "1 1"], "2023-11"),
        (["年份", "季度", "当季完成"], [2023, 2], "2023Q2"),
        (["时间", "累计完成"], ["2024-03-20"], "2024-03-20"),
        (["时间", "累计完成"], ["2024-03-31"], "2024-03"),
        (["指标", "截至2024年5月20日累计"], ["造林面积"], "2024-05-20"),
    ],
)
def test_the_period_of_a_figure(tmp_path: Path, heads: list[str], row: list[object], period: str) -> None:
    assert [found for found, *_ in periods(tmp_path, [TITLE, heads, [*row, 55]])] == [period]


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ("5-3月", "Months 5 to 3 are no period of one year."),
        ("13月", "There is no month 13."),
        ("2024-02-30", "2024-2-30 is no day of the calendar."),
        ("待定", "This is no period such as 2025年5月 or 1-5月."),
    ],
)
def test_a_row_of_no_period_is_refused_with_what_it_says(tmp_path: Path, told: str, reason: str) -> None:
    rows = [TITLE, ["时间", "累计完成"], ["1-5月", 60], ["1-6月", 70], ["1-7月", 80], [told, 55]]
    (reading,) = read(write_xlsx(tmp_path / "a.xlsx", {"S": Sheet(rows)})).readings
    assert [(f.text, f.reason, f.wrong) for f in reading.refused] == [(told, reason, "period")]
    assert [figure.value for figure in reading.figures] == [60, 70, 80]


@pytest.mark.parametrize(
    ("name", "period"),
    [
        ("土地.xlsx", "2023"),
        ("batch1.xlsx", "2023"),
        ("seq2.xlsx", "2023"),
        ("土地H1.xlsx", "2023H1"),
        ("土地_Q2.xlsx", "2023Q2"),
    ],
)
def test_letters_before_a_quarter_or_half_make_it_a_word(tmp_path: Path, name: str, period: str) -> None:
    rows = [["南湖市2023年粮食"], ["指标", "单位", "数值"], ["粮食产量", "万吨", 50.5]]
    assert [found for found, *_ in periods(tmp_path, rows, name)] == [period]


def test_a_total_without_a_month_ends_with_the_last_month_of_the_table(tmp_path: Path) -> None:
    rows = [TITLE, ["县区", "当月1月", "当月2月", "累计"], ["云栖区", 3, 4, 7]]
    assert periods(tmp_path, rows) == [
        ("2024-01", 3, "period"),
        ("2024-02", 4, "period"),
        ("2024-02", 7, "ytd"),
    ]


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        ([[1, 2, 2, 3, 3, 4]], "ytd"),
        ([[0, 4, 9, 12], [2, 4, 6, 8]], "ytd"),
        ([[3, 1, 2, 2, 1, 2]], "period"),
    ],
)
def test_months_that_never_fall_are_totals(tmp_path: Path, rows: list[list[float]], kind: str) -> None:
    months = [f"{month}月" for month in range(1, len(rows[0]) + 1)]
    lines = [[place, *row] for place, row in zip(("云栖区", "望江县"), rows, strict=False)]
    found = periods(tmp_path, [TITLE, ["县区", *months], *lines])
    assert {line[2] for line in found} == {kind}


def test_periods_of_several_months_do_not_count_as_steps(tmp_path: Path) -> None:
    rows = [TITLE, ["县区", "1月", "2月", "3月", "4月", "5-6月"], ["云栖区", 3, 1, 2, 1, 9]]
    assert {line[2] for line in periods(tmp_path, rows)} == {"period"}
