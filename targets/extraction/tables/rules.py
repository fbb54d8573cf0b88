"""Tables -> mentions: every figure of a table, read with its heads, its row and its title."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from targets.extraction.mention import BETWEEN_CELLS, Commitment, DueBasis, Mention, Role, TableCell
from targets.extraction.parts import UnreadTable
from targets.extraction.tables.columns import Kind
from targets.extraction.tables.context import TableContext, context_of
from targets.extraction.tables.figures import figure_of
from targets.extraction.tables.grid import Grid, Words, grids_of
from targets.extraction.tables.layout import Layout, layouts_of
from targets.extraction.tables.readings import Reading, Sentence, readings_of
from targets.extraction.tables.rows import Row
from targets.reading.document import Document, Paragraph

Prose = Callable[[Document, Callable[[int], Role | None]], Iterable[Mention]]
"""The grammar of prose, asked to read a document; the function gives the role of a number that it leaves open."""

_FIVE_YEARS = 5
_SURE, _GUESSED = 0.96, 0.4
_PROSE_FLOOR = 0.75
_TASKS = "任务清单"
"""What the tasks are, beside which another column tells how far they are, whatever the document itself is."""
_AHEAD = re.compile("预计|力争|确保|拟于|将于|计划于|下一步")
_LEANING = re.compile(
    r"(?:完成|累计完成|新增|全部|力争|确保|实现|累计|共|≥|≤|>|<)*\d|达到?|控制在|不低于|不少于|不超过|下降|增长|提高|降低|减少|保持|超过|突破|完成率|同比|全部"
)


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
        numbers = _numbers(grid)
        if mentions or (layouts and numbers):
            claimed.append(grid.index)
        if not mentions and numbers:
            unread.append(_unread(grid))
        found += mentions
    rest = _without(document, claimed)
    return TablesRead(tuple(found), rest, tuple(unread))


def _can_be_read(layout: Layout) -> bool:
    """Whether a table has figures in rows that can be told apart, or is a list of tasks."""
    if layout.of(Kind.VALUE):
        return bool(layout.of(Kind.NAME, Kind.TASK, Kind.REGION, Kind.OWNER)) or len(layout.body) == 1
    return bool(layout.of(Kind.TASK, Kind.PROGRESS) and layout.of(Kind.OWNER, Kind.DUE, Kind.INDEX))


def _numbers(grid: Grid) -> int:
    """How many cells of a table are one number and no year or running number."""
    figures = [f for words in grid.words.values() if (f := figure_of(words.text))]
    return sum(
        not (f.unit is None and float(f.value).is_integer() and (f.value < 100 or 1990 <= f.value <= 2100))
        for f in figures
    )


def _unread(grid: Grid) -> UnreadTable:
    first = next((row for row in range(len(grid.rows)) if grid.filled(row)), 0)
    page = grid.document.tables[grid.index].page
    place = f"table {grid.index + 1}" + (f", page {page}" if page else "")
    return UnreadTable(place, " | ".join(dict.fromkeys(t for t in grid.texts(first) if t))[:80])


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
        yield from _sentence_mentions(replace(document, title=title), layout, context, part, prose)


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
        section=_section(context, row),
        quote=_quote(layout, row),
        implicit=reading.implicit,
        confidence=_SURE if reading.sure and reading.unit else _GUESSED,
        cues=_cues(layout, row, reading.column, reading.words),
        cell=_cell(layout, row, reading.column),
        period_start=_starts(reading, context),
        aggregation="compound" if reading.yearly else None,
        baseline=base.value if base else None,
        baseline_on=base.day if base else None,
    )


def _section(context: TableContext, row: Row) -> tuple[str, ...]:
    return tuple(part for part in (context.title, row.group) if part)


def _cues(layout: Layout, row: Row, column: int, words: str) -> tuple[str, ...]:
    head = _head_text(layout, column)
    return tuple(
        cue
        for cue in (
            f"column:{head}",
            f"row:{row.label}" if row.label else "",
            f"date:{words}" if words else "",
        )
        if cue
    )


def _head_text(layout: Layout, column: int) -> str:
    return layout.heads[layout.columns.index(column)].text.replace("：", ":")


def _cell(layout: Layout, row: Row, column: int) -> TableCell:
    return TableCell(layout.grid.index + 1, row.number + 1, column + 1, row.label, _head_text(layout, column))


def _quote(layout: Layout, row: Row) -> str:
    """The row with its heads: 指标：造林｜单位：万亩｜全年：5以上."""
    parts: list[tuple[str, str]] = []
    for column, head in zip(layout.columns, layout.heads, strict=True):
        text = layout.grid.text(row.number, column)
        if text and (not parts or parts[-1][1] != text or head.text):
            parts.append((head.text.replace("：", ":"), text))
    told = (f"{head}：{text}" if head else text for head, text in parts)
    return BETWEEN_CELLS.join(part.replace(BETWEEN_CELLS, "/") for part in told)


def _sentence_mentions(
    document: Document, layout: Layout, context: TableContext, sentences: list[Sentence], prose: Prose
) -> Iterator[Mention]:
    """The goals and results in the cells of a table that are sentences, read one after the other as prose."""
    text = ""
    places: list[int] = []
    lines: list[tuple[int, Sentence, Words | None]] = []
    seen: set[tuple[int, ...]] = set()
    projects = bool(layout.of(Kind.ASIDE)) and any("投资" in h.text for h in layout.heads)
    paragraphs = []
    for sentence in sentences:
        if sentence.words.places in seen or not sentence.words.text:
            continue
        seen.add(sentence.words.places)
        subject = sentence.subject if sentence.subject and _leans(sentence.words.text, projects) else None
        start = len(text)
        for words in filter(None, (subject, sentence.words)):
            text += words.text
            places += words.places if words is sentence.words else [-1] * len(words.text)
        text += "。"
        places.append(-1)
        paragraphs.append(Paragraph(start, len(text)))
        lines.append((start, sentence, subject))
        text += "\n"
        places.append(-1)
    if not paragraphs:
        return

    def at(position: int) -> tuple[int, Sentence, Words | None]:
        return next(entry for entry in reversed(lines) if entry[0] <= position)

    page = replace(document, text=text, paragraphs=tuple(paragraphs), tables=())
    for mention in prose(page, lambda position: at(position)[1].assumed):
        if places[mention.start] < 0 or places[mention.end - 1] < 0:
            continue
        _, sentence, subject = at(mention.start)
        start, end = places[mention.start], places[mention.end - 1] + 1
        yield _placed(document, layout, context, mention, sentence, start, end, projects)


def _leans(text: str, projects: bool) -> bool:
    """Whether a cell needs the name of its row to be a sentence."""
    return projects or _LEANING.match(text) is not None


def _placed(
    document: Document,
    layout: Layout,
    context: TableContext,
    mention: Mention,
    sentence: Sentence,
    start: int,
    end: int,
    projects: bool,
) -> Mention:
    """A mention of prose with what its row says: where it stands, who is in charge, by when."""
    row = sentence.row
    role = sentence.role or mention.role
    if sentence.reports and mention.role is Role.TARGET and _AHEAD.search(mention.quote):
        role = Role.TARGET
    own = mention.due if role is Role.TARGET else mention.period_end
    said = own is not None and mention.due_basis is DueBasis.EXPLICIT
    if said:
        day, basis = own, DueBasis.EXPLICIT
    elif sentence.day:
        day, basis = sentence.day[0], DueBasis.EXPLICIT
    else:
        day, basis, _ = context.due if role is Role.TARGET else context.known
    name = mention.indicator
    subject = row.name
    if projects and subject and subject not in name:
        name = subject + name
    target = role is Role.TARGET
    return replace(
        mention,
        doc=document.doc,
        start=start,
        end=end,
        text=document.text[start:end],
        role=role,
        due=day if target else None,
        period_end=None if target else day,
        due_basis=basis,
        indicator=name,
        region=row.region or mention.region or context.region,
        owners=row.owners or mention.owners,
        commitment=(mention.commitment or Commitment.COMMIT) if target else None,
        section=_section(context, row),
        quote=_quote(layout, row),
        confidence=max(mention.confidence, _PROSE_FLOOR) if sentence.role else mention.confidence,
        cues=(*_cues(layout, row, sentence.column, ""), *mention.cues),
        cell=_cell(layout, row, sentence.column),
    )
