"""Rows that passed their checks before, and are as they were: counted, and not looked at again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import resources

import duckdb
import pyarrow as pa

from targets.checks.expectations import RuleOutcome
from targets.checks.rules import Rule, Severity, load_rules, rows_query

_UNPASSED = resources.files("targets.checks").joinpath("suites/unpassed.sql").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Passed:
    """What is known of a suite before it runs: to how many rows a rule applies, and how many passed ones it fails (info)."""

    checked: Callable[[Rule], int]
    failing: Counter[str]


def find_unpassed(con: duckdb.DuckDBPyConnection, suite: str, now: datetime) -> Passed:
    """Temporary tables suite_rows, all rows of a suite with their fingerprints, and unpassed_rows, which have to be checked."""
    query = rows_query(suite)
    parameters = {"rules": repr(load_rules(suite))} | ({"now": now} if "$now" in query else {})
    con.execute(
        "CREATE OR REPLACE TEMP TABLE suite_rows AS "
        f"SELECT whole.*, hash(whole, $rules) AS fingerprint FROM ({query}) AS whole",
        parameters,
    )
    con.execute("SET VARIABLE suite = $suite", {"suite": suite})
    con.execute(_UNPASSED)
    failing = con.execute(
        "SELECT rule, count(*) FROM (SELECT unnest(failing) AS rule FROM passed_rows) GROUP BY rule"
    ).fetchall()
    return Passed(lambda rule: _rows_of(con, rule), Counter(dict(failing)))


def keep_passed(con: duckdb.DuckDBPyConnection, suite: str, outcomes: Sequence[RuleOutcome]) -> None:
    """Remember the rows of `unpassed_rows` that only rules of severity info fail, and forget what is gone.

    Observations are checked once, when they come; nothing is kept of them.
    """
    if suite == "observations":
        return
    failures = [(f.row_id, o.rule) for o in outcomes for f in o.failures]
    told = pa.table(
        {
            "row_id": pa.array([row_id for row_id, _ in failures], pa.string()),
            "rule": pa.array([rule.name for _, rule in failures], pa.string()),
            "passes": pa.array([rule.severity is Severity.INFO for _, rule in failures], pa.bool_()),
        }
    )
    con.execute(
        "DELETE FROM checked_rows WHERE suite = ? AND row_id NOT IN (SELECT row_id FROM passed_rows)", [suite]
    )
    con.register("failed_rules", told)
    con.execute(
        "INSERT INTO checked_rows BY NAME SELECT ? AS suite, row_id, any_value(s.fingerprint) AS fingerprint, "
        "coalesce(list(f.rule ORDER BY f.rule) FILTER (f.rule IS NOT NULL), []) AS failing "
        "FROM unpassed_rows JOIN suite_rows AS s USING (row_id) LEFT JOIN failed_rules AS f USING (row_id) "
        "GROUP BY row_id HAVING coalesce(bool_and(f.passes), true) AND count(DISTINCT s.fingerprint) = 1",
        [suite],
    )
    con.unregister("failed_rules")


def _rows_of(con: duckdb.DuckDBPyConnection, rule: Rule) -> int:
    conditions = " AND ".join(f"{column} IN (SELECT unnest(${column}))" for column in rule.where)
    query = f"SELECT count(*) FROM suite_rows{f' WHERE {conditions}' if conditions else ''}"
    count: int = con.execute(query, rule.where).fetchall()[0][0]
    return count
