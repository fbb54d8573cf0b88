"""Figures that measure no goal with the nearest goals, and goals that lack figures with who owes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from importlib import resources

import duckdb

from targets.actuals.links import likeness
from targets.actuals.names import name_of
from targets.actuals.units import kind_of

_SQL = {
    name: resources.files("targets.actuals").joinpath(f"sql/{name}.sql").read_text(encoding="utf-8")
    for name in ("unlinked", "missing_reports")
}
_NEAREST = 3
_LEAST_ALIKE = 0.3


@dataclass(frozen=True, slots=True)
class NearGoal:
    """A goal whose name is like a series': what keeps them apart is said in `differs` (region, unit)."""

    target_id: str
    indicator: str
    region: str | None
    likeness: float
    differs: str


@dataclass(frozen=True, slots=True)
class UnlinkedSeries:
    """A series that measures no goal, and the goals nearest to it."""

    series_id: str
    indicator: str
    region: str | None
    unit: str
    accumulation: str
    figures: int
    last_period: date
    nearest: tuple[NearGoal, ...]


@dataclass(frozen=True, slots=True)
class MissingReport:
    """A goal that lacks figures: since when, until when, and the units that owe them, the lead first.

    `last_period` and `missing_from` are None where no series measures the goal.
    """

    target_id: str
    indicator: str
    region: str | None
    owners: tuple[str, ...]
    cadence: str | None
    last_period: date | None
    missing_from: date | None
    missing_until: date | None


def unlinked_series(con: duckdb.DuckDBPyConnection) -> list[UnlinkedSeries]:
    """Every series that measures no goal, by indicator and region."""
    goals = con.execute(
        "SELECT target_id, indicator, canonical, region, unit FROM current_targets ORDER BY target_id"
    ).fetchall()
    found = []
    for series_id, indicator, canonical, region, unit, accumulation, figures, last in con.execute(
        _SQL["unlinked"]
    ).fetchall():
        stem = name_of(canonical).stem
        near = []
        for target_id, goal, goal_canonical, goal_region, goal_unit in goals:
            score = likeness(name_of(goal_canonical).stem, stem)
            if score >= _LEAST_ALIKE:
                differs = [
                    word
                    for word, differing in (
                        ("region", goal_region != region),
                        ("unit", kind_of(goal_unit) != kind_of(unit)),
                    )
                    if differing
                ]
                near.append(NearGoal(target_id, goal, goal_region, round(score, 3), ", ".join(differs)))
        near.sort(key=lambda goal: (-goal.likeness, goal.target_id))
        found.append(
            UnlinkedSeries(
                series_id, indicator, region, unit, accumulation, figures, last, tuple(near[:_NEAREST])
            )
        )
    return found


def missing_reports(con: duckdb.DuckDBPyConnection, as_of: date) -> list[MissingReport]:
    """The goals in force that lack figures by a day, by the units that owe them (催报)."""
    rows = con.execute(_SQL["missing_reports"], {"as_of": as_of}).fetchall()
    return [
        MissingReport(target_id, indicator, region, tuple(owners), *rest)
        for target_id, indicator, region, owners, *rest in rows
    ]
