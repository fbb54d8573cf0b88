"""Tidy tables: one row a figure under heads that are all known, read as text with the place it stood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from targets.actuals.columns import BLANKS, FIELDS, Header, header_of
from targets.actuals.forms.grid import Grid

_HEADER_WITHIN = 10  # titles and notes may stand above the header


@dataclass(frozen=True, slots=True)
class TidyTable:
    """A tidy table: where its columns are, and (row, column from 0, fields of `FIELDS` as text) of each figure.

    `misshapen` fills, as `rows` is read, with the rows (number and cells) that have fewer or more cells than the head.
    """

    header: Header
    rows: Iterator[tuple[int, int, tuple[str, ...]]]
    misshapen: list[tuple[int, list[str]]]


def tidy_table(
    rows: Iterable[tuple[int, list[str]]], mapping: Mapping[str, str], *, separated: bool = False
) -> TidyTable | None:
    """Read rows of text as a tidy table; None where no row within the first ten is a tidy header.

    Of `separated` values each row has to have as many cells as the head. Where a head beside the known ones may hold figures too, the table is a form and not tidy.
    """
    rest = iter(rows)
    top = list(islice(rest, _HEADER_WITHIN))
    for number, cells in top:
        header = header_of(cells, mapping)
        if header.is_tidy and header.complete:
            below = chain((row for row in top if row[0] > number), rest)
            misshapen: list[tuple[int, list[str]]] = []
            shaped = _shaped(below, cells, misshapen) if separated else below
            return TidyTable(header, _tidy(header, shaped), misshapen)
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
    rows: Iterable[tuple[int, list[str]]], head: Sequence[str], misshapen: list[tuple[int, list[str]]]
) -> Iterator[tuple[int, list[str]]]:
    """The rows that fit the head; in another, a cell may have been lost or parted, so that figures stand elsewhere.

    Blank rows, and notes of one cell, are no rows of the table and pass.
    """
    width = max(at for at, cell in enumerate(head, start=1) if cell)
    for number, cells in rows:
        if (len(cells) < width or any(cells[width:])) and sum(map(bool, cells)) > 1:
            misshapen.append((number, cells))
        else:
            yield number, cells


def _tidy(
    header: Header, rows: Iterator[tuple[int, list[str]]]
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    at = header.fields["value"]
    for number, cells in rows:
        fields = {name: _cell(cells, column) for name, column in header.fields.items()}
        if fields["value"].lower() in BLANKS:
            continue  # not filled in yet
        if "year" in fields and fields["period"] and not fields["period"].startswith(("19", "20")):
            fields["period"] = f"{fields['year'].removesuffix('年')}年{fields['period']}"
        yield number, at, _staged(fields, header)


def _staged(fields: dict[str, str], header: Header) -> tuple[str, ...]:
    if not fields.get("unit"):
        fields["unit"] = header.unit
    if not fields.get("cumulative"):
        fields["cumulative"] = header.accumulation
    value = fields["value"].replace("，", ",").replace("％", "%")
    if value.endswith("%") and fields["unit"] in ("", "%", "％"):
        value, fields["unit"] = value[:-1], "%"
    fields["value"] = value.replace(",", "").strip() if _has_thousands(value) else value
    return tuple(fields.get(name, "") for name in FIELDS)


def _has_thousands(value: str) -> bool:
    """1,234.5 is a number; 1,2 is not, and may be two."""
    whole, *groups = value.split(".")[0].split(",")
    return bool(groups) and whole.lstrip("-+").isdigit() and all(len(g) == 3 and g.isdigit() for g in groups)


def _cell(cells: Sequence[str], column: int) -> str:
    return cells[column] if column < len(cells) else ""
