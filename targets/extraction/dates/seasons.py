"""Seasons and festivals: 汛期前, 今冬明春, 春节前, 国庆, with the days that the words file gives them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from targets.extraction.lexicon import any_of, lexicon

_WORDS = lexicon("dates")
_SEASONS = {word: season for season in _WORDS["season"] for word in season["words"]}


def _condition(word: str) -> str:
    after = _SEASONS[word].get("after")
    return f"(?={any_of(after)})" if after else ""


SEASON = re.compile(rf"(?P<name>{any_of(_SEASONS, _condition)})(?P<before>(?:开始|来临|到来)?之?前)?")
"""A season or festival, and whether what is meant is over before it."""


class Season(NamedTuple):
    """The day that closes it: month and day, `years_on` years after the one it is said of.

    For a `festival` of the lunar calendar `day` counts from it: -1 is the day before.
    """

    years_on: int
    month: int
    day: int
    festival: str = ""


def season_of(m: re.Match[str]) -> Season:
    """What a match of SEASON says."""
    entry = _SEASONS[m["name"]]
    years_on = entry.get("years_on", 0)
    if "lunar" in entry:
        return Season(years_on, 12, entry.get("day", 0) - bool(m["before"]), entry["lunar"])
    day = date(2000, entry["month"], entry["day"]) - timedelta(
        days=bool(m["before"] and entry.get("festival"))
    )
    return Season(years_on, day.month, day.day)


def festival_day(festival: str, year: int) -> date | None:
    """The day of a lunar festival (lunar_new_year, mid_autumn …) in a year; None outside 1901 to 2099."""
    # Imported here, since few texts name a festival.
    from holidays.calendars.chinese import _ChineseLunisolar

    found: date | None = getattr(_ChineseLunisolar(), f"{festival}_date")(year)[0]
    return found
