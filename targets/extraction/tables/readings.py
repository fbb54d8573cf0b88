"""The figures of a table as readings: each with what its row, its column and its table say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from targets.extraction.mention import Change, Comparator, DueBasis, Role
from targets.extraction.tables.column_roles import heads_with_roles
from targets.extraction.tables.columns import Head, Kind, Measure
from targets.extraction.tables.context import TableContext, when_of
from targets.extraction.tables.figures import Figure, figure_of, is_nothing
from targets.extraction.tables.grid import Words
from targets.extraction.tables.layout import Layout
from targets.extraction.tables.measures import change_of, name_of, unit_for
from targets.extraction.tables.rows import Row, rows_of
from targets.extraction.tables.units import TableUnit

_COUNTED = ("个", "家", "户", "人", "所", "件", "项", "座", "处")


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure of a table and all that is known of it; `start` and `end` span it in the document.

    `yearly` marks a mean yearly rate, `cumulative` the sum or the change over the whole plan (〔〕).
    """

    start: int
    end: int
    row: Row
    column: int
    role: Role
    value: float
    high: float | None
    unit: str
    comparator: Comparator
    change: Change | None
    day: date | None
    basis: DueBasis
    words: str
    name: str
    stretch: bool
    implicit: bool
    sure: bool
    region: str | None
    yearly: bool
    cumulative: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A cell that is a sentence, to be read by the grammar of prose: its words and what its column says.

    `role` is what its numbers are, `assumed` what those are that their words leave open. `reports`: the column
    tells how far things are (进展情况), where only words of the future make a goal.
    """

    row: Row
    column: int
    words: Words
    subject: Words | None
    role: Role | None
    assumed: Role | None
    day: tuple[date, str] | None
    reports: bool = False


def readings_of(layout: Layout, context: TableContext) -> Iterator[Reading | Sentence]:
    """Every figure of a table, and its cells of sentences, in the order of the rows."""
    heads = heads_with_roles(layout, context)
    values = [c for c, h in heads.items() if h.kind is Kind.VALUE]
    tasks = [c for c, h in heads.items() if h.kind is Kind.TASK]
    for row in rows_of(layout, context):
        told = False
        for column in values:
            words, head = layout.grid.words_at(row.number, column), heads[column]
            if is_nothing(words.text):
                continue
            figure = figure_of(words.text)
            if figure is None:
                sentence = _sentence(layout, context, row, column, words, head)
                if sentence:
                    yield sentence
                continue
            reading = _reading(context, row, column, words, figure, head)
            if reading:
                told = told or reading.role is Role.TARGET
                yield reading
        for column, _ in layout.of(Kind.PROGRESS):
            words = layout.grid.words_at(row.number, column)
            assumed = context.role if heads[column].when is None and context.role else Role.ACTUAL
            if any(c.isdigit() for c in words.text):
                subject = _subject(layout, row, column)
                yield Sentence(row, column, words, subject, assumed, assumed, None, assumed is Role.ACTUAL)
        for column in tasks:
            words = layout.grid.words_at(row.number, column)
            if any(c.isdigit() for c in words.text) or not told:
                ahead = Role.TARGET if row.due or context.role is Role.TARGET else None
                yield Sentence(row, column, words, _subject(layout, row, column), None, ahead, row.due)


def _sentence(
    layout: Layout, context: TableContext, row: Row, column: int, words: Words, head: Head
) -> Sentence | None:
    if not any(c.isdigit() for c in words.text) and not re.search("全部|全覆盖|清零", words.text):
        return None
    role = head.role or context.role
    day = when_of(head, role or Role.TARGET, context.calendar)
    subject = _subject(layout, row, column)
    told = (day, head.when.text) if day and head.when else row.due
    return Sentence(row, column, words, subject, role, role, told)


def _subject(layout: Layout, row: Row, column: int) -> Words | None:
    """The cell that names what the sentence in `column` is about."""
    for c, _ in reversed(layout.of(Kind.NAME, Kind.TASK)):
        words = layout.grid.words_at(row.number, c)
        if words.text and c < column and words != layout.grid.words_at(row.number, column):
            return words
    return None


def _reading(
    context: TableContext, row: Row, column: int, words: Words, figure: Figure, head: Head
) -> Reading:
    if row.said.kind is Kind.VALUE and head.measure is Measure.LEVEL:
        head = head._replace(measure=row.said.measure)
    if head.measure is Measure.GROWTH and head.over_plan and not head.yearly:
        figure = figure._replace(cumulative=True)
    told = head.role or row.said.role or context.role
    role = told or Role.TARGET
    name = name_of(row, head, figure, context, role)
    unit = unit_for(row, head, figure, name, context)
    change, value = change_of(row, head, figure, name, unit)
    if unit.bare == "%" and figure.cumulative and change is None:
        unit, change = TableUnit("百分点", 1.0), Change.UP
    elif figure.cumulative and change is None:
        change = Change.ADD if unit.bare in _COUNTED and float(value).is_integer() else Change.UP
    day, basis, said = _day(context, row, head, role, figure)
    start, end = words.span(figure.start, figure.end)
    bound = head.comparator if figure.comparator is Comparator.EQ else None
    return Reading(
        start,
        end,
        row,
        column,
        role,
        round(value * unit.factor, 6),
        None if figure.high is None else round(figure.high * unit.factor, 6),
        unit.bare,
        bound or figure.comparator,
        change,
        day,
        basis,
        said,
        name,
        figure.stretch or head.stretch,
        figure.implicit,
        told is not None and bool(name),
        head.place or row.region,
        head.yearly and head.measure is Measure.GROWTH and not figure.cumulative,
        figure.cumulative,
    )


def _day(
    context: TableContext, row: Row, head: Head, role: Role, figure: Figure
) -> tuple[date | None, DueBasis, str]:
    calendar = context.calendar
    if figure.star and role is Role.ACTUAL and context.starred:
        return date(context.starred, 12, 31), DueBasis.EXPLICIT, f"{context.starred}年"
    for said in (head, row.said):
        if day := when_of(said, role, calendar):
            assert said.when is not None
            return day, DueBasis.EXPLICIT, said.when.text
    if role is Role.TARGET:
        if row.due:
            return row.due[0], DueBasis.EXPLICIT, row.due[1]
        return context.due
    return context.known
