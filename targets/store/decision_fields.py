"""The fields of a goal that people may correct, and what fits each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from math import isfinite
from typing import Any

from targets.extraction.mention import Change, Commitment, Comparator, ComparedWith
from targets.status import Aggregation, Direction, Kind

LONGEST = 500
LONGEST_NAME = 80
FIRST_YEAR, LAST_YEAR = 1949, 2200


def is_one_line(text: str, longest: int) -> bool:
    """Whether a text that people typed can be shown as it is: not blank, not too long, nothing in it unseen."""
    return 0 < len(text.strip()) <= longest and all(c.isprintable() or c == "\u3000" for c in text.strip())


def _text(value: object) -> str:
    if not isinstance(value, str) or not is_one_line(value, LONGEST):
        raise ValueError(
            f"text of one line that is not empty, at most {LONGEST} characters, no marks of direction"
        )
    return value.strip()


def _number(value: object) -> float:
    try:
        number = float(str(value))
    except ValueError:
        number = float("nan")
    if not isfinite(number):
        raise ValueError("a number, multiplied out to the bare unit")
    return number


def _day(value: object) -> str:
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        raise ValueError("a day such as 2022-06-30") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"a day such as 2022-06-30, in {FIRST_YEAR} to {LAST_YEAR}")
    return day.isoformat()


def _names(value: object) -> list[str]:
    names = value.replace(";", "、").replace("；", "、").split("、") if isinstance(value, str) else value
    if not isinstance(names, (list, tuple)):
        raise ValueError("names, the lead unit first, separated by 、")
    return [_text(name) for name in names]


def _milestones(value: object) -> list[dict[str, Any]]:
    pairs: Any = value
    if isinstance(value, str):
        pairs = [part.split("=") for part in value.replace(";", "、").replace("；", "、").split("、")]
    try:
        steps = [(_day(day), _number(number)) for day, number in pairs]
    except (TypeError, ValueError):
        raise ValueError("days with their values, such as 2022-06-30=10000、2022-09-30=16000") from None
    return [{"due": day, "value": number} for day, number in sorted(steps)]


def _one_of(words: type[StrEnum]) -> Callable[[object], str]:
    def check(value: object) -> str:
        known = [word.value for word in words]
        if value not in known:
            raise ValueError(f"one of {', '.join(known)}")
        return str(value)

    return check


_CHECKS: dict[str, Callable[[object], Any]] = {
    "indicator": _text,
    "region": _text,
    "owners": _names,
    "value": _number,
    "value_high": _number,
    "unit": _text,
    "comparator": _one_of(Comparator),
    "change": _one_of(Change),
    "kind": _one_of(Kind),
    "direction": _one_of(Direction),
    "start_on": _day,
    "due": _day,
    "extended_to": _day,
    "aggregation": _one_of(Aggregation),
    "baseline": _number,
    "baseline_on": _day,
    "compared_with": _one_of(ComparedWith),
    "reference_series_id": _text,
    "commitment": _one_of(Commitment),
    "milestones": _milestones,
    "part_of": _text,
}
_MAY_BE_EMPTY = frozenset(
    {
        "region",
        "value_high",
        "change",
        "start_on",
        "due",
        "extended_to",
        "aggregation",
        "baseline",
        "baseline_on",
        "compared_with",
        "reference_series_id",
        "milestones",
        "part_of",
    }
)
EDITABLE = tuple(_CHECKS)
"""The names of these fields."""


def checked_value(field: str, value: object) -> Any:
    """A value as it is stored; None empties a field that may be empty. Raises ValueError saying what it should be."""
    if value is None and field in _MAY_BE_EMPTY:
        return None
    return _CHECKS[field](value)
