"""The progress stage of a refresh: judge what changed, keep the verdicts and their history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import duckdb

from targets.progress.compute import (
    FEW,
    judge,
    prepare,
    resolve_changed,
    run_sql,
    set_variables,
)
from targets.progress.profiles import Profile, Rules, load_profile, load_rules
from targets.settings import Settings
from targets.store.run import Run
from targets.store.warehouse import transaction

_ALL = "(FROM judged_goals WHERE until_no IS NULL)"


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh of the progress did: goals in force, how many it judged, how many have each status."""

    goals: int
    judged: int
    statuses: dict[str, int]


@dataclass(frozen=True, slots=True)
class _Last:
    """The last judgement: where it stopped reading, and whether another by `day` would say the same."""

    number: int
    day: date
    profile: str
    rule_version: str
    observations_end: int
    observations_mark: int | None
    last_link: int
    last_decision: int


_NOTHING_YET = _Last(0, date.min, "", "", 0, None, -1, -1)


def refresh_progress(con: duckdb.DuckDBPyConnection, run: Run, settings: Settings) -> Refreshed:
    """Judge the goals in force by `run.as_of` and store the verdicts, in one transaction.

    Table `progress` then holds one row a goal in force, `progress_history` one a goal and judged day (without
    what only explains it), `judged_goals` what was judged. By the day of the last refresh only goals are judged
    whose row, document, decisions, link, series or path changed since; by another day all are. Raises
    UnknownProfile where the settings name no profile of `profiles.toml`.
    """
    profile, rules = load_profile(settings.profile), load_rules()
    with transaction(con):
        last = _last_judgement(con)
        prepare(con, run.as_of, profile, rules, run.run_id, settings.settled_after_days)
        set_variables(
            con,
            {
                "judgement_no": last.number + 1,
                "observations_end": last.observations_end,
                "last_link": last.last_link,
                "last_decision": last.last_decision,
                "rules_changed": last.rule_version != rules.version,
            },
        )
        run_sql(con, "10_changed_goals")
        if con.execute("SELECT 1 FROM changed_goals LIMIT 1").fetchall():
            resolve_changed(con)
            run_sql(con, "13_goal_versions")
        if _same_day(last, run, profile, rules):
            run_sql(con, "14_touched_goals")
            judge(con, "touched_goals", "touched_observations", "touched_observations", few=True)
            con.execute("CREATE OR REPLACE TEMP VIEW new_verdicts AS FROM progress_rows")
            run_sql(con, "61_replace_some", "62_history")
        else:
            ((goals,),) = con.execute("SELECT count(*) FROM extracted_targets").fetchall()
            judge(con, _ALL, few=goals < FEW)
            con.execute("CREATE OR REPLACE TEMP VIEW new_verdicts AS FROM progress")
            run_sql(con, "60_replace_all", "62_history")
        con.execute("SET VARIABLE judged_at = ?", [run.now])
        run_sql(con, "63_record")
    goals, judged = con.execute(
        "SELECT goals, judged FROM judgements ORDER BY judgement_no DESC LIMIT 1"
    ).fetchall()[0]
    counts = con.execute("SELECT status, count(*) FROM progress GROUP BY status ORDER BY status").fetchall()
    return Refreshed(goals, judged, dict(counts))


def last_judged(con: duckdb.DuckDBPyConnection) -> tuple[date, str] | None:
    """The day and the profile of the last judgement; None where nothing was judged yet."""
    found = con.execute("SELECT as_of, profile FROM judgements ORDER BY judgement_no DESC LIMIT 1").fetchall()
    return found[0] if found else None


def _last_judgement(con: duckdb.DuckDBPyConnection) -> _Last:
    found = con.execute(
        "SELECT judgement_no, as_of, profile, rule_version, observations_end, observations_mark, last_link, last_decision "
        "FROM judgements ORDER BY judgement_no DESC LIMIT 1"
    ).fetchall()
    if not found:
        return _NOTHING_YET
    last = _Last(*found[0])
    # Observations are only ever appended; where they were numbered anew, everything is read again.
    mark = con.execute(
        "SELECT hash(series_id, period_end, value) FROM observations WHERE rowid = ?",
        [last.observations_end - 1],
    ).fetchall()
    intact = (mark[0][0] if mark else None) == last.observations_mark
    return (
        last if intact else _Last(last.number, date.min, "", "", 0, None, last.last_link, last.last_decision)
    )


def _same_day(last: _Last, run: Run, profile: Profile, rules: Rules) -> bool:
    return (last.day, last.profile, last.rule_version) == (run.as_of, profile.name, rules.version)
