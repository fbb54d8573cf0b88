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
from targets.alerts.suites import tell_failed_checks
from targets.alerts.update import update_alerts
from targets.settings import Settings
from targets.store.run import Run
from targets.store.warehouse import transaction
from targets.words import Phrase, joined, message, phrase


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

    def bring_in_line(self, con: duckdb.DuckDBPyConnection, run: Run) -> Phrase:
        """Bring the alerts in line with the verdicts, and emit an event for each change; returns what was done."""
        if self.rules is None:
            return message("did-alerts-wrong", fault=self.wrong)
        states = update_alerts(con, run, self.settings, self.rules).states
        emit_alert_events(con, run)
        if not states:
            return message("did-alerts-none")
        told = [
            message("did-alerts", count=str(count), state=Phrase(phrase("state", state).zh, state))
            for state, count in states.items()
        ]
        return joined(told, "，")

    def tell_failed_checks(self, con: duckdb.DuckDBPyConnection, run: Run) -> None:
        """Tell of the checks that keep a run from being published, since it gets no further."""
        if self.rules is not None:
            with transaction(con):
                tell_failed_checks(con, run, self.settings, self.rules)
            self.send(con, run.now)

    def send(self, con: duckdb.DuckDBPyConnection, now: datetime) -> Phrase:
        """Send what is due; returns how much went, failed and waits."""
        if self.rules is None:
            return message("did-send-wrong", fault=self.wrong)
        attach = notices_attached(self.home, self.settings)
        summary = deliver(con, self.settings, now, self.rules, attach=attach)
        did = message("did-send", sent=str(summary.sent), failed=str(summary.failed))
        if summary.waiting and summary.quiet_until:
            until = f"{summary.quiet_until:%Y-%m-%d %H:%M}"
            return did + message("did-send-until", count=str(summary.waiting), until=until)
        return did + message("did-send-waits", count=str(summary.waiting)) if summary.waiting else did
