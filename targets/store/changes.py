"""What happens to goals when their document is edited, read again or taken away: compared, recorded, listed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from importlib import resources
from typing import Any

import duckdb

from targets.store.rows import insert_rows
from targets.store.run import Run
from targets.store.works import Version

_TAKEN_AWAY = resources.files("targets.store").joinpath("taken_away.sql").read_text(encoding="utf-8")


class Event(StrEnum):
    """What happened to a goal.

    `changed`: the document now says otherwise; `reworded`: it says the same in other words; `reread`: a better
    extractor reads the same words otherwise; `disagrees`: document or extractor say otherwise than a person decided,
    whose decision holds; `agrees`: they say what the person decided; `withdrawn`: no document in force says it;
    `unread`: the extractor no longer finds a goal that a person worked on, which stays; `returned`: it is back.
    """

    CHANGED = "changed"
    REWORDED = "reworded"
    REREAD = "reread"
    DISAGREES = "disagrees"
    AGREES = "agrees"
    WITHDRAWN = "withdrawn"
    UNREAD = "unread"
    RETURNED = "returned"


ACCEPTED_AS_READ = (
    *("indicator", "canonical", "region", "value", "value_high", "unit", "comparator", "change"),
    *("due", "due_basis", "commitment"),
)
"""What a person has seen of a goal that he accepts: a later reading of the same words does not replace it."""
_COMPARED = (
    *("value", "value_high", "unit", "comparator", "change", "due", "region", "owners", "commitment"),
    "indicator",
)


@dataclass(frozen=True, slots=True)
class GoalEvent:
    """One thing that happened to a goal (`handle`); `before` and `after` are values of the column `field`."""

    target_id: str
    handle: str
    event: Event
    field: str | None
    before: Any
    after: Any
    unit: str | None
    happened_at: datetime
    indicator: str
    region: str | None
    doc: str


class Past:
    """What people decided on goals, and what was recorded of them last, before a batch is loaded."""

    def __init__(self, con: duckdb.DuckDBPyConnection, goals: Sequence[str]) -> None:
        self._decided = _decided_fields(con, goals) if goals else {}
        self._last = _last_events(con, goals) if goals else {}

    def decided(self, target_id: str) -> Mapping[str, Any]:
        """The fields of a goal with what was decided last; `state` among them."""
        return self._decided.get(target_id, {})

    def last(self, target_id: str, name: str | None) -> tuple[str | None, str | None]:
        """The last event of a goal and field, and what the document said by then."""
        return self._last.get((target_id, name), (None, None))


class Changes:
    """Compares the goals of one document that is being loaded, and collects what happened to them in `rows`."""

    def __init__(self, past: Past, document_id: str, version: Version, run: Run) -> None:
        self._past = past
        self._document_id = document_id
        self._read_before = version.read_before
        self._run = run
        self.rows: list[dict[str, Any]] = []

    def settled(self, old: Mapping[str, Any] | None, new: dict[str, Any], *, reread: bool) -> dict[str, Any]:
        """The row to store for a goal whose row was `old`; what is otherwise than before is recorded.

        What a person has accepted stays as it was read then where another extractor has `reread` the same words.
        """
        if old is None:
            return new
        decided = self._past.decided(new["target_id"])
        if decided.get("extended_to"):
            decided = {**decided, "due": decided["extended_to"]}
        if old["withdrawn_at"] is not None or self._said_last(new, None) == Event.UNREAD:
            self.add(Event.RETURNED, new)
        kept = ACCEPTED_AS_READ if reread and decided.get("state") == "accepted" else ()
        for name in _COMPARED:
            if name in decided:
                self._against_decision(name, decided[name], old[name], new)
            elif old[name] != new[name] and name in kept:
                self._disagree(new, name, old[name])
            elif old[name] != new[name]:
                self.add(self._kind_of_change(name), new, name, old[name], new[name])
        return {**new, **{name: old[name] for name in kept}}

    def keeps(self, row: Mapping[str, Any]) -> bool:
        """Whether a goal stays that this reading did not find: a person worked on it, and the text is the same."""
        decided = self._past.decided(row["target_id"])
        if not self._read_before or not decided:
            return False
        if decided.get("state") != "rejected" and self._said_last(row, None) != Event.UNREAD:
            self.add(Event.UNREAD, row)
        return True

    def add(
        self,
        event: Event,
        goal: Mapping[str, Any],
        name: str | None = None,
        before: Any = None,
        after: Any = None,
    ) -> None:
        """Record one event of a goal."""
        self.rows.append(
            {
                "target_id": goal["target_id"],
                "document_id": self._document_id,
                "event": event.value,
                "field": name,
                "before": _json(before),
                "after": _json(after),
                "unit": goal["unit"],
                "happened_at": self._run.now,
                "run_id": self._run.run_id,
            }
        )

    def _kind_of_change(self, name: str) -> Event:
        if self._read_before:
            return Event.REREAD
        return Event.REWORDED if name == "indicator" else Event.CHANGED

    def _against_decision(self, name: str, decided: Any, old: Any, new: Mapping[str, Any]) -> None:
        if _plain(new[name]) == decided:
            if self._said_last(new, name) == Event.DISAGREES:
                self.add(Event.AGREES, new, name, decided, new[name])
        elif old != new[name]:
            self._disagree(new, name, decided)

    def _disagree(self, goal: Mapping[str, Any], name: str, holds: Any) -> None:
        event, after = self._past.last(goal["target_id"], name)
        if (event, after) != (Event.DISAGREES, _json(goal[name])):
            self.add(Event.DISAGREES, goal, name, holds, goal[name])

    def _said_last(self, goal: Mapping[str, Any], name: str | None) -> str | None:
        return self._past.last(goal["target_id"], name)[0]


def write_changes(con: duckdb.DuckDBPyConnection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Append what `Changes` collected, in its order, within the caller's transaction."""
    if not rows:
        return
    (first,) = con.execute("SELECT coalesce(max(event_no), 0) + 1 FROM goal_events").fetchall()
    decisions = dict(
        con.execute(
            "SELECT target_id, max(decision_id) FROM standing_decisions WHERE target_id IN (SELECT unnest(?)) GROUP BY ALL",
            [[row["target_id"] for row in rows]],
        ).fetchall()
    )
    numbered = [
        {"event_no": first[0] + i, "last_decision": decisions.get(row["target_id"]), **row}
        for i, row in enumerate(rows)
    ]
    insert_rows(con, "goal_events", numbered)


def _decided_fields(con: duckdb.DuckDBPyConnection, goals: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Of each goal that a person decided on the fields with what was decided last; `state` among them."""
    rows = con.execute(
        "SELECT target_id, field, arg_max(value::VARCHAR, decision_id) FROM standing_decisions "
        "WHERE target_id IN (SELECT unnest(?)) GROUP BY ALL",
        [list(goals)],
    ).fetchall()
    decided: dict[str, dict[str, Any]] = {}
    for target_id, name, value in rows:
        decided.setdefault(target_id, {})[name] = json.loads(value)
    return decided


def _last_events(
    con: duckdb.DuckDBPyConnection, goals: Sequence[str]
) -> dict[tuple[str, str | None], tuple[str, str | None]]:
    """What was recorded last of each goal and field: the event, and what the document said by then."""
    rows = con.execute(
        "SELECT target_id, field, arg_max(event, event_no), arg_max_null(after::VARCHAR, event_no) FROM goal_events "
        "WHERE target_id IN (SELECT unnest(?)) GROUP BY ALL",
        [list(goals)],
    ).fetchall()
    return {(target_id, name): (event, after) for target_id, name, event, after in rows}


def record_taken_away(con: duckdb.DuckDBPyConnection, run: Run) -> None:
    """Record which goals left because no file holds their document any more, and which came back with a file."""
    con.execute(_TAKEN_AWAY, {"now": run.now, "run_id": run.run_id})


def list_events(
    con: duckdb.DuckDBPyConnection,
    *,
    run_id: str | None = None,
    target_id: str | None = None,
    events: Iterable[Event] = tuple(Event),
    open_only: bool = False,
) -> list[GoalEvent]:
    """What happened to goals, the latest first: in one run, to one goal, of some kinds.

    With `open_only` disagreements alone that nobody has decided since.
    """
    view = "open_disagreements" if open_only else "goal_events"
    rows = con.execute(
        "SELECT e.target_id, t.handle, e.event, e.field, e.before, e.after, e.unit, e.happened_at, t.indicator, t.region, t.doc "
        f"FROM {view} e JOIN targets t USING (target_id) "
        "WHERE ($run_id IS NULL OR e.run_id = $run_id) AND ($target_id IS NULL OR e.target_id = $target_id) "
        "AND e.event IN (SELECT unnest($events)) ORDER BY e.event_no DESC",
        {"run_id": run_id, "target_id": target_id, "events": [event.value for event in events]},
    ).fetchall()
    return [
        GoalEvent(target_id, handle, Event(event), name, _value(before), _value(after), *rest)
        for target_id, handle, event, name, before, after, *rest in rows
    ]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _json(value: Any) -> str | None:
    return None if value is None else json.dumps(_plain(value), ensure_ascii=False)


def _value(text: str | None) -> Any:
    return None if text is None else json.loads(text)
