"""The days of a backfill: from a first to a last one, by steps of the calendar."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from enum import StrEnum


class Every(StrEnum):
    """The step from one day of a backfill to the next."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


_MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.YEAR: 12}
_DAYS = {Every.DAY: 1, Every.WEEK: 7}


def days_between(first: date, last: date, every: Every) -> list[date]:
    """The days from `first` on, none after `last`, in order. Steps from the end of a month lead to ends of months."""
    days: list[date] = []
    while (day := _step(first, every, len(days))) <= last:
        days.append(day)
    return days


def asked_days(text: str, every: Every | None) -> list[date]:
    """The days that `--as-of` asks for: one, or those of FIRST..LAST. Raises ValueError that says what is wrong."""
    first, dots, last = text.partition("..")
    begin = date.fromisoformat(first)
    if not dots:
        if every:
            raise ValueError("--every needs two days: FIRST..LAST")
        return [begin]
    if not every:
        raise ValueError("FIRST..LAST needs --every day, week, month, quarter or year")
    days = days_between(begin, date.fromisoformat(last), every)
    if not days:
        raise ValueError(f"{last} lies before {first}")
    return days


def _step(first: date, every: Every, count: int) -> date:
    if every in _DAYS:
        return first + timedelta(days=_DAYS[every] * count)
    month = first.month - 1 + _MONTHS[every] * count
    year, month = first.year + month // 12, month % 12 + 1
    longest = calendar.monthrange(year, month)[1]
    is_end = first.day == calendar.monthrange(first.year, first.month)[1]
    return date(year, month, longest if is_end else min(first.day, longest))
