"""Documents and goals that passed are not looked at again; the results are those of a check of all there is."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import duckdb
import pandas as pd
import pytest

from targets.checks import run as room
from targets.checks.expectations import RuleOutcome, validate
from targets.checks.rules import Rule
from targets.checks.run import run_checks
from targets.store.run import Run
from tests.checks.conftest import RUN, Add

LATER = Run("run-2", date(2022, 6, 30), datetime(2022, 6, 30, 9, 0))
FULL = Run("run-3", date(2022, 6, 30), datetime(2022, 6, 30, 9, 0))


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """How many rows of each suite the last check gave to Great Expectations."""
    counts: dict[str, int] = {}

    def counting(rows: pd.DataFrame, rules: tuple[Rule, ...]) -> list[RuleOutcome]:
        counts[rules[0].suite] = len(rows)
        return validate(rows, rules)

    monkeypatch.setattr(room, "validate", counting)
    return counts


def results(con: duckdb.DuckDBPyConnection, run: Run) -> list[tuple[Any, ...]]:
    return con.execute(
        "SELECT * EXCLUDE run_id FROM check_results WHERE run_id = ? AND suite <> 'observations' ORDER BY ALL",
        [run.run_id],
    ).fetchall()


def test_what_passed_is_counted_and_not_looked_at(
    warehouse: duckdb.DuckDBPyConnection, add: Add, looked_at: dict[str, int]
) -> None:
    add("extracted_targets", target_id="doubtful", due=None)
    add("extracted_targets", target_id="faulty", unit="")
    run_checks(warehouse, RUN)
    run_checks(warehouse, LATER)
    assert (looked_at["documents"], looked_at["targets"]) == (0, 1)  # the faulty goal, until it is put right
    run_checks(warehouse, FULL, full=True)
    assert (looked_at["documents"], looked_at["targets"]) == (1, 3)
    assert results(warehouse, LATER) == results(warehouse, FULL)


def test_a_changed_goal_is_looked_at_again(
    warehouse: duckdb.DuckDBPyConnection, add: Add, looked_at: dict[str, int]
) -> None:
    add("extracted_targets", target_id="other")
    run_checks(warehouse, RUN)
    warehouse.execute("UPDATE extracted_targets SET unit = '' WHERE target_id = 'other'")
    report = run_checks(warehouse, LATER)
    assert looked_at["targets"] == 1
    assert [r.place for r in report.rejections] == ["other"]
