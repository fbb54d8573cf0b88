"""After a refresh: the new state of every alert, and the messages that are now due, into the outbox."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import duckdb

from targets.alerts.alert import Alert, AlertState
from targets.alerts.escalation import escalate
from targets.alerts.outbox import Posting, ReceiverDecision, put_messages
from targets.alerts.rules import AlertRules, AlertSeverity, default_rules
from targets.alerts.states import bring_in_line, query
from targets.alerts.suites import tell_failed_checks
from targets.settings import Settings
from targets.store.run import Run
from targets.store.warehouse import transaction

_COLUMNS = [field.name for field in fields(Alert)]


@dataclass(frozen=True, slots=True)
class AlertSummary:
    """How many alerts stand in each state, and what was decided for each receiver and group.

    `superseded` says that goals were already judged by a later day, so that this run changed no alert.
    """

    states: dict[AlertState, int]
    decisions: tuple[ReceiverDecision, ...]
    superseded: bool = False


def update_alerts(
    con: duckdb.DuckDBPyConnection, run: Run, settings: Settings, rules: AlertRules | None = None
) -> AlertSummary:
    """Bring the alerts in line with table `progress` and put due messages into the outbox; one transaction.

    Goes by the rules that are shipped where none are given. A look back (a run whose day is before that of an earlier
    run) leaves alerts and outbox as they are. Running twice adds nothing.
    """
    if _judged_later(con, run):
        return AlertSummary(_count_states(con), (), superseded=True)
    rules = rules or default_rules()
    with transaction(con):
        bring_in_line(con, run, settings, rules)
        alerts = load_alerts(con, run.as_of, settings.settled_after_days)
        posting = Posting(con, run, settings, rules)
        decisions = put_messages(posting, alerts)
        escalate(posting, alerts)
        tell_failed_checks(con, run, settings, rules)
    return AlertSummary(_count_states(con), decisions)


def load_alerts(con: duckdb.DuckDBPyConnection, as_of: date, retire_after: int = 90) -> list[Alert]:
    """All open alerts and those whose recovery may still have to be told, by group, the worst first."""
    rows = con.execute(query("alerts_to_list"), {"as_of": as_of, "retire_after": retire_after}).fetchall()
    return [_alert(row) for row in rows]


def list_alerts(con: duckdb.DuckDBPyConnection, states: Sequence[AlertState]) -> list[dict[str, Any]]:
    """The alerts in these states as rows: what fires first, the worst on top; who was told, and when last."""
    cursor = con.execute(query("all_alerts"), {"states": [state.value for state in states]})
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _alert(row: tuple[object, ...]) -> Alert:
    values: dict[str, Any] = dict(zip(_COLUMNS, row, strict=True))
    kept = {
        "state": AlertState(values["state"]),
        "owners": tuple(values["owners"]),
        "beside": tuple(values["beside"]),
        "severity": AlertSeverity(values["severity"]),
    }
    return Alert(**{**values, **kept})


def _judged_later(con: duckdb.DuckDBPyConnection, run: Run) -> bool:
    latest = con.execute("SELECT max(as_of) FROM progress_history").fetchall()[0][0]
    return latest is not None and latest > run.as_of


def _count_states(con: duckdb.DuckDBPyConnection) -> dict[AlertState, int]:
    found = con.execute("SELECT state, count(*) FROM alerts GROUP BY state ORDER BY state").fetchall()
    return dict(Counter({AlertState(state): count for state, count in found}))
