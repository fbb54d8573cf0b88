"""Run the SQL that judges goals, from the warehouse's tables to temporary tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib import resources

import duckdb

from targets.actuals.units import BadUnit, conversion
from targets.progress.profiles import Profile, Rules


@dataclass(frozen=True, slots=True)
class Judged:
    """Two queries over the temporary tables: one row a goal with every step, and the rows of table `progress`."""

    steps: str
    rows: str


def prepare(con: duckdb.DuckDBPyConnection, as_of: date, profile: Profile, rules: Rules, run_id: str) -> None:
    """Define what the SQL reads: day, thresholds and constants as variables, arithmetic and wording as macros."""
    set_variables(
        con,
        {
            "as_of": as_of,
            "known_until": datetime.combine(as_of + timedelta(days=1), time()),
            "run_id": run_id,
            "profile": profile.name,
            "measure": profile.measure,
            "judged_on": profile.judged_on,
            "on_track": profile.on_track,
            "at_risk": profile.at_risk,
            "rule_version": rules.version,
            "approx_tolerance": rules.approx_tolerance,
            "least_increments": rules.least_increments,
            "quantiles": list(rules.quantiles),
            "least_years": rules.least_years,
            "most_years": rules.most_years,
        },
    )
    con.execute(
        "CREATE OR REPLACE TEMP TABLE p_cadences (name VARCHAR, months INTEGER, days INTEGER, stale_after INTEGER)"
    )
    con.execute(
        f"INSERT INTO p_cadences VALUES {', '.join(['(?, ?, ?, ?)'] * len(rules.cadences))}",
        [value for c in rules.cadences for value in (c.name, c.months, c.days, c.stale_after)],
    )
    run_sql(con, "macros", "wording")


def resolve_changed(con: duckdb.DuckDBPyConnection) -> None:
    """What the goals in the temporary table `p_changed` ask for, into `p_resolved`."""
    con.execute("CREATE OR REPLACE TEMP TABLE p_units (series_unit VARCHAR, unit VARCHAR)")
    for series_unit, unit in con.execute(sql_of("units")).fetchall():
        if _converts(series_unit, unit):
            con.execute("INSERT INTO p_units VALUES (?, ?)", [series_unit, unit])
    run_sql(con, "resolve")


def resolve_all(con: duckdb.DuckDBPyConnection) -> str:
    """Resolve every goal in force and return the relation to judge them from."""
    con.execute("CREATE OR REPLACE TEMP TABLE p_changed AS SELECT target_id FROM extracted_targets")
    resolve_changed(con)
    return "p_resolved"


def judge(con: duckdb.DuckDBPyConnection, goals: str, observations: str = "observations") -> Judged:
    """Judge the goals of the relation `goals` (columns of table `judged_goals`) by their `observations`.

    Gathers what the actuals say of them in temporary tables and returns the queries that say the rest; nothing
    else is written, so the connection may be read-only.
    """
    con.execute(sql_of("goals").format(goals=goals, observations=observations))
    # Goals look up their actuals, not the other way round: so these come goal by goal, which adds them up faster.
    with without_optimizers(con, "join_order", "build_side_probe_side"):
        con.execute(sql_of("evidence").format(told=_told(_sightings("p_goals", observations))))
    con.execute(
        sql_of("revisions").format(
            sightings=_sightings("p_revised", observations), told=_told("FROM p_last_vintages")
        )
    )
    con.execute(sql_of("milestones").format(goals=goals))
    con.execute(sql_of("known").format(goals=goals, sightings=_sightings("p_closer", observations)))
    run_sql(con, "special", "seasonal")
    steps = sql_of("verdicts").format(standing=sql_of("standing").format(goals=goals))
    return Judged(steps, sql_of("rows").format(judged=steps))


def _told(known: str) -> str:
    return sql_of("told").format(known=known)


def _sightings(goals: str, observations: str) -> str:
    return sql_of("sightings").format(goals=goals, observations=observations)


@contextmanager
def without_optimizers(con: duckdb.DuckDBPyConnection, *names: str) -> Iterator[None]:
    """Leave out the named optimizers of DuckDB where a measured plan is better without them."""
    con.execute(f"SET disabled_optimizers = '{','.join(names)}'")
    try:
        yield
    finally:
        con.execute("RESET disabled_optimizers")


@contextmanager
def unoptimized(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Take plans as they are written: for few rows it takes longer to improve them than to run them."""
    con.execute("PRAGMA disable_optimizer")
    try:
        yield
    finally:
        con.execute("PRAGMA enable_optimizer")


def set_variables(con: duckdb.DuckDBPyConnection, variables: Mapping[str, object]) -> None:
    """Set variables that SQL reads with `getvariable`."""
    for name, value in variables.items():
        con.execute(f"SET VARIABLE {name} = ?", [value])


def run_sql(con: duckdb.DuckDBPyConnection, *names: str) -> None:
    """Run the named files of `targets/progress/sql` in turn."""
    for name in names:
        con.execute(sql_of(name))


@cache
def sql_of(name: str) -> str:
    """The text of a file of `targets/progress/sql`."""
    return resources.files("targets.progress").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")


def _converts(unit: str, into: str) -> bool:
    try:
        conversion(unit, into)
    except BadUnit:
        return False
    return True
