"""The progress stage of a refresh: judge every goal, keep the verdicts and their history."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from targets.progress.compute import judge
from targets.progress.profiles import load_profile, load_rules
from targets.settings import Settings
from targets.store.run import Run
from targets.store.warehouse import transaction


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh of the progress did: goals judged, and how many have each status."""

    goals: int
    statuses: dict[str, int]


def refresh_progress(con: duckdb.DuckDBPyConnection, run: Run, settings: Settings) -> Refreshed:
    """Judge all goals in force by `run.as_of` and store the verdicts, in one transaction.

    Table `progress` then holds one row a goal in force and `progress_history` the run's snapshot. Raises
    UnknownProfile where the settings name no profile of `profiles.toml`.
    """
    with transaction(con):
        judge(con, run.as_of, load_profile(settings.profile), load_rules(), run.run_id)
        con.execute("DELETE FROM progress")
        con.execute("INSERT INTO progress BY NAME SELECT * FROM p_rows")
        con.execute("DELETE FROM progress_history WHERE run_id = ?", [run.run_id])
        con.execute("INSERT INTO progress_history BY NAME SELECT * FROM p_rows")
    counts = con.execute("SELECT status, count(*) FROM progress GROUP BY status ORDER BY status").fetchall()
    return Refreshed(sum(n for _, n in counts), dict(counts))
