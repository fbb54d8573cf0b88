"""The record of runs: when each began, its stages and how it ended."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

import duckdb

from targets.store.run import Run
from targets.words import Phrase


class RunOutcome(StrEnum):
    """How a run ended: all in, some input kept out, nothing published, or killed before it could say."""

    COMPLETE = "complete"
    QUARANTINED = "quarantined"
    FAILED = "failed"
    KILLED = "killed"


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a run with the seconds it took, what it did, and the most memory held by its end, in MB."""

    stage: str
    seconds: float
    detail: Phrase = Phrase("", "")
    peak_mb: int = 0


def begin_run(con: duckdb.DuckDBPyConnection, run: Run) -> None:
    """Record that a run began. A run of the same id keeps its first record."""
    con.execute(
        "INSERT OR IGNORE INTO runs (run_id, as_of, started_at) VALUES (?, ?, ?)",
        [run.run_id, run.as_of, run.now],
    )


def finish_run(
    con: duckdb.DuckDBPyConnection,
    run: Run,
    outcome: RunOutcome,
    stages: Sequence[Stage],
    finished_at: datetime,
) -> None:
    """Record how a run ended, its stages in order."""
    con.execute(
        "UPDATE runs SET finished_at = ?, outcome = ?, stages = ? WHERE run_id = ?",
        [finished_at, outcome.value, json.dumps([asdict(s) for s in stages], ensure_ascii=False), run.run_id],
    )
