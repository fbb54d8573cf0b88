"""What a run that was killed leaves behind, cleared by the next one: half-written files, and a run without an end."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb

from targets.store.publish import FOLDER, POINTER
from targets.store.run import Run
from targets.store.runs import RunOutcome


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
    for place in (home, folder, home / "quarantine", home / "backups"):
        for ending in ("*.part", "*.part.wal", "*.copying"):
            yield from place.glob(ending)
    whole = {path.stem for path in folder.glob("*.duckdb")}
    for path in folder.glob("*"):
        if path.name != POINTER and path.suffix in ("", ".json") and path.stem not in whole:
            yield path
