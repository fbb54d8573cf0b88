"""A warehouse in memory for each test."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from targets.store.warehouse import migrate


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty warehouse."""
    with duckdb.connect() as connection:
        migrate(connection)
        yield connection
