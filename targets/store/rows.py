"""Rows of plain Python values into a table, as one Arrow batch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import pyarrow as pa


def insert_rows(
    con: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Mapping[str, Any]], *, replace: bool = False
) -> None:
    """Append rows whose keys are columns of `table`; columns that are not named stay null.

    With `replace` a row takes the place of the one with its primary key.
    """
    if not rows:
        return
    con.register("rows_to_insert", pa.Table.from_pylist([dict(row) for row in rows]))
    con.execute(f"INSERT {'OR REPLACE ' if replace else ''}INTO {table} BY NAME SELECT * FROM rows_to_insert")
    con.unregister("rows_to_insert")  # after a failure the caller's rollback does it
