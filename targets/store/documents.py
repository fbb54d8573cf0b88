"""Documents and their goals into the warehouse: once each, replaced when they change, history kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from importlib import resources
from pathlib import Path

import duckdb

from targets.extraction.goals.target import Target
from targets.extraction.indicators.synonyms import canonical_name
from targets.extraction.mention import Mention, Role
from targets.reading.document import Document
from targets.settings import Settings
from targets.store.identity import surviving_ids
from targets.store.rows import insert_rows
from targets.store.run import Run
from targets.store.warehouse import transaction

_RELATE = resources.files("targets.store").joinpath("relate.sql").read_text(encoding="utf-8")


def unchanged_files(
    con: duckdb.DuckDBPyConnection, hashes: Mapping[str, str], extractor: str
) -> frozenset[str]:
    """Of the files (path -> content hash) those that are in the warehouse as they are now, read by this extractor."""
    known = con.execute(
        "SELECT path, content_hash FROM document_files JOIN documents USING (document_id) WHERE extractor = ?",
        [extractor],
    ).fetchall()
    return frozenset(path for path, content_hash in known if hashes.get(path) == content_hash)


def load_document(
    con: duckdb.DuckDBPyConnection,
    document: Document,
    content_hash: str,
    mentions: Sequence[Mention],
    targets: Sequence[Target],
    *,
    extractor: str,
    run: Run,
    settings: Settings,
) -> bool:
    """Load one document in one transaction; says whether its goals were written.

    `content_hash` is that of the file (and of its manifest row), `document.path` the file's name.
    A file that held another document before holds this one now; the other becomes history when no file is
    left. A document that a further file repeats is not read twice. A goal keeps its `target_id` across
    extractors as long as one of its mentions covers the place that the id names.
    """
    with transaction(con):
        fresh = _is_fresh(con, document, content_hash, extractor)
        con.execute(
            "INSERT OR REPLACE INTO document_files VALUES (?, ?, ?, ?)",
            [document.path, content_hash, document.document_id, run.run_id],
        )
        if fresh:
            _write_goals(con, document, mentions, targets, run, settings)
            _write_document(con, document, extractor, run)
    return fresh


def files_under(con: duckdb.DuckDBPyConnection, folder: Path) -> set[str]:
    """The document files of a folder (or the one file) that the warehouse holds."""
    paths = con.execute("SELECT path FROM document_files").fetchall()
    return {path for (path,) in paths if Path(path).is_relative_to(folder)}


def forget_files(con: duckdb.DuckDBPyConnection, paths: Iterable[str]) -> int:
    """Files that are gone: their documents become history. Returns how many were known."""
    gone = list(paths)
    with transaction(con):
        found = con.execute("SELECT count(*) FROM document_files WHERE path IN (SELECT unnest(?))", [gone])
        count: int = found.fetchall()[0][0]
        con.execute("DELETE FROM document_files WHERE path IN (SELECT unnest(?))", [gone])
    return count


def relate_documents(con: duckdb.DuckDBPyConnection) -> None:
    """Tie documents to each other after a batch was loaded, over the whole warehouse.

    A forwarded document finds its origin by number or title, and its copy of a goal gives way to the
    origin's; a goal gives way to a later document's goal of the same region, indicator, unit and due date.
    """
    with transaction(con):
        con.execute(_RELATE)


def _is_fresh(con: duckdb.DuckDBPyConnection, document: Document, content_hash: str, extractor: str) -> bool:
    files = con.execute(
        "SELECT path, content_hash, extractor FROM documents LEFT JOIN document_files USING (document_id) "
        "WHERE document_id = ?",
        [document.document_id],
    ).fetchall()
    same_extractor = any(known == extractor for *_, known in files)
    held = {path: known for path, known, _ in files if path is not None}
    if not same_extractor or not held:
        return True
    return document.path in held and held[document.path] != content_hash


def _write_document(con: duckdb.DuckDBPyConnection, document: Document, extractor: str, run: Run) -> None:
    con.execute(
        "INSERT OR REPLACE INTO documents BY NAME SELECT "
        "? AS document_id, ? AS doc, ? AS title, ? AS number, ? AS issuer, ? AS issued_on, ? AS region, "
        "? AS plan_year, ? AS origin, ? AS illustrative, ? AS text, ? AS extractor, ? AS run_id",
        [
            *(document.document_id, document.doc, document.title, document.number, document.issuer),
            *(document.issued_on, document.region, document.plan_year, document.origin),
            *(document.illustrative, document.text, extractor, run.run_id),
        ],
    )


def _write_goals(
    con: duckdb.DuckDBPyConnection,
    document: Document,
    mentions: Sequence[Mention],
    targets: Sequence[Target],
    run: Run,
    settings: Settings,
) -> None:
    ids = surviving_ids(con, document, targets)
    key = [document.document_id]
    con.execute("DELETE FROM mentions WHERE document_id = ?", key)
    # A goal that a person worked on stays, even where a new extractor no longer sees it.
    con.execute(
        "DELETE FROM extracted_targets WHERE document_id = ? AND (target_id IN (SELECT unnest(?)) "
        "OR target_id NOT IN (SELECT target_id FROM decisions))",
        [*key, list(ids.values())],
    )
    insert_rows(con, "extracted_targets", [_target_row(t, ids, run, settings) for t in targets])
    goal_of = {(m.start, m.end): ids[t.target_id] for t in targets for m in t.mentions}
    rows = [_mention_row(m, document.document_id, goal_of.get((m.start, m.end)), run) for m in mentions]
    insert_rows(con, "mentions", rows)


def _target_row(target: Target, ids: Mapping[str, str], run: Run, settings: Settings) -> dict[str, object]:
    base = target.base_target_id
    return {
        "target_id": ids[target.target_id],
        "document_id": target.document_id,
        "doc": target.doc,
        "indicator": target.indicator,
        "canonical": canonical_name(target.indicator, target.region),
        "region": target.region,
        "owners": list(target.owners),
        "value": target.value,
        "value_high": target.value_high,
        "unit": target.unit,
        "comparator": target.comparator.value,
        "change": target.change.value if target.change else None,
        "kind": target.kind.value,
        "direction": target.direction.value,
        "start_on": target.start,
        "due": target.due,
        "due_basis": target.due_basis.value,
        "commitment": target.commitment.value,
        "section": list(target.section),
        "quote": target.quote,
        "implicit": target.implicit,
        "confidence": target.confidence,
        "state": "accepted" if target.confidence >= settings.review_threshold else "proposed",
        "aggregation": target.aggregation,
        "baseline": target.baseline,
        "baseline_on": target.baseline_on,
        "trajectory_id": target.trajectory_id,
        "base_target_id": ids.get(base, base) if base else None,
        "run_id": run.run_id,
    }


def _mention_row(mention: Mention, document_id: str, target_id: str | None, run: Run) -> dict[str, object]:
    return {
        "document_id": document_id,
        "target_id": target_id if mention.role is Role.TARGET else None,
        "doc": mention.doc,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "role": mention.role.value,
        "value": mention.value,
        "value_high": mention.value_high,
        "unit": mention.unit,
        "comparator": mention.comparator.value,
        "change": mention.change.value if mention.change else None,
        "due": mention.due,
        "period_end": mention.period_end,
        "due_basis": mention.due_basis.value,
        "indicator": mention.indicator,
        "region": mention.region,
        "owners": list(mention.owners),
        "commitment": mention.commitment.value if mention.commitment else None,
        "section": list(mention.section),
        "quote": mention.quote,
        "implicit": mention.implicit,
        "confidence": mention.confidence,
        "cues": list(mention.cues),
        "cell": asdict(mention.cell) if mention.cell else None,
        "run_id": run.run_id,
    }
