"""Tidy tables: one row a figure under heads that are all known, read as text with the place it stood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice

import pyarrow as pa
import pyarrow.compute as pc

from targets.actuals.columns import BLANKS, FIELDS, Header, header_of
from targets.actuals.forms.grid import Grid

_BLANKS = pa.array(sorted(BLANKS))
_HEADER_WITHIN = 10  # titles and notes may stand above the header


Block = tuple[Sequence[int], Sequence[list[str]]]
"""Rows of a table as text: their numbers, and their cells."""


@dataclass(frozen=True, slots=True)
class TidyTable:
    """A tidy table: where its columns are, and its figures, a row each, as `figures_table` gives them.

    `misshapen` are the rows (number and cells) that have fewer or more cells than the head.
    """

    header: Header
    figures: pa.Table
    misshapen: tuple[tuple[int, list[str]], ...]


def tidy_table(
    blocks: Iterable[Block], mapping: Mapping[str, str], *, separated: bool = False
) -> TidyTable | None:
    """Read rows of text as a tidy table; None where no row within the first ten is a tidy header.

    Of `separated` values each row has to have as many cells as the head. Where a head beside the known ones may hold
    figures too, the table is a form and not tidy.
    """
    rest = iter(blocks)
    numbers, rows = next(rest, ((), ()))
    for at, cells in enumerate(rows[:_HEADER_WITHIN]):
        head = [cell.strip() for cell in cells]
        header = header_of(head, mapping)
        if header.is_tidy and header.complete:
            misshapen: list[tuple[int, list[str]]] = []
            below = chain([(numbers[at + 1 :], rows[at + 1 :])], rest)
            shaped = (_shaped(*block, head, misshapen) for block in below) if separated else below
            tables = [_figures(*block, header) for block in shaped]
            return TidyTable(header, pa.concat_tables(tables), tuple(misshapen))
    return None


def text_rows(grid: Grid) -> Iterator[tuple[int, list[str]]]:
    """The rows of a sheet as text; a cell merged over several rows holds for each of them."""
    filled = {
        (row, span.left): grid.text(span.top, span.left)
        for span in grid.spans
        if span.left == span.right
        for row in range(span.top, span.bottom + 1)
    }
    for row, columns in grid.rows.items():
        cells = [""] * max([*columns, *(column for _, column in filled)])
        for column in {*columns, *(column for r, column in filled if r == row)}:
            cells[column - 1] = grid.text(row, column) or filled.get((row, column), "")
        yield row, cells


def missing_columns(
    rows: Iterable[tuple[int, list[str]]], mapping: Mapping[str, str]
) -> tuple[int, str, list[str]]:
    """The row most like a header: its number, its cells as text, and the fields of a tidy table it has no column for."""
    top = [row for row in islice(rows, _HEADER_WITHIN) if any(row[1])] or [(1, [])]
    number, cells = max(top, key=lambda row: len(header_of(row[1], mapping).fields))
    known = header_of(cells, mapping).fields
    missing = [name for name in ("indicator", "period", "value") if name not in known]
    return number, ", ".join(cell for cell in cells if cell), missing


def _shaped(
    numbers: Sequence[int],
    rows: Sequence[list[str]],
    head: Sequence[str],
    misshapen: list[tuple[int, list[str]]],
) -> Block:
    """The rows that fit the head; in another, a cell may have been lost or parted, so that figures stand elsewhere.

    Blank rows, and notes of one cell, are no rows of the table and pass.
    """
    width = max(at for at, cell in enumerate(head, start=1) if cell)
    if width == len(head) and set(map(len, rows)) <= {width}:
        return numbers, rows
    fitting = []
    for number, written in zip(numbers, rows, strict=True):
        cells = [cell.strip() for cell in written]
        if (len(cells) < width or any(cells[width:])) and sum(map(bool, cells)) > 1:
            misshapen.append((number, cells))
        else:
            fitting.append((number, cells))
    return [number for number, _ in fitting], [cells for _, cells in fitting]


def _figures(numbers: Sequence[int], rows: Sequence[list[str]], header: Header) -> pa.Table:
    """The figures of some rows, column by column; rows where none is filled in yet are left out."""
    columns = {name: _column(rows, at) for name, at in header.fields.items()}
    filled = pc.invert(pc.is_in(pc.utf8_lower(columns["value"]), _BLANKS))
    columns = {name: column.filter(filled) for name, column in columns.items()}
    if "year" in columns:
        columns["period"] = _with_year(columns["period"], columns["year"])
    columns["unit"] = _or_else(columns.get("unit"), header.unit, columns["value"])
    columns["cumulative"] = _or_else(columns.get("cumulative"), header.accumulation, columns["value"])
    columns["value"], columns["unit"] = _bare(columns["value"], columns["unit"])
    row = pa.array(numbers, pa.int64()).filter(filled)
    return pa.table(
        {
            "row": row,
            "col": pa.repeat(pa.scalar(header.fields["value"], pa.int32()), len(row)),
            **{name: columns.get(name, _repeated("", row)) for name in FIELDS},
        }
    )


def _column(rows: Sequence[list[str]], at: int) -> pa.Array:
    """The cells of a column, without white space around; "" where a row ends before it."""
    return pc.utf8_trim_whitespace(pa.array([row[at] if at < len(row) else "" for row in rows], pa.string()))


def _with_year(period: pa.Array, year: pa.Array) -> pa.Array:
    """Periods that begin with their year, which a column of its own may hold."""
    lacking = pc.and_not(
        pc.not_equal(period, ""), pc.or_(pc.starts_with(period, "19"), pc.starts_with(period, "20"))
    )
    bare = pc.replace_substring_regex(year, "年$", "")
    return pc.if_else(lacking, pc.binary_join_element_wise(bare, period, "年"), period)


def _or_else(column: pa.Array | None, said: str, like: pa.Array) -> pa.Array:
    """A column, in which what is blank is what the head says."""
    if column is None:
        return _repeated(said, like)
    return pc.if_else(pc.equal(column, ""), said, column) if said else column


def _bare(value: pa.Array, unit: pa.Array) -> tuple[pa.Array, pa.Array]:
    """Numbers without marks, 1,234.5 and 55%, and their units."""
    marked = pc.match_substring_regex(value, "[,，%％]")
    if not pc.any(marked).as_py():
        return value, unit
    pairs = zip(value.filter(marked).to_pylist(), unit.filter(marked).to_pylist(), strict=True)
    values, units = zip(*(_without_marks(*pair) for pair in pairs), strict=True)
    return (
        pc.replace_with_mask(value, marked, pa.array(values, pa.string())),
        pc.replace_with_mask(unit, marked, pa.array(units, pa.string())),
    )


def _without_marks(value: str, unit: str) -> tuple[str, str]:
    value = value.replace("，", ",").replace("％", "%")
    if value.endswith("%") and unit in ("", "%", "％"):
        value, unit = value[:-1], "%"
    return value.replace(",", "").strip() if _has_thousands(value) else value, unit


def _has_thousands(value: str) -> bool:
    """1,234.5 is a number; 1,2 is not, and may be two."""
    whole, *groups = value.split(".")[0].split(",")
    return bool(groups) and whole.lstrip("-+").isdigit() and all(len(g) == 3 and g.isdigit() for g in groups)


def _repeated(text: str, like: pa.Array) -> pa.Array:
    return pa.repeat(pa.scalar(text, pa.string()), len(like))
