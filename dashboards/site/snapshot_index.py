"""A snapshot arranged for the pages: rows by goal, owner, region, document and trajectory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import islice
from typing import TypeVar

from dashboards.counts import grouped
from dashboards.phases import in_phase, show_past_as_current
from dashboards.rankings import worst_first
from dashboards.rows import (
    ActualRow,
    AlertRow,
    DecisionRow,
    EarlierVersionRow,
    ExplanationRow,
    GoalListRow,
    GoalRow,
    MentionRow,
    NoticeRow,
    PastYearRow,
    VerdictRow,
)
from dashboards.snapshot import Snapshot
from targets.status import Phase

R = TypeVar("R")


NEIGHBOURS = 12
"""Goals of the same indicator in other regions that the page of a goal lists."""


@dataclass(frozen=True)
class _Alike:
    """Goals of the same measure: of each region the first `NEIGHBOURS`, in their common order, and how many it has."""

    first_of_each: list[GoalRow]
    count: Counter[str | None]

    @classmethod
    def of(cls, goals: Iterable[GoalRow]) -> _Alike:
        """Those of goals in their order."""
        first, count = list[GoalRow](), Counter[str | None]()
        for goal in goals:
            count[goal["region"]] += 1
            if count[goal["region"]] <= NEIGHBOURS:
                first.append(goal)
        return cls(first, count)


@dataclass(frozen=True)
class SnapshotIndex:
    """The rows of a snapshot by what they belong to; missing keys give empty lists through the `..._of` methods."""

    snapshot: Snapshot

    @property
    def goals(self) -> list[GoalRow]:
        """All current goals."""
        return self.snapshot.goals

    @cached_property
    def as_of(self) -> date | None:
        """The day the goals are judged by; the last run's where there are no goals."""
        days = [goal["as_of"] for goal in self.goals] or [run["as_of"] for run in self.snapshot.runs]
        return max(days, default=None)

    @cached_property
    def by_phase(self) -> dict[str, list[GoalRow]]:
        """Goals by phase: those of past years, the current ones, those whose plan has not begun."""
        return grouped(self.goals, lambda goal: [goal["phase"]])

    @property
    def current(self) -> list[GoalRow]:
        """The goals of this year and of plans that reach beyond it."""
        return in_phase(self.goals, Phase.CURRENT)

    @cached_property
    def by_owner(self) -> dict[str, list[GoalRow]]:
        """Goals by each of their responsible units."""
        return grouped(self.goals, lambda goal: goal["owners"])

    @cached_property
    def by_region(self) -> dict[str, list[GoalRow]]:
        """Goals by region."""
        return grouped(self.goals, lambda goal: [goal["region"]])

    @cached_property
    def by_document(self) -> dict[str, list[GoalRow]]:
        """Goals by document."""
        return grouped(self.goals, lambda goal: [goal["document_id"]])

    @cached_property
    def by_trajectory(self) -> dict[str, list[GoalRow]]:
        """Goals by trajectory, where one is shared."""
        return grouped(self.goals, lambda goal: [goal["trajectory_id"]])

    @cached_property
    def actuals(self) -> dict[str, list[ActualRow]]:
        """All vintages by goal."""
        return _by(self.snapshot.actuals, lambda row: row["target_id"])

    @cached_property
    def verdicts(self) -> dict[str, list[VerdictRow]]:
        """Earlier verdicts by goal."""
        return _by(self.snapshot.verdicts, lambda row: row["target_id"])

    @cached_property
    def mentions(self) -> dict[str, list[MentionRow]]:
        """Mentions by document."""
        return _by(self.snapshot.mentions, lambda row: row["document_id"])

    @cached_property
    def earlier(self) -> dict[str, EarlierVersionRow]:
        """The version before of each document that has one."""
        return {row["document_id"]: row for row in self.snapshot.earlier_versions}

    @cached_property
    def alerts(self) -> dict[str, AlertRow]:
        """The alert of a goal that is not over."""
        told = ("firing", "acknowledged", "silenced")
        return {a["target_id"]: a for a in self.snapshot.alerts if a["state"] in told}

    @cached_property
    def explanations(self) -> dict[str, list[ExplanationRow]]:
        """What was said of each goal, the latest first."""
        return _by(self.snapshot.explanations, lambda row: row["target_id"])

    @cached_property
    def notices(self) -> dict[str, list[NoticeRow]]:
        """The notices about each goal, the latest first."""
        return _by(self.snapshot.notices, lambda row: row["target_id"])

    @cached_property
    def lists(self) -> dict[str, GoalListRow]:
        """The lists that each goal stands in."""
        return {row["target_id"]: row for row in self.snapshot.goal_lists}

    @cached_property
    def decisions(self) -> dict[str, list[DecisionRow]]:
        """What people decided about each goal, the latest first."""
        return _by(self.snapshot.decisions, lambda row: row["target_id"])

    @cached_property
    def past_years(self) -> dict[str, list[PastYearRow]]:
        """The figures of the same days of earlier years by goal, the latest first."""
        return _by(self.snapshot.past_years, lambda row: row["target_id"])

    @cached_property
    def by_id(self) -> dict[str, GoalRow]:
        """Goals by their id."""
        return {goal["target_id"]: goal for goal in self.goals}

    @cached_property
    def _alike(self) -> dict[str, _Alike]:
        """Goals by what they measure, in which unit and phase."""
        by_measure = grouped(worst_first(self.goals), lambda goal: [_measure(goal)])
        return {measure: _Alike.of(goals) for measure, goals in by_measure.items()}

    def neighbours_of(self, goal: GoalRow) -> tuple[list[GoalRow], int]:
        """The first `NEIGHBOURS` goals of the same indicator and phase in other regions, the furthest behind first; and how many there are."""
        alike = self._alike[_measure(goal)]
        first = (g for g in alike.first_of_each if g["region"] != goal["region"])
        return list(islice(first, NEIGHBOURS)), alike.count.total() - alike.count[goal["region"]]

    @cached_property
    def by_whole(self) -> dict[str, list[GoalRow]]:
        """The parts of each goal that is divided, the furthest first."""
        ranked = sorted(self.goals, key=lambda goal: (-(goal["achievement"] or 0.0), goal["target_id"]))
        return grouped(ranked, lambda goal: [goal["part_of"]])

    def siblings_of(self, goal: GoalRow) -> list[GoalRow]:
        """The other goals on a goal's trajectory, by due date."""
        same = self.by_trajectory.get(goal["trajectory_id"] or "", [])
        return sorted(
            (g for g in same if g is not goal), key=lambda g: (g["due"] or date.max, g["target_id"])
        )


def index_snapshot(snapshot: Snapshot) -> SnapshotIndex:
    """The index of a snapshot. Where no goal is current, those of past years are shown as if they were."""
    return SnapshotIndex(replace(snapshot, goals=show_past_as_current(snapshot.goals)))


def _measure(goal: GoalRow) -> str:
    return f"{goal['indicator']} {goal['unit']} {goal['phase']}"


def _by(rows: Iterable[R], key_of: Callable[[R], str]) -> dict[str, list[R]]:
    found: dict[str, list[R]] = {}
    for row in rows:
        found.setdefault(key_of(row), []).append(row)
    return found
