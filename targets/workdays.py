"""Working days in China: weekends, public holidays and the days that are worked in their stead (`holidays`)."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase


def is_working_day(day: date) -> bool:
    """Whether offices work on a day. Of years whose calendar is not out yet, weekends and fixed holidays are known."""
    return bool(_calendar().is_working_day(day))


def after_working_days(day: date, count: int) -> date:
    """The day that lies `count` working days after one; the day itself where `count` is 0."""
    found: date = _calendar().get_nth_working_day(day, count) if count else day
    return found


@cache
def _calendar() -> HolidayBase:
    import holidays

    return holidays.country_holidays("CN")
