"""What becomes of a notice (督办单): answered, re-checked, sent back or closed (销号); more time asked for and decided."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum

import duckdb

from targets.store.decisions import BadDecision, Person
from targets.store.explanations import Statement, keep_explanations
from targets.store.warehouse import transaction


class NoticeStep(StrEnum):
    """One thing that happened to a notice after it was issued."""

    ANSWERED = "answered"
    SENT_BACK = "sent_back"
    CLOSED = "closed"
    EXTENSION_ASKED = "extension_asked"
    EXTENDED = "extended"
    EXTENSION_REFUSED = "extension_refused"


_ALLOWED = {
    NoticeStep.ANSWERED: ("issued", "sent_back", "answered"),
    NoticeStep.SENT_BACK: ("answered",),
    NoticeStep.CLOSED: ("answered",),
    NoticeStep.EXTENSION_ASKED: ("issued", "sent_back"),
    NoticeStep.EXTENDED: ("issued", "sent_back"),
    NoticeStep.EXTENSION_REFUSED: ("issued", "sent_back"),
}
"""In which states of the notice a step may be taken: nothing is closed that nobody answered."""


class UnknownNotice(LookupError):
    """No notice, or more than one, goes by what was asked for; the message says what to do."""


def notice_called(con: duckdb.DuckDBPyConnection, asked: str) -> str:
    """The id of the notice that goes by 2022-3, 云督〔2022〕3号 or its own id. Raises UnknownNotice."""
    numbers = re.findall(r"\d+", asked)
    found = con.execute(
        "SELECT notice_id FROM notices WHERE notice_id = ? OR (year = ? AND number = ?)",
        [asked, *map(int, numbers[:2])] if len(numbers) > 1 else [asked, 0, 0],
    ).fetchall()
    if len(found) == 1 or (asked,) in found:
        return asked if (asked,) in found else str(found[0][0])
    raise UnknownNotice(
        f"{asked}: {'more than one' if found else 'no'} notice goes by this; `duban notice list` shows them."
    )


def answer(
    con: duckdb.DuckDBPyConnection,
    notice_id: str,
    said: Statement,
    by: Person,
    target_ids: Sequence[str] = (),
) -> None:
    """A unit answers: `said` of each goal of the notice, or of those named. Raises BadDecision; then nothing is stored."""
    ((own, state),) = con.execute(
        "SELECT target_ids, state FROM notice_states WHERE notice_id = ?", [notice_id]
    ).fetchall()
    if strange := set(target_ids) - set(own):
        raise BadDecision(f"The notice is not about {', '.join(sorted(strange))}.")
    with transaction(con):
        about: Iterable[str] = target_ids or own
        keep_explanations(con, [replace(said, target_id=t, notice_id=notice_id) for t in about], by)
        _take(con, notice_id, state, NoticeStep.ANSWERED, by, None)


def take_step(
    con: duckdb.DuckDBPyConnection, notice_id: str, step: NoticeStep, by: Person, until: date | None = None
) -> None:
    """Record a step; `until` is the day asked for, granted, or by which a notice sent back is answered anew.

    Raises BadDecision where the notice's state does not allow it.
    """
    with transaction(con):
        ((state, answer_by),) = con.execute(
            "SELECT state, answer_by FROM notice_states WHERE notice_id = ?", [notice_id]
        ).fetchall()
        if step in (NoticeStep.EXTENSION_ASKED, NoticeStep.EXTENDED) and (
            until is None or until <= answer_by
        ):
            raise BadDecision(f"{until} is not after {answer_by}, the day to answer by.")
        _take(con, notice_id, state, step, by, until)


def _take(
    con: duckdb.DuckDBPyConnection,
    notice_id: str,
    state: str,
    step: NoticeStep,
    by: Person,
    until: date | None,
) -> None:
    if not by.who.strip():
        raise BadDecision("Say who takes the step.")
    if state not in _ALLOWED[step]:
        raise BadDecision(
            f"The notice is {state}; {step.value} is possible where it is {' or '.join(_ALLOWED[step])}."
        )
    con.execute(
        "INSERT INTO notice_steps SELECT coalesce(max(step_no), 0) + 1, ?, ?, ?, ?, ?, ? FROM notice_steps",
        [notice_id, step.value, until, by.who, by.decided_at, by.note],
    )
