"""A warehouse of one document, and a run to add to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest

from targets.actuals.imports import import_files
from targets.actuals.links import propose_links
from targets.actuals.parts import roll_up
from targets.progress.refresh import refresh_progress
from targets.settings import Settings
from targets.store.decisions import Person
from targets.store.documents import relate_documents
from targets.store.run import Run
from targets.store.warehouse import open_warehouse
from tests.conftest import NewWarehouse

PERSON = Person("张三", datetime(2022, 3, 7, 9))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty home folder."""
    return tmp_path / "home"


@pytest.fixture
def typed(home: Path, new_warehouse: NewWarehouse) -> Iterator[duckdb.DuckDBPyConnection]:
    """The writer's connection to a fresh warehouse."""
    new_warehouse(home)
    with open_warehouse(home) as connection:
        yield connection


def run_of(day: str) -> Run:
    """A run at eight in the evening of that day."""
    as_of = date.fromisoformat(day)
    return Run(f"run-{day}", as_of, datetime(as_of.year, as_of.month, as_of.day, 20))


def refresh(
    con: duckdb.DuckDBPyConnection, home: Path, day: str, *tables: Path
) -> dict[str, tuple[str, float | None]]:
    """Import tables and judge by that day; status and actual of each goal by its number."""
    run = run_of(day)
    import_files(con, home, tables, run, Settings())
    relate_documents(con, run)
    propose_links(con, run, Settings())
    if roll_up(con, run):
        propose_links(con, run, Settings())
    refresh_progress(con, run, Settings())
    rows = con.execute(
        "SELECT handle, status, actual FROM progress JOIN targets USING (target_id)"
    ).fetchall()
    return {handle: (status, actual) for handle, status, actual in rows}


def table(path: Path, *rows: str) -> Path:
    """A tidy table of actuals."""
    path.write_text("\n".join(("目标编号,指标,地区,期间,数值,单位,累计", *rows)), encoding="utf-8")
    return path
