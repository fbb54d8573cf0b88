"""How the form for departments looks: heads, widths, choices, and what may be written in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from targets.words import section

if TYPE_CHECKING:
    from targets.actuals.template import FormRow


class _Head(NamedTuple):
    text: str
    width: float
    fill_in: bool = False


_HEADS = (
    _Head("目标编号", 12),
    _Head("指标", 34),
    _Head("地区", 10),
    _Head("责任单位", 20),
    _Head("目标值", 11),
    _Head("节点目标", 18),
    _Head("期限", 11),
    _Head("上期期间", 13),
    _Head("上期数值", 11),
    _Head("期间", 11, True),
    _Head("数值", 13, True),
    _Head("单位", 9, True),
    _Head("口径", 8, True),
    _Head("滞后原因", 26, True),
    _Head("下一步措施", 26, True),
    _Head("填报日期", 12, True),
    _Head("来源", 16, True),
)
_AT = {head.text: number for number, head in enumerate(_HEADS, start=1)}
_GUIDE = "每行填一个指标一个期间的数值；黄色各栏可填，其余各栏已锁定。再报其他期间，请在表末空行填写指标编号和期间。没有数据的行留空。"
HEADER_ROW = 3
_SPARE_ROWS = 60
_ACCUMULATIONS = tuple(words.zh for words in section("accumulation_written").values())
_SCALES = {"元": ("元", "万元", "亿元"), "%": ("%",), "百分点": ("百分点",)}


def write_book(path: Path, rows: Sequence[FormRow], month: date) -> None:
    """Write the form of these rows, for a month that is given by its last day."""
    import openpyxl
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "填报"
    sheet["A1"] = f"督办目标实际值填报表（{month.year}年{month.month}月）"
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["A2"] = _GUIDE
    sheet.row_dimensions[HEADER_ROW].height = 24
    sheet["A2"].font = Font(size=9, color="555555")
    line = Side(style="thin", color="BFBFBF")
    frame = Border(line, line, line, line)
    for number, head in enumerate(_HEADS, start=1):
        cell = sheet.cell(HEADER_ROW, number, head.text)
        cell.font, cell.border = Font(bold=True), frame
        cell.fill = PatternFill("solid", start_color="DDE6F0")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[cell.column_letter].width = head.width
    for number, row in enumerate(rows, start=HEADER_ROW + 1):
        for name, value in _values(row, month).items():
            sheet.cell(number, _AT[name], value)
        # Not every program fits the height of a row to its text.
        sheet.row_dimensions[number].height = 6 + 15 * max(
            row.milestones.count("；") + 1, -(-len(row.indicator) // 16)
        )
    last = HEADER_ROW + len(rows)
    for number in range(HEADER_ROW + 1, last + _SPARE_ROWS + 1):
        spare = number > last
        for at, head in enumerate(_HEADS, start=1):
            cell = sheet.cell(number, at)
            cell.protection = Protection(locked=not (head.fill_in or spare))
            if not spare:
                cell.border = frame
                cell.alignment = Alignment(wrap_text=True, vertical="center")
                if head.fill_in:
                    cell.fill = PatternFill("solid", start_color="FFF9E5")
            if head.text in ("期间", "上期期间", "目标编号"):
                cell.number_format = "@"  # a spreadsheet would turn 2022-05 into a day
    _add_choices(sheet, last, month)
    _protect(sheet)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


def _values(row: FormRow, month: date) -> dict[str, Any]:
    values = {
        "目标编号": row.handle,
        "指标": row.indicator,
        "地区": row.region,
        "责任单位": "、".join(row.owners),
        "目标值": row.value,
        "节点目标": row.milestones,
        "期限": row.due,
        "上期期间": row.last_period,
        "上期数值": row.last_value,
        "期间": f"{month:%Y-%m}",
        "单位": row.unit,
        "口径": row.accumulation,
    }
    return {head: value for head, value in values.items() if value not in ("", None)}


def _add_choices(sheet: Any, last: int, month: date) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    def choices(head: str, first: int, end: int, options: Sequence[str], *, strict: bool = False) -> None:
        listed = DataValidation(type="list", formula1=f'"{",".join(options)}"', allow_blank=True)
        listed.showErrorMessage = strict
        sheet.add_data_validation(listed)
        letter = sheet.cell(HEADER_ROW, _AT[head]).column_letter
        listed.add(f"{letter}{first}:{letter}{end}")

    first, end = HEADER_ROW + 1, last + _SPARE_ROWS
    months = [f"{year}-{number:02}" for year in (month.year - 1, month.year) for number in range(1, 13)]
    choices("期间", first, end, [text for text in months if text <= f"{month:%Y-%m}"][-12:])
    choices("口径", first, end, _ACCUMULATIONS, strict=True)
    for number in range(first, last + 1):
        unit = sheet.cell(number, _AT["单位"]).value
        bare = unit.removeprefix("万").removeprefix("亿")
        choices("单位", number, number, list(dict.fromkeys((unit, *_SCALES.get(bare, (bare, f"万{bare}"))))))


def _protect(sheet: Any) -> None:
    """Lock heads and goals, without a password: against slips, not against people."""
    sheet.freeze_panes = sheet.cell(HEADER_ROW + 1, _AT["地区"])
    sheet.protection.sheet = True
    for allowed in ("formatCells", "formatColumns", "formatRows", "sort", "autoFilter"):
        setattr(sheet.protection, allowed, False)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    last = max(
        row for row in range(HEADER_ROW, sheet.max_row + 1) if row == HEADER_ROW or sheet.cell(row, 1).value
    )
    sheet.print_area = f"A1:{sheet.cell(1, len(_HEADS)).column_letter}{last}"
