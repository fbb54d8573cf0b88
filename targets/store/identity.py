"""Goals keep their ids when the document is read again by a better extractor or from another file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import duckdb

from targets.extraction.goals.target import Target
from targets.reading.document import Document

_BLANK = re.compile(r"\s+")


def surviving_ids(
    con: duckdb.DuckDBPyConnection, document: Document, targets: Sequence[Target]
) -> dict[str, str]:
    """For each target's own id the id it is stored under.

    That is the id already in the warehouse when a mention of the target covers the place the id names,
    counted without white space, since a document's .html and .txt differ in it; else its own id.
    """
    known = con.execute(
        "SELECT target_id, text FROM extracted_targets JOIN documents USING (document_id) WHERE document_id = ?",
        [document.document_id],
    ).fetchall()
    if not known:
        return {target.target_id: target.target_id for target in targets}
    old_text = known[0][1]
    same_text = old_text == document.text
    places = {
        target_id: start if same_text else _bare(old_text, start)
        for target_id, start in ((target_id, int(target_id.rpartition("-")[2])) for target_id, _ in known)
    }
    ids: dict[str, str] = {}
    for target in targets:
        spans = [
            (m.start, m.end) if same_text else (_bare(document.text, m.start), _bare(document.text, m.end))
            for m in target.mentions
        ]
        covered = [i for i, place in places.items() if any(a <= place < b for a, b in spans)]
        if covered:
            ids[target.target_id] = min(covered, key=lambda i: (i != target.target_id, places[i]))
            del places[ids[target.target_id]]
    taken = {*ids.values(), *places}
    for target in targets:
        if target.target_id not in ids:
            ids[target.target_id] = _free_id(target.target_id, taken)
            taken.add(ids[target.target_id])
    return ids


def _free_id(target_id: str, taken: set[str]) -> str:
    """The id itself, or that of the next free place, where another text's offsets already used it."""
    document, _, place = target_id.rpartition("-")
    start = int(place)
    while f"{document}-{start}" in taken:
        start += 1
    return f"{document}-{start}"


def _bare(text: str, position: int) -> int:
    """The position counted in the text without white space, in normal form."""
    return len(_BLANK.sub("", unicodedata.normalize("NFKC", text[:position])))
