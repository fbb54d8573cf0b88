"""One order of goals for status, site, app and bulletins, in Python and in SQL."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import duckdb

from dashboards import charts
from dashboards.rankings import WORST_FIRST_SQL, group_progress, ranks_by_month, worst_first
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


def verdict(target_id: str, day: date, status: str, region: str) -> Any:
    return {"target_id": target_id, "as_of": day, "status": Status(status), "region": region}


def test_the_last_verdict_of_a_month_ranks_and_equal_shares_share_a_place() -> None:
    may, june = date(2022, 5, 31), date(2022, 6, 30)
    verdicts = [
        verdict("a", date(2022, 5, 2), "lagging", "甲县"),
        verdict("a", may, "on_track", "甲县"),
        verdict("b", may, "lagging", "乙县"),
        verdict("a", june, "lagging", "甲县"),
        verdict("b", june, "on_track", "乙县"),
        verdict("c", june, "on_track", "丙县"),
        verdict("d", june, "stale", "丁县"),
    ]
    places = ranks_by_month(verdicts, lambda row: row["region"])
    told = {month: [(group.rank, group.name) for group in groups] for month, groups in places.items()}
    assert told == {
        date(2022, 5, 1): [(1, "甲县"), (2, "乙县")],
        date(2022, 6, 1): [(1, "丙县"), (1, "乙县"), (3, "甲县")],
    }
    figure = charts.bump_chart(places)
    assert list(figure.layout.yaxis.ticktext) == ["1 丙县", "1 乙县", "3 甲县"]
    assert {trace.name: tuple(trace.y) for trace in figure.data} == {
        "甲县": (1, 3),
        "乙县": (2, 2),
        "丙县": (1,),
    }
    assert len(charts.bump_chart({}).data) == 0


def test_months_stand_in_their_order_though_a_group_has_goals_since_the_last_alone() -> None:
    days = [date(2022, 3, 31), date(2022, 4, 30), date(2022, 5, 31), date(2022, 6, 30)]
    verdicts = [verdict("a", days[0], "stale", "甲县")]  # a month in which nothing is ranked
    verdicts += [verdict(goal, day, "on_track", f"{goal}县") for day in days[1:] for goal in ("乙", "丙")]
    verdicts += [verdict("丁", days[3], "lagging", "丁县")]
    figure = charts.bump_chart(ranks_by_month(verdicts, lambda row: row["region"]))
    axis = figure.layout.xaxis
    assert list(axis.ticktext) == ["2022-04", "2022-05", "2022-06"]
    assert list(axis.categoryarray) == list(axis.tickvals) == ["0", "1", "2"]
    assert {trace.name: tuple(trace.x) for trace in figure.data}["丁县"] == ("2",)


def test_progress_of_a_group_is_the_middle_of_its_goals() -> None:
    rows: Any = [
        {"region": "甲县", "time_share": 0.5, "progress_share": done} for done in (0.2, 0.4, 0.9, None)
    ]
    (found,) = group_progress(rows, lambda goal: [goal["region"]])
    assert (found.goals, found.time, found.done) == (3, 0.5, 0.4)
    figure = charts.progress_dots([found])
    assert [list(trace.x) for trace in figure.data] == [[0.5], [0.4]]
