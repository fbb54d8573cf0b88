"""Run the SQL that judges goals: from the warehouse's tables to the temporary table `p_rows`."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache
from importlib import resources

import duckdb

from targets.progress.profiles import Profile, Rules

STEPS = (
    "macros",
    "wording",
    "goals",
    "known",
    "evidence",
    "standing",
    "milestones",
    "seasonal",
    "verdicts",
    "rows",
)
ROWS = "p_rows"


def judge(con: duckdb.DuckDBPyConnection, as_of: date, profile: Profile, rules: Rules, run_id: str) -> None:
    """Judge every goal in force by day `as_of` with what had been recorded by its end.

    Leaves the rows of table `progress` in the temporary table `p_rows`; writes nothing else, so the
    connection may be read-only.
    """
    known_until = datetime.combine(as_of + timedelta(days=1), time())
    _set(con, "as_of", as_of)
    _set(con, "known_until", known_until)
    _set(con, "run_id", run_id)
    _set(con, "profile", profile.name)
    _set(con, "measure", profile.measure)
    _set(con, "judged_on", profile.judged_on)
    _set(con, "on_track", profile.on_track)
    _set(con, "at_risk", profile.at_risk)
    _set(con, "rule_version", rules.version)
    _set(con, "approx_tolerance", rules.approx_tolerance)
    _set(con, "increments", rules.increments)
    _set(con, "least_increments", rules.least_increments)
    _set(con, "quantiles", list(rules.quantiles))
    _set(con, "least_years", rules.least_years)
    _set(con, "most_years", rules.most_years)
    con.execute(
        "CREATE OR REPLACE TEMP TABLE p_cadences (name VARCHAR, months INTEGER, days INTEGER, stale_after INTEGER)"
    )
    con.executemany(
        "INSERT INTO p_cadences VALUES (?, ?, ?, ?)",
        [[c.name, c.months, c.days, c.stale_after] for c in rules.cadences],
    )
    for step in STEPS:
        con.execute(_sql(step))


def _set(con: duckdb.DuckDBPyConnection, name: str, value: object) -> None:
    con.execute(f"SET VARIABLE {name} = ?", [value])


@cache
def _sql(step: str) -> str:
    return resources.files("targets.progress").joinpath("sql", f"{step}.sql").read_text(encoding="utf-8")
