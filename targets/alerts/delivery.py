"""Empties the outbox: at least once to each receiver, with the same key on every attempt."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb

from targets.alerts.quiet import quiet_until
from targets.alerts.receivers import Letter, send
from targets.alerts.rules import AlertRules, AlertSeverity, default_rules
from targets.alerts.states import query
from targets.settings import Receiver, Settings

FIRST_PAUSE = timedelta(minutes=5)
LONGEST_PAUSE = timedelta(hours=12)
MOST_ATTEMPTS = 10
"""After so many failures a message is a dead letter: it is tried again when somebody asks for it."""

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class OutboxMessage:
    """A message that waits: to whom, about which group (`kind`: group, digest or escalation) and goals, how often tried.

    `severity` is the highest of the alerts in it, `next_try_at` the moment before which it is not tried again.
    """

    message_id: str
    receiver: str
    group_key: str
    kind: str
    subject: str
    body: str
    target_ids: tuple[str, ...]
    severity: AlertSeverity
    attempts: int
    next_try_at: datetime | None


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A message that stays in the outbox for the next time, what went wrong, and whether it was given up."""

    message_id: str
    receiver: str
    group_key: str
    attempts: int
    error: str
    dead: bool = False


@dataclass(frozen=True, slots=True)
class DeliverySummary:
    """How many messages were sent, which stay in the outbox after a failure, and how many wait for their time.

    `quiet_until` is the end of the quiet hours, where some wait for it.
    """

    sent: int
    undelivered: tuple[Undelivered, ...]
    waiting: int = 0
    quiet_until: datetime | None = None

    @property
    def failed(self) -> int:
        """How many messages stay in the outbox after a failure."""
        return len(self.undelivered)


Attach = Callable[[Receiver, OutboxMessage], Sequence[Path]]
"""The files that go along with a message to a receiver."""


def nothing_attached(_receiver: Receiver, _message: OutboxMessage) -> Sequence[Path]:
    """No file goes along."""
    return ()


def deliver(
    con: duckdb.DuckDBPyConnection,
    settings: Settings,
    now: datetime,
    rules: AlertRules | None = None,
    *,
    attach: Attach = nothing_attached,
    dead: bool = False,
) -> DeliverySummary:
    """Send every message whose time has come, the oldest first, and mark each as sent before the next one goes.

    What fails is tried again after a pause that doubles, and becomes a dead letter after `MOST_ATTEMPTS`; with `dead`
    those are tried once more, and pauses are passed over. Killed between sending and marking, the next call sends that
    one message again under the same key. Quiet hours and the limit of a receiver hold messages back. A message to a
    receiver that the settings no longer name is put aside.
    """
    receivers = {receiver.name: receiver for receiver in settings.receivers}
    rules = rules or default_rules()
    silent = quiet_until(rules.quiet, now)
    sent, waiting, held, undelivered = 0, 0, False, []
    for message in waiting_messages(con, dead=dead):
        receiver = receivers.get(message.receiver)
        if receiver is None:
            con.execute("UPDATE outbox SET state = 'outdated' WHERE message_id = ?", [message.message_id])
            continue
        is_quiet = silent is not None and message.severity not in rules.quiet.exempt
        is_early = not dead and message.next_try_at is not None and message.next_try_at > now
        if is_quiet or is_early or _is_full(con, receiver, now):
            waiting, held = waiting + 1, held or is_quiet
            continue
        letter = Letter(message.message_id, message.subject, message.body, tuple(attach(receiver, message)))
        error = send(receiver, letter)
        if error is None:
            sent += 1
            _mark_sent(con, message, now)
        else:
            undelivered.append(_mark_failed(con, message, error, now))
    return DeliverySummary(sent, tuple(undelivered), waiting, silent if held else None)


def waiting_messages(con: duckdb.DuckDBPyConnection, *, dead: bool = False) -> list[OutboxMessage]:
    """The messages that wait, the oldest first; with `dead` those that were given up as well."""
    states = ["pending", "dead"] if dead else ["pending"]
    rows = con.execute(query("waiting_messages"), {"states": states}).fetchall()
    return [_message(*row) for row in rows]


def pause_after(attempts: int) -> timedelta:
    """How long after so many failures a message rests: five minutes, doubled each time, half a day at most."""
    doubled: timedelta = FIRST_PAUSE * 2 ** (attempts - 1)
    return min(doubled, LONGEST_PAUSE)


def _message(*row: Any) -> OutboxMessage:
    *whole, ids, severity, attempts, next_try_at = row
    message_id, receiver, group_key, kind, subject, body = whole
    level = AlertSeverity(severity)
    return OutboxMessage(
        message_id,
        receiver,
        group_key,
        kind,
        subject,
        body,
        tuple(json.loads(ids)),
        level,
        attempts,
        next_try_at,
    )


def _is_full(con: duckdb.DuckDBPyConnection, receiver: Receiver, now: datetime) -> bool:
    """Whether a receiver has had as many messages within the hour as it may have."""
    if not receiver.per_hour:
        return False
    ((count,),) = con.execute(
        "SELECT count(*) FROM outbox WHERE receiver = ? AND state = 'sent' AND sent_at > ? AND sent_at <= ?",
        [receiver.name, now - _HOUR, now],
    ).fetchall()
    return bool(count >= receiver.per_hour)


def _mark_sent(con: duckdb.DuckDBPyConnection, message: OutboxMessage, now: datetime) -> None:
    con.execute(
        "UPDATE outbox SET attempts = attempts + 1, last_error = NULL, state = 'sent', sent_at = ? WHERE message_id = ?",
        [now, message.message_id],
    )


def _mark_failed(
    con: duckdb.DuckDBPyConnection, message: OutboxMessage, error: str, now: datetime
) -> Undelivered:
    attempts = message.attempts + 1
    given_up = attempts >= MOST_ATTEMPTS
    con.execute(
        "UPDATE outbox SET attempts = ?, last_error = ?, state = ?, next_try_at = ? WHERE message_id = ?",
        [
            attempts,
            error,
            "dead" if given_up else "pending",
            now + pause_after(attempts),
            message.message_id,
        ],
    )
    return Undelivered(message.message_id, message.receiver, message.group_key, attempts, error, given_up)
