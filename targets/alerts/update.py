"""After a refresh: the new state of every alert, and the messages that are now due, into the outbox."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import timedelta
from importlib.resources import files
from itertools import groupby
from typing import Any

import duckdb

from targets.alerts.alert import Alert, AlertState
from targets.alerts.decision import SentMessage, alerts_to_list, decide, statuses_in_message
from targets.alerts.message import message_id_of, write_message
from targets.settings import Receiver, Settings
from targets.status import AlertReason
from targets.store.run import Run
from targets.store.warehouse import transaction

_REGION = re.compile(r"（[^（）]*）$")
_COLUMNS = [field.name for field in fields(Alert)]


@dataclass(frozen=True, slots=True)
class ReceiverDecision:
    """Whether a receiver is told about a group now, and why or why not."""

    receiver: str
    group_key: str
    reason: AlertReason


@dataclass(frozen=True, slots=True)
class AlertSummary:
    """How many alerts stand in each state, and what was decided for each receiver and group.

    `superseded` says that goals were already judged by a later day, so that this run changed no alert.
    """

    states: dict[AlertState, int]
    decisions: tuple[ReceiverDecision, ...]
    superseded: bool = False


def update_alerts(con: duckdb.DuckDBPyConnection, run: Run, settings: Settings) -> AlertSummary:
    """Bring the alerts in line with table `progress` and put due messages into the outbox; one transaction.

    A look back (a run whose day is before that of an earlier run) leaves alerts and outbox as they are.
    Running twice adds nothing.
    """
    if _judged_later(con, run):
        return AlertSummary(_count_states(con), (), superseded=True)
    with transaction(con):
        con.execute(
            _query("next_states"),
            {
                "alerting": list(settings.alert_statuses),
                "likely_miss": settings.alert_likely_miss,
                "now": run.now,
                "run_id": run.run_id,
            },
        )
        decisions = _put_messages(con, run, settings)
    return AlertSummary(_count_states(con), decisions)


def is_addressed_to(receiver: Receiver, group_key: str) -> bool:
    """Whether a receiver hears of a group: its `owners` name the unit, with its region in brackets or without."""
    return not receiver.owners or not {group_key, _REGION.sub("", group_key)}.isdisjoint(receiver.owners)


def _put_messages(
    con: duckdb.DuckDBPyConnection, run: Run, settings: Settings
) -> tuple[ReceiverDecision, ...]:
    groups = {key: list(members) for key, members in groupby(load_alerts(con), key=lambda a: a.group_key)}
    sent, waiting = _last_messages(con)
    decisions = []
    for receiver in settings.receivers:
        for group_key, alerts in groups.items():
            if not is_addressed_to(receiver, group_key):
                continue
            place = (receiver.name, group_key)
            reason = _put_message(con, run, settings, receiver, alerts, sent.get(place), waiting.get(place))
            decisions.append(ReceiverDecision(receiver.name, group_key, reason))
    return tuple(decisions)


def _put_message(
    con: duckdb.DuckDBPyConnection,
    run: Run,
    settings: Settings,
    receiver: Receiver,
    alerts: Sequence[Alert],
    sent: SentMessage | None,
    waiting: SentMessage | None,
) -> AlertReason:
    reason = decide(alerts, sent, run.now, timedelta(hours=settings.repeat_hours))
    listed = alerts_to_list(alerts, sent)
    told = statuses_in_message(listed)
    if waiting and reason.sends and waiting.statuses == told:
        return AlertReason.WAITING
    if waiting:
        con.execute("UPDATE outbox SET state = 'outdated' WHERE message_id = ?", [waiting.message_id])
    if reason.sends:
        group_key = alerts[0].group_key
        message = write_message(group_key, listed, run.as_of, settings.site_url)
        con.execute(
            "INSERT OR IGNORE INTO outbox (message_id, receiver, group_key, reason, subject, body, told, created_at, "
            "state, attempts, run_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'pending', 0, ?)",
            [
                message_id_of(receiver.name, group_key, reason, told, run.run_id),
                receiver.name,
                group_key,
                reason.value,
                message.subject,
                message.body,
                json.dumps(told),
                run.now,
                run.run_id,
            ],
        )
    return reason


def load_alerts(con: duckdb.DuckDBPyConnection) -> list[Alert]:
    """All open alerts and those whose recovery may still have to be told, by group, the worst first."""
    rows = con.execute(_query("alerts_to_list")).fetchall()
    return [_alert(row) for row in rows]


def list_alerts(con: duckdb.DuckDBPyConnection, states: Sequence[AlertState]) -> list[dict[str, Any]]:
    """The alerts in these states as rows: what fires first, the worst on top; `last_sent_at` is when it was told."""
    cursor = con.execute(_query("all_alerts"), {"states": [state.value for state in states]})
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _alert(row: tuple[object, ...]) -> Alert:
    values = dict(zip(_COLUMNS, row, strict=True))
    return Alert(**{**values, "state": AlertState(values["state"]), "owners": tuple(values["owners"])})  # type: ignore[arg-type]


def _last_messages(
    con: duckdb.DuckDBPyConnection,
) -> tuple[dict[tuple[str, str], SentMessage], dict[tuple[str, str], SentMessage]]:
    """The last message sent and the one that waits, by receiver and group."""
    found: dict[str, dict[tuple[str, str], SentMessage]] = {"sent": {}, "pending": {}}
    rows = con.execute(_query("last_messages")).fetchall()
    for receiver, group_key, state, message_id, told, at, decided in rows:
        found[state][receiver, group_key] = SentMessage(message_id, json.loads(told), at, frozenset(decided))
    return found["sent"], found["pending"]


def _judged_later(con: duckdb.DuckDBPyConnection, run: Run) -> bool:
    latest = con.execute("SELECT max(as_of) FROM progress_history").fetchall()[0][0]
    return latest is not None and latest > run.as_of


def _count_states(con: duckdb.DuckDBPyConnection) -> dict[AlertState, int]:
    return dict(
        Counter(
            {
                AlertState(s): n
                for s, n in con.execute("SELECT state, count(*) FROM alerts GROUP BY 1").fetchall()
            }
        )
    )


def _query(name: str) -> str:
    return files("targets.alerts").joinpath(f"{name}.sql").read_text(encoding="utf-8")
