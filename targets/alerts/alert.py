"""An alert: one goal that needs attention, and where it stands with the people who were told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class AlertState(StrEnum):
    """Where an alert stands.

    It fires until somebody acknowledges it or an actual says that the goal has recovered; data that vanish
    resolve nothing. It is withdrawn when the goal itself is no longer in force or is retired.
    """

    FIRING = "firing"
    ACKNOWLEDGED = "acknowledged"
    RESOLVED = "resolved"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert with what a message says about its goal.

    `handle` is what people call the goal (FZ22-15). `group_key` is the lead unit with its region, 市发改委（青山市） ("" where none is named), `status` the last one that said something:
    while there are no usable data it stays what it was. `gap` is in `unit`, negative
    when behind and None where it cannot be told. `rule` is the status that raised it, `likely_miss` for a chance of a
    miss, `promise_overdue` for a promise that was not kept, or `decided` for a goal that was met while nothing was wrong, which is told once. `illustrative` says that goal or actuals are examples.
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

    @property
    def told_as(self) -> str:
        """What a receiver is told it is: its status, and that a promise was not kept, which is news of its own."""
        kept = self.state is AlertState.RESOLVED or self.rule != "promise_overdue"
        return self.status if kept else f"{self.status}, {self.rule}"
