"""Working days with public holidays and the days worked in their stead."""

from __future__ import annotations

from datetime import date

import pytest

from targets.workdays import after_working_days, is_working_day


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2022, 6, 2), True),
        (date(2022, 6, 3), False),  # 端午节
        (date(2022, 6, 5), False),
        (date(2024, 2, 4), True),  # a Sunday worked for 春节
        (date(2025, 10, 7), False),
        (date(2025, 10, 11), True),  # a Saturday worked for 国庆节
    ],
)
def test_working_days(day: date, works: bool) -> None:
    assert is_working_day(day) is works


def test_days_to_answer_skip_holidays() -> None:
    assert after_working_days(date(2022, 6, 30), 5) == date(2022, 7, 7)
    assert after_working_days(date(2022, 9, 30), 5) == date(2022, 10, 12)  # 8 and 9 October are worked
    assert after_working_days(date(2022, 6, 30), 0) == date(2022, 6, 30)
