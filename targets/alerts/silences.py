"""Silences: people say until when, and why, alerts on a goal, unit, region or rule are not told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import duckdb

from targets.alerts.alert import AlertCause, AlertState
from targets.alerts.changes import ByPerson, move
from targets.store.decision_fields import LONGEST_NAME, is_one_line
from targets.store.warehouse import transaction


class BadSilence(ValueError):
    """A silence that names nothing, has no reason or has ended already; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Silence:
    """What is silenced (all that is named must fit), until the end of which day, by whom and why."""

    silence_id: int
    target_id: str | None
    owner: str | None
    region: str | None
    rule: str | None
    until: date
    reason: str
    who: str


_COLUMNS = "silence_id, target_id, owner, region, rule, until, reason, who"
_FITTING = """
    SELECT a.alert_id, i.silence_id IS NOT NULL AS silenced, i.who, i.reason
    FROM alerts a JOIN targets t USING (target_id)
    LEFT JOIN silences i ON i.ended_at IS NULL AND i.until >= $day
        AND coalesce(i.target_id = a.target_id, true)
        AND coalesce(i.owner = a.group_key OR list_contains(t.owners, i.owner), true)
        AND coalesce(i.region = t.region, i.region IS NULL) AND coalesce(i.rule = a.rule, true)
    WHERE a.state = $state
    QUALIFY row_number() OVER (PARTITION BY a.alert_id ORDER BY i.until DESC NULLS LAST, i.silence_id) = 1
"""


def silence(
    con: duckdb.DuckDBPyConnection,
    until: date,
    by: ByPerson,
    *,
    target_id: str | None = None,
    owner: str | None = None,
    region: str | None = None,
    rule: str | None = None,
) -> tuple[int, int]:
    """Silence what fits all that is named, up to the end of `until`; returns its number and how many alerts fell silent.

    Raises BadSilence where nothing is named, the reason or the person is blank, or the day is over.
    """
    if not any((target_id, owner, region, rule)):
        raise BadSilence("Name what to silence: a goal, --unit, --region or --rule.")
    if not is_one_line(by.who, LONGEST_NAME) or not (by.note or "").strip():
        raise BadSilence("Say who silences it (--who) and why (--reason), each in one line.")
    if until < by.now.date():
        raise BadSilence(f"{until} is over. Name a last day from today on.")
    with transaction(con):
        ((number,),) = con.execute("SELECT coalesce(max(silence_id), 0) + 1 FROM silences").fetchall()
        con.execute(
            f"INSERT INTO silences ({_COLUMNS}, decided_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [number, target_id, owner, region, rule, until, by.note, by.who, by.now],
        )
        found = con.execute(_FITTING, {"day": by.now.date(), "state": AlertState.FIRING.value}).fetchall()
        ids = [alert_id for alert_id, silenced, *_ in found if silenced]
        move(con, ids, AlertState.SILENCED, AlertCause.SILENCED, by)
    return number, len(ids)


def unsilence(con: duckdb.DuckDBPyConnection, silence_id: int, by: ByPerson) -> int:
    """End a silence before its day; returns how many alerts fire again. Raises BadSilence where none has this number."""
    with transaction(con):
        ended = con.execute(
            "UPDATE silences SET ended_at = ?, ended_by = ? WHERE silence_id = ? AND ended_at IS NULL RETURNING 1",
            [by.now, by.who, silence_id],
        ).fetchall()
        if not ended:
            raise BadSilence(f"There is no silence {silence_id} to end. `duban alerts list` shows them.")
        found = con.execute(_FITTING, {"day": by.now.date(), "state": AlertState.SILENCED.value}).fetchall()
        ids = [alert_id for alert_id, silenced, *_ in found if not silenced]
        move(con, ids, AlertState.FIRING, AlertCause.SILENCE_ENDED, by)
    return len(ids)


def active_silences(con: duckdb.DuckDBPyConnection, now: datetime) -> list[Silence]:
    """The silences that hold, the one that ends first on top."""
    rows = con.execute(
        f"SELECT {_COLUMNS} FROM silences WHERE ended_at IS NULL AND until >= ? ORDER BY until, silence_id",
        [now.date()],
    ).fetchall()
    return [Silence(*row) for row in rows]
