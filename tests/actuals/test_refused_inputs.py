"""Files and decisions of no use are refused with what is wrong in them, and leave everything as it is."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest

from targets.actuals.confirmations import confirm
from targets.actuals.forms.named import BadAnswer, add_answers, parse_answers, read_forms
from targets.actuals.history import find_series
from targets.actuals.inspection import inspect
from targets.actuals.links import BadLink, accept_link, last_link, restore_links
from targets.actuals.template import own_unit
from targets.actuals.watched import link_watched, set_watched_link
from targets.rejection import RejectedFile
from targets.settings import Settings
from targets.store.decisions import BadDecision, Person
from tests.actuals.conftest import Import
from tests.actuals.forms.workbook import Sheet, write_xlsx
from tests.actuals.test_links import NOW, load_goal, take_series
from tests.store.samples import RUN

NOBODY = Person(" ", datetime(2022, 6, 12, 8), None)
HEAD = "indicator,region,period,value,unit"


def test_a_file_that_is_gone(take: Import, tmp_path: Path) -> None:
    (rejection,) = take(tmp_path / "gone.csv").rejections
    assert rejection.reason == "The file cannot be opened (No such file or directory)."


def test_a_quotation_mark_that_closes_pages_later(take: Import, tmp_path: Path) -> None:
    rows = [f"改造户数,南湖市,2022-01-{day:02},{day},户" for day in range(1, 31)]
    rows[1], rows[25] = f'"{rows[1]}', f'{rows[25]}"'
    file = tmp_path / "a.csv"
    file.write_text("\n".join([HEAD, *rows]), encoding="utf-8")
    (rejection,) = take(file).rejections
    assert (rejection.place, rejection.value) == ("line 3", '"改造户数,南湖市,2022-01-02,2,户')


def test_a_workbook_whose_first_sheet_is_empty_is_told_by_the_next(take: Import, tmp_path: Path) -> None:
    sheets = {"空": Sheet([]), "说明": Sheet([["各县区按月填报"]])}
    (rejection,) = take(write_xlsx(tmp_path / "a.xlsx", sheets)).rejections
    assert (rejection.place, rejection.value) == ("说明!1", "各县区按月填报")


def parquet(path: Path, query: str) -> Path:
    """A Parquet file of what a query gives."""
    with duckdb.connect() as own:
        own.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
    return path


def test_parquet_without_the_columns(take: Import, tmp_path: Path) -> None:
    (rejection,) = take(parquet(tmp_path / "a.parquet", "SELECT 1 AS x")).rejections
    assert rejection.reason == "No table in it has the columns indicator (or target_id), period and value."


def test_figures_of_parquet_may_be_text_and_blank(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path
) -> None:
    rows = ", ".join(
        f"('改造户数', '南湖市', '2022-0{month}', '{value}', '户')"
        for month, value in ((3, "9.5"), (4, "—"), (5, "约十"))
    )
    query = f"SELECT * FROM (VALUES {rows}) t(indicator, region, period, value, unit)"
    summary = take(parquet(tmp_path / "a.parquet", query))
    assert [(r.place, r.value) for r in summary.rejections] == [("row 3", "约十")]
    assert con.execute("SELECT value FROM observations").fetchall() == [(9.5,)]


def test_only_workbooks_and_separated_values_are_looked_through(tmp_path: Path) -> None:
    with pytest.raises(RejectedFile, match="Only workbooks and separated values are forms"):
        inspect(parquet(tmp_path / "a.parquet", "SELECT 1 AS x"), date(2022, 6, 1))


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("accumulation=大概", "the accumulation is ytd"),
        ("unit=丈二", "the unit is not known"),
        ("region=", "an answer is one of"),
        ("region", "an answer is one of"),
    ],
)
def test_an_answer_that_cannot_be(written: str, message: str) -> None:
    with pytest.raises(BadAnswer, match=message):
        parse_answers([written])


def test_answers_of_a_layout_are_kept_together_and_a_period_for_its_file_alone(tmp_path: Path) -> None:
    file = add_answers(tmp_path / "5月.xlsx", "月报", "县区|累计", {"unit": "亩"})
    add_answers(tmp_path / "5月.xlsx", "月报", "县区|累计", {"unit": "公顷", "period": "2022年5月"})
    add_answers(tmp_path / "5月.xlsx", "季报", "县区|本季", {"region": "南湖市"})
    others = {"县区|本季": {"region": "南湖市"}}
    assert read_forms(file, "5月.xlsx") == {"县区|累计": {"unit": "公顷", "period": "2022年5月"}, **others}
    assert read_forms(file, "6月.xlsx") == {"县区|累计": {"unit": "公顷"}, **others}


def test_nobody_decides_nothing(con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path) -> None:
    take_series(take, tmp_path / "a.csv", "接待游客 南湖市 人次")
    series = find_series(con, "接待游客")
    with pytest.raises(BadDecision, match="needs the name of who decides"):
        confirm(con, series, "2022-05", True, NOBODY, "r")
    with pytest.raises(BadDecision, match="Say who decides"):
        set_watched_link(con, 1, series.series_id, True, NOBODY, RUN)
    assert link_watched(con, RUN, Settings()) == 0


def test_a_link_is_taken_back_once_and_only_as_it_was_seen(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path
) -> None:
    goal = load_goal(con, "改造户数")
    take_series(take, tmp_path / "a.csv", "改造户数 南湖市 户")
    accept_link(con, goal, find_series(con, "改造户数").series_id, "王敏", NOW, "r")
    last = last_link(con, goal)
    with pytest.raises(BadLink, match="were linked otherwise since"):
        restore_links(con, goal, 0, last - 1, "王敏", NOW, "r")
    with pytest.raises(BadLink, match="no link to take back"):
        restore_links(con, goal, last, last, "王敏", NOW, "r")
    assert last_link(con, goal) == last


@pytest.mark.parametrize(
    ("said", "unit", "own"),
    [("260亿元", "元", "亿元"), ("2.5万户以上", "户", "户"), ("尽快完成", "元", "元")],
)
def test_the_unit_in_which_a_document_writes_a_number(said: str, unit: str, own: str) -> None:
    assert own_unit(said, unit) == own
