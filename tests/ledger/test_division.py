"""A goal divided among counties: what does not add up is shown, and the whole is measured by its parts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from targets.ledger.division import divide, division_of
from targets.ledger.typed_goals import TypedGoal, add_goals
from targets.store.decisions import BadDecision
from targets.store.warehouse import transaction
from tests.ledger.conftest import PERSON, refresh, run_of, table

WHOLE = TypedGoal("老旧小区改造户数", "2万户", date(2022, 12, 31), region="南湖市", owners=("市住建局",))
SHARES = {"东湖县": "8000户", "西湖县": "0.7万户", "北湖区": "4000户"}


@pytest.fixture
def whole(typed: duckdb.DuckDBPyConnection) -> str:
    """The city's goal, divided among three counties."""
    with transaction(typed):
        (goal,) = add_goals(typed, "政府工作报告", date(2022, 1, 10), [WHOLE], PERSON, run_of("2022-01-11"))
        divide(typed, goal, SHARES, PERSON, run_of("2022-01-12"))
    return goal


def month(tmp_path: Path, period: str, **done: int) -> Path:
    rows = (f",老旧小区改造户数,{county},{period},{count},户,是" for county, count in done.items())
    return table(tmp_path / f"{period}.csv", *rows)


def test_what_does_not_add_up_is_shown(typed: duckdb.DuckDBPyConnection, whole: str) -> None:
    found = division_of(typed, whole)
    assert [(part.region, part.value, part.lead) for part in found.parts] == [
        ("东湖县", 8000, "市住建局"),
        ("西湖县", 7000, "市住建局"),
        ("北湖区", 4000, "市住建局"),
    ]
    assert found.difference == -1000


def test_the_whole_is_rolled_up_from_its_parts_and_they_are_ranked(
    typed: duckdb.DuckDBPyConnection, home: Path, tmp_path: Path, whole: str
) -> None:
    refresh(typed, home, "2022-06-10", month(tmp_path, "2022-05", 东湖县=1000, 西湖县=1000))
    assert standing(typed, whole) == (None, None), "a period counts once every part has its figure"
    refresh(typed, home, "2022-07-10", month(tmp_path, "2022-06", 东湖县=1000, 西湖县=4000, 北湖区=2000))
    assert standing(typed, whole) == (7000, date(2022, 6, 30))
    ranked = division_of(typed, whole).parts
    assert [(part.region, part.rank, part.status) for part in ranked] == [
        ("西湖县", 1, "on_track"),
        ("北湖区", 2, "on_track"),
        ("东湖县", 3, "lagging"),
    ]
    before = typed.execute("SELECT count(*) FROM observations").fetchall()
    refresh(typed, home, "2022-07-11")
    assert typed.execute("SELECT count(*) FROM observations").fetchall() == before, "nothing is added twice"
    refresh(
        typed, home, "2022-07-12", table(tmp_path / "b.csv", ",老旧小区改造户数,东湖县,2022-06,3000,户,是")
    )
    assert standing(typed, whole) == (9000, date(2022, 6, 30)), "a part that is revised revises the whole"


def test_a_whole_with_figures_of_its_own_is_measured_by_them(
    typed: duckdb.DuckDBPyConnection, home: Path, tmp_path: Path, whole: str
) -> None:
    own = table(tmp_path / "own.csv", ",老旧小区改造户数,南湖市,2022-06,7500,户,是")
    refresh(typed, home, "2022-07-10", month(tmp_path, "2022-06", 东湖县=1, 西湖县=4, 北湖区=2), own)
    assert standing(typed, whole) == (7500, date(2022, 6, 30))


@pytest.mark.parametrize(
    ("shares", "members", "wrong"),
    [
        ({"东湖县": "8000人"}, [], "unit of the goal"),
        ({"东湖县": "许多"}, [], "no number"),
        ({}, ["whole"], "part of itself"),
    ],
)
def test_a_part_that_cannot_be_is_refused_with_all_others(
    typed: duckdb.DuckDBPyConnection, whole: str, shares: dict[str, str], members: list[str], wrong: str
) -> None:
    members = [whole for _ in members]
    with pytest.raises(BadDecision, match=wrong), transaction(typed):
        divide(typed, whole, {"南湖县": "1户", **shares}, PERSON, run_of("2022-01-13"), members=members)
    assert len(division_of(typed, whole).parts) == 3


def test_goals_there_are_become_parts(typed: duckdb.DuckDBPyConnection, whole: str) -> None:
    with transaction(typed):
        own = TypedGoal("老旧小区改造户数", "1000户", date(2022, 12, 31), region="南湖县")
        (part,) = add_goals(typed, "南湖县方案", date(2022, 2, 1), [own], PERSON, run_of("2022-02-01"))
        divide(typed, whole, {}, PERSON, run_of("2022-02-02"), members=[part])
    assert division_of(typed, whole).difference == 0


def standing(con: duckdb.DuckDBPyConnection, goal: str) -> tuple[object, ...]:
    return con.execute(
        "SELECT actual, actual_period_end FROM progress WHERE target_id = ?", [goal]
    ).fetchall()[0]


def test_a_goal_that_is_not_there_is_not_divided(typed: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(BadDecision, match="nowhere: there is no such goal"), transaction(typed):
        divide(typed, "nowhere", SHARES, PERSON, run_of("2022-01-12"))
