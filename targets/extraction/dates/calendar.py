"""What a document's relative time words count from: its year, its issue, the end of its plan, the period it reports on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from targets.extraction.dates.expressions import TimeExpression, time_expressions_in
from targets.extraction.dates.resolution import closing_day
from targets.extraction.quantities.numerals import number_of
from targets.extraction.structure.document_kind import DocumentKind, kind_of_wording
from targets.reading.document import Document

_COUNT = "[两二三四五六七八九十]|[2-9]|10"
_RUNS = re.compile(
    rf"(?P<first>20[0-9]{{2}})年(?:[0-9]{{1,2}}月[0-9]{{1,2}}日)?起[，,]?(?:[用在利]用?)?(?P<years>{_COUNT})年(?:内|时间|左右|期)"
)
_YEARS_LONG = re.compile(rf"(?<![第0-9])(?P<years>{_COUNT})年(?:行动|滚动|攻坚|提升|倍增|计划|规划|方案)")
_NEW_YEAR = (1, 1)
_LONGEST_HEAD = 1500  # characters of a report within which it says as of when it is


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a document's relative time words count from.

    `year` is the year the document speaks in, `issued` the day of issue, `end` the last day of what it plans
    as a whole, `reported` the last day of the period it reports on (1—7月份经济运行情况), `begin` the first day of a
    plan of several years that its title names (2023—2025年); each None where nothing tells it.
    """

    year: int | None
    issued: date | None
    end: date | None
    reported: date | None = None
    begin: date | None = None

    @property
    def known(self) -> date | None:
        """The last day it can report on: that of issue, or the end of the part of a year it is on (上半年通报)."""
        return self.reported or self.issued or (self.end if self.end and self.end.month < 12 else None)


def calendar_of(document: Document) -> Calendar:
    """What the relative time words of a document count from, by its metadata.

    Where the document plans for years ahead (十四五规划, 2023—2025年), `year` is the year it was issued in or
    the plan begins with, else the plan year. A title may close the plan earlier (强攻二季度).
    """
    year, issued = document.plan_year, document.issued_on
    if year is None:
        return Calendar(None, issued, None)
    end = date(year, 12, 31)
    expressions = time_expressions_in(document.title) if document.title else ()
    for words in expressions:
        if (day := closing_day(words, year, year, issued)) and day.year == year:
            end = day
    first = expressions[0].first if expressions else None
    if issued and (year - issued.year >= 2 or (first and first <= issued.year <= year)):
        year = issued.year
    elif not issued and first:
        year = first
    kind = kind_of_wording(document)
    if kind.plans and end.year == year and (last := _last_year_of_plan(document, year)):
        end = date(last, 12, 31)
    if not kind.reports:
        return Calendar(year, issued, end, begin=date(first, 1, 1) if first else None)
    reported = _reported(document, end, issued)
    if kind is DocumentKind.COMMUNIQUE and reported and reported.month == 12:
        year = (
            reported.year + 1
        )  # it looks back from the year after: 全年 and 12月 are those of the one before
        return Calendar(year, issued, date(year, 12, 31), reported)
    return Calendar(year, issued, date(year, 12, 31), reported)


def _last_year_of_plan(document: Document, year: int) -> int | None:
    """The last year of a plan that says how long it runs: 2026年起5年内, 三年行动计划; None where none does."""
    if match := _RUNS.search(document.text, 0, _LONGEST_HEAD):
        first, years = int(match["first"]), number_of(match["years"])
    else:
        match = _YEARS_LONG.search(document.title or "")
        first, years = year, number_of(match["years"]) if match else None
    return first + int(years) - 1 if years and years > 1 else None


def _reported(document: Document, named: date, issued: date | None) -> date | None:
    """The last day that a report is about: its title names it, else the day or month it says it is as of,
    else the end of the running total that it gives (1—7月).

    `named` is the day that its title closes the year with.
    """
    over = issued or date.max
    as_title = kind_of_wording(document) is DocumentKind.COMMUNIQUE or named.month < 12
    if as_title and named <= over:
        return named
    year, running = named.year, None
    for words in time_expressions_in(document.text[:_LONGEST_HEAD]):
        day = closing_day(words, year, year, issued)
        if not day or day > over or day.year != year:
            continue
        if words.as_of:
            return day
        if words.opens == _NEW_YEAR and words.month < 12:
            running = max(running or day, day)
    return running or issued


def tense_of(words: TimeExpression, calendar: Calendar) -> str:
    """Where a time expression lies: "behind" or "ahead" of what the document can report on, "so far", "part" or "year".

    "year" is the year that the document speaks in, as a whole; "part" a part of it where the day of issue is unknown.
    """
    if words.so_far or words.as_of:
        return "so far"
    if words.months_on is not None or words.days_on is not None:
        return "ahead"
    year, known = words.year, calendar.known
    if year is None and calendar.year is not None:
        year = calendar.year + (words.shift or 0)
    day = closing_day(words, calendar.year, calendar.year, calendar.issued) if year else None
    part = words.month < 12 or bool(words.back)
    if day and known and (part or year != calendar.year):
        return "behind" if day <= known else "ahead"
    if year is None or calendar.year is None or year == calendar.year:
        return "part" if part else "year"
    return "behind" if year < calendar.year else "ahead"
