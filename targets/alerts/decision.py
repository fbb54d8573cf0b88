"""Whether a receiver is told about a group of alerts now, and why or why not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from targets.alerts.alert import DECIDED, Alert, AlertState
from targets.status import AlertReason, Status

_CLOSED = (AlertState.RESOLVED.value, Status.MET.value, Status.MET_LATE.value)


@dataclass(frozen=True, slots=True)
class Pace:
    """How long after a message the next one about the same group may go, and after how long an alert is repeated."""

    group: timedelta
    repeat: Callable[[Alert], timedelta]


@dataclass(frozen=True)
class SentMessage:
    """A message of one group to one receiver: what it said of each alert (its status, or "resolved"), when.

    `decided` are the alerts of goals whose end this receiver was told, in this message or before.
    """

    message_id: str
    statuses: dict[str, str]
    at: datetime
    decided: frozenset[str] = frozenset()

    @cached_property
    def open(self) -> dict[str, str]:
        """The alerts that it called open."""
        return {alert: status for alert, status in self.statuses.items() if status not in _CLOSED}


def decide(alerts: Sequence[Alert], last: SentMessage | None, now: datetime, pace: Pace) -> AlertReason:
    """Whether to tell a receiver about a group's `alerts`, `last` being the last message that reached it."""
    reason = _reason(alerts, last, now, pace)
    if reason.sends and last and now - last.at < pace.group:
        return AlertReason.GROUP_INTERVAL
    return reason


def _reason(alerts: Sequence[Alert], last: SentMessage | None, now: datetime, pace: Pace) -> AlertReason:
    firing = [alert for alert in alerts if alert.state is AlertState.FIRING]
    if firing and not (last and last.open):
        return AlertReason.FIRST
    fresh = news(alerts, last)
    if any(alert.alert_id in fresh for alert in firing):
        return AlertReason.CHANGED
    if fresh:
        return AlertReason.RESOLVED
    if firing and last:
        due = any(now - last.at >= pace.repeat(alert) for alert in firing)
        return AlertReason.REPEAT if due else AlertReason.REPEAT_INTERVAL
    if any(alert.state is AlertState.ACKNOWLEDGED for alert in alerts):
        return AlertReason.ACKNOWLEDGED
    return AlertReason.NOTHING_NEW


def news(alerts: Sequence[Alert], last: SentMessage | None) -> frozenset[str]:
    """The alerts of which a receiver has something to hear: that fire otherwise than it was told, or that are over."""
    known = last.open if last else {}
    return frozenset(
        alert.alert_id
        for alert in alerts
        if _is_over(alert, last)
        or (alert.state is AlertState.FIRING and known.get(alert.alert_id) != alert.told_as)
    )


def alerts_to_list(alerts: Sequence[Alert], last: SentMessage | None) -> list[Alert]:
    """What a message lists: all that is open, and what has recovered or was decided since the receiver was told."""
    return [
        alert
        for alert in alerts
        if alert.state in (AlertState.FIRING, AlertState.ACKNOWLEDGED) or _is_over(alert, last)
    ]


def statuses_in_message(alerts: Sequence[Alert]) -> dict[str, str]:
    """What a message that lists `alerts` says of each."""
    return {
        a.alert_id: AlertState.RESOLVED.value
        if a.state is AlertState.RESOLVED and a.status not in _CLOSED
        else a.told_as
        for a in alerts
    }


def _is_over(alert: Alert, last: SentMessage | None) -> bool:
    """Whether a receiver still has to hear that an alert it knows is over, or that a goal was met."""
    if alert.state is not AlertState.RESOLVED:
        return False
    if last and alert.alert_id in last.open:
        return True
    return alert.rule == DECIDED and not (last and alert.alert_id in last.decided)
