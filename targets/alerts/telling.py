"""What each receiver heard of each change: the message that says it, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import duckdb

from targets.alerts.alert import AlertState
from targets.alerts.states import query
from targets.status import AlertReason
from targets.store.rows import insert_rows


class Telling(StrEnum):
    """Told, or why a receiver was not told of a change."""

    TOLD = "told"
    OVERTAKEN = "overtaken"
    GROUP_INTERVAL = "group_interval"
    UNCHANGED = "unchanged"
    NEVER_TOLD = "never_told"
    PENDING = "pending"
    ACKNOWLEDGED = "acknowledged"
    SILENCED = "silenced"
    WITHDRAWN = "withdrawn"
    RETIRED = "retired"


_BY_STATE = {
    AlertState.PENDING: Telling.PENDING,
    AlertState.FIRING: Telling.UNCHANGED,
    AlertState.ACKNOWLEDGED: Telling.ACKNOWLEDGED,
    AlertState.SILENCED: Telling.SILENCED,
    AlertState.RESOLVED: Telling.NEVER_TOLD,
    AlertState.WITHDRAWN: Telling.WITHDRAWN,
    AlertState.RETIRED: Telling.RETIRED,
}


@dataclass(frozen=True, slots=True)
class GroupOutcome:
    """What became of a group for one receiver: the reason, the message if one goes, what it lists, and what is news."""

    reason: AlertReason
    message_id: str | None = None
    listed: frozenset[str] = frozenset()
    news: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class AlertChange:
    """A change that a receiver has not settled: of which alert, how that stands now, whether a later one follows."""

    change_no: int
    alert_id: str
    group_key: str
    state: AlertState
    is_latest: bool


def record_tellings(
    con: duckdb.DuckDBPyConnection,
    receiver: str,
    group_of: Callable[[str], str | None],
    outcomes: Mapping[str, GroupOutcome],
    now: datetime,
) -> None:
    """Record for a receiver what became of every change that is not settled yet.

    `group_of` gives the group of messages that a unit belongs to, None where the receiver hears nothing of it.
    """
    rows = []
    for change in _unsettled(con, receiver):
        group = group_of(change.group_key)
        if group is None:
            continue
        outcome = outcomes.get(group, GroupOutcome(AlertReason.NOTHING_NEW))
        reason = telling_of(change, outcome)
        rows.append(
            {
                "change_no": change.change_no,
                "receiver": receiver,
                "message_id": outcome.message_id if reason is Telling.TOLD else None,
                "reason": reason.value,
                "decided_at": now,
            }
        )
    con.execute(
        "DELETE FROM alert_tellings WHERE receiver = ? AND change_no IN (SELECT unnest(?::BIGINT[]))",
        [receiver, [row["change_no"] for row in rows]],
    )
    insert_rows(con, "alert_tellings", rows)


def telling_of(change: AlertChange, outcome: GroupOutcome) -> Telling:
    """What a receiver hears of a change, by what became of its group."""
    if not change.is_latest:
        return Telling.OVERTAKEN
    if outcome.message_id and change.alert_id in outcome.listed:
        return Telling.TOLD
    if outcome.reason is AlertReason.GROUP_INTERVAL and change.alert_id in outcome.news:
        return Telling.GROUP_INTERVAL
    return _BY_STATE[change.state]


def forget_tellings(con: duckdb.DuckDBPyConnection, message_id: str) -> None:
    """The message will not go: what it said is to be told anew."""
    con.execute("DELETE FROM alert_tellings WHERE message_id = ?", [message_id])


def _unsettled(con: duckdb.DuckDBPyConnection, receiver: str) -> Iterable[AlertChange]:
    for number, alert_id, group_key, state, is_latest in con.execute(
        query("unsettled"), {"receiver": receiver}
    ).fetchall():
        yield AlertChange(number, alert_id, group_key, AlertState(state), is_latest)
