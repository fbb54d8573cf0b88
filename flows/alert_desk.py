"""What a refresh does about alerts: bring them in line, tell automations, send what is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from flows.alert_events import emit_alert_events
from flows.attachments import notices_attached
from targets.alerts.delivery import deliver
from targets.alerts.rules import AlertRules, BadRules, rules_for
from targets.alerts.update import update_alerts
from targets.settings import Settings
from targets.store.run import Run


@dataclass(frozen=True, slots=True)
class AlertDesk:
    """The rules of a home, or what is wrong with its file: then nobody is told anything, and all else goes on."""

    home: Path
    settings: Settings
    rules: AlertRules | None
    wrong: str = ""

    @classmethod
    def of(cls, home: Path, settings: Settings) -> AlertDesk:
        """The desk of a home; a wrong file is kept in `wrong`."""
        try:
            rules = rules_for(home, [receiver.name for receiver in settings.receivers])
            return cls(home, settings, rules)
        except BadRules as error:
            return cls(home, settings, None, str(error))

    def bring_in_line(self, con: duckdb.DuckDBPyConnection, run: Run) -> str:
        """Bring the alerts in line with the verdicts, and emit an event for each change; returns what was done."""
        if self.rules is None:
            return f"nothing changed: {self.wrong}"
        states = update_alerts(con, run, self.settings, self.rules).states
        emit_alert_events(con, run)
        return ", ".join(f"{count} {state}" for state, count in states.items()) or "none"

    def send(self, con: duckdb.DuckDBPyConnection, now: datetime) -> str:
        """Send what is due; returns how much went, failed and waits."""
        if self.rules is None:
            return f"nothing sent: {self.wrong}"
        attach = notices_attached(self.home, self.settings)
        summary = deliver(con, self.settings, now, self.rules, attach=attach)
        until = f" until {summary.quiet_until:%Y-%m-%d %H:%M}" if summary.quiet_until else ""
        waiting = f", {summary.waiting} wait{until}" if summary.waiting else ""
        return f"{summary.sent} sent, {summary.failed} failed{waiting}"
