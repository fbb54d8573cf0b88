"""What was said of each period of a series, and when: its vintages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from importlib import resources

import duckdb

_SQL = resources.files("targets.actuals").joinpath("sql/history.sql").read_text(encoding="utf-8")


class UnknownSeries(ValueError):
    """No series of that id or name, or several; the message lists what there is."""


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator in one region, as it is measured."""

    series_id: str
    indicator: str
    region: str | None
    unit: str
    accumulation: str
    cadence: str


@dataclass(frozen=True, slots=True)
class Vintage:
    """One figure as it was recorded. `before` is what had been recorded of the period until then, None for the first.

    `conflicting` says that two files of one day differ on it and nobody has settled it since.
    """

    period_start: date
    period_end: date
    value: float
    recorded_at: datetime
    source: str
    before: float | None
    conflicting: bool


def find_series(con: duckdb.DuckDBPyConnection, wanted: str) -> Series:
    """The series of an id (or its beginning) or of a name. Raises UnknownSeries where it is not exactly one."""
    rows = con.execute(
        "SELECT series_id, indicator, region, unit, accumulation, cadence FROM series "
        "WHERE starts_with(lower(series_id), lower($wanted)) OR indicator = $wanted OR canonical = $wanted "
        "ORDER BY indicator, region, series_id",
        {"wanted": wanted},
    ).fetchall()
    if len(rows) == 1:
        return Series(*rows[0])
    if not rows:
        raise UnknownSeries(f"There is no series {wanted}. Give its id or the whole name of its indicator.")
    listed = "\n".join(f"  {row[0]}  {row[1]} {row[2] or ''} {row[3]} {row[4]}" for row in rows[:20])
    raise UnknownSeries(f"{len(rows)} series are called {wanted}; give an id:\n{listed}")


def history(con: duckdb.DuckDBPyConnection, series_id: str) -> list[Vintage]:
    """The vintages of a series by period, the oldest first; one that only repeats the one before is left out.

    What a person settled is always listed.
    """
    return [Vintage(*row) for row in con.execute(_SQL, {"series_id": series_id}).fetchall()]
