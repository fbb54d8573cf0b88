"""Counts of goals: which count, how many are behind, and how that changed."""

from __future__ import annotations

from typing import Any

import pytest

from dashboards.counts import GroupCounts, change_behind, count_groups
from dashboards.rankings import most_behind
from targets.status import Status


def goal(status: str, before: str | None = None, phase: str = "current", unit: str = "甲局") -> Any:
    return {
        "status": Status(status),
        "previous_status": Status(before) if before else None,
        "phase": phase,
        "lead": unit,
    }


def test_goals_in_force_count_and_those_of_other_years_stand_beside_them() -> None:
    goals = [
        goal("lagging", "on_track"),
        goal("on_track"),
        goal("stale"),
        goal("missed", phase="past"),
        goal("on_track", unit="乙局"),
    ]
    first, second = count_groups(goals, lambda one: [one["lead"]])
    assert first == GroupCounts(
        name="甲局",
        total=3,
        assessed=2,
        on_schedule=1,
        behind=1,
        change=1,
        counts=[(Status.LAGGING, 1), (Status.ON_TRACK, 1), (Status.STALE, 1)],
        others=1,
    )
    assert first.share == 0.5
    assert (second.name, second.total, second.others) == ("乙局", 1, 0)


@pytest.mark.parametrize(
    ("moves", "change"),
    [
        ([("lagging", "on_track")], 1),
        ([("on_track", "lagging"), ("met", "missed")], -2),
        ([("lagging", "on_track"), ("on_track", "lagging")], 0),
        ([("lagging", "missed")], 0),
        ([("lagging", None)], None),
        ([("lagging", "stale"), ("stale", "lagging")], None),
        ([], None),
    ],
)
def test_more_or_fewer_are_behind_among_those_judged_both_times(
    moves: list[tuple[str, str | None]], change: int | None
) -> None:
    assert change_behind([goal(now, before) for now, before in moves]) == change


def test_no_unit_is_named_most_behind_on_a_tie() -> None:
    def group(name: str, behind: int) -> GroupCounts:
        return GroupCounts(name, 3, 3, 0, behind, None, [], 0)

    assert most_behind([group("甲", 2), group("乙", 1)]) == group("甲", 2)
    assert most_behind([group("甲", 2), group("乙", 2)]) is None
    assert most_behind([group("甲", 0), group("乙", 0)]) is None
    assert most_behind([group("甲", 2)]) is None  # there is no other
    assert most_behind([]) is None
