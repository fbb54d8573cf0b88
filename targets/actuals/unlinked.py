"""Figures that measure no goal with the nearest goals, and goals that lack figures with who owes them."""

from __future__ import annotations

from collections import Counter, defaultdict
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
_MOST_COMPARED = 200
_LEAST_ALIKE = 0.3


@dataclass(frozen=True, slots=True)
class NearGoal:
    """A goal whose name is like a series': what keeps them apart is said in `differs`.

    "region" and "unit" where they are others, "measured" where another series measures the goal.
    """

    target_id: str
    handle: str
    indicator: str
    region: str | None
    likeness: float
    differs: tuple[str, ...]


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
    handle: str
    indicator: str
    region: str | None
    owners: tuple[str, ...]
    cadence: str | None
    last_period: date | None
    missing_from: date | None
    missing_until: date | None


def unlinked_series(
    con: duckdb.DuckDBPyConnection, most: int | None = None
) -> tuple[list[UnlinkedSeries], int]:
    """Every series that measures no goal, by indicator and region, or the first `most` of them; and how many there are."""
    near = _NearGoals(
        con.execute(
            "SELECT target_id, handle, indicator, canonical, region, unit, "
            "target_id IN (SELECT target_id FROM current_links WHERE state = 'accepted') "
            "FROM current_targets ORDER BY target_id"
        ).fetchall()
    )
    rows = con.execute(_SQL["unlinked"]).fetchall()
    found = [
        UnlinkedSeries(
            series_id,
            indicator,
            region,
            unit,
            accumulation,
            figures,
            last,
            near.of(canonical, region, unit),
        )
        for series_id, indicator, canonical, region, unit, accumulation, figures, last in rows[:most]
    ]
    return found, len(rows)


class _NearGoals:
    """The goals by the pairs of characters in their names, so that a series is compared with a few of them only."""

    def __init__(self, goals: list[tuple[str, str, str, str, str | None, str, bool]]) -> None:
        self._goals = [(name_of(goal[3]).stem, goal) for goal in goals]
        self._having = defaultdict[str, list[int]](list)
        for number, (stem, _) in enumerate(self._goals):
            for pair in _pairs(stem):
                self._having[pair].append(number)

    def of(self, canonical: str, region: str | None, unit: str) -> tuple[NearGoal, ...]:
        """The goals nearest to a series, the most alike first."""
        stem = name_of(canonical).stem
        shared = Counter(
            number for pair in _pairs(stem) for number in self._having.get(pair, ())[:_MOST_COMPARED]
        )
        near = []
        for number, _ in shared.most_common(_MOST_COMPARED):
            goal_stem, (target_id, handle, goal, _, goal_region, goal_unit, measured) = self._goals[number]
            score = likeness(goal_stem, stem)
            if score >= _LEAST_ALIKE:
                differing = {
                    "region": goal_region != region,
                    "unit": kind_of(goal_unit) != kind_of(unit),
                    "measured": measured,
                }
                differs = tuple(word for word, differ in differing.items() if differ)
                near.append(NearGoal(target_id, handle, goal, goal_region, round(score, 3), differs))
        near.sort(key=lambda goal: (-goal.likeness, goal.target_id))
        return tuple(near[:_NEAREST])


def _pairs(stem: str) -> set[str]:
    return {stem[i : i + 2] for i in range(len(stem) - 1)} or {stem}


def missing_reports(con: duckdb.DuckDBPyConnection, as_of: date) -> list[MissingReport]:
    """The goals in force that lack figures by a day, by the units that owe them (催报)."""
    rows = con.execute(_SQL["missing_reports"], {"as_of": as_of}).fetchall()
    return [
        MissingReport(target_id, handle, indicator, region, tuple(owners), *rest)
        for target_id, handle, indicator, region, owners, *rest in rows
    ]
