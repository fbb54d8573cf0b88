"""What the checks let pass, keep out, and stop at."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import duckdb
import pytest

from targets.checks.expectations import CheckError, preload, validate
from targets.checks.rules import SUITES, load_rules
from targets.checks.run import CheckReport, run_checks
from targets.store.run import Run
from tests.checks.conftest import RUN, Add

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


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"value": float("inf")}, "target_value_finite"),
        ({"value": float("nan")}, "target_value_present"),
        ({"comparator": "range", "value_high": 10.0}, "range_in_order"),
        ({"comparator": "range"}, "range_has_upper_end"),
        ({"comparator": "gt"}, "comparator_known"),
        ({"kind": "other"}, "kind_known"),
        ({"direction": "up"}, "direction_known"),
        ({"unit": ""}, "target_unit_present"),
        ({"indicator": "  数  "}, "target_indicator_present"),
        ({"confidence": 1.5}, "target_confidence_share"),
        ({"due": date(2021, 12, 31)}, "due_after_start"),
        ({"due": date(2202, 12, 31)}, "due_year_plausible"),
    ],
)
def test_a_faulty_goal_leaves_what_is_in_force(
    warehouse: duckdb.DuckDBPyConnection, add: Add, changed: dict[str, Any], rule: str
) -> None:
    add("extracted_targets", target_id="aaaaaaaaaaaa-90", **changed)
    report = run_checks(warehouse, RUN)
    assert failed_rules(report) == {rule}
    assert report.critical == ()
    assert in_force(warehouse) == ["aaaaaaaaaaaa-4"]
    assert [row[:3] for row in open_quarantine(warehouse)] == [
        ("target", "documents/plan.txt", "aaaaaaaaaaaa-90")
    ]


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"due": None}, "due_known"),
        ({"owners": []}, "owner_known"),
        ({"region": None}, "target_region_known"),
        ({"unit": "%", "value": -300.0}, "share_plausible"),
    ],
)
def test_a_doubtful_goal_is_told_and_stays(
    warehouse: duckdb.DuckDBPyConnection, add: Add, changed: dict[str, Any], rule: str
) -> None:
    add("extracted_targets", target_id="aaaaaaaaaaaa-90", **changed)
    report = run_checks(warehouse, RUN)
    assert failed_rules(report) == {rule}
    assert report.rejections == ()
    assert in_force(warehouse) == ["aaaaaaaaaaaa-4", "aaaaaaaaaaaa-90"]


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"value": -1.0}, "count_not_negative"),
        ({"value": float("inf")}, "actual_finite"),
        ({"value": float("nan")}, "actual_present"),
        ({"period_end": date(2022, 4, 30)}, "period_in_order"),
        ({"period_start": date(1022, 5, 1), "period_end": date(1022, 5, 31)}, "period_year_plausible"),
    ],
)
def test_a_faulty_actual_is_taken_out(
    warehouse: duckdb.DuckDBPyConnection, add: Add, changed: dict[str, Any], rule: str
) -> None:
    add("observations", **{"source": "actuals/housing.csv:9", **changed})
    report = run_checks(warehouse, RUN)
    assert failed_rules(report) == {rule}
    assert warehouse.execute("SELECT source FROM observations").fetchall() == [("actuals/housing.csv:3",)]
    assert [row[:3] for row in open_quarantine(warehouse)] == [("actuals", "actuals/housing.csv", "9")]


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
