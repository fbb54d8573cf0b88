"""The pages of responsible units and of regions: a list of each, and everyone's own ledger."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import Environment
from markupsafe import Markup

from dashboards import charts
from dashboards.counts import GroupCounts, count_groups, grouped, status_counts
from dashboards.rankings import group_progress, most_behind_first, ranks_by_month, worst_first
from dashboards.rows import GoalRow
from dashboards.site.embed import embedded
from dashboards.site.environment import bilingual_phrase, group_path
from dashboards.site.incremental import Page
from dashboards.site.page import ACTUAL_COLUMNS, GOAL_COLUMNS, VERDICT_COLUMNS, any_illustrative, page
from dashboards.site.snapshot_index import SnapshotIndex
from dashboards.snapshot import frame
from targets.status import Phase
from targets.words import Phrase, message, unworded

ROWS = 25


def owner_pages(env: Environment, index: SnapshotIndex) -> Iterator[Page]:
    """The list of responsible units, and a page for each."""
    verdicts = [verdict for verdict in index.snapshot.verdicts if verdict["in_play"]]
    found = most_behind_first(count_groups(index.goals, lambda goal: goal["owners"]))
    kind = message("page-owners")
    heat_title = message("page-share-behind-by-owner-and-month")
    yield page(
        env,
        "owners.html",
        "groups.html.jinja",
        [index.current, found, verdicts],
        index,
        title=kind,
        here="owners",
        plots=any(group.assessed for group in found),
        illustrative=any_illustrative(index.goals),
        heading=bilingual_phrase(kind),
        groups=found,
        heat=lambda: embedded(charts.owner_month_heatmap(frame(verdicts, VERDICT_COLUMNS), limit=ROWS)),
        heat_title=heat_title,
        bump=lambda: embedded(charts.bump_chart(ranks_by_month(verdicts, lambda row: row["lead"]))),
        dots=lambda: embedded(
            charts.progress_dots(group_progress(index.current, lambda goal: [goal["lead"]]))
        ),
    )
    for tally in found:
        yield _group_page(env, index, "owners", kind, tally, index.by_owner[tally.name])


def region_pages(env: Environment, index: SnapshotIndex) -> Iterator[Page]:
    """The list of regions, and a page for each."""
    verdicts = [verdict for verdict in index.snapshot.verdicts if verdict["in_play"]]
    found = most_behind_first(count_groups(index.goals, lambda goal: [goal["region"]]))
    table = frame(index.current, GOAL_COLUMNS)
    kind = message("page-regions")
    heat_title = message("page-share-behind-by-region-and-topic")
    yield page(
        env,
        "regions.html",
        "groups.html.jinja",
        [
            found,
            [(goal["region"], goal["indicator"], goal["section"], goal["status"]) for goal in index.current],
        ],
        index,
        title=kind,
        here="regions",
        plots=any(group.assessed for group in found),
        illustrative=any_illustrative(index.goals),
        heading=bilingual_phrase(kind),
        groups=found,
        heat=lambda: embedded(charts.region_topic_heatmap(table, limit=ROWS)),
        heat_title=heat_title,
        bump=lambda: embedded(charts.bump_chart(ranks_by_month(verdicts, lambda row: row["region"]))),
        dots=lambda: embedded(
            charts.progress_dots(group_progress(index.current, lambda goal: [goal["region"]]))
        ),
    )
    for tally in found:
        yield _group_page(env, index, "regions", kind, tally, index.by_region[tally.name])


def _group_page(
    env: Environment, index: SnapshotIndex, here: str, kind: Phrase, tally: GroupCounts, goals: list[GoalRow]
) -> Page:
    """One owner's or region's own ledger: its current goals with their charts, then the others."""
    by_phase = grouped(worst_first(goals), lambda goal: [goal["phase"]])
    charted = by_phase.get(Phase.CURRENT, [])
    table, whole = frame(charted, GOAL_COLUMNS), frame(charted, tuple(goals[0]))
    figures = [row for goal in charted for row in index.actuals.get(goal["target_id"], [])]
    actuals = frame(figures, ACTUAL_COLUMNS)
    name = tally.name[:80]
    return page(
        env,
        group_path(here, tally.name),
        "group.html.jinja",
        [goals, figures],
        index,
        title=unworded(name),
        here=here,
        plots=bool(charted),
        illustrative=any_illustrative(goals),
        filter_key=here.removesuffix("s"),
        list_href=f"{here}.html",
        list_name=bilingual_phrase(kind),
        name=tally.name,
        summary=_summary(tally),
        counts=tally.counts,
        ledgers=[(phase, by_phase[phase]) for phase in Phase if phase in by_phase],
        statuses_here=[status for status, _ in status_counts(goals)],
        gaps=lambda: embedded(
            charts.gap_chart(table, limit=15), charts.gap_chart(table, limit=15, narrow=True)
        ),
        diagonal=lambda: embedded(charts.diagonal_chart(table)),
        multiples=lambda: embedded(
            charts.small_multiples(whole, actuals), charts.small_multiples(whole, actuals, columns=1, limit=8)
        ),
    )


def _summary(tally: GroupCounts) -> Markup:
    summary = message("page-group-summary", total=str(tally.total), behind=str(tally.behind))
    if tally.change:
        change = "page-more-than-before" if tally.change > 0 else "page-fewer-than-before"
        summary += message(change, count=str(abs(tally.change)))
    if tally.others:
        summary += message("page-group-others", count=str(tally.others))
    return bilingual_phrase(summary)
