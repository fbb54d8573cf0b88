"""The first page: what changed, what is behind and why, what is due, who has not reported, what waits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape

from dashboards import charts
from dashboards.deadlines import SHOWN_DAYS
from dashboards.overview import Overview, overview_of
from dashboards.rankings import worst_first
from dashboards.rows import GoalListRow, GoalRow
from dashboards.site.embed import embedded
from dashboards.site.environment import bilingual, cut, text
from dashboards.site.incremental import Page
from dashboards.site.page import GOAL_COLUMNS, VERDICT_COLUMNS, any_illustrative, page
from dashboards.site.pages import document_cards
from dashboards.site.snapshot_index import SnapshotIndex
from dashboards.snapshot import frame
from targets.words import message

ROWS = 9
"""Units and regions in the heat maps."""

TILES = ("behind", "at_risk", "due", "missed", "met_late", "met", "owed", "check", "review")
"""The lists whose sizes stand in a row, each leading to its list."""

JUDGED = ("behind", "at_risk", "missed", "met_late", "met")
"""Those whose sizes are not known before any goal can be assessed."""


def overview(env: Environment, index: SnapshotIndex) -> Page:
    """The page of the goals that are current; those of past years and not yet begun are counted and linked."""
    goals = index.current
    table = frame(goals, GOAL_COLUMNS)
    verdicts = [verdict for verdict in index.snapshot.verdicts if verdict["in_play"]]
    documents = document_cards(index)
    found = overview_of(
        worst_first(index.goals),
        {target_id: row["lists"] for target_id, row in index.lists.items()},
        as_of=index.as_of,
        looked_on=max((row["look_on"] for row in index.lists.values() if row["look_on"]), default=None),
    )
    rows = {goal["target_id"]: goal for goal in index.goals if goal["target_id"] in found.ids}
    return page(
        env,
        "index.html",
        "index.html.jinja",
        [index.goals, verdicts, documents, index.snapshot.goal_lists],
        index,
        title=message("page-overview"),
        here="index",
        plots=found.judged > 2,
        illustrative=any_illustrative(goals),
        **facts_for_page(found, rows, index.lists),
        documents=documents[:6],
        document_total=len(documents),
        flow_note=flow_note(goals),
        diagonal=lambda: embedded(charts.diagonal_chart(table)),
        flow=lambda: embedded(charts.status_flow(table)),
        months=lambda: embedded(charts.owner_month_heatmap(frame(verdicts, VERDICT_COLUMNS), limit=ROWS)),
        topics=lambda: embedded(charts.region_topic_heatmap(table, limit=ROWS)),
    )


def facts_for_page(
    found: Overview, rows: Mapping[str, GoalRow], lists: Mapping[str, GoalListRow]
) -> dict[str, Any]:
    """What the template of the overview is filled with: `rows` and `lists` of the goals that stand on it."""
    return {
        "o": found,
        "headline": headline(found),
        "tiles": TILES,
        "judged_tiles": JUDGED,
        "days_ahead": SHOWN_DAYS,
        "listed": {name: [rows[i] for i in ids if i in rows] for name, ids in found.lists.items()},
        "before": {target_id: row["look_status"] for target_id, row in lists.items() if target_id in rows},
    }


def headline(found: Overview) -> Markup:
    """The state of things in one sentence: how many of the judged goals are behind, and whether that grows."""
    if not found.judged:
        return text("page-no-goal-can-be-assessed-yet")
    said = message("page-headline", judged=str(found.judged), behind=str(found.behind))
    if found.change:
        said += message(
            "page-more-than-before" if found.change > 0 else "page-fewer-than-before",
            count=str(abs(found.change)),
        )
    if found.most:
        said += message("page-headline-unit", unit=escape(cut(found.most.name, 24)))
    said += message("page-headline-end")
    return bilingual(Markup(said.zh), Markup(said.en))


def flow_note(goals: list[GoalRow]) -> Markup:
    """From which day the changes of status are counted."""
    before = max((goal["previous_as_of"] for goal in goals if goal["previous_as_of"]), default=None)
    if before is None:
        return text("page-there-is-one-verdict-only-nothing")
    return text("page-from-day", day=f"{before:%Y-%m-%d}")
