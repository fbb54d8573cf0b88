"""Puts the messages that are due into the outbox, and records what every receiver hears of every change."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import duckdb

from targets.alerts.alert import Alert
from targets.alerts.decision import Pace, SentMessage, alerts_to_list, decide, news, statuses_in_message
from targets.alerts.message import ALL_UNITS, Manner, message_id_of, write_message
from targets.alerts.rules import AlertRules
from targets.alerts.states import query
from targets.alerts.telling import GroupOutcome, forget_tellings, record_tellings
from targets.settings import Receiver, Settings
from targets.status import AlertReason
from targets.store.run import Run

_REGION = re.compile(r"（[^（）]*）$")


@dataclass(frozen=True, slots=True)
class ReceiverDecision:
    """Whether a receiver is told about a group now, and why or why not."""

    receiver: str
    group_key: str
    reason: AlertReason


@dataclass(frozen=True, slots=True)
class Posting:
    """What messages are put together by: the run, the settings and the rules."""

    con: duckdb.DuckDBPyConnection
    run: Run
    settings: Settings
    rules: AlertRules

    @property
    def pace(self) -> Pace:
        """How fast messages may follow each other."""
        return Pace(timedelta(days=self.rules.group_days), lambda alert: self.rules.repeat_of(alert.rule))


def is_addressed_to(receiver: Receiver, group_key: str) -> bool:
    """Whether a receiver hears of a group: its `owners` name the unit, with its region in brackets or without."""
    return not receiver.owners or not {group_key, _REGION.sub("", group_key)}.isdisjoint(receiver.owners)


def put_messages(posting: Posting, alerts: Sequence[Alert]) -> tuple[ReceiverDecision, ...]:
    """Decide for every receiver and group, put what is due into the outbox, and record every telling."""
    sent, waiting = _last_messages(posting.con)
    decisions = []
    for receiver in posting.settings.receivers:
        outcomes = {}
        for group_key, members in _groups(receiver, alerts).items():
            place = (receiver.name, group_key)
            outcome = _put_message(
                posting, receiver, group_key, members, sent.get(place), waiting.pop(place, None)
            )
            outcomes[group_key] = outcome
            decisions.append(ReceiverDecision(receiver.name, group_key, outcome.reason))
        for place in [place for place in waiting if place[0] == receiver.name]:
            take_back(posting, waiting.pop(place).message_id)
        record_tellings(
            posting.con,
            receiver.name,
            lambda unit, to=receiver: _group_of(to, unit),  # type: ignore[misc]
            outcomes,
            posting.run.now,
        )
    return tuple(decisions)


def _groups(receiver: Receiver, alerts: Sequence[Alert]) -> dict[str, list[Alert]]:
    """The alerts of a receiver by the message they belong to."""
    groups: dict[str, list[Alert]] = defaultdict(list)
    for alert in alerts:
        if (group := _group_of(receiver, alert.group_key)) is not None:
            groups[group].append(alert)
    return groups


def _group_of(receiver: Receiver, unit: str) -> str | None:
    if not is_addressed_to(receiver, unit):
        return None
    return ALL_UNITS if receiver.takes_digest else unit


def _put_message(
    posting: Posting,
    receiver: Receiver,
    group_key: str,
    alerts: Sequence[Alert],
    sent: SentMessage | None,
    waiting: SentMessage | None,
) -> GroupOutcome:
    reason = decide(alerts, sent, posting.run.now, posting.pace)
    fresh = news(alerts, sent)
    listed = alerts_to_list(alerts, sent)
    told = statuses_in_message(listed)
    ids = frozenset(told)
    if waiting and reason.sends and waiting.statuses == told:
        return GroupOutcome(AlertReason.WAITING, waiting.message_id, ids, fresh)
    if waiting:
        take_back(posting, waiting.message_id)
    if not reason.sends:
        return GroupOutcome(reason, news=fresh)
    manner = Manner(posting.settings.site_url, receiver.language, fresh)
    kind = "digest" if group_key == ALL_UNITS else "group"
    message_id = put(posting, receiver.name, group_key, kind, reason, listed, manner)
    return GroupOutcome(reason, message_id, ids, fresh)


def put(
    posting: Posting,
    receiver: str,
    group_key: str,
    kind: str,
    reason: AlertReason,
    alerts: Sequence[Alert],
    manner: Manner,
) -> str:
    """Put a message about `alerts` into the outbox; returns its idempotency key."""
    told = statuses_in_message(alerts)
    message = write_message(group_key, alerts, posting.run.as_of, manner)
    message_id = message_id_of(receiver, group_key, reason, told, posting.run.run_id)
    posting.con.execute(
        "INSERT OR IGNORE INTO outbox (message_id, receiver, group_key, kind, reason, subject, body, told, created_at, "
        "state, attempts, run_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'pending', 0, ?)",
        [
            message_id,
            receiver,
            group_key,
            kind,
            reason.value,
            message.subject,
            message.body,
            json.dumps(told),
            posting.run.now,
            posting.run.run_id,
        ],
    )
    return message_id


def take_back(posting: Posting, message_id: str) -> None:
    """A message that waits is out of date: another takes its place, or there is nothing to say any more."""
    posting.con.execute("UPDATE outbox SET state = 'outdated' WHERE message_id = ?", [message_id])
    forget_tellings(posting.con, message_id)


def _last_messages(
    con: duckdb.DuckDBPyConnection,
) -> tuple[dict[tuple[str, str], SentMessage], dict[tuple[str, str], SentMessage]]:
    """The last message sent and the one that waits, by receiver and group."""
    found: dict[str, dict[tuple[str, str], SentMessage]] = {"sent": {}, "pending": {}}
    rows = con.execute(query("last_messages")).fetchall()
    for receiver, group_key, state, message_id, told, at, decided in rows:
        found[state][receiver, group_key] = SentMessage(message_id, json.loads(told), at, frozenset(decided))
    return found["sent"], found["pending"]
