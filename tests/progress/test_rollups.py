"""Verdicts by group: counts, shares, places with ties, movement."""

from __future__ import annotations

from typing import Any

import duckdb
import pytest

from targets.progress.rollups import Dimension, movements, rollup
from targets.store.rows import insert_rows
from tests.progress.samples import Goal, observation, put, refreshed

JUNE = "2022-06-30"


def goal(actual: float | None, *owners: str, **more: Any) -> Goal:
    """A goal of 364 within the year, 180 expected by June, with its units."""
    actuals = ((JUNE, actual),) if actual is not None else ()
    return Goal(364, actuals, more={"owners": list(owners), **more})


@pytest.fixture
def judged(con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Six goals of four units."""
    put(
        con,
        {
            "a1": goal(180, "甲局", "丁局"),
            "a2": goal(90, "甲局"),
            "b1": goal(200, "乙局", "甲局", "丁局"),
            "b2": goal(90, "乙局"),
            "c1": goal(180, "丙局", section=["二、工业", "（一）投资"]),
            "d1": goal(None, "丁局"),
        },
    )
    refreshed(con, JUNE)
    return con


def rows(con: duckdb.DuckDBPyConnection, dimension: Dimension) -> dict[str, dict[str, Any]]:
    """The groups of a dimension by name."""
    return {row["name"]: row for row in rollup(con, dimension).to_dict("records")}


def test_lead_units_answer_for_their_goals_only(judged: duckdb.DuckDBPyConnection) -> None:
    leads = rows(judged, Dimension.LEAD)
    assert {
        name: (row["goals"], row["on_track"], row["lagging"], row["not_assessable"])
        for name, row in leads.items()
    } == {
        "甲局": (2, 1, 1, 0),
        "乙局": (2, 1, 1, 0),
        "丙局": (1, 1, 0, 0),
        "丁局": (1, 0, 0, 1),
    }


def test_other_units_are_counted_apart(judged: duckdb.DuckDBPyConnection) -> None:
    others = rows(judged, Dimension.CO_OWNER)
    assert {name: row["goals"] for name, row in others.items()} == {"丁局": 2, "甲局": 1}


def test_equal_units_share_a_place_and_the_next_is_left_out(judged: duckdb.DuckDBPyConnection) -> None:
    # More than planned counts as 1, so 甲 (1, 0.5) and 乙 (1, 0.5) are equal.
    table = rollup(judged, Dimension.LEAD)
    assert list(zip(table["name"], table["place"].fillna(0), strict=True)) == [
        ("丙局", 1),
        ("乙局", 2),
        ("甲局", 2),
        ("丁局", 0),
    ]
    assert rows(judged, Dimension.LEAD)["甲局"]["mean_achievement"] == 0.75


def test_goals_without_a_verdict_do_not_lower_the_share(judged: duckdb.DuckDBPyConnection) -> None:
    region = rows(judged, Dimension.REGION)["南湖市"]
    assert (region["goals"], region["assessed"], region["on_track_share"]) == (6, 5, 0.6)


@pytest.mark.parametrize(
    ("dimension", "names"),
    [
        (Dimension.SECTION, {"一、民生": 5, "二、工业": 1}),
        (Dimension.KIND, {"cumulative": 6}),
        (Dimension.DOCUMENT, {f"doc-{n}": 1 for n in ("a1", "a2", "b1", "b2", "c1", "d1")}),
    ],
)
def test_other_dimensions(
    judged: duckdb.DuckDBPyConnection, dimension: Dimension, names: dict[str, int]
) -> None:
    assert {name: row["goals"] for name, row in rows(judged, dimension).items()} == names


def test_movement_is_against_the_judged_day_before(judged: duckdb.DuckDBPyConnection) -> None:
    insert_rows(
        judged,
        "observations",
        [observation("series-a2", ("2022-07-31", 211)), observation("series-b1", ("2022-07-31", 200))],
    )
    refreshed(judged, "2022-07-31")
    moved = movements(judged).set_index("target_id")
    assert dict(moved["status_before"] + " -> " + moved["status"]) == {
        "a1": "on_track -> at_risk",
        "a2": "lagging -> on_track",
        "b1": "on_track -> at_risk",
        "c1": "on_track -> at_risk",
    }
    lead = rows(judged, Dimension.LEAD)["甲局"]
    assert (lead["better"], lead["worse"], lead["on_track_share_before"], lead["on_track_share_change"]) == (
        1,
        1,
        0.5,
        0,
    )
