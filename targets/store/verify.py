"""Recomputes what a warehouse or snapshot says of itself: hashes, references, verdicts against their history, Parquet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import duckdb

from targets.reading.document import document_id_of
from targets.store.attachments import attachments_named, fault_of
from targets.store.publish import SHOWN_BY, TABLES

_TEXTS_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Misfit:
    """One thing that does not fit: which check found it, where, and what stands there."""

    check: str
    place: str
    found: str


def verify_snapshot(path: Path) -> list[Misfit]:
    """What in a published snapshot, and in the Parquet files beside it, does not fit; empty where all does."""
    try:
        with duckdb.connect(path, read_only=True) as con:
            return [*_references(con), *_texts(con), *_parquet(con, path.with_suffix(""))]
    except duckdb.Error as error:
        return [Misfit("snapshot that cannot be read", path.name, str(error).splitlines()[0])]


def verify_attachments(snapshot: Path, home: Path) -> list[Misfit]:
    """The attached files that a snapshot names and that the home does not hold as they were handed in."""
    try:
        with duckdb.connect(snapshot, read_only=True) as con:
            named = attachments_named(con)
    except duckdb.Error:
        return []  # `verify_snapshot` tells that it cannot be read
    faults = ((one, fault_of(one, home)) for one in named)
    return [Misfit(f"attached file that is {fault}", one.name, one.sha256) for one, fault in faults if fault]


def _references(con: duckdb.DuckDBPyConnection) -> list[Misfit]:
    """References that lead nowhere, and figures that nothing is known to have brought."""
    return [
        Misfit(*row)
        for name in ("verify.sql", "unproven.sql")
        for row in con.execute(
            resources.files("targets.store").joinpath(name).read_text(encoding="utf-8")
        ).fetchall()
    ]


def _texts(con: duckdb.DuckDBPyConnection) -> Iterator[Misfit]:
    """Documents whose text is not the one that their id was made from; those that people type grow, and keep theirs."""
    found = con.execute(
        "SELECT doc, document_id, text FROM documents WHERE extractor <> 'typed' ORDER BY document_id"
    )
    while rows := found.fetchmany(_TEXTS_AT_ONCE):
        for doc, document_id, text in rows:
            if document_id_of(text.lstrip("\ufeff")) != document_id:
                yield Misfit("text that is not its document's", doc, document_id)


def _parquet(con: duckdb.DuckDBPyConnection, folder: Path) -> Iterator[Misfit]:
    for table in TABLES:
        file = folder / f"{table}.parquet"
        query = "SELECT count(*), sum(hash(t)) FROM {} AS t"
        try:
            own = con.execute(query.format(SHOWN_BY.get(table, table))).fetchall()
            theirs = con.execute(query.format("read_parquet(?)"), [str(file)]).fetchall()
        except duckdb.Error as error:
            yield Misfit("table that cannot be read", file.name, str(error).splitlines()[0])
            continue
        if own != theirs:
            yield Misfit("table that is not the snapshot's", file.name, f"{theirs[0][0]} rows of {own[0][0]}")
