"""The overview that site and app open on: what changed, what is behind, at risk, due, owed, and waits for a person.

Each number is that of a list of goals (`sql/goal_lists.sql`), and leads to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dashboards.counts import GroupCounts, behind_count, change_behind, count_groups, status_counts
from dashboards.deadlines import SHOWN_DAYS, next_due
from dashboards.phases import in_phase
from dashboards.rankings import most_behind, most_behind_first, ranking
from dashboards.tally import TallyRow
from targets.status import Phase, Status

LISTS = (
    *("behind", "unexplained", "at_risk", "due", "missed", "met_late", "met", "owed", "check", "review"),
    *("worse", "better", "other", "new"),
)
"""The lists of goals by name, as `goal_lists.sql` gives them."""

SHOWN = {"behind": 8, "at_risk": 6, "due": 10, "owed": 6, "check": 4, "review": 4, "worse": 5, "better": 3}
"""How many goals of a list stand on the overview itself."""

RANKED = 8


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day of the next month: how many undecided goals are due, and the status among them that needs attention most."""

    day: date
    due: int
    status: Status | None


@dataclass(frozen=True, slots=True)
class UnitRank:
    """A unit or region with its place by the share on schedule (equal ones share it); None where nothing is assessed."""

    rank: int | None
    of: int
    counts: GroupCounts


@dataclass(frozen=True, slots=True)
class Overview:
    """What the overview says, of the goals that are current.

    `looked_on` is the judged day before, None where this is the first; `change` how many more are behind than at the
    verdict of the month before. `counts` are by status, `others` past and coming goals: phase, how many, how many of
    them behind. `most` is the unit with most goals behind, None on a tie. `lists` has the ids of the first goals of
    each list, `sizes` how many it has. `next_due` is the first due day beyond the calendar, with its goals.
    """

    as_of: date | None
    looked_on: date | None
    total: int
    judged: int
    behind: int
    change: int | None
    most: GroupCounts | None
    counts: list[tuple[Status, int]]
    others: list[tuple[Phase, int, int]]
    sizes: Mapping[str, int]
    lists: Mapping[str, list[str]]
    calendar: list[CalendarDay]
    next_due: tuple[date, int] | None
    owing: list[tuple[str, int]]
    owners: list[UnitRank]
    regions: list[UnitRank]

    @property
    def ids(self) -> set[str]:
        """The goals that stand on the overview themselves."""
        return {target_id for found in self.lists.values() for target_id in found}


def overview_of(
    goals: Sequence[TallyRow],
    lists: Mapping[str, Sequence[str]],
    *,
    as_of: date | None,
    looked_on: date | None,
) -> Overview:
    """The overview of goals that come the worst first; `lists` are those that each goal stands in, by its id."""
    current = in_phase(goals, Phase.CURRENT)
    members: dict[str, list[TallyRow]] = {name: [] for name in LISTS}
    for goal in goals:
        for name in lists.get(goal["target_id"], ()):
            members[name].append(goal)
    judged = [goal for goal in current if goal["status"].is_assessed]
    owners = count_groups(current, lambda goal: [goal["lead"]])
    regions = count_groups(current, lambda goal: [goal["region"]])
    others = ((phase, in_phase(goals, phase)) for phase in (Phase.PAST, Phase.UPCOMING))
    by_due = sorted(members["due"], key=lambda goal: goal["due"] or date.max)
    return Overview(
        as_of=as_of,
        looked_on=looked_on,
        total=len(goals),
        judged=len(judged),
        behind=behind_count(judged),
        change=change_behind(judged),
        most=most_behind(owners),
        counts=status_counts(current),
        others=[(phase, len(found), behind_count(found)) for phase, found in others if found],
        sizes={name: len(found) for name, found in members.items()},
        lists={
            name: [goal["target_id"] for goal in (by_due if name == "due" else members[name])[:most]]
            for name, most in SHOWN.items()
        },
        calendar=_calendar(by_due, as_of) if as_of else [],
        next_due=next_due(current, as_of) if as_of else None,
        owing=Counter(goal["lead"] or "" for goal in members["owed"]).most_common(RANKED),
        owners=_ranked(owners),
        regions=_ranked(regions),
    )


def _calendar(due: Iterable[TallyRow], as_of: date) -> list[CalendarDay]:
    by_day: dict[date, list[Status]] = {}
    for goal in due:
        if goal["due"]:
            by_day.setdefault(goal["due"], []).append(goal["status"])
    days = [as_of + timedelta(days=ahead) for ahead in range(SHOWN_DAYS + 1)]
    return [
        CalendarDay(
            day, len(by_day.get(day, ())), min(by_day.get(day, ()), key=lambda s: s.order, default=None)
        )
        for day in days
    ]


def _ranked(groups: list[GroupCounts]) -> list[UnitRank]:
    """Those with most goals behind, with the place that their share on schedule gives them among all."""
    ranks = {group.name: rank for rank, group in ranking(groups)}
    return [UnitRank(ranks[group.name], len(ranks), group) for group in most_behind_first(groups)[:RANKED]]
