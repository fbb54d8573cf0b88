"""Reads what the pages show from a published snapshot: one SQL file a table, nothing computed twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from targets.progress.status import judge_day
from targets.status import Status

Row = dict[str, Any]
MONTHS_BACK = 5
_STATUSES = {"status", "previous_status"}


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
    with snapshot_connection(source) as con, month_ends(con):
        return Snapshot(**{name: query(con, name) for name in Snapshot.__dataclass_fields__})


@contextmanager
def month_ends(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Lets `goals.sql` and `verdicts.sql` compare with the ends of the last months, whatever days were refreshed.

    Months of which no refresh kept verdicts are judged again, by their last day, from what was known then.
    Within the context a temporary table stands in for `progress_history`.
    """
    latest, *_ = con.execute("SELECT max(as_of) FROM progress").fetchall()[0]
    con.execute(_sql("month_ends"))
    try:
        kept = con.execute(
            "SELECT DISTINCT date_trunc('month', as_of)::DATE FROM progress_history"
        ).fetchall()
        for day in _month_ends(latest) if latest else []:
            if (day.replace(day=1),) not in kept:
                judge_day(con, day)
                con.execute(_sql("judged_again"))
        yield
    finally:
        con.execute("DROP TABLE temp.progress_history")


def query(con: duckdb.DuckDBPyConnection, name: str) -> list[Row]:
    """The rows of `sql/NAME.sql`."""
    return fetch_rows(con, _sql(name))


def fetch_rows(
    con: duckdb.DuckDBPyConnection, query: str, parameters: Sequence[Any] | dict[str, Any] = ()
) -> list[Row]:
    """The rows of a query; statuses as members of `Status`. Raises UnknownName for one that is none."""
    cursor = con.execute(query, parameters)
    names = [column[0] for column in cursor.description or ()]
    rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    for name in _STATUSES & set(names):
        for row in rows:
            row[name] = row[name] and Status(row[name])
    return rows


def frame(rows: list[Row], columns: tuple[str, ...]) -> pd.DataFrame:
    """Rows as the data frame a chart takes; with its columns even where there are no rows."""
    return pd.DataFrame([[row.get(c) for c in columns] for row in rows], columns=list(columns), dtype=object)


def _sql(name: str) -> str:
    return files("dashboards").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")


def _month_ends(before: date) -> list[date]:
    """The last days of the `MONTHS_BACK` months before the one of `before`, the latest first."""
    days, first = [], before.replace(day=1)
    for _ in range(MONTHS_BACK):
        days.append(first - timedelta(days=1))
        first = days[-1].replace(day=1)
    return days


@contextmanager
def snapshot_connection(source: duckdb.DuckDBPyConnection | Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The connection given, or one to the file given, read-only and closed at the end."""
    if isinstance(source, Path):
        with duckdb.connect(str(source), read_only=True) as con:
            yield con
    else:
        yield source
