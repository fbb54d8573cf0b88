"""Goals that people type are goals like any other: numbered, judged, linked, shown; and so are their milestones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest

from dashboards.snapshot import read_snapshot
from targets.ledger.division import set_milestones
from targets.ledger.typed_goals import TypedGoal, add_goals
from targets.store.decisions import BadDecision
from targets.store.warehouse import transaction
from tests.ledger.conftest import PERSON, refresh, run_of, table

GOAL = TypedGoal(
    "老旧小区改造户数", "2万户以上", date(2022, 12, 31), region="南湖市", owners=("市住建局", "市财政局")
)
SOURCE = "市长3月5日调研讲话"


def add(con: duckdb.DuckDBPyConnection, *goals: TypedGoal, source: str = SOURCE) -> list[str]:
    with transaction(con):
        return add_goals(con, source, date(2022, 3, 5), goals, PERSON, run_of("2022-03-07"))


@pytest.mark.parametrize(
    ("indicator", "demand", "read"),
    [
        ("老旧小区改造户数", "2万户以上", ("ge", None, 20000, "户", "cumulative", "at_least")),
        ("口罩日产量", "达到200万个", ("eq", None, 2e6, "个", "level", "at_least")),
        ("地区生产总值", "增长8%左右", ("approx", "up", 8, "%", "direct", "near")),
        ("城镇登记失业率", "控制在4.5%以内", ("le", None, 4.5, "%", "bound", "at_most")),
        ("主要指标全省位次", "进入前6位", ("le", None, 6, "位", "rank", "at_most")),
        ("居民人均可支配收入", "与经济增长同步", ("eq", None, 0, "百分点", "relative", "at_least")),
        ("城镇调查失业率", "不高于全国平均水平", ("eq", None, 0, "百分点", "relative", "at_most")),
        ("粮食产量", "不低于上年（万吨）", ("eq", None, 0, "吨", "relative", "at_least")),
    ],
)
def test_a_demand_is_read_as_in_a_document(
    typed: duckdb.DuckDBPyConnection, indicator: str, demand: str, read: tuple[object, ...]
) -> None:
    add(typed, replace(GOAL, indicator=indicator, demand=demand))
    assert typed.execute(
        "SELECT comparator, change, value, unit, kind, direction FROM current_targets"
    ).fetchall() == [read]


def test_an_amount_held_against_another_is_told_with_its_unit(typed: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(BadDecision, match="粮食产量 is no rate: say in what it is measured"):
        add(typed, replace(GOAL, indicator="粮食产量", demand="不低于上年"))
    with pytest.raises(BadDecision, match="万石"):
        add(typed, replace(GOAL, indicator="粮食产量", demand="不低于上年（万石）"))


def test_goals_without_a_number_find_their_own_series_and_what_sets_them(
    typed: duckdb.DuckDBPyConnection, home: Path, tmp_path: Path
) -> None:
    add(
        typed,
        replace(GOAL, indicator="居民人均可支配收入", demand="与经济增长同步"),
        replace(GOAL, indicator="一般公共预算收入", demand="高于全省平均1个百分点"),
        replace(GOAL, indicator="粮食产量", demand="不低于上年（万吨）"),
        replace(GOAL, indicator="城镇调查失业率", demand="不高于全国平均水平"),
    )
    rows = (
        *(",居民人均可支配收入增速,南湖市,2022-06,5.6,%,是", ",地区生产总值增速,南湖市,2022-06,5.5,%,是"),
        *(",一般公共预算收入增速,南湖市,2022-06,4.0,%,是", ",一般公共预算收入增速,江北省,2022-06,5.0,%,是"),
        *(",粮食产量,南湖市,2022-06,120,万吨,是", ",粮食产量,南湖市,2021-06,119,万吨,是"),
        ",城镇调查失业率,南湖市,2022-06,5.1,%,",
    )
    judged = refresh(typed, home, "2022-07-10", table(tmp_path / "a.csv", *rows))
    assert judged == {
        "NH22-1": ("on_track", 5.6),
        "NH22-2": ("lagging", 4.0),
        "NH22-3": ("on_track", 1.2e6),
        "NH22-4": ("not_assessable", 5.1),
    }


def test_typed_goals_are_first_class(typed: duckdb.DuckDBPyConnection, home: Path, tmp_path: Path) -> None:
    first, second = add(typed, GOAL, replace(GOAL, indicator="新建幼儿园", demand="12所"))
    (third,) = add(typed, replace(GOAL, indicator="新建公园", demand="3个"))
    handles = typed.execute("SELECT handle, state, decided_by FROM targets ORDER BY goal_no").fetchall()
    assert handles == [(f"NH22-{place}", "accepted", "张三") for place in (1, 2, 3)]
    rows = ("NH22-1,,,2022-06,4000,户,是", ",新建公园,南湖市,2022-06,2,个,是")
    judged = refresh(typed, home, "2022-07-10", table(tmp_path / "a.csv", *rows))
    assert judged == {
        "NH22-1": ("lagging", 4000),
        "NH22-2": ("not_assessable", None),
        "NH22-3": ("on_track", 2),
    }
    snapshot = read_snapshot(typed)
    goals = {goal["target_id"]: goal for goal in snapshot.goals}
    assert set(goals) == {first, second, third}
    (document,) = snapshot.documents
    assert document["title"] == SOURCE
    for goal in goals.values():
        start, end = goal["mention_start"], goal["mention_end"]
        assert document["text"][start:end] == goal["mention_text"]
        assert goal["quote"] in document["text"]


def test_what_was_typed_survives_the_next_refreshes(typed: duckdb.DuckDBPyConnection, home: Path) -> None:
    (goal,) = add(typed, GOAL)
    for day in ("2022-04-10", "2022-05-10"):
        refresh(typed, home, day)
    assert typed.execute("SELECT target_id FROM current_targets").fetchall() == [(goal,)]


@pytest.mark.parametrize(
    ("goal", "source", "wrong"),
    [
        (replace(GOAL, demand="很多"), SOURCE, "no number"),
        (replace(GOAL, demand="2万户和3所"), SOURCE, "2 numbers"),
        (replace(GOAL, indicator=" "), SOURCE, "name of what"),
        (GOAL, " ", "where the goal comes from"),
        (replace(GOAL, quote="改造一批"), SOURCE, "does not hold"),
    ],
)
def test_what_is_no_goal_is_refused_and_nothing_stored(
    typed: duckdb.DuckDBPyConnection, goal: TypedGoal, source: str, wrong: str
) -> None:
    with pytest.raises(BadDecision, match=wrong):
        add(typed, GOAL, goal, source=source)
    assert typed.execute("SELECT count(*) FROM extracted_targets").fetchall() == [(0,)]


def test_milestones_that_were_entered_set_the_path(
    typed: duckdb.DuckDBPyConnection, home: Path, tmp_path: Path
) -> None:
    (goal,) = add(typed, replace(GOAL, milestones=((date(2022, 6, 30), 4000.0),)))
    row = table(tmp_path / "a.csv", "NH22-1,,,2022-06,4000,户,是")
    assert refresh(typed, home, "2022-07-10", row) == {"NH22-1": ("on_track", 4000)}
    (shown,) = read_snapshot(typed).goals
    assert (shown["basis"], shown["expected"], shown["milestone_days"]) == (
        "milestones",
        4000,
        [date(2022, 6, 30)],
    )
    with transaction(typed):
        set_milestones(typed, goal, [(date(2022, 6, 30), 12000)], PERSON)
    assert refresh(typed, home, "2022-07-10") == {"NH22-1": ("lagging", 4000)}
    with transaction(typed):
        set_milestones(typed, goal, [], PERSON)
    refresh(typed, home, "2022-07-10")
    (shown,) = read_snapshot(typed).goals
    assert (shown["basis"], shown["milestone_days"]) == ("linear", None)


@pytest.mark.parametrize(
    ("steps", "wrong"),
    [
        ([(date(2022, 12, 31), 1)], "not before"),
        ([(date(2022, 6, 30), 30000)], "asks for less"),
    ],
)
def test_milestones_lie_on_the_way(
    typed: duckdb.DuckDBPyConnection, steps: list[tuple[date, float]], wrong: str
) -> None:
    (goal,) = add(typed, GOAL)
    with pytest.raises(BadDecision, match=wrong):
        set_milestones(typed, goal, steps, PERSON)
