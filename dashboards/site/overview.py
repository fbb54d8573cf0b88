"""The first page: what lags, who owns it, is it getting worse."""

from __future__ import annotations

from datetime import date

from jinja2 import Environment
from markupsafe import Markup, escape

from dashboards import charts
from dashboards.counts import GroupCounts, behind_count, change_behind, count_groups, status_counts
from dashboards.rankings import most_behind, most_behind_first, worst_first
from dashboards.rows import GoalRow
from dashboards.site.embed import embedded
from dashboards.site.environment import bilingual, text
from dashboards.site.incremental import Page
from dashboards.site.page import GOAL_COLUMNS, VERDICT_COLUMNS, any_illustrative, page
from dashboards.site.pages import document_cards
from dashboards.site.snapshot_index import SnapshotIndex
from dashboards.snapshot import frame
from dashboards.verdict_facts import facts_of, marks_of
from targets.status import Phase, Status
from targets.words import message

WORST = 10
RANKED = 9
DUE_OR_OWED = 12


def overview(env: Environment, index: SnapshotIndex) -> Page:
    """The page of the goals that are current; those of past years and not yet begun are counted and linked."""
    goals = index.current
    table = frame(goals, GOAL_COLUMNS)
    verdicts = [verdict for verdict in index.snapshot.verdicts if verdict["in_play"]]
    owners = most_behind_first(count_groups(goals, lambda goal: [goal["lead"]]))
    documents = document_cards(index)
    others = [
        (phase, found) for phase in (Phase.PAST, Phase.UPCOMING) if (found := index.by_phase.get(phase))
    ]
    return page(
        env,
        "index.html",
        "index.html.jinja",
        [index.goals, verdicts, documents],
        index,
        title=message("page-overview"),
        here="index",
        plots=bool(goals),
        illustrative=any_illustrative(goals),
        total=len(index.goals),
        headline=lambda: headline(goals, owners),
        counts=status_counts(goals),
        others=[(phase, len(found), behind_count(found)) for phase, found in others],
        worst=[goal for goal in worst_first(goals) if goal["status"].is_behind][:WORST],
        deadlines=[(goal, facts_of(goal)) for goal in due_or_owed(goals)],
        owners=owners[:RANKED],
        documents=documents[:6],
        document_total=len(documents),
        flow_note=_flow_note(goals),
        diagonal=lambda: embedded(charts.diagonal_chart(table)),
        flow=lambda: embedded(charts.status_flow(table)),
        months=lambda: embedded(charts.owner_month_heatmap(frame(verdicts, VERDICT_COLUMNS))),
        topics=lambda: embedded(charts.region_topic_heatmap(table)),
    )


def due_or_owed(goals: list[GoalRow]) -> list[GoalRow]:
    """The goals that are due and undecided, met with their day, missed, extended, not reported or to be checked."""
    told = [
        goal
        for goal in goals
        if marks_of(goal) or goal["final_figure_due"] or goal["reached_on"] or goal["status"] is Status.MISSED
    ]
    return worst_first(told)[:DUE_OR_OWED]


def headline(goals: list[GoalRow], owners: list[GroupCounts]) -> Markup:
    """The state of things in one sentence: how many of the judged goals are behind, and whether that grows."""
    judged = [goal for goal in goals if goal["status"].is_assessed]
    behind, change = behind_count(judged), change_behind(judged)
    if not judged:
        return text("page-no-goal-can-be-assessed-yet")
    said = message("page-headline", judged=str(len(judged)), behind=str(behind))
    if change:
        said += message(
            "page-more-than-before" if change > 0 else "page-fewer-than-before", count=str(abs(change))
        )
    if unit := most_behind(owners):
        said += message("page-headline-unit", unit=escape(unit.name[:24]))
    said += message("page-headline-end")
    return bilingual(Markup(said.zh), Markup(said.en))


def _flow_note(goals: list[GoalRow]) -> Markup:
    days = sorted({goal["previous_as_of"] for goal in goals if goal["previous_as_of"]})
    before: date | None = days[-1] if days else None
    if before is None:
        return text("page-there-is-one-verdict-only-nothing")
    return text("page-from-day", day=f"{before:%Y-%m-%d}")
