"""Which rows and columns of a table are head, which way round it stands, and what each column holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from targets.extraction.lexicon import any_of, lexicon
from targets.extraction.owners.rules import are_offices, units_in
from targets.extraction.tables.columns import (
    Head,
    Kind,
    head_of,
    is_owner_of_project,
    times_in,
    value_head_of,
)
from targets.extraction.tables.figures import figure_of, is_nothing
from targets.extraction.tables.grid import Grid
from targets.extraction.tables.units import unit_of

_WORDS = lexicon("tables")["heads"]
_PLACE = re.compile(rf"[^\d，。；：、%]{{1,12}}(?:{any_of(_WORDS['place_ends'])})$")
_ZONE = re.compile(rf"[^\d，。；：、%]{{1,14}}(?:{any_of(_WORDS['place_zones'])})$")
_NOT_PLACE = re.compile(rf"(?:{any_of(_WORDS['not_places'])})$")
_WHOLE = re.compile(rf"(?:{any_of(_WORDS['total'])})(?:[（(].*)?|{any_of(_WORDS['all_regions'])}")
_OWN_LEVEL = frozenset(_WORDS["own_level"])
_TOTAL = re.compile("(?<=..)(?:合计|总计|小计)$")
_NOTE = re.compile(rf"(?:{any_of(_WORDS['note'])})\d*[:：.、]|[*※①]")
_PERIODS = frozenset(lexicon("tables")["columns"]["period"])
_UNIT_LABELS = frozenset(lexicon("tables")["columns"]["unit"])
_FIELDS = (Kind.UNIT, Kind.OWNER, Kind.DUE, Kind.ATTRIBUTE)
_MOST_HEAD_ROWS = 4
_MOSTLY = 0.6
_STEMS = frozenset("甲乙丙丁")
_SENTENCE = re.compile("[，。；]")
_LONG = 16


@dataclass(frozen=True, slots=True)
class Layout:
    """A table whose head is known: `columns` (of the grid) with their heads, and the rows of its body."""

    grid: Grid
    columns: tuple[int, ...]
    heads: tuple[Head, ...]
    body: tuple[int, ...]
    banners: tuple[str, ...] = ()

    def of(self, *kinds: Kind) -> list[tuple[int, Head]]:
        """The columns of some kinds with their heads, from the left."""
        return [(c, h) for c, h in zip(self.columns, self.heads, strict=True) if h.kind in kinds]


def layouts_of(grid: Grid, before: Sequence[Layout] = ()) -> list[Layout]:
    """The table with its head; several where tables stand side by side, none where no head can be told.

    A table without a head that goes on with the one `before` it takes its head.
    """
    banners, first = _banners(grid)
    end = _head_end(grid, first)
    if end == first:
        if before and before[-1].grid.width == grid.width and not banners:
            last = before[-1]
            return [replace(last, grid=grid, body=tuple(range(len(grid.rows))))]
        return []
    if _is_turned(grid, first):
        turned = replace(grid, rows=tuple(zip(*grid.rows[first:], strict=True)))
        return _sides(turned, 0, 1, banners)
    return _sides(grid, first, end, banners)


def is_place(text: str) -> bool:
    """Whether a label is the name of an administrative place: 溪口区; not 老旧小区, not 科技产业园."""
    return _PLACE.fullmatch(text) is not None and not _NOT_PLACE.search(text)


def is_zone(text: str) -> bool:
    """Whether a label is the name of a zone that may stand among places, or be a project: 岚川高新区, 科技产业园."""
    return _ZONE.fullmatch(text) is not None


def is_whole(text: str) -> bool:
    """Whether a label stands for all rows together: 合计, 全市."""
    return _WHOLE.fullmatch(text) is not None


def place_in(label: str, region: str | None) -> str:
    """The place that a row label names, in full: 龙泉市 of 龙泉市合计, 龙泉市本级 of 市本级 in a table of that city."""
    if label in _OWN_LEVEL:
        return f"{region}本级" if region else label
    return _TOTAL.sub("", label)


def is_note(text: str) -> bool:
    """Whether a row is a note to the table."""
    return _NOTE.match(text) is not None


def _banners(grid: Grid) -> tuple[tuple[str, ...], int]:
    """The lines that stand inside the table above its head, and the first row of the head."""
    found: list[str] = []
    for row in range(len(grid.rows)):
        filled = grid.filled(row)
        if len(filled) > 1:
            return tuple(found), row
        found += [grid.words[cell].text for cell in filled]
    return (), 0


def _head_end(grid: Grid, first: int) -> int:
    """The row after the head that begins at `first`; `first` itself where that row holds data."""
    if first >= len(grid.rows) or _holds_data(grid, first):
        return first
    end = first + 1
    while end < min(len(grid.rows), first + _MOST_HEAD_ROWS) and _goes_on(grid, end):
        end += 1
    if end < len(grid.rows) and _numbers_columns(grid.texts(end)):
        end += 1
    return end if end < len(grid.rows) else first


def _goes_on(grid: Grid, row: int) -> bool:
    """Whether a row belongs to the head above it: a head cell reaches into it, or it fills in what that left open."""
    if _holds_data(grid, row):
        return False
    above = grid.rows[row - 1]
    if any(cell is not None and cell is above[c] for c, cell in enumerate(grid.rows[row])):
        return len(grid.filled(row)) > 1
    texts, over = grid.texts(row), grid.texts(row - 1)
    filled = [t for t in texts if t]
    if not filled or any(_SENTENCE.search(t) or len(t) > _LONG for t in filled):
        return False
    if _is_unit_row(texts):
        return True
    repeats = any(a and a == b for a, b in zip(over, over[1:], strict=False)) or any(
        not over[c] and texts[c] for c in range(1, len(texts))
    )
    leads = not texts[0] or texts[0] == over[0]
    return repeats and leads


def _is_unit_row(texts: Sequence[str]) -> bool:
    """Whether a row gives the unit of each column: 单位 万亩 万吨, or （万亩） （万吨）."""
    filled = [t for t in texts if t and t not in _UNIT_LABELS]
    return bool(filled) and all(unit_of(t.strip("（）()")) for t in filled)


def _holds_data(grid: Grid, row: int) -> bool:
    """Whether a row holds a figure: a year is none, it may head a column."""
    for cell in grid.filled(row):
        text = grid.words[cell].text
        figure = figure_of(text)
        if figure and not (1990 <= figure.value <= 2100 and figure.unit is None and len(text) == 4):
            return True
    return False


def _numbers_columns(texts: Sequence[str]) -> bool:
    """Whether a row only numbers the columns: 甲 乙 1 2 3."""
    numbers = [t for t in texts if t.isdigit()]
    others = [t for t in texts if t and not t.isdigit()]
    return (
        len(numbers) > (1 if others and _STEMS.issuperset(others) else 2)
        and numbers == [str(n) for n in range(1, len(numbers) + 1)]
        and all(len(t) == 1 for t in others)
    )


def _is_turned(grid: Grid, first: int) -> bool:
    """Whether the heads stand down the side: labels there name fields (单位, 责任单位), those on top do not."""
    side = [head_of((grid.text(row, 0),)) for row in range(first, len(grid.rows))]
    top = [head_of((grid.text(first, c),)) for c in range(1, grid.width)]
    down = sum(h.kind in _FIELDS for h in side)
    across = sum(h.kind in (*_FIELDS, Kind.INDEX, Kind.VALUE) for h in top)
    known = sum(h.kind in (*_FIELDS, Kind.VALUE, Kind.INDEX) or h.when is not None for h in side[1:])
    return down > 0 and across == 0 and known >= _MOSTLY * max(1, len(side) - 1)


def _sides(grid: Grid, first: int, end: int, banners: tuple[str, ...]) -> list[Layout]:
    numbering = {row for row in range(first + 1, end) if _numbers_columns(grid.texts(row))}
    levels = [
        tuple("" if row in numbering else _level(grid, row, c, first) for row in range(first, end))
        for c in range(grid.width)
    ]
    body = tuple(row for row in range(end, len(grid.rows)) if grid.texts(row) != grid.texts(first))
    parts = next(
        (
            n
            for n in (4, 3, 2)
            if grid.width % n == 0 and levels == levels[: grid.width // n] * n and grid.width // n > 1
        ),
        1,
    )
    width = grid.width // parts
    return [
        _layout(grid, tuple(range(at, at + width)), levels[at : at + width], body, banners)
        for at in range(0, grid.width, width)
    ]


def _level(grid: Grid, row: int, column: int, first: int) -> str:
    """One head of a column; the label of a row of units is none."""
    text = grid.text(row, column)
    return "" if row > first and text in _UNIT_LABELS and grid.text(first, column) != text else text


def _layout(
    grid: Grid,
    columns: tuple[int, ...],
    levels: list[tuple[str, ...]],
    body: tuple[int, ...],
    banners: tuple[str, ...],
) -> Layout:
    cells = {c: _body_texts(grid, c, body) for c in columns}
    heads = {c: _by_cells(head_of(level), level, cells[c]) for c, level in zip(columns, levels, strict=True)}
    owners = [c for c in columns if heads[c].kind is Kind.OWNER]
    if not owners:
        for c in columns:
            if is_owner_of_project(heads[c]) and heads[c].kind is not Kind.VALUE:
                heads[c] = heads[c]._replace(kind=Kind.OWNER)
    _settle_labels(columns, heads, cells)
    return Layout(grid, columns, tuple(heads[c] for c in columns), body, banners)


def _body_texts(grid: Grid, column: int, body: Sequence[int]) -> list[str]:
    """The texts of a column's own cells in its body, those that say nothing and group rows left out."""
    return [
        text for row in body if len(grid.filled(row)) > 1 and not is_nothing(text := grid.text(row, column))
    ]


def _by_cells(head: Head, levels: tuple[str, ...], texts: list[str]) -> Head:
    """The head of a column, its kind checked against what its cells hold."""
    if head.kind in (Kind.INDEX, Kind.ASIDE, Kind.DUE) or not texts:
        return head
    if head.kind in (Kind.UNKNOWN, Kind.ATTRIBUTE, Kind.CATEGORY) and _share(texts, _says_role) == 1:
        return head._replace(kind=Kind.SAYING)
    figures = _share(texts, lambda t: figure_of(t) is not None)
    if head.kind is Kind.UNIT and _share(texts, lambda t: unit_of(t) is not None) < _MOSTLY:
        kind = Kind.REGION if _are_regions(texts) else Kind.OWNER
        return head._replace(kind=kind)
    if head.kind in (Kind.UNIT, Kind.OWNER, Kind.ATTRIBUTE, Kind.VALUE):
        return head
    if figures >= _MOSTLY:
        named = head.unit or head.role or head.kind is not Kind.UNKNOWN
        return head._replace(kind=Kind.INDEX) if _counts_up(texts) and not named else value_head_of(levels)
    if head.kind is Kind.UNKNOWN:
        if _share(texts, lambda t: unit_of(t) is not None) >= _MOSTLY:
            return head._replace(kind=Kind.UNIT)
        if _share(texts, lambda t: bool(times_in(t)) and len(t) < _LONG) >= _MOSTLY and head.when is None:
            return head._replace(kind=Kind.DUE)
        if head.when is not None and figures > 0:
            return value_head_of(levels)
    return head


def _settle_labels(columns: tuple[int, ...], heads: dict[int, Head], cells: dict[int, list[str]]) -> None:
    """Decide which columns name the rows: places, names, or else the first column of words."""
    labels = [
        c
        for c in columns
        if heads[c].kind in (Kind.NAME, Kind.TASK, Kind.REGION, Kind.CATEGORY, Kind.UNKNOWN)
    ]
    for c in labels:
        projects = "项目" in heads[c].text and not all(map(is_place, cells[c]))
        if heads[c].kind in (Kind.NAME, Kind.UNKNOWN) and not projects and _are_regions(cells[c]):
            heads[c] = heads[c]._replace(kind=Kind.REGION)
    named = [c for c in columns if heads[c].kind in (Kind.NAME, Kind.TASK)]
    words = [c for c in labels if heads[c].kind in (Kind.UNKNOWN, Kind.CATEGORY) and cells[c]]
    regions = [c for c in columns if heads[c].kind is Kind.REGION]
    if not named and words and not regions:
        heads[words[-1]] = heads[words[-1]]._replace(kind=Kind.NAME)
    elif not named and not words and not regions:
        for c in columns:
            if heads[c].text in _PERIODS:
                heads[c] = heads[c]._replace(kind=Kind.NAME)
    for c in words:
        if heads[c].kind is Kind.UNKNOWN:
            long = _share(cells[c], lambda t: len(t) > _LONG or bool(_SENTENCE.search(t)))
            heads[c] = heads[c]._replace(kind=Kind.TASK if long >= _MOSTLY / 2 else Kind.ASIDE)


def _are_regions(texts: list[str]) -> bool:
    """Whether labels are places, some of them of the administration; zones and totals may stand among them."""
    among = _share(texts, lambda t: is_place(t) or is_zone(t) or is_whole(t))
    return among >= _MOSTLY and any(map(is_place, texts))


def _says_role(text: str) -> bool:
    """Whether a label says goal or result and nothing else: 目标, 累计完成, 完成率."""
    head = head_of((text,))
    return head.kind in (Kind.VALUE, Kind.PROGRESS) and not head.name and head.unit is None


def _counts_up(texts: list[str]) -> bool:
    """Whether cells count from one: 1, 2, 3."""
    return len(texts) > 1 and texts == [str(n) for n in range(1, len(texts) + 1)]


def _share(texts: list[str], holds: Callable[[str], bool]) -> float:
    return sum(map(holds, texts)) / len(texts) if texts else 0.0


def owners_in(words: str) -> tuple[str, ...]:
    """The units that a cell of owners names; none where it names no office."""
    return tuple(u for u in units_in(words) if not is_nothing(u) and len(u) > 1 and not is_whole(u))


def group_owners(text: str) -> tuple[str, ...]:
    """The units that a group row names for its rows: （牵头单位：市商务局）, or 一、市商务局."""
    label = re.search(r"(?:单位|部门|主体)[:：](.+?)[)）]?$", text)
    if label:
        return owners_in(label[1])
    bare = re.sub(
        r"^[一二三四五六七八九十]+、|^[（(][一二三四五六七八九十\d]+[)）]|[（(][^（()）]*[)）]$", "", text
    )
    units = units_in(bare)
    return units if len(bare) <= 2 * _LONG and are_offices(units[:1]) else ()
