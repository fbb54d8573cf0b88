"""Invented workbooks, written as departments lay them out, with what a careful clerk reads from each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import Font
from openpyxl.utils import column_index_from_string, get_column_letter, range_boundaries

from targets.actuals.forms.readers import READERS
from targets.actuals.forms.understand import Understood, understand

TODAY = date(2026, 10, 20)
Rows = Sequence[Sequence[Any]]
Line = tuple[str, str, str, str, float, str, str]
"""A figure: cell, indicator, region, period, value, unit, accumulation."""


@dataclass(frozen=True)
class Sheet:
    """A sheet: rows from A1 on, merged areas, number formats by cell or column, what is hidden or struck out."""

    rows: Rows
    merged: Sequence[str] = ()
    formats: Mapping[str, str] = field(default_factory=dict)
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[str] = ()
    struck: Sequence[str] = ()
    state: str = "visible"


def write_xlsx(path: Path, sheets: Mapping[str, Sheet]) -> Path:
    """A workbook of these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, sheet in sheets.items():
        page = book.create_sheet(name)
        for row in sheet.rows:
            page.append([None if value == "" else value for value in row])
        for area in sheet.merged:
            page.merge_cells(area)
        for where, code in sheet.formats.items():
            for cell in page[where] if where.isalpha() else [page[where]]:
                cell.number_format = code
        for number in sheet.hidden_rows:
            page.row_dimensions[number].hidden = True
        for letter in sheet.hidden_columns:
            page.column_dimensions[letter].hidden = True
        for cell in sheet.struck:
            page[cell].font = Font(strike=True)
        page.sheet_state = sheet.state
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def write_xls(path: Path, sheets: Mapping[str, Sheet]) -> Path:
    """The same as a workbook of Excel before 2007; number formats by column alone."""
    import xlwt

    book = xlwt.Workbook()
    for name, sheet in sheets.items():
        page = book.add_sheet(name)
        areas = {
            (top, left): (bottom, right) for left, top, right, bottom in map(range_boundaries, sheet.merged)
        }
        for r, row in enumerate(sheet.rows):
            for c, value in enumerate(row):
                letter = get_column_letter(c + 1)
                style = xlwt.XFStyle()
                style.num_format_str = sheet.formats.get(letter, "General")
                style.font.struck_out = f"{letter}{r + 1}" in sheet.struck
                if (r + 1, c + 1) in areas:
                    bottom, right = areas[r + 1, c + 1]
                    page.write_merge(r, bottom - 1, c, right - 1, value, style)
                elif isinstance(value, str) and value.startswith("#"):
                    page.row(r).set_cell_error(c, value, style)
                elif value not in ("", None):
                    page.write(r, c, value, style)
        for number in sheet.hidden_rows:
            page.row(number - 1).hidden = True
        for letter in sheet.hidden_columns:
            page.col(column_index_from_string(letter) - 1).hidden = True
        page.visibility = sheet.state != "visible"
    book.save(str(path))
    return path


def write_ods(path: Path, sheets: Mapping[str, Sheet]) -> Path:
    """The same as an OpenDocument spreadsheet; columns formatted `0%` hold percentages."""
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.style import Style, TableProperties, TextProperties
    from odf.table import Table, TableCell, TableColumn, TableRow
    from odf.text import P

    document = OpenDocumentSpreadsheet()
    plain, struck = Style(name="plain", family="table-cell"), Style(name="struck", family="table-cell")
    plain.addElement(TextProperties(fontweight="bold"))
    struck.addElement(TextProperties(textlinethroughstyle="solid"))
    hidden = Style(name="hidden", family="table")
    hidden.addElement(TableProperties(display="false"))
    for style in (plain, struck, hidden):
        document.automaticstyles.addElement(style)
    for name, sheet in sheets.items():
        table = Table(name=name) if sheet.state == "visible" else Table(name=name, stylename=hidden)
        for column in range(max(map(len, sheet.rows), default=0)):
            folded = get_column_letter(column + 1) in sheet.hidden_columns
            table.addElement(TableColumn(visibility="collapse") if folded else TableColumn())
        areas = {
            (top, left): (bottom, right) for left, top, right, bottom in map(range_boundaries, sheet.merged)
        }
        for number, row in enumerate(sheet.rows, start=1):
            line = TableRow(visibility="collapse") if number in sheet.hidden_rows else TableRow()
            for column, value in enumerate(row):
                letter = get_column_letter(column + 1)
                said: dict[str, Any] = {"stylename": struck if f"{letter}{number}" in sheet.struck else plain}
                if (number, column + 1) in areas:
                    bottom, right = areas[number, column + 1]
                    said |= {"numberrowsspanned": bottom - number + 1, "numbercolumnsspanned": right - column}
                if isinstance(value, date):
                    cell = TableCell(valuetype="date", datevalue=value.isoformat(), **said)
                    cell.addElement(P(text=f"{value:%Y/%m/%d}"))
                elif isinstance(value, (int, float)):
                    share = "%" in sheet.formats.get(letter, "")
                    cell = TableCell(valuetype="percentage" if share else "float", value=value, **said)
                    cell.addElement(P(text=f"{value:.2%}" if share else f"{value}"))
                else:
                    cell = TableCell(valuetype="string", **said)
                    if value:
                        cell.addElement(P(text=value))
                line.addElement(cell)
            table.addElement(line)
        document.spreadsheet.addElement(table)
    document.save(str(path))
    return path


def read(path: Path, **options: Any) -> Understood:
    """How a workbook is understood on the day of these tests."""
    return understand(READERS[path.suffix](path, str(path)), path, TODAY, **options)


def lines_of(understood: Understood) -> list[Line]:
    """The figures of a workbook, by sheet, row and column."""
    return [
        (
            reading.table.grid.place(f.row, f.column),
            f.name,
            f.place,
            f.months.written() if f.months else "",
            round(f.value or 0.0, 6),
            f.unit,
            f.accumulation,
        )
        for reading in understood.readings
        for f in reading.figures
    ]
