"""The first page: what lags, who owns it, is it getting worse."""

from __future__ import annotations

from datetime import date

from jinja2 import Environment
from markupsafe import Markup

from dashboards import charts
from dashboards.site.catalogue import Catalogue
from dashboards.site.embed import embedded
from dashboards.site.environment import group_path, say
from dashboards.site.incremental import Page
from dashboards.site.page import GOAL_COLUMNS, VERDICT_COLUMNS, any_illustrative, page
from dashboards.site.pages import document_cards
from dashboards.site.tally import Tally, behind_count, change_behind, status_counts, tallies, worst_first
from dashboards.snapshot import Row, frame
from targets.words import Phrase

WORST = 10
RANKED = 9


def overview(env: Environment, catalogue: Catalogue) -> Page:
    """The page of the goals that are current; those of past years and not yet begun are counted and linked."""
    goals = catalogue.current
    table = frame(goals, GOAL_COLUMNS)
    verdicts = [verdict for verdict in catalogue.snapshot.verdicts if verdict["in_play"]]
    owners = tallies(goals, lambda goal: [goal["lead"]], lambda name: group_path("owners", name))
    documents = document_cards(catalogue)
    others = [(phase, found) for phase in ("past", "upcoming") if (found := catalogue.by_phase.get(phase))]
    return page(
        env,
        "index.html",
        "index.html.jinja",
        [catalogue.goals, verdicts, documents],
        catalogue,
        title=Phrase("总览", "Overview"),
        here="index",
        plots=bool(goals),
        illustrative=any_illustrative(goals),
        total=len(catalogue.goals),
        headline=lambda: headline(goals, owners),
        counts=status_counts(goals),
        others=[(phase, len(found), behind_count(found)) for phase, found in others],
        worst=[goal for goal in worst_first(goals) if goal["status"].is_behind][:WORST],
        owners=owners[:RANKED],
        documents=documents[:6],
        document_total=len(documents),
        flow_note=_flow_note(goals),
        diagonal=lambda: embedded(charts.diagonal_chart(table)),
        flow=lambda: embedded(charts.status_flow(table)),
        months=lambda: embedded(charts.owner_month_heatmap(frame(verdicts, VERDICT_COLUMNS))),
        topics=lambda: embedded(charts.region_topic_heatmap(table)),
    )


def headline(goals: list[Row], owners: list[Tally]) -> Markup:
    """The state of things in one sentence: how many of the judged goals are behind, and whether that grows."""
    judged = [goal for goal in goals if goal["status"].is_assessed]
    behind, change = behind_count(judged), change_behind(judged)
    if not judged:
        return say("目前还没有可以评估的目标。", "No goal can be assessed yet.")
    zh = Markup("{}项可评估目标中，<em>{}项落后</em>").format(len(judged), behind)
    en = Markup("Of {} goals that can be assessed, <em>{} are behind</em>").format(len(judged), behind)
    if change:
        zh += f"，比上期{'多' if change > 0 else '少'}{abs(change)}项"
        en += f", {abs(change)} {'more' if change > 0 else 'fewer'} than before"
    if owners and owners[0].behind:
        zh += Markup("；落后最多的是{}").format(owners[0].name[:24])
        en += Markup("; most of them with {}").format(owners[0].name[:24])
    return say(zh + "。", en + ".")


def _flow_note(goals: list[Row]) -> Markup:
    days = sorted({goal["previous_as_of"] for goal in goals if goal["previous_as_of"]})
    before: date | None = days[-1] if days else None
    if before is None:
        return say("只有一次评估，还不能比较。", "There is one verdict only; nothing to compare yet.")
    return say(f"从{before:%Y-%m-%d}到本期。", f"From {before:%Y-%m-%d} to now.")
