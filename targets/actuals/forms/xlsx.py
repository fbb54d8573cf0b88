"""Workbooks of Excel since 2007: values and styles by openpyxl, what is hidden or merged from the sheet's own XML."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any
from xml.etree.ElementTree import iterparse

from targets.actuals.forms.grid import Book, Cell, Grid, Span, column_letter, grid_of
from targets.actuals.forms.lean import lean_workbook
from targets.actuals.forms.number_formats import shown
from targets.actuals.forms.refusals import hidden_sheet, no_workbook, too_large
from targets.rejection import RejectedFile, Rejection

MOST_CELLS = 2_000_000
"""Filled cells of a sheet that are read; departments send thousands."""

_NO_RESULT = "The formula has no saved result."


@dataclass(slots=True)
class _Sheet:
    """What openpyxl's fast reader does not tell."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    without_result: dict[str, str] = field(default_factory=dict)

    def hides(self, column: int) -> bool:
        return any(first <= column <= last for first, last in self.hidden_columns)


def read_xlsx(path: Path, file: str) -> Book:
    """The visible sheets of a workbook. Raises RejectedFile where it is none or too large."""
    import openpyxl

    if path.read_bytes()[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise RejectedFile(
            no_workbook(file, "it is protected by a password, or an old .xls under another name")
        )
    grids, rejections = list[Grid](), list[Rejection]()
    try:
        with lean_workbook(path) as source, zipfile.ZipFile(source) as archive:
            book = openpyxl.load_workbook(source, data_only=True, read_only=True, keep_links=False)
            for sheet in book.worksheets:
                if sheet.sheet_state != "visible":
                    rejections.append(hidden_sheet(file, sheet.title))
                    continue
                with archive.open(_part_of(sheet)) as part:
                    extra = _extra(part)
                grids.append(_grid(sheet, extra, file))
            book.close()
    except RejectedFile:
        raise
    except Exception as error:  # openpyxl lets errors of zip, XML and its own through
        raise RejectedFile(no_workbook(file, type(error).__name__)) from error
    return Book(tuple(grids), tuple(rejections))


def _part_of(sheet: Any) -> str:
    return str(sheet._worksheet_path).lstrip("/")


def _grid(sheet: Any, extra: _Sheet, file: str) -> Grid:
    cells: dict[tuple[int, int], Cell] = {}
    left_out = []
    if extra.hidden_rows:
        left_out.append(f"{len(extra.hidden_rows)} hidden rows")
    struck = 0
    sheet.reset_dimensions()
    for line in sheet.iter_rows():
        for cell in line:
            value = cell.value
            if value is None:
                continue
            row, column = cell.row, cell.column
            if row in extra.hidden_rows or extra.hides(column):
                continue
            font = cell.font
            if font is not None and font.strike:
                struck += 1
                continue
            seen = shown(value, cell.number_format or "")
            if seen:
                cells[row, column] = seen
        if len(cells) > MOST_CELLS:
            raise RejectedFile(too_large(file, sheet.title, MOST_CELLS))
    for place, formula in extra.without_result.items():
        row, column = _address(place)
        if row not in extra.hidden_rows and not extra.hides(column):
            cells[row, column] = Cell(f"={formula}", fault=_NO_RESULT)
    if struck:
        left_out.append(f"{struck} struck-out cells")
    if extra.hidden_columns:
        left_out.append("hidden columns")
    return grid_of(sheet.title, cells, extra.spans, left_out)


def _extra(part: IO[bytes]) -> _Sheet:
    """Hidden rows and columns, merged areas and formulas without a result, in one pass that keeps nothing else."""
    found = _Sheet()
    row = column = 0
    for event, element in iterparse(part, events=("start", "end")):
        tag = element.tag.rpartition("}")[2]
        if event == "start":
            if tag == "row":
                row, column = int(element.get("r") or row + 1), 0
                if element.get("hidden") in ("1", "true"):
                    found.hidden_rows.add(row)
            continue
        if tag == "col" and element.get("hidden") in ("1", "true"):
            found.hidden_columns.append((int(element.get("min", 0)), int(element.get("max", 0))))
        elif tag == "mergeCell":
            span = _span(element.get("ref", ""))
            if span:
                found.spans.append(span)
        elif tag == "c":
            place = element.get("r") or f"{column_letter(column + 1)}{row}"
            column = _address(place)[1]
            parts = {child.tag.rpartition("}")[2]: child.text for child in element}
            if "f" in parts and parts.get("v") is None and element.get("t") != "str":
                found.without_result[place] = parts["f"] or ""
            element.clear()
        elif tag == "row":
            element.clear()
    return found


def _span(reference: str) -> Span | None:
    first, _, last = reference.partition(":")
    if not last:
        return None
    (top, left), (bottom, right) = _address(first), _address(last)
    return Span(top, left, bottom, right)


def _address(place: str) -> tuple[int, int]:
    found = re.fullmatch(r"\$?([A-Z]{1,3})\$?(\d+)", place)
    if not found:
        return (0, 0)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column
