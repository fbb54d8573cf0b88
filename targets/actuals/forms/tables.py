"""Tables within a sheet: titles above, head, body, notes at the foot; a sheet may hold several below each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from targets.actuals.forms.grid import Cell, Grid, grid_of
from targets.actuals.forms.labels import BLANKS, WORDS, Label, head_label, plain
from targets.actuals.forms.numbers import written_number

_FOOT = re.compile(WORDS["foot"]["start"])
_NUMBERING = re.compile(r"^(?:[甲乙丙丁戊己]|[A-Z]|\(?\d{1,2}\)?|栏次|[①-⑳])$")
_LOOK_BELOW = 12
_DEEPEST_HEAD = 4


@dataclass(slots=True)
class Table:
    """One table: rows above it (titles, units), its heads by column from top to bottom, rows of its body and foot."""

    grid: Grid
    above: list[int]
    head_rows: tuple[int, int]
    heads: dict[int, tuple[str, ...]]
    body: list[int] = field(default_factory=list)
    foot: list[int] = field(default_factory=list)

    def labels(self, column: int) -> tuple[Label, ...]:
        """The heads of a column, read."""
        return tuple(head_label(text) for text in self.heads.get(column, ()))


def find_tables(grid: Grid) -> list[Table]:
    """The tables of a sheet from top to bottom; none where no row is a head above figures."""
    tables: list[Table] = []
    rows = list(grid.rows)
    above: list[int] = []
    at = 0
    while at < len(rows):
        row = rows[at]
        if not _is_head(grid, rows, at):
            if tables:
                tables[-1].foot.append(row)
            above.append(row)
            at += 1
            continue
        bottom = _bottom(grid, rows, at)
        table = Table(grid, above, (row, bottom), _heads(grid, row, bottom))
        at = next((i for i in range(at, len(rows)) if rows[i] > bottom), len(rows))
        at = _take_body(table, rows, at)
        tables += _side_by_side(table)
        above = []
    return [table for table in tables if table.body]


def _side_by_side(table: Table) -> list[Table]:
    """The tables that stand beside each other under one head that repeats itself, or the table as it is."""
    columns = sorted(table.heads)
    texts = [table.heads[c] for c in columns]
    first = head_label(texts[0][-1]) if texts else Label("")
    for size in range(2, len(texts) // 2 + 1):
        repeats = len(texts) % size == 0 and all(texts[i] == texts[i % size] for i in range(len(texts)))
        if repeats and (first.column or first.role == "index"):
            return [_block(table, columns[i : i + size]) for i in range(0, len(columns), size)]
    return [table]


def _block(table: Table, columns: list[int]) -> Table:
    top = table.head_rows[0]
    cells = {
        (row, column): cell
        for (row, column), cell in table.grid.cells.items()
        if row < top or columns[0] <= column <= columns[-1]
    }
    grid = grid_of(table.grid.name, cells, table.grid.spans, table.grid.left_out)
    heads = {column: table.heads[column] for column in columns}
    body = [row for row in table.body if row in grid.rows]
    return Table(
        grid, table.above, table.head_rows, heads, body, [row for row in table.foot if row in grid.rows]
    )


def number_at(cell: Cell | None) -> float | None:
    """The figure of a cell, be it a number or written out."""
    if cell is None:
        return None
    if cell.number is not None:
        return cell.number
    written = written_number(cell.text)
    return written.value if written else None


def is_blank(text: str) -> bool:
    """Whether a cell shows that there is no figure."""
    return plain(text).lower() in BLANKS


def is_foot(text: str) -> bool:
    """Whether a row that begins so ends a table."""
    return bool(_FOOT.search(plain(text)))


def _take_body(table: Table, rows: Sequence[int], at: int) -> int:
    """Rows of the body from `at` on; returns where the next thing on the sheet begins."""
    grid = table.grid
    last = table.head_rows[1]
    while at < len(rows):
        row = rows[at]
        texts = [grid.text(row, c) for c in grid.rows[row]]
        if _repeats(table, row):
            at, last = at + 1, row
            continue
        if is_foot(texts[0]) and not any(
            _figure(grid, row, c) for c in grid.rows[row] if c in table.heads and c > min(table.heads)
        ):
            return _take_foot(table, rows, at)
        if (row - last > 1 or len(texts) == 1) and _new_head_follows(grid, rows, at):
            return at
        table.body.append(row)
        at, last = at + 1, row
    return at


def _take_foot(table: Table, rows: Sequence[int], at: int) -> int:
    while at < len(rows) and not _new_head_follows(table.grid, rows, at):
        table.foot.append(rows[at])
        at += 1
    return at


def _new_head_follows(grid: Grid, rows: Sequence[int], at: int) -> bool:
    """Whether a further table begins here: at most three lines of title, then a head."""
    for ahead in range(at, min(at + 4, len(rows))):
        if _is_head(grid, rows, ahead, strict=True):
            return True
        if len(grid.rows[rows[ahead]]) > 2:
            return False
    return False


def _repeats(table: Table, row: int) -> bool:
    texts = {c: plain(table.grid.text(row, c)) for c in table.grid.rows[row]}
    same = sum(text in map(plain, table.heads.get(c, ())) for c, text in texts.items())
    if len(texts) > 1 and same >= 0.8 * len(texts):
        return True
    return (
        len(texts) > 2
        and all(_NUMBERING.match(t) for t in texts.values())
        and _ascending(list(texts.values()))
    )


def _ascending(texts: Sequence[str]) -> bool:
    numbers = [int(t.strip("()")) for t in texts if t.strip("()").isdigit()]
    return (
        len(numbers) > 1
        and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        and len(numbers) < len(texts)
    )


def _is_head(grid: Grid, rows: Sequence[int], at: int, *, strict: bool = False) -> bool:
    row = rows[at]
    columns = grid.rows[row]
    if len(columns) < 2:
        return False
    known = 0
    named = False
    for column in columns:
        cell = grid.cells[row, column]
        if (cell.number is not None or cell.fault) and not _is_year(cell):
            return False
        text = plain(cell.text)
        if re.match(r"^(?!其中)[^(（]{1,10}[:：].", text) or (column == columns[0] and is_foot(text)):
            return False
        if written_number(text) and not _is_year(cell) and not head_label(text).months:
            return False
        label = head_label(cell.text)
        known += _is_known(label) or cell.day is not None
        named |= bool(label.column) or label.role == "index"
    if strict:
        return known >= 2 and known >= 0.7 * len(columns) and named and _figures_below(grid, rows, at)
    if known >= 2 and known >= 0.34 * len(columns):
        return _figures_below(grid, rows, at)
    return named and _figures_under(grid, rows, at)


def _figures_under(grid: Grid, rows: Sequence[int], at: int) -> bool:
    """Whether one of the next rows has figures under most heads: names of indicators across need no word to be known."""
    columns = grid.rows[rows[at]][1:]
    return any(
        2 * sum(_figure(grid, row, column) for column in columns) >= len(columns)
        for row in rows[at + 1 : at + 4]
    )


def _is_known(label: Label) -> bool:
    return bool(
        label.column
        or label.role not in ("", "value")
        or label.months
        or label.place
        or label.accumulation
        or label.unit
        or not label.name
    )


def _is_year(cell: Cell) -> bool:
    return cell.number is not None and cell.number in range(1990, 2101)


def _figures_below(grid: Grid, rows: Sequence[int], at: int) -> bool:
    """Whether a row with a figure follows before long; a ledger without any is no table of figures."""
    for row in rows[at + 1 : at + 1 + _LOOK_BELOW]:
        if any(_figure(grid, row, column) for column in grid.rows[row]):
            return True
    return False


def _figure(grid: Grid, row: int, column: int) -> bool:
    cell = grid.cells.get((row, column))
    return cell is not None and (number_at(cell) is not None or bool(cell.fault))


def _bottom(grid: Grid, rows: Sequence[int], at: int) -> int:
    """The last row of the head that begins at `rows[at]`."""
    top = rows[at]
    bottom = max([top, *(s.bottom for s in grid.spans if s.top == top and s.bottom - s.top < _DEEPEST_HEAD)])
    following = at + 1
    while following < len(rows) and rows[following] <= bottom:
        following += 1
    while (
        following < len(rows)
        and rows[following] - top < _DEEPEST_HEAD
        and _continues_head(grid, top, rows[following], bottom)
    ):
        bottom = rows[following]
        following += 1
    return bottom


def _continues_head(grid: Grid, top: int, row: int, bottom: int) -> bool:
    """Whether a row below the head belongs to it: words under merged heads or gaps, units, or the numbers of columns."""
    texts = {column: plain(grid.text(row, column)) for column in grid.rows[row]}
    if any(_figure(grid, row, column) and not head_label(texts[column]).months for column in texts):
        return (
            len(texts) > 2
            and all(_NUMBERING.match(t) for t in texts.values())
            and _ascending(list(texts.values()))
        )
    if row > bottom + 1 or is_foot(next(iter(texts.values()))):
        return False
    labels = [head_label(text) for text in texts.values()]
    if len(texts) > 1 and all(label.unit and not label.name for label in labels):
        return True
    first = min(grid.rows[top])
    wide = [s for s in grid.spans if s.top == top and s.right > s.left]
    if wide:
        return all(
            any(s.left <= column <= s.right for s in wide) or not grid.text(top, column) for column in texts
        ) and sum(map(_is_known, labels)) >= 0.5 * len(labels)
    return first not in texts and len(texts) > 1 and all(map(_is_known, labels))


def _heads(grid: Grid, top: int, bottom: int) -> dict[int, tuple[str, ...]]:
    """Of each column its heads from top to bottom; a head merged over several columns, or followed by gaps, is each's."""
    columns = sorted({c for row in range(top, bottom + 1) for c in grid.rows.get(row, ())})
    for span in grid.spans:
        if top <= span.top <= bottom:
            columns = sorted({*columns, *range(span.left, span.right + 1)})
    lines = []
    for row in range(top, bottom + 1):
        line = {c: grid.text(row, c) for c in columns}
        if all(_NUMBERING.match(plain(t)) for t in line.values() if t) and row > top:
            continue
        for span in grid.spans:
            if span.top == row:
                line |= {c: grid.text(row, span.left) for c in range(span.left, span.right + 1)}
        lines.append(line)
    for upper, lower in zip(lines, lines[1:], strict=False):
        held = ""
        for column in columns:
            held = upper[column] or (held if lower[column] else "")
            upper[column] = held
    return {
        c: tuple(dict.fromkeys(line[c] for line in lines if line[c]))
        for c in columns
        if any(line[c] for line in lines)
    }
