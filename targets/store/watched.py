"""The indicators that are to be followed without a number: stored with their document, and what people decide on them."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from targets.extraction.indicators.synonyms import canonical_name
from targets.extraction.watched.rules import Watched
from targets.reading.document import Document
from targets.store.decisions import BadDecision, Person
from targets.store.rows import insert_rows
from targets.store.run import Run

Placed = tuple[Document, Sequence[Watched], int]
"""A document, what it says is to be followed, and its work."""


def write_watched(con: duckdb.DuckDBPyConnection, batch: Sequence[Placed], run: Run) -> list[int]:
    """Replace what documents say is to be followed, within the caller's transaction; returns the numbers.

    An indicator keeps its number through all versions of its document.
    """
    con.execute(
        "DELETE FROM watched_readings WHERE document_id IN (SELECT unnest(?))",
        [[document.document_id for document, _, _ in batch]],
    )
    return append_watched(con, batch, run)


def append_watched(con: duckdb.DuckDBPyConnection, batch: Sequence[Placed], run: Run) -> list[int]:
    """Add what is to be followed to what documents say already, within the caller's transaction."""
    batch = [placed for placed in batch if placed[1]]
    if not batch:
        return []
    rows = con.execute(
        "SELECT work_id, canonical, watch_no FROM watched WHERE work_id IN (SELECT unnest(?))",
        [[work_id for _, _, work_id in batch]],
    ).fetchall()
    known = {(work_id, canonical): watch_no for work_id, canonical, watch_no in rows}
    ((last,),) = con.execute("SELECT coalesce(max(watch_no), 0) FROM watched").fetchall()
    new, readings = list[dict[str, object]](), list[dict[str, object]]()
    for document, watched, work_id in batch:
        named = {canonical_name(each.indicator, each.region): each for each in reversed(watched)}
        for canonical in reversed(named):
            if (work_id, canonical) not in known:
                last += 1
                known[work_id, canonical] = last
                new.append(
                    {"watch_no": last, "work_id": work_id, "canonical": canonical, "run_id": run.run_id}
                )
        readings += [
            _reading(known[work_id, canonical], each, document, run) for canonical, each in named.items()
        ]
    insert_rows(con, "watched", new)
    insert_rows(con, "watched_readings", readings)
    return sorted({int(str(reading["watch_no"])) for reading in readings})


def follow(con: duckdb.DuckDBPyConnection, watch_no: int, followed: bool, by: Person) -> None:
    """A person says whether an indicator is followed, within the caller's transaction. Raises BadDecision."""
    if not by.who.strip():
        raise BadDecision("Say who decides (--who).")
    con.execute(
        "INSERT INTO watched_decisions SELECT (SELECT coalesce(max(decision_no), 0) + 1 FROM watched_decisions), "
        "?, ?, ?, ?, ?",
        [watch_no, followed, by.who.strip(), by.decided_at, by.note],
    )


def watch_called(con: duckdb.DuckDBPyConnection, asked: str) -> int:
    """The number of the watched indicator that somebody names: W3, w3 or 3. Raises BadDecision."""
    bare = asked.strip().upper().removeprefix("W")
    known = con.execute(
        "SELECT 1 FROM watched WHERE watch_no = try_cast(? AS INTEGER) LIMIT 1", [bare]
    ).fetchall()
    if not known:
        raise BadDecision(f"{asked}: no watched indicator has this number. `duban watched list` shows them.")
    return int(bare)


def _reading(watch_no: int, each: Watched, document: Document, run: Run) -> dict[str, object]:
    return {
        **each._asdict(),
        "watch_no": watch_no,
        "document_id": document.document_id,
        "owners": list(each.owners),
        "section": list(each.section),
        "run_id": run.run_id,
    }
