"""Files of tables as sheets of text cells: CSV in any common encoding, and Excel workbooks."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from targets.rejection import RejectedFile, Rejection

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_ENCODINGS = ("utf-8-sig", "gb18030")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of text cells.

    `rows` yields the row's number in the file (the first is 1) and its cells. `name` is the sheet's name, None in a
    file that has no sheets. `merged` lists the header-like spans (row, first column, last column, counted from 1)
    that are merged across columns.
    """

    name: str | None
    rows: Iterator[tuple[int, list[str]]]
    merged: tuple[tuple[int, int, int], ...] = ()

    def place(self, row: int, column: int | None = None) -> str:
        """Where a cell is (column counted from 0), in the words of the file's kind."""
        if self.name is None:
            return f"line {row}"
        return f"{self.name}!{column_letter(column)}{row}" if column is not None else f"{self.name}!{row}"


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets of a file, and what of it cannot be read at all."""

    sheets: tuple[Sheet, ...]
    rejections: tuple[Rejection, ...] = field(default=())


def read_csv(path: Path, file: str) -> Workbook:
    """A table of separated values. Raises RejectedFile where its encoding is unknown or it is empty."""
    text = _decoded(path.read_bytes(), file)
    if not text.strip():
        raise RejectedFile(_rejection(file, "", "", "The file is empty.", "Export the table again."))
    return Workbook((Sheet(None, _csv_rows(text)),))


def read_xlsx(path: Path, file: str) -> Workbook:
    """The visible sheets of a workbook. Raises RejectedFile where it is none."""
    import openpyxl

    try:
        shown = openpyxl.load_workbook(path, data_only=True)
        formulas = openpyxl.load_workbook(path)
    except Exception as error:  # openpyxl lets errors of zip, XML and its own through
        raise RejectedFile(
            _rejection(
                file,
                "",
                "",
                f"This is no workbook that can be read ({type(error).__name__}).",
                "Open it in a spreadsheet program and save it as .xlsx.",
            )
        ) from error
    sheets, rejections = [], []
    for sheet in shown.worksheets:
        if sheet.sheet_state != "visible":
            rejections.append(
                _rejection(
                    file,
                    sheet.title,
                    sheet.title,
                    "The sheet is hidden, so nobody may have checked it.",
                    "Show the sheet if it belongs to the report, else delete it.",
                )
            )
            continue
        rejections += _unsaved_formulas(sheet, formulas[sheet.title], file)
        sheets.append(
            Sheet(
                sheet.title,
                _xlsx_rows(sheet),
                tuple(
                    (span.min_row, span.min_col, span.max_col)
                    for span in sheet.merged_cells.ranges
                    if span.max_col > span.min_col
                ),
            )
        )
    return Workbook(tuple(sheets), tuple(rejections))


def column_letter(column: int) -> str:
    """The letters of a spreadsheet's column, counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _decoded(data: bytes, file: str) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        with suppress(UnicodeDecodeError):
            return data.decode("utf-16")
    for encoding in _ENCODINGS:
        with suppress(UnicodeDecodeError):
            return data.decode(encoding)
    raise RejectedFile(
        _rejection(file, "", "", "The text is neither UTF-8 nor GB18030.", "Save the table as CSV in UTF-8.")
    )


def _csv_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    first = next(line for line in text.splitlines() if line.strip())
    separator = max(",\t;，", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    line = 1
    for cells in reader:
        yield line, [cell.strip() for cell in cells]
        line = reader.line_num + 1


def _xlsx_rows(sheet: Worksheet) -> Iterator[tuple[int, list[str]]]:
    """Rows as shown; a cell merged over several rows holds for each of them."""
    filled: dict[tuple[int, int], str] = {}
    for span in sheet.merged_cells.ranges:
        if span.max_col == span.min_col:
            text = _cell_text(sheet.cell(span.min_row, span.min_col))
            filled |= {(row, span.min_col): text for row in range(span.min_row, span.max_row + 1)}
    for number, row in enumerate(sheet.iter_rows(), start=1):
        yield number, [filled.get((number, i), "") or _cell_text(cell) for i, cell in enumerate(row, start=1)]


def _cell_text(cell: Cell | Any) -> str:
    """A cell as a person sees it: a month without its day, a share shown as 55% as 55%."""
    value = cell.value
    if value is None:
        return ""
    shown = str(cell.number_format or "")
    if isinstance(value, datetime):
        value = value.date() if not (value.hour or value.minute or value.second) else value
    if isinstance(value, date) and not isinstance(value, datetime):
        plain = shown.replace("[$-", "").lower()
        return f"{value:%Y-%m}" if "m" in plain and "d" not in plain and value.day == 1 else value.isoformat()
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        if "%" in shown:
            return f"{value * 100:.12g}%"
        return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(value)
    return str(value).strip()


def _unsaved_formulas(sheet: Worksheet, formulas: Worksheet, file: str) -> list[Rejection]:
    """Formulas whose result was never saved read as blanks, which would lose them in silence."""
    return [
        _rejection(
            file,
            f"{sheet.title}!{cell.coordinate}",
            str(cell.value),
            "The formula has no saved result.",
            "Open the workbook in a spreadsheet program, save it, and import it again.",
        )
        for row in formulas.iter_rows()
        for cell in row
        if cell.data_type == "f" and sheet[cell.coordinate].value is None
    ]


def _rejection(file: str, place: str, value: str, reason: str, advice: str) -> Rejection:
    return Rejection("actuals", file, place, "", value, reason, advice)
