"""Documents and their goals into the warehouse: once each, replaced when they change, history kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from pathlib import Path

import duckdb

from targets.extraction.goals.target import Target
from targets.extraction.mention import Mention
from targets.reading.document import Document
from targets.settings import Settings
from targets.store.changes import record_taken_away
from targets.store.goals import write_goals
from targets.store.handles import give_letters
from targets.store.run import Run
from targets.store.warehouse import transaction
from targets.store.works import Version, version_of, write_document

_RELATE, _TRAJECTORIES = (
    resources.files("targets.store").joinpath(f"{name}.sql").read_text(encoding="utf-8")
    for name in ("relate", "trajectories")
)


def unchanged_files(
    con: duckdb.DuckDBPyConnection, hashes: Mapping[str, str], extractor: str
) -> frozenset[str]:
    """Of the files (path -> content hash) those that are in the warehouse as they are now, read by this extractor."""
    known = con.execute(
        "SELECT f.path, f.content_hash FROM document_files f JOIN dated_documents d USING (document_id) "
        "WHERE d.extractor = ? AND (d.on_file OR EXISTS ("
        "FROM dated_documents l WHERE l.work_id = d.work_id AND l.on_file))",
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
    left. A document that a further file repeats is not read twice, nor one of which a further file holds a later
    version. A goal that the version before set, or a reading before found, keeps its `target_id` and what people
    decided on it; what became of each stands in table `goal_events`.
    """
    with transaction(con):
        version = version_of(con, document, run)
        fresh = version.in_force and _is_fresh(con, document, content_hash, extractor, version)
        con.execute(
            "INSERT OR REPLACE INTO document_files VALUES (?, ?, ?, ?)",
            [document.path, content_hash, document.document_id, run.run_id],
        )
        if fresh:
            write_goals(con, document, mentions, targets, version, extractor, run, settings)
            write_document(con, document, version, extractor, run)
            give_letters(con)
        elif not version.in_force:
            con.execute(
                "UPDATE documents SET extractor = ? WHERE document_id = ?", [extractor, document.document_id]
            )
    return fresh


def earlier_versions(con: duckdb.DuckDBPyConnection, paths: Iterable[str]) -> list[tuple[str, str]]:
    """Of these files those that hold an earlier version of a document, each with the file of the one in force."""
    return con.execute(
        "SELECT f.path, min(g.path) FROM document_files f JOIN dated_documents d USING (document_id) "
        "JOIN dated_documents l ON l.work_id = d.work_id AND l.on_file "
        "JOIN document_files g ON g.document_id = l.document_id "
        "WHERE NOT d.on_file AND f.path IN (SELECT unnest(?)) GROUP BY f.path ORDER BY f.path",
        [list(paths)],
    ).fetchall()


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


def relate_documents(con: duckdb.DuckDBPyConnection, run: Run) -> None:
    """Tie documents to each other after a batch was loaded, over the whole warehouse.

    A forwarded document finds its origin by number or title, and its copy of a goal gives way to the
    origin's; a goal gives way to a later document's goal of the same region, indicator, unit and due date.
    Milestones and the end of one indicator share a trajectory, by the fields as people corrected them. What left
    with its file, or came back with it, is recorded.
    """
    with transaction(con):
        con.execute(_RELATE)
        con.execute(_TRAJECTORIES)
        record_taken_away(con, run)


def _is_fresh(
    con: duckdb.DuckDBPyConnection, document: Document, content_hash: str, extractor: str, version: Version
) -> bool:
    files = con.execute(
        "SELECT path, content_hash, extractor FROM documents LEFT JOIN document_files USING (document_id) "
        "WHERE document_id = ?",
        [document.document_id],
    ).fetchall()
    same_extractor = any(known == extractor for *_, known in files)
    held = {path: known for path, known, _ in files if path is not None}
    if not version.read_before or not same_extractor or not held:
        return True
    return document.path in held and held[document.path] != content_hash
