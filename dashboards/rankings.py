"""The one order of goals and the one ranking of units that status, site, app and bulletins show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from dashboards.counts import GroupCounts
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
    """The group with most goals behind; None where none is behind or several are equal."""
    most = max((group.behind for group in groups), default=0)
    found = [group for group in groups if group.behind == most]
    return found[0] if most and len(found) == 1 else None


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
