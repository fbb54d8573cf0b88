"""A warehouse in memory for each test."""

from __future__ import annotations

import duckdb
import pytest


@pytest.fixture
def con(empty_warehouse: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """An empty warehouse."""
    return empty_warehouse
