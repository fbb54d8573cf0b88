"""What is to be followed without a number is kept, linked with its series and shown, and is no goal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest

from dashboards.regimes.dispatch import dispatch_paper
from dashboards.regimes.judged import judged_at
from dashboards.regimes.paper import Table
from dashboards.regimes.period import period_until
from dashboards.regimes.rules import rules_of
from dashboards.regimes.wording import Words
from dashboards.watched import WatchedRow, change_of, owed_from, watched_on
from targets.actuals.links import propose_links
from targets.actuals.unlinked import unlinked_series
from targets.actuals.watched import link_watched, set_watched_link, watched_proposals
from targets.extraction.goals.rules import form_targets
from targets.extraction.lexicon import lexicon
from targets.extraction.pipeline import extract
from targets.extraction.watched.rhythm import Rhythm, Spread
from targets.extraction.watched.rules import watched_in
from targets.ledger.typed_watched import TypedWatch, add_watched
from targets.settings import Settings
from targets.store.decisions import BadDecision
from targets.store.documents import forget_files
from targets.store.publish import publish
from targets.store.verify import verify_snapshot
from targets.store.warehouse import transaction
from targets.store.watched import follow, watch_called
from tests.extraction.phrases import document_of
from tests.harness.loading import load_document
from tests.ledger.conftest import PERSON, refresh, run_of, table

PLAN = """一、促进就业
全市城镇新增就业5万人。（市人社局牵头）
二、惠企政策
每周调度各地累计兑现金额、兑现企业数、受益覆盖面等。（市发改委牵头，市财政局配合）
密切监测企业用电量变化情况。
"""
FIGURES = (
    ",累计兑现金额,临川县,2022-05-20,1200,万元,是",
    ",累计兑现金额,临川县,2022-05-27,1500,万元,是",
    ",累计兑现金额,南城县,2022-05-27,800,万元,是",
    ",兑现企业户数,临川县,2022-05-27,80,户,是",
    ",企业用电量,南湖市,2022-03,12000,万千瓦时,否",
    ",企业用电量,南湖市,2022-04,13000,万千瓦时,否",
    ",城镇新增就业,南湖市,2022-05,2,万人,是",
)


def load(con: duckdb.DuckDBPyConnection, text: str, path: str = "plan.txt", **known: object) -> None:
    """Load a document as a refresh does."""
    fields = {
        "region": "南湖市",
        "plan_year": 2022,
        "issued_on": date(2022, 3, 1),
        "title": "实施方案",
        **known,
    }
    document = document_of(text, **fields)
    document = type(document)(
        **{name: getattr(document, name) for name in document.__slots__} | {"path": path}
    )
    mentions = extract(document)
    targets = form_targets(document, mentions)
    load_document(
        con,
        document,
        document.document_id,
        mentions,
        targets,
        extractor="1",
        run=run_of("2022-03-02"),
        settings=Settings(),
        watched=watched_in(document),
    )


def bring_in(con: duckdb.DuckDBPyConnection, home: Path, *tables: Path) -> int:
    """Import, judge and link by the end of May; how many series show a watched indicator."""
    refresh(con, home, "2022-05-31", *tables)
    return link_watched(con, run_of("2022-05-31"), Settings())


def shown(con: duckdb.DuckDBPyConnection, day: str = "2022-05-31") -> list[tuple[object, ...]]:
    on = date.fromisoformat(day)
    return [(w["handle"], w["indicator"], w["place"], w["figures"]) for w in watched_on(con, on, on)]


@pytest.fixture
def plan(typed: duckdb.DuckDBPyConnection, home: Path, tmp_path: Path) -> duckdb.DuckDBPyConnection:
    """A plan that orders four indicators to be followed, and the figures of three."""
    load(typed, PLAN)
    assert bring_in(typed, home, table(tmp_path / "a.csv", *FIGURES)) == 4
    return typed


def test_each_place_stands_with_its_latest_figures(plan: duckdb.DuckDBPyConnection) -> None:
    assert shown(plan) == [
        ("W1", "兑现金额", "临川县", [15e6, 12e6]),
        ("W1", "兑现金额", "南城县", [8e6]),
        ("W2", "兑现企业数", "临川县", [80]),
        ("W3", "受益覆盖面", None, []),
        ("W4", "企业用电量", "南湖市", [1.3e8, 1.2e8]),
    ]
    assert [figures for *_, figures in shown(plan, "2022-05-22")] == [[], [], [], [], []], "not known then"


def test_what_is_watched_is_no_goal_and_gets_no_verdict(plan: duckdb.DuckDBPyConnection, home: Path) -> None:
    assert plan.execute("SELECT indicator FROM current_targets").fetchall() == [("全市城镇新增就业人数",)]
    assert plan.execute("SELECT count(*) FROM progress").fetchall() == [(1,)]
    assert unlinked_series(plan)[1] == 0
    assert verify_snapshot(publish(plan, home, run_of("2022-05-31"))) == []


def test_the_dispatch_sheet_asks_for_the_figures_that_are_owed(plan: duckdb.DuckDBPyConnection) -> None:
    def rows(day: str, **scope: str) -> list[tuple[str, ...]]:
        week = period_until(date.fromisoformat(day), "week")
        judged = judged_at(plan, week, watched_alone=True, **scope)
        blocks = dispatch_paper(judged, Words("zh"), "督查室", rules_of({})).blocks
        return list([b for b in blocks if isinstance(b, Table)][-1].rows)

    sheet = rows("2022-05-31")
    assert sheet[0][:5] == (
        "W1 兑现金额（年内累计、每周）\n市发改委",
        "临川县",
        "1,500万元\n5月27日",
        "1,200万元\n5月20日",
        "+300万元",
    )
    assert [row[5] for row in sheet] == ["", "", "", "尚无数据，请报送", ""]
    assert len(rows("2022-05-31", unit="市发改委")) == 4
    assert len(rows("2022-05-31", region="南湖市")) == 5


def test_a_figure_is_owed_when_its_rhythm_and_the_time_for_its_report_are_over() -> None:
    def row(rhythm: str | None, as_of: str, **more: object) -> WatchedRow:
        known = {"rhythm": rhythm, "cadence": "month", "accumulation": "ytd", "figures": [3.0, 1.0]}
        days = [date(2022, 4, 30), date(2022, 3, 31)]
        return {"as_of": date.fromisoformat(as_of), "days": days, **known, **more}  # type: ignore[typeddict-item]

    assert [
        owed_from(row(rhythm, "2022-05-31"))
        for rhythm in ("day", "week", "ten_days", "half_month", "month", "two_months", None)
    ] == [date(2022, 5, 1)] * 4 + [None] * 3
    assert owed_from(row("month", "2022-06-26")) == date(2022, 5, 1)
    assert owed_from(row("half", "2022-12-31")) == date(2022, 5, 1)
    assert change_of(row("month", "2022-05-31")) == 2.0
    assert change_of(row("month", "2022-05-31", days=[date(2022, 1, 31), date(2021, 12, 31)])) is None
    assert {*lexicon("watched")["rhythms"]} == {*Rhythm}
    assert {*lexicon("watched")["spreads"]} == {*Spread}


def test_an_edited_document_keeps_the_numbers_and_drops_what_it_says_no_more(
    plan: duckdb.DuckDBPyConnection,
) -> None:
    load(plan, PLAN.replace("、受益覆盖面等", "、办理时长").replace("每周", "每月"))
    found = plan.execute("SELECT handle, indicator, rhythm FROM current_watched ORDER BY watch_no").fetchall()
    assert found == [
        ("W1", "兑现金额", "month"),
        ("W2", "兑现企业数", "month"),
        ("W4", "企业用电量", None),
        ("W5", "办理时长", "month"),
    ]
    forget_files(plan, ["plan.txt"])
    assert shown(plan) == []


def test_a_quantity_with_a_number_of_its_own_is_a_goal_alone(typed: duckdb.DuckDBPyConnection) -> None:
    load(typed, "每月调度城镇新增就业人数。\n全年城镇新增就业人数5万人。")
    assert typed.execute("SELECT indicator FROM current_targets").fetchall() == [("城镇新增就业人数",)]
    assert shown(typed) == []


def test_people_add_drop_and_take_up(plan: duckdb.DuckDBPyConnection, home: Path, tmp_path: Path) -> None:
    watch = TypedWatch("网上零售额", Rhythm.MONTH, Spread.REGION, "南湖市", ("市商务局",))
    with transaction(plan):
        assert add_watched(plan, "市长讲话", date(2022, 5, 5), watch, PERSON, run_of("2022-05-06")) == 5
        again = add_watched(plan, "市长讲话", date(2022, 5, 5), watch, PERSON, run_of("2022-05-06"))
        assert again == 5
        follow(plan, watch_called(plan, "w1"), False, PERSON)
    rows = [f",网上零售额,{place},2022-04,{value},亿元,是" for place, value in (("南湖市", 9), ("临川县", 2))]
    bring_in(plan, home, table(tmp_path / "b.csv", *rows))
    assert [row[:3] for row in shown(plan)] == [
        ("W2", "兑现企业数", "临川县"),
        ("W3", "受益覆盖面", None),
        ("W4", "企业用电量", "南湖市"),
        ("W5", "网上零售额", "南湖市"),
        ("W5", "网上零售额", "临川县"),
    ]
    with transaction(plan):
        follow(plan, 1, True, PERSON)
    assert shown(plan)[0][:2] == ("W1", "兑现金额")
    for wrong in (lambda: watch_called(plan, "W77"), lambda: watch_called(plan, "户数")):
        with pytest.raises(BadDecision, match="duban watched list"):
            wrong()
    with pytest.raises(BadDecision, match="--source"), transaction(plan):
        add_watched(plan, " ", date(2022, 5, 5), watch, PERSON, run_of("2022-05-06"))


def test_what_a_person_says_of_a_series_stays(plan: duckdb.DuckDBPyConnection) -> None:
    run = run_of("2022-05-31")
    ((series_id,),) = plan.execute(
        "SELECT series_id FROM series WHERE region = '南城县' AND indicator = '累计兑现金额'"
    ).fetchall()
    with transaction(plan):
        set_watched_link(plan, 1, series_id, False, PERSON, run)
        set_watched_link(plan, 3, series_id, True, PERSON, run)
    assert link_watched(plan, run, Settings()) == 4
    assert ("W3", "受益覆盖面", "南城县", [8e6]) in shown(plan)
    assert ("W1", "兑现金额", "南城县", [8e6]) not in shown(plan)
    said = plan.execute("SELECT count(*) FROM watched_links").fetchall()
    link_watched(plan, run, Settings())
    assert plan.execute("SELECT count(*) FROM watched_links").fetchall() == said, (
        "nothing new, nothing written"
    )


def test_a_place_that_two_documents_may_mean_waits_for_a_person(
    plan: duckdb.DuckDBPyConnection,
) -> None:
    load(
        plan,
        "每月通报各县区企业用电量。\n每月通报各县区兑现金额。",
        "b.txt",
        region="青山市",
        title="通报办法",
    )
    link_watched(plan, run_of("2022-05-31"), Settings())
    waiting = {(p.handle, p.series_indicator, p.series_region) for p in watched_proposals(plan)}
    assert ("W1", "累计兑现金额", "临川县") in waiting
    assert ("W5", "企业用电量", "南湖市") in waiting, "of another city"
    assert propose_links(plan, run_of("2022-05-31"), Settings()).accepted == 0


def test_somebody_says_what_is_followed(plan: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(BadDecision, match="Say who decides"):
        follow(plan, watch_called(plan, "w1"), False, replace(PERSON, who=" "))
    assert plan.execute("FROM watched_decisions").fetchall() == []
