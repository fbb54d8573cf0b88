"""Run the SQL that judges goals, from the warehouse's tables to temporary tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib import resources

import duckdb

from targets.actuals.names import DISTANCE, ENDING_OF_CHANGE
from targets.actuals.periods import Cadence
from targets.actuals.units import BadUnit, conversion
from targets.progress.profiles import Profile, Rules

FEW = 2_000
"""It takes longer to plan how fewer goals than these are judged than to judge them."""
_EVIDENCE = ("21_goal_observations",)
_CLOSER = (
    "23_revised_evidence",
    "30_milestones",
    "31_known_figures",
    "32_running_figures",
    "33_seasonal",
    "34_references",
)
_VERDICTS = ("40_measured_goals", "41_compared_goals", "42_verdicts", "50_progress_rows")
_STEPS = ["measured_goals", "compared_goals", "goal_verdicts", "progress_rows"]


def prepare(
    con: duckdb.DuckDBPyConnection,
    as_of: date,
    profile: Profile,
    rules: Rules,
    run_id: str,
    settled_after: int = 90,
) -> None:
    """Define what the SQL reads: day, thresholds and constants as variables, arithmetic as macros.

    `settled_after` days after its due day a decided goal leaves the current view.
    """
    set_variables(
        con,
        {
            "as_of": as_of,
            "known_until": datetime.combine(as_of + timedelta(days=1), time()),
            "run_id": run_id,
            "profile": profile.name,
            "by_schedule": profile.measure == "schedule",
            "on_track": profile.on_track,
            "at_risk": profile.at_risk,
            "settled_after": settled_after,
            "rule_version": rules.version,
            "approx_tolerance": rules.approx_tolerance,
            "likely_miss": rules.likely_miss,
            "least_increments": rules.least_increments,
            "most_years": rules.most_years,
            "recency": rules.recency,
            "prior_months": rules.prior_months,
            "pooled_spread": rules.pooled_spread,
            "pooled_weight": rules.pooled_weight,
            "interval_quantile": rules.interval_quantile,
        },
    )
    con.execute(
        "CREATE OR REPLACE TEMP TABLE cadences "
        "(name VARCHAR, months INTEGER, days INTEGER, published_after INTEGER, stale_after INTEGER)"
    )
    con.execute(
        f"INSERT INTO cadences VALUES {', '.join(['(?, ?, ?, ?, ?)'] * len(rules.cadences))}",
        [
            value
            for c in rules.cadences
            for value in (c.name, c.months, c.days, c.published_after, c.stale_after)
        ],
    )
    run_sql(con, "01_arithmetic")


def resolve_changed(con: duckdb.DuckDBPyConnection) -> None:
    """Read what the goals in the temporary table `changed_goals` ask for into `resolved_goals`."""
    con.execute("CREATE OR REPLACE TEMP TABLE convertible_units (series_unit VARCHAR, unit VARCHAR)")
    for series_unit, unit in con.execute(sql_of("11_unit_pairs")).fetchall():
        if _converts(series_unit, unit):
            con.execute("INSERT INTO convertible_units VALUES (?, ?)", [series_unit, unit])
    cadences = [cadence.value for cadence in Cadence]
    set_variables(con, {"endings_of_change": ENDING_OF_CHANGE, "distance": DISTANCE, "cadences": cadences})
    run_sql(con, "12_found_references", "12_resolved_goals")


def resolve_all(con: duckdb.DuckDBPyConnection) -> str:
    """Resolve every goal in force and return the relation to judge them from."""
    con.execute("CREATE OR REPLACE TEMP TABLE changed_goals AS SELECT target_id FROM extracted_targets")
    resolve_changed(con)
    return "resolved_goals"


def judge(
    con: duckdb.DuckDBPyConnection,
    goals: str,
    observations: str = "observations",
    references: str = "observations",
    held: str = "held_observations",
    few: bool = False,
) -> None:
    """Judge the goals of the relation `goals` (columns of table `judged_goals`) by their `observations`.

    `references` holds the observations of the series that set goals (as much as the whole province), `held` the
    doubtful ones that wait for a person: they decide nothing, and the goal's row says that they wait.

    Gathers the evidence in temporary tables and defines two temporary views over them: `goal_verdicts`, a row a goal
    with every step, and `progress_rows`, the rows of table `progress`. Of `few` goals the steps are stored, so that
    each is planned once, and as it is written. Nothing else is written, so the connection may be read-only.
    """
    with unoptimized(con) if few else nullcontext():
        _gather(con, goals, observations, references, held)
        _drop_steps(con)
        for name in _VERDICTS:
            con.execute(sql_of(name).replace("TEMP VIEW", "TEMP TABLE", 1) if few else sql_of(name))


def _gather(
    con: duckdb.DuckDBPyConnection, goals: str, observations: str, references: str, held: str
) -> None:
    con.execute(f"CREATE OR REPLACE TEMP VIEW chosen_goals AS FROM {goals}")
    con.execute(f"CREATE OR REPLACE TEMP VIEW chosen_observations AS FROM {observations}")
    con.execute(f"CREATE OR REPLACE TEMP VIEW chosen_references AS FROM {references}")
    con.execute(f"CREATE OR REPLACE TEMP VIEW chosen_held AS FROM {held}")
    run_sql(con, "20_planned_goals", *_EVIDENCE)
    # Goals look up their actuals, not the other way round: so these come goal by goal, which adds them up faster
    # (benchmark `progress_million`, "full / bare").
    with without_optimizers(con, "join_order", "build_side_probe_side"):
        run_sql(con, "22_goal_evidence")
    run_sql(con, *_CLOSER)


def _drop_steps(con: duckdb.DuckDBPyConnection) -> None:
    """Steps of an earlier judgement may be views or tables, and neither replaces the other."""
    for kind in ("table", "view"):
        steps = con.execute(
            f"SELECT {kind}_name FROM duckdb_{kind}s() WHERE database_name = 'temp' AND {kind}_name IN (SELECT unnest(?))",
            [_STEPS],
        ).fetchall()
        for (step,) in steps:
            con.execute(f"DROP {kind} {step}")


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
    """Take plans as they are written: for few rows it takes longer to improve them than to run them.

    Benchmark `progress_million`, "one series / full".
    """
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
