"""Tables -> mentions: every figure of a table, read with its heads, its row and its title."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from targets.extraction.mention import Commitment, Mention, Role
from targets.extraction.parts import UnreadTable
from targets.extraction.tables.columns import Kind
from targets.extraction.tables.context import TableContext, context_of
from targets.extraction.tables.evidence import cell_of, cues_of, quote_of, section_of
from targets.extraction.tables.grid import grids_of
from targets.extraction.tables.layout import Layout, layouts_of
from targets.extraction.tables.readings import Reading, Sentence, readings_of
from targets.extraction.tables.sentences import Prose, sentence_mentions
from targets.extraction.tables.unread import numbers_in, unread_cells, unread_table
from targets.reading.document import Document

_FIVE_YEARS = 5
_SURE, _GUESSED = 0.96, 0.4
_TASKS = "任务清单"
"""What the tasks are, beside which another column tells how far they are, whatever the document itself is."""


class TablesRead(NamedTuple):
    """What the tables of a document say, the document without the tables that were read, and those that were not."""

    mentions: tuple[Mention, ...]
    rest: Document
    unread: tuple[UnreadTable, ...]


def read_tables(document: Document, region: str | None, prose: Prose) -> TablesRead:
    """The goals and results in the tables of a document; `region` is the place the document is about."""
    found: list[Mention] = []
    unread: list[UnreadTable] = []
    claimed: list[int] = []
    before: list[Layout] = []
    for grid in grids_of(document):
        layouts = [layout for layout in layouts_of(grid, before) if _can_be_read(layout)]
        before = layouts or before
        mentions = [m for layout in layouts for m in _mentions(document, layout, region, prose)]
        numbers = numbers_in(grid)
        if mentions or (layouts and numbers):
            claimed.append(grid.index)
        if mentions:
            unread += unread_cells(grid, layouts, mentions)
        elif numbers:
            unread.append(unread_table(grid))
        found += mentions
    rest = _without(document, claimed)
    return TablesRead(tuple(found), rest, tuple(unread))


def _can_be_read(layout: Layout) -> bool:
    """Whether a table has figures in rows that can be told apart, or is a list of tasks."""
    if layout.of(Kind.VALUE):
        return bool(layout.of(Kind.NAME, Kind.TASK, Kind.REGION, Kind.OWNER)) or len(layout.body) == 1
    return bool(layout.of(Kind.TASK, Kind.PROGRESS) and layout.of(Kind.OWNER, Kind.DUE, Kind.INDEX))


def _without(document: Document, claimed: Iterable[int]) -> Document:
    spans = [(document.tables[at].start, document.tables[at].end) for at in claimed]
    paragraphs = tuple(p for p in document.paragraphs if not any(s <= p.start < e for s, e in spans))
    return replace(document, paragraphs=paragraphs, tables=())


def _mentions(document: Document, layout: Layout, region: str | None, prose: Prose) -> Iterator[Mention]:
    context = context_of(layout, document, region)
    readings = list(readings_of(layout, context))
    figures = [reading for reading in readings if not isinstance(reading, Sentence)]
    sentences = [reading for reading in readings if isinstance(reading, Sentence)]
    bases = _bases(figures, context)
    for figure in figures:
        yield _mention(document, layout, context, figure, bases)
    for reports in (False, True):
        part = [sentence for sentence in sentences if sentence.reports is reports]
        tasks = document.title and not reports and layout.of(Kind.PROGRESS)
        title = f"{document.title}{_TASKS}" if tasks else document.title
        yield from sentence_mentions(replace(document, title=title), layout, context, part, prose)


def _bases(figures: Sequence[Reading], context: TableContext) -> dict[object, Reading]:
    """The last result of each row's quantity from before the year the document speaks in: where its goals start."""
    year = context.calendar.issued.year if context.calendar.issued else context.calendar.year
    found: dict[object, Reading] = {}
    for reading in figures:
        if reading.role is Role.ACTUAL and reading.day and year and reading.day.year < year:
            last = found.get(_quantity(reading))
            if last is None or last.day is None or last.day < reading.day:
                found[_quantity(reading)] = reading
    return found


def _quantity(reading: Reading) -> object:
    """What the goals and results of one row must have in common to be about one quantity."""
    return reading.row.number, reading.name, reading.region, reading.unit, reading.change


def _starts(reading: Reading, context: TableContext) -> date | None:
    """The first day of what a sum or a yearly rate over a plan is about: five years for a five-year plan."""
    if reading.day is None or not (reading.yearly or reading.cumulative):
        return None
    issued = context.calendar.issued
    first = reading.day.year - _FIVE_YEARS + 1
    if reading.day.year % _FIVE_YEARS and issued and issued.year <= reading.day.year:
        first = issued.year
    return date(first, 1, 1)


def _mention(
    document: Document,
    layout: Layout,
    context: TableContext,
    reading: Reading,
    bases: Mapping[object, Reading],
) -> Mention:
    target = reading.role is Role.TARGET
    row = reading.row
    base = bases.get(_quantity(reading)) if target and reading.change is None else None
    return Mention(
        doc=document.doc,
        start=reading.start,
        end=reading.end,
        text=document.text[reading.start : reading.end],
        role=reading.role,
        value=reading.value,
        value_high=reading.high,
        unit=reading.unit,
        comparator=reading.comparator,
        change=reading.change,
        due=reading.day if target else None,
        period_end=None if target else reading.day,
        due_basis=reading.basis,
        indicator=reading.name,
        region=reading.region or context.region,
        owners=row.owners,
        commitment=(Commitment.STRETCH if reading.stretch else Commitment.COMMIT) if target else None,
        section=section_of(context, row),
        quote=quote_of(layout, row),
        implicit=reading.implicit,
        confidence=_SURE if reading.sure and reading.unit else _GUESSED,
        cues=cues_of(layout, row, reading.column, reading.words),
        cell=cell_of(layout, row, reading.column),
        period_start=_starts(reading, context),
        aggregation="compound" if reading.yearly else None,
        baseline=base.value if base else None,
        baseline_on=base.day if base else None,
    )
