"""The rules about documents and their figures that only tell, or stop publishing: each fails on the row it is made for."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from targets.checks.rules import SUITES, load_rules
from targets.checks.run import run_checks
from tests.checks.conftest import RUN, Add

CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "document_id_well_formed": ("documents", {"document_id": "b-7"}),
    "document_long_enough": ("documents", {"text": "建房两万套"}),
    "plan_year_plausible": ("documents", {"plan_year": 2202}),
    "issued_in_the_past": ("documents", {"issued_on": date(2022, 7, 1)}),
    "issued_on_known": ("documents", {"issued_on": None}),
    "issuer_known": ("documents", {"issuer": None}),
    "document_has_goals": ("documents", {}),
    "cadence_known": ("series", {"cadence": "fortnight"}),
    "accumulation_known": ("series", {"accumulation": "sum"}),
    "actual_share_plausible": ("series", {"unit": "%"}),
    "period_over_when_recorded": ("observations", {"recorded_at": datetime(2022, 5, 20)}),
}


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_fails_on_what_it_is_made_for(
    warehouse: duckdb.DuckDBPyConnection, add: Add, rule: str
) -> None:
    table, changed = CASES[rule]
    if table == "documents":
        add("documents", **{"document_id": "b" * 32, "doc": "b", **changed})
        add("document_files", document_id=changed.get("document_id", "b" * 32), path="documents/b.txt")
    elif table == "series":
        add("series", series_id="other", **changed)
        add("observations", series_id="other", value=-4000.0 if rule == "actual_share_plausible" else 7000.0)
    else:
        add("observations", period_start=date(2022, 6, 1), period_end=date(2022, 6, 30), **changed)
    failed = {result.rule.name for result in run_checks(warehouse, RUN).results if not result.success}
    assert rule in failed


def test_every_rule_has_a_case() -> None:
    cases = "\n".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    named = {rule.name for suite in SUITES for rule in load_rules(suite)}
    assert not {name for name in named if f'"{name}"' not in cases}
