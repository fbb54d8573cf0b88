"""The rows of a table become readings: each figure with what its row, its column and its table say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from targets.extraction.lexicon import lexicon
from targets.extraction.mention import Change, Comparator, DueBasis, Role
from targets.extraction.tables.columns import GENERIC, Head, Kind, Measure, head_of, times_in
from targets.extraction.tables.context import TableContext, resolved, role_of_year, when_of
from targets.extraction.tables.figures import Figure, figure_of, is_nothing
from targets.extraction.tables.grid import Words
from targets.extraction.tables.layout import (
    Layout,
    group_owners,
    is_note,
    is_place,
    is_whole,
    is_zone,
    owners_in,
)
from targets.extraction.tables.units import TableUnit, implied_unit, unit_of, without_unit

_FIGURES = lexicon("tables")["figures"]
_UP = re.compile(r"(?:增速|增长|增长率|增幅|涨幅|增长速度|年均增速)$")
_DOWN = re.compile(r"(?:下降|降低|降幅|下降率|降低率|减少|削减|削减率|减排)$")
_ADD = re.compile(r"新增|净增(?!长)")
_LIFE = re.compile(r"竣工|投产|建成|完工|交付|开工")
_YEAR = re.compile(r"年度|全年|本年|当年")
_ORDINAL = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|[（(]?\d{1,2}(?:[)）、．]|\.(?!\d))|[①-⑳●■★▲•#])\s*"
)
_OF_WHICH = re.compile(r"^(?:其中|#)[:：]?")
_EDGE = "：:；;，,。、*#★ "
_COUNTED = ("个", "家", "户", "人", "所", "件", "项", "座", "处")
_COUNT = re.compile(r"[（(]\d+[个项户家所]?[)）]$")
_PERCENT = TableUnit("%", 1.0)
_SHARES = ("%", "百分点")


@dataclass(frozen=True, slots=True)
class Row:
    """What a row says of all its figures: its name, place, units in charge, unit, deadline, and the group it is in."""

    number: int
    name: str
    label: str
    region: str | None
    whole: bool
    owners: tuple[str, ...]
    unit: TableUnit | None
    due: tuple[date, str] | None
    project_due: tuple[date, str] | None
    head: Head
    group: str


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


def rows_of(layout: Layout, context: TableContext) -> Iterator[Row]:
    """The rows of a table's body that can hold figures; group rows and notes give what they say to the others."""
    group, above = "", ""
    group_region: str | None = None
    group_units: tuple[str, ...] = ()
    for number in layout.body:
        texts = [layout.grid.text(number, c) for c in layout.columns]
        own = [
            cell
            for cell in layout.grid.filled(number)
            if any(cell is layout.grid.rows[number][c] for c in layout.columns)
        ]
        if not own:
            continue
        first = layout.grid.words[own[0]].text
        if is_note(first) and len(own) <= 2:
            continue
        if len(own) == 1 and not figure_of(first):
            group = _ORDINAL.sub("", first)
            group_units = group_owners(first)
            bare = re.sub(r"[（(].*?[)）]$", "", group)
            group_region = bare if is_place(bare) else None
            continue
        row = _row(layout, context, number, texts, group, group_region, group_units, above)
        if row.name and not _OF_WHICH.match(row.label):
            above = row.name
        yield row


def _row(
    layout: Layout,
    context: TableContext,
    number: int,
    texts: list[str],
    group: str,
    group_region: str | None,
    group_units: tuple[str, ...],
    above: str,
) -> Row:
    grid = layout.grid

    def first_text(*kinds: Kind) -> str:
        found = [grid.text(number, c) for c, _ in layout.of(*kinds)]
        return next((t for t in reversed(found) if not is_nothing(t)), "")

    place = first_text(Kind.REGION)
    label = (
        first_text(Kind.NAME) or first_text(Kind.TASK) or ("" if layout.of(Kind.NAME, Kind.TASK) else place)
    )
    whole = is_whole(place or label) or is_whole(texts[0]) or is_whole(_ORDINAL.sub("", label))
    region = None if whole else place or group_region
    bare, unit = without_unit(label)
    head = head_of((bare,)) if bare else head_of(())
    name = "" if whole or (place and label == place) else _row_name(bare, head, above)
    owners: list[str] = []
    for c, _ in sorted(layout.of(Kind.OWNER), key=lambda pair: pair[1].rank):
        owners += owners_in(_lines(grid.raw(number, c)))
    for c, _ in layout.of(Kind.UNIT):
        unit = unit_of(grid.text(number, c)) or unit
    due = project = None
    for c, h in layout.of(Kind.DUE):
        said = times_in(grid.text(number, c))
        day = resolved(said[-1], Role.TARGET, context.calendar) if said else None
        if day and _LIFE.search(h.text):
            project = (day, said[-1].text)
        elif day:
            due = (day, said[-1].text)
    return Row(
        number,
        name,
        label,
        region,
        whole,
        tuple(dict.fromkeys(owners)) or group_units,
        unit,
        due,
        project,
        head,
        group,
    )


def _row_name(text: str, head: Head, above: str) -> str:
    """The name that a row label gives its figures; empty for one that is only a time or a word of goal and result."""
    if (head.role or head.when) and head.kind is not Kind.NAME and not head.name:
        return ""
    name = _ORDINAL.sub("", text)
    part = _OF_WHICH.match(name)
    name = _COUNT.sub("", _OF_WHICH.sub("", name).strip(_EDGE))
    if part and above and len(name) < len(above) and name[-4:] not in above:
        return above + name
    return name


def _lines(words: str) -> str:
    """The words of a cell with a comma for a line break between two units, and none within a name."""
    return (
        re.sub(r"(?<=[局委办厅院会署社部心府司团])\s+(?=\S)", "、", words).replace(" ", "").replace("\n", "")
    )


def readings_of(layout: Layout, context: TableContext) -> Iterator[Reading | Sentence]:
    """Every figure of a table, and its cells of sentences, in the order of the rows."""
    heads = _with_roles(layout, context)
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


def _with_roles(layout: Layout, context: TableContext) -> dict[int, Head]:
    """The heads of a table's columns, those that are silent on goal and result given what the table says."""
    heads = dict(zip(layout.columns, layout.heads, strict=True))
    years = [h.when.year for h in layout.heads if h.when and h.when.year and h.kind is Kind.VALUE]
    _settle_named_roles(heads, context)
    _settle_places(heads)
    last: Head | None = None
    goals = any(h.kind is Kind.VALUE and h.role is Role.TARGET for h in layout.heads)
    for column, head in heads.items():
        if head.kind is not Kind.VALUE:
            continue
        year = head.when.year if head.when else None
        silent = head.role is None and head.measure is Measure.LEVEL and not head.name
        if head.when and head.when.shift is not None and head.when.shift < 0:
            head = head._replace(role=head.role if head.role is Role.ACTUAL else Role.ACTUAL)
        elif head.estimate and year and role_of_year(year, context.calendar, years) is Role.ACTUAL:
            head = head._replace(role=Role.ACTUAL)
        elif head.role is None and head.measure is Measure.GROWTH and last and not head.when:
            ahead = head.yearly and (goals or (last.role is Role.TARGET))
            head = head._replace(
                role=Role.TARGET if ahead else last.role,
                when=head.when or (None if ahead else last.when),
                name=head.name or last.name,
            )
        elif head.role is None and year and years:
            head = head._replace(role=role_of_year(year, context.calendar, years))
        elif head.measure is Measure.RATE and last and head.when is None:
            head = head._replace(when=last.when if last.role is Role.ACTUAL else None)
        if silent and head.when and head.place is None and last and last.name:
            head = head._replace(name=last.name, unit=head.unit or last.unit)
        heads[column] = head
        if head.role is not None or last is None:
            last = head
    return heads


def _settle_places(heads: dict[int, Head]) -> None:
    """Columns that are headed by places are about these places, and so is one for all of them together."""
    values = {c: h for c, h in heads.items() if h.kind is Kind.VALUE and h.name}
    if not any(is_place(h.name) for h in values.values()):
        return
    for column, head in values.items():
        if is_whole(head.name):
            heads[column] = head._replace(name="", place="")
        elif is_place(head.name) or is_zone(head.name):
            heads[column] = head._replace(name="", place=head.name)


def _settle_named_roles(heads: dict[int, Head], context: TableContext) -> None:
    """A word of goal or result inside a name (实际利用外资) tells nothing where the title says the opposite."""
    values = {c: h for c, h in heads.items() if h.kind is Kind.VALUE and h.measure is Measure.LEVEL}
    if any(h.role is context.role for h in values.values()):
        return
    for column, head in values.items():
        if head.role and context.role and head.name and head.when is None:
            heads[column] = head._replace(role=None)


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
    implied = implied_unit(name)
    others = [unit for unit in context.units if not implied or unit.bare == implied.bare]
    return head.unit or row.unit or implied or next((u for u in others if u.bare != "%"), TableUnit("", 1.0))


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
