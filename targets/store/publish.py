"""Snapshots for readers: a new immutable file per refresh behind a pointer that is replaced atomically."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb

from targets.store.run import Run
from targets.store.schema import views_name
from targets.whole_files import write_whole

FOLDER = "published"
POINTER = "latest"
KEPT = 3
_BOOKKEEPING = ("runs", "check_results", "checked_rows", "judgements")
"""Tables that grow by a run that found nothing new."""
_MET_AGAIN = {"quarantine": "(SELECT * EXCLUDE (run_id) FROM quarantine)"}
"""What each run that meets the same again puts its name to: the name is no news."""
# What other engines and BI tools read: one Parquet file each, beside the snapshot.
TABLES = (
    "documents",
    "mentions",
    "targets",
    "current_targets",
    "current_links",
    "series",
    "observations",
    "progress",
    "alerts",
    "open_quarantine",
    "runs",
)

SHOWN_BY = {"progress": "progress_in_words"}
"""Tables that those get by a view of the same rows, which says more."""


@dataclass(frozen=True, slots=True)
class _Published:
    """A snapshot and the fingerprints of its tables: of all that it stores, of those that stand as Parquet."""

    path: Path
    stored: dict[str, str]
    shown: dict[str, str]


class NothingPublished(Exception):
    """There is no snapshot to read yet; the message names the folder and what to do."""


class PublishedByAnother(NothingPublished):
    """The snapshot has the views of another version of duban; the message says what to do."""


def publish(con: duckdb.DuckDBPyConnection, home: Path, run: Run, *, full: bool = False) -> Path:
    """Write a snapshot of the warehouse under `home`/published and point readers to it.

    `<run_id>.duckdb` is readable by DuckDB 1.5 and later, `<run_id>.json` tells what it holds, `<run_id>/` holds the main tables as Parquet, of which
    those that changed are written anew. Where nothing but bookkeeping changed since the latest snapshot that one
    stays, unless `full`. Readers that have an older snapshot open keep it; the last few stay. Returns the
    snapshot's path.
    """
    folder = home / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    stored, shown = _fingerprints(con, _base_tables(con)), _fingerprints(con, TABLES)
    before = None if full else _last_published(home)
    if before and before.stored == stored:
        return before.path
    path = folder / f"{run.run_id}.duckdb"
    copy_database(con, path)
    same_views = before and before.stored.get("migrations") == stored["migrations"]
    _write_parquet(con, folder / run.run_id, shown, before if same_views else None)
    path.with_suffix(".json").write_text(json.dumps({"stored": stored, "shown": shown}), encoding="utf-8")
    write_whole(folder / POINTER, f"{path.name}\n")
    _drop_old(folder, keep=path.name)
    return path


def publish_changed(
    con: duckdb.DuckDBPyConnection, home: Path, run: Run, base: Path, changed: Sequence[str], last_link: int
) -> None:
    """Point readers to a copy of the snapshot `base` in which only the tables and views `changed` are otherwise.

    `con` is open on that copy, a file beside `base` that ends in `.part`; it is closed, and named for the run.
    `last_link` is the last link of the warehouse that it knows, where it may have numbered further ones by itself.
    The caller keeps other publishers out by holding the warehouse.
    """
    before = _last_published(home)
    folder, path = base.parent, base.parent / f"{run.run_id}.duckdb"
    kept = before if before and before.path == base else None
    stored = _changed_fingerprints(con, _base_tables(con), kept.stored if kept else {}, changed)
    shown = _changed_fingerprints(con, TABLES, kept.shown if kept else {}, changed)
    _write_parquet(con, folder / run.run_id, shown, kept)
    ((part,),) = con.execute(
        "SELECT path FROM duckdb_databases() WHERE database_name = current_database()"
    ).fetchall()
    con.execute("CHECKPOINT")
    con.close()
    Path(part).replace(path)
    said = {"stored": stored, "shown": shown, "last_link": last_link}
    path.with_suffix(".json").write_text(json.dumps(said), encoding="utf-8")
    write_whole(folder / POINTER, f"{path.name}\n")
    _drop_old(folder, keep=path.name)


def last_link_known(snapshot: Path) -> int | None:
    """The last link of the warehouse that a snapshot knows, where it is not simply the last of its own."""
    try:
        said = json.loads(snapshot.with_suffix(".json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return said.get("last_link") if isinstance(said, dict) else None


def latest_snapshot(home: Path) -> Path:
    """The snapshot that readers are pointed to. Raises NothingPublished where there is none."""
    pointer = home / FOLDER / POINTER
    try:
        return pointer.parent / pointer.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise NothingPublished(
            f"{pointer.parent} holds no snapshot yet. Run `duban refresh` with this home first."
        ) from None


def open_snapshot(home: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to the latest snapshot. Raises NothingPublished where there is none to read."""
    path = latest_snapshot(home)
    try:
        con = duckdb.connect(path, read_only=True)
    except duckdb.IOException:
        if latest_snapshot(home) == path:
            raise
        return open_snapshot(home)  # newer ones have pushed it out meanwhile
    try:
        check_views(con)
    except PublishedByAnother:
        con.close()
        raise
    return con


def check_views(con: duckdb.DuckDBPyConnection, catalog: str = "") -> None:
    """Raises PublishedByAnother where a snapshot (the connection's, or attached as `catalog`) has other views than this version."""
    table = f"{catalog}.migrations" if catalog else "migrations"
    if not con.execute(f"SELECT 1 FROM {table} WHERE name = ?", [views_name()]).fetchall():
        raise PublishedByAnother(
            "The published snapshot was made by another version of duban. `duban refresh` publishes anew; nothing is lost."
        )


def snapshots(home: Path) -> list[Path]:
    """The published snapshots that are kept, the oldest first."""
    return sorted((home / FOLDER).glob("*.duckdb"), key=lambda path: path.stat().st_mtime_ns)


def copy_database(con: duckdb.DuckDBPyConnection, path: Path, catalog: str = "") -> None:
    """Write a database to a new file that is whole or not there; `catalog` is an attached one, else the connection's."""
    part = path.with_suffix(".part")
    for leftover in (path, part, Path(f"{part}.wal")):
        leftover.unlink(missing_ok=True)
    con.execute(f"ATTACH '{_quoted(part)}' AS snapshot (READ_WRITE, STORAGE_VERSION 'v1.5.0')")
    try:
        con.execute(f"COPY FROM DATABASE {catalog or _own_name(con)} TO snapshot")
    finally:
        con.execute("DETACH snapshot")
    part.replace(path)


def _write_parquet(
    con: duckdb.DuckDBPyConnection, folder: Path, fingerprints: dict[str, str], before: _Published | None
) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for table in TABLES:
        name = f"{table}.parquet"
        if before and before.shown.get(table) == fingerprints[table]:
            with suppress(OSError):  # not every file system has links; then it is written again
                (folder / name).hardlink_to(before.path.with_suffix("") / name)
                continue
        con.execute(
            f"COPY (FROM {SHOWN_BY.get(table, table)}) TO '{_quoted(folder / name)}' (FORMAT parquet, COMPRESSION zstd)"
        )


def _base_tables(con: duckdb.DuckDBPyConnection) -> list[str]:
    rows = con.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = current_database() AND NOT temporary "
        "AND table_name NOT IN (SELECT unnest(?)) ORDER BY table_name",
        [list(_BOOKKEEPING)],
    ).fetchall()
    return [name for (name,) in rows]


def _fingerprints(con: duckdb.DuckDBPyConnection, tables: Sequence[str]) -> dict[str, str]:
    """Of each table a number that its rows make, in whatever order they stand."""
    found = {}
    for table in tables:
        rows = f"SELECT count(*), sum(hash(whole)) FROM {_MET_AGAIN.get(table, table)} AS whole"
        found[table] = "/".join(map(str, con.execute(rows).fetchall()[0]))
    return found


def _changed_fingerprints(
    con: duckdb.DuckDBPyConnection, tables: Sequence[str], before: dict[str, str], changed: Sequence[str]
) -> dict[str, str]:
    """Those of before, but of what changed or was not there."""
    known = {table: before[table] for table in tables if table in before and table not in changed}
    return known | _fingerprints(con, [table for table in tables if table not in known])


def _last_published(home: Path) -> _Published | None:
    try:
        path = latest_snapshot(home)
        said = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        return _Published(path, said["stored"], said["shown"]) if path.is_file() else None
    except (NothingPublished, OSError, ValueError, KeyError):
        return None


def _drop_old(folder: Path, *, keep: str) -> None:
    for old in [path for path in snapshots(folder.parent) if path.name != keep][: -(KEPT - 1)]:
        try:
            old.unlink()
        except PermissionError:
            continue  # a reader holds it, which some systems do not allow to delete; the next run will
        shutil.rmtree(old.with_suffix(""), ignore_errors=True)
        old.with_suffix(".json").unlink(missing_ok=True)


def _own_name(con: duckdb.DuckDBPyConnection) -> str:
    name: str = con.execute("SELECT current_database()").fetchall()[0][0]
    return '"' + name.replace('"', '""') + '"'


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
