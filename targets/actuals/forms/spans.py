"""Periods inside labels and titles: which months of which year, as far as the words say it."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace

_CHINESE = {
    "元": 1,
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
    "十一": 11,
    "十二": 12,
}
_M = r"(?:\d{1,2}|十[一二]?|[元一二三四五六七八九])"
_Y = r"(?:(?P<year>(?:19|20)\d\d)\s*(?:年度?|[-./])?)?"
_TO = r"[-~至到]"


@dataclass(frozen=True, slots=True)
class Months:
    """A period as far as words tell it: months `first` to `last` of `year`, up to `day` of the last month.

    `unit` is month, range, quarter, half, year or day. `year` is None where the words name none; `first` and `last`
    are None where they name only a year.
    """

    unit: str
    year: int | None
    first: int | None = None
    last: int | None = None
    day: int | None = None

    @property
    def from_january(self) -> bool:
        """Whether it is more than one month from January on, which tables of running totals are about."""
        return (
            self.first == 1
            and self.last is not None
            and (self.unit == "range" or self.unit in ("half", "year") or self.last == 3)
        )

    def in_year(self, year: int | None) -> Months:
        """The same, in `year` where it names none."""
        return self if self.year is not None or year is None else replace(self, year=year)

    @property
    def fault(self) -> str:
        """Why there is no such period, "" where there is."""
        for month in (self.first, self.last):
            if month is not None and not 1 <= month <= 12:
                return f"There is no month {month}."
        if self.first and self.last and self.first > self.last:
            return f"Months {self.first} to {self.last} are no period of one year."
        if (
            self.day is not None
            and self.year
            and self.last
            and not 1 <= self.day <= monthrange(self.year, self.last)[1]
        ):
            return f"{self.year}-{self.last}-{self.day} is no day of the calendar."
        return ""

    def written(self) -> str:
        """The period in the words of `periods.parse_period`."""
        if self.first is None or self.last is None:
            return f"{self.year}"
        if self.day is not None and self.year and self.day < monthrange(self.year, self.last)[1]:
            return f"{self.year}-{self.last:02}-{self.day:02}"
        if self.unit == "quarter":
            return f"{self.year}Q{self.last // 3}"
        if self.unit == "half":
            return f"{self.year}H{self.last // 6}"
        if self.unit == "year":
            return f"{self.year}"
        if self.first == self.last:
            return f"{self.year}-{self.last:02}"
        if self.last - self.first == 2 and self.last % 3 == 0 and self.first != 1:
            return f"{self.year}Q{self.last // 3}"
        if (self.first, self.last) == (7, 12):
            return f"{self.year}H2"
        return f"{self.year}年{self.first}-{self.last}月"


def find_months(text: str) -> Iterator[tuple[tuple[int, int], Months]]:
    """Every period that a text names, with where it stands, from left to right."""
    at = 0
    while at < len(text):
        found = _ANY.search(text, at)
        if not found:
            return
        for pattern, unit in _FORMS:
            match = pattern.match(text, found.start())
            if match:
                yield match.span(), _months(unit, match.groupdict())
                at = match.end()
                break
        else:
            at = found.start() + 1


def _months(unit: str, parts: dict[str, str | None]) -> Months:
    year = int(parts["year"] or 0) or None if "year" in parts else None
    first, last = _number(parts.get("first")), _number(parts.get("last"))
    if unit == "range":
        return Months("range" if first != last else "month", year, first, last)
    if unit == "days":
        last = last or first
        return Months("range" if first != last else "month", year, first, last, _number(parts.get("day")))
    if unit == "day":
        return Months("day", year, last, last, _number(parts.get("day")))
    if unit == "quarter":
        quarter = _number(parts.get("quarter")) or 0
        return Months("quarter", year, 3 * quarter - 2, 3 * quarter)
    if unit == "quarters":
        return Months("range", year, 1, 3 * (_number(parts.get("quarter")) or 0))
    if unit == "half":
        return Months("half", year, 1, 6) if parts.get("half") in ("上", "1") else Months("half", year, 7, 12)
    if unit == "whole":
        return Months("year", year, 1, 12)
    if unit == "year":
        return Months("year", year)
    return Months("month", year, last, last)


def _number(text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) if text.isdigit() else _CHINESE.get(text)


_NOT_YEAR = r"(?<![\d.])"
# Q2 and H1 behind a year or by themselves; batch1 is no first half.
_MARKED = rf"(?:{_NOT_YEAR}(?P<year>(?:19|20)\d\d)\s*(?:年度?|[-./])?|(?<![\d.A-Za-z]))"
# What makes four digits a number or a count of things: 第1905号, 2000户.
_COUNTED = "号个户家人名套万亿元米公千吨台件条张项座所间床辆里亩栋幢批次"
_FORMS = [
    (re.compile(pattern), unit)
    for pattern, unit in (
        (rf"{_NOT_YEAR}{_Y}(?P<first>{_M})月?份?{_TO}(?P<last>{_M})月(?:份|末|底)?", "range"),
        (
            rf"{_NOT_YEAR}{_Y}(?P<first>{_M})月1[日号]{_TO}(?:(?:19|20)\d\d年)?(?:(?P<last>{_M})月)?(?P<day>\d{{1,2}})[日号]",
            "days",
        ),
        (rf"{_NOT_YEAR}(?P<year>(?:19|20)\d\d)[./](?P<first>\d{{1,2}})-(?P<last>\d{{1,2}})(?!\d)", "range"),
        (
            rf"{_NOT_YEAR}(?P<year>(?:19|20)\d\d)(?P<mark>[-./])(?P<last>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})(?!\d)",
            "day",
        ),
        (rf"{_NOT_YEAR}{_Y}(?P<last>{_M})月(?P<day>\d{{1,2}})[日号]", "day"),
        (rf"{_NOT_YEAR}{_Y}前(?P<quarter>[二三23])个?季度?", "quarters"),
        (rf"{_NOT_YEAR}{_Y}第?(?P<quarter>[一二三四1-4])季度?末?", "quarter"),
        (rf"{_MARKED}[Qq](?P<quarter>[1-4])(?!\d)", "quarter"),
        (rf"{_NOT_YEAR}{_Y}(?P<half>[上下])半年", "half"),
        (rf"{_MARKED}[Hh](?P<half>[12])(?!\d)", "half"),
        (rf"{_NOT_YEAR}(?P<year>(?:19|20)\d\d)(?:年度?)?全年", "whole"),
        (r"全年(?=(?:累计|实际|合计|共)?(?:完成)?(?:数|值|额|量)?$)", "whole"),
        (rf"{_NOT_YEAR}(?P<year>(?:19|20)\d\d)[-./](?P<last>0?[1-9]|1\d)(?![\d%])", "month"),
        (rf"{_NOT_YEAR}{_Y}(?P<last>{_M})月(?:份|末|底)?(?![日产均])", "month"),
        (rf"{_NOT_YEAR}(?P<year>(?:19|20)\d\d)(?P<last>0[1-9]|1[0-2])(?!\d)", "month"),
        (rf"(?<![\d.,第])(?P<year>(?:19|20)\d\d)(?:年度?末?|(?![\d.,%{_COUNTED}]))", "year"),
    )
]
_ANY = re.compile(
    rf"(?:19|20)\d\d|{_M}月|{_M}{_TO}|第?[一二三四1-4]季|前[二三23]个?季|[上下]半年|[QqHh][1-4]|全年"
)
