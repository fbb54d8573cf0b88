"""Results in report texts become observations of the year they tell of."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from targets.actuals.links import propose_links
from targets.actuals.reports import covers_several_years, load_reported
from targets.extraction.goals.rules import form_targets
from targets.extraction.mention import Change, Role
from targets.extraction.pipeline import extract
from targets.reading.document import Document
from targets.reading.files import find_documents, read_document
from targets.settings import Settings
from targets.store.documents import forget_files, relate_documents
from tests.harness.loading import load_document
from tests.store.samples import RUN, document, mention

STATE = Path(__file__).parents[3] / "shared" / "corpus" / "state"


def load_report(con: duckdb.DuckDBPyConnection, of: Document, extractor: str = "v1", **result: Any) -> int:
    """Load a report with one result, 8.1%, and its results as observations."""
    fields = {"indicator": "地区生产总值", "value": 8.1, "unit": "%", "change": Change.UP, **result}
    stated = mention(of, "8.1%", Role.ACTUAL, **fields)
    load_document(con, of, extractor, [stated], [], extractor=extractor, run=RUN, settings=Settings())
    return load_reported(con, RUN)


def test_a_result_is_recorded_on_the_day_of_its_document(con: duckdb.DuckDBPyConnection) -> None:
    of = document("去年地区生产总值增长8.1%。", "report.txt", issued_on=date(2022, 1, 20), plan_year=2022)
    assert load_report(con, of) == 1
    assert con.execute(
        "SELECT period_start, period_end, value, recorded_at, source FROM observations"
    ).fetchall() == [(date(2021, 1, 1), date(2021, 12, 31), 8.1, datetime(2022, 1, 20), "report:10 8.1%")]
    assert con.execute("SELECT change, unit, cadence FROM series").fetchall() == [("up", "%", "year")]
    assert load_reported(con, RUN) == 0


def test_a_report_without_a_date_is_out_by_the_end_of_march(con: duckdb.DuckDBPyConnection) -> None:
    load_report(con, document("去年地区生产总值增长8.1%。", plan_year=2022))
    assert con.execute("SELECT recorded_at FROM observations").fetchall() == [(datetime(2022, 3, 31),)]


def test_a_report_read_anew_replaces_what_it_told(con: duckdb.DuckDBPyConnection) -> None:
    of = document("去年地区生产总值增长8.1%。", plan_year=2022)
    load_report(con, of, "v1", value=81.0)
    load_report(con, of, "v2")
    assert con.execute("SELECT value FROM observations").fetchall() == [(8.1,)]


def test_a_report_whose_file_is_gone_tells_nothing(con: duckdb.DuckDBPyConnection) -> None:
    load_report(con, document("去年地区生产总值增长8.1%。", plan_year=2022))
    forget_files(con, ["plan.txt"])
    load_reported(con, RUN)
    assert con.execute("FROM observations").fetchall() == []


@pytest.mark.parametrize(
    "result",
    [
        {"region": None},
        {"period_end": None},
        {"period_end": date(2022, 12, 31)},
        {"value_high": 9.0},
        {"indicator": "地区生产总值年均增速"},
        {"unit": "无此单位"},
    ],
)
def test_what_is_no_result_of_a_past_period_is_left_out(
    con: duckdb.DuckDBPyConnection, result: dict[str, Any]
) -> None:
    assert load_report(con, document("地区生产总值增长8.1%。", plan_year=2022), **result) == 0
    assert con.execute("FROM open_quarantine").fetchall() == [], "nobody can correct a text"


@pytest.mark.parametrize(
    ("before", "several"),
    [
        ("过去五年，城镇新增就业", True),
        ("五年来，城镇新增就业", True),
        ("“十三五”时期，城镇新增就业", True),
        ("刚刚过去的2017年，目标任务全面完成。城镇新增就业", False),
        ("过去五年成就显著。2017年，城镇新增就业", False),
        ("2015年是“十二五”收官之年。过去五年，城镇新增就业", True),
        ("过去一年，城镇新增就业", False),
        ("实施三年行动计划，去年城镇新增就业", False),
        ("第五年，城镇新增就业", False),
    ],
)
def test_results_of_several_years_are_told_by_the_words_before(before: str, several: bool) -> None:
    assert covers_several_years("城镇新增就业", before, "") is several


def test_the_heading_counts_where_the_paragraph_is_silent() -> None:
    assert covers_several_years("城镇新增就业", "城镇新增就业", "date:过去五年")
    assert not covers_several_years("城镇新增就业", "城镇新增就业", "date:2017年")


YEARS = [*range(2010, 2019), 2021, 2022]
GROWTH = dict(zip(YEARS, [10.3, 9.2, 7.8, 7.7, 7.4, 6.9, 6.7, 6.9, 6.6, 8.1, 3.0], strict=True))
JOBS = dict(zip(YEARS, [1168, 1221, 1266, 1310, 1322, 1312, 1314, 1351, 1361, 1269, 1206], strict=True))
PRICES = {2010: 3.3, 2012: 2.6, 2013: 2.6, 2014: 2.0, 2016: 2.0, 2018: 2.1, 2021: 0.9, 2022: 2.0}


@pytest.mark.slow
@pytest.mark.skipif(not STATE.is_dir(), reason="the national reports are not beside the repository")
def test_national_reports_alone_give_goals_and_results(con: duckdb.DuckDBPyConnection) -> None:
    """Goals of year N from report N, results from report N + 1, joined without any other input."""
    for path in find_documents(STATE).files:
        of = read_document(path)
        mentions = extract(of)
        load_document(
            *(con, of, "h", mentions, form_targets(of, mentions)),
            extractor="v1",
            run=RUN,
            settings=Settings(),
        )
    relate_documents(con, RUN)
    load_reported(con, RUN)
    propose_links(con, RUN, Settings())
    rows = con.execute(
        "SELECT year(t.due), s.canonical, o.value FROM current_targets t "
        "JOIN current_links l USING (target_id) JOIN series s USING (series_id) "
        "LEFT JOIN observations_as_of(DATE '2024-01-01') o ON o.series_id = s.series_id AND o.period_end = t.due "
        "WHERE l.state = 'accepted' AND year(t.due) = t.plan_year"
    ).fetchall()
    found = {
        (year, name): value
        for year, canonical, value in rows
        for name in ("生产总值", "城镇新增就业", "居民消费价格")
        if canonical in (name, f"{name}增速", f"{name}涨幅")
    }
    expected = {(year, "生产总值"): GROWTH[year] for year in YEARS}
    expected |= {(year, "城镇新增就业"): JOBS[year] * 1e4 for year in YEARS}
    expected |= {(year, "居民消费价格"): PRICES.get(year) for year in YEARS}
    wrong = {k: (found.get(k), v) for k, v in expected.items() if found.get(k) not in (v, None)}
    assert wrong == {}, "no result may be wrong by unit or year"
    right = [key for key, value in expected.items() if key in found and found[key] == value]
    assert len(right) >= 31, sorted(set(expected) - set(right))
