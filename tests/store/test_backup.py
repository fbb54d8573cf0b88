"""Backups while a refresh writes, bringing a warehouse back, and what `duban verify` finds."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from dashboards.site.build import build_site
from flows.cli import app
from targets.reading.document import document_id_of
from targets.store import backup
from targets.store.attachments import keep_files
from targets.store.decisions import Person
from targets.store.explanations import Statement, keep_explanations
from targets.store.publish import publish
from targets.store.verify import verify_snapshot
from targets.store.warehouse import FILE_NAME, open_warehouse, transaction
from tests.dashboards.warehouse import make_warehouse
from tests.store.samples import RUN

REPO = Path(__file__).parents[2]
HOLD = "import sys, pathlib; from targets.store.warehouse import open_warehouse\nwith open_warehouse(pathlib.Path(sys.argv[1])) as con:\n con.execute('BEGIN'); con.execute(\"UPDATE documents SET title = 'half written'\"); print('open', flush=True); sys.stdin.read()"


def duban(*arguments: str | Path, code: int = 0) -> str:
    """What the command prints, on either stream."""
    done = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert done.exit_code == code, done.output
    return done.output


def decisions(path: Path) -> int:
    with duckdb.connect(path, read_only=True) as con:
        count: int = con.execute("SELECT count(*) FROM decisions").fetchall()[0][0]
        return count


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with 12 goals, published and shown, and one decision since."""
    home = tmp_path_factory.mktemp("made")
    make_warehouse(home / FILE_NAME, goals=12)
    with open_warehouse(home) as con:
        for own, text in con.execute("SELECT document_id, text FROM documents").fetchall():
            for table in ("documents", "document_files", "mentions", "extracted_targets", "watched_readings"):
                con.execute(
                    f"UPDATE {table} SET document_id = ? WHERE document_id = ?", [document_id_of(text), own]
                )
        build_site(publish(con, home, RUN), home / "site")
        con.execute(
            "INSERT INTO decisions SELECT 1, min(target_id), 'state', '\"accepted\"', '李四', now()::TIMESTAMP, NULL "
            "FROM extracted_targets"
        )
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    """A home of the test's own."""
    return Path(shutil.copytree(made, tmp_path / "home"))


@pytest.fixture
def writer(home: Path) -> Iterator[None]:
    """Another process in the middle of writing the warehouse."""
    command = [sys.executable, "-c", HOLD, str(home)]
    with subprocess.Popen(command, cwd=REPO, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"open"
        yield
        process.kill()


def test_a_backup_brings_back_all_that_was_decided(home: Path, tmp_path: Path) -> None:
    out = tmp_path / "kept.duckdb"
    assert duban("backup", "--home", home, "--out", out).split() == [str(out)]
    with open_warehouse(home) as con:
        con.execute("DELETE FROM decisions")
    said = duban("restore", out, "--home", home)
    assert decisions(home / FILE_NAME) == 1
    (aside,) = home.glob("before-*-warehouse.duckdb")
    assert str(aside) in said
    assert decisions(aside) == 0
    with open_warehouse(home) as con:
        assert con.execute("SELECT count(*) FROM current_targets").fetchall()[0][0] == 12


def test_a_backup_has_a_place_of_its_own(home: Path) -> None:
    written = Path(duban("backup", "--home", home).strip())
    assert written.parent == home / "backups"
    assert "is there already" in duban("backup", "--home", home, "--out", written, code=1)
    assert "no warehouse to back up" in duban("backup", "--home", home / "empty", code=1)


@pytest.mark.usefixtures("writer")
def test_a_backup_while_a_refresh_writes_is_the_last_snapshot(home: Path, tmp_path: Path) -> None:
    out = tmp_path / "kept.duckdb"
    assert "last published snapshot" in duban("backup", "--home", home, "--out", out)
    assert decisions(out) == 0
    with duckdb.connect(out, read_only=True) as con:
        assert con.execute("SELECT count(*) FROM documents WHERE title = 'half written'").fetchall() == [(0,)]
    before = (home / FILE_NAME).stat()
    assert "being written" in duban("restore", out, "--home", home, code=1)
    assert "being written" in duban("restore", "--anew", "--home", home, code=1)
    assert (home / FILE_NAME).stat().st_ino == before.st_ino


def test_nobody_writes_while_a_backup_is_brought_back(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    duban("backup", "--home", home, "--out", tmp_path / "kept.duckdb")
    said = []

    def copy(source: Path, out: Path) -> None:
        writer = subprocess.run(
            [sys.executable, "-c", HOLD, home], cwd=REPO, capture_output=True, check=False
        )
        said.append(b"is being written by another process" in writer.stderr)
        shutil.copyfile(source, out)

    monkeypatch.setattr(backup, "_copy_file", copy)
    duban("restore", tmp_path / "kept.duckdb", "--home", home)
    assert said == [True]


def test_a_damaged_or_missing_warehouse_comes_back_from_the_snapshot(home: Path) -> None:
    for break_it in (lambda path: path.write_bytes(b"broken" * 5000), lambda path: path.unlink()):
        break_it(home / FILE_NAME)
        duban("restore", "--home", home)
        with open_warehouse(home) as con:
            assert con.execute("SELECT count(*) FROM current_targets").fetchall()[0][0] == 12


def test_what_is_no_backup_changes_nothing(home: Path, tmp_path: Path) -> None:
    bad, later = tmp_path / "bad.duckdb", tmp_path / "later.duckdb"
    bad.write_bytes(b"no database" * 1000)
    duban("backup", "--home", home, "--out", later)
    with duckdb.connect(later) as con:
        con.execute("INSERT INTO migrations VALUES ('099_future.sql', 'x')")
    before = (home / FILE_NAME).read_bytes()
    assert "no whole warehouse" in duban("restore", bad, "--home", home, code=1)
    assert "later duban" in duban("restore", later, "--home", home, code=1)
    assert "not both" in " ".join(duban("restore", bad, "--anew", "--home", home, code=2).split())
    assert (home / FILE_NAME).read_bytes() == before
    assert "holds no snapshot" in duban("restore", "--home", tmp_path / "empty", code=1)


@pytest.fixture
def photo(home: Path, tmp_path: Path) -> Path:
    """A photo that a unit attached to what it said, as the home keeps it; published since."""
    (tmp_path / "照片.jpg").write_bytes(b"photo" * 1000)
    with open_warehouse(home) as con, transaction(con):
        (kept,) = keep_files(home, [tmp_path / "照片.jpg"])
        goal = con.execute("SELECT min(target_id) FROM targets").fetchall()[0][0]
        said = Statement(date(2022, 6, 30), target_id=goal, cause="征迁慢", attachments=(kept,))
        keep_explanations(con, [said], Person("市住建局", RUN.now))
    with open_warehouse(home) as con:
        build_site(publish(con, home, RUN), home / "site")
    return home / "attachments" / kept.sha256


def test_attached_files_go_along_and_come_back(home: Path, photo: Path, tmp_path: Path) -> None:
    assert "fits" in duban("verify", "--home", home)
    first, second = tmp_path / "kept" / "1.duckdb", tmp_path / "kept" / "2.duckdb"
    duban("backup", "--home", home, "--out", first)
    stored = first.parent / "attachments" / photo.name
    inode = stored.stat().st_ino
    duban("backup", "--home", home, "--out", second)
    assert (stored.stat().st_ino, stored.read_bytes()) == (inode, b"photo" * 1000), (
        "kept once for all backups"
    )
    for break_it in (lambda: shutil.rmtree(home), lambda: photo.write_bytes(b"other"), photo.unlink):
        break_it()
        duban("restore", second, "--home", home)
        assert photo.read_bytes() == b"photo" * 1000


def test_attached_files_go_along_with_a_snapshot(
    home: Path, photo: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue("writer")
    duban("backup", "--home", home, "--out", tmp_path / "kept" / "1.duckdb")
    assert (tmp_path / "kept" / "attachments" / photo.name).exists()


def test_an_attached_file_that_is_lost_is_named(home: Path, photo: Path, tmp_path: Path) -> None:
    out = tmp_path / "kept.duckdb"
    for break_it, fault in ((lambda: photo.write_bytes(b"other"), "changed"), (photo.unlink, "missing")):
        break_it()
        assert f"attached file that is {fault},照片.jpg" in duban(
            "verify", "--home", home, "--format", "csv", code=1
        )
        out.unlink(missing_ok=True)
        assert "lost: 照片.jpg" in duban("backup", "--home", home, "--out", out, code=1)
        assert "lost: 照片.jpg" in duban("restore", out, "--home", home, code=1)
        assert not (out.parent / "attachments").exists()


def test_starting_anew_keeps_what_was(home: Path) -> None:
    (home / FILE_NAME).unlink()
    duban("restore", "--anew", "--home", home)
    assert [path.name.partition("-published")[1] for path in home.glob("before-*")] == ["-published"]
    with open_warehouse(home) as con:
        assert con.execute("SELECT count(*) FROM documents").fetchall() == [(0,)]


def test_verify_says_that_all_fits(home: Path) -> None:
    assert "fits" in duban("verify", "--home", home)
    assert duban("verify", "--home", home, "--format", "json").strip() == "[]"
    assert "holds no snapshot" in duban("verify", "--home", home / "none", code=1)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE documents SET text = replace(text, '要达到', '要超过') WHERE doc = 'yunzhou-1'", "text that is not its document's"),
        ("UPDATE mentions SET text = '99%' WHERE role = 'actual' AND doc = 'yunzhou-1'", "mention that is not in the text"),
        ("DELETE FROM documents WHERE doc = 'yunzhou-2'", "goal without its document"),
        ("DELETE FROM extracted_targets WHERE doc = 'yunzhou-2'", "verdict on a goal that is not there"),
        ("INSERT INTO extracted_targets FROM extracted_targets LIMIT 1", "goal stored twice"),
        ("DELETE FROM series", "figure without its series"),
        ("UPDATE progress SET status = 'met' WHERE status = 'lagging'", "verdict that the history tells otherwise"),
        ("UPDATE progress SET actual = actual + 1", "verdict that the history tells otherwise"),
        ("INSERT INTO decisions VALUES (9, 'none', 'state', '1', '李四', now()::TIMESTAMP, NULL)", "decision on a goal that is not there"),
        ("UPDATE alerts SET target_id = 'none'", "alert on a goal that is not there"),
    ],
)  # fmt: skip
def test_verify_finds_what_does_not_fit(home: Path, change: str, found: str) -> None:
    with duckdb.connect(home / "published" / f"{RUN.run_id}.duckdb") as con:
        con.execute(change)
    checks = {misfit.check for misfit in verify_snapshot(home / "published" / f"{RUN.run_id}.duckdb")}
    assert found in checks


def test_a_document_that_people_type_keeps_its_id(home: Path) -> None:
    snapshot = home / "published" / f"{RUN.run_id}.duckdb"
    with duckdb.connect(snapshot) as con:
        con.execute("UPDATE documents SET extractor = 'typed', text = text || '更多'")
    assert not [m for m in verify_snapshot(snapshot) if m.check.startswith("text")]


def test_verify_finds_a_page_and_a_table_that_were_changed(home: Path) -> None:
    index = home / "site" / "index.html"
    index.write_text(index.read_text(encoding="utf-8").replace("12", "13"), encoding="utf-8")
    (home / "site" / "goals.html").unlink()
    (home / "site" / "stray.html").write_text("x", encoding="utf-8")
    folder = home / "published" / RUN.run_id
    (folder / "series.parquet").write_bytes((folder / "targets.parquet").read_bytes())
    (folder / "alerts.parquet").write_bytes(b"broken")
    said = duban("verify", "--home", home, "--format", "csv", code=1)
    for row in (
        "page that is not the snapshot's,index.html",
        "page that is missing,goals.html",
        "page that belongs to no goal,stray.html",
        "table that is not the snapshot's,series.parquet",
        "table that cannot be read,alerts.parquet",
    ):
        assert row in said
    (home / "published" / f"{RUN.run_id}.duckdb").write_bytes(b"broken" * 5000)
    (misfit,) = verify_snapshot(home / "published" / f"{RUN.run_id}.duckdb")
    assert misfit.check == "snapshot that cannot be read"
