"""One order of goals for status, site, app and bulletins, in Python and in SQL."""

from __future__ import annotations

from itertools import product
from typing import Any

import duckdb

from dashboards.rankings import WORST_FIRST_SQL, worst_first
from targets.status import Phase, Status, statuses_query

GOALS: list[dict[str, Any]] = [
    {"target_id": f"{number:03}", "phase": phase.value, "status": status.value, "gap_share": gap}
    for number, (status, gap, phase) in enumerate(product(Status, (None, 0.0, -3.5, 12.0), Phase))
]


def test_sql_and_python_put_the_same_goal_first() -> None:
    with duckdb.connect() as con:
        con.execute("CREATE TABLE goals (target_id VARCHAR, phase VARCHAR, status VARCHAR, gap_share DOUBLE)")
        con.executemany("INSERT INTO goals VALUES (?, ?, ?, ?)", [list(goal.values()) for goal in GOALS])
        query = (
            f"SELECT target_id FROM goals JOIN ({statuses_query()}) USING (status) ORDER BY {WORST_FIRST_SQL}"
        )
        ordered = [target_id for (target_id,) in con.execute(query).fetchall()]
    assert [goal["target_id"] for goal in worst_first(GOALS)] == ordered
    assert GOALS[int(ordered[0])] == {
        "target_id": ordered[0],
        "phase": "current",
        "status": "missed",
        "gap_share": -3.5,
    }


def test_a_gap_that_is_not_a_number_is_none() -> None:
    nan = {**GOALS[3], "gap_share": float("nan")}
    assert worst_first([nan, GOALS[3]]) == [GOALS[3], nan]
