"""The types of the rows are what DuckDB describes of the queries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from importlib.resources import files
from typing import TypedDict, get_type_hints

import duckdb
import pytest

from dashboards import rows
from dashboards.live.columns import COLUMNS
from dashboards.snapshot import Snapshot, fetch_rows
from targets.store.warehouse import migrate

TYPES = {
    "VARCHAR": "str",
    "DOUBLE": "float",
    "DATE": "date",
    "TIMESTAMP": "datetime",
    "BOOLEAN": "bool",
    "BIGINT": "int",
    "INTEGER": "int",
    "VARCHAR[]": "list[str]",
    "INTEGER[]": "list[int]",
    "DATE[]": "list[date]",
    "DOUBLE[]": "list[float]",
}
QUERIES = {field.name: str(field.type).removeprefix("list[").removesuffix("]") for field in fields(Snapshot)}


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as con:
        migrate(con)
        yield con


@pytest.mark.parametrize(("name", "row"), QUERIES.items())
def test_a_row_has_the_columns_of_its_query(con: duckdb.DuckDBPyConnection, name: str, row: str) -> None:
    query = files("dashboards").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")
    described = {column: TYPES[kind] for column, kind, *_ in con.execute(f"DESCRIBE {query}").fetchall()}
    written = {
        column: kind.__forward_arg__.removesuffix(" | None")
        for column, kind in getattr(rows, row).__annotations__.items()
    }
    statuses = {column for column, kind in written.items() if kind == "Status"}
    assert {column: "str" if column in statuses else kind for column, kind in written.items()} == described
    assert list(written) == list(described)


def test_a_query_without_a_column_of_its_rows_is_an_error(con: duckdb.DuckDBPyConnection) -> None:
    class Measured(TypedDict):
        series_id: str
        unit: str

    with pytest.raises(KeyError, match="no column unit of Measured"):
        fetch_rows(con, "SELECT series_id FROM series", Measured)


def test_a_row_of_the_grid_has_what_its_columns_are_worded_from() -> None:
    grid = get_type_hints(rows.GridRow)
    assert grid.items() <= get_type_hints(rows.GoalRow).items()
    assert {column.key for column in COLUMNS} <= grid.keys()
