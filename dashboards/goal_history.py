"""What people decided about a goal, in words."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from dashboards.rows import DecisionRow
from targets import figures
from targets.words import Phrase, joined, message, phrase, unworded

_CODED = {"state", "comparator", "change", "commitment", "kind", "direction"}
_DAYS = {"due", "extended_to", "start_on", "baseline_on"}
_FIGURES = {"value", "value_high", "baseline"}


def decision_words(decision: DecisionRow, unit: str) -> Phrase:
    """One sentence: 目标值核定为7%; `unit` is that of the goal. Raises ValueError where its value is no JSON."""
    if decision["field"] == "undone":
        return message("goal_event-undone")
    value = json.loads(decision["value"] or "null")
    said = field_words(decision["field"], value, unit)
    return message("goal_event-decided", field=phrase("field", decision["field"]), after=said)


def field_words(field: str, value: Any, unit: str) -> Phrase:
    """A value of a field as people read it: 2万户, 2022年12月31日, 不低于; `unit` is that of the goal."""
    if value in (None, [], ""):
        return message("goal_event-nothing")
    if field in _CODED:
        return phrase(field, str(value))
    if field in _DAYS:
        return _day(str(value))
    if field in _FIGURES and isinstance(value, (int, float)):
        return _quantity(value, unit)
    if field == "milestones":
        steps = [_day(step["due"]) + unworded(" ") + _quantity(step["value"], unit) for step in value]
        return joined(steps, "；", "; ")
    if isinstance(value, list):
        return joined(unworded(str(name)) for name in value)
    return unworded(str(value))


def _day(text: str) -> Phrase:
    day = date.fromisoformat(text[:10])
    return Phrase(figures.day(day), figures.day(day, "en"))


def _quantity(value: float, unit: str) -> Phrase:
    return Phrase(figures.quantity(value, unit), figures.quantity(value, unit, "en"))
