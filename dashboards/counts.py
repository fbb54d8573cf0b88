"""Counts of goals by status, unit and region: what strips, rankings, bulletins and documents show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from dashboards.tally import TallyRow
from targets.status import Phase, Status

G = TypeVar("G", bound=TallyRow)


@dataclass(frozen=True, slots=True)
class GroupCounts:
    """The current goals of one unit or region: how many, in which status, how many assessed, on schedule and behind.

    `others` are its goals of past years or not yet begun. `change` is how many more are behind than at the
    verdict before, None where no goal had one.
    """

    name: str
    total: int
    assessed: int
    on_schedule: int
    behind: int
    change: int | None
    counts: list[tuple[Status, int]]
    others: int

    @property
    def share(self) -> float | None:
        """The share of its assessed goals that are on schedule or met in time; None where none is assessed."""
        return self.on_schedule / self.assessed if self.assessed else None


def status_counts(goals: Iterable[TallyRow]) -> list[tuple[Status, int]]:
    """How many goals have each status; the worst first, absent ones left out."""
    counts = Counter(goal["status"] for goal in goals)
    return [(status, counts[status]) for status in Status if counts[status]]


def behind_count(goals: Iterable[TallyRow]) -> int:
    """How many goals are missed, moving away or lagging."""
    return sum(goal["status"].is_behind for goal in goals)


def change_behind(goals: Iterable[TallyRow]) -> int | None:
    """How many more goals are behind than before, among those judged both times; None where there are none."""
    judged = [
        (goal["status"], before)
        for goal in goals
        if goal["status"].is_assessed and (before := goal["previous_status"]) and before.is_assessed
    ]
    return sum(now.is_behind - before.is_behind for now, before in judged) if judged else None


def count_groups(goals: Iterable[G], names_of: Callable[[G], list[Any]]) -> list[GroupCounts]:
    """The counts of each name in the order the names come; a goal counts under each of its names."""
    return [_counted(name, own) for name, own in grouped(goals, names_of).items()]


def grouped(goals: Iterable[G], names_of: Callable[[G], list[Any]]) -> dict[str, list[G]]:
    """Goals by name, in the order they came; nameless ones left out."""
    groups: dict[str, list[G]] = {}
    for goal in goals:
        for name in dict.fromkeys(names_of(goal)):
            if name:
                groups.setdefault(name, []).append(goal)
    return groups


def _counted(name: str, own: Sequence[TallyRow]) -> GroupCounts:
    current = [goal for goal in own if goal["phase"] == Phase.CURRENT]
    return GroupCounts(
        name=name,
        total=len(current),
        assessed=sum(goal["status"].is_assessed for goal in current),
        on_schedule=sum(goal["status"].is_on_schedule for goal in current),
        behind=behind_count(current),
        change=change_behind(current),
        counts=status_counts(current),
        others=len(own) - len(current),
    )
