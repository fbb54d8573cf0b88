"""What people decide about goals: who, when and what, stored apart from what was extracted."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from math import isfinite
from typing import Any

import duckdb

from targets.extraction.indicators.synonyms import canonical_name
from targets.extraction.mention import Change, Commitment, Comparator, ReviewCause, doubt_of
from targets.status import Aggregation, Direction, Kind
from targets.store.rows import insert_rows
from targets.store.warehouse import transaction

LONGEST = 500
LONGEST_NAME = 80
FIRST_YEAR, LAST_YEAR = 1949, 2200


class ReviewState(StrEnum):
    """Whether a goal counts: waiting for a person, accepted or rejected."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class BadDecision(ValueError):
    """A decision on a goal that does not exist, or a value that does not fit its field; the message says so."""


class StaleDecision(BadDecision):
    """Somebody else decided on the goal since it was looked at; nothing was stored.

    The message tells both decisions; `last_decision` is the number that the next look has seen.
    """

    def __init__(self, message: str, last_decision: int) -> None:
        super().__init__(message)
        self.last_decision = last_decision


@dataclass(frozen=True, slots=True)
class Person:
    """Who decides, when (naive Asia/Shanghai time), and what they noted."""

    who: str
    decided_at: datetime
    note: str | None = None


@dataclass(frozen=True, slots=True)
class WaitingGoal:
    """A goal that waits for a person, with the sentence it was read from; `handle` is what people call it, `doubt` why it waits."""

    target_id: str
    handle: str
    doc: str
    region: str | None
    indicator: str
    comparator: str
    value: float
    value_high: float | None
    unit: str
    due: date | None
    confidence: float
    quote: str
    doubt: ReviewCause


def waiting_goals(con: duckdb.DuckDBPyConnection) -> list[WaitingGoal]:
    """The goals in force that are only proposed, the least sure first."""
    rows = con.execute(
        "SELECT target_id, handle, doc, region, indicator, comparator, value, value_high, unit, due, confidence, quote, "
        "(SELECT flatten(list(cues)) FROM mentions WHERE mentions.target_id = current_targets.target_id) "
        "FROM current_targets WHERE state = 'proposed' ORDER BY confidence, target_id"
    ).fetchall()
    return [WaitingGoal(*(*row[:-1], doubt_of(row[-1] or ()))) for row in rows]


def accept(con: duckdb.DuckDBPyConnection, target_id: str, by: Person, seen: int | None = None) -> int:
    """The goal counts. Returns the decision's number, which `targets.last_decision` then holds.

    `seen` is that number as the person saw it before deciding; None decides over whatever was decided before.
    Raises BadDecision where there is no such goal, StaleDecision where somebody else decided since `seen`.
    """
    return _decide(con, target_id, {"state": ReviewState.ACCEPTED.value}, by, seen)


def reject(con: duckdb.DuckDBPyConnection, target_id: str, by: Person, seen: int | None = None) -> int:
    """The goal does not count: not a goal, or read wrongly. As `accept`."""
    return _decide(con, target_id, {"state": ReviewState.REJECTED.value}, by, seen)


def edit(
    con: duckdb.DuckDBPyConnection,
    target_id: str,
    values: Mapping[str, object],
    by: Person,
    seen: int | None = None,
) -> int:
    """Correct fields of a goal, and accept it: who corrects a goal has read it. As `accept`.

    `values` maps fields (`EDITABLE`) to their new value, as text or already typed; None empties a field
    that may be empty. Raises BadDecision naming the goal, the field, the value and what it should be.
    """
    return _decide(
        con, target_id, {**checked(target_id, values), "state": ReviewState.ACCEPTED.value}, by, seen
    )


def checked(target_id: str, values: Mapping[str, object]) -> dict[str, Any]:
    """Values of editable fields as they are stored. Raises BadDecision naming the goal, the field and what it should be."""
    return {field: _checked(target_id, field, value) for field, value in values.items()}


def extend(con: duckdb.DuckDBPyConnection, target_id: str, until: date, by: Person) -> date:
    """Give a goal until `until`, and accept it; returns the day it was due before any extension.

    Raises BadDecision where there is no such goal, it has no due day, or `until` is not after it.
    """
    found = con.execute(
        "SELECT coalesce(extended_from, due) FROM targets WHERE target_id = ?", [target_id]
    ).fetchall()
    before: date | None = found[0][0] if found else None
    if found and before is None:
        raise BadDecision(f"{target_id}: it has no due day to extend; `duban review edit` gives it one.")
    if before and until <= before:
        raise BadDecision(f"{target_id}: {until} is not after {before}, the day it is due.")
    edit(con, target_id, {"extended_to": until}, by)
    assert before is not None
    return before


def _decide(
    con: duckdb.DuckDBPyConnection, target_id: str, values: Mapping[str, Any], by: Person, seen: int | None
) -> int:
    with transaction(con):
        return record(con, target_id, values, by, seen)


def record(
    con: duckdb.DuckDBPyConnection,
    target_id: str,
    values: Mapping[str, Any],
    by: Person,
    seen: int | None = None,
) -> int:
    """Store values that were `checked` as one decision, within the caller's transaction. As `accept`."""
    return record_all(con, {target_id: values}, by, seen)


def record_all(
    con: duckdb.DuckDBPyConnection,
    decided: Mapping[str, Mapping[str, Any]],
    by: Person,
    seen: int | None = None,
) -> int:
    """The same for many goals, by their ids, which costs little more than for one. Returns the last number given."""
    if not is_one_line(by.who, LONGEST_NAME):
        raise BadDecision(
            f"{next(iter(decided), '')}: a decision needs the name of who decides, one line of at most {LONGEST_NAME} characters."
        )
    known = {
        row[0]: row[1:]
        for row in con.execute(
            "SELECT target_id, indicator, region, value, value_high, last_decision FROM targets "
            "WHERE target_id IN (SELECT unnest(?))",
            [list(decided)],
        ).fetchall()
    }
    rows: list[dict[str, Any]] = []
    for target_id, values in decided.items():
        if target_id not in known:
            raise BadDecision(
                f"{target_id}: there is no such goal. `duban review list` shows those that wait."
            )
        last = known[target_id][-1]
        if seen is not None and seen < last:
            raise _stale(con, target_id, values, seen, last)
        rows += [
            {
                "target_id": target_id,
                "field": field,
                "value": json.dumps(value, ensure_ascii=False),
                "who": by.who,
                "decided_at": by.decided_at,
                "note": by.note,
            }
            for field, value in _whole(target_id, values, *known[target_id][:-1]).items()
        ]
    ((last,),) = con.execute("SELECT coalesce(max(decision_id), 0) FROM decisions").fetchall()
    insert_rows(con, "decisions", [{"decision_id": last + i, **row} for i, row in enumerate(rows, 1)])
    return int(last) + len(rows)


def _whole(
    target_id: str,
    values: Mapping[str, Any],
    indicator: str,
    region: str | None,
    low: float,
    high: float | None,
) -> Mapping[str, Any]:
    """Values with what follows from them, beside what the goal has; raises BadDecision where they do not fit it."""
    if {"indicator", "region"} & set(values):
        name = canonical_name(values.get("indicator", indicator), values.get("region", region))
        values = {**values, "canonical": name}
    low, high = values.get("value", low), values.get("value_high", high)
    if high is not None and high < low:
        raise BadDecision(f"{target_id}: value_high {high:g} is below value {low:g}.")
    return values


def _stale(
    con: duckdb.DuckDBPyConnection, target_id: str, values: Mapping[str, Any], seen: int, last: int
) -> StaleDecision:
    said = con.execute(
        "SELECT field, value::VARCHAR, who, decided_at FROM decisions WHERE target_id = ? AND decision_id > ? "
        "AND field <> 'canonical' ORDER BY decision_id",
        [target_id, seen],
    ).fetchall()
    *_, who, at = said[-1]
    theirs = "、".join(f"{field} = {json.loads(value)}" for field, value, *_ in said)
    yours = "、".join(f"{field} = {value}" for field, value in values.items())
    return StaleDecision(
        f"{target_id}: {who} decided on it at {at:%Y-%m-%d %H:%M} ({theirs}); yours ({yours}) was not stored. "
        "Look at it again, and decide once more where yours should hold.",
        last,
    )


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
        "reference_series_id",
        "milestones",
        "part_of",
    }
)
EDITABLE = tuple(_CHECKS)


def _checked(target_id: str, field: str, value: object) -> Any:
    if field not in _CHECKS:
        raise BadDecision(f"{target_id}: {field} cannot be edited; what can is {', '.join(EDITABLE)}.")
    if value is None and field in _MAY_BE_EMPTY:
        return None
    try:
        return _CHECKS[field](value)
    except ValueError as error:
        raise BadDecision(f"{target_id}: {field} {value!r} should be {error}.") from None
