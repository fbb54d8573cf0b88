"""What a run that was killed leaves behind, cleared by the next one: half-written files, and a run without an end."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb

from targets.store.backup import BACKUPS
from targets.store.publish import FOLDER, POINTER
from targets.store.run import Run
from targets.store.runs import RunOutcome

_OLD = 3600
"""Seconds after which a backup that was begun is taken to have been killed."""


def clear_left_overs(con: duckdb.DuckDBPyConnection, home: Path, run: Run) -> list[Path]:
    """Close the runs that never ended as `killed`, and remove what they half wrote; returns the files and folders.

    To be called by the one writer: whoever holds the warehouse knows that no other run is going on.
    """
    con.execute(
        "UPDATE runs SET outcome = ?, finished_at = ? WHERE outcome IS NULL AND run_id <> ?",
        [RunOutcome.KILLED.value, run.wall or run.now, run.run_id],
    )
    removed = []
    for path in _left_over(home):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
        removed.append(path)
    return removed


def _left_over(home: Path) -> Iterator[Path]:
    folder = home / FOLDER
    for place in (home, folder, home / "quarantine", home / BACKUPS):
        for ending in ("*.part", "*.part.wal", "*.copying"):
            yield from (path for path in place.glob(ending) if place.name != BACKUPS or _is_old(path))
    whole = {path.stem for path in folder.glob("*.duckdb")}
    for path in folder.glob("*"):
        if path.name != POINTER and path.suffix in ("", ".json") and path.stem not in whole:
            yield path


def _is_old(path: Path) -> bool:
    """Whether nobody writes it any more: a backup that another process makes of the snapshot needs no warehouse."""
    try:
        return time.time() - path.stat().st_mtime > _OLD
    except FileNotFoundError:  # it has been put in its place
        return False
