"""The three kinds that most goals are of."""

from __future__ import annotations

import duckdb
import pytest

from targets.progress.status import status_rows
from tests.progress.samples import Goal, put, refreshed

pytestmark = pytest.mark.filterwarnings("error")


def test_a_cumulative_goal_is_held_against_the_share_of_time(con: duckdb.DuckDBPyConnection) -> None:
    put(con, {"homes": Goal(20000, (("2022-06-30", 8400.0),))})
    row = refreshed(con, "2022-06-30")["homes"]
    assert row["expected"] == pytest.approx(20000 * 180 / 364)
    assert row["achievement"] == pytest.approx(8400 / (20000 * 180 / 364))
    assert row["status"] == "at_risk"


def test_a_direct_goal_is_held_against_its_value(con: duckdb.DuckDBPyConnection) -> None:
    put(con, {"growth": Goal(6, (("2022-06-30", 4.5),), kind="direct", unit="%", accumulation="level")})
    row = refreshed(con, "2022-06-30")["growth"]
    assert (row["expected"], row["gap"], row["achievement"], row["status"]) == (6, -1.5, 0.75, "lagging")


def test_a_bound_is_kept_while_the_actual_stays_below(con: duckdb.DuckDBPyConnection) -> None:
    goal = Goal(
        5.5, (("2022-06-30", 5.5),), kind="bound", direction="at_most", unit="%", accumulation="level"
    )
    put(con, {"jobless": goal})
    row = refreshed(con, "2022-06-30")["jobless"]
    assert (row["gap"], row["achievement"], row["progress_share"], row["status"]) == (0, 1, None, "on_track")


def test_a_goal_of_a_later_document_is_listed_as_not_started(con: duckdb.DuckDBPyConnection) -> None:
    put(con, {"later": Goal(20000, (("2022-06-30", 8400.0),))})
    refreshed(con, "2022-06-30")
    assert list(status_rows(con, as_of=None)["status"]) == ["at_risk"]
