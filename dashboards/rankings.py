"""The one order of goals and the one ranking of units that status, site, app and bulletins show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any, TypeVar

from dashboards.counts import GroupCounts, grouped
from dashboards.rows import GoalRow, VerdictRow
from targets.status import Phase, Status

Goal = TypeVar("Goal", bound=Mapping[Any, Any])

WORST_FIRST_SQL = (
    f"list_position({[phase.value for phase in Phase]}, phase), gap_share NULLS LAST, place, target_id"
)
"""The order of `worst_first` as SQL, over the columns of `goals.sql` and the view `statuses`."""


def worst_first(goals: Iterable[Goal]) -> list[Goal]:
    """Goals by phase, the current ones first; in each the largest relative gap first, those without a gap last by status."""
    return sorted(goals, key=_place_of)


def most_behind_first(groups: Iterable[GroupCounts]) -> list[GroupCounts]:
    """Units or regions with most current goals behind first, then those with most goals."""
    return sorted(groups, key=lambda group: (-group.behind, -group.total, -group.others, group.name))


def most_behind(groups: list[GroupCounts]) -> GroupCounts | None:
    """The group with most goals behind; None where none is behind, several are equal, or there is no other."""
    most = max((group.behind for group in groups), default=0)
    found = [group for group in groups if group.behind == most]
    return found[0] if most and len(found) == 1 and len(groups) > 1 else None


def ranking(groups: Iterable[GroupCounts]) -> list[tuple[int | None, GroupCounts]]:
    """Groups with current goals by the share on schedule, each with its rank, those without a share last and unranked.

    Groups of equal share and equally many goals behind share a rank.
    """
    ordered = sorted(
        (group for group in groups if group.total),
        key=lambda g: (g.share is None, -(g.share or 0.0), g.behind, -g.total, g.name),
    )
    ranked: list[tuple[int | None, GroupCounts]] = []
    for place, group in enumerate(ordered, 1):
        before = ranked[-1] if ranked else None
        tied = before and (before[1].share, before[1].behind) == (group.share, group.behind)
        rank = None if group.share is None else before[0] if before and tied else place
        ranked.append((rank, group))
    return ranked


def _place_of(goal: Mapping[Any, Any]) -> tuple[int, bool, float, int, str]:
    gap = goal["gap_share"]
    missing = gap is None or gap != gap
    phase = Phase(goal["phase"]).order
    return phase, missing, 0.0 if missing else gap, Status(goal["status"]).order, goal["target_id"]


@dataclass(frozen=True, slots=True)
class MonthRank:
    """The place of a group at the last verdicts of a month: its rank (equal ones share it), share on schedule, goals."""

    name: str
    rank: int
    share: float
    total: int


def ranks_by_month(
    verdicts: Iterable[VerdictRow], name_of: Callable[[VerdictRow], str | None]
) -> dict[date, list[MonthRank]]:
    """The ranking of the groups by the last verdicts of each month, the best first; keyed by the month's first day."""
    latest: dict[tuple[date, str], VerdictRow] = {}
    for verdict in sorted(verdicts, key=lambda row: row["as_of"]):
        latest[verdict["as_of"].replace(day=1), verdict["target_id"]] = verdict
    by_month: dict[date, dict[str, list[Status]]] = {}
    for (month, _), verdict in latest.items():
        if name := name_of(verdict):
            by_month.setdefault(month, {}).setdefault(name, []).append(verdict["status"])
    return {month: _month_ranks(groups) for month, groups in by_month.items()}


def _month_ranks(groups: Mapping[str, list[Status]]) -> list[MonthRank]:
    counted = [
        GroupCounts(
            name=name,
            total=len(statuses),
            assessed=sum(status.is_assessed for status in statuses),
            on_schedule=sum(status.is_on_schedule for status in statuses),
            behind=sum(status.is_behind for status in statuses),
            change=None,
            counts=[],
            others=0,
        )
        for name, statuses in groups.items()
    ]
    return [
        MonthRank(group.name, rank, group.share, group.total)
        for rank, group in ranking(counted)
        if rank is not None and group.share is not None
    ]


@dataclass(frozen=True, slots=True)
class GroupProgress:
    """The middle (median) of the shares of time gone and of work done of a group's current goals that have both."""

    name: str
    goals: int
    time: float
    done: float


def group_progress(
    goals: Iterable[GoalRow], names_of: Callable[[GoalRow], list[str | None]]
) -> list[GroupProgress]:
    """The progress of each group, of goals on their way to an amount; others have no share done."""
    measured = [
        goal for goal in goals if goal["time_share"] is not None and goal["progress_share"] is not None
    ]
    return [
        GroupProgress(
            name,
            len(own),
            median(goal["time_share"] or 0.0 for goal in own),
            median(goal["progress_share"] or 0.0 for goal in own),
        )
        for name, own in grouped(measured, names_of).items()
    ]
