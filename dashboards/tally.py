"""Some columns of a goal: what counts, rankings and the overview are made from, and what words its demand."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from targets.status import Status


class TallyRow(TypedDict):
    """What counts and rankings are made from; every `GoalRow` is one."""

    target_id: str
    status: Status
    previous_status: Status | None
    phase: str
    lead: str | None
    region: str | None
    due: date | None


class ListedTally(TallyRow):
    """A row of the live app's goals as the overview counts it."""

    lists: list[str]
    look_on: date | None


class Demand(TypedDict):
    """What a goal demands; every `GoalRow` is one."""

    value: float
    value_high: float | None
    unit: str
    comparator: str
