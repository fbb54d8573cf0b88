"""What a killed run leaves is cleared by the next: half-written files go, its record says that it was killed."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import duckdb

from targets.store.leftovers import clear_left_overs
from targets.store.publish import latest_snapshot, publish
from targets.store.runs import RunOutcome, begin_run, finish_run
from tests.store.samples import RUN


def test_runs_without_an_end_are_closed_as_killed(con: duckdb.DuckDBPyConnection, home: Path) -> None:
    killed, whole, own = (replace(RUN, run_id=name) for name in ("killed", "whole", "own"))
    for run in (killed, whole, own):
        begin_run(con, run)
    finish_run(con, whole, RunOutcome.COMPLETE, [], RUN.now)
    clear_left_overs(con, home, own)
    found = dict(con.execute("SELECT run_id, outcome FROM runs").fetchall())
    assert found == {"killed": "killed", "whole": "complete", "own": None}


def test_what_was_half_written_is_removed_and_what_is_whole_stays(
    con: duckdb.DuckDBPyConnection, home: Path
) -> None:
    snapshot = publish(con, home, RUN)
    folder = home / "published"
    before = set(home.rglob("*"))
    (folder / "later").mkdir()
    (home / "backups").mkdir()
    half = [
        folder / "later.part",
        folder / "later.part.wal",
        folder / "later.json",
        folder / "latest.part",
        folder / "later" / "runs.parquet",
        home / "warehouse.part",
        home / "backups" / "b.duckdb.copying",
    ]
    for file in half:
        file.write_bytes(b"half")
    os.utime(half[-1], (0, 0))
    assert len(clear_left_overs(con, home, RUN)) == 7
    assert set(home.rglob("*")) - {home / "backups"} == before
    assert latest_snapshot(home) == snapshot
    assert clear_left_overs(con, home, RUN) == []


def test_a_backup_that_somebody_is_writing_stays(con: duckdb.DuckDBPyConnection, home: Path) -> None:
    under_way = home / "backups" / "b.duckdb.copying"
    under_way.parent.mkdir()
    under_way.write_bytes(b"half")
    assert clear_left_overs(con, home, RUN) == []
    assert under_way.exists()
