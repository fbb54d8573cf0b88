"""Changes of alerts that people bring about, recorded like those of a judgement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from targets.alerts.alert import AlertCause, AlertState


@dataclass(frozen=True, slots=True)
class ByPerson:
    """Whose doing a change is, why, and when."""

    who: str
    note: str | None
    now: datetime


def move(
    con: duckdb.DuckDBPyConnection,
    alert_ids: Sequence[str],
    state: AlertState,
    cause: AlertCause,
    by: ByPerson,
) -> None:
    """Bring alerts into a state and record the change; within the caller's transaction."""
    con.execute(
        "INSERT INTO alert_changes BY NAME SELECT "
        "(SELECT coalesce(max(change_no), 0) FROM alert_changes) + row_number() OVER (ORDER BY alert_id) AS change_no, "
        "alert_id, target_id, group_key, state AS former, $state AS state, $cause AS cause, rule, status, severity, "
        "$who AS who, $note AS note, $now AS changed_at FROM alerts WHERE alert_id IN (SELECT unnest($ids))",
        {
            "state": state.value,
            "cause": cause.value,
            "who": by.who,
            "note": by.note,
            "now": by.now,
            "ids": list(alert_ids),
        },
    )
    kept = state in (AlertState.ACKNOWLEDGED, AlertState.SILENCED)
    con.execute(
        "UPDATE alerts SET state = $state, who = $who, note = $note, changed_at = $now "
        "WHERE alert_id IN (SELECT unnest($ids))",
        {
            "state": state.value,
            "who": by.who if kept else None,
            "note": by.note if kept else None,
            "now": by.now,
            "ids": list(alert_ids),
        },
    )


def history_of(con: duckdb.DuckDBPyConnection, target_id: str) -> list[dict[str, Any]]:
    """Every change of a goal's alert in order, each with what every receiver heard of it."""
    cursor = con.execute(
        "SELECT c.*, list(DISTINCT t.receiver || ': ' || t.reason) FILTER (t.receiver IS NOT NULL) AS told "
        "FROM alert_changes AS c LEFT JOIN alert_tellings AS t USING (change_no) "
        "WHERE c.target_id = ? GROUP BY ALL ORDER BY c.change_no",
        [target_id],
    )
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
