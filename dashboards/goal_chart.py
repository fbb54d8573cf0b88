"""The trajectory of one goal of a snapshot, ready to be shown or exported."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TypedDict

import duckdb
import plotly.graph_objects as go

from dashboards.charts import restyled
from dashboards.charts.export import titled
from dashboards.charts.trajectory import trajectory_spec
from dashboards.rows import ActualRow, GoalRow, VerdictRow
from dashboards.snapshot import month_ends, query, snapshot_connection
from targets.progress.explain import UnknownGoal
from targets.progress.profiles import load_profile


def goal_chart(
    source: duckdb.DuckDBPyConnection | Path, target_id: str, *, language: str = "zh", theme: str = "light"
) -> go.Figure:
    """The titled trajectory of a goal, from a snapshot (connection or file). Raises UnknownGoal."""
    with snapshot_connection(source) as con, month_ends(con):
        goals = query(con, "goals", GoalRow)
        actuals = [row for row in query(con, "actuals", ActualRow) if row["target_id"] == target_id]
        verdicts = [row for row in query(con, "verdicts", VerdictRow) if row["target_id"] == target_id]
    goal = next((goal for goal in goals if goal["target_id"] == target_id), None)
    if goal is None:
        raise UnknownGoal(f"{target_id}: no such goal is in force. `duban status` lists those that are.")
    figure = trajectory_of(goal, milestones_of(goal, goals), actuals, verdicts)
    return restyled(titled(figure, goal, language), theme=theme, language=language)


def trajectory_of(
    goal: GoalRow, milestones: list[Milestone], actuals: list[ActualRow], verdicts: list[VerdictRow]
) -> go.Figure:
    """The trajectory chart of a goal from rows of goals.sql, actuals.sql and verdicts.sql."""
    return trajectory_spec(
        goal, actuals, milestones, verdicts, profile=load_profile(goal["profile"])
    ).figure()


class Milestone(TypedDict):
    """What a goal must have reached by a day."""

    due: date | None
    value: float


def milestones_of(goal: GoalRow, goals: list[GoalRow]) -> list[Milestone]:
    """The milestones that people entered for a goal, else the other goals on its trajectory, measured as it is."""
    if goal["milestone_days"]:
        values = goal["milestone_values"] or []
        return [
            {"due": day, "value": value} for day, value in zip(goal["milestone_days"], values, strict=True)
        ]
    if goal["trajectory_id"] is None:
        return []
    return [
        {"due": other["due"], "value": other["value"]}
        for other in goals
        if other is not goal
        and (other["trajectory_id"], other["unit"], other["kind"])
        == (goal["trajectory_id"], goal["unit"], goal["kind"])
    ]
