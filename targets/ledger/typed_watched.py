"""Indicators to be followed that people type: a leader's words, a regime of the office itself."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import NamedTuple

import duckdb

from targets.extraction.watched.rhythm import Rhythm, Spread
from targets.extraction.watched.rules import Watched
from targets.ledger.typed_goals import EXTRACTOR
from targets.reading.document import Document
from targets.settings import Settings
from targets.store.decisions import BadDecision, Person
from targets.store.goals import append_goals
from targets.store.handles import give_letters
from targets.store.run import Run
from targets.store.watched import append_watched, follow


class TypedWatch(NamedTuple):
    """An indicator as a person names it."""

    indicator: str
    rhythm: Rhythm | None = None
    spread: Spread | None = None
    region: str | None = None
    owners: tuple[str, ...] = ()


def add_watched(
    con: duckdb.DuckDBPyConnection, source: str, said_on: date, watch: TypedWatch, by: Person, run: Run
) -> int:
    """Add one within the caller's transaction; returns its number.

    `source` says where it comes from and becomes the title of its document, of which each region has its own.
    Raises BadDecision for one without a name, or a source or person that is blank.
    """
    name, source = watch.indicator.strip(), source.strip()
    if not name or not source or not by.who.strip():
        raise BadDecision("Say what is followed, where that comes from (--source) and who adds it (--who).")
    identity = "\x1f".join((EXTRACTOR, "watched", source, watch.region or ""))
    document_id = hashlib.sha256(identity.encode()).hexdigest()[:32]
    found = con.execute("SELECT text, work_id FROM documents WHERE document_id = ?", [document_id]).fetchall()
    text = found[0][0] if found else source
    at = text.find(f"\n{name}。") + 1 or len(text) + 1
    if at > len(text):
        text = f"{text}\n{name}。"
    document = Document(
        document_id=document_id,
        doc=source,
        path=f"{EXTRACTOR}/{document_id}",
        text=text,
        paragraphs=(),
        title=source,
        issued_on=said_on,
        region=watch.region,
    )
    append_goals(con, document, (), (), EXTRACTOR, run, Settings())
    give_letters(con)
    ((work_id,),) = con.execute(
        "SELECT work_id FROM documents WHERE document_id = ?", [document_id]
    ).fetchall()
    con.execute('DELETE FROM watched_readings WHERE document_id = ? AND "start" = ?', [document_id, at])
    watched = Watched(
        at, at + len(name), name, watch.rhythm, watch.spread, watch.region, watch.owners, (), f"{name}。"
    )
    (watch_no,) = append_watched(con, [(document, (watched,), work_id)], run)
    follow(con, watch_no, True, by)
    return watch_no
