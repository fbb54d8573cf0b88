"""Backups of the warehouse, and bringing it back: the one file of a home that cannot be made anew from its inputs."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from targets.store.attachments import Attachment, attachments_named, copy_attachments
from targets.store.publish import FOLDER, copy_database, latest_snapshot
from targets.store.unusable import WarehouseBusy, WarehouseDamaged
from targets.store.warehouse import FILE_NAME, check_schema, is_locked

BACKUPS = "backups"


class BadBackup(Exception):
    """A file that cannot stand in for the warehouse, or a place where one cannot be written; the message says why."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was written; `from_snapshot` where the warehouse was busy and its last snapshot was taken.

    `lost` are the attached files that it names and that the home no longer holds as they were handed in.
    """

    path: Path
    from_snapshot: bool
    lost: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Restored:
    """What a warehouse was brought back from (None: nothing, it starts anew), and where what stood there before is.

    `lost` are the attached files that it names and that neither the home nor the backup holds as they were handed in.
    """

    source: Path | None
    put_aside: tuple[Path, ...]
    lost: tuple[Attachment, ...] = ()


def back_up(home: Path, out: Path) -> Backup:
    """Write a backup of the warehouse to `out`, whole or not at all; attached files go to `attachments/` beside it.

    That folder is shared by the backups of a place: a file is kept there once, under its hash. While another process writes the warehouse the last published snapshot is taken instead: all that was published,
    without what people decided since. Raises BadBackup where `out` is there or there is nothing to back up, and
    WarehouseDamaged.
    """
    path = home / FILE_NAME
    if out.exists():
        raise BadBackup(f"{out} is there already; name another file.")
    if not path.exists():
        raise BadBackup(f"{home} holds no warehouse to back up.")
    out.parent.mkdir(parents=True, exist_ok=True)
    try:
        with duckdb.connect() as con, _attached(con, path):
            lost = copy_attachments(attachments_named(con, "kept"), home, out.parent)
            copy_database(con, out, "kept")
        return Backup(out, from_snapshot=False, lost=tuple(lost))
    except WarehouseBusy:
        snapshot = latest_snapshot(home)
        with duckdb.connect() as con, _attached(con, snapshot):
            lost = copy_attachments(attachments_named(con, "kept"), home, out.parent)
        _copy_file(snapshot, out)
        return Backup(out, from_snapshot=True, lost=tuple(lost))


def restore(home: Path, source: Path | None, now: datetime) -> Restored:
    """Put a backup, or without one the last published snapshot, in the place of the warehouse.

    What stood there is kept beside under another name; attached files come back from beside the backup. Raises BadBackup where the source is no whole warehouse of
    this or an earlier duban, WarehouseBusy while somebody writes, NothingPublished where there is no source.
    """
    source = source or latest_snapshot(home)
    try:
        with duckdb.connect() as con, _attached(con, source):
            check_schema(con, "kept")
            for (table,) in con.execute(
                "SELECT table_name FROM duckdb_tables() WHERE database_name = 'kept'"
            ).fetchall():
                con.execute(f'SELECT bit_xor(hash(t)) FROM kept."{table}" t').fetchall()
            named = attachments_named(con, "kept")
    except (duckdb.Error, WarehouseDamaged) as error:
        raise BadBackup(f"{source} is no whole warehouse: {str(error).splitlines()[0]}") from error
    path = home / FILE_NAME
    part = path.with_suffix(".part")
    with _kept_from_others(path):
        lost = copy_attachments(named, source.parent, home)
        _copy_file(source, part)
        aside = _put_aside([path, path.with_name(f"{FILE_NAME}.wal")], now)
        part.replace(path)
    return Restored(source, aside, tuple(lost))


def start_anew(home: Path, now: datetime) -> Restored:
    """Put the warehouse and its snapshots aside, so that the next refresh starts an empty one."""
    path = home / FILE_NAME
    with _kept_from_others(path):
        return Restored(None, _put_aside([path, path.with_name(f"{FILE_NAME}.wal"), home / FOLDER], now))


@contextmanager
def _kept_from_others(path: Path) -> Iterator[None]:
    """Nobody else opens the warehouse meanwhile; a damaged one is nobody's. Raises WarehouseBusy where somebody has it open."""
    with ExitStack() as held:
        if path.exists():
            try:
                con = held.enter_context(duckdb.connect(path))
                con.execute("CHECKPOINT")  # so that all of it is in the one file
            except duckdb.Error as error:
                if is_locked(error):
                    raise WarehouseBusy(path) from error
        yield


@contextmanager
def _attached(con: duckdb.DuckDBPyConnection, path: Path) -> Iterator[None]:
    """The database of a file as `kept`, read-only."""
    try:
        con.execute(f"ATTACH '{str(path).replace(chr(39), chr(39) * 2)}' AS kept (READ_ONLY)")
    except duckdb.Error as error:
        raise WarehouseBusy(path) if is_locked(error) else WarehouseDamaged(path, error) from error
    yield


def _put_aside(paths: list[Path], now: datetime) -> tuple[Path, ...]:
    aside = []
    for path in paths:
        if path.exists():
            aside.append(path.with_name(f"before-{now:%Y%m%dT%H%M%S}-{path.name}"))
            path.rename(aside[-1])
    return tuple(aside)


def _copy_file(source: Path, out: Path) -> None:
    part = out.with_name(f"{out.name}.copying")
    shutil.copyfile(source, part)
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.replace(out)
