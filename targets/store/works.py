"""Documents as people know them: all versions of one text are one work, of which the latest is in force."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

import duckdb

from targets.reading.document import Document
from targets.store.run import Run

_MARKS = re.compile(r"[\W_]+")
_NUMERALS = re.compile(r"[\d〇零一二三四五六七八九十]+")
_GRAM = 4
MUCH_IN_COMMON = 0.3
"""Share of its four-character strings that a new version has in common with the one before."""


@dataclass(frozen=True, slots=True)
class Version:
    """A document's place among the versions of its work.

    `in_force` is False where another file holds a later version; `read_before` says that the same text was in force
    already, so that what now reads otherwise is the reader's doing and not the document's.
    """

    work_id: int
    version: int
    in_force: bool = True
    read_before: bool = False


@dataclass(frozen=True, slots=True)
class _Former:
    """A document in the warehouse that may be the version before."""

    work_id: int
    path: str | None
    on_file: bool
    title: str | None
    number: str | None
    issuer: str | None
    issued_on: date | None
    region: str | None
    plan_year: int | None
    text: str


def version_of(con: duckdb.DuckDBPyConnection, document: Document, run: Run) -> Version:
    """Where a document that is about to be loaded stands, before its file is recorded.

    A text that is new is the next version of the document in the same file, of the same 文号, or of the same title
    and issuer, where they have much in common; else the first of a new work. A text that was an earlier version
    takes force again when no other file holds the later one.
    """
    known = con.execute(
        "SELECT d.work_id, d.version, l.version AS last_version, "
        "(SELECT count(*) FROM document_files f WHERE f.document_id = l.document_id AND f.path <> ?) AS elsewhere "
        "FROM documents d JOIN documents l ON l.work_id = d.work_id WHERE d.document_id = ? "
        "ORDER BY l.version DESC LIMIT 1",
        [document.path, document.document_id],
    ).fetchall()
    if known:
        work_id, version, last_version, elsewhere = known[0]
        if version == last_version:
            return Version(work_id, version, read_before=True)
        if elsewhere:
            return Version(work_id, version, in_force=False, read_before=True)
        return Version(work_id, last_version + 1)
    work_id = _former_work(con, document)
    if work_id is None:
        return Version(new_work(con, run), 1)
    (last,) = con.execute("SELECT max(version) FROM documents WHERE work_id = ?", [work_id]).fetchall()
    return Version(work_id, last[0] + 1)


def new_work(con: duckdb.DuckDBPyConnection, run: Run) -> int:
    """The id of a work that is yet without documents, within the caller's transaction."""
    con.execute(
        "INSERT INTO works (work_id, run_id) SELECT coalesce(max(work_id), 0) + 1, ? FROM works", [run.run_id]
    )
    return int(con.execute("SELECT max(work_id) FROM works").fetchall()[0][0])


def write_document(
    con: duckdb.DuckDBPyConnection, document: Document, version: Version, extractor: str, run: Run
) -> None:
    """Store a document, or replace it, within the caller's transaction."""
    con.execute(
        "INSERT OR REPLACE INTO documents BY NAME SELECT "
        "? AS document_id, ? AS work_id, ? AS version, ? AS doc, ? AS title, ? AS number, ? AS issuer, "
        "? AS issued_on, ? AS region, ? AS plan_year, ? AS origin, ? AS illustrative, ? AS text, ? AS extractor, "
        "? AS run_id",
        [
            *(document.document_id, version.work_id, version.version),
            *(document.doc, document.title, document.number, document.issuer),
            *(document.issued_on, document.region, document.plan_year, document.origin),
            *(document.illustrative, document.text, extractor, run.run_id),
        ],
    )


def _former_work(con: duckdb.DuckDBPyConnection, document: Document) -> int | None:
    rows = con.execute(
        "SELECT d.work_id, f.path, EXISTS (FROM document_files o WHERE o.document_id = d.document_id AND o.path <> $path), "
        "d.title, d.number, d.issuer, d.issued_on, d.region, d.plan_year, d.text "
        "FROM documents d LEFT JOIN document_files f ON f.document_id = d.document_id AND f.path = $path "
        "WHERE f.path IS NOT NULL OR d.number = $number OR (d.title = $title AND d.issuer = $issuer) "
        "ORDER BY f.path IS NULL, d.number IS DISTINCT FROM $number, d.version DESC, d.document_id",
        {
            "path": document.path,
            "number": document.number,
            "title": document.title,
            "issuer": document.issuer,
        },
    ).fetchall()
    for row in rows:
        former = _Former(*row)
        if _is_version_before(former, document):
            return former.work_id
    return None


def _is_version_before(former: _Former, document: Document) -> bool:
    if _differ(former.number, document.number) or _differ(former.plan_year, document.plan_year):
        return False
    if former.path is None and former.number is None:
        if _differ(former.region, document.region):
            return False
        # Reports of one title follow each other; beside a file of another day it is not that file's next version.
        if former.on_file and _differ(former.issued_on, document.issued_on):
            return False
    return in_common(former.text, document.text) >= MUCH_IN_COMMON


def _differ(one: object, other: object) -> bool:
    return one is not None and other is not None and one != other


def in_common(one: str, other: str) -> float:
    """The share of the shorter text's four-character strings that the other has too, figures set aside; in 0..1."""
    grams, others = _grams(one), _grams(other)
    return len(grams & others) / (min(len(grams), len(others)) or 1)


def _grams(text: str) -> set[str]:
    bare = _NUMERALS.sub("0", _MARKS.sub("", unicodedata.normalize("NFKC", text)))
    return {bare[i : i + _GRAM] for i in range(max(len(bare) - _GRAM + 1, 1))}
