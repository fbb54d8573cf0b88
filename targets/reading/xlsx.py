"""Workbooks as documents: each visible sheet is its title lines, its tables and its notes, as shown on the screen."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from targets.reading.archives import UNPACKING, opened
from targets.reading.content import Block, Content, Grid, GridCell, content_of
from targets.reading.number_formats import shown
from targets.reading.rejections import rejected
from targets.rejection import RejectedFile

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MOST_CELLS = 200_000
"""The most cells of a sheet that is read as a document."""

_Row = list[GridCell]
_CELL = re.compile(rb"<(?:\w+:)?c[ >/]")
_MERGED = re.compile(rb"mergeCell [^>]*ref=[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")


def read(path: Path, data: bytes) -> Content:
    """A `.xlsx` file. Raises RejectedFile where it is no workbook, is too large, or holds a formula nobody computed."""
    archive = opened(path, data)
    names = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    try:
        formulas_in = [_has_formulas(path, name, archive.read(name)) for name in names]
    except UNPACKING as error:
        raise _damaged(path, error) from error
    import openpyxl  # heavy, and most documents are no workbooks

    try:
        workbook = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        formulas = openpyxl.load_workbook(io.BytesIO(data)) if any(formulas_in) else None
        sheets = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    except Exception as error:  # openpyxl lets errors of zip, XML and its own through
        raise _damaged(path, error) from error
    blocks: list[Block | Grid] = []
    for sheet in sheets:
        if sheet.max_row * sheet.max_column > MOST_CELLS:
            raise rejected(
                path,
                "size",
                f"{sheet.max_row} rows",
                f"The sheet has more than {MOST_CELLS} cells, which no document has.",
                "Import figures with `duban actuals import`, or save the part that is a document.",
                place=sheet.title,
            )
        if formulas is not None:
            _check_formulas(path, sheet, formulas)
        blocks += _blocks(_rows(sheet))
    if blocks and isinstance(blocks[0], Block):
        blocks[0] = Block(blocks[0].text, heading=1)
    return content_of(blocks)


def _damaged(path: Path, error: Exception) -> RejectedFile:
    return rejected(
        path,
        "format",
        type(error).__name__,
        "The workbook is damaged.",
        "Open it in a spreadsheet program and save it again as .xlsx.",
    )


def _has_formulas(path: Path, name: str, xml: bytes) -> bool:
    """Whether a sheet holds formulas; raises RejectedFile where it has too many cells, merged ones counted singly.

    The library makes an object of each of them, so that a file of a few kB would take gigabytes.
    """
    cells = len(_CELL.findall(xml)) + sum(_area(*corners) for corners in _MERGED.findall(xml))
    if cells > MOST_CELLS:
        raise rejected(
            path,
            "size",
            f"{cells} cells",
            f"The sheet has more than {MOST_CELLS} cells, which no document has.",
            "Import figures with `duban actuals import`, or save the part that is a document.",
            place=Path(name).stem,
        )
    return b"<f>" in xml or b"<f " in xml


def _area(left: bytes, top: bytes, right: bytes, bottom: bytes) -> int:
    return (_column(right) - _column(left) + 1) * (int(bottom) - int(top) + 1)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _check_formulas(path: Path, sheet: Worksheet, formulas: Workbook) -> None:
    for row in formulas[sheet.title].iter_rows():
        for cell in row:
            if cell.data_type == "f" and sheet[cell.coordinate].value is None:
                raise rejected(
                    path,
                    "value",
                    str(cell.value),
                    "The formula has no saved result: the program that wrote the file did not compute it.",
                    "Open the file in a spreadsheet program, save it, and put it here again.",
                    place=f"{sheet.title}!{cell.coordinate}",
                )


def _rows(sheet: Worksheet) -> list[_Row]:
    """The cells of a sheet that a person sees, row by row; hidden rows and columns are left out and the rest moves up."""
    rows = [r for r in range(1, sheet.max_row + 1) if not sheet.row_dimensions[r].hidden]
    hidden = _hidden_columns(sheet)
    columns = [c for c in range(1, sheet.max_column + 1) if c not in hidden]
    place = {c: at for at, c in enumerate(columns)}
    merged = {(span.min_row, span.min_col): span for span in sheet.merged_cells.ranges}
    covered = {
        (r, c)
        for span in merged.values()
        for r in range(span.min_row, span.max_row + 1)
        for c in range(span.min_col, span.max_col + 1)
    } - set(merged)
    found: list[_Row] = []
    for at, r in enumerate(rows):
        line = []
        for c in columns:
            if (r, c) in covered:
                continue
            span = merged.get((r, c))
            down = sum(not sheet.row_dimensions[i].hidden for i in range(r, span.max_row + 1)) if span else 1
            across = sum(i in place for i in range(c, span.max_col + 1)) if span else 1
            cell = sheet.cell(r, c)
            line.append(GridCell(shown(cell.value, cell.number_format), at, place[c], down, across))
        found.append(line)
    return found


def _hidden_columns(sheet: Worksheet) -> set[int]:
    return {
        column
        for dimension in sheet.column_dimensions.values()
        if dimension.hidden and dimension.min and dimension.max
        for column in range(dimension.min, dimension.max + 1)
    }


def _blocks(rows: Sequence[_Row]) -> Iterator[Block | Grid]:
    """Runs of rows without a blank row between: lines above the table, the table, lines below it."""
    reach = -1  # the last row that a merged cell from above reaches
    runs: list[list[_Row]] = [[]]
    for at, row in enumerate(rows):
        if not any(cell.text for cell in row) and at > reach:
            runs.append([])
            continue
        runs[-1].append(row)
        reach = max([reach, *(cell.row + cell.rowspan - 1 for cell in row if cell.text)])
    for run in filter(None, runs):
        wide = [at for at, row in enumerate(run) if sum(bool(cell.text) for cell in row) > 1]
        first, last = (wide[0], wide[-1] + 1) if len(wide) > 1 else (len(run), len(run))
        yield from _lines(run[:first])
        yield from (Grid(part) for part in _side_by_side(run[first:last]))
        yield from _lines(run[last:])


def _lines(rows: Sequence[_Row]) -> Iterator[Block]:
    for row in rows:
        for line in "  ".join(cell.text for cell in row if cell.text).splitlines():
            yield Block(line)


def _side_by_side(rows: Sequence[_Row]) -> Iterator[tuple[GridCell, ...]]:
    """The tables that stand beside each other, parted by a column in which nothing stands."""
    if not rows:
        return
    filled = {
        column
        for row in rows
        for cell in row
        if cell.text
        for column in range(cell.column, cell.column + cell.colspan)
    }
    for _, group in groupby(sorted(filled), key=lambda column: column - sorted(filled).index(column)):
        columns = set(group)
        yield tuple(cell for row in rows for cell in row if cell.column in columns)
