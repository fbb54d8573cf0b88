"""Queries and databases among the actuals: run only where the settings name them, and then they only read."""

from __future__ import annotations

import time
from pathlib import Path

import duckdb
import pytest

from targets import bounded
from targets.rejection import Rejection
from targets.settings import Settings, load_settings
from tests.actuals.conftest import Import

FIGURE = "'公园数' AS indicator, '青山市' AS region, '2022-05' AS period, 3 AS value, '个' AS unit"


def run(take: Import, file: Path) -> tuple[int, list[Rejection]]:
    """Figures and rejections of a file that the settings name."""
    summary = take(file, settings=Settings(queries=(file,)))
    return summary.loaded, list(summary.rejections)


def written(file: Path, query: str) -> Path:
    """A .sql file, or a database with this query as a view."""
    if file.suffix == ".sql":
        file.write_text(query, encoding="utf-8")
    else:
        with duckdb.connect(file) as own:
            own.execute(f"CREATE VIEW figures AS {query}")
    return file


@pytest.mark.parametrize("name", ["figures.sql", "figures.duckdb", "figures.db"])
def test_what_the_settings_do_not_name_is_refused_unread(take: Import, tmp_path: Path, name: str) -> None:
    file = written(tmp_path / name, f"SELECT {FIGURE}")
    (rejection,) = take(file).rejections
    assert "only where the settings name it" in rejection.reason
    assert f'queries = ["{name}"]' in rejection.advice
    assert run(take, file) == (1, [])


def test_the_settings_name_queries_beside_them(tmp_path: Path) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text('queries = ["tables/figures.sql"]\n', encoding="utf-8")
    assert load_settings(settings).queries == ((tmp_path / "tables" / "figures.sql").resolve(),)


def test_a_query_reads_the_files_beside_it(take: Import, tmp_path: Path) -> None:
    (tmp_path / "raw.csv").write_text("月,数\n2022-05,3\n", encoding="utf-8")
    query = "SELECT '公园数' AS indicator, '青山市' AS region, 月 AS period, 数 AS value, '个' AS unit FROM 'raw.csv'"
    assert run(take, written(tmp_path / "figures.sql", query)) == (1, [])


@pytest.mark.parametrize("name", ["figures.sql", "figures.duckdb"])
@pytest.mark.parametrize("source", ["read_text('/etc/passwd')", "read_text('link.txt')", "glob('/etc/*')"])
def test_nothing_else_is_read(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path, name: str, source: str
) -> None:
    (tmp_path / "link.txt").symlink_to("/etc/passwd")
    column = "file" if "glob" in source else "content"
    query = f"SELECT {column} AS indicator, '2022-05' AS period, 1 AS value, '个' AS unit FROM {source}"
    if name.endswith(".sql"):
        file = written(tmp_path / name, query)
    else:  # binding a view reads its source, so it is made with its source in reach
        (tmp_path / "link.txt").unlink()
        (tmp_path / "link.txt").write_text("text")
        file = written(tmp_path / name, query)
        (tmp_path / "link.txt").unlink()
        (tmp_path / "link.txt").symlink_to("/etc/passwd")
    loaded, (rejection,) = run(take, file)
    assert loaded == 0
    assert "DuckDB cannot read it: Permission Error" in rejection.reason
    assert con.execute("FROM series").fetchall() == []


@pytest.mark.parametrize(
    "query",
    [
        "COPY (SELECT 1) TO 'out.csv'; SELECT 1",
        "ATTACH 'out.csv' AS other; SELECT 1",
        "SET enable_external_access = true; SELECT 1",
        "INSTALL httpfs; SELECT 1",
        "EXPORT DATABASE 'out.csv'; SELECT 1",
        "DROP TABLE targets; SELECT 1",
    ],
)
def test_a_query_writes_and_sets_nothing(take: Import, tmp_path: Path, query: str) -> None:
    loaded, (rejection,) = run(take, written(tmp_path / "figures.sql", query))
    assert loaded == 0
    assert "is not allowed; a query only reads" in rejection.reason
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize("name", ["figures.sql", "figures.duckdb"])
def test_a_query_that_never_ends_is_ended(
    take: Import, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    bounded.end_workers()
    monkeypatch.setattr(bounded, "SECONDS", 3.0)
    query = f"SELECT {FIGURE} FROM range(1000000000) a, range(1000000000) b WHERE hash(a.range, b.range) = 1"
    file = written(tmp_path / name, query)
    began = time.monotonic()
    loaded, (rejection,) = run(take, file)
    assert (loaded, rejection.field) == (0, "time")
    assert time.monotonic() - began < 30
    bounded.end_workers()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.sql", b"-- nothing", "gives no rows"),
        ("a.sql", b"SELEC 1", "DuckDB cannot read it"),
        ("a.sql", b"SELECT 1 AS x", "No table in it has the columns"),
        ("a.sql", b"\xff\xfe\x00", "DuckDB cannot read it"),
        ("a.duckdb", b"not a database", "DuckDB cannot read it"),
    ],
)
def test_a_query_or_database_of_no_use(
    take: Import, tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    loaded, (rejection,) = run(take, file)
    assert loaded == 0
    assert reason in rejection.reason
