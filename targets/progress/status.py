"""Every goal and where it stands, now or on a past day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

import duckdb

from targets.progress.compute import FEW, judge, prepare, resolve_all, set_variables, sql_of
from targets.progress.profiles import load_profile, load_rules
from targets.settings import Settings

if TYPE_CHECKING:
    import pandas as pd

_ONLY = (
    "(target_id = getvariable('only_goal') OR trajectory_id IN "
    "(SELECT trajectory_id FROM judged_goals WHERE target_id = getvariable('only_goal')))"
)


def status_rows(
    con: duckdb.DuckDBPyConnection, as_of: date | None = None, profile: str | None = None
) -> pd.DataFrame:
    """One row a goal: what `duban status` prints, `target_id` first, with verdict, components and reasons.

    Without `as_of` these are the verdicts of the last refresh. With it the day is judged anew (`judge_day`).
    `profile` names the thresholds of such a judgement; by default those of the last refresh.
    """
    if as_of is not None:
        judge_day(con, as_of, profile)
    rows = "progress" if as_of is None else "progress_rows"
    return con.execute(sql_of("status"), {"rows": rows}).df()


def judge_day(
    con: duckdb.DuckDBPyConnection,
    as_of: date,
    profile: str | None = None,
    only: str | None = None,
    known_by: date | None = None,
) -> None:
    """Judge a past day from what was known at its end, into the temporary views of `judge`; nothing is written.

    Known are the actuals recorded by then, and the goals and links as the last refresh by that day had them;
    where none is that old, as they are now. `known_by` is a later day whose knowledge counts instead: June is
    judged by figures that came in July. `only` names the one goal to judge (with those on its path).
    """
    known = known_by or as_of
    found = con.execute(
        "SELECT judgement_no, profile FROM judgements ORDER BY as_of <= ? DESC, "
        "CASE WHEN as_of <= ? THEN as_of END DESC, judgement_no DESC LIMIT 1",
        [known, known],
    ).fetchall()
    number, last_profile = found[0] if found else (None, Settings().profile)
    prepare(con, as_of, load_profile(profile or last_profile), load_rules(), run_id="")
    set_variables(
        con, {"only_goal": only, "known_until": datetime.combine(known + timedelta(days=1), time())}
    )
    if number is None:
        goals = f"{resolve_all(con)} WHERE true"
    else:
        goals = f"judged_goals WHERE since_no <= {number} AND coalesce(until_no > {number}, true)"
    ((count,),) = con.execute(f"SELECT count(*) FROM {goals}").fetchall()
    judge(con, f"(FROM {goals} AND {_ONLY})" if only else f"(FROM {goals})", few=count < FEW)
