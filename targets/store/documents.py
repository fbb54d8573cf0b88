"""Documents and their goals into the warehouse: once each, replaced when they change, history kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from pathlib import Path

import duckdb

from targets.extraction.read_document import ReadDocument
from targets.settings import Settings
from targets.store.changes import record_taken_away
from targets.store.goals import ReadVersion, write_goals
from targets.store.handles import give_letters
from targets.store.rows import insert_rows
from targets.store.run import Run
from targets.store.standing import Standing, standings_of
from targets.store.warehouse import transaction
from targets.store.watched import write_watched
from targets.store.works import apart_from_each_other, versions_of, write_documents

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


def load_documents(
    con: duckdb.DuckDBPyConnection,
    batch: Sequence[ReadDocument],
    *,
    extractor: str,
    run: Run,
    settings: Settings,
) -> list[bool]:
    """Load documents in one transaction, as one after the other; says of each whether its goals were written.

    A file that held another document before holds this one now; the other becomes history when no file is
    left. A document that a further file repeats is not read twice, nor one of which a further file holds a later
    version. A goal that the version before set, or a reading before found, keeps its `target_id` and what people
    decided on it; what became of each stands in table `goal_events`.

    The statements do not grow with the documents but with those that meet: one that may be a version of another of
    the batch is loaded after it.
    """
    written: list[bool] = []
    with transaction(con):
        while left := batch[len(written) :]:
            standings = standings_of(con, [read.document for read in left])
            apart = apart_from_each_other(standings)
            written += _load_apart(con, left[:apart], standings[:apart], extractor, run, settings)
    return written


def _load_apart(
    con: duckdb.DuckDBPyConnection,
    batch: Sequence[ReadDocument],
    standings: Sequence[Standing],
    extractor: str,
    run: Run,
    settings: Settings,
) -> list[bool]:
    """Load documents of which none may be a version of another, within the caller's transaction."""
    versions = [
        ReadVersion(read, version, standing.known.extractor if standing.known else None)
        for read, standing, version in zip(batch, standings, versions_of(con, standings, run), strict=True)
    ]
    fresh = [
        one.version.in_force and _is_fresh(one, standing, extractor)
        for one, standing in zip(versions, standings, strict=True)
    ]
    _record_files(con, batch, run)
    if any(fresh):
        in_force = [one for one, new in zip(versions, fresh, strict=True) if new]
        write_goals(con, in_force, extractor, run, settings)
        write_watched(
            con, [(one.read.document, one.read.watched, one.version.work_id) for one in in_force], run
        )
        write_documents(con, [(one.read.document, one.version) for one in in_force], extractor, run)
        give_letters(con)
    if earlier := [one.read.document.document_id for one in versions if not one.version.in_force]:
        con.execute(
            "UPDATE documents SET extractor = ? WHERE document_id IN (SELECT unnest(?))", [extractor, earlier]
        )
    return fresh


def _record_files(con: duckdb.DuckDBPyConnection, batch: Sequence[ReadDocument], run: Run) -> None:
    files = [
        {
            "path": read.document.path,
            "content_hash": read.content_hash,
            "document_id": read.document.document_id,
            "run_id": run.run_id,
        }
        for read in batch
    ]
    insert_rows(con, "document_files", files, replace=True)


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


def _is_fresh(one: ReadVersion, standing: Standing, extractor: str) -> bool:
    """Whether the goals of a version in force are to be written: its text, its file or its extractor is new."""
    if not one.version.read_before or one.read_by != extractor or not standing.held:
        return True
    path = one.read.document.path
    return path in standing.held and standing.held[path] != one.read.content_hash
