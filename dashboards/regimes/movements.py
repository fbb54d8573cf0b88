"""How far the status of a goal moved since the verdict before."""

from __future__ import annotations

from dashboards.rows import GoalRow


def movement_of(goal: GoalRow) -> int:
    """How many places a goal's status moved towards met since the verdict before; 0 where either is unknown."""
    before, now = goal["previous_status"], goal["status"]
    if not before or not before.is_assessed or not now.is_assessed:
        return 0
    step: int = now.order - before.order
    return step
