"""Changes of alerts as Prefect events, so that automations can react to them."""

from __future__ import annotations

import duckdb
from prefect.events import emit_event

from targets.store.run import Run

MOST = 200
"""Events of one run: an automation that is to act on more reads table alert_changes."""


def emit_alert_events(con: duckdb.DuckDBPyConnection, run: Run) -> int:
    """Emit an event `duban.alert.STATE` for each change of a run, about the resource `duban.goal.ID`; returns how many."""
    rows = con.execute(
        "SELECT c.state, c.target_id, t.handle, c.group_key, c.rule, c.status, c.severity, c.cause, c.as_of "
        "FROM alert_changes AS c LEFT JOIN targets AS t USING (target_id) "
        "WHERE c.run_id = ? ORDER BY c.change_no LIMIT ?",
        [run.run_id, MOST],
    ).fetchall()
    for state, target_id, handle, unit, rule, status, severity, cause, as_of in rows:
        emit_event(
            event=f"duban.alert.{state}",
            resource={
                "prefect.resource.id": f"duban.goal.{target_id}",
                "prefect.resource.name": handle or target_id,
            },
            payload={
                "unit": unit,
                "rule": rule,
                "status": status,
                "severity": severity,
                "cause": cause,
                "as_of": str(as_of),
            },
        )
    return len(rows)
