"""The pages of the site other than those of single goals: which facts each shows, and in which template."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from dashboards import charts
from dashboards.charts.house import BEHIND
from dashboards.site.catalogue import Catalogue
from dashboards.site.embed import embedded
from dashboards.site.environment import document_path, group_path, say
from dashboards.site.highlight import paragraphs_of
from dashboards.site.incremental import Page
from dashboards.site.tally import Tally, behind_count, change_behind, status_counts, tallies, worst_first
from dashboards.snapshot import Row, frame
from dashboards.words import Phrase, phrase

WORST = 10
RANKED = 9
UNJUDGED = ("not_assessable", "not_started", "stale")
GOAL_COLUMNS = (
    "target_id",
    "indicator",
    "lead",
    "region",
    "topic",
    "status",
    "previous_status",
    "gap_points",
    "time_share",
    "progress_share",
)
VERDICT_COLUMNS = ("target_id", "as_of", "status", "lead")
ACTUAL_COLUMNS = ("target_id", "period_end", "recorded_at", "value", "latest")


def page(
    env: Environment, path: str, template: str, facts: Any, catalogue: Catalogue, **context: Any
) -> Page:
    """A page from a template; its context values that are functions are called only when it is rendered."""
    frame_of_page = {
        "root": "../" * path.count("/"),
        "as_of": catalogue.as_of,
        "plots": False,
        "illustrative": False,
    }

    def render() -> str:
        values = {key: value() if callable(value) else value for key, value in context.items()}
        return env.get_template(template).render(frame_of_page | values)

    return Page(path, [str(catalogue.as_of), context["title"].zh, facts], render)


def overview(env: Environment, catalogue: Catalogue) -> Page:
    """The first page: what lags, who owns it, is it getting worse."""
    goals = catalogue.goals
    table = frame(goals, GOAL_COLUMNS)
    worst = [goal for goal in worst_first(goals) if goal["status"] in BEHIND][:WORST]
    owners = tallies(goals, lambda goal: [goal["lead"]], lambda name: group_path("owners", name))
    documents = document_tallies(catalogue)
    verdicts = frame(catalogue.snapshot.verdicts, VERDICT_COLUMNS)
    facts = [
        goals,
        [v["status"] for v in catalogue.snapshot.verdicts],
        [d["tally"].counts for d in documents],
    ]
    return page(
        env,
        "index.html",
        "index.html.jinja",
        facts,
        catalogue,
        title=Phrase("总览", "Overview"),
        here="index",
        plots=bool(goals),
        illustrative=any(goal["illustrative"] for goal in goals),
        total=len(goals),
        headline=lambda: headline(goals, owners),
        counts=status_counts(goals),
        worst=worst,
        owners=owners[:RANKED],
        documents=[_card(d) for d in documents[:6]],
        document_total=len(documents),
        flow_note=_flow_note(goals),
        diagonal=lambda: embedded(charts.diagonal_chart(table)),
        flow=lambda: embedded(charts.status_flow(table)),
        months=lambda: embedded(charts.owner_month_heatmap(verdicts)),
        topics=lambda: embedded(charts.region_topic_heatmap(table)),
    )


def headline(goals: list[Row], owners: list[Tally]) -> Markup:
    """The state of things in one sentence: how many of the judged goals are behind, and whether that grows."""
    judged = [goal for goal in goals if goal["status"] not in UNJUDGED]
    behind, change = behind_count(judged), change_behind(judged)
    if not judged:
        return say("目前还没有可以评估的目标。", "No goal can be assessed yet.")
    zh = Markup("{}项可评估目标中，<em>{}项落后</em>").format(len(judged), behind)
    en = Markup("Of {} goals that can be assessed, <em>{} are behind</em>").format(len(judged), behind)
    if change:
        zh += f"，比上期{'多' if change > 0 else '少'}{abs(change)}项"
        en += f", {abs(change)} {'more' if change > 0 else 'fewer'} than at the last verdict"
    if owners and owners[0].behind:
        zh += Markup("；落后最多的是{}").format(owners[0].name[:24])
        en += Markup("; most of them with {}").format(owners[0].name[:24])
    return say(zh + "。", en + ".")


def group_pages(env: Environment, catalogue: Catalogue) -> Iterator[Page]:
    """The list of owners and of regions, and a page for each of them."""
    owners = tallies(catalogue.goals, lambda goal: goal["owners"], lambda name: group_path("owners", name))
    regions = tallies(
        catalogue.goals, lambda goal: [goal["region"]], lambda name: group_path("regions", name)
    )
    verdicts = frame(catalogue.snapshot.verdicts, VERDICT_COLUMNS)
    goals = frame(catalogue.goals, GOAL_COLUMNS)
    heats = (
        (
            Phrase("各单位逐月落后比例", "Share behind by owner and month"),
            lambda: embedded(charts.owner_month_heatmap(verdicts, limit=25)),
        ),
        (
            Phrase("各地区各领域落后比例", "Share behind by region and topic"),
            lambda: embedded(charts.region_topic_heatmap(goals, limit=25)),
        ),
    )
    kinds = (
        ("owners", Phrase("责任单位", "Owners"), owners, catalogue.by_owner),
        ("regions", Phrase("地区", "Regions"), regions, catalogue.by_region),
    )
    for (here, name, found, by_name), (heat_title, heat) in zip(kinds, heats, strict=True):
        yield page(
            env,
            f"{here}.html",
            "groups.html.jinja",
            [[t.name, t.counts, t.change] for t in found]
            + [[v["status"], str(v["as_of"])] for v in catalogue.snapshot.verdicts],
            catalogue,
            title=name,
            here=here,
            plots=True,
            illustrative=any(goal["illustrative"] for goal in catalogue.goals),
            heading=say(name.zh, name.en),
            groups=found,
            heat=heat,
            heat_title=heat_title,
        )
        for tally in found:
            yield _group_page(env, catalogue, here, name, tally, worst_first(by_name[tally.name]))


def _group_page(
    env: Environment, catalogue: Catalogue, here: str, kind: Phrase, tally: Tally, goals: list[Row]
) -> Page:
    """One owner's or region's own ledger."""
    table = frame(goals, GOAL_COLUMNS)
    whole = frame(goals, tuple(goals[0]))
    figures = [row for goal in goals for row in catalogue.actuals.get(goal["target_id"], [])]
    actuals = frame(figures, ACTUAL_COLUMNS)
    return page(
        env,
        tally.path,
        "group.html.jinja",
        [goals, figures],
        catalogue,
        title=Phrase(tally.name[:80], tally.name[:80]),
        here=here,
        plots=True,
        illustrative=any(goal["illustrative"] for goal in goals),
        list_href=f"{here}.html",
        list_name=say(kind.zh, kind.en),
        name=tally.name,
        summary=_group_summary(tally),
        counts=tally.counts,
        goals=goals,
        gaps=lambda: embedded(charts.gap_chart(table, limit=15)),
        diagonal=lambda: embedded(charts.diagonal_chart(table)),
        multiples=lambda: embedded(
            charts.small_multiples(whole, actuals), charts.small_multiples(whole, actuals, columns=1, limit=8)
        ),
    )


def _group_summary(tally: Tally) -> Markup:
    zh = f"{tally.total}项目标，{tally.behind}项落后"
    en = f"{tally.total} goals, {tally.behind} behind"
    if tally.change:
        zh += f"，比上期{'多' if tally.change > 0 else '少'}{abs(tally.change)}项"
        en += f", {abs(tally.change)} {'more' if tally.change > 0 else 'fewer'} than at the last verdict"
    return say(zh, en)


def document_tallies(catalogue: Catalogue) -> list[dict[str, Any]]:
    """Each document with the tally of its goals."""
    found = []
    for document in catalogue.snapshot.documents:
        goals = catalogue.by_document.get(document["document_id"], [])
        path = document_path(document["document_id"])
        name = document["title"] or document["doc"]
        found.append(
            {
                "row": document,
                "tally": Tally(name, path, len(goals), behind_count(goals), None, status_counts(goals)),
            }
        )
    return found


def _card(entry: dict[str, Any]) -> dict[str, Any]:
    row, tally = entry["row"], entry["tally"]
    keys = ("issuer", "number", "issued_on", "illustrative")
    return {key: row[key] for key in keys} | {
        "title": tally.name,
        "path": tally.path,
        "total": tally.total,
        "counts": tally.counts,
    }


def document_pages(env: Environment, catalogue: Catalogue) -> Iterator[Page]:
    """The list of documents, and each with its full text and every mention marked."""
    documents = document_tallies(catalogue)
    cards = [_card(entry) for entry in documents]
    yield page(
        env,
        "documents.html",
        "documents.html.jinja",
        cards,
        catalogue,
        title=Phrase("文件", "Documents"),
        here="documents",
        documents=cards,
    )
    for entry in documents:
        row = entry["row"]
        mentions = catalogue.mentions.get(row["document_id"], [])
        goals = sorted(
            catalogue.by_document.get(row["document_id"], []),
            key=lambda g: (g["mention_start"] or 0, g["target_id"]),
        )
        yield page(
            env,
            entry["tally"].path,
            "document.html.jinja",
            [row, mentions, goals],
            catalogue,
            title=Phrase(entry["tally"].name[:80], entry["tally"].name[:80]),
            here="documents",
            illustrative=row["illustrative"],
            document=row,
            counts=entry["tally"].counts,
            goals=goals,
            paragraphs=lambda row=row, mentions=mentions: paragraphs_of(row["text"], mentions),
        )


def alerts_page(env: Environment, catalogue: Catalogue) -> Page:
    """All alerts with owner, condition, state and when they were last sent."""
    current = {goal["target_id"] for goal in catalogue.goals}
    alerts = [
        alert | {"path": f"goals/{alert['target_id']}.html" if alert["target_id"] in current else None}
        for alert in catalogue.snapshot.alerts
    ]
    states = Counter(alert["state"] for alert in alerts)
    zh = "，".join(f"{phrase('state', s).zh}{n}项" for s, n in states.items()) or "没有预警"
    en = ", ".join(f"{n} {phrase('state', s).en.lower()}" for s, n in states.items()) or "no alerts"
    illustrative = any(goal["illustrative"] for goal in catalogue.goals)
    return page(
        env,
        "alerts.html",
        "alerts.html.jinja",
        alerts,
        catalogue,
        title=Phrase("预警", "Alerts"),
        here="alerts",
        alerts=alerts,
        summary=say(zh, en),
        illustrative=illustrative,
    )


def quality_page(env: Environment, catalogue: Catalogue) -> Page:
    """What was kept out, what the checks found, how fresh the figures are."""
    snapshot = catalogue.snapshot
    passed = sum(check["success"] for check in snapshot.checks)
    runs = [run | {"steps": json.loads(run["stages"] or "[]")} for run in snapshot.runs]
    reasons = Counter(
        (g["reason_code"], g["reason_zh"], g["reason_en"])
        for g in catalogue.goals
        if g["status"] == "not_assessable"
    )
    by_code: dict[str, tuple[str, str, str, int]] = {}
    for (code, zh, en), count in reasons.most_common():
        first = by_code.get(code, (code, zh, en, 0))
        by_code[code] = (*first[:3], first[3] + count)
    held, failed = len(snapshot.quarantine), len(snapshot.checks) - passed
    return page(
        env,
        "quality.html",
        "quality.html.jinja",
        [snapshot.quarantine, snapshot.checks, runs, snapshot.freshness, list(by_code)],
        catalogue,
        title=Phrase("数据质量", "Data quality"),
        here="quality",
        illustrative=any(series["illustrative"] for series in snapshot.freshness),
        summary=say(
            f"{held}行输入被隔离，{failed}项校验未通过，{len(snapshot.freshness)}个序列有实际值。",
            f"{held} rows of input in quarantine, {failed} checks failed, {len(snapshot.freshness)} series have figures.",
        ),
        quarantine=snapshot.quarantine,
        checks=snapshot.checks,
        passed=passed,
        reasons=sorted(by_code.values(), key=lambda reason: -reason[3]),
        runs=runs,
        freshness=snapshot.freshness,
    )


def method_page(env: Environment, catalogue: Catalogue) -> Page:
    """How gap and status come about."""
    profiles = sorted({goal["profile"] for goal in catalogue.goals})
    return page(
        env,
        "method.html",
        "method.html.jinja",
        profiles,
        catalogue,
        title=Phrase("评估方法", "Method"),
        here="method",
        profiles=profiles,
    )


def goals_page(env: Environment, catalogue: Catalogue) -> Page:
    """The list of all goals, filled in the browser from `assets/goals.js`."""
    counts = status_counts(catalogue.goals)
    illustrative = any(goal["illustrative"] for goal in catalogue.goals)
    return page(
        env,
        "goals.html",
        "goals.html.jinja",
        [counts, illustrative],
        catalogue,
        title=Phrase("全部目标", "All goals"),
        here="goals",
        counts=counts,
        illustrative=illustrative,
    )


def _flow_note(goals: list[Row]) -> Markup:
    days = sorted({goal["previous_as_of"] for goal in goals if goal["previous_as_of"]})
    before: date | None = days[-1] if days else None
    if before is None:
        return say("只有一次评估，还不能比较。", "There is one verdict only; nothing to compare yet.")
    return say(f"从{before:%Y-%m-%d}到本期。", f"From {before:%Y-%m-%d} to now.")
