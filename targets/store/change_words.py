"""What happened to a goal, in one sentence of either language."""

from __future__ import annotations

from datetime import date
from typing import Any

from targets import figures
from targets.store.changes import Event, GoalEvent
from targets.words import Phrase, phrase

_CODED = ("comparator", "change", "commitment")
_NOTHING = Phrase("空", "nothing")


def told(event: GoalEvent) -> Phrase:
    """The sentence: 目标值由8%下调为7%, or "goal lowered from 8% to 7%"."""
    template = phrase("goal_event", _template(event))
    field = phrase("field", event.field)
    before, after = _said(event, event.before), _said(event, event.after)
    return Phrase(
        template.zh.format(field=field.zh, before=before.zh, after=after.zh),
        template.en.format(field=field.en, before=before.en, after=after.en),
    )


def _template(event: GoalEvent) -> str:
    if event.event is Event.CHANGED and event.field == "value":
        return "lowered" if event.after < event.before else "raised"
    return event.event.value


def _said(event: GoalEvent, value: Any) -> Phrase:
    if value in (None, []):
        return _NOTHING
    if event.field in ("value", "value_high"):
        unit = event.unit or ""
        return Phrase(figures.quantity(value, unit), figures.quantity(value, unit, "en"))
    if event.field == "due":
        day = date.fromisoformat(value)
        return Phrase(figures.day(day), figures.day(day, "en"))
    if isinstance(value, list):
        return Phrase("、".join(value), ", ".join(value))
    if event.field in _CODED:
        word = phrase(event.field or "", value)
        return word if word.zh else _NOTHING
    return Phrase(value, value)
