"""Runs the suites over the warehouse, keeps failing rows out of what is in force and records every result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import duckdb

from targets.checks.expectations import RuleOutcome, validate
from targets.checks.passed import find_unpassed, keep_passed
from targets.checks.rules import SUITES, Rule, Severity, keep_out_query, load_rules
from targets.rejection import Rejection
from targets.store import quarantine
from targets.store.rows import insert_rows
from targets.store.run import Run
from targets.store.warehouse import transaction

if TYPE_CHECKING:
    import pandas as pd

_RESOLVE_TARGETS = "UPDATE quarantine SET resolved_by = ? WHERE kind = 'target' AND resolved_by IS NULL"
_REJECTION_KIND = {"documents": "document", "targets": "target", "observations": "actuals"}


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What one rule found: how many rows it looked at, how many fail."""

    rule: Rule
    checked: int
    failed: int

    @property
    def success(self) -> bool:
        """Whether every row passed."""
        return self.failed == 0


@dataclass(frozen=True, slots=True)
class CheckReport:
    """All results of a run, and the rows kept out by them (severity warning) or found damaged (critical)."""

    results: tuple[CheckResult, ...]
    rejections: tuple[Rejection, ...]

    @property
    def critical(self) -> tuple[CheckResult, ...]:
        """The failures that forbid publishing."""
        return tuple(r for r in self.results if not r.success and r.rule.severity is Severity.CRITICAL)


def run_checks(con: duckdb.DuckDBPyConnection, run: Run, *, full: bool = False) -> CheckReport:
    """Check documents and goals in force and every observation not checked before.

    Each suite is one transaction: results go to check_results, failing rows of severity warning leave what
    is in force (a document loses its file entry, a goal becomes rejected, an observation is taken out), and
    they and critical ones go to the quarantine. A critical failure changes nothing else; whether to publish
    is the caller's decision. Running twice gives the same state. A document or goal that passed is not looked at
    again while it and the rules are as they were, unless `full`; the results count it all the same.

    Raises CheckError when a rule cannot be evaluated.
    """
    if full:
        con.execute("DELETE FROM checked_rows")
    reports = [_check(con, run, suite) for suite in SUITES]
    return CheckReport(
        tuple(result for report in reports for result in report.results),
        tuple(rejection for report in reports for rejection in report.rejections),
    )


def _check(con: duckdb.DuckDBPyConnection, run: Run, suite: str) -> CheckReport:
    rules = load_rules(suite)
    with transaction(con):
        passed = find_unpassed(con, suite, run.now)
        rows = con.execute("FROM unpassed_rows").df()
        outcomes = validate(rows, rules)
        rejections = _rejections(rows, outcomes)
        _keep_out(con, suite, rows, outcomes)
        if suite == "targets":  # what fails is checked each time, so what is not met again is put right
            con.execute(_RESOLVE_TARGETS, [run.run_id])
        quarantine.put(con, rejections, run)
        keep_passed(con, suite, outcomes)
        results = tuple(
            CheckResult(o.rule, passed.checked(o.rule), len(o.failures) + passed.failing[o.rule.name])
            for o in outcomes
        )
        _record(con, run, results)
    return CheckReport(results, rejections)


def _keep_out(
    con: duckdb.DuckDBPyConnection, suite: str, rows: pd.DataFrame, outcomes: list[RuleOutcome]
) -> None:
    failing = {f.row_id for o in outcomes if o.rule.severity is Severity.WARNING for f in o.failures}
    by_id = rows["row_id"].astype(str)
    row_ids = rows["row_id"][by_id.isin(failing)].tolist()
    _execute(con, keep_out_query(suite), row_ids=row_ids, checked_ids=rows["row_id"].tolist())


def _execute(con: duckdb.DuckDBPyConnection, query: str, **parameters: Any) -> duckdb.DuckDBPyConnection:
    """Run a query with those of the parameters that it names; DuckDB refuses any other."""
    return con.execute(query, {name: value for name, value in parameters.items() if f"${name}" in query})


def _rejections(rows: pd.DataFrame, outcomes: list[RuleOutcome]) -> tuple[Rejection, ...]:
    where = {
        str(row_id): (str(file), str(place))
        for row_id, file, place in zip(rows["row_id"], rows["file"], rows["place"], strict=True)
    }
    return tuple(
        Rejection(
            kind=_REJECTION_KIND[outcome.rule.suite],
            file=where[failure.row_id][0],
            place=where[failure.row_id][1],
            field=outcome.rule.column,
            value=failure.value,
            reason=f"Does not hold: {outcome.rule.en}.",
            advice=outcome.rule.advice,
        )
        for outcome in outcomes
        if outcome.rule.severity is not Severity.INFO
        for failure in outcome.failures
    )


def _record(con: duckdb.DuckDBPyConnection, run: Run, results: tuple[CheckResult, ...]) -> None:
    con.execute(
        "DELETE FROM check_results WHERE run_id = ? AND suite = ?", [run.run_id, results[0].rule.suite]
    )
    rows = [
        {
            "run_id": run.run_id,
            "suite": r.rule.suite,
            "check_name": r.rule.name,
            "column_name": r.rule.column,
            "severity": r.rule.severity.value,
            "success": r.success,
            "checked": r.checked,
            "failed": r.failed,
            "message": r.rule.zh,
            "message_en": r.rule.en,
        }
        for r in results
    ]
    insert_rows(con, "check_results", rows)
