"""The time expressions of a text: what they say, before anything is known of the document."""

from __future__ import annotations

import re
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from targets.extraction.dates.patterns import AFTER, BEFORE, HINT, TIME
from targets.extraction.dates.seasons import SEASON, season_of
from targets.extraction.lexicon import lexicon
from targets.extraction.quantities.numerals import number_of

_WORDS = lexicon("dates")
_YEARS: dict[str, int] = _WORDS["years"]
_TOWARDS = ("到", "至")
_CLAUSE_STARTS = "，,。；;：:、\n 　（(在于"
_REACHING = "达复回降升高"
_FROM = ("从", "自", "由")
_AS_OF = ("截至", "截止")
_SHARE_OF = re.compile("的[0-9]")  # 恢复到2019年的110%
_PROCEDURE = re.compile(_WORDS["procedures"]["pattern"])
_FIVE_YEAR_END = {"一": 2010, "二": 2015, "三": 2020, "四": 2025, "五": 2030, "六": 2035, "七": 2040}
_EARLY, _MIDDLE = 5, 15  # days: 月初, 月中
_NEW_YEAR = {"初": 2, "伊始": 1}  # months: 年初 is over by the end of February
_DAYS_IN = {"天": 1.0, "日": 1.0, "周": 7.0, "工作日": 1.4, "个工作日": 1.4}


class TimeExpression(NamedTuple):
    """A time expression: its span in the text it was found in, and what it says.

    `year` is absolute; `shift` counts years from the year the document speaks in; where both are None the
    year is the one the passage is about. `month` and `day` close the period, `opens` is the month and day it
    begins with, None where the words name only its end (6月底). `months_on` and `days_on` count from the day of issue; `back` names a
    month, quarter, half-year or week (months, 0 for a week) counted from it: 上季度 is (3, -1). `first` is the
    first year of several, `span` how many years the words count (五年来, 三年内). `festival` names a day of the
    lunar calendar, `seasonal` marks it and 汛期前. `towards` marks 到2030年, `so_far` 今年以来, `as_of` 截至5月底.
    """

    start: int
    end: int
    text: str
    year: int | None = None
    shift: int | None = None
    month: int = 12
    day: int = 31
    months_on: int | None = None
    first: int | None = None
    towards: bool = False
    so_far: bool = False
    as_of: bool = False
    opens: tuple[int, int] | None = None
    days_on: int | None = None
    back: tuple[int, int] | None = None
    span: int | None = None
    festival: str = ""
    seasonal: bool = False

    @property
    def closes_a_year(self) -> bool:
        """Whether the words name a year or the end of one, not a part of it."""
        relative = self.months_on is not None or self.days_on is not None or self.back or self.festival
        return self.month == 12 and self.day == 31 and not relative and not self.so_far


class _Part(NamedTuple):
    """The part of a year: how it closes and opens."""

    month: int = 12
    day: int = 31
    opens: tuple[int, int] | None = None


@lru_cache(maxsize=4096)
def time_expressions_in(text: str) -> tuple[TimeExpression, ...]:
    """The time expressions of a text in order, without those that only say what something is compared with."""
    if not HINT.search(text):
        return ()
    found = [read for m in TIME.finditer(text) if (read := _read(m)) and not _is_reference(m)]
    for m in SEASON.finditer(text):
        if not any(expression.start <= m.start() < expression.end for expression in found):
            found = _with_season(found, m)
    return tuple(found)


def _is_reference(m: re.Match[str]) -> bool:
    """Whether the words only say what something is compared with, or how old it is."""
    text, (start, end) = m.string, m.span()
    if AFTER.match(text, end) and not _is_towards(text, start) and not m["so_far"]:
        return True
    both_ends = any(m[group] for group in ("until", "date2", "based", "issue", "dda", "ddb", "ddc", "m0c"))
    if both_ends and text[start - 1 : start] in _FROM:
        return False
    return bool(BEFORE.search(text, max(0, start - 3), start))


def _is_towards(text: str, start: int) -> bool:
    """Whether 到 or 至 leads to a time (到2030年), and is not the end of a verb that reaches a level (达到2019年水平)."""
    if text[start - 1 : start] not in _TOWARDS:
        return False
    before = text[max(0, start - 2) : start - 1]
    return not before or before not in _REACHING


def _read(m: re.Match[str]) -> TimeExpression | None:
    start, end, text = m.start(), m.end(), m.group()
    said = TimeExpression(start, end, text)
    as_of = m.string[max(0, start - 2) : start] in _AS_OF
    if m["date"]:
        return _dated(said, m, as_of)
    if m["until"]:
        part = _part(m, "u")
        return said._replace(
            year=int(m["until"]),
            first=int(m["from"]),
            month=part.month,
            day=part.day,
            opens=(1, 1),
            as_of=as_of,
        )
    if m["year"]:
        part = _quarter(int(m["year_quarter"])) if m["year_quarter"] else _part(m, "a")
        towards = _is_towards(m.string, start) and not _SHARE_OF.match(m.string, end)
        year = int(number_of(m["year"]) or 0)
        opens = None if towards else part.opens
        return said._replace(
            year=year, month=part.month, day=part.day, opens=opens, towards=towards, as_of=as_of
        )
    if m["so_far"]:
        return said._replace(shift=0, so_far=True, opens=(1, 1))
    if m["word"]:
        part = _part(m, "b")
        return said._replace(
            shift=_YEARS[m["word"]], month=part.month, day=part.day, opens=part.opens, as_of=as_of
        )
    if m["whole"]:
        return said._replace(opens=(1, 1) if m["whole"] in ("全年", "当年", "年内") else None)
    if m["five"]:
        year = _FIVE_YEAR_END[m["five"]]
        return said._replace(year=year, first=year - 4, opens=(1, 1))
    if m["part"] or m["half_month"] or m["month_edge"] or m["year_edge"]:
        return _bare_part(said, m, as_of)
    if m["half_year"] or m["later"]:
        months = (
            6 if m["half_year"] else int(number_of(m["later"]) or 0) * (12 if m["later_unit"] == "年" else 1)
        )
        return said._replace(months_on=months)
    return _relative(said, m) if m["rel"] else _counted(said, m)


def _dated(said: TimeExpression, m: re.Match[str], as_of: bool) -> TimeExpression | None:
    """2027.6.30, 2019/04/19, 2012-01-01; of two the second closes."""
    year, month, day = (m["dy2"], m["dm2"], m["dd2"]) if m["date2"] else (m["dy"], m["dm"], m["dd"])
    opens = (int(m["dm"]), int(m["dd"] or 1)) if m["date2"] else None
    first = int(m["dy"]) if m["date2"] else None
    month, day = int(month or 12), int(day or 31)
    return said._replace(year=int(year), month=month, day=day, opens=opens, first=first, as_of=as_of)


def _counted(said: TimeExpression, m: re.Match[str]) -> TimeExpression | None:
    """今后五年, 过去五年, 五年来, 三年内, 30日内, 2026年起用三年时间."""
    if m["based"]:
        first, count = int(m["based"]), int(number_of(m["based_n"]) or 1)
        return said._replace(year=first + count - 1, first=first, span=count, opens=(1, 1))
    if m["ahead"] or m["using"]:
        count = int(number_of(m["ahead"] or m["using"]) or 1)
        return said._replace(shift=count - 1, span=count, opens=(1, 1))
    if m["past"] or m["since"]:
        count = int(number_of(m["past"] or m["since_n"] or "") or 1)
        return said._replace(shift=-1, span=count, opens=(1, 1))
    count, unit = int(number_of(m["n"]) or 0), m["span"]
    if unit in ("年", "个月"):
        years = count if unit == "年" else None
        return said._replace(months_on=12 * count if years else count, span=years) if count else None
    opens = not said.start or m.string[said.start - 1] in _CLAUSE_STARTS
    if not m["issue"] and (not opens or _PROCEDURE.match(m.string, said.end)):
        return None
    return said._replace(days_on=ceil(count * _DAYS_IN[unit])) if count else None


def _relative(said: TimeExpression, m: re.Match[str]) -> TimeExpression:
    """上个月, 本季度, 下半年 of 下个半年, 上个月15号, 本月初."""
    months = {"月": 1, "季度": 3, "季": 3, "半年": 6}[m["rel_unit"]]
    step = {"上": -1, "下": 1}.get(m["rel"], 0)
    day = _day(m["rel_day"]) or _edge(m["rel_edge"], m["rel_third"])
    return said._replace(back=(months, step), day=day or 31)


def _bare_part(said: TimeExpression, m: re.Match[str], as_of: bool) -> TimeExpression | None:
    if m["half_month"]:
        return said._replace(back=(1, 0), day=_MIDDLE if m["half_month"] == "上" else 31)
    if m["month_edge"]:
        return said._replace(back=(1, 0), day=_edge(m["month_edge"][1], None) or 31)
    if m["year_edge"]:
        return said._replace(month=2 if m["year_edge"] == "年初" else 6)
    part = _part(m, "c")
    if m["ec"] or m["sc"] or m["midc"]:
        return None
    return said._replace(month=part.month, day=part.day, opens=part.opens, as_of=as_of)


def _part(m: re.Match[str], which: str) -> _Part:
    """How the part of the year closes and opens; day 31 stands for the last of the month."""
    if quarters := m[f"qp{which}"]:
        return _Part(3 * int(number_of(quarters) or 4), 31, (1, 1))
    if quarter := m[f"q{which}"] or m[f"qq{which}"]:
        number = 1 if quarter == "首" else int(number_of(quarter) or 4)
        return _quarter(number, bool(m[f"qe{which}"]))
    if half := m[f"h{which}"]:
        at_end = m[f"he{which}"]
        return _Part(6 if half == "上" else 12, 31, None if at_end else (1 if half == "上" else 7, 1))
    if months := m[f"mp{which}"]:
        return _Part(int(number_of(months) or 12), 31, (1, 1))
    if month := m[f"m{which}"]:
        return _month(m, which, int(number_of(month) or 12))
    if m[f"e{which}"]:
        return _Part()
    if m[f"mid{which}"]:
        return _Part(6, 31)
    if start := m[f"s{which}"]:
        return _Part(_NEW_YEAR[start.removeprefix("年")], 31)
    return _Part(12, 31, (1, 1))


def _quarter(number: int, at_end: bool = False) -> _Part:
    return _Part(3 * number, 31, None if at_end else (3 * number - 2, 1))


def _month(m: re.Match[str], which: str, month: int) -> _Part:
    """A month, its day or its part: 6月, 6月底, 10月上旬, 5月12日至20日, 1-4月."""
    first = m[f"m0{which}"]
    if second := m[f"dd{which}"]:
        last = m[f"dm{which}"]
        opens = (month, _day(m[f"d{which}"]) or 1)
        return _Part(int(number_of(last) or month) if last else month, _day(second) or 31, opens)
    day = _day(m[f"d{which}"]) or _edge(m[f"me{which}"], m[f"t{which}"])
    if day or m[f"me{which}"]:
        return _Part(month, day or 31)
    return _Part(month, 31, (int(number_of(first) or 1) if first else month, 1))


def _day(words: str | None) -> int | None:
    return int(number_of(words) or 0) or None if words else None


def _edge(edge: str | None, third: str | None) -> int | None:
    """The day that closes 月初, 月中, 上旬, 中旬; None for the end of the month."""
    if third:
        return {"上": 10, "中": 20}.get(third)
    return {"初": _EARLY, "中": _MIDDLE}.get(edge or "")


def _with_season(found: list[TimeExpression], m: re.Match[str]) -> list[TimeExpression]:
    """The expressions with a season added in its place; a year right before it is its own (明年春节前)."""
    season = season_of(m)
    own = next((e for e in found if e.end == m.start() and e.closes_a_year), None)
    start = own.start if own else m.start()
    year = own.year + season.years_on if own and own.year else None
    shift = (own.shift or 0) + season.years_on if own and not own.year else season.years_on or None
    words = m.string[start : m.end()]
    read = TimeExpression(start, m.end(), words, year, None if year else shift, season.month, season.day)
    rest = [e for e in found if e is not own]
    return sorted([*rest, read._replace(festival=season.festival, seasonal=True)], key=lambda e: e.start)
