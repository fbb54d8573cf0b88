"""The pages of responsible units and of regions: a list of each, and everyone's own ledger."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import Environment
from markupsafe import Markup

from dashboards import charts
from dashboards.counts import GroupCounts, count_groups, grouped
from dashboards.rankings import most_behind_first, worst_first
from dashboards.site.embed import embedded
from dashboards.site.environment import bilingual, group_path
from dashboards.site.incremental import Page
from dashboards.site.page import ACTUAL_COLUMNS, GOAL_COLUMNS, VERDICT_COLUMNS, any_illustrative, page
from dashboards.site.snapshot_index import SnapshotIndex
from dashboards.snapshot import Row, frame
from targets.status import Phase
from targets.words import Phrase

ROWS = 25


def owner_pages(env: Environment, index: SnapshotIndex) -> Iterator[Page]:
    """The list of responsible units, and a page for each."""
    verdicts = [verdict for verdict in index.snapshot.verdicts if verdict["in_play"]]
    found = most_behind_first(count_groups(index.goals, lambda goal: goal["owners"]))
    kind = Phrase("责任单位", "Owners")
    heat_title = Phrase("各单位逐月落后比例", "Share behind by owner and month")
    yield page(
        env,
        "owners.html",
        "groups.html.jinja",
        [found, verdicts],
        index,
        title=kind,
        here="owners",
        plots=True,
        illustrative=any_illustrative(index.goals),
        heading=bilingual(kind.zh, kind.en),
        groups=found,
        heat=lambda: embedded(charts.owner_month_heatmap(frame(verdicts, VERDICT_COLUMNS), limit=ROWS)),
        heat_title=heat_title,
    )
    for tally in found:
        yield _group_page(env, index, "owners", kind, tally, index.by_owner[tally.name])


def region_pages(env: Environment, index: SnapshotIndex) -> Iterator[Page]:
    """The list of regions, and a page for each."""
    found = most_behind_first(count_groups(index.goals, lambda goal: [goal["region"]]))
    table = frame(index.current, GOAL_COLUMNS)
    kind = Phrase("地区", "Regions")
    heat_title = Phrase("各地区各领域落后比例", "Share behind by region and topic")
    yield page(
        env,
        "regions.html",
        "groups.html.jinja",
        [found, [(goal["region"], goal["topic"], goal["status"]) for goal in index.current]],
        index,
        title=kind,
        here="regions",
        plots=True,
        illustrative=any_illustrative(index.goals),
        heading=bilingual(kind.zh, kind.en),
        groups=found,
        heat=lambda: embedded(charts.region_topic_heatmap(table, limit=ROWS)),
        heat_title=heat_title,
    )
    for tally in found:
        yield _group_page(env, index, "regions", kind, tally, index.by_region[tally.name])


def _group_page(
    env: Environment, index: SnapshotIndex, here: str, kind: Phrase, tally: GroupCounts, goals: list[Row]
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
        title=Phrase(name, name),
        here=here,
        plots=bool(charted),
        illustrative=any_illustrative(goals),
        filter_key=here.removesuffix("s"),
        list_href=f"{here}.html",
        list_name=bilingual(kind.zh, kind.en),
        name=tally.name,
        summary=_summary(tally),
        counts=tally.counts,
        ledgers=[(phase, by_phase[phase]) for phase in Phase if phase in by_phase],
        gaps=lambda: embedded(charts.gap_chart(table, limit=15)),
        diagonal=lambda: embedded(charts.diagonal_chart(table)),
        multiples=lambda: embedded(
            charts.small_multiples(whole, actuals), charts.small_multiples(whole, actuals, columns=1, limit=8)
        ),
    )


def _summary(tally: GroupCounts) -> Markup:
    zh = f"{tally.total}项本期目标，{tally.behind}项落后"
    en = f"{tally.total} current goals, {tally.behind} behind"
    if tally.change:
        zh += f"，比上期{'多' if tally.change > 0 else '少'}{abs(tally.change)}项"
        en += f", {abs(tally.change)} {'more' if tally.change > 0 else 'fewer'} than before"
    if tally.others:
        zh += f"；另有往年或尚未开始的{tally.others}项"
        en += f"; {tally.others} more of past years or not yet begun"
    return bilingual(zh, en)
