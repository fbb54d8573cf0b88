"""Periods as tables write them: their first and last day, their length, and whether they run from January."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache


class Cadence(StrEnum):
    """The length of a period, the finest first."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


class BadPeriod(ValueError):
    """A period that cannot be read or does not exist; the message says why."""


@dataclass(frozen=True, slots=True)
class Period:
    """A period: its first and last day and its cadence.

    `running` says that the wording itself makes it the part of a year that has passed (1-5月累计); the
    period then starts on 1 January, and its cadence is that of its last piece.
    """

    start: date
    end: date
    cadence: Cadence
    running: bool = False


_NUMERALS = {
    "一": "1",
    "二": "2",
    "三": "3",
    "四": "4",
    "五": "5",
    "六": "6",
    "七": "7",
    "八": "8",
    "九": "9",
}
_YEAR = r"(?P<year>(?:19|20)\d\d)"


@lru_cache(maxsize=65536)
def parse_period(text: str, year: int | None = None) -> Period:
    """Read 2022-05, 2022年1月, 2022Q2, 2022年上半年, 2022H1, 2022, 2022-05-31, 2022-W21, 2022年1-5月累计 and the like.

    `year` stands in where the text names none (a column headed 1月). Raises BadPeriod with the reason.
    """
    written = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    running = written.endswith("累计")
    written = written.removesuffix("累计") or written
    for pattern, read in _FORMS:
        found = pattern.fullmatch(written)
        if not found:
            continue
        named = found.groupdict().get("year")
        if named is None and year is None:
            raise BadPeriod("It names no year.")
        period = read(int(named or year or 0), found.groupdict())
        if running and period.cadence is not Cadence.DAY:
            return Period(date(period.end.year, 1, 1), period.end, period.cadence, running=True)
        return period
    raise BadPeriod("It is not a period such as 2022-05, 2022Q2, 2022H1, 2022 or 2022-05-31.")


def _year(year: int, _: dict[str, str | None]) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31), Cadence.YEAR)


def _half(year: int, parts: dict[str, str | None]) -> Period:
    first = parts["half"] in ("1", "上")
    return _months(year, 1 if first else 7, 6 if first else 12, Cadence.HALF)


def _quarter(year: int, parts: dict[str, str | None]) -> Period:
    written = parts["quarter"] or ""
    quarter = int(_NUMERALS.get(written, written))
    if not 1 <= quarter <= 4:
        raise BadPeriod(f"There is no quarter {quarter}.")
    return _months(year, quarter * 3 - 2, quarter * 3, Cadence.QUARTER)


def _month(year: int, parts: dict[str, str | None]) -> Period:
    month = int(parts["month"] or 0)
    return _months(year, month, month, Cadence.MONTH)


def _running_months(year: int, parts: dict[str, str | None]) -> Period:
    first, last = int(parts["first"] or 0), int(parts["last"] or 0)
    if first != 1 or last < first:
        raise BadPeriod(f"Months {first} to {last} are neither one period nor the year so far.")
    period = _months(year, 1, last, Cadence.MONTH)
    return Period(period.start, period.end, Cadence.MONTH, running=True)


def _first_quarters(year: int, parts: dict[str, str | None]) -> Period:
    written = parts["quarter"] or ""
    period = _months(year, 1, 3 * int(_NUMERALS.get(written, written)), Cadence.QUARTER)
    return Period(period.start, period.end, Cadence.QUARTER, running=True)


def _week(year: int, parts: dict[str, str | None]) -> Period:
    try:
        start = date.fromisocalendar(year, int(parts["week"] or 0), 1)
    except ValueError:
        raise BadPeriod(f"{year} has no week {parts['week']}.") from None
    return Period(start, start + timedelta(days=6), Cadence.WEEK)


def _day(year: int, parts: dict[str, str | None]) -> Period:
    try:
        day = date(year, int(parts["month"] or 0), int(parts["day"] or 0))
    except ValueError:
        raise BadPeriod(f"{year}-{parts['month']}-{parts['day']} is no day of the calendar.") from None
    return Period(day, day, Cadence.DAY)


def _months(year: int, first: int, last: int, cadence: Cadence) -> Period:
    for month in (first, last):
        if not 1 <= month <= 12:
            raise BadPeriod(f"There is no month {month}.")
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]), cadence)


_Reader = Callable[[int, dict[str, str | None]], Period]
_YEAR_OR_NONE = r"(?:(?P<year>(?:19|20)\d\d)年?-?)?"
_FORMS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (rf"{_YEAR}(?:年度?|年全年)?", _year),
        (r"全年", _year),
        (rf"{_YEAR_OR_NONE}H(?P<half>[12])", _half),
        (rf"{_YEAR_OR_NONE}(?P<half>[上下])半年", _half),
        (rf"{_YEAR_OR_NONE}Q(?P<quarter>\d)", _quarter),
        (rf"{_YEAR_OR_NONE}第?(?P<quarter>[一二三四1-4])季度?", _quarter),
        (rf"{_YEAR_OR_NONE}前(?P<quarter>[二三23])季度", _first_quarters),
        (rf"{_YEAR_OR_NONE}(?P<first>\d{{1,2}})月?[-~至—–](?P<last>\d{{1,2}})月份?", _running_months),
        (rf"{_YEAR}[-/](?P<month>\d{{1,2}})", _month),
        (rf"{_YEAR}\.(?P<month>0\d|1[0-2]|[2-9])", _month),  # 2022.1 may be October, cut by a spreadsheet
        (rf"{_YEAR}(?P<month>0[1-9]|1[0-2])", _month),
        (rf"{_YEAR_OR_NONE}(?P<month>\d{{1,2}})月(?:份|末|底)?", _month),
        (rf"{_YEAR}-?W(?P<week>\d{{1,2}})", _week),
        (rf"{_YEAR}年?第(?P<week>\d{{1,2}})周", _week),
        (rf"{_YEAR}[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?:T?00:00(?::00)?(?:\.0+)?)?", _day),
        (rf"{_YEAR_OR_NONE}(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})日", _day),
        (rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)", _day),
    )
)
