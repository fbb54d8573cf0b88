"""Each bad cell is named with file, sheet, cell, value and reason; the rest of its file comes in."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from targets.extraction.goals.target import target_id_of
from targets.settings import Settings
from targets.store.run import start_run
from tests.actuals.conftest import Import
from tests.harness.loading import load_document
from tests.store.samples import RUN, document, mention, target

HEAD = ["目标编号", "指标", "地区", "期间", "数值", "单位", "口径", "填报日期"]
GOOD = [None, "改造户数", "南湖市", "2022-05", 12000, "户", "累计", "2022-06-10"]


@pytest.fixture
def goal(con: duckdb.DuckDBPyConnection) -> str:
    """A goal of 2022 in 户; its id."""
    of = document("今年改造2万户。")
    stated = mention(of, "2万户")
    load_document(
        con, of, "hash", [stated], [target(of, stated)], extractor="v1", run=RUN, settings=Settings()
    )
    return target_id_of(of.document_id, stated.start)


def sheet_of(path: Path, rows: list[list[Any]]) -> Path:
    """A workbook with these rows on sheet 台账."""
    book = openpyxl.Workbook()
    book.worksheets[0].title = "台账"
    for row in rows:
        book.worksheets[0].append(row)
    book.save(path)
    return path


def spoilt(**cells: Any) -> list[Any]:
    """The good row for April with other cells, named by column letter."""
    row = [*GOOD[:3], "2022-04", *GOOD[4:]]
    for letter, value in cells.items():
        row[ord(letter) - ord("A")] = value
    return row


@pytest.mark.parametrize(
    ("row", "place", "field", "value", "reason"),
    [
        (spoilt(E="约9000"), "台账!E3", "value", "约9000", "not a number"),
        (spoilt(E="9000户"), "台账!E3", "value", "9000户", "not a number"),
        (spoilt(E="9,00"), "台账!E3", "value", "9,00", "not a number"),
        (spoilt(E="#DIV/0!"), "台账!E3", "value", "#DIV/0!", "not a number"),
        (spoilt(E="inf"), "台账!E3", "value", "inf", "not a number"),
        (spoilt(E=-5), "台账!E3", "value", "-5", "cannot be negative"),
        (spoilt(F="栋楼"), "台账!F3", "unit", "栋楼", "not known"),
        (spoilt(F=None), "台账!F3", "unit", "", "no unit"),
        (spoilt(D="2022-13"), "台账!D3", "period", "2022-13", "no month 13"),
        (spoilt(D=None), "台账!D3", "period", "", "not a period"),
        (spoilt(D="2025-05"), "台账!D3", "period", "2025-05", "before its period began"),
        (spoilt(D="2025-05", H=None), "台账!D3", "period", "2025-05", "more than a year ahead"),
        (spoilt(B=None), "台账!B3", "indicator", "", "names no indicator"),
        (spoilt(A="T-1"), "台账!A3", "target_id", "T-1", "no goal of this number"),
        (spoilt(G="大概"), "台账!G3", "cumulative", "大概", "neither"),
        (spoilt(H="六月"), "台账!H3", "recorded_at", "六月", "not a day"),
        (GOOD, "台账!E3", "value", "12000", "gives this figure twice"),
    ],
)
def test_a_bad_cell_is_named_and_the_rest_comes_in(
    con: duckdb.DuckDBPyConnection,
    take: Import,
    tmp_path: Path,
    row: list[Any],
    place: str,
    field: str,
    value: str,
    reason: str,
) -> None:
    file = sheet_of(tmp_path / "a.xlsx", [HEAD, GOOD, row])
    summary = take(file)
    assert summary.loaded == 1
    (rejection,) = summary.rejections
    assert (rejection.file, rejection.place, rejection.field, rejection.value) == (
        str(file),
        place,
        field,
        value,
    )
    assert reason in rejection.reason
    assert rejection.advice
    assert con.execute("SELECT value FROM observations").fetchall() == [(12000.0,)]
    assert con.execute("SELECT place, value FROM open_quarantine").fetchall() == [(place, value)]


@pytest.mark.parametrize(
    ("cells", "field", "reason"),
    [
        ({"F": "人次"}, "unit", "different things"),
        ({"D": "2020-05"}, "period", "before the plan began"),
        ({"D": "2025-05", "H": "2025-06-10"}, "period", "after the goal was due"),
    ],
)
def test_a_row_has_to_fit_the_goal_it_names(
    take: Import, tmp_path: Path, goal: str, cells: dict[str, Any], field: str, reason: str
) -> None:
    file = sheet_of(tmp_path / "a.xlsx", [HEAD, [goal, *GOOD[1:]], spoilt(A=goal, **cells)])
    summary = take(file)
    assert summary.loaded == 1
    (rejection,) = summary.rejections
    assert rejection.field == field
    assert reason in rejection.reason


def test_a_row_that_names_a_goal_takes_the_rest_from_it(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path, goal: str
) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f"target_id,period,value\n{goal},2022-05,12000\n")
    assert take(file).rejections == ()
    assert con.execute("SELECT indicator, region, unit FROM series").fetchall() == [
        ("老旧小区改造", "南湖市", "户")
    ]


def test_a_negative_change_is_no_error(con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(
        "指标,地区,期间,数值,单位\n工业利润,南湖市,2022-05,-3,亿元\n居民消费价格涨幅,南湖市,2022-05,-0.3,%\n"
    )
    assert take(file).rejections == ()
    assert sorted(con.execute("SELECT value FROM observations").fetchall()) == [(-3e8,), (-0.3,)]


def test_of_columns_under_one_head_the_first_is_read_and_the_others_are_named(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path
) -> None:
    rows = [
        ["指标", "单位", "口径", "2022-04", "2022-05", None],
        ["改造户数", "户", "累计", 9000, 12000, 13000],
    ]
    file = sheet_of(tmp_path / "a.xlsx", rows)
    book = openpyxl.load_workbook(file)
    book.worksheets[0].merge_cells("E1:F1")
    book.save(file)
    (rejection,) = take(file).rejections
    assert (rejection.place, rejection.value) == ("台账!F2", "13000")
    assert "that of column E too" in rejection.reason
    assert con.execute("SELECT value FROM observations ORDER BY 1").fetchall() == [(9000.0,), (12000.0,)]


def test_a_hidden_sheet_is_named_and_not_read(take: Import, tmp_path: Path) -> None:
    file = sheet_of(tmp_path / "a.xlsx", [HEAD, GOOD])
    book = openpyxl.load_workbook(file)
    hidden = book.create_sheet("旧表")
    hidden.append(HEAD)
    hidden.append(spoilt())
    hidden.sheet_state = "hidden"
    book.save(file)
    summary = take(file)
    assert summary.loaded == 1
    assert [(r.place, "hidden" in r.reason) for r in summary.rejections] == [("旧表", True)]


def test_a_formula_that_was_never_calculated_is_named(take: Import, tmp_path: Path) -> None:
    file = sheet_of(tmp_path / "a.xlsx", [HEAD, GOOD, spoilt(E="=E2-3000")])
    summary = take(file)
    assert summary.loaded == 1
    assert [(r.place, r.value) for r in summary.rejections] == [("台账!E3", "=E2-3000")]


def test_a_bad_period_over_a_column_is_named_by_its_head(take: Import, tmp_path: Path) -> None:
    rows = [["指标", "单位", "口径", "2022-04", "2022-13"], ["改造户数", "户", "累计", 9000, 12000]]
    summary = take(sheet_of(tmp_path / "a.xlsx", rows))
    assert summary.loaded == 1
    assert [(r.place, r.value) for r in summary.rejections] == [("台账!E1", "2022-13")]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.csv", b"indicatr,period,value,unit\nx,2022-05,1,%\n", "no column for indicator"),
        ("a.csv", b"", "empty"),
        ("a.csv", b"\xff\xfd\x80\x81", "neither UTF-8 nor GB18030"),
        ("a.xlsx", b"not a zip", "no workbook"),
        ("a.parquet", b"not parquet", "DuckDB cannot read it"),
        ("scan.jpg", b"x", "no kind of table"),
    ],
)
def test_a_file_that_is_no_table_is_named_and_the_next_one_read(
    take: Import, tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    bad, good = tmp_path / name, tmp_path / "good.csv"
    bad.write_bytes(content)
    good.write_text("指标,期间,数值,单位\n改造户数,2022-05,1,户\n")
    summary = take(bad, good)
    assert summary.loaded == 1
    assert [r.file for r in summary.rejections] == [str(bad)]
    assert reason in summary.rejections[0].reason


def test_a_corrected_file_leaves_the_quarantine(
    con: duckdb.DuckDBPyConnection, take: Import, home: Path, tmp_path: Path
) -> None:
    file = sheet_of(tmp_path / "a.xlsx", [HEAD, GOOD, spoilt(E="约9000")])
    take(file)
    assert "约9000" in (home / "quarantine" / "open.csv").read_text(encoding="utf-8-sig")
    sheet_of(file, [HEAD, GOOD, spoilt(E=9000)])
    assert take(file).rejections == ()
    assert con.execute("FROM open_quarantine").fetchall() == []
    assert "约9000" not in (home / "quarantine" / "open.csv").read_text(encoding="utf-8-sig")
    assert con.execute("SELECT period_end FROM observations ORDER BY 1").fetchall() == [
        (date(2022, 4, 30),),
        (date(2022, 5, 31),),
    ]


def test_a_run_that_looks_back_keeps_what_happened_since(take: Import, tmp_path: Path) -> None:
    path = tmp_path / "since.csv"
    path.write_text("indicator,region,period,value,unit\n公园数,青山市,2022-05,3,个\n", encoding="utf-8")
    back = start_run(date(2019, 6, 30), clock=datetime(2022, 6, 10, 9, 0))
    summary = take(path, run=back)
    assert (summary.loaded, summary.rejections) == (1, ())


def test_a_bad_head_is_named_once_however_many_rows_it_spoils(take: Import, tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    rows = [f"公园数{n},青山市,个,累计,3,4" for n in range(5)]
    path.write_text("\n".join(["指标,地区,单位,口径,2022-04,2092-05", *rows, ""]), encoding="utf-8")
    assert [r.field for r in take(path).rejections] == ["period"]


def test_a_row_of_another_shape_than_the_head_is_refused_by_its_line(take: Import, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = [
        *(
            "指标,地区,期间,数值,单位",
            "泵站数,青山市,2022-03",
            "泵站数,青山市,2022-04,6,座",
            "泵站数,青山市,,2022-05,7,座",
        ),
        *("泵站数,青山市,2022-06,8,座,9,9", "", "注：数据为快报数。", "泵站数,青山市,2022-07,9,座,,"),
    ]
    path.write_text("\n".join(rows), encoding="utf-8")
    summary = take(path)
    assert summary.loaded == 2
    assert [r.place for r in summary.rejections] == ["line 2", "line 4", "line 5"]


@pytest.mark.parametrize(
    "broken",
    ['泵站"一,青山市,2022-04,6,座\n"泵站二,青山市,2022-05,7,座', '"泵站一,青山市,2022-04,6,座'],
    ids=["opened and never closed", "opened in the first cell"],
)
def test_a_stray_quotation_mark_swallows_no_row_in_silence(take: Import, tmp_path: Path, broken: str) -> None:
    path = tmp_path / "a.csv"
    rows = ["指标,地区,期间,数值,单位", broken, *[f"泵站数,青山市,2022-{m:02},{m},座" for m in range(6, 9)]]
    path.write_text("\n".join(rows), encoding="utf-8")
    summary = take(path)
    assert summary.loaded == 0
    (rejection,) = summary.rejections
    assert rejection.place.startswith("line ") and "quotation mark" in rejection.reason


@pytest.mark.parametrize("cell", ["站" * 140_000, '"' + "站" * 140_000 + '"'], ids=["bare", "quoted"])
def test_a_cell_longer_than_the_csv_module_takes_stops_nothing(
    take: Import, tmp_path: Path, cell: str
) -> None:
    long, good = tmp_path / "long.csv", tmp_path / "good.csv"
    head, row = "指标,地区,期间,数值,单位\n", "泵站数,青山市,2022-04,6,座\n"
    long.write_text(f"{head}{cell},青山市,2022-04,6,座\n", encoding="utf-8")
    good.write_text(head + row, encoding="utf-8")
    summary = take(long, good)
    assert summary.loaded == 1
    assert [r.file for r in summary.rejections] == [str(long)]


@pytest.mark.parametrize("value", ["1e308", "-1e308", "1e400", "inf"])
def test_a_number_beyond_all_numbers_is_kept_out(take: Import, tmp_path: Path, value: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        f"指标,地区,期间,数值,单位\n投资额,青山市,2022-04,{value},亿元\n投资额,青山市,2022-05,6,亿元\n",
        encoding="utf-8",
    )
    summary = take(path)
    assert summary.loaded == 1
    assert [(r.place, r.value) for r in summary.rejections] == [("line 2", value)]
