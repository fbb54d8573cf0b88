"""A fresh warehouse for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from targets.store.warehouse import open_warehouse
from tests.conftest import NewWarehouse


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
