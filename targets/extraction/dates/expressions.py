"""The time expressions of a text: what they say, before anything is known of the document."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from targets.extraction.lexicon import any_of, lexicon
from targets.extraction.quantities.numerals import number_of

_WORDS = lexicon("dates")
_YEARS: dict[str, int] = _WORDS["years"]
_DIGITS = "〇○零一二三四五六七八九"
_N = "[两二三四五六七八九十]|[0-9]{1,2}"
_PART = (
    r"(?:前(?P<q{0}p>[一二三])个?季度|第?(?P<q{0}>[一二三四1-4])季度|(?P<h{0}>[上下])半年"
    r"|前(?P<m{0}p>1[01]|[2-9]|十一?|[两二三四五六七八九])个月"
    r"|(?:0?1月?(?:-|－|—|~|～|至|到))?(?P<m{0}>1[0-2]|0?[1-9]|十[一二]|[一二三四五六七八九十])月(?:(?P<d{0}>[0-3]?[0-9])日|份|底|末)?"
    r"|年?(?P<e{0}>[底末]))"
)
_TIME = re.compile(
    r"(?<![0-9])(?:(?P<from>(?:19|20)[0-9]{2})年?(?:[0-9]{1,2}月)?[ ]?[-—–－~～至到]+[ ]?(?P<until>(?:19|20)[0-9]{2})(?=年|[)）])"
    rf"|(?P<year>(?:19|20)[0-9]{{2}}|二[〇○零][{_DIGITS}]{{2}})年度?(?:{_PART.format('a')})?"
    rf"|(?P<so_far>{any_of(_WORDS['so_far']['words'])})"
    rf"|(?P<word>{any_of(_YEARS)})(?:{_PART.format('b')})?"
    rf"|(?P<whole>{any_of(_WORDS['whole']['words'])})"
    r"|“?十(?P<five>[一二三四五六七])五”?"
    rf"|(?:今后|未来|后)(?P<ahead>{_N})年"
    rf"|(?:过去|近|这|前)(?P<past>{_N})年|(?:[一三五]|[0-9])年(?P<since>来|间)"
    rf"|(?P<n>{_N})(?P<span>年|个月|周)(?:之内|以内|内)"
    rf"|(?P<part>{_PART.format('c')}))"
)
# Every time expression holds one of these; 2023-2025) its bracket. Most sentences hold none and need no search.
_HINT = re.compile(r"[年月季半周五)）](?<![^0-9][)）])")
_BEFORE = re.compile(rf"(?:{any_of(_WORDS['reference']['before'])})[“”]?$")
_AFTER = re.compile(rf"(?:年?度?(?:{any_of(_WORDS['reference']['after'])})|[年末底]*的[0-9])")
_TOWARDS = ("到", "至")
_AS_OF = ("截至", "截止")
_SHARE_OF = re.compile("的[0-9]")  # 恢复到2019年的110%
_FIVE_YEAR_END = {"一": 2010, "二": 2015, "三": 2020, "四": 2025, "五": 2030, "六": 2035, "七": 2040}


class TimeExpression(NamedTuple):
    """A time expression: its span in the text it was found in, and what it says.

    `year` is absolute; `shift` counts years from the year the document speaks in; where both are None the
    year is the one the passage is about. `month` and `day` close the period. `months_on` counts months from
    the day of issue. `first` is the first year of a range of years. `towards` marks 到2030年, `so_far` 今年以来,
    `as_of` 截至5月底.
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

    @property
    def closes_a_year(self) -> bool:
        """Whether the words name a year or the end of one, not a part of it."""
        return self.month == 12 and self.months_on is None and not self.so_far


@lru_cache(maxsize=4096)
def time_expressions_in(text: str) -> tuple[TimeExpression, ...]:
    """The time expressions of a text in order, without those that only say what something is compared with."""
    found: list[TimeExpression] = []
    for m in _TIME.finditer(text) if _HINT.search(text) else ():
        start, end = m.span()
        if _AFTER.match(text, end) and text[start - 1 : start] not in _TOWARDS and not m["so_far"]:
            continue
        if _BEFORE.search(text, max(0, start - 3), start):
            continue
        words = _read(m)
        if words:
            found.append(words)
    return tuple(found)


def _read(m: re.Match[str]) -> TimeExpression | None:
    start, end, text = m.start(), m.end(), m.group()
    if m["until"]:
        return TimeExpression(start, end, text, year=int(m["until"]), first=int(m["from"]))
    if m["year"]:
        month, day = _part(m, "a")
        towards = m.string[start - 1 : start] in _TOWARDS and not _SHARE_OF.match(m.string, end)
        year = int(number_of(m["year"]) or 0)
        return TimeExpression(start, end, text, year=year, month=month, day=day, towards=towards)
    if m["so_far"]:
        return TimeExpression(start, end, text, shift=0, so_far=True)
    if m["word"]:
        month, day = _part(m, "b")
        return TimeExpression(start, end, text, shift=_YEARS[m["word"]], month=month, day=day)
    if m["whole"]:
        return TimeExpression(start, end, text)
    if m["five"]:
        return TimeExpression(start, end, text, year=_FIVE_YEAR_END[m["five"]])
    if m["ahead"]:
        return TimeExpression(start, end, text, shift=int(number_of(m["ahead"]) or 1) - 1)
    if m["past"] or m["since"]:
        return TimeExpression(start, end, text, shift=-1)
    if m["n"]:
        count = int(number_of(m["n"]) or 0)
        months = {"年": 12 * count, "个月": count}.get(m["span"], 0)
        return TimeExpression(start, end, text, months_on=months) if months else None
    month, day = _part(m, "c")
    as_of = m.string[max(0, start - 2) : start] in _AS_OF
    return None if m["ec"] else TimeExpression(start, end, text, month=month, day=day, as_of=as_of)


def _part(m: re.Match[str], which: str) -> tuple[int, int]:
    """Month and day that close the part of the year; day 31 stands for the last of the month."""
    quarter = m[f"q{which}"] or m[f"q{which}p"]
    if quarter:
        return 3 * int(number_of(quarter) or 4), 31
    if m[f"h{which}"]:
        return (6 if m[f"h{which}"] == "上" else 12), 31
    month = m[f"m{which}"] or m[f"m{which}p"]
    if month:
        return int(number_of(month) or 12), int(m[f"d{which}"] or 31)
    return 12, 31
