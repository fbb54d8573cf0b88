"""What a reviewer says of a goal: accept, correct, not a goal, link, and taking any of it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import duckdb

from targets.actuals.links import BadLink, accept_link, last_link, reject_link, restore_links
from targets.store.decisions import BadDecision, Person, StaleDecision, accept, edit, reject, undo
from targets.store.run import start_run

ANY_SERIES = "*"
"""As `linked_seen`: whatever series measures the goal, the person has been told of it."""

REFUSED = (BadDecision, BadLink)
"""Why an act is not stored; StaleDecision is one of them."""


class ReviewKind(StrEnum):
    """What a reviewer does."""

    ACCEPT = "accept"
    EDIT = "edit"
    REJECT = "reject"
    LINK = "link"
    UNLINK = "unlink"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class ReviewAct:
    """One act on one goal.

    `seen` is the goal's last decision as the person saw it; `values` are the fields to correct, `series_id` what to link
    or not to link, `proposed` whether it was seen as a proposal, `linked_seen` the series that then measured the goal. An
    undo takes back what stands after the decision `after`, and after the link `link_after` where
    `link_seen` was the goal's last link.
    """

    act: ReviewKind
    target_id: str
    seen: int
    values: Mapping[str, Any] = field(default_factory=dict)
    series_id: str = ""
    proposed: bool = False
    linked_seen: str = ""
    after: int = 0
    link_after: int = 0
    link_seen: int = 0


@dataclass(frozen=True, slots=True)
class Stored:
    """What an act has stored: the goal's last decision and last link before it and after it."""

    before: int
    number: int
    link_before: int
    link_number: int


def carry_out(con: duckdb.DuckDBPyConnection, act: ReviewAct, by: Person) -> Stored:
    """Store an act, in a transaction of its own. Raises one of `REFUSED`, with nothing stored."""
    before, link_before = _last_decision(con, act.target_id), last_link(con, act.target_id)
    number, link_number = before, link_before
    if act.act is ReviewKind.ACCEPT:
        number = accept(con, act.target_id, by, act.seen)
    elif act.act is ReviewKind.EDIT:
        number = edit(con, act.target_id, act.values, by, act.seen)
    elif act.act is ReviewKind.REJECT:
        number = reject(con, act.target_id, by, act.seen)
    elif act.act is ReviewKind.UNDO and act.link_seen == act.link_after:
        number = undo(con, act.target_id, act.after, by, act.seen)
    else:
        link_number = _link(con, act, by)
    return Stored(before, number, link_before, link_number)


def _link(con: duckdb.DuckDBPyConnection, act: ReviewAct, by: Person) -> int:
    moment = (by.who.strip(), by.decided_at, start_run(clock=by.decided_at).run_id)
    if not moment[0]:
        raise BadLink(f"{act.target_id}: a decision needs the name of who decides.")
    if act.act is ReviewKind.UNDO:
        return restore_links(con, act.target_id, act.link_after, act.link_seen, *moment)
    _refuse_stale(con, act)
    (accept_link if act.act is ReviewKind.LINK else reject_link)(con, act.target_id, act.series_id, *moment)
    return last_link(con, act.target_id)


def _refuse_stale(con: duckdb.DuckDBPyConnection, act: ReviewAct) -> None:
    """Raise StaleDecision where a person has said otherwise of the goal's series than was seen."""
    said = con.execute(
        "SELECT l.series_id, l.state, l.who, l.linked_at, s.indicator FROM latest_links l JOIN series s USING (series_id) "
        "WHERE l.target_id = ? AND l.basis = 'person' ORDER BY l.link_id DESC",
        [act.target_id],
    ).fetchall()
    for series_id, state, who, at, name in said:
        same = series_id == act.series_id
        refused_since = same and state == "rejected" and act.act is ReviewKind.LINK and act.proposed
        linked_since = state == "accepted" and act.linked_seen not in (series_id, ANY_SERIES)
        if refused_since or (linked_since and same == (act.act is ReviewKind.UNLINK)):
            theirs = {"link" if state == "accepted" else "unlink": name}
            yours = {act.act.value: _name_of(con, act.series_id)}
            raise StaleDecision(act.target_id, who, at, theirs, yours, _last_decision(con, act.target_id))


def _name_of(con: duckdb.DuckDBPyConnection, series_id: str) -> str:
    found = con.execute("SELECT indicator FROM series WHERE series_id = ?", [series_id]).fetchall()
    return str(found[0][0]) if found else series_id


def _last_decision(con: duckdb.DuckDBPyConnection, target_id: str) -> int:
    ((last,),) = con.execute(
        "SELECT coalesce(max(decision_id), 0) FROM decisions WHERE target_id = ?", [target_id]
    ).fetchall()
    return int(last)
