"""Whether a receiver is told about a group of alerts now, and why or why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from targets.alerts.alert import Alert, State


class Reason(StrEnum):
    """Why a message is sent (the first four) or not (the rest).

    `first`: the group fires and its receiver knows of nothing open. `changed`: a goal joined or its status
    changed. `repeat`: unchanged, and the repeat interval has passed. `resolved`: a goal the receiver was
    told about has recovered. `nothing_new`: nothing fires. `acknowledged`: all that is open has been
    acknowledged. `repeat_interval`: unchanged, and told not long ago. `waiting`: the same message still
    waits for its delivery.
    """

    FIRST = "first"
    CHANGED = "changed"
    REPEAT = "repeat"
    RESOLVED = "resolved"
    NOTHING_NEW = "nothing_new"
    ACKNOWLEDGED = "acknowledged"
    REPEAT_INTERVAL = "repeat_interval"
    WAITING = "waiting"

    @property
    def tells(self) -> bool:
        """Whether a message goes out for this reason."""
        return self in (Reason.FIRST, Reason.CHANGED, Reason.REPEAT, Reason.RESOLVED)


@dataclass(frozen=True, slots=True)
class Told:
    """A message of one group to one receiver: what it said of each alert (its status, or "resolved"), when."""

    message_id: str
    statuses: dict[str, str]
    at: datetime

    @property
    def open(self) -> dict[str, str]:
        """The alerts that it called open."""
        return {alert: status for alert, status in self.statuses.items() if status != State.RESOLVED}


def decide(alerts: Sequence[Alert], last: Told | None, now: datetime, repeat: timedelta) -> Reason:
    """Whether to tell a receiver about a group's `alerts`, `last` being the last message that reached it."""
    known = last.open if last else {}
    firing = {alert.alert_id: alert.status for alert in alerts if alert.state is State.FIRING}
    if firing and not known:
        return Reason.FIRST
    if any(known.get(alert_id) != status for alert_id, status in firing.items()):
        return Reason.CHANGED
    if any(alert.state is State.RESOLVED and alert.alert_id in known for alert in alerts):
        return Reason.RESOLVED
    if firing and last:
        return Reason.REPEAT if now - last.at >= repeat else Reason.REPEAT_INTERVAL
    if any(alert.state is State.ACKNOWLEDGED for alert in alerts):
        return Reason.ACKNOWLEDGED
    return Reason.NOTHING_NEW


def to_tell(alerts: Sequence[Alert], last: Told | None) -> list[Alert]:
    """What a message lists: all that is open, and what has recovered since the receiver was told."""
    known = last.open if last else {}
    return [
        alert
        for alert in alerts
        if alert.state in (State.FIRING, State.ACKNOWLEDGED)
        or (alert.state is State.RESOLVED and alert.alert_id in known)
    ]


def statuses_told(alerts: Sequence[Alert]) -> dict[str, str]:
    """What a message that lists `alerts` says of each."""
    return {a.alert_id: State.RESOLVED.value if a.state is State.RESOLVED else a.status for a in alerts}
