"""Documents as people know them: all versions of one text are one work, of which the latest is in force."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from targets.reading.document import Document
from targets.store.rows import insert_rows
from targets.store.run import Run
from targets.store.standing import Former, Standing

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


def versions_of(con: duckdb.DuckDBPyConnection, standings: Sequence[Standing], run: Run) -> list[Version]:
    """Where documents that are about to be loaded stand, before their files are recorded; none meets another.

    A text that is new is the next version of the document in the same file, of the same 文号, or of the same title
    and issuer, where they have much in common; else the first of a new work. A text that was an earlier version
    takes force again when no other file holds the later one.
    """
    found = [_version(standing) for standing in standings]
    works = iter(new_works(con, found.count(None), run))
    return [version or Version(next(works), 1) for version in found]


def _version(standing: Standing) -> Version | None:
    known = standing.known
    if known is None:
        former = next((f for f in standing.formers if is_version_before(f, standing.document)), None)
        return Version(former.work_id, former.last_version + 1) if former else None
    if known.version == known.last_version:
        return Version(known.work_id, known.version, read_before=True)
    if known.elsewhere:
        return Version(known.work_id, known.version, in_force=False, read_before=True)
    return Version(known.work_id, known.last_version + 1)


def apart_from_each_other(standings: Sequence[Standing]) -> int:
    """How many documents from the first on have no work in common, and are no versions of each other."""
    works, texts = set[int](), set[str]()
    met: defaultdict[object, list[Former]] = defaultdict(list)
    for count, standing in enumerate(standings):
        document = standing.document
        keys: list[object] = [document.number] if document.number else []
        if document.title and document.issuer:
            keys.append((document.title, document.issuer))
        if (
            not works.isdisjoint(standing.works)
            or document.document_id in texts
            or any(is_version_before(former, document) for key in keys for former in met[key])
        ):
            return count
        works |= standing.works
        texts.add(document.document_id)
        for key in keys:
            met[key].append(_as_former(document))
    return len(standings)


def _as_former(document: Document) -> Former:
    """A document of the batch as another would find it that is loaded after it."""
    about = (document.number, document.issued_on, document.region, document.plan_year, document.text)
    return Former(0, 0, False, True, *about)


def new_works(con: duckdb.DuckDBPyConnection, count: int, run: Run) -> list[int]:
    """The ids of so many works that are yet without documents, within the caller's transaction."""
    if not count:
        return []
    (last,) = con.execute("SELECT coalesce(max(work_id), 0) FROM works").fetchall()[0]
    con.execute(
        "INSERT INTO works (work_id, run_id) SELECT ? + i, ? FROM range(1, ? + 1) AS t (i)",
        [last, run.run_id, count],
    )
    return list(range(last + 1, last + count + 1))


def write_documents(
    con: duckdb.DuckDBPyConnection, placed: Sequence[tuple[Document, Version]], extractor: str, run: Run
) -> None:
    """Store documents, or replace them, within the caller's transaction."""
    rows = [
        {
            "document_id": document.document_id,
            "work_id": version.work_id,
            "version": version.version,
            "doc": document.doc,
            "title": document.title,
            "number": document.number,
            "issuer": document.issuer,
            "issued_on": document.issued_on,
            "region": document.region,
            "plan_year": document.plan_year,
            "origin": document.origin,
            "illustrative": document.illustrative,
            "text": document.text,
            "pages": list(document.pages) or None,
            "extractor": extractor,
            "run_id": run.run_id,
        }
        for document, version in placed
    ]
    insert_rows(con, "documents", rows, replace=True)


def is_version_before(former: Former, document: Document) -> bool:
    """Whether a document is the next version of a former one."""
    if _differ(former.number, document.number) or _differ(former.plan_year, document.plan_year):
        return False
    if not former.same_file and former.number is None:
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
