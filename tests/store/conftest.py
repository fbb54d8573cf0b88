"""A fresh warehouse for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from targets.store.warehouse import open_warehouse


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty home folder."""
    return tmp_path / "home"


@pytest.fixture
def con(home: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The writer's connection to a fresh warehouse."""
    with open_warehouse(home) as connection:
        yield connection
