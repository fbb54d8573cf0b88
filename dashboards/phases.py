"""The phases of goals: of this year and beyond, not yet begun, of past years.

SQL gives each goal its phase with the macro `phase_of` (targets/store/views.sql); rankings and counts are about
the goals in the first, the others are counted beside them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar, cast

from dashboards.tally import TallyRow
from targets.status import Phase

G = TypeVar("G", bound=TallyRow)


def show_past_as_current(goals: list[G]) -> list[G]:
    """The goals; where none is current, those of past years as if they were, so that an archive is ranked as well."""
    if any(goal["phase"] == Phase.CURRENT for goal in goals):
        return goals
    return [
        cast("G", goal | {"phase": Phase.CURRENT}) if goal["phase"] == Phase.PAST else goal for goal in goals
    ]


def in_phase(goals: Iterable[G], phase: Phase) -> list[G]:
    """The goals of one phase."""
    return [goal for goal in goals if goal["phase"] == phase]
