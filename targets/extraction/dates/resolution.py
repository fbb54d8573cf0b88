"""Time expressions -> days, once it is known which year a passage speaks in and when its document was issued."""

from __future__ import annotations

from calendar import isleap
from datetime import date, timedelta

from targets.extraction.dates.expressions import TimeExpression
from targets.extraction.dates.seasons import festival_day

_LAST_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def closing_day(
    words: TimeExpression, speaking: int | None, about: int | None, issued: date | None
) -> date | None:
    """The last day of what `words` name; None where it cannot be determined.

    `speaking` is the year that 今年 means, `about` the year of the passage, `issued` the day of issue.
    """
    if words.days_on is not None:
        return issued + timedelta(days=words.days_on) if issued else None
    if words.months_on is not None:
        return _months_on(words.months_on, speaking, issued)
    if words.back:
        return _counted_back(words, issued)
    year = words.year or (speaking + words.shift if speaking and words.shift is not None else None)
    if year is None and words.shift is None:
        year = about
    if year is None:
        return None
    if words.festival:
        day = festival_day(words.festival, year)
        return day + timedelta(days=words.day) if day else None
    return day_in(year, words.month, words.day)


def opening_day(words: TimeExpression, closing: date) -> date | None:
    """The first day of what `words` name, of which `closing` is the last; None where they name its end alone."""
    if words.opens is None:
        return None
    if words.back:
        months, _ = words.back
        return date(closing.year, closing.month - months + 1, 1)
    month, day = words.opens
    year = words.first or (closing.year - words.span + 1 if words.span else closing.year)
    first = day_in(year, month, day)
    return first if first and first <= closing else None


def day_in(year: int, month: int, day: int) -> date | None:
    """That day; the last of the month for one beyond it; None outside 1900 to 2200."""
    if not 1900 <= year <= 2200:
        return None
    if day < 28:
        return date(year, month, day) if day >= 1 else None
    return date(year, month, min(day, 29 if month == 2 and isleap(year) else _LAST_DAYS[month - 1]))


def _months_on(months: int, speaking: int | None, issued: date | None) -> date | None:
    if issued:
        index = issued.year * 12 + issued.month - 1 + months
        return day_in(index // 12, index % 12 + 1, issued.day)
    whole_years = months % 12 == 0
    return day_in(speaking + months // 12, 12, 31) if speaking and whole_years else None


def _counted_back(words: TimeExpression, issued: date | None) -> date | None:
    """上个月, 本季度, 下个半年: whole periods counted from the one the document was issued in."""
    if issued is None or words.back is None:
        return None
    months, step = words.back
    period = (issued.year * 12 + issued.month - 1) // months + step
    last = period * months + months - 1
    return day_in(last // 12, last % 12 + 1, words.day)
