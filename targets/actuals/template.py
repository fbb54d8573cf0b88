"""The Excel form a department fills in: its accepted goals, with units and choices, one figure a row."""

from __future__ import annotations

from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

import duckdb

_SQL = resources.files("targets.actuals").joinpath("sql/template.sql").read_text(encoding="utf-8")
_HEADS = (
    "目标编号",
    "指标",
    "地区",
    "责任单位",
    "目标值",
    "期限",
    "期间",
    "数值",
    "单位",
    "口径",
    "填报日期",
    "来源",
)
_WIDTHS = (20, 44, 12, 28, 14, 12, 12, 16, 10, 10, 14, 24)
_PERIOD, _VALUE, _UNIT, _ACCUMULATION = "G", "H", "I", "J"
_ACCUMULATIONS = ("累计", "当期", "时点", "总累计")
_SCALES = {"元": ("元", "万元", "亿元"), "%": ("%",), "百分点": ("百分点",)}
_GUIDE = (
    "督办目标实际值填报表",
    "每行填一个目标一个期间的数值：期间如 2022-05、2022Q2、2022H1、2022 或 2022年1-5月累计；数值栏只填数字，"
    "单位在单位栏选择。再报其他期间，请复制整行。没有数据的行留空。",
)
_HEADER_ROW = len(_GUIDE) + 1


def write_template(con: duckdb.DuckDBPyConnection, path: Path, as_of: date, owner: str | None = None) -> int:
    """Write the form for the accepted goals in force, or those of one responsible unit; returns how many.

    The periods to choose from are the months of the year before `as_of` up to it. The file can be imported
    as it comes back; rows without a figure are passed over.
    """
    import openpyxl
    from openpyxl.styles import Alignment, Font, PatternFill

    goals = con.execute(_SQL, {"owner": owner}).fetchall()
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "填报"
    for line in _GUIDE:
        sheet.append([line])
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.append(_HEADS)
    for cell in sheet[_HEADER_ROW]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", start_color="DDE6F0")
    for goal in goals:
        sheet.append(goal)
    for column, width in zip(sheet.iter_cols(min_row=_HEADER_ROW, max_row=_HEADER_ROW), _WIDTHS, strict=True):
        sheet.column_dimensions[column[0].column_letter].width = width
    last = _HEADER_ROW + len(goals)
    for row in sheet.iter_rows(min_row=_HEADER_ROW + 1, max_row=last):
        row[1].alignment = Alignment(wrap_text=True, vertical="top")
        row[6].number_format = "@"  # a spreadsheet would turn 2022-05 into a day
    sheet.freeze_panes = f"C{_HEADER_ROW + 1}"
    _add_choices(sheet, last, as_of)
    book.save(path)
    return len(goals)


def _add_choices(sheet: Any, last: int, as_of: date) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    def choices(cells: str, options: tuple[str, ...], *, strict: bool) -> None:
        listed = DataValidation(type="list", formula1=f'"{",".join(options)}"', allow_blank=True)
        listed.showErrorMessage = strict
        sheet.add_data_validation(listed)
        listed.add(cells)

    first, end = _HEADER_ROW + 1, max(last, _HEADER_ROW) + 1000  # copied rows get the choices too
    months = tuple(f"{year}-{month:02}" for year in (as_of.year - 1, as_of.year) for month in range(1, 13))
    current = tuple(month for month in months if month <= f"{as_of:%Y-%m}")[-12:]
    choices(f"{_PERIOD}{first}:{_PERIOD}{end}", current, strict=False)
    choices(f"{_ACCUMULATION}{first}:{_ACCUMULATION}{end}", _ACCUMULATIONS, strict=True)
    numbers = DataValidation(
        type="decimal", operator="between", formula1="-1E+18", formula2="1E+18", allow_blank=True
    )
    numbers.error = "只填数字，单位填在单位栏"
    sheet.add_data_validation(numbers)
    numbers.add(f"{_VALUE}{first}:{_VALUE}{end}")
    for row in range(first, last + 1):
        unit = sheet[f"{_UNIT}{row}"].value
        if unit:
            choices(f"{_UNIT}{row}", _SCALES.get(unit, (unit, f"万{unit}")), strict=False)
