"""The first page: what lags, who owns it, is it getting worse."""

from __future__ import annotations

from datetime import date

from jinja2 import Environment
from markupsafe import Markup

from dashboards import charts
from dashboards.counts import GroupCounts, behind_count, change_behind, count_groups, status_counts
from dashboards.rankings import most_behind, most_behind_first, worst_first
from dashboards.site.embed import embedded
from dashboards.site.environment import bilingual
from dashboards.site.incremental import Page
from dashboards.site.page import GOAL_COLUMNS, VERDICT_COLUMNS, any_illustrative, page
from dashboards.site.pages import document_cards
from dashboards.site.snapshot_index import SnapshotIndex
from dashboards.snapshot import Row, frame
from dashboards.verdict_facts import facts_of, marks_of
from targets.status import Phase, Status
from targets.words import Phrase

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
        title=Phrase("总览", "Overview"),
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


def due_or_owed(goals: list[Row]) -> list[Row]:
    """The goals that are due and undecided, met with their day, missed, extended, not reported or to be checked."""
    told = [
        goal
        for goal in goals
        if marks_of(goal) or goal["final_figure_due"] or goal["reached_on"] or goal["status"] is Status.MISSED
    ]
    return worst_first(told)[:DUE_OR_OWED]


def headline(goals: list[Row], owners: list[GroupCounts]) -> Markup:
    """The state of things in one sentence: how many of the judged goals are behind, and whether that grows."""
    judged = [goal for goal in goals if goal["status"].is_assessed]
    behind, change = behind_count(judged), change_behind(judged)
    if not judged:
        return bilingual("目前还没有可以评估的目标。", "No goal can be assessed yet.")
    zh = Markup("{}项可评估目标中，<em>{}项落后</em>").format(len(judged), behind)
    en = Markup("Of {} goals that can be assessed, <em>{} are behind</em>").format(len(judged), behind)
    if change:
        zh += f"，比上期{'多' if change > 0 else '少'}{abs(change)}项"
        en += f", {abs(change)} {'more' if change > 0 else 'fewer'} than before"
    if unit := most_behind(owners):
        zh += Markup("；落后最多的是{}").format(unit.name[:24])
        en += Markup("; most of them with {}").format(unit.name[:24])
    return bilingual(zh + "。", en + ".")


def _flow_note(goals: list[Row]) -> Markup:
    days = sorted({goal["previous_as_of"] for goal in goals if goal["previous_as_of"]})
    before: date | None = days[-1] if days else None
    if before is None:
        return bilingual("只有一次评估，还不能比较。", "There is one verdict only; nothing to compare yet.")
    return bilingual(f"从{before:%Y-%m-%d}到本期。", f"From {before:%Y-%m-%d} to now.")
