"""The same sheet as a workbook of either Excel and as an OpenDocument spreadsheet is read alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time
from pathlib import Path

import pytest

from targets.actuals.forms.readers import READERS
from targets.rejection import RejectedFile
from tests.actuals.forms.test_bad_workbooks import rewritten
from tests.actuals.forms.workbook import Rows, Sheet, lines_of, read, write_ods, write_xls, write_xlsx

Write = Callable[[Path, Mapping[str, Sheet]], Path]
FORMATS = [(write_xlsx, "a.xlsx"), (write_xls, "a.xls"), (write_ods, "a.ods")]
ROWS: Rows = [
    ["南湖市造林（亩）"],
    ["时间", "云栖区", "", "望江县"],
    ["", "计划", "累计完成", "累计完成"],
    [date(2024, 5, 31), 70, 55, 1],
    [date(2024, 6, 30), 70, 60, 2],
    [date(2024, 7, 31), 70, 65, 3],
]


@pytest.mark.parametrize(("write", "name"), FORMATS)
def test_what_is_merged_hidden_or_struck_out(write: Write, name: str, tmp_path: Path) -> None:
    sheet = Sheet(
        ROWS,
        merged=["A2:A3", "B2:C2"],
        formats={"A": "yyyy-mm-dd"},
        hidden_rows=[6],
        hidden_columns=["D"],
        struck=["C5"],
    )
    path = write(tmp_path / name, {"S": sheet, "旧": Sheet(ROWS, state="hidden")})
    understood = read(path)
    assert lines_of(understood) == [("S!C4", "造林", "云栖区", "2024-05", 55, "亩", "ytd")]
    assert [(r.place, r.field) for r in understood.rejections] == [("旧", "")]
    (left_out,) = [grid.left_out for grid in READERS[path.suffix](path, name).grids]
    assert [words.split(" ", 1)[-1] if words[0].isdigit() else words for words in left_out] == left_said(name)


def left_said(name: str) -> list[str]:
    """What a reader says of what it leaves out; OpenDocument's does not tell struck-out cells."""
    if name.endswith("ods"):
        return ["hidden columns", "hidden rows"]
    if name.endswith("xls"):
        return ["hidden rows", "hidden columns", "struck-out cells"]
    return ["hidden rows", "struck-out cells", "hidden columns"]


@pytest.mark.parametrize(("write", "name"), FORMATS)
def test_a_share_shown_as_per_cent(write: Write, name: str, tmp_path: Path) -> None:
    rows = [["南湖市2024年5月造林"], ["县区", "完成率"], ["云栖区", 0.553], ["望江县", 1.2]]
    path = write(tmp_path / name, {"S": Sheet(rows, formats={"B": "0.0%"})})
    assert [(line[4], line[5]) for line in lines_of(read(path))] == [(55.3, "%"), (120, "%")]


@pytest.mark.parametrize(("write", "name"), FORMATS[:2])
@pytest.mark.parametrize(
    ("value", "text", "reason"),
    [
        (True, "是", "This is not one exact number."),
        (False, "否", "This is not one exact number."),
        ("#REF!", "#REF!", "It is an error of the spreadsheet."),
    ],
)
def test_what_a_cell_shows_in_place_of_a_figure(
    write: Write, name: str, value: object, text: str, reason: str, tmp_path: Path
) -> None:
    rows = [["南湖市2024年5月造林（亩）"], ["县区", "累计"], ["云栖区", 55], ["望江县", value]]
    (reading,) = read(write(tmp_path / name, {"S": Sheet(rows)})).readings
    assert [(f.text, f.reason) for f in reading.refused] == [(text, reason)]


def test_days_times_and_blanks_beside_figures(tmp_path: Path) -> None:
    rows = [
        ["南湖市造林（亩）", " "],
        ["时间", "累计", "上报时间"],
        [date(2024, 5, 1), 55, time(9, 30)],
        [date(2024, 6, 1), 60, " "],
    ]
    path = write_xlsx(tmp_path / "a.xlsx", {"S": Sheet(rows, formats={"A3": "yyyy-mm", "A4": "yyyy-mm"})})
    (grid,) = READERS[".xlsx"](path, "a.xlsx").grids
    assert [grid.text(3, column) for column in (1, 3)] == ["2024年5月", "09:30:00"]
    assert (1, 2) not in grid.cells
    assert (4, 3) not in grid.cells
    assert [line[3] for line in lines_of(read(path))] == ["2024-05", "2024-06"]


PLAIN: Rows = [["南湖市2024年5月造林（亩）"], ["县区", "累计"], ["云栖区", 55], ["望江县", 66]]


def test_a_formula_without_a_result_is_told_by_its_cell_even_where_the_file_counts_no_cells(
    tmp_path: Path,
) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"S": Sheet(PLAIN)})
    rewritten(path, ('<c r="B4" t="n"><v>66</v></c>', "<c><f>SUM(B9:B12)</f></c>"))
    (reading,) = read(path).readings
    assert [(f.row, f.column, f.text) for f in reading.refused] == [(4, 2, "=SUM(B9:B12)")]


def test_a_formula_without_a_result_in_a_hidden_row_is_passed_over(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"S": Sheet(PLAIN, hidden_rows=[4])})
    rewritten(path, ('<c r="B4" t="n"><v>66</v></c>', '<c r="B4"><f>SUM(B9:B12)</f></c>'))
    (reading,) = read(path).readings
    assert (len(reading.figures), reading.refused) == (1, [])


def test_an_area_of_one_cell_changes_nothing_and_one_without_rows_is_no_workbook(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"S": Sheet(PLAIN, merged=["A1:B1"])})
    rewritten(path, ('ref="A1:B1"', 'ref="A1"'))
    assert [line[4] for line in lines_of(read(path))] == [55, 66]
    rewritten(path, ('ref="A1"', 'ref="A:B"'))
    with pytest.raises(RejectedFile, match="no workbook"):
        read(path)
