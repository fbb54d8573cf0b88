"""Counts of goals by status, owner and region: what the rankings and strips of the pages show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from dashboards.snapshot import Row
from targets.status import Status


@dataclass(frozen=True, slots=True)
class GroupCounts:
    """The current goals of one owner or region: how many, in which status, how many behind.

    `others` are its goals of past years or not yet begun. `change` is how many more are behind than at the verdict before, None where no goal had one.
    """

    name: str
    path: str
    total: int
    behind: int
    change: int | None
    counts: list[tuple[Status, int]]
    others: int


def status_counts(goals: Iterable[Row]) -> list[tuple[Status, int]]:
    """How many goals have each status; the worst first, absent ones left out."""
    counts = Counter(goal["status"] for goal in goals)
    return [(status, counts[status]) for status in Status if counts[status]]


def behind_count(goals: Iterable[Row], column: str = "status") -> int:
    """How many goals are missed, moving away or lagging."""
    return sum(goal[column].is_behind for goal in goals)


def change_behind(goals: list[Row]) -> int | None:
    """How many more goals are behind than before, among those judged both times; None where there are none."""
    judged = [
        goal
        for goal in goals
        if goal["status"].is_assessed and goal["previous_status"] and goal["previous_status"].is_assessed
    ]
    return behind_count(judged) - behind_count(judged, "previous_status") if judged else None


def count_groups(
    goals: list[Row], names_of: Callable[[Row], list[Any]], path_of: Callable[[str], str]
) -> list[GroupCounts]:
    """One tally a name, those with most goals behind first; a goal counts under each of its names."""
    groups = grouped(goals, names_of)
    found = [
        _tally(name, path_of(name), [goal for goal in own if goal["phase"] == "current"], len(own))
        for name, own in groups.items()
    ]
    return sorted(found, key=lambda t: (-t.behind, -t.total, -t.others, t.name))


def _tally(name: str, path: str, current: list[Row], total: int) -> GroupCounts:
    behind, change = behind_count(current), change_behind(current)
    return GroupCounts(name, path, len(current), behind, change, status_counts(current), total - len(current))


def grouped(goals: list[Row], names_of: Callable[[Row], list[Any]]) -> dict[str, list[Row]]:
    """Goals by name, in the order they came; nameless ones left out."""
    groups: dict[str, list[Row]] = {}
    for goal in goals:
        for name in dict.fromkeys(names_of(goal)):
            if name:
                groups.setdefault(name, []).append(goal)
    return groups


def most_behind(groups: list[GroupCounts]) -> GroupCounts | None:
    """The group with most goals behind; None where none is behind or several are equal."""
    most = max((group.behind for group in groups), default=0)
    found = [group for group in groups if group.behind == most]
    return found[0] if most and len(found) == 1 else None


def worst_first(goals: Iterable[Row]) -> list[Row]:
    """Goals in the order of the lists: the largest gap first, those without a gap last, by status."""
    return sorted(
        goals,
        key=lambda g: (
            g["gap_share"] is None,
            g["gap_share"] or 0.0,
            g["status"].order,
            g["target_id"],
        ),
    )
