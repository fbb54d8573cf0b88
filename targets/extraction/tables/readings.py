"""The figures of a table as readings: each with what its row, its column and its table say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from targets.extraction.mention import Change, Comparator, DueBasis, Role
from targets.extraction.tables.column_roles import heads_with_roles
from targets.extraction.tables.columns import GENERIC, Head, Kind, Measure
from targets.extraction.tables.context import TableContext, when_of
from targets.extraction.tables.figures import Figure, figure_of, is_nothing
from targets.extraction.tables.grid import Words
from targets.extraction.tables.layout import Layout
from targets.extraction.tables.rows import Row, rows_of
from targets.extraction.tables.units import TableUnit, unit_among

_UP = re.compile(r"(?:增速|增长|增长率|增幅|涨幅|增长速度|年均增速)$")
_DOWN = re.compile(r"(?:下降|降低|降幅|下降率|降低率|减少|削减|削减率|减排)$")
_ADD = re.compile(r"新增|净增(?!长)")
_COUNTED = ("个", "家", "户", "人", "所", "件", "项", "座", "处")
_PERCENT = TableUnit("%", 1.0)
_SHARES = ("%", "百分点")


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure of a table and all that is known of it; `start` and `end` span it in the document."""

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
                yield Sentence(row, column, words, _subject(layout, row, column), None, None, row.due)


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
) -> Reading | None:
    role = head.role or (None if row.name else row.head.role) or context.role
    sure = role is not None
    role = role or Role.TARGET
    name = _name(row, head, figure, context)
    if (
        figure.change
        and figure.unit
        and figure.unit.bare == "%"
        and not _UP.search(name)
        and not _DOWN.search(name)
    ):
        name = f"{name}{'降幅' if figure.change is Change.DOWN else '增速'}"
    if figure.deed and figure.unit is not None and figure.unit.bare == "%":
        name = f"{name}完成率"
    unit = _unit(row, head, figure, name, context)
    change, value = _change(row, head, figure, name, unit)
    if unit.bare == "%" and figure.cumulative and change is None:
        unit, change = TableUnit("百分点", 1.0), Change.UP
    elif figure.cumulative and change is None:
        change = Change.ADD if unit.bare in _COUNTED and float(value).is_integer() else Change.UP
    day, basis, said = _day(context, row, head, role, figure)
    start, end = words.span(figure.start, figure.end)
    factor = unit.factor
    return Reading(
        start,
        end,
        row,
        column,
        role,
        round(value * factor, 6),
        None if figure.high is None else round(figure.high * factor, 6),
        unit.bare,
        figure.comparator,
        change,
        day,
        basis,
        said,
        name,
        figure.stretch or head.stretch,
        figure.implicit,
        sure and bool(name),
        head.place or row.region,
    )


def _name(row: Row, head: Head, figure: Figure, context: TableContext) -> str:
    """The name of what a figure measures: the row's and the column's, with what the column says of them."""
    name = row.name
    own = head.name
    if own and own not in name:
        name = name + own
    if not name and row.group:
        name = row.group
    if name in GENERIC or (not name and head.measure is not Measure.LEVEL):
        subject = row.group if row.group and name in GENERIC else context.subject
        if name[:2] and name[:2] in subject[-4:]:
            name = subject
        else:
            name = (subject[:-2] if name[-2:] == subject[-2:] else subject) + name
    if head.measure is Measure.RATE:
        return f"{name}完成率"
    if head.measure is Measure.RANK:
        return f"{name}位次"
    if head.measure is Measure.GROWTH:
        stem = _UP.sub("", name) or name
        if figure.cumulative:
            return f"{name}累计" if _ADD.search(name) or _DOWN.search(name) else f"{name}累计增加"
        return (
            f"{stem}年均增速"
            if head.yearly
            else name
            if _UP.search(name) or _DOWN.search(name)
            else f"{name}增速"
        )
    return name or context.subject or context.title


def _unit(row: Row, head: Head, figure: Figure, name: str, context: TableContext) -> TableUnit:
    """The unit of a figure: its own, that of its column, of its row, of the table, or what its name implies."""
    if figure.unit:
        return figure.unit
    if head.measure is Measure.RANK:
        return TableUnit("位", 1.0)
    if head.measure is Measure.RATE:
        return _PERCENT
    if head.measure is Measure.GROWTH:
        if figure.cumulative and row.unit:
            return row.unit
        return head.unit or _PERCENT
    return head.unit or row.unit or unit_among(context.units, name) or TableUnit("", 1.0)


def _change(row: Row, head: Head, figure: Figure, name: str, unit: TableUnit) -> tuple[Change | None, float]:
    """Whether a figure measures a change, and its size; a negative growth is a drop of the positive number."""
    change = figure.change
    if change is None and head.measure is not Measure.RATE:
        if _DOWN.search(row.name or name):
            change = Change.DOWN
        elif _UP.search(name) and unit.bare in (*_SHARES, "‰"):
            change = Change.UP
        elif _ADD.search(name) and unit.bare not in _SHARES:
            change = Change.ADD
    if figure.value < 0 and (change is Change.UP or head.measure is Measure.GROWTH):
        return Change.DOWN, -figure.value
    return change, figure.value


def _day(
    context: TableContext, row: Row, head: Head, role: Role, figure: Figure
) -> tuple[date | None, DueBasis, str]:
    calendar = context.calendar
    if figure.star and role is Role.ACTUAL and context.starred:
        return date(context.starred, 12, 31), DueBasis.EXPLICIT, f"{context.starred}年"
    for said in (head, *([] if row.name else [row.head])):
        if day := when_of(said, role, calendar):
            assert said.when is not None
            return day, DueBasis.EXPLICIT, said.when.text
    if role is Role.TARGET:
        if row.due:
            return row.due[0], DueBasis.EXPLICIT, row.due[1]
        return context.due
    return context.known
