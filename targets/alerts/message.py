"""The text of a message: in Chinese, English or both, the worst goal first, with its gap, owner, evidence and page."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from importlib.resources import files
from typing import TYPE_CHECKING

from targets import figures
from targets.alerts.alert import Alert, AlertState
from targets.status import AlertReason, Status
from targets.words import Phrase, phrase, word_of

if TYPE_CHECKING:
    import jinja2

ALL_UNITS = "*"
"""The group of a digest: every unit in one message."""

BOTH = "both"
_LISTED = 50
_GROUP = 60
_UNOWNED = Phrase("未写明责任单位", "no unit named")
_ALL_UNITS = Phrase("全部单位", "all units")
Say = Callable[[str, str], str]


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
    say = partial(_say, manner.language)
    digest = group_key == ALL_UNITS
    group = _one(_ALL_UNITS, say) if digest else one_line(group_key, _GROUP) or _one(_UNOWNED, say)
    # What a receiver has not heard stands in full; of the rest as much as there is room for.
    shown = [a for a in firing if a.alert_id in manner.news][:_LISTED]
    shown = [a for a in firing if a in shown or len(shown) < _LISTED][:_LISTED] if shown else firing[:_LISTED]
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
            unlisted=[a for a in firing if a not in shown],
            resolved=resolved,
            acknowledged=by_state[AlertState.ACKNOWLEDGED],
            unowned=_one(_UNOWNED, say),
            fresh=lambda a: f" ★{say('新', 'new')}" if a.alert_id in manner.news else "",
        )
    )
    return Message(_subject(group, firing, resolved, manner), body.strip() + "\n")


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


def _say(language: str, zh: str, en: str) -> str:
    """Words in the language of a message: one of them, or both."""
    return {"zh": zh, "en": en}.get(language, zh if zh == en else f"{zh} / {en}")


def _one(words: Phrase, say: Say) -> str:
    return say(words.zh, words.en)


def _subject(group: str, firing: Sequence[Alert], resolved: Sequence[Alert], manner: Manner) -> str:
    counts = Counter(Status(alert.status) for alert in firing)
    zh = [f"{word_of(status).zh}{count}项" for status, count in counts.items()]
    en = [f"{count} {word_of(status).en.lower()}" for status, count in counts.items()]
    if resolved:
        zh.append(f"已恢复{len(resolved)}项")
        en.append(f"{len(resolved)} recovered")
    marks = {"zh": ("督办升级", "督办"), "en": ("duban, escalated", "duban")}
    mark = marks.get(manner.language, marks["zh"])[0 if manner.escalated else 1]
    if manner.language == "en":
        return f"[{mark}] {group}: {', '.join(en)}"
    return f"【{mark}】{group}：{'、'.join(zh)}" + (f" | {', '.join(en)}" if manner.language == BOTH else "")


@cache
def _environment(site: str, language: str) -> jinja2.Environment:
    import jinja2

    say = partial(_say, language)
    environment = jinja2.Environment(
        loader=jinja2.DictLoader({"message.txt.jinja": _file("message.txt.jinja")}),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # plain text; the receiver's service escapes it where it makes HTML of it
    )
    environment.globals |= {
        "say": say,
        "facts": lambda alert: (
            one_line(alert.message_en if language == "en" else alert.message_zh)
            + (f" （{say('示意数据', 'illustrative data')}）" if alert.illustrative else "")
        ),
        "reached": partial(_reached, say),
    }
    environment.filters |= {
        "line": one_line,
        "gap": lambda alert: say(*(figures.gap(alert.gap, alert.unit, code) for code in ("zh", "en"))),
        "status": lambda status: say(word_of(Status(status)).zh, word_of(Status(status)).en.lower()),
        "rules": partial(_rules, say),
        "page": lambda alert: f"{site}{page_of(alert)}",
    }
    return environment


def _rules(say: Say, alert: Alert) -> str:
    """The rules that hold, where they say more than the status."""
    named = [*([alert.rule] if ", " in alert.told_as else []), *alert.beside]
    return "、".join(_one(phrase("alert_rule", rule), say) for rule in named)


def _reached(say: Say, alert: Alert) -> str:
    """What was reached, by the figure of which day, and when that ended the alert."""
    if alert.actual is None or alert.actual_on is None:
        return ""
    figure = [figures.quantity(alert.actual, alert.unit, code) for code in ("zh", "en")]
    zh = f"截至{alert.actual_on}为{figure[0]}，{alert.changed_at:%Y-%m-%d}解除"
    en = f"{figure[1]} on {alert.actual_on}, over on {alert.changed_at:%Y-%m-%d}"
    return f" （{say(zh, en)}）"


def page_of(alert: Alert) -> str:
    """The path of the goal's page within the site."""
    return f"goals/{alert.target_id}.html"


def _file(name: str) -> str:
    return files("targets.alerts").joinpath(name).read_text(encoding="utf-8")
