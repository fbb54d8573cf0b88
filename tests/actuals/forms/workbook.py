"""Invented workbooks, written as departments lay them out, with what a careful clerk reads from each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import Font

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
    """The same as a workbook of Excel before 2007; hidden rows and formats only."""
    import xlwt

    book = xlwt.Workbook()
    for name, sheet in sheets.items():
        page = book.add_sheet(name)
        for r, row in enumerate(sheet.rows):
            for c, value in enumerate(row):
                style = xlwt.XFStyle()
                style.num_format_str = sheet.formats.get(chr(65 + c), "General")
                if value not in ("", None):
                    page.write(r, c, value, style)
        for number in sheet.hidden_rows:
            page.row(number - 1).hidden = True
    book.save(str(path))
    return path


def write_ods(path: Path, sheets: Mapping[str, Sheet]) -> Path:
    """The same as an OpenDocument spreadsheet; columns formatted `0%` hold percentages."""
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    document = OpenDocumentSpreadsheet()
    for name, sheet in sheets.items():
        table = Table(name=name)
        for number, row in enumerate(sheet.rows, start=1):
            line = TableRow(visibility="collapse") if number in sheet.hidden_rows else TableRow()
            for column, value in enumerate(row):
                if isinstance(value, (int, float)):
                    share = "%" in sheet.formats.get(chr(65 + column), "")
                    cell = TableCell(valuetype="percentage" if share else "float", value=value)
                    cell.addElement(P(text=f"{value:.2%}" if share else f"{value}"))
                else:
                    cell = TableCell(valuetype="string")
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
