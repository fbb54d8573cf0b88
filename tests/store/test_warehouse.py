"""One writer, migrations that run once, and loads that survive being killed."""

from __future__ import annotations

import signal
import subprocess
import sys
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from targets.store.publish import publish
from targets.store.unusable import WarehouseBusy, WarehouseMissing
from targets.store.warehouse import FILE_NAME, migrate, open_warehouse, transaction
from tests.store.samples import RUN

REPO = Path(__file__).parents[2]


def test_migrations_run_once(home: Path) -> None:
    with open_warehouse(home) as con:
        assert "001_tables.sql" in {name for (name,) in con.execute("SELECT name FROM migrations").fetchall()}
        assert migrate(con) == []


def test_views_are_made_anew_when_their_text_changed(home: Path) -> None:
    with open_warehouse(home) as con:
        con.execute(
            "UPDATE migrations SET name = 'views of another version' WHERE starts_with(name, 'views ')"
        )
        con.execute("DROP VIEW current_targets")
    with open_warehouse(home) as con:
        assert con.execute("FROM current_targets").fetchall() == []
        assert con.execute(
            "SELECT count(*) FROM migrations WHERE starts_with(name, 'views ')"
        ).fetchall() == [(1,)]


def test_a_failed_transaction_leaves_nothing(con: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(duckdb.ConversionException), transaction(con):
        con.execute("INSERT INTO document_files VALUES ('a', 'h', 'd', 'r')")
        con.execute("SELECT 'x'::INTEGER")
    assert con.execute("FROM document_files").fetchall() == []


def test_a_second_process_is_told_who_is_in_the_way(home: Path) -> None:
    script = "import sys; from targets.store.warehouse import open_warehouse\nwith open_warehouse(home): print('open', flush=True); sys.stdin.read()"
    holder = subprocess.Popen(
        [sys.executable, "-c", f"from pathlib import Path; home = Path({str(home)!r})\n{script}"],
        cwd=REPO,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"open"
        with pytest.raises(WarehouseBusy, match=FILE_NAME), open_warehouse(home):
            pass
    finally:
        holder.communicate()
    with open_warehouse(home) as con:
        assert con.execute("FROM targets").fetchall() == []


def test_a_second_process_waits_until_the_first_has_closed_it(home: Path) -> None:
    script = (
        "import time; from pathlib import Path; from targets.store.warehouse import open_warehouse\n"
        f"with open_warehouse(Path({str(home)!r})): print('open', flush=True); time.sleep(0.5)"
    )
    holder = subprocess.Popen([sys.executable, "-c", script], cwd=REPO, stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdout.readline().strip() == b"open"
    with open_warehouse(home, wait=60) as con:
        assert con.execute("FROM targets").fetchall() == []
    assert holder.wait() == 0


def test_a_second_thread_is_told_that_the_first_is_writing(home: Path) -> None:
    def second() -> str:
        with pytest.raises(WarehouseBusy) as error, open_warehouse(home):
            pass
        return str(error.value)

    with open_warehouse(home), ThreadPoolExecutor(1) as threads:
        assert "is being written by another process" in threads.submit(second).result()


def test_a_warehouse_that_is_gone_is_not_begun_anew_beside_its_snapshots(home: Path) -> None:
    with open_warehouse(home) as con:
        publish(con, home, RUN)
    (home / FILE_NAME).unlink()
    with pytest.raises(WarehouseMissing, match="1 published snapshots stand beside it"), open_warehouse(home):
        pass
    assert not (home / FILE_NAME).exists()


def test_an_error_of_whoever_writes_is_theirs(home: Path) -> None:
    with pytest.raises(duckdb.CatalogException, match="no_such_table"), open_warehouse(home) as con:
        con.execute("FROM no_such_table")
    with open_warehouse(home) as con:
        assert con.execute("FROM targets").fetchall() == []


def test_what_the_system_refuses_is_no_damage(home: Path) -> None:
    home.mkdir()
    (home / FILE_NAME).symlink_to(home / "no such folder" / FILE_NAME)
    with pytest.raises(duckdb.IOException, match="No such file"), open_warehouse(home):
        pass


LOADER = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from targets.actuals.imports import import_files
    from targets.actuals.links import propose_links
    from targets.settings import Settings
    from targets.store.documents import relate_documents
    from tests.harness.loading import load_document
    from targets.store.warehouse import open_warehouse
    from tests.store.samples import RUN, document, mention, target

    home, table = Path(sys.argv[1]), Path(sys.argv[2])
    print("start", flush=True)
    with open_warehouse(home) as con:
        for n in range(60):
            of = document(f"第{n}份：今年改造2万户，去年改造1万户。", f"{n}.txt")
            goal = mention(of, "2万户", indicator=f"第{n}区改造户数")
            load_document(con, of, "h", [goal], [target(of, goal)], extractor="v1", run=RUN, settings=Settings())
        relate_documents(con, RUN)
        import_files(con, home, [table], RUN, Settings())
        propose_links(con, RUN, Settings())
    print("done", flush=True)
    """
)


@pytest.mark.slow
def test_killed_at_any_moment_and_run_again_is_as_if_never_killed(tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    rows = [f"第{n % 60}区改造户数,南湖市,2022-{1 + n // 60:02},{n},户,是" for n in range(300)]
    table.write_text(
        "\n".join(["indicator,region,period,value,unit,cumulative", *rows, "x,y,2022-13,1,户,是"])
    )
    results = [
        _loaded(tmp_path / "whole", table, kills=[]),
        _loaded(tmp_path / "killed", table, kills=[0.2, 0.5, 0.9, 1.5]),
    ]
    assert results[0] == results[1]
    assert len(results[0][1]) == 300


def _loaded(home: Path, table: Path, kills: list[float]) -> list[list[tuple[object, ...]]]:
    command = [sys.executable, "-c", LOADER, str(home), str(table)]
    for seconds in kills:
        process = subprocess.Popen(command, cwd=REPO, stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    assert subprocess.run(command, cwd=REPO, check=True, capture_output=True).stdout.endswith(b"done\n")
    with open_warehouse(home) as con:
        return [
            con.execute(query).fetchall()
            for query in (
                "SELECT target_id, indicator, state FROM current_targets ORDER BY ALL",
                "SELECT series_id, period_end, value, source FROM observations ORDER BY ALL",
                "SELECT target_id, series_id, state, score FROM current_links ORDER BY ALL",
                "SELECT file, place, reason FROM open_quarantine ORDER BY ALL",
                "SELECT count(*) FROM mentions",
            )
        ]
