"""What the checks let pass, keep out, and stop at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import duckdb
import pytest

from targets.checks.expectations import CheckError, preload, validate
from targets.checks.rules import SUITES, load_rules
from targets.checks.run import CheckReport, run_checks
from targets.store.run import Run
from targets.store.warehouse import migrate
from tests.checks.conftest import ROWS, RUN, Add, adder

LATER = Run("run-2", date(2022, 7, 31), datetime(2022, 7, 31, 9, 0))


def failed_rules(report: CheckReport) -> set[str]:
    return {r.rule.name for r in report.results if not r.success}


def in_force(con: duckdb.DuckDBPyConnection) -> list[str]:
    return [row[0] for row in con.execute("SELECT target_id FROM current_targets ORDER BY 1").fetchall()]


def open_quarantine(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str, str]]:
    return con.execute("SELECT kind, file, place, value FROM open_quarantine ORDER BY ALL").fetchall()


def test_a_sound_warehouse_passes_every_rule(warehouse: duckdb.DuckDBPyConnection) -> None:
    report = run_checks(warehouse, RUN)
    assert failed_rules(report) == set()
    assert report.rejections == ()
    recorded = warehouse.execute("SELECT count(*), bool_and(success) FROM check_results").fetchall()
    assert recorded == [(sum(len(load_rules(suite)) for suite in SUITES), True)]


def test_an_empty_warehouse_passes(con: duckdb.DuckDBPyConnection) -> None:
    assert run_checks(con, RUN).rejections == ()


FAULTY_GOALS: dict[str, dict[str, Any]] = {
    "target_value_finite": {"value": float("inf")},
    "target_value_present": {"value": float("nan")},
    "range_in_order": {"comparator": "range", "value_high": 10.0},
    "range_has_upper_end": {"comparator": "range"},
    "comparator_known": {"comparator": "gt"},
    "kind_known": {"kind": "other"},
    "direction_known": {"direction": "up"},
    "target_unit_present": {"unit": ""},
    "target_indicator_present": {"indicator": "  数  "},
    "target_confidence_share": {"confidence": 1.5},
    "due_after_start": {"due": date(2021, 12, 31)},
    "due_year_plausible": {"due": date(2202, 12, 31)},
}
DOUBTFUL_GOALS: dict[str, dict[str, Any]] = {
    "due_known": {"due": None},
    "owner_known": {"owners": []},
    "target_region_known": {"region": None},
    "share_plausible": {"unit": "%", "value": -300.0},
}
FAULTY_ACTUALS: dict[str, dict[str, Any]] = {
    "count_not_negative": {"value": -1.0},
    "actual_finite": {"value": float("inf")},
    "actual_present": {"value": float("nan")},
    "period_in_order": {"period_end": date(2022, 4, 30)},
    "period_year_plausible": {"period_start": date(1022, 5, 1), "period_end": date(1022, 5, 31)},
}


@pytest.fixture(scope="module")
def faulty() -> Iterator[tuple[duckdb.DuckDBPyConnection, CheckReport]]:
    """A sound warehouse with one row for each fault above, named after its rule, and the report of its check."""
    with duckdb.connect() as con:
        migrate(con)
        add = adder(con)
        for table in ROWS:
            add(table)
        for rule, changed in (FAULTY_GOALS | DOUBTFUL_GOALS).items():
            add("extracted_targets", target_id=rule, **changed)
        for rule, changed in FAULTY_ACTUALS.items():
            add("observations", **{"source": f"actuals/housing.csv:{rule}", **changed})
        yield con, run_checks(con, RUN)


def test_each_fault_fails_its_own_rule_alone(faulty: tuple[duckdb.DuckDBPyConnection, CheckReport]) -> None:
    _, report = faulty
    failed = {result.rule.name: result.failed for result in report.results if result.failed}
    assert failed == dict.fromkeys((*FAULTY_GOALS, *DOUBTFUL_GOALS, *FAULTY_ACTUALS), 1)
    assert report.critical == ()
    reasons = {rule.name: f"Does not hold: {rule.en}." for suite in SUITES for rule in load_rules(suite)}
    assert {rejection.place: rejection.reason for rejection in report.rejections} == {
        rule: reasons[rule] for rule in (*FAULTY_GOALS, *FAULTY_ACTUALS)
    }
    assert len(report.rejections) == len(FAULTY_GOALS) + len(FAULTY_ACTUALS)


def test_faulty_goals_leave_what_is_in_force_and_doubtful_ones_stay(
    faulty: tuple[duckdb.DuckDBPyConnection, CheckReport],
) -> None:
    con, _ = faulty
    assert in_force(con) == sorted(["aaaaaaaaaaaa-4", *DOUBTFUL_GOALS])


def test_faulty_actuals_are_taken_out(faulty: tuple[duckdb.DuckDBPyConnection, CheckReport]) -> None:
    con, _ = faulty
    assert con.execute("SELECT source FROM observations").fetchall() == [("actuals/housing.csv:3",)]


def test_what_is_kept_out_is_in_the_quarantine(faulty: tuple[duckdb.DuckDBPyConnection, CheckReport]) -> None:
    con, _ = faulty
    assert [row[:3] for row in open_quarantine(con)] == sorted(
        [("target", "documents/plan.txt", rule) for rule in FAULTY_GOALS]
        + [("actuals", "actuals/housing.csv", rule) for rule in FAULTY_ACTUALS]
    )


def test_a_negative_balance_is_no_count(warehouse: duckdb.DuckDBPyConnection, add: Add) -> None:
    add("series", series_id="balance", unit="元")
    add("observations", series_id="balance", value=-1e8)
    assert failed_rules(run_checks(warehouse, RUN)) == set()


@pytest.mark.parametrize(
    ("table", "changed", "rule"),
    [
        ("observations", {"series_id": "gone"}, "observation_has_series"),
        ("extracted_targets", {"target_id": "b-1", "document_id": "b" * 32}, "target_has_document"),
        ("extracted_targets", {}, "target_unique"),
    ],
)
def test_damage_is_critical(
    warehouse: duckdb.DuckDBPyConnection, add: Add, table: str, changed: dict[str, Any], rule: str
) -> None:
    add(table, **changed)
    for run in (RUN, LATER):  # it stays critical until it is repaired
        report = run_checks(warehouse, run)
        assert rule in {result.rule.name for result in report.critical}


def test_a_document_of_noise_leaves_with_its_goals(warehouse: duckdb.DuckDBPyConnection, add: Add) -> None:
    noise = "b" * 32
    add("documents", document_id=noise, doc="noise", text="%PDF 1.7 xref 0000000 trailer")
    add("document_files", document_id=noise, path="documents/noise.pdf")
    add("extracted_targets", target_id="b-7", document_id=noise)
    report = run_checks(warehouse, RUN)
    assert failed_rules(report) == {"document_in_chinese"}
    assert in_force(warehouse) == ["aaaaaaaaaaaa-4"]
    assert report.rejections[0].file == "documents/noise.pdf"


def test_checking_again_changes_nothing(warehouse: duckdb.DuckDBPyConnection, add: Add) -> None:
    add("extracted_targets", target_id="aaaaaaaaaaaa-90", value=float("inf"))
    add("observations", value=-1.0)
    run_checks(warehouse, RUN)
    before = (in_force(warehouse), open_quarantine(warehouse))
    report = run_checks(warehouse, LATER)
    assert (in_force(warehouse), open_quarantine(warehouse)) == before
    assert [r.place for r in report.rejections] == ["aaaaaaaaaaaa-90"]


def test_a_corrected_goal_returns_for_review(warehouse: duckdb.DuckDBPyConnection, add: Add) -> None:
    add("extracted_targets", target_id="aaaaaaaaaaaa-90", value=float("inf"))
    run_checks(warehouse, RUN)
    warehouse.execute(
        "INSERT INTO decisions (decision_id, target_id, field, value, who, decided_at) "
        "VALUES (1, 'aaaaaaaaaaaa-90', 'value', '20000', '张三', TIMESTAMP '2022-07-01')"
    )
    report = run_checks(warehouse, LATER)
    assert report.rejections == ()
    assert open_quarantine(warehouse) == []
    assert in_force(warehouse) == ["aaaaaaaaaaaa-4", "aaaaaaaaaaaa-90"]
    assert warehouse.execute("SELECT state FROM targets WHERE target_id = 'aaaaaaaaaaaa-90'").fetchall() == [
        ("proposed",)
    ]


def test_observations_are_checked_once(warehouse: duckdb.DuckDBPyConnection, add: Add) -> None:
    run_checks(warehouse, Run("run-0", RUN.as_of, RUN.now))
    add("observations", run_id=LATER.run_id, period_start=date(2022, 6, 1), period_end=date(2022, 6, 30))
    report = run_checks(warehouse, LATER)
    checked = {r.checked for r in report.results if r.rule.suite == "observations" and not r.rule.where}
    assert checked == {1}


def test_a_rule_that_cannot_be_evaluated_says_which(con: duckdb.DuckDBPyConnection) -> None:
    rows = con.execute("SELECT 'x' AS row_id").df()
    with pytest.raises(CheckError, match="suite targets, rule target_unique: .*target_id"):
        validate(rows, load_rules("targets")[:1])


def test_rules_are_well_formed() -> None:
    rules = [rule for suite in SUITES for rule in load_rules(suite)]
    preload()
    import great_expectations as gx

    assert len({rule.name for rule in rules}) == len(rules)
    for rule in rules:
        assert hasattr(gx.expectations, rule.check), rule.name
        assert rule.zh and rule.en and rule.advice, rule.name
