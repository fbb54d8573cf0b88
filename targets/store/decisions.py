"""What people decide about goals: who, when and what, stored apart from what was extracted."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import duckdb

from targets.extraction.indicators.synonyms import canonical_name
from targets.extraction.mention import ReviewCause, doubt_of
from targets.store.decision_fields import EDITABLE, LONGEST_NAME, checked_value, is_one_line
from targets.store.rows import insert_rows
from targets.store.warehouse import transaction


class ReviewState(StrEnum):
    """Whether a goal counts: waiting for a person, accepted or rejected."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class BadDecision(ValueError):
    """A decision on a goal that does not exist, or a value that does not fit its field; the message says so."""


class StaleDecision(BadDecision):
    """Somebody else (`who`, `at`) decided on the goal since it was looked at; nothing was stored.

    The message tells both decisions, `theirs` and `yours` hold their fields and values; `last_decision` is the number
    that the next look has seen.
    """

    def __init__(
        self,
        target_id: str,
        who: str,
        at: datetime,
        theirs: Mapping[str, Any],
        yours: Mapping[str, Any],
        last_decision: int,
    ) -> None:
        both = ["、".join(f"{name} = {value}" for name, value in said.items()) for said in (theirs, yours)]
        super().__init__(
            f"{target_id}: {who} decided on it at {at:%Y-%m-%d %H:%M} ({both[0]}); yours ({both[1]}) was not stored. "
            "Look at it again, and decide once more where yours should hold."
        )
        self.who, self.at, self.theirs, self.yours = who, at, theirs, yours
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


def undo(con: duckdb.DuckDBPyConnection, target_id: str, after: int, by: Person, seen: int) -> int:
    """Take back what was decided on a goal after the decision numbered `after`: what held then holds again.

    Nothing is deleted: a row of field `undone` lists the numbers that no longer hold. As `accept`, and BadDecision
    where there is nothing to take back.
    """
    with transaction(con):
        rows = con.execute(
            "SELECT decision_id FROM standing_decisions WHERE target_id = ? AND decision_id > ? AND decision_id <= ? "
            "ORDER BY decision_id",
            [target_id, after, seen],
        ).fetchall()
        if not rows:
            raise BadDecision(f"{target_id}: there is no decision to take back.")
        return record(con, target_id, {"undone": [number for (number,) in rows]}, by, seen)


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
    theirs = {field: json.loads(value) for field, value, *_ in said}
    return StaleDecision(target_id, who, at, theirs, values, last)


def _checked(target_id: str, field: str, value: object) -> Any:
    if field not in EDITABLE:
        raise BadDecision(f"{target_id}: {field} cannot be edited; what can is {', '.join(EDITABLE)}.")
    try:
        return checked_value(field, value)
    except ValueError as error:
        raise BadDecision(f"{target_id}: {field} {value!r} should be {error}.") from None
