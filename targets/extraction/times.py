"""By when, or for which period: the time words of a sentence, its headings and its document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from targets.extraction.lexicon import any_of, lexicon
from targets.extraction.mention import DueBasis, Role
from targets.extraction.numerals import number_of
from targets.extraction.parts import Candidate, Dated, Sentence
from targets.reading.document import Document

_WORDS = lexicon("times")
_YEARS: dict[str, int] = _WORDS["years"]
_N = "[两二三四五六七八九十]|[0-9]{1,2}"
_PART = (
    r"(?:前(?P<q{0}p>[一二三])个?季度|第?(?P<q{0}>[一二三四1-4])季度|(?P<h{0}>[上下])半年"
    r"|(?P<m{0}>1[0-2]|0?[1-9]|十[一二]|[一二三四五六七八九十])月(?:(?P<d{0}>[0-3]?[0-9])日|份|底|末)?"
    r"|年?(?P<e{0}>[底末]))"
)
_TIME = re.compile(
    r"(?<![0-9])(?:(?P<from>(?:19|20)[0-9]{2})年?[ ]?[-—–－~～至到][ ]?(?P<until>(?:19|20)[0-9]{2})(?=年|\))"
    rf"|(?P<year>(?:19|20)[0-9]{{2}})年度?(?:{_PART.format('a')})?"
    rf"|(?P<word>{any_of(_YEARS)})(?:{_PART.format('b')})?"
    rf"|(?P<whole>{any_of(_WORDS['whole']['words'])})"
    r"|“?十(?P<five>[一二三四五六七])五”?"
    rf"|(?:今后|未来|后)(?P<ahead>{_N})年"
    rf"|(?:过去|近|这|前)(?P<past>{_N})年|(?:[一三五]|[0-9])年(?P<since>来|间)"
    rf"|(?P<n>{_N})(?P<span>年|个月|周)(?:之内|以内|内)"
    rf"|(?P<part>{_PART.format('c')}))"
)
_BEFORE = re.compile(rf"(?:{any_of(_WORDS['reference']['before'])})[“”]?$")
_AFTER = re.compile(rf"(?:年?度?(?:{any_of(_WORDS['reference']['after'])})|[年末底]*的[0-9])")
_CARRY = re.compile(any_of(_WORDS["carry"]["words"]))
_FIVE_YEAR_END = {"一": 2010, "二": 2015, "三": 2020, "四": 2025, "五": 2030, "六": 2035, "七": 2040}


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a document's relative time words count from.

    `year` is the plan year, `issued` the day of issue, `end` the last day of what the document plans as a
    whole; each None where nothing tells it.
    """

    year: int | None
    issued: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class TimeWords:
    """A time expression: its span in the text it was found in, and what it says.

    `year` is absolute; `shift` counts years from the plan year; where both are None the year is the one
    the passage is about. `month` and `day` close the period. `months_on` counts months from the day of issue.
    `first` is the first year of a range of years.
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


def calendar_of(document: Document) -> Calendar:
    """What the relative time words of a document count from, by its metadata.

    Where the document plans for years ahead (十四五规划, 2023—2025年), `year` is the year it was issued in or
    the plan begins with, else the plan year. A title may close the plan earlier (强攻二季度).
    """
    year, issued = document.plan_year, document.issued_on
    if year is None:
        return Calendar(None, issued, None)
    end = date(year, 12, 31)
    said = time_words_in(document.title) if document.title else ()
    for words in said:
        if (day := _resolved(words, year, year, issued)) and day.year == year:
            end = day
    if issued and year - issued.year >= 2:
        year = issued.year
    elif not issued and said and said[0].first:
        year = said[0].first
    return Calendar(year, issued, end)


def date_of(candidate: Candidate, role: Role, calendar: Calendar, before: Sentence | None = None) -> Dated:
    """The day a target is due, or the last day of the period an actual reports.

    Looked for in this order: the time words before the number in its sentence, nearest first; those after
    it in its clause; those of the sentence `before`, given where its time carries on; the headings,
    innermost first; the plan of the document. Years that do not fit the role (a goal behind, a result
    ahead) are history or outlook and are passed over.
    """
    sentence = candidate.sentence
    number = candidate.quantity.start - sentence.start
    said = time_words_in(sentence.text)
    heading_year = _heading_year(sentence, role, calendar)
    behind = [t for t in said if t.end <= number]
    after = [t for t in said if number < t.start < candidate.clause_end - sentence.start]
    for words in [*reversed(behind), *after]:
        day = _day_for(words, role, calendar, heading_year, said)
        if day:
            return Dated(day, DueBasis.EXPLICIT, words.text)
    if before is not None:
        earlier = time_words_in(before.text)
        for words in reversed(earlier):
            day = _day_for(words, role, calendar, heading_year, earlier)
            if day:
                return Dated(day, DueBasis.CONTEXT, words.text)
    for heading in reversed(sentence.section):
        words_of_heading = time_words_in(heading)
        for words in reversed(words_of_heading):
            day = _day_for(words, role, calendar, None, words_of_heading)
            if day:
                return Dated(day, DueBasis.CONTEXT, words.text)
    if calendar.year is None:
        return Dated(None, DueBasis.NONE)
    if role is Role.TARGET:
        return Dated(calendar.end, DueBasis.DOCUMENT)
    return Dated(date(calendar.year - 1, 12, 31), DueBasis.DOCUMENT)


def carries_time(before: Sentence, after: Sentence) -> bool:
    """Whether `after` goes on in the time of the sentence before it (届时…)."""
    return before.paragraph_start == after.paragraph_start and bool(_CARRY.match(after.text))


@lru_cache(maxsize=4096)
def time_words_in(text: str) -> tuple[TimeWords, ...]:
    """The time expressions of a text in order, without those that only say what something is compared with."""
    found = []
    for m in _TIME.finditer(text):
        start, end = m.span()
        if _AFTER.match(text, end) and text[start - 1 : start] not in ("到", "至"):
            continue
        if _BEFORE.search(text, max(0, start - 3), start):
            continue
        words = _read(m)
        if words:
            found.append(words)
    return tuple(found)


def _read(m: re.Match[str]) -> TimeWords | None:
    start, end, text = m.start(), m.end(), m.group()
    if m["until"]:
        return TimeWords(start, end, text, year=int(m["until"]), first=int(m["from"]))
    if m["year"]:
        month, day = _part(m, "a")
        return TimeWords(start, end, text, year=int(m["year"]), month=month, day=day)
    if m["word"]:
        month, day = _part(m, "b")
        return TimeWords(start, end, text, shift=_YEARS[m["word"]], month=month, day=day)
    if m["whole"]:
        return TimeWords(start, end, text)
    if m["five"]:
        return TimeWords(start, end, text, year=_FIVE_YEAR_END[m["five"]])
    if m["ahead"]:
        return TimeWords(start, end, text, shift=int(number_of(m["ahead"]) or 1) - 1)
    if m["past"] or m["since"]:
        return TimeWords(start, end, text, shift=-1)
    if m["n"]:
        count = int(number_of(m["n"]) or 0)
        months = {"年": 12 * count, "个月": count}.get(m["span"], 0)
        return TimeWords(start, end, text, months_on=months) if months else None
    month, day = _part(m, "c")
    if m["ec"]:
        return None
    return TimeWords(start, end, text, month=month, day=day)


def _part(m: re.Match[str], which: str) -> tuple[int, int]:
    """Month and day that close the part of the year; day 31 stands for the last of the month."""
    quarter = m[f"q{which}"] or m[f"q{which}p"]
    if quarter:
        return 3 * int(number_of(quarter) or 4), 31
    if m[f"h{which}"]:
        return (6 if m[f"h{which}"] == "上" else 12), 31
    if m[f"m{which}"]:
        return int(number_of(m[f"m{which}"]) or 12), int(m[f"d{which}"] or 31)
    return 12, 31


def _day_for(
    words: TimeWords, role: Role, calendar: Calendar, heading_year: int | None, said: Sequence[TimeWords]
) -> date | None:
    """The day that time words mean for a role; None where it cannot be, or cannot be told."""
    about = heading_year
    for other in said:
        if other.start >= words.start:
            break
        if other.year or other.shift is not None:
            named = other.year or (calendar.year + (other.shift or 0) if calendar.year else None)
            about = named if named and _fits(date(named, 12, 31), role, calendar) else about
    if about is None and calendar.year:
        about = calendar.year if role is Role.TARGET else calendar.year - 1
    day = _resolved(words, calendar.year, about, calendar.issued)
    return day if day and _fits(day, role, calendar) else None


def _fits(day: date, role: Role, calendar: Calendar) -> bool:
    if calendar.year is None:
        return True
    if role is Role.TARGET:
        return day >= date(calendar.year, 1, 1)
    return day <= max(date(calendar.year - 1, 12, 31), calendar.issued or date.min)


def _resolved(words: TimeWords, plan_year: int | None, about: int | None, issued: date | None) -> date | None:
    if words.months_on is not None:
        if issued:
            return _months_after(issued, words.months_on)
        return (
            _closing(plan_year + words.months_on // 12, 12, 31)
            if plan_year and words.months_on % 12 == 0
            else None
        )
    year = words.year or (plan_year + words.shift if plan_year and words.shift is not None else None)
    if year is None and words.shift is None:
        year = about
    return _closing(year, words.month, words.day) if year else None


def _heading_year(sentence: Sentence, role: Role, calendar: Calendar) -> int | None:
    for heading in reversed(sentence.section):
        for words in reversed(time_words_in(heading)):
            if words.year and words.month == 12 and _fits(date(words.year, 12, 31), role, calendar):
                return words.year if "五" not in words.text else None
    return None


def _closing(year: int, month: int, day: int) -> date | None:
    if not 1900 <= year <= 2200:
        return None
    if day < 28:
        return date(year, month, day) if day >= 1 else None
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day, last))


def _months_after(day: date, months: int) -> date | None:
    index = day.year * 12 + day.month - 1 + months
    return _closing(index // 12, index % 12 + 1, day.day)
