"""Doubtful figures: flags beside them, and the figures themselves held back until a person or later figures clear them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

from targets.store.run import Run

WARNING = "warning"
"""Severity of a flag that holds its figure back; others only tell."""


@dataclass(frozen=True, slots=True)
class Flag:
    """One doubtful figure: where it stands, which check doubts it, and why in Chinese and English."""

    series_id: str
    period_start: date
    period_end: date
    value: float
    source: str
    check: str
    severity: str
    zh: str
    en: str


def keep_flags(con: duckdb.DuckDBPyConnection, flags: Sequence[Flag], run: Run) -> None:
    """Store flags within the caller's transaction."""
    for flag in flags:
        identity = "\x1f".join((flag.series_id, str(flag.period_end), repr(flag.value), flag.check))
        con.execute(
            "INSERT INTO observation_flags VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                hashlib.sha256(identity.encode()).hexdigest()[:32],
                flag.series_id,
                flag.period_start,
                flag.period_end,
                flag.value,
                flag.source,
                flag.check,
                flag.severity,
                flag.zh,
                flag.en,
                run.now,
                run.run_id,
            ],
        )


def hold_doubtful(con: duckdb.DuckDBPyConnection, series: str) -> None:
    """Move flagged figures out of `observations` and cleared ones back, within the caller's transaction.

    `series` is a query of the ids of the series to look at.
    """
    here = f"series_id IN ({series})"
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE doubtful AS SELECT DISTINCT series_id, period_end, value "
        f"FROM observation_flags WHERE severity = '{WARNING}' AND {here} "
        "UNION SELECT series_id, period_end, value FROM refuted_observations"
    )
    match = "d.series_id = o.series_id AND d.period_end = o.period_end AND d.value = o.value"
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE cleared AS SELECT * FROM held_observations o WHERE {here} "
        f"AND NOT EXISTS (FROM doubtful d WHERE {match})"
    )
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE caught AS SELECT * FROM observations o WHERE {here} "
        f"AND EXISTS (FROM doubtful d WHERE {match})"
    )
    con.execute(f"DELETE FROM observations o USING doubtful d WHERE {match} AND o.{here}")
    con.execute(
        f"DELETE FROM held_observations o WHERE {here} AND NOT EXISTS (FROM doubtful d WHERE {match})"
    )
    con.execute("INSERT INTO held_observations BY NAME SELECT * FROM caught")
    con.execute("INSERT INTO observations BY NAME SELECT * FROM cleared")
