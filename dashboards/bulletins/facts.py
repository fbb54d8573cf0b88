"""What a bulletin and its notices say: rankings, laggards, movements, arranged from a snapshot's goals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dashboards.counts import GroupCounts, behind_count, count_groups, grouped, status_counts
from dashboards.phases import in_phase, show_past_as_current
from dashboards.rankings import ranking, worst_first
from dashboards.snapshot import Row
from dashboards.verdict_facts import marks_of
from targets.status import Phase, Status


@dataclass(frozen=True, slots=True)
class Bulletin:
    """A report on the current goals at `as_of`: counts, ranking of units with their ranks, the goals behind, what moved since `since`, what is unknown,
    and in `deadlines` what is due, extended, met with its day, not reported or waits for a check.

    `others` are the goals of past years or not yet begun, which are counted alone. `worse` and `better` are the goals whose status changed since the verdict before. Goals are rows of
    `Snapshot.goals`, the worst first.
    """

    as_of: date
    since: date | None
    counts: list[tuple[Status, int]]
    total: int
    others: int
    units: list[tuple[int | None, GroupCounts]]
    unowned: int
    behind: list[Row]
    worse: list[Row]
    better: list[Row]
    unknown: list[Row]
    deadlines: list[Row]
    illustrative: bool


@dataclass(frozen=True, slots=True)
class Notice:
    """The letter to one lead unit: its goals that are behind, and those whose data are too old."""

    number: str
    unit: str
    as_of: date
    behind: list[Row]
    stale: list[Row]
    illustrative: bool


def bulletin_of(goals: list[Row], as_of: date) -> Bulletin:
    """The bulletin on a snapshot's goals; where none is current, those of past years count as if they were."""
    everything, goals = goals, in_phase(show_past_as_current(goals), Phase.CURRENT)
    moved = [goal for goal in goals if _step(goal)]
    earlier = [goal["previous_as_of"] for goal in goals if goal["previous_as_of"]]
    return Bulletin(
        as_of=as_of,
        since=max(earlier, default=None),
        counts=status_counts(goals),
        total=len(goals),
        others=len(everything) - len(goals),
        units=ranking(count_groups(goals, lambda goal: [goal["lead"]])),
        unowned=sum(not goal["lead"] for goal in goals),
        behind=worst_first(goal for goal in goals if goal["status"].is_behind),
        worse=worst_first(goal for goal in moved if _step(goal) < 0),
        better=worst_first(goal for goal in moved if _step(goal) > 0),
        unknown=worst_first(goal for goal in goals if goal["status"].is_unknown),
        deadlines=worst_first(goal for goal in goals if _has_news(goal)),
        illustrative=any(goal["illustrative"] for goal in goals),
    )


def notices_of(goals: list[Row], as_of: date) -> list[Notice]:
    """A notice for each lead unit with a current goal behind or stale, those with most goals behind first."""
    goals = in_phase(show_past_as_current(goals), Phase.CURRENT)
    wanting = grouped(
        [goal for goal in worst_first(goals) if goal["status"].is_behind or goal["status"] is Status.STALE],
        lambda goal: [goal["lead"]],
    )
    by_need = sorted(wanting.items(), key=lambda item: (-behind_count(item[1]), item[0]))
    return [
        Notice(
            number=f"{as_of:%Y%m%d}-{place:02d}",
            unit=unit,
            as_of=as_of,
            behind=[goal for goal in own if goal["status"].is_behind],
            stale=[goal for goal in own if goal["status"] is Status.STALE],
            illustrative=any(goal["illustrative"] for goal in own),
        )
        for place, (unit, own) in enumerate(by_need, 1)
    ]


def _has_news(goal: Row) -> bool:
    """Whether a goal is due, extended, met with its day, not reported or waits for a check."""
    return bool(
        marks_of(goal) or goal["final_figure_due"] or goal["reached_on"] or goal["status"] is Status.MISSED
    )


def _step(goal: Row) -> int:
    """How many places a goal's status moved towards met since the verdict before; 0 where either is unknown."""
    before, now = goal["previous_status"], goal["status"]
    if not before or not before.is_assessed or not now.is_assessed:
        return 0
    step: int = now.order - before.order
    return step
