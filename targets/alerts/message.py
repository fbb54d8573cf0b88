"""The text of a message: Chinese and English, the worst goal first, with its gap, owner, evidence and page."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from targets import figures
from targets.alerts.alert import Alert, AlertState
from targets.status import AlertReason, Status
from targets.words import word_of

if TYPE_CHECKING:
    import jinja2

_LISTED = 50
_GROUP = 60
_UNOWNED = "未写明责任单位 / no unit named"


@dataclass(frozen=True, slots=True)
class Message:
    """Subject and body of a message, plain text."""

    subject: str
    body: str


def write_message(group_key: str, alerts: Sequence[Alert], as_of: date, site: str) -> Message:
    """The message about a group's `alerts`, worst first; `site` is put before the path of each page."""
    by_state = {state: [a for a in alerts if a.state is state] for state in AlertState}
    firing = by_state[AlertState.FIRING]
    group = one_line(group_key, _GROUP) or _UNOWNED
    environment = _environment(site)
    body = environment.get_template("message.txt.jinja").render(
        group=group,
        unowned=_UNOWNED,
        as_of=as_of,
        firing=firing[:_LISTED],
        unlisted=len(firing[_LISTED:]),
        resolved=by_state[AlertState.RESOLVED][:_LISTED],
        acknowledged=by_state[AlertState.ACKNOWLEDGED][:_LISTED],
    )
    return Message(_subject(group, firing, by_state[AlertState.RESOLVED]), body.strip() + "\n")


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


def _subject(group: str, firing: Sequence[Alert], resolved: Sequence[Alert]) -> str:
    counts = Counter(Status(alert.status) for alert in firing)
    zh = [f"{word_of(status).zh}{count}项" for status, count in counts.items()]
    en = [f"{count} {word_of(status).en.lower()}" for status, count in counts.items()]
    if resolved:
        zh.append(f"已恢复{len(resolved)}项")
        en.append(f"{len(resolved)} recovered")
    return f"【督办】{group}：{'、'.join(zh)} | {', '.join(en)}"


def _status(status: str) -> str:
    word = word_of(Status(status))
    return f"{word.zh} / {word.en.lower()}"


def _gap(alert: Alert) -> str:
    zh, en = (figures.gap(alert.gap, alert.unit, language) for language in ("zh", "en"))
    return zh if zh == en else f"{zh} / {en}"


@cache
def _environment(site: str) -> jinja2.Environment:
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.DictLoader({"message.txt.jinja": _file("message.txt.jinja")}),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # plain text; the receiver's service escapes it where it makes HTML of it
    )
    environment.filters |= {
        "line": one_line,
        "gap": _gap,
        "status": _status,
        "page": lambda alert: f"{site}{page_of(alert)}",
    }
    return environment


def page_of(alert: Alert) -> str:
    """The path of the goal's page within the site."""
    return f"goals/{alert.target_id}.html"


def _file(name: str) -> str:
    return files("targets.alerts").joinpath(name).read_text(encoding="utf-8")
