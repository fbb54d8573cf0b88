"""A person takes note of an alert: it is not repeated until it gets worse or recovers."""

from __future__ import annotations

from datetime import datetime

import duckdb

from targets.alerts.alert import AlertCause, AlertState
from targets.alerts.changes import ByPerson, move
from targets.store.decision_fields import LONGEST_NAME, is_one_line
from targets.store.handles import UnknownHandle, resolve_goal
from targets.store.warehouse import transaction


class UnknownAlert(Exception):
    """No single open alert goes by this id; the message names what was asked for and what to do."""


def alert_of(con: duckdb.DuckDBPyConnection, asked: str) -> str:
    """The id of the alert on the goal that goes by this number; what is no goal's number is given back as it is."""
    try:
        goal = resolve_goal(con, asked)
    except UnknownHandle:
        return asked
    found = con.execute("SELECT alert_id FROM alerts WHERE target_id = ?", [goal]).fetchall()
    return str(found[0][0]) if found else asked


def acknowledge(
    con: duckdb.DuckDBPyConnection, alert_id: str, who: str, note: str | None, now: datetime
) -> str:
    """Acknowledge the open alert with this id, or with the only id that begins so; returns its whole id.

    Acknowledging again replaces who and note. Raises UnknownAlert where no open alert or several fit, and
    ValueError where `who` is no name.
    """
    if not is_one_line(who, LONGEST_NAME):
        raise ValueError(f"Say who acknowledges the alert, in one line of at most {LONGEST_NAME} characters.")
    with transaction(con):
        found = con.execute(
            "SELECT alert_id FROM alerts WHERE starts_with(alert_id, ?) AND state IN ('firing', 'acknowledged', 'silenced') "
            "ORDER BY alert_id <> ?, alert_id",
            [alert_id, alert_id],
        ).fetchall()
        if not found or (len(found) > 1 and found[0][0] != alert_id):
            raise UnknownAlert(
                f"{alert_id!r} names {len(found) or 'no'} open alert{'s' if found else ''}; "
                "see `duban alerts list` for their ids."
            )
        whole: str = found[0][0]
        by = ByPerson(who.strip(), note, now)
        move(con, [whole], AlertState.ACKNOWLEDGED, AlertCause.ACKNOWLEDGED, by)
    return whole
