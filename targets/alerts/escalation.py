"""Who is told as well of alerts that stay open and unacknowledged, and told again when they are not any more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

from targets.alerts.alert import Alert, AlertState
from targets.alerts.message import Manner
from targets.alerts.outbox import Posting, put, take_back
from targets.alerts.states import query
from targets.status import AlertReason
from targets.words import BOTH

KIND = "escalation"
_OVER = (AlertState.RESOLVED, AlertState.ACKNOWLEDGED)


def escalate(posting: Posting, alerts: Sequence[Alert]) -> None:
    """Tell the receivers that rules name of alerts that have fired too long, once each, and when such a one is over.

    What was escalated and is resolved or acknowledged is taken back: the receiver hears of it once, or, where the first
    message still waits, hears of neither.
    """
    afresh = _take_back(posting, {alert.alert_id: alert for alert in alerts})
    steps = {rule.name: rule.escalate for rule in posting.rules.rules if rule.escalate}
    due: dict[tuple[str, str], list[Alert]] = defaultdict(list)
    for alert in alerts:
        step = steps.get(alert.rule)
        told = alert.escalated_at is not None and alert.alert_id not in afresh
        if step is None or alert.state is not AlertState.FIRING or told:
            continue
        if posting.run.now - alert.since >= timedelta(days=step.after_days):
            due[step.to, alert.group_key].append(alert)
    for (name, group_key), late in due.items():
        put(posting, name, group_key, KIND, AlertReason.ESCALATED, late, _manner(posting, name))
        posting.con.execute(
            "UPDATE alerts SET escalated_at = ? WHERE alert_id IN (SELECT unnest(?))",
            [posting.run.now, [alert.alert_id for alert in late]],
        )


def _take_back(posting: Posting, alerts: dict[str, Alert]) -> set[str]:
    """Tell what is over; returns the alerts whose message waited and was put aside, to be escalated afresh."""
    over: dict[tuple[str, str], list[Alert]] = defaultdict(list)
    afresh: set[str] = set()
    rows = posting.con.execute(query("escalated")).fetchall()
    for receiver, group_key, message_id, state, alert_ids in rows:
        ended = [alerts[i] for i in alert_ids if i in alerts and alerts[i].state in _OVER]
        if not ended:
            continue
        if state == "sent":
            over[receiver, group_key] += ended
        else:
            take_back(posting, message_id)
            afresh.update(alert_ids)
    for (receiver, group_key), ended in over.items():
        manner = _manner(posting, receiver)
        put(posting, receiver, group_key, KIND, AlertReason.ESCALATION_OVER, ended, manner)
    return afresh


def _manner(posting: Posting, name: str) -> Manner:
    languages = {receiver.name: receiver.language for receiver in posting.settings.receivers}
    return Manner(posting.settings.site_url, languages.get(name, BOTH), escalated=True)
