"""The text of a message: in Chinese, English or both, the worst goal first, with its gap, owner, evidence and page."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from targets import figures
from targets.alerts.alert import Alert, AlertState
from targets.status import AlertReason, Status
from targets.words import BOTH, LANGUAGES, Phrase, joined, message, phrase, word_of

if TYPE_CHECKING:
    import jinja2

ALL_UNITS = "*"
"""The group of a digest: every unit in one message."""

_LISTED = 50
_GROUP = 60


@dataclass(frozen=True, slots=True)
class Message:
    """Subject and body of a message, plain text."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Manner:
    """How a message is written: what stands before the path of a page, in which language ("zh", "en", BOTH).

    `news` are the alerts of which the receiver has not heard; `escalated` says that it is told as well as the unit.
    """

    site: str
    language: str = BOTH
    news: frozenset[str] = frozenset()
    escalated: bool = False


def write_message(group_key: str, alerts: Sequence[Alert], as_of: date, manner: Manner) -> Message:
    """The message about a group's `alerts`, worst first; ALL_UNITS is a digest with two lines a goal."""
    by_state = {state: [a for a in alerts if a.state is state] for state in AlertState}
    firing, resolved = by_state[AlertState.FIRING], by_state[AlertState.RESOLVED]
    digest = group_key == ALL_UNITS
    unowned = message("alert_group-unowned").in_language(manner.language)
    group = (
        message("alert_group-all").in_language(manner.language)
        if digest
        else one_line(group_key, _GROUP) or unowned
    )
    # What a receiver has not heard stands in full; of the rest as much as there is room for.
    heard = sorted(firing, key=lambda alert: alert.alert_id not in manner.news)
    full = {alert.alert_id for alert in heard[:_LISTED]}
    shown = [alert for alert in firing if alert.alert_id in full]
    body = (
        _environment(manner.site, manner.language)
        .get_template("message.txt.jinja")
        .render(
            group=group,
            digest=digest,
            both=manner.language == BOTH,
            escalated=manner.escalated,
            as_of=as_of,
            firing=shown,
            unlisted=[a for a in firing if a.alert_id not in full],
            resolved=resolved,
            acknowledged=by_state[AlertState.ACKNOWLEDGED],
            unowned=unowned,
            news=manner.news,
        )
    )
    acknowledged = by_state[AlertState.ACKNOWLEDGED] if manner.escalated else []
    return Message(_subject(group, firing, resolved, acknowledged, manner), body.strip() + "\n")


def message_id_of(
    receiver: str, group_key: str, reason: AlertReason, told: dict[str, str], run_id: str
) -> str:
    """The idempotency key of the message that a run puts together for a receiver and group."""
    parts = (receiver, group_key, reason.value, json.dumps(told, sort_keys=True), run_id)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def one_line(text: str, limit: int = 300) -> str:
    """Text of a document or a person as one line of at most `limit` characters, without control characters."""
    visible = "".join(" " if unicodedata.category(c) in ("Cc", "Cf") else c for c in text)
    line = " ".join(visible.split())
    return line if len(line) <= limit else f"{line[: limit - 1]}…"


def _subject(
    group: str,
    firing: Sequence[Alert],
    resolved: Sequence[Alert],
    acknowledged: Sequence[Alert],
    manner: Manner,
) -> str:
    by_status = Counter(Status(alert.status) for alert in firing)
    counts = [
        message("alert_text-count", status=_lower(word_of(status)), count=str(count))
        for status, count in by_status.items()
    ]
    if resolved:
        counts.append(message("alert_text-count_resolved", count=str(len(resolved))))
    if acknowledged:
        counts.append(message("alert_text-count_acknowledged", count=str(len(acknowledged))))
    over = "alert_text-mark_escalation_over"
    mark = message(
        ("alert_text-mark_escalated" if firing else over) if manner.escalated else "alert_text-mark"
    )
    return subject_of(mark, group, joined(counts), manner.language)


def subject_of(mark: Phrase, group: str, what: Phrase, language: str) -> str:
    """The subject of a message to who reads a language; for both, Chinese and then in English what it is about."""
    subject = message("alert_text-subject", mark=mark, group=group, what=what)
    return f"{subject.zh} | {what.en}" if language == BOTH else subject.in_language(language)


@cache
def _environment(site: str, language: str) -> jinja2.Environment:
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.DictLoader({"message.txt.jinja": _file("message.txt.jinja")}),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # plain text; the receiver's service escapes it where it makes HTML of it
    )
    environment.globals |= {
        "text": lambda name, **values: message(name, **values).in_language(language),
        "facts": lambda alert: one_line(alert.message_en if language == "en" else alert.message_zh),
    }
    environment.filters |= {
        "line": one_line,
        "gap": lambda alert: _figure(figures.gap, alert.gap, alert.unit).in_language(language),
        "status": lambda status: _lower(word_of(Status(status))).in_language(language),
        "rules": lambda alert: _rules(alert).in_language(language),
        "reached": lambda alert: _reached(alert).in_language(language),
        "page": lambda alert: f"{site}{page_of(alert)}",
    }
    return environment


def _lower(words: Phrase) -> Phrase:
    """Words within a line, which do not begin with a capital."""
    return Phrase(words.zh, words.en.lower())


def _figure(worded: Callable[[float | None, str, str], str], value: float | None, unit: str) -> Phrase:
    return Phrase(*(worded(value, unit, language) for language in LANGUAGES))


def _rules(alert: Alert) -> Phrase:
    """The rules that hold, where they say more than the status."""
    named = [*([alert.rule] if ", " in alert.told_as else []), *alert.beside]
    return joined(phrase("alert_rule", rule) for rule in named)


def _reached(alert: Alert) -> Phrase:
    """What was reached, by the figure of which day, and when that ended the alert."""
    if alert.actual is None or alert.actual_on is None:
        return Phrase("", "")
    figure = _figure(figures.quantity, alert.actual, alert.unit)
    ended = alert.changed_at.date()
    return message("alert_text-reached", figure=figure, day=str(alert.actual_on), ended=str(ended))


def page_of(alert: Alert) -> str:
    """The path of the goal's page within the site."""
    return f"goals/{alert.target_id}.html"


def _file(name: str) -> str:
    return files("targets.alerts").joinpath(name).read_text(encoding="utf-8")
