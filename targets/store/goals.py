"""The goals of documents into the warehouse: those known keep their ids and what people decided on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import duckdb

from targets.extraction.goals.target import Target
from targets.extraction.indicators.synonyms import canonical_name
from targets.extraction.mention import Mention, Role
from targets.extraction.read_document import ReadDocument
from targets.reading.document import Document
from targets.settings import Settings
from targets.store.changes import Changes, Event, Past, write_changes
from targets.store.identity import StoredGoal, former_texts, stored_goals, surviving_ids
from targets.store.rows import insert_rows
from targets.store.run import Run
from targets.store.works import Version, new_works, write_documents

Row = dict[str, Any]
"""A row of a table: values by column."""


@dataclass(frozen=True, slots=True)
class ReadVersion:
    """A document that was read, its place among the versions of its work, and the extractor that read it before."""

    read: ReadDocument
    version: Version
    read_by: str | None


def write_goals(
    con: duckdb.DuckDBPyConnection, batch: Sequence[ReadVersion], extractor: str, run: Run, settings: Settings
) -> None:
    """Replace the goals and mentions of versions in force, each of another work, within the caller's transaction.

    What the version before set and this one does not is withdrawn; what the same text set and `extractor` no longer
    finds is withdrawn as well, unless a person worked on it.
    """
    stored = stored_goals(
        con,
        [one.version.work_id for one in batch if one.version.version > 1 or one.read_by],
    )
    known = [row["target_id"] for rows in stored.values() for row in rows]
    past = Past(con, known)
    read_before = [one.read.document.document_id for one in batch if one.read_by]
    texts = former_texts(con, read_before)
    goals, mentions, events = list[Row](), list[Row](), list[Row]()
    withdrawn = list[str]()
    for one in batch:
        document, version = one.read.document, one.version
        changes = Changes(past, document.document_id, version, run)
        of_work = stored.get(version.work_id, [])
        ids = surviving_ids(document, one.read.targets, of_work, texts.get(document.document_id))
        reread = version.read_before and one.read_by != extractor
        rows = _numbered([_target_row(t, ids, run, settings) for t in one.read.targets], of_work)
        before = {row["target_id"]: row for row in of_work}
        goals += [changes.settled(before.get(row["target_id"]), row, reread=reread) for row in rows]
        unfound = [
            row for row in of_work if row["withdrawn_at"] is None and row["target_id"] not in ids.values()
        ]
        for row in [row for row in unfound if not changes.keeps(row)]:
            changes.add(Event.WITHDRAWN, row)
            withdrawn.append(row["target_id"])
        mentions += _mention_rows(document.document_id, one.read.mentions, one.read.targets, ids, run)
        events += changes.rows
    _withdraw(con, withdrawn, run)
    _delete(con, "mentions", "document_id", read_before)
    _delete(
        con, "extracted_targets", "target_id", sorted({row["target_id"] for row in goals}.intersection(known))
    )
    insert_rows(con, "extracted_targets", goals)
    insert_rows(con, "mentions", mentions)
    write_changes(con, events)


def append_goals(
    con: duckdb.DuckDBPyConnection,
    document: Document,
    mentions: Sequence[Mention],
    targets: Sequence[Target],
    extractor: str,
    run: Run,
    settings: Settings,
) -> list[str]:
    """Add goals to a document that grows, such as one that people type, within the caller's transaction.

    Returns the ids of `targets`. The document is stored with the text that it has now.
    """
    found = con.execute(
        "SELECT work_id FROM documents WHERE document_id = ?", [document.document_id]
    ).fetchall()
    if found:
        con.execute(
            "UPDATE documents SET text = ?, run_id = ? WHERE document_id = ?",
            [document.text, run.run_id, document.document_id],
        )
        work_id = found[0][0]
    else:
        (work_id,) = new_works(con, 1, run)
        write_documents(con, [(document, Version(work_id, 1))], extractor, run)
    con.execute(
        "INSERT OR REPLACE INTO document_files VALUES (?, ?, ?, ?)",
        [document.path, document.document_id, document.document_id, run.run_id],
    )
    ids = {target.target_id: target.target_id for target in targets}
    rows = [_target_row(target, ids, run, settings) for target in targets]
    insert_rows(con, "extracted_targets", _numbered(rows, stored_goals(con, [work_id])[work_id]))
    insert_rows(con, "mentions", _mention_rows(document.document_id, mentions, targets, ids, run))
    return list(ids)


def _numbered(rows: Sequence[Row], stored: Sequence[StoredGoal]) -> list[Row]:
    """The rows with the numbers that goals have within their document; one that is new gets the next."""
    numbers = {row["target_id"]: row["goal_no"] for row in stored}
    last = max((number for number in numbers.values() if number is not None), default=0)
    numbered = []
    for row in rows:
        number = numbers.get(row["target_id"])
        if number is None:
            number = last = last + 1
        numbered.append({**row, "goal_no": number})
    return numbered


def _withdraw(con: duckdb.DuckDBPyConnection, goals: Sequence[str], run: Run) -> None:
    if goals:
        con.execute(
            "UPDATE extracted_targets SET withdrawn_at = ?, run_id = ? WHERE target_id IN (SELECT unnest(?))",
            [run.now, run.run_id, goals],
        )


def _delete(con: duckdb.DuckDBPyConnection, table: str, key: str, values: Sequence[str]) -> None:
    if values:
        con.execute(f"DELETE FROM {table} WHERE {key} IN (SELECT unnest(?))", [values])


def _target_row(target: Target, ids: Mapping[str, str], run: Run, settings: Settings) -> Row:
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
        "compared_with": target.compared_with,
        "base_target_id": ids.get(base, base) if base else None,
        "run_id": run.run_id,
    }


def _mention_rows(
    document_id: str, mentions: Sequence[Mention], targets: Sequence[Target], ids: Mapping[str, str], run: Run
) -> list[Row]:
    goal_of = {(m.start, m.end): ids[t.target_id] for t in targets for m in t.mentions}
    return [_mention_row(m, document_id, goal_of.get((m.start, m.end)), run) for m in mentions]


def _mention_row(mention: Mention, document_id: str, target_id: str | None, run: Run) -> Row:
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
