"""The brief (一页简报) of a unit or a region: one page on how its goals stand, for whoever goes into a meeting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

from dashboards.counts import GroupCounts, count_groups, status_counts
from dashboards.deadlines import SHOWN_DAYS, deadlines
from dashboards.phases import in_phase, show_past_as_current
from dashboards.rankings import ranking, worst_first
from dashboards.regimes.judged import NothingToReport, latest_day, lies_in
from dashboards.regimes.paper import Block, Column, Paper, Paragraph, Table
from dashboards.regimes.sections import chart_of_gaps
from dashboards.regimes.wording import Words
from dashboards.rows import GoalRow
from dashboards.site.environment import cut
from dashboards.snapshot import query
from dashboards.tally import TallyRow
from targets.status import Phase

WORST = 6
"""Goals in the table and in the chart: what one page holds."""

NAMED = 3
"""Goals that a line names; of the others it says how many there are."""

_NAME = 22
"""Characters of a goal's name, so that a row of the table takes two lines."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a brief is about: the goals of a unit, of a region, of a unit in a region, or all (both empty)."""

    unit: str = ""
    region: str = ""

    @property
    def name(self) -> str:
        """The unit, else the region; empty for all goals."""
        return self.unit or self.region

    def rivals(self, current: Iterable[TallyRow]) -> list[GroupCounts]:
        """The units, or the regions, among which the one of the scope has a place; none where it is about both or all."""
        if bool(self.unit) is bool(self.region):
            return []
        if self.unit:
            return count_groups(current, lambda goal: [goal["lead"]])
        return count_groups(current, lambda goal: [goal["region"]])


def brief_of(con: duckdb.DuckDBPyConnection, scope: Scope, words: Words, office: str = "") -> Paper:
    """The brief by the verdicts of a snapshot. Raises NothingToReport where no current goal lies in the scope."""
    as_of = latest_day(con)
    current = in_phase(show_past_as_current(query(con, "goals", GoalRow)), Phase.CURRENT)
    own = [goal for goal in current if lies_in(goal, scope.region, scope.unit)]
    return brief_paper(own, scope.rivals(current), scope, words, as_of, office)


def brief_paper(
    own: Sequence[GoalRow],
    rivals: Sequence[GroupCounts],
    scope: Scope,
    words: Words,
    as_of: date,
    office: str = "",
) -> Paper:
    """The brief of the current goals of a scope; `rivals` are the units or regions among which its place is told.

    Raises NothingToReport where there are no goals.
    """
    if not own:
        raise NothingToReport(
            f"No current goal of {scope.name or 'the home'}. `duban status` lists the goals there are."
        )
    own = worst_first(own)
    state = words(
        "brief_state", day=words.day(as_of), total=len(own), counts=words.counts(status_counts(own))
    )
    return Paper(
        name=_file_name(scope),
        office=office,
        number="",
        title=words("brief_title", name=cut(scope.name, 30)) if scope.name else words("brief_title_all"),
        addressee="",
        day=as_of,
        language=words.language,
        blocks=[
            Paragraph(state + _place(rivals, scope, words)),
            *chart_of_gaps(own[:WORST], words),
            _worst(own, words),
            *_lines(own, words, as_of),
        ],
        tag=words("illustrative") if any(goal["illustrative"] for goal in own) else "",
        is_brief=True,
    )


def _file_name(scope: Scope) -> str:
    """The stem of the brief's file, of letters and digits of any script."""
    stem = "-".join(filter(None, ("brief", scope.unit, scope.region)))
    return re.sub(r"[^\w（）-]+", "_", stem)[:60]


def _place(rivals: Sequence[GroupCounts], scope: Scope, words: Words) -> str:
    """Its place among the units, or the regions, by the share on schedule; nothing where it has none."""
    ranks = {group.name: rank for rank, group in ranking(rivals) if rank is not None}
    place = ranks.get(scope.name)
    if place is None or len(ranks) < 2:
        return ""
    return words("brief_place", place=place, of=len(ranks))


def _worst(own: Sequence[GoalRow], words: Words) -> Table:
    """The goals that are furthest behind."""
    keys = ("wanted_due", "actual", "gap", "status")
    whole = words.goal_table(list(own[:WORST]), "goal", *keys)
    rows = [(row[0], _named(goal), *row[2:]) for row, goal in zip(whole.rows, own, strict=False)]
    first, goal, *others = whole.columns
    return Table((first, Column(goal.name, goal.width + 1.0), *others), rows)


def _lines(own: Sequence[GoalRow], words: Words, as_of: date) -> list[Block]:
    """A line each on what is due soon, promised, not reported, waits to be checked, and stands in the ledger alone."""
    due = [d for d in deadlines(own, (), as_of, SHOWN_DAYS) if d.kind == "due"]
    by_id = {goal["target_id"]: goal for goal in own}
    promised = [goal for goal in own if goal["promised_on"] and not goal["status"].is_final]
    found: list[tuple[str, list[GoalRow], str]] = [
        ("brief_due", [by_id[d.target_id] for d in due], "due"),
        ("brief_promised", promised, "promised_on"),
        ("brief_owed", [goal for goal in own if goal["report_overdue"]], "owed_period_end"),
        ("brief_check", [goal for goal in own if goal["waits_for_check"]], "actual_period_end"),
    ]
    lines: list[Block] = [
        Paragraph(words(key, days=SHOWN_DAYS, count=len(goals), goals=_listed(goals, day, words)), "note")
        for key, goals, day in found
        if goals
    ]
    rest = len(own) - WORST
    return [*lines, Paragraph(words("brief_rest", count=rest), "note")] if rest > 0 else lines


def _listed(goals: Sequence[GoalRow], day: str, words: Words) -> str:
    """The first of these goals with the day that matters, and that there are more."""
    told = [f"{_named(goal)}{words('in_brackets', text=str(goal[day]))}" for goal in goals[:NAMED]]  # type: ignore[literal-required]
    more = words("brief_more") if len(goals) > NAMED else ""
    return words("stop").join(told) + more


def _named(goal: GoalRow) -> str:
    return f"{goal['handle']} {cut(goal['indicator'], _NAME)}"
