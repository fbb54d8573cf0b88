"""What a reviewer is told of a decision: that it is in effect, that it waits, or both versions where somebody was first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dashboards.goal_history import field_words
from dashboards.live.review_request import Wanted
from dashboards.live.reviewer import Result
from dashboards.rows import GoalRow
from targets.ledger.review import ReviewKind
from targets.ledger.waiting_acts import RefusedAct
from targets.store.decisions import StaleDecision
from targets.words import Phrase, message, phrase, unworded

Rows = list[tuple[Phrase, Phrase, Phrase]]


@dataclass(frozen=True, slots=True)
class Stale:
    """Somebody else was first: who and when, field by field theirs and yours; `again` says that yours may be repeated."""

    who: str
    at: datetime
    rows: Rows
    again: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """One decision as its card tells it; `when` is now, running or later, `status` the goal's verdict from now on."""

    goal: str
    did: Phrase
    who: str
    at: str
    when: str
    status: str | None = None
    refusal: Phrase | None = None
    stale: Stale | None = None

    @property
    def waits(self) -> bool:
        """Whether the page has to ask again when it takes effect."""
        return self.when == "running"


def outcome_of(
    result: Result,
    wanted: Wanted,
    goal: GoalRow | None,
    unit: str,
    who: str,
    at: datetime,
    *,
    in_effect: bool,
) -> Outcome:
    """What became of a decision; `goal` is its row now, `unit` that of its figures."""
    told = Outcome(
        wanted.goal,
        phrase("review_did", _did(result.act.act, wanted)),
        who,
        f"{at:%H:%M:%S}",
        "running" if result.waits else "now" if in_effect else "later",
        goal["status"] if goal and in_effect else None,
    )
    if isinstance(result.refusal, StaleDecision):
        return _told_of_refusal(told, stale=_stale(result.refusal, wanted, unit))
    if result.refusal is not None:
        return _told_of_refusal(told, refusal=unworded(str(result.refusal)))
    return told


def refused_rows(refused: RefusedAct, unit: str) -> Rows:
    """Both versions of a decision that waited and was not stored, field by field; none where nobody else decided."""
    return (
        list(_both(refused.theirs, _said(refused.act.act, refused.act.values), unit))
        if refused.theirs
        else []
    )


def _told_of_refusal(told: Outcome, *, refusal: Phrase | None = None, stale: Stale | None = None) -> Outcome:
    return Outcome(told.goal, told.did, told.who, told.at, "", refusal=refusal, stale=stale)


def _did(act: ReviewKind, wanted: Wanted) -> str:
    return "kept" if act is ReviewKind.ACCEPT and wanted.kind == "disagreement" else act.value


def _stale(error: StaleDecision, wanted: Wanted, unit: str) -> Stale:
    return Stale(error.who, error.at, list(_both(error.theirs, error.yours, unit)), wanted.wish != "undo")


def _said(act: ReviewKind, values: Mapping[str, Any]) -> dict[str, Any]:
    state = {ReviewKind.ACCEPT: "accepted", ReviewKind.EDIT: "accepted", ReviewKind.REJECT: "rejected"}
    return {**values, **({"state": state[act]} if act in state else {})}


def _both(
    theirs: Mapping[str, Any], yours: Mapping[str, Any], unit: str
) -> Iterator[tuple[Phrase, Phrase, Phrase]]:
    nothing = message("page-review-unsaid")
    for name in dict.fromkeys((*theirs, *yours)):
        if name == "canonical":
            continue
        sides = [_value(name, said[name], unit) if name in said else nothing for said in (theirs, yours)]
        yield phrase("field", name), sides[0], sides[1]


def _value(name: str, value: Any, unit: str) -> Phrase:
    return message("goal_event-undone") if name == "undone" else field_words(name, value, unit)
