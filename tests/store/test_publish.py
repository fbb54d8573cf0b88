"""Snapshots are immutable, appear at once, and never disturb who reads an older one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from targets.rejection import Rejection
from targets.settings import Settings
from targets.store import publish as publish_module
from targets.store.publish import KEPT, TABLES, NothingPublished, latest_snapshot, open_snapshot, publish
from targets.store.quarantine import quarantine
from tests.harness.loading import load_document
from tests.store.samples import RUN, document


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


def test_the_pages_of_documents_are_published(con: duckdb.DuckDBPyConnection, home: Path) -> None:
    of = document("改造2万户。\n新建3所。", "plan.pdf", pages=(0, 7))
    load_document(con, of, "hash", [], [], extractor="v1", run=RUN, settings=Settings())
    publish(con, home, RUN)
    with open_snapshot(home) as snapshot:
        assert snapshot.execute("SELECT pages, page_at(pages, 8) FROM documents").fetchall() == [([0, 7], 2)]
    parquet = home / "published" / RUN.run_id / "documents.parquet"
    assert duckdb.read_parquet(str(parquet)).project("pages").fetchall() == [([0, 7],)]


def test_verdicts_are_published_in_words_and_anew_where_the_words_change(
    con: duckdb.DuckDBPyConnection, home: Path
) -> None:
    con.execute(
        "INSERT INTO progress BY NAME SELECT 'r' AS run_id, DATE '2022-06-30' AS as_of, 't' AS target_id, 'bound' AS kind, "
        "'at_most' AS direction, 'bound' AS judged_as, 'constant' AS basis, '%' AS unit, 5.5 AS goal, 6 AS actual, "
        "-0.5 AS gap, 'lagging' AS status, 'beyond_bound' AS reason_code, 'delivery' AS profile, '1' AS rule_version"
    )
    first = publish(con, home, RUN).with_suffix("") / "progress.parquet"
    said = duckdb.sql(f"SELECT reason_zh, reason_en FROM '{first}'").fetchall()
    assert said == [
        (
            "已越过控制线：实际6%，目标5.5%，差0.5个百分点",
            "beyond the bound: stands at 6% against 5.5%, short by 0.5 pp",
        )
    ]
    with open_snapshot(home) as reader:
        assert reader.execute("SELECT reason_zh, reason_en FROM progress_in_words").fetchall() == said
    con.execute("UPDATE migrations SET name = 'views of another version' WHERE starts_with(name, 'views ')")
    second = publish(con, home, replace(RUN, run_id="later")).with_suffix("") / "progress.parquet"
    assert not second.samefile(first)
    assert duckdb.sql(f"SELECT reason_zh, reason_en FROM '{second}'").fetchall() == said


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


def test_a_file_that_is_kept_out_again_is_nothing_new(con: duckdb.DuckDBPyConnection, home: Path) -> None:
    rejection = Rejection(
        kind="document",
        file="a.docx",
        place="",
        field="",
        value="",
        reason="It is damaged.",
        advice="Send it.",
    )
    quarantine(con, home, [rejection], RUN)
    first = publish(con, home, RUN)
    later = replace(RUN, run_id="later")
    quarantine(con, home, [rejection], later)
    assert publish(con, home, later) == first
    quarantine(con, home, [], later, read=["a.docx"])
    assert publish(con, home, later) != first, "it was put right"


def test_a_new_snapshot_writes_the_tables_that_changed(con: duckdb.DuckDBPyConnection, home: Path) -> None:
    first = publish(con, home, RUN).with_suffix("")
    con.execute("INSERT INTO runs (run_id, as_of, started_at) VALUES ('r', '2022-06-30', '2022-06-30')")
    con.execute("INSERT INTO document_files VALUES ('a', 'h', 'd', 'r')")
    second = publish(con, home, replace(RUN, run_id="later")).with_suffix("")
    assert second != first
    assert (second / "targets.parquet").samefile(first / "targets.parquet")
    assert not (second / "runs.parquet").samefile(first / "runs.parquet")
    assert duckdb.sql(f"SELECT run_id FROM '{second}/runs.parquet'").fetchall() == [("r",)]


def test_a_snapshot_of_another_version_is_told(con: duckdb.DuckDBPyConnection, home: Path) -> None:
    path = publish(con, home, RUN)
    with duckdb.connect(path) as other:
        other.execute("UPDATE migrations SET name = 'views 0' WHERE starts_with(name, 'views ')")
    with pytest.raises(NothingPublished, match="another version.*`duban refresh`"):
        open_snapshot(home)


def test_a_snapshot_that_newer_ones_push_out_before_it_is_opened_is_the_newest(
    con: duckdb.DuckDBPyConnection, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newest = publish_module.publish(con, home, RUN)
    pointed = iter([home / "published" / "gone.duckdb", newest, newest])
    monkeypatch.setattr(publish_module, "latest_snapshot", lambda _: next(pointed))
    with open_snapshot(home) as reader:
        assert reader.execute("SELECT count(*) FROM targets").fetchall() == [(0,)]
