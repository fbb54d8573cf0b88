"""What a card's button means for its goal: the act that goes to the warehouse."""

from __future__ import annotations

import json
from typing import Any

import duckdb

from dashboards.live.review_form import BadEntry, corrections, with_own_names
from dashboards.live.review_queue import read_doubts
from dashboards.live.review_request import Wanted, Wish
from dashboards.rows import GoalRow
from targets.ledger.review import ANY_SERIES, ReviewAct, ReviewKind
from targets.words import message


def act_of(cursor: duckdb.DuckDBPyConnection, wanted: Wanted, goal: GoalRow | None) -> ReviewAct:
    """The act of a button, `goal` as the published snapshot shows it. Raises BadEntry where the form does not fit."""
    goal_id, seen = wanted.goal, wanted.seen
    if wanted.wish is Wish.UNDO:
        return ReviewAct(
            ReviewKind.UNDO,
            goal_id,
            seen,
            after=wanted.after,
            link_after=wanted.link_after,
            link_seen=wanted.link_seen,
        )
    if wanted.kind == "link":
        return _link(wanted)
    if wanted.wish is Wish.EDIT:
        return ReviewAct(ReviewKind.EDIT, goal_id, seen, _corrected(cursor, wanted, goal))
    if wanted.wish is Wish.TAKE:
        return ReviewAct(ReviewKind.EDIT, goal_id, seen, {wanted.field: _read_otherwise(cursor, wanted)})
    return ReviewAct(ReviewKind.ACCEPT if wanted.wish is Wish.ACCEPT else ReviewKind.REJECT, goal_id, seen)


def _link(wanted: Wanted) -> ReviewAct:
    chosen = wanted.entered.get("series", "") if wanted.wish is Wish.EDIT else wanted.series
    return ReviewAct(
        ReviewKind.UNLINK if wanted.wish is Wish.REJECT else ReviewKind.LINK,
        wanted.goal,
        wanted.seen,
        series_id=chosen,
        proposed=chosen == wanted.series and wanted.linked != ANY_SERIES,
        linked_seen=wanted.linked,
    )


def _corrected(cursor: duckdb.DuckDBPyConnection, wanted: Wanted, goal: GoalRow | None) -> dict[str, Any]:
    if goal is None:
        raise BadEntry(message("page-this-goal-was-not-in-force"))
    values = corrections(with_own_names(cursor, goal), wanted.entered)
    if not values:
        raise BadEntry(message("page-review-nothing-corrected"))
    return values


def _read_otherwise(cursor: duckdb.DuckDBPyConnection, wanted: Wanted) -> Any:
    """What the document now says of the field on which it disagrees with a decision."""
    for row in read_doubts(cursor):
        if (row["target_id"], row["field"]) == (wanted.goal, wanted.field):
            return json.loads(row["after"] or "null")
    raise BadEntry(message("page-review-settled"))
