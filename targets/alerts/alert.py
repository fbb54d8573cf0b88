"""An alert: one goal that needs attention, and where it stands with the people who were told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from targets.alerts.rules import AlertSeverity
from targets.status import Status

DECIDED = "decided"
"""In the place of a rule: the goal was met while nothing was wrong, which is told once."""


class AlertState(StrEnum):
    """Where an alert stands.

    Pending: a rule holds, not yet for as long as it asks. It fires until somebody acknowledges or silences it, or an
    actual says that the goal has recovered; data that vanish resolve nothing. It is withdrawn when the goal itself is
    no longer in force, retired when the goal ended long ago.
    """

    PENDING = "pending"
    FIRING = "firing"
    ACKNOWLEDGED = "acknowledged"
    SILENCED = "silenced"
    RESOLVED = "resolved"
    WITHDRAWN = "withdrawn"
    RETIRED = "retired"

    @property
    def is_open(self) -> bool:
        """Whether a rule holds for the goal."""
        return self in (
            AlertState.PENDING,
            AlertState.FIRING,
            AlertState.ACKNOWLEDGED,
            AlertState.SILENCED,
        )


class AlertCause(StrEnum):
    """Why an alert changed."""

    HOLDS = "holds"
    FIRES = "fires"
    CHANGED = "changed"
    WORSE = "worse"
    ACKNOWLEDGED = "acknowledged"
    SILENCED = "silenced"
    SILENCE_ENDED = "silence_ended"
    RECOVERED = "recovered"
    DECIDED = "decided"
    ENDED_BEFORE = "ended_before"
    WITHDRAWN = "withdrawn"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert with what a message says about its goal.

    `handle` is what people call the goal (FZ22-15). `group_key` is the lead unit with its region, 市发改委（青山市） ("" where none is named), `status` the last one that said something:
    while there are no usable data it stays what it was. `gap` is in `unit`, negative
    when behind and None where it cannot be told; so is `actual`, of `actual_on`. `rule` is the rule that leads, or
    DECIDED. `illustrative` says that goal or actuals are examples. `escalated_at` is when another receiver was told;
    `beside` are the rules that hold as well and are not inhibited.
    """

    alert_id: str
    target_id: str
    handle: str
    group_key: str
    state: AlertState
    rule: str
    status: str
    since: datetime
    changed_at: datetime
    message_zh: str
    message_en: str
    indicator: str
    region: str | None
    owners: tuple[str, ...]
    unit: str
    due: date | None
    gap: float | None
    illustrative: bool
    quote: str
    document: str
    who: str | None
    note: str | None

    severity: AlertSeverity = AlertSeverity.WARNING
    actual: float | None = None
    actual_on: date | None = None
    escalated_at: datetime | None = None
    beside: tuple[str, ...] = ()

    @property
    def told_as(self) -> str:
        """What a receiver is told it is: its status, and the rule where that says more than the status."""
        if self.state is AlertState.RESOLVED:
            return self.status
        status = Status(self.status)
        more = self.severity is AlertSeverity.CRITICAL and status is not Status.MISSED
        says_it = (status.is_behind or status is Status.STALE) and not more
        return self.status if says_it or self.rule == self.status else f"{self.status}, {self.rule}"
