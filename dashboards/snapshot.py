"""Reads what the pages show from a published snapshot: one SQL file a table, nothing computed twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The tables of the dashboards, one list of rows each; missing values are None.

    `goals` has a row a current goal with its verdict; `actuals` every vintage of its figures, `verdicts`
    the earlier verdicts, `mentions` every number found in the `documents`.
    """

    goals: list[Row]
    actuals: list[Row]
    verdicts: list[Row]
    documents: list[Row]
    mentions: list[Row]
    quarantine: list[Row]
    checks: list[Row]
    runs: list[Row]
    freshness: list[Row]
    alerts: list[Row]


def read_snapshot(source: duckdb.DuckDBPyConnection | Path) -> Snapshot:
    """All tables of a snapshot, from an open connection or a DuckDB file (opened read-only)."""
    with snapshot_connection(source) as con:
        return Snapshot(**{name: query(con, name) for name in Snapshot.__dataclass_fields__})


def query(con: duckdb.DuckDBPyConnection, name: str) -> list[Row]:
    """The rows of `sql/NAME.sql`."""
    cursor = con.execute(files("dashboards").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8"))
    columns = [column[0] for column in cursor.description or []]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


def frame(rows: list[Row], columns: tuple[str, ...]) -> pd.DataFrame:
    """Rows as the data frame a chart takes; with its columns even where there are no rows."""
    return pd.DataFrame([[row.get(c) for c in columns] for row in rows], columns=list(columns), dtype=object)


@contextmanager
def snapshot_connection(source: duckdb.DuckDBPyConnection | Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The connection given, or one to the file given, read-only and closed at the end."""
    if isinstance(source, Path):
        with duckdb.connect(str(source), read_only=True) as con:
            yield con
    else:
        yield source
