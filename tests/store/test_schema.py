"""Migrations that homes in the field have been through stay as they are; what cannot be used is told in plain words."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from flows.cli import app
from targets.store.publish import publish
from targets.store.schema import Migration, former_names, migrations
from targets.store.unusable import WarehouseDamaged, WarehouseLater, WarehouseMissing
from targets.store.warehouse import FILE_NAME, open_warehouse
from tests.conftest import NewWarehouse
from tests.store.freeze import frozen
from tests.store.samples import RUN

HOMES = sorted((Path(__file__).parent / "homes").glob("*.duckdb.gz"))
"""Warehouses that earlier versions made of one document and one table; the name is the last migration they knew."""


def test_migrations_never_change() -> None:
    assert {m.name: m.digest for m in migrations()} == frozen(), (
        "a migration that was added needs `python -m tests.store.freeze`; one that is frozen never changes"
    )


def test_layout_and_comments_are_no_change() -> None:
    assert (
        Migration("a", "CREATE TABLE t (\n  a INT -- an a\n)").digest
        == Migration("a", "CREATE TABLE t ( a INT )").digest
    )
    assert Migration("a", "SELECT 1").digest != Migration("a", "SELECT 2").digest


def test_former_names_lead_to_migrations() -> None:
    names = {m.name for m in migrations()}
    assert set(former_names().values()) - {""} <= names
    assert not names & set(former_names())


@pytest.mark.parametrize("file", HOMES, ids=lambda file: file.name.partition(".")[0])
def test_a_home_of_an_earlier_version_is_brought_up_to_date(tmp_path: Path, file: Path) -> None:
    with gzip.open(file) as packed, (tmp_path / FILE_NAME).open("wb") as warehouse:
        shutil.copyfileobj(packed, warehouse)
    with open_warehouse(tmp_path) as con:
        stored = con.execute("SELECT name, digest FROM migrations WHERE digest IS NOT NULL").fetchall()
        assert dict(stored) == frozen()
        assert con.execute("SELECT count(*) FROM current_targets").fetchall()[0][0] >= 3
        assert con.execute("SELECT count(*) FROM observations").fetchall()[0][0] >= 5
        assert con.execute("SELECT count(*) FROM progress").fetchall()[0][0] >= 3
        assert con.execute("SELECT DISTINCT pages FROM documents").fetchall() == [(None,)]
    with open_warehouse(tmp_path) as con:
        assert (
            dict(con.execute("SELECT name, digest FROM migrations WHERE digest IS NOT NULL").fetchall())
            == frozen()
        )


def test_there_are_homes_of_earlier_versions() -> None:
    assert len(HOMES) >= 3


@pytest.mark.parametrize("former", [name for name, now in former_names().items() if now])
def test_a_migration_that_was_renamed_is_not_run_again(
    new_warehouse: NewWarehouse, home: Path, former: str
) -> None:
    new_warehouse(home)
    with duckdb.connect(home / FILE_NAME) as con:
        con.execute("ALTER TABLE migrations DROP digest")
        con.execute("UPDATE migrations SET name = ? WHERE name = ?", [former, former_names()[former]])
    with open_warehouse(home) as con:
        assert (
            dict(con.execute("SELECT name, digest FROM migrations WHERE digest IS NOT NULL").fetchall())
            == frozen()
        )


def test_a_migration_is_known_by_its_content_whatever_its_name(
    new_warehouse: NewWarehouse, home: Path
) -> None:
    new_warehouse(home)
    with duckdb.connect(home / FILE_NAME) as con:
        con.execute("UPDATE migrations SET name = 'x.sql' WHERE name = '005_forms.sql'")
    with open_warehouse(home) as con:
        assert con.execute("SELECT count(*) FROM migrations WHERE name = '005_forms.sql'").fetchall() == [
            (1,)
        ]


def test_a_later_schema_is_refused_and_left_as_it_is(new_warehouse: NewWarehouse, home: Path) -> None:
    path = new_warehouse(home)
    with duckdb.connect(path) as con:
        con.execute("INSERT INTO migrations VALUES ('099_future.sql', 'digest')")
    before = path.read_bytes()
    with (
        pytest.raises(WarehouseLater, match=r"warehouse.duckdb was written by a later duban.*099_future.sql"),
        open_warehouse(home),
    ):
        pass
    assert path.read_bytes() == before
    said = CliRunner().invoke(app, ["review", "list", "--home", str(home)])
    assert said.exit_code == 1
    assert "later duban" in said.stderr


@pytest.mark.parametrize(
    ("place", "left", "written"),
    [
        (0, 0, b"no database" * 1000),
        (0, 0, b""),
        (0, 5000, b""),
        (0, 1_500_000, b""),
        (4096, None, b"\xff" * 8000),
        (1_000_000, None, b"\0" * 4_000_000),
    ],
)  # fmt: skip
def test_a_damaged_warehouse_is_told_in_plain_words(
    new_warehouse: NewWarehouse, home: Path, place: int, left: int | None, written: bytes
) -> None:
    path = new_warehouse(home)
    with duckdb.connect(path) as con:
        con.execute("CREATE TABLE filler AS SELECT range, md5(range::VARCHAR) AS word FROM range(200000)")
    with path.open("r+b") as file:
        if left is not None:
            file.truncate(left)
        file.seek(place)
        file.write(written)
    with pytest.raises(WarehouseDamaged, match="`duban restore`"), open_warehouse(home) as con:
        con.execute("SELECT max(word) FROM filler").fetchall()
    said = CliRunner().invoke(app, ["review", "list", "--home", str(home)])
    assert "Traceback" not in said.output


def test_a_missing_warehouse_beside_snapshots_asks(new_warehouse: NewWarehouse, home: Path) -> None:
    new_warehouse(home)
    with open_warehouse(home) as con:
        publish(con, home, RUN)
    (home / FILE_NAME).unlink()
    with pytest.raises(WarehouseMissing, match=r"duban restore --anew"), open_warehouse(home):
        pass
    assert not (home / FILE_NAME).exists()
    said = CliRunner().invoke(app, ["review", "list", "--home", str(home)])
    assert (said.exit_code, "--anew" in said.stderr) == (1, True)
