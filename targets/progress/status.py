"""Every goal in force and where it stands, now or on a past day."""

from __future__ import annotations

from datetime import date
from importlib import resources
from typing import TYPE_CHECKING

import duckdb

from targets.progress.compute import ROWS, judge
from targets.progress.profiles import load_profile, load_rules

if TYPE_CHECKING:
    import pandas as pd


def status_rows(
    con: duckdb.DuckDBPyConnection, as_of: date | None = None, profile: str | None = None
) -> pd.DataFrame:
    """One row a goal: what `duban status` prints, `target_id` first, with verdict, components and reasons.

    Without `as_of` these are the verdicts of the last refresh; with it the day is judged anew from what was
    known at its end, and nothing is written. `profile` names the thresholds of such a judgement; by default
    those of the last refresh. Goals of documents issued after `as_of` are listed as not started.
    """
    rows = "progress"
    if as_of is not None:
        rows = ROWS
        judge(con, as_of, load_profile(profile or _last_profile(con)), load_rules(), run_id="")
    sql = resources.files("targets.progress").joinpath("sql", "status.sql").read_text(encoding="utf-8")
    return con.execute(sql.format(rows=rows)).df()


def _last_profile(con: duckdb.DuckDBPyConnection) -> str:
    found = con.execute("SELECT profile FROM progress LIMIT 1").fetchall()
    return found[0][0] if found else "delivery"
