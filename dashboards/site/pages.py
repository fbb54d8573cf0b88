"""The pages of documents, alerts, data quality and method, and the list of all goals."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any

from jinja2 import Environment

from dashboards.counts import status_counts
from dashboards.overview import LISTS
from dashboards.reports import ReportFacts
from dashboards.rows import DocumentRow, MentionRow
from dashboards.site.environment import bilingual_phrase, document_path, goal_path, text
from dashboards.site.highlight import paragraphs_of
from dashboards.site.incremental import Page
from dashboards.site.page import any_illustrative, page
from dashboards.site.snapshot_index import SnapshotIndex
from dashboards.site.text_blocks import TextBlock, blocks_of
from dashboards.site.versions import versions_path
from targets.status import Phase
from targets.words import Phrase, joined, message, phrase, unworded


def document_cards(index: SnapshotIndex) -> list[dict[str, Any]]:
    """Each document as the lists show it: title, issuer, date, and the statuses of its goals."""
    cards = []
    for document in index.snapshot.documents:
        goals = index.by_document.get(document["document_id"], [])
        card = {key: document[key] for key in ("issuer", "number", "issued_on", "illustrative")}
        card |= {
            "title": document["title"] or document["doc"],
            "path": document_path(document["document_id"]),
        }
        cards.append(card | {"total": len(goals), "counts": status_counts(goals)})
    return cards


def document_pages(env: Environment, index: SnapshotIndex) -> Iterator[Page]:
    """The list of documents, and each with its full text and every mention marked."""
    cards = document_cards(index)
    yield page(
        env,
        "documents.html",
        "documents.html.jinja",
        cards,
        index,
        title=message("page-documents"),
        here="documents",
        documents=cards,
    )
    for card, row in zip(cards, index.snapshot.documents, strict=True):
        mentions = index.mentions.get(row["document_id"], [])
        goals = index.by_document.get(row["document_id"], [])
        has_earlier = row["document_id"] in index.earlier
        yield page(
            env,
            card["path"],
            "document.html.jinja",
            [row, mentions, goals, has_earlier],
            index,
            title=unworded(card["title"][:80]),
            here="documents",
            illustrative=row["illustrative"],
            document=row,
            versions=f"../{versions_path(row['document_id'])}" if has_earlier else None,
            counts=card["counts"],
            goals=sorted(goals, key=lambda goal: (goal["mention_start"] or 0, goal["target_id"])),
            headings={part for mention in mentions for part in mention["section"]} | {card["title"]},
            blocks=partial(_blocks, row, mentions),
        )


def _blocks(document: DocumentRow, mentions: list[MentionRow]) -> list[TextBlock]:
    return blocks_of(paragraphs_of(document["text"], mentions, document["pages"] or ()))


def alerts_page(env: Environment, index: SnapshotIndex) -> Page:
    """All alerts with owner, condition, state and when they were last sent."""
    current = {goal["target_id"] for goal in index.goals}
    alerts = [
        alert | {"path": goal_path(alert["target_id"]) if alert["target_id"] in current else None}
        for alert in index.snapshot.alerts
    ]
    states = Counter(alert["state"] for alert in index.snapshot.alerts)
    found = [_state_count(state, count) for state, count in states.items()] or [message("page-states-none")]
    illustrative = any_illustrative(index.goals)
    return page(
        env,
        "alerts.html",
        "alerts.html.jinja",
        alerts,
        index,
        title=message("page-alerts"),
        here="alerts",
        alerts=alerts,
        summary=bilingual_phrase(joined(found, "，")),
        illustrative=illustrative,
    )


def _state_count(state: str, count: int) -> Phrase:
    word = phrase("state", state)
    return message("page-state-count", state=Phrase(word.zh, word.en.lower()), count=str(count))


def quality_page(env: Environment, index: SnapshotIndex) -> Page:
    """What was kept out, what the checks found, how fresh the figures are."""
    snapshot = index.snapshot
    passed = sum(check["success"] for check in snapshot.checks)
    runs = [run | {"steps": json.loads(run["stages"] or "[]")} for run in snapshot.runs]
    reasons = Counter(
        (g["reason_code"], g["reason_zh"], g["reason_en"])
        for g in index.goals
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
        [snapshot.quarantine, snapshot.checks, runs, snapshot.freshness, list(by_code.values())],
        index,
        title=message("page-data-quality"),
        here="quality",
        illustrative=any(series["illustrative"] for series in snapshot.freshness),
        summary=text(
            "page-quality-summary", held=str(held), failed=str(failed), series=str(len(snapshot.freshness))
        ),
        quarantine=snapshot.quarantine,
        checks=snapshot.checks,
        passed=passed,
        reasons=sorted(by_code.values(), key=lambda reason: -reason[3]),
        runs=runs,
        freshness=snapshot.freshness,
    )


def reports_page(env: Environment, index: SnapshotIndex, facts: ReportFacts) -> Page:
    """Who owes which figures, which are doubtful or asked about, and what measures no goal."""
    went = facts.went
    return page(
        env,
        "reports.html",
        "reports.html.jinja",
        facts,
        index,
        title=message("page-reports"),
        here="reports",
        reports=facts,
        owed=sum(len(reports) for _, reports in facts.missing),
        current={goal["target_id"] for goal in index.goals},
        summary=text(
            "page-reports-summary",
            feeding=str(went.feeding),
            watched=str(went.watched),
            linkable=str(went.linkable),
            unlinked=str(went.unlinked),
            doubtful=str(went.doubtful),
            asked=str(went.asked),
            refused=str(went.refused),
        ),
    )


def method_page(env: Environment, index: SnapshotIndex) -> Page:
    """How gap and status come about."""
    profiles = sorted({goal["profile"] for goal in index.goals})
    return page(
        env,
        "method.html",
        "method.html.jinja",
        profiles,
        index,
        title=message("page-method"),
        here="method",
        profiles=profiles,
    )


def goals_page(env: Environment, index: SnapshotIndex) -> Page:
    """The list of all goals, filled in the browser from `assets/goals.js`."""
    counts, illustrative = status_counts(index.goals), any_illustrative(index.goals)
    phases = [phase for phase in Phase if phase in index.by_phase]
    return page(
        env,
        "goals.html",
        "goals.html.jinja",
        [counts, illustrative, phases],
        index,
        title=message("page-all-goals"),
        here="goals",
        counts=counts,
        phases=phases,
        lists=LISTS,
        illustrative=illustrative,
    )
