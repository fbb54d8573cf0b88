"""Snapshots are immutable, appear at once, and never disturb who reads an older one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from targets.store.publish import KEPT, TABLES, NothingPublished, latest_snapshot, open_snapshot, publish
from tests.store.samples import RUN


def files(con: duckdb.DuckDBPyConnection) -> int:
    """A number that each test changes between snapshots."""
    count: int = con.execute("SELECT count(*) FROM document_files").fetchall()[0][0]
    return count


def test_there_is_nothing_to_read_before_the_first(home: Path) -> None:
    with pytest.raises(NothingPublished, match="duban refresh"):
        open_snapshot(home)


def test_a_reader_keeps_its_snapshot_while_others_are_published(
    con: duckdb.DuckDBPyConnection, home: Path
) -> None:
    publish(con, home, RUN)
    with open_snapshot(home) as reader:
        for n in range(KEPT + 2):
            con.execute("INSERT INTO document_files VALUES (?, 'h', 'd', 'r')", [str(n)])
            publish(con, home, replace(RUN, run_id=f"later-{n}"))
            assert files(reader) == 0
            with open_snapshot(home) as fresh:
                assert files(fresh) == n + 1
    kept = {path.name for path in (home / "published").iterdir()}
    assert len([name for name in kept if name.endswith(".duckdb")]) == KEPT
    assert "later-4" in kept
    assert "later-0" not in kept


def test_a_snapshot_cannot_be_written_to(con: duckdb.DuckDBPyConnection, home: Path) -> None:
    publish(con, home, RUN)
    with open_snapshot(home) as reader, pytest.raises(duckdb.Error, match="read-only"):
        reader.execute("DELETE FROM runs")


def test_views_and_macros_work_in_a_snapshot(con: duckdb.DuckDBPyConnection, home: Path) -> None:
    publish(con, home, RUN)
    with open_snapshot(home) as reader:
        assert reader.execute("FROM current_targets").fetchall() == []
        assert reader.execute("FROM observations_as_of(DATE '2022-06-30')").fetchall() == []


def test_the_main_tables_are_parquet_too(con: duckdb.DuckDBPyConnection, home: Path) -> None:
    con.execute("INSERT INTO runs (run_id, as_of, started_at) VALUES ('r', '2022-06-30', '2022-06-30')")
    folder = publish(con, home, RUN).with_suffix("")
    assert {path.stem for path in folder.iterdir()} == set(TABLES)
    assert duckdb.sql(f"SELECT run_id FROM '{folder}/runs.parquet'").fetchall() == [("r",)]


def test_a_publication_cut_short_changes_nothing_for_readers(
    con: duckdb.DuckDBPyConnection, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = publish(con, home, RUN)
    con.execute("INSERT INTO document_files VALUES ('a', 'h', 'd', 'r')")
    later = replace(RUN, run_id="later")
    monkeypatch.setattr("targets.store.publish.TABLES", ("no_such_table",))
    with pytest.raises(duckdb.Error):
        publish(con, home, later)
    assert latest_snapshot(home) == first
    monkeypatch.undo()
    assert latest_snapshot(home) != publish(con, home, later) == latest_snapshot(home)


def test_nothing_new_publishes_nothing(con: duckdb.DuckDBPyConnection, home: Path) -> None:
    first = publish(con, home, RUN)
    con.execute("INSERT INTO runs (run_id, as_of, started_at) VALUES ('r', '2022-06-30', '2022-06-30')")
    before = {path: path.stat().st_mtime_ns for path in first.parent.rglob("*")}
    assert publish(con, home, replace(RUN, run_id="later")) == first
    assert {path: path.stat().st_mtime_ns for path in first.parent.rglob("*")} == before
    assert publish(con, home, replace(RUN, run_id="full"), full=True).stem == "full"


def test_a_new_snapshot_writes_the_tables_that_changed(con: duckdb.DuckDBPyConnection, home: Path) -> None:
    first = publish(con, home, RUN).with_suffix("")
    con.execute("INSERT INTO runs (run_id, as_of, started_at) VALUES ('r', '2022-06-30', '2022-06-30')")
    con.execute("INSERT INTO document_files VALUES ('a', 'h', 'd', 'r')")
    second = publish(con, home, replace(RUN, run_id="later")).with_suffix("")
    assert second != first
    assert (second / "targets.parquet").samefile(first / "targets.parquet")
    assert not (second / "runs.parquet").samefile(first / "runs.parquet")
    assert duckdb.sql(f"SELECT run_id FROM '{second}/runs.parquet'").fetchall() == [("r",)]
