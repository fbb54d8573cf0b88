"""Empties the outbox: at least once to each receiver, with the same key on every attempt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import duckdb

from targets.alerts.receivers import send
from targets.settings import Settings


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A message that stays in the outbox for the next time, and what went wrong."""

    message_id: str
    receiver: str
    group_key: str
    attempts: int
    error: str


@dataclass(frozen=True, slots=True)
class DeliverySummary:
    """How many messages were sent, and which stay in the outbox."""

    sent: int
    undelivered: tuple[Undelivered, ...]

    @property
    def failed(self) -> int:
        """How many messages stay in the outbox."""
        return len(self.undelivered)


def deliver(con: duckdb.DuckDBPyConnection, settings: Settings, now: datetime) -> DeliverySummary:
    """Send every pending message, the oldest first, and mark each as sent before the next one goes.

    What fails stays pending with its error and is tried again at the next call. Killed between sending and
    marking, the next call sends that one message again under the same key. A message to a receiver that the
    settings no longer name is put aside.
    """
    receivers = {receiver.name: receiver for receiver in settings.receivers}
    sent, undelivered = 0, []
    for message_id, name, group_key, subject, body, attempts in _pending(con):
        if name not in receivers:
            con.execute("UPDATE outbox SET state = 'outdated' WHERE message_id = ?", [message_id])
            continue
        error = send(receivers[name], subject, body, message_id)
        con.execute(
            "UPDATE outbox SET attempts = attempts + 1, last_error = $error, "
            "state = CASE WHEN $error IS NULL THEN 'sent' ELSE state END, "
            "sent_at = CASE WHEN $error IS NULL THEN $now::TIMESTAMP ELSE sent_at END WHERE message_id = $message_id",
            {"error": error, "now": now, "message_id": message_id},
        )
        if error is None:
            sent += 1
        else:
            undelivered.append(Undelivered(message_id, name, group_key, attempts + 1, error))
    return DeliverySummary(sent, tuple(undelivered))


def _pending(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str, str, str, int]]:
    return con.execute(
        "SELECT message_id, receiver, group_key, subject, body, attempts FROM outbox WHERE state = 'pending' "
        "ORDER BY created_at, receiver, group_key"
    ).fetchall()
