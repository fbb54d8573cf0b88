"""What happened to a goal, in one sentence of either language."""

from __future__ import annotations

from datetime import date
from typing import Any

from targets import figures
from targets.store.changes import Event, GoalEvent
from targets.words import Phrase, joined, message, phrase, unworded

_CODED = ("comparator", "change", "commitment")


def told(event: GoalEvent) -> Phrase:
    """The sentence: 目标值由8%下调为7%, or "goal lowered from 8% to 7%"."""
    return message(
        f"goal_event-{_template(event)}",
        field=phrase("field", event.field),
        before=_said(event, event.before),
        after=_said(event, event.after),
    )


def _template(event: GoalEvent) -> str:
    if event.event is Event.CHANGED and event.field == "value":
        return "lowered" if event.after < event.before else "raised"
    return event.event.value


def _said(event: GoalEvent, value: Any) -> Phrase:
    if value in (None, []):
        return message("goal_event-nothing")
    if event.field in ("value", "value_high"):
        unit = event.unit or ""
        return Phrase(figures.quantity(value, unit), figures.quantity(value, unit, "en"))
    if event.field == "due":
        day = date.fromisoformat(value)
        return Phrase(figures.day(day), figures.day(day, "en"))
    if isinstance(value, list):
        return joined(map(unworded, value))
    if event.field in _CODED:
        word = phrase(event.field or "", value)
        return word if word.zh else message("goal_event-nothing")
    return unworded(value)
