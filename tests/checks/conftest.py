"""A warehouse in memory, and rows for it of which a test names only what it is about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import duckdb
import pytest

from targets.store.rows import insert_rows
from targets.store.run import Run

RUN = Run("run-1", date(2022, 6, 30), datetime(2022, 6, 30, 9, 0))

ROWS: dict[str, dict[str, Any]] = {
    "documents": {
        "document_id": "a" * 32,
        "doc": "plan",
        "title": "年度计划",
        "issuer": "市政府",
        "issued_on": date(2022, 1, 10),
        "plan_year": 2022,
        "illustrative": True,
        "text": "今年建成两万套保障性住房，由住建部门负责。",
        "extractor": "1",
        "run_id": "run-0",
    },
    "document_files": {
        "path": "documents/plan.txt",
        "content_hash": "h",
        "document_id": "a" * 32,
        "run_id": "run-0",
    },
    "extracted_targets": {
        "target_id": "aaaaaaaaaaaa-4",
        "document_id": "a" * 32,
        "doc": "plan",
        "indicator": "保障性住房建成套数",
        "canonical": "保障性住房建成套数",
        "region": "某市",
        "owners": ["住建部门"],
        "value": 20000.0,
        "unit": "套",
        "comparator": "ge",
        "kind": "cumulative",
        "direction": "at_least",
        "start_on": date(2022, 1, 1),
        "due": date(2022, 12, 31),
        "due_basis": "document",
        "commitment": "commit",
        "section": [],
        "quote": "今年建成两万套保障性住房，由住建部门负责。",
        "implicit": False,
        "confidence": 0.9,
        "state": "accepted",
        "run_id": "run-0",
    },
    "series": {
        "series_id": "s",
        "indicator": "保障性住房建成套数",
        "canonical": "保障性住房建成套数",
        "region": "某市",
        "unit": "套",
        "accumulation": "ytd",
        "cadence": "month",
        "illustrative": True,
        "run_id": "run-0",
    },
    "observations": {
        "series_id": "s",
        "period_start": date(2022, 5, 1),
        "period_end": date(2022, 5, 31),
        "value": 7000.0,
        "recorded_at": datetime(2022, 6, 5, 12, 0),
        "source": "actuals/housing.csv:3",
        "import_id": "i",
        "run_id": "run-0",
    },
}

Add = Callable[..., None]


def adder(con: duckdb.DuckDBPyConnection) -> Add:
    """Inserts a valid row into a table, with the named fields changed."""

    def insert(table: str, **changed: Any) -> None:
        insert_rows(con, table, [{**ROWS[table], **changed}])

    return insert


@pytest.fixture
def con(empty_warehouse: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """An empty warehouse."""
    return empty_warehouse


@pytest.fixture
def add(con: duckdb.DuckDBPyConnection) -> Add:
    """Insert a valid row into a table of `con`, with the named fields changed."""
    return adder(con)


@pytest.fixture
def warehouse(add: Add, con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """One document with one goal, one series with one actual; everything in order."""
    for table in ROWS:
        add(table)
    return con
