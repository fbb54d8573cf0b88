"""A fresh warehouse, and one way to import."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from targets.actuals.imports import ImportSummary, import_files
from targets.settings import Settings
from targets.store.warehouse import open_warehouse
from tests.conftest import NewWarehouse
from tests.store.samples import RUN

Import = Callable[..., ImportSummary]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty home folder."""
    return tmp_path / "home"


@pytest.fixture
def con(home: Path, new_warehouse: NewWarehouse) -> Iterator[duckdb.DuckDBPyConnection]:
    """The writer's connection to a fresh warehouse."""
    new_warehouse(home)
    with open_warehouse(home) as connection:
        yield connection


@pytest.fixture
def take(con: duckdb.DuckDBPyConnection, home: Path) -> Import:
    """Import files with the defaults of these tests; settings and run may be given."""

    def take_in(*paths: Path, settings: Settings | None = None, run: object = RUN) -> ImportSummary:
        return import_files(con, home, paths, run, settings or Settings())  # type: ignore[arg-type]

    return take_in
