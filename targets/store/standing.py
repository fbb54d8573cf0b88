"""What the warehouse holds of the works that documents about to be loaded may belong to, read once a batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import Any

import duckdb
import pyarrow as pa

from targets.reading.document import Document

_KNOWN, _HELD, _FORMERS = (
    resources.files("targets.store").joinpath(f"standing_{name}.sql").read_text(encoding="utf-8")
    for name in ("known", "held", "formers")
)
_KEYS = ("document_id", "path", "number", "title", "issuer")
_LOADING = pa.schema([("place", pa.int32()), *((name, pa.string()) for name in _KEYS)])


@dataclass(frozen=True, slots=True)
class Known:
    """The same text in the warehouse; `elsewhere` counts the other files that hold the last version of its work."""

    work_id: int
    version: int
    last_version: int
    extractor: str
    elsewhere: int


@dataclass(frozen=True, slots=True)
class Former:
    """A document that may be the version before: in the same file, or `on_file` in another."""

    work_id: int
    last_version: int
    same_file: bool
    on_file: bool
    number: str | None
    issued_on: date | None
    region: str | None
    plan_year: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What is stored about one document: the same text, what it may be a version of (the likeliest first), the files
    of the same text with their content hashes, and every work that loading it reads or writes."""

    document: Document
    known: Known | None
    formers: tuple[Former, ...]
    held: Mapping[str, str]
    works: frozenset[int]


def standings_of(con: duckdb.DuckDBPyConnection, documents: Sequence[Document]) -> list[Standing]:
    """What the warehouse holds about each document, as nothing of the batch is loaded yet."""
    places = range(len(documents))
    known = {place: Known(*row) for place, *row in _ask(con, _KNOWN, documents, places)}
    works = defaultdict(set, {place: {same.work_id} for place, same in known.items()})
    held: dict[int, dict[str, str]] = {place: {} for place in places}
    for place, path, content_hash, document_id, work_id in _ask(con, _HELD, documents, places):
        works[place].add(work_id)
        if document_id == documents[place].document_id:
            held[place][path] = content_hash
    formers = _formers(con, documents, [place for place in places if place not in known])
    for place, found in formers.items():
        works[place] |= {former.work_id for former in found}
    return [
        Standing(
            document, known.get(place), tuple(formers.get(place, ())), held[place], frozenset(works[place])
        )
        for place, document in enumerate(documents)
    ]


def _formers(
    con: duckdb.DuckDBPyConnection, documents: Sequence[Document], places: Sequence[int]
) -> dict[int, list[Former]]:
    rows = _ask(con, _FORMERS, documents, places) if places else []
    if not rows:
        return {}
    texts = dict(
        con.execute(
            "SELECT document_id, text FROM documents WHERE document_id IN (SELECT unnest(?))",
            [sorted({document_id for _, document_id, *_ in rows})],
        ).fetchall()
    )
    formers: defaultdict[int, list[Former]] = defaultdict(list)
    for place, document_id, *about in rows:
        formers[place].append(Former(*(*about, texts[document_id])))
    return formers


def _ask(
    con: duckdb.DuckDBPyConnection, query: str, documents: Sequence[Document], places: Sequence[int]
) -> list[tuple[Any, ...]]:
    rows = [{"place": place, **{name: getattr(documents[place], name) for name in _KEYS}} for place in places]
    con.register("loading", pa.Table.from_pylist(rows, _LOADING))
    found: list[tuple[Any, ...]] = con.execute(query).fetchall()
    con.unregister("loading")
    return found
