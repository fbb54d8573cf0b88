"""Tables as the formats give them: the words and the place of every cell."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import docx
import openpyxl
import pytest

from targets.reading.document import Document
from targets.reading.files import read_document
from targets.reading.number_formats import shown
from targets.rejection import RejectedFile

HTML = """<html><body><h1>青山县任务分解表</h1><table>
<caption>表1 主要任务</caption>
<tr><th rowspan="2">任务</th><th colspan="2">目标（亩）</th></tr><tr><th>上半年</th><th>全年</th></tr>
<tr><td>造林</td><td><p>3000</p></td><td>8000<br>以上</td></tr>
</table><p>注：累计数。</p></body></html>"""


def grids(document: Document) -> list[list[tuple[str, int, int, int, int]]]:
    return [
        [(document.text[c.start : c.end], c.row, c.column, c.rowspan, c.colspan) for c in table.cells]
        for table in document.tables
    ]


def test_html_cells_keep_what_they_cover(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(HTML, "utf-8")
    document = read_document(tmp_path / "a.html")
    assert grids(document) == [
        [
            ("任务", 0, 0, 2, 1),
            ("目标（亩）", 0, 1, 1, 2),
            ("上半年", 1, 1, 1, 1),
            ("全年", 1, 2, 1, 1),
            ("造林", 2, 0, 1, 1),
            ("3000", 2, 1, 1, 1),
            ("8000 以上", 2, 2, 1, 1),
        ]
    ]
    assert [document.text[p.start : p.end] for p in document.paragraphs] == [
        "青山县任务分解表",
        "表1 主要任务",
        "任务\t目标（亩）",
        "上半年\t全年",
        "造林\t3000\t8000 以上",
        "注：累计数。",
    ]


def test_word_cells_merged_both_ways(tmp_path: Path) -> None:
    word = docx.Document()
    table = word.add_table(rows=3, cols=3)
    for cell, text in zip(
        [c for row in table.rows for c in row.cells],
        ["任务", "目标", "单位", "", "8", "", "抚育", "9", "县林业局"],
        strict=True,
    ):
        cell.text = text
    table.cell(0, 2).merge(table.cell(1, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    table.rows[2].cells[0].merge(table.rows[2].cells[1])
    word.save(str(tmp_path / "a.docx"))
    assert grids(read_document(tmp_path / "a.docx")) == [
        [
            ("任务", 0, 0, 2, 1),
            ("目标", 0, 1, 1, 1),
            ("单位", 0, 2, 2, 1),
            ("8", 1, 1, 1, 1),
            ("抚育 9", 2, 0, 1, 2),
            ("县林业局", 2, 2, 1, 1),
        ]
    ]


def test_markdown_keeps_blank_cells(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "| 领域 | 事项 | 目标 |\n|---|---|---|\n| 教育 | 学位 | 9 |\n| | 教师 | 8 |\n", "utf-8"
    )
    document = read_document(tmp_path / "a.md")
    assert grids(document)[0][3:] == [
        ("教育", 1, 0, 1, 1),
        ("学位", 1, 1, 1, 1),
        ("9", 1, 2, 1, 1),
        ("", 2, 0, 1, 1),
        ("教师", 2, 1, 1, 1),
        ("8", 2, 2, 1, 1),
    ]


def test_a_workbook_is_read_as_the_screen_shows_it(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [
        ["青山县目标分解表"],
        ["单位：万亩"],
        ["乡镇", "造林", "增速", "隐藏"],
        ["东乡", 1.25, 0.065, 1],
        ["西乡", 2, 0.1, 2],
        ["注：东乡含林场。"],
    ]:
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    sheet["C4"].number_format = "0.0%"
    sheet["C5"].number_format = "0%"
    sheet.column_dimensions["D"].hidden = True
    book.create_sheet("草稿").append(["不看", 5])
    book["草稿"].sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    document = read_document(tmp_path / "a.xlsx")
    assert document.text.split("\n") == [
        "青山县目标分解表",
        "单位：万亩",
        "乡镇\t造林\t增速",
        "东乡\t1.25\t6.5%",
        "西乡\t2\t10%",
        "注：东乡含林场。",
    ]
    assert len(document.tables) == 1


def test_a_formula_that_nobody_computed_is_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [["乡镇", "造林"], ["东乡", 3], ["合计", "=SUM(B2:B2)"]]:
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(RejectedFile) as caught:
        read_document(tmp_path / "a.xlsx")
    assert "Sheet!B3" in caught.value.rejection.place


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.06, "0.0%", "6.0%"),
        (12345.678, "#,##0.00", "12,345.68"),
        (5, "General", "5"),
        (0.1 + 0.2, "General", "0.3"),
        (3.5, '0.0"万亩"', "3.5万亩"),
        (-2.5, "0.0;[Red](0.0)", "-2.5"),
        (12500, "0.0,", "12.5"),
        (3.0, "0.##", "3"),
        ("≥5", "General", "≥5"),
        (None, "General", ""),
        (True, "General", "TRUE"),
        (False, "0.0", "FALSE"),
        (date(2026, 6, 30), "yyyy-mm-dd", "2026年6月30日"),
        (time(8, 30), "hh:mm", "08:30:00"),
    ],
)
def test_number_formats(value: object, number_format: str, text: str) -> None:
    assert shown(value, number_format) == text
