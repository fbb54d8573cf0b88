"""The goals as they stood at the end of a period, beside how they stood at its beginning."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import duckdb

from dashboards.regimes.period import Period
from dashboards.rows import GoalRow
from dashboards.snapshot import month_ends, query
from dashboards.watched import WatchedRow, watched_on
from targets.actuals.confirmations import WaitingFigure, waiting_figures
from targets.progress.status import judge_day
from targets.status import Status


class NothingToReport(Exception):
    """No goal of the scope has a verdict, so there is nothing to report on; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The goals of a scope judged on `as_of`, rows of goals.sql with the verdict of `since` as the previous one.

    `goals` are those in force then, and those due within the period, retired by then or not. `told` is
    how they stood on `since` as far as was known that day: what the documents of the period before could say.
    `watched` are the indicators that are followed without a number; they count in nothing. `doubtful` are the
    figures until `as_of` that wait for a person, of whatever goal.
    """

    period: Period
    as_of: date
    since: date
    goals: list[GoalRow]
    told: dict[str, Status] = field(default_factory=dict)
    watched: list[WatchedRow] = field(default_factory=list)
    doubtful: list[WaitingFigure] = field(default_factory=list)

    @property
    def illustrative(self) -> bool:
        """Whether figures of these goals are for demonstration."""
        return any(goal["illustrative"] for goal in self.goals)


def judged_at(
    con: duckdb.DuckDBPyConnection,
    period: Period,
    *,
    region: str = "",
    unit: str = "",
    watched_alone: bool = False,
) -> Judged:
    """Judge the goals of a region or unit (all where empty) on a period's last day, by what is known now.

    A period that has not ended is judged on the day of the last refresh. Raises NothingToReport, unless watched
    indicators alone are something to report (`watched_alone`) and there are some.
    """
    latest = latest_day(con)
    as_of = min(period.last, latest)
    told = _statuses(con, period.before, period.before)
    before = _statuses(con, period.before, latest)
    judge_day(con, as_of, known_by=latest)
    con.execute("CREATE OR REPLACE TEMP TABLE progress AS FROM progress_rows")
    try:
        with month_ends(con):
            goals = query(con, "goals", GoalRow)
    finally:
        con.execute("DROP TABLE temp.progress")
    chosen = [goal for goal in goals if _in_force(goal, period) and lies_in(goal, region, unit)]
    watched = watched_on(con, as_of, latest, region=region, unit=unit)
    if not chosen and not (watched_alone and watched):
        scope = "、".join(filter(None, (region, unit))) or "the home"
        raise NothingToReport(
            f"No goal of {scope} was in force on {as_of}. `duban status` lists the goals there are."
        )
    for goal in chosen:
        goal["previous_status"] = before.get(goal["target_id"])
        goal["previous_as_of"] = period.before if goal["previous_status"] else None
    doubtful = [figure for figure in waiting_figures(con) if figure.period_end <= as_of]
    return Judged(period, as_of, period.before, chosen, told, watched, doubtful)


def _in_force(goal: GoalRow, period: Period) -> bool:
    due, phase = goal["due"], goal["phase"]
    return phase == "current" or (phase == "past" and due is not None and period.before < due <= period.last)


def latest_day(con: duckdb.DuckDBPyConnection) -> date:
    """The day of the last refresh. Raises NothingToReport where no goal was judged yet."""
    (day,) = con.execute("SELECT max(as_of) FROM progress").fetchall()[0]
    if day is None:
        raise NothingToReport("No goal has been judged yet. Run `duban refresh` with documents first.")
    found: date = day
    return found


def led_by(goals: Iterable[GoalRow]) -> dict[str, list[GoalRow]]:
    """Goals by lead unit, in the order they come; those without one are left out."""
    found: dict[str, list[GoalRow]] = {}
    for goal in goals:
        if goal["lead"]:
            found.setdefault(goal["lead"], []).append(goal)
    return found


def _statuses(con: duckdb.DuckDBPyConnection, day: date, known_by: date) -> dict[str, Status]:
    judge_day(con, day, known_by=known_by)
    rows = con.execute("SELECT target_id, status FROM progress_rows").fetchall()
    return {target_id: Status(status) for target_id, status in rows}


def lies_in(goal: GoalRow, region: str, unit: str) -> bool:
    """Whether a goal is of a region and unit; 市发改委 names those of every place, 市发改委（南湖市） one."""
    named = any(owner == unit or owner.startswith(f"{unit}（") for owner in goal["owners"])
    return (not region or goal["region"] == region) and (not unit or named)
