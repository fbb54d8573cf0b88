"""Each layout of a table, as spreadsheet programs and offices write it, gives the same figures."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from targets.actuals.imports import find_tables
from targets.settings import Settings
from tests.actuals.conftest import Import

HEAD = ["指标", "地区", "期间", "数值", "单位", "口径"]
ROWS = [
    ["老旧小区改造户数", "南湖市", "2022-04", "0.9", "万户", "累计"],
    ["老旧小区改造户数", "南湖市", "2022-05", "1.2", "万户", "累计"],
]
FIGURES = [(date(2022, 4, 30), 9000.0), (date(2022, 5, 31), 12000.0)]


def workbook(path: Path, rows: list[list[Any]], title: str = "台账") -> Path:
    """A workbook of one sheet."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def figures(con: duckdb.DuckDBPyConnection) -> list[tuple[date, float]]:
    """What is known of the one series there is."""
    assert con.execute("SELECT count(*) FROM series").fetchall() == [(1,)]
    return con.execute("SELECT period_end, value FROM observations ORDER BY period_end").fetchall()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_separated_values_in_any_common_encoding(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path, encoding: str, separator: str
) -> None:
    file = tmp_path / "台账.csv"
    file.write_text("\n".join(separator.join(row) for row in [HEAD, *ROWS]), encoding=encoding)
    assert take(file).rejections == ()
    assert figures(con) == FIGURES
    assert con.execute(
        "SELECT indicator, region, unit, accumulation, cadence, illustrative FROM series"
    ).fetchall() == [("老旧小区改造户数", "南湖市", "户", "ytd", "month", False)]


def test_english_columns_and_quoted_lines(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_text(
        "indicator,region,period,value,unit,cumulative,source\n"
        '老旧小区改造户数,南湖市,2022-04,"9,000",户,true,"报表\n第二页"\n'
        "老旧小区改造户数,南湖市,2022-05,12000,户,true,报表\n"
    )
    assert take(file).rejections == ()
    assert figures(con) == FIGURES
    assert con.execute("SELECT source FROM observations ORDER BY period_end DESC LIMIT 1").fetchall() == [
        ("a.csv:line 4 报表",)
    ]


def test_columns_named_in_the_settings(con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(
        "\n".join(",".join(row) for row in [["代码名", "片区", "报表月", "数", "计量", "性质"], *ROWS])
    )
    mapping = {
        "代码名": "indicator",
        "片区": "region",
        "报表月": "period",
        "数": "value",
        "计量": "unit",
        "性质": "cumulative",
    }
    assert len(take(file).rejections) == 1
    assert take(file, settings=Settings(columns=mapping)).loaded == 2
    assert figures(con) == FIGURES
    assert con.execute("FROM open_quarantine").fetchall() == []


def test_a_workbook_with_a_title_typed_cells_and_a_blank_row(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path
) -> None:
    file = tmp_path / "a.xlsx"
    rows = [
        ["2022年重点指标完成情况"],
        [],
        ["指标", "地区", "期间", "数值（万户）", "口径", "备注"],
        ["老旧小区改造户数", "南湖市", date(2022, 4, 1), 0.9, "累计", None],
        [None] * 6,
        ["老旧小区改造户数", "南湖市", date(2022, 5, 1), 1.2, "累计", "含零星改造"],
        ["老旧小区改造户数", "南湖市", date(2022, 6, 1), None, "累计", "尚无数据"],
    ]
    workbook(file, rows)
    book = openpyxl.load_workbook(file)
    for row in (4, 6, 7):
        book.worksheets[0].cell(row, 3).number_format = "yyyy-mm"
    book.save(file)
    assert take(file).rejections == ()
    assert figures(con) == FIGURES
    assert con.execute("SELECT source FROM observations ORDER BY period_end").fetchall() == [
        ("a.xlsx:台账!D4",),
        ("a.xlsx:台账!D6",),
    ]


@pytest.mark.parametrize(
    ("title", "heads"),
    [
        ("台账", ["2022-04", "2022-05"]),
        ("台账", ["2022年4月", "2022年5月"]),
        ("2022年台账", ["4月", "5月"]),
        ("台账", [date(2022, 4, 1), date(2022, 5, 1)]),
    ],
)
def test_wide_ledgers(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path, title: str, heads: list[Any]
) -> None:
    file = workbook(
        tmp_path / "a.xlsx",
        [
            [title],
            ["序号", "指标", "责任单位", "地区", "单位", "口径", *heads],
            [1, "老旧小区改造户数", "市住建局", "南湖市", "户", "累计", 9000, 12000],
            [None, "注：数据为初步统计", None, None, None, None, None, None],
        ],
    )
    book = openpyxl.load_workbook(file)
    for column in (7, 8):
        book.worksheets[0].cell(2, column).number_format = 'yyyy"年"m"月"'
    book.save(file)
    summary = take(file)
    assert summary.rejections == ()
    assert figures(con) == FIGURES


def test_a_wide_ledger_of_running_months(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path
) -> None:
    file = tmp_path / "2022.csv"
    file.write_text("指标,地区,单位,1-4月累计,1-5月累计\n老旧小区改造户数,南湖市,户,9000,12000\n")
    assert take(file).rejections == ()
    assert figures(con) == FIGURES
    assert con.execute("SELECT DISTINCT period_start FROM observations").fetchall() == [(date(2022, 1, 1),)]


def test_a_name_merged_over_its_rows_holds_for_each(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path
) -> None:
    file = workbook(tmp_path / "a.xlsx", [HEAD, ROWS[0], [None, None, *ROWS[1][2:]]])
    book = openpyxl.load_workbook(file)
    book.worksheets[0].merge_cells("A2:A3")
    book.worksheets[0].merge_cells("B2:B3")
    book.save(file)
    assert take(file).rejections == ()
    assert figures(con) == FIGURES


def test_a_share_shown_as_percent_is_percent(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path
) -> None:
    file = workbook(
        tmp_path / "a.xlsx",
        [
            ["指标", "期间", "数值", "单位"],
            ["投资完成率", "2022-04", 0.55, "%"],
            ["投资完成率", "2022-05", 0.6, "比例"],
        ],
    )
    book = openpyxl.load_workbook(file)
    book.worksheets[0].cell(2, 3).number_format = "0.0%"
    book.save(file)
    assert take(file).rejections == ()
    assert [value for _, value in figures(con)] == [55.0, 60.0]


def test_parquet_database_and_query_give_the_same(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path
) -> None:
    listed = ", ".join(
        f"('{row[0]}', '{row[1]}', '{row[2]}', {row[3]}, '{row[4]}', '{row[5]}')" for row in ROWS
    )
    table = f"(VALUES {listed}) AS t(indicator, region, period, value, unit, cumulative)"
    with duckdb.connect() as own:
        own.execute(f"COPY (SELECT * FROM {table}) TO '{tmp_path}/a.parquet'")
    with duckdb.connect(tmp_path / "a.duckdb") as own:
        own.execute(f"CREATE TABLE reported AS SELECT * FROM {table}")
        own.execute("CREATE TABLE notes (text VARCHAR)")
    (tmp_path / "a.sql").write_text(
        f"CREATE TABLE x AS SELECT * FROM {table}; SELECT * FROM x ORDER BY period"
    )
    for name in ("a.parquet", "a.duckdb", "a.sql"):
        summary = take(
            tmp_path / name, settings=Settings(queries=(tmp_path / "a.duckdb", tmp_path / "a.sql"))
        )
        assert (summary.loaded, summary.rejections) == (2, ()), name
        assert figures(con) == FIGURES
    # Of the same figures from three files the one with the greatest import id is kept.
    assert con.execute("SELECT count(DISTINCT source) FROM observations").fetchall() == [(1,)]


def test_a_file_is_kept_series_by_series(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    rows = [
        f"{name},南湖市,2022-{month:02},{month},户,累计" for month in range(1, 7) for name in "甲乙丙丁戊己"
    ]
    file.write_text("\n".join([",".join(HEAD), *rows]), encoding="utf-8")
    assert take(file).loaded == 36
    kept = [
        series for (series,) in con.execute("SELECT series_id FROM observations ORDER BY rowid").fetchall()
    ]
    starts = [series for series, before in zip(kept, [None, *kept], strict=False) if series != before]
    assert len(starts) == len(set(kept)) == 6


def test_tables_are_found_without_temporary_files(tmp_path: Path) -> None:
    for name in ("b.csv", "a.xlsx", "~$a.xlsx", ".hidden.csv", "scan.jpg"):
        (tmp_path / name).write_bytes(b"x")
    assert [path.name for path in find_tables(tmp_path).files] == ["a.xlsx", "b.csv", "scan.jpg"]


@pytest.mark.parametrize("said_by", ["column", "title", "file"])
def test_a_ledger_that_says_its_figures_are_illustrative(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path, said_by: str
) -> None:
    head = ["指标", "地区", "单位", "累计", *(["示意"] if said_by == "column" else []), "2022-04", "2022-05"]
    row = ["老旧小区改造户数", "南湖市", "户", "累计", *(["是"] if said_by == "column" else []), 9000, 12000]
    title = [["南湖市民生实事台账（示意数据）"]] if said_by == "title" else []
    name = "台账（示意）.xlsx" if said_by == "file" else "台账.xlsx"
    assert take(workbook(tmp_path / name, [*title, head, row])).rejections == ()
    assert con.execute("SELECT DISTINCT illustrative FROM series").fetchall() == [(True,)]
