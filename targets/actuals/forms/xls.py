"""Workbooks of Excel before 2007, by xlrd: values, number formats, what is hidden, struck out or merged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from targets.actuals.forms.grid import Book, Cell, Grid, Span, grid_of
from targets.actuals.forms.number_formats import is_date_format, shown
from targets.actuals.forms.refusals import hidden_sheet, no_workbook
from targets.rejection import RejectedFile, Rejection


def read_xls(path: Path, file: str) -> Book:
    """The visible sheets of a workbook. Raises RejectedFile where it is none."""
    import xlrd

    try:
        book = xlrd.open_workbook(str(path), formatting_info=True)
        grids, rejections = list[Grid](), list[Rejection]()
        for sheet in book.sheets():
            if sheet.visibility:
                rejections.append(hidden_sheet(file, sheet.name))
            else:
                grids.append(_grid(book, sheet))
    except Exception as error:  # xlrd lets errors of struct and its own through
        raise RejectedFile(no_workbook(file, type(error).__name__)) from error
    return Book(tuple(grids), tuple(rejections))


def _grid(book: Any, sheet: Any) -> Grid:
    cells: dict[tuple[int, int], Cell] = {}
    hidden_rows = {row for row, info in sheet.rowinfo_map.items() if info.hidden}
    hidden_columns = {column for column, info in sheet.colinfo_map.items() if info.hidden}
    struck = 0
    for row in range(sheet.nrows):
        if row in hidden_rows:
            continue
        for column in range(sheet.row_len(row)):
            if column in hidden_columns:
                continue
            style = book.xf_list[sheet.cell_xf_index(row, column)]
            if book.font_list[style.font_index].struck_out:
                struck += bool(sheet.cell_value(row, column))
                continue
            cell = _cell(book, sheet.cell(row, column), book.format_map[style.format_key].format_str)
            if cell:
                cells[row + 1, column + 1] = cell
    spans = [
        Span(top + 1, left + 1, bottom, right)
        for top, bottom, left, right in sheet.merged_cells
        if bottom - top > 1 or right - left > 1
    ]
    said = ((hidden_rows, "hidden rows"), (hidden_columns, "hidden columns"), (struck, "struck-out cells"))
    return grid_of(sheet.name, cells, spans, [words for some, words in said if some])


def _cell(book: Any, cell: Any, code: str) -> Cell | None:
    import xlrd

    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return None
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return Cell(
            xlrd.error_text_from_code.get(cell.value, "#ERR"), fault="It is an error of the spreadsheet."
        )
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return shown(bool(cell.value), code)
    if cell.ctype == xlrd.XL_CELL_DATE or (cell.ctype == xlrd.XL_CELL_NUMBER and is_date_format(code)):
        return shown(xlrd.xldate_as_datetime(cell.value, book.datemode), code)
    return shown(cell.value, code)
