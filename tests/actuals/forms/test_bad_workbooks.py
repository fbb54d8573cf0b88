"""What is wrong in a workbook is named with sheet, cell, value and remedy; the rest of it comes in."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from tests.actuals.conftest import Import
from tests.actuals.forms.workbook import Rows, Sheet, write_xlsx

ROWS: Rows = [["青禾市2022年5月造林"], ["县区", "累计完成（亩）"], ["云栖区", 120], ["望江县", 80]]


@pytest.fixture
def told(take: Import) -> Callable[[Path], tuple[int, list[tuple[str, str, str, str]]]]:
    """Import a file: how many figures came in, and place, value, reason and remedy of what did not."""

    def tell(path: Path) -> tuple[int, list[tuple[str, str, str, str]]]:
        summary = take(path)
        return summary.loaded, [(r.place, r.value, r.reason, r.advice) for r in summary.rejections]

    return tell


Told = Callable[[Path], tuple[int, list[tuple[str, str, str, str]]]]


def rewritten(path: Path, *changes: tuple[str, str], sheet: str = "xl/worksheets/sheet1.xml") -> Path:
    """The workbook with texts of its sheet's XML replaced."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = parts[sheet].decode()
    for old, new in changes:
        assert old in text, text
        text = text.replace(old, new)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**parts, sheet: text.encode()}.items():
            archive.writestr(name, content)
    return path


def test_a_protected_file(told: Told, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    loaded, ((place, value, reason, advice),) = told(file)
    assert (loaded, place, value) == (0, "", "")
    assert "protected by a password" in reason
    assert "take off any password" in advice


@pytest.mark.parametrize(
    ("formula", "kept"), [("SUM(B9:B12)", False), ("[1]汇总!$C$4", False), ("[1]汇总!$C$4", True)]
)
def test_a_formula_counts_by_its_saved_result_alone(
    told: Told, tmp_path: Path, formula: str, kept: bool
) -> None:
    result = "<v>80</v>" if kept else "<v></v>"
    file = write_xlsx(tmp_path / "a.xlsx", {"S": Sheet(ROWS)})
    rewritten(file, ('<c r="B4" t="n"><v>80</v></c>', f'<c r="B4"><f>{formula}</f>{result}</c>'))
    advice = "Open the workbook in a spreadsheet program, put the formula right, and save it."
    refused = [("S!B4", f"={formula}", "The formula has no saved result.", advice)]
    assert told(file) == ((2, []) if kept else (1, refused))


@pytest.mark.parametrize("error", ["#REF!", "#DIV/0!", "#N/A", "#VALUE!", "#NAME?"])
def test_an_error_cell(told: Told, tmp_path: Path, error: str) -> None:
    file = write_xlsx(tmp_path / "a.xlsx", {"S": Sheet([*ROWS[:3], ["望江县", error]])})
    loaded, ((place, value, reason, _),) = told(file)
    assert (loaded, place, value) == (1, "S!B4", error)
    assert reason == "It is an error of the spreadsheet."


def test_rows_that_disagree(take: Import, con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    file = write_xlsx(tmp_path / "a.xlsx", {"S": Sheet([*ROWS, ["望江县", 95], ["云栖区", 120]])})
    summary = take(file)
    assert summary.loaded == 2
    assert {r.place for r in summary.rejections} == {"S!B5", "S!B6"}
    assert [(f.source, f.check) for f in summary.flags] == [("a.xlsx:S!B4", "given_once")]
    assert con.execute("SELECT value FROM observations").fetchall() == [(120.0,)]


def test_a_figure_without_a_head(told: Told, tmp_path: Path) -> None:
    file = write_xlsx(tmp_path / "a.xlsx", {"S": Sheet([*ROWS[:3], ["望江县", 80, "", 77]])})
    loaded, refused = told(file)
    assert (loaded, [line[:3] for line in refused]) == (
        2,
        [("S!D4", "77", "No head says what stands in this column.")],
    )


def test_a_cell_in_the_last_row(told: Told, tmp_path: Path) -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>55</v></c></row></sheetData>'
    file = rewritten(write_xlsx(tmp_path / "a.xlsx", {"S": Sheet(ROWS)}), ("</sheetData>", far))
    loaded, refused = told(file)
    assert (loaded, [line[:2] for line in refused]) == (2, [("S!XFD1048576", "55")])


@pytest.mark.slow
def test_a_million_empty_styled_cells(told: Told, tmp_path: Path) -> None:
    empty = "".join(
        f'<row r="{row}">'
        + "".join(f'<c r="{column}{row}" s="0"/>' for column in "CDEFGHIJKLMNOPQRSTUV")
        + "</row>"
        for row in range(10, 50_010)
    )
    file = rewritten(
        write_xlsx(tmp_path / "a.xlsx", {"S": Sheet(ROWS)}), ("</sheetData>", f"{empty}</sheetData>")
    )
    assert told(file) == (2, [])
