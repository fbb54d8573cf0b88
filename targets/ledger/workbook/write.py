"""Writes the ledger as a workbook that opens clean in LibreOffice, Excel and WPS."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from targets.actuals.links import waiting_links
from targets.actuals.unlinked import unlinked_series
from targets.ledger.workbook.columns import (
    CHOICES,
    GUIDE,
    HEAD_ROW,
    SHEETS,
    SPARE_ROWS,
    LedgerColumn,
    edited_columns,
    ledger_columns,
)
from targets.ledger.workbook.rows import CellValue, LedgerRow, ledger_rows
from targets.spreadsheets import is_formula
from targets.status import Status
from targets.words import word_of

VERSION = "1"
PAGES_ACROSS = 3
"""Pages of A4 landscape beside each other on which the sheet of goals is printed."""
MOST_SERIES = 2000
"""Unlinked series that the ledger lists; `duban actuals unlinked` prints all."""
_NUMBERS, _COMPUTED, _DAYS, _SHARES = "#,##0.####", "#,##0.00", "yyyy-mm-dd", "0.0%"
_LINK_HEADS = (
    ("编号", 10),
    ("目标", 34),
    ("序列", 34),
    ("地区", 12),
    ("单位", 8),
    ("相似度", 8),
    ("是否采用", 10),
    ("目标标识", 30),
    ("序列标识", 34),
)
_SERIES_HEADS = (
    ("序列", 34),
    ("地区", 12),
    ("单位", 8),
    ("最近期间", 12),
    ("相近的目标", 40),
    ("关联到编号", 12),
    ("序列标识", 34),
)


def write_ledger(
    con: duckdb.DuckDBPyConnection, path: Path, day: date, region: str | None = None, unit: str | None = None
) -> int:
    """Write the ledger of the goals of a region and unit (all where None) with the months of the year of `day`.

    Returns how many goals it holds. What is to be written in stands on yellow; the rest is locked, without a password.
    """
    import openpyxl

    rows = ledger_rows(con, day.year, region, unit)
    book = openpyxl.Workbook(write_only=True)
    style = _Styles()
    _write_goals(book.create_sheet(SHEETS["goals"]), rows, day, style)
    links = [
        (
            w.handle,
            w.indicator,
            w.series_indicator,
            w.series_region,
            w.series_unit,
            round(w.score, 2),
            None,
            w.target_id,
            w.series_id,
        )
        for w in waiting_links(con)
    ]
    _write_list(book.create_sheet(SHEETS["links"]), _LINK_HEADS, links, 7, CHOICES["answer"], style)
    series = [
        (
            s.indicator,
            s.region,
            s.unit,
            s.last_period,
            "；".join(f"{n.indicator}" for n in s.nearest),
            None,
            s.series_id,
        )
        for s in unlinked_series(con, most=MOST_SERIES)[0]
    ]
    _write_list(book.create_sheet(SHEETS["series"]), _SERIES_HEADS, series, 6, None, style)
    guide = book.create_sheet(SHEETS["guide"])
    guide.column_dimensions["A"].width = 110
    for line in GUIDE:
        guide.append([style.cell(guide, line, "wrap")])
    _write_base(book.create_sheet(SHEETS["base"]), rows, day, style)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return len(rows)


class _Styles:
    """Cells by their look; each look is made once and shared, as ten thousands of cells have it."""

    def __init__(self) -> None:
        self._looks: dict[tuple[str, str], Any] = {}

    def cell(self, sheet: Any, value: CellValue, look: str, form: str = "General") -> Any:
        """A cell; a text that a spreadsheet would take for a formula stays a text."""
        from openpyxl.cell import WriteOnlyCell

        cell = WriteOnlyCell(sheet, value)
        formula = isinstance(value, str) and is_formula(value) and look != "formula"
        key = (look + (" quoted" if formula else ""), form)
        if key not in self._looks:
            self._looks[key] = self._look(sheet, look, form, quoted=formula)
        cell._style = self._looks[key]
        if formula:
            cell.data_type = "s"
        return cell

    def _look(self, sheet: Any, look: str, form: str, *, quoted: bool) -> Any:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

        made = WriteOnlyCell(sheet, "")
        line = Side(style="thin", color="BFBFBF")
        made.border = Border(line, line, line, line)
        made.alignment = Alignment(vertical="center", wrap_text=True)
        made.number_format = form
        made.protection = Protection(locked=look != "edit")
        if look == "head":
            made.font, made.fill = Font(bold=True), PatternFill("solid", start_color="DDE6F0")
            made.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        elif look == "title":
            made.font, made.border = Font(bold=True, size=14), Border()
            made.alignment = Alignment(vertical="center")
        elif look == "wrap":
            made.border = Border()
        elif look == "edit":
            made.fill = PatternFill("solid", start_color="FFF9E5")
        elif look in _COLOURS:
            made.font = Font(bold=True, color="FFFFFF")
            made.fill = PatternFill("solid", start_color=_COLOURS[look])
        if quoted:
            made.quotePrefix = True
        return copy(made._style)


_COLOURS = {word_of(status).zh: status.look.ink.light.removeprefix("#").upper() for status in Status}


def _write_goals(sheet: Any, rows: Sequence[LedgerRow], day: date, style: _Styles) -> None:
    columns = ledger_columns()
    _lay_out(sheet, [column.width for column in columns], len(rows), frozen="D3", across=PAGES_ACROSS)
    sheet.print_title_cols = "A:C"  # each page across says whose figures it shows
    sheet.append([style.cell(sheet, f"重点目标台账（{day.year}年，截至{day}）", "title")])
    sheet.append([style.cell(sheet, column.head, "head") for column in columns])
    letters = {column.key: _letter(at) for at, column in enumerate(columns, 1)}
    for number, row in enumerate(rows, HEAD_ROW + 1):
        places = {key: f"{letter}{number}" for key, letter in letters.items()}
        sheet.append([_goal_cell(sheet, column, row, places, style) for column in columns])
    spare = [style.cell(sheet, None, "edit", _form(column)) for column in columns]
    for _ in range(SPARE_ROWS):
        sheet.append(spare)
    last = HEAD_ROW + len(rows) + SPARE_ROWS
    for column in columns:
        if column.choices:
            _choices(sheet, letters[column.key], HEAD_ROW + 1, last, CHOICES[column.choices])
    sheet.auto_filter.ref = f"A{HEAD_ROW}:{_letter(len(columns))}{HEAD_ROW + len(rows)}"


def _goal_cell(
    sheet: Any, column: LedgerColumn, row: LedgerRow, places: dict[str, str], style: _Styles
) -> Any:
    if column.formula:
        return style.cell(sheet, column.formula.format_map(places), "formula", _SHARES)
    value = row.cells.get(column.key)
    if column.key == "status" and value in _COLOURS:
        return style.cell(sheet, value, str(value))
    return style.cell(sheet, value, "edit" if column.edit else "plain", _form(column))


def _form(column: LedgerColumn) -> str:
    if column.key in ("expected", "gap"):
        return _COMPUTED
    return {"number": _NUMBERS, "day": _DAYS}.get(column.kind, "General")


def _write_list(
    sheet: Any,
    heads: Sequence[tuple[str, float]],
    rows: Iterable[Sequence[CellValue]],
    answer: int,
    choices: Sequence[str] | None,
    style: _Styles,
) -> None:
    """A list of which people fill in column `answer`."""
    written = list(rows)
    _lay_out(sheet, [width for _, width in heads], len(written), frozen="A2", head_row=1)
    sheet.append([style.cell(sheet, head, "head") for head, _ in heads])
    for row in written:
        sheet.append(
            [
                style.cell(
                    sheet,
                    value,
                    "edit" if at == answer else "plain",
                    _DAYS if isinstance(value, date) else "General",
                )
                for at, value in enumerate(row, 1)
            ]
        )
    if choices and written:
        _choices(sheet, _letter(answer), 2, len(written) + 1, choices)
    sheet.auto_filter.ref = f"A1:{_letter(len(heads))}{len(written) + 1}"


def _write_base(sheet: Any, rows: Sequence[LedgerRow], day: date, style: _Styles) -> None:
    """What the cells held when they were written, for an import to tell what people changed."""
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True
    columns = edited_columns()
    sheet.append(["duban", VERSION, day.isoformat()])
    sheet.append(["target_id", "handle", *(column.key for column in columns)])
    for row in rows:
        values = [row.cells.get(column.key) for column in columns]
        sheet.append(
            [
                style.cell(sheet, value, "plain")
                for value in (row.target_id, row.cells["handle"], *map(_kept, values))
            ]
        )


def _kept(value: CellValue) -> CellValue:
    return value.isoformat() if isinstance(value, date) else value


def _lay_out(
    sheet: Any, widths: Sequence[float], rows: int, *, frozen: str, head_row: int = HEAD_ROW, across: int = 1
) -> None:
    for at, width in enumerate(widths, 1):
        sheet.column_dimensions[_letter(at)].width = width
    sheet.freeze_panes = frozen
    sheet.protection.sheet = True
    for allowed in ("formatCells", "formatColumns", "formatRows", "sort", "autoFilter"):
        setattr(sheet.protection, allowed, False)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = across, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    for side in ("left", "right", "top", "bottom"):
        setattr(sheet.page_margins, side, 0.4)
    sheet.print_title_rows = f"{head_row}:{head_row}"
    sheet.print_area = f"A1:{_letter(len(widths))}{head_row + max(rows, 1)}"


def _choices(sheet: Any, letter: str, first: int, last: int, words: Sequence[str]) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    listed = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
    listed.showErrorMessage = True
    sheet.data_validations.append(listed)
    listed.add(f"{letter}{first}:{letter}{last}")


def _letter(at: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(at))
