"""Every worked example comes out as computed by hand."""

from __future__ import annotations

import math
from datetime import date, datetime
from typing import Any

import duckdb
import pytest

from targets.store.decisions import Person, record
from targets.store.warehouse import migrate, transaction
from tests.progress.examples import EXAMPLES
from tests.progress.examples.kit import Example, cumulative
from tests.progress.examples.paths import MILESTONES
from tests.progress.samples import put, refreshed

LOOKED_AT = ("expected", "gap", "achievement", "progress_share", "projection")


@pytest.fixture(scope="module")
def rows() -> dict[str, dict[str, Any]]:
    """The rows of all examples, by name: judged together, each day and profile in a warehouse of its own."""
    found: dict[str, dict[str, Any]] = {}
    for as_of, profile in {(example.as_of, example.profile) for example in EXAMPLES}:
        with duckdb.connect() as con:
            migrate(con)
            put(con, {e.name: e.goal for e in EXAMPLES if (e.as_of, e.profile) == (as_of, profile)})
            found |= refreshed(con, as_of, profile)
    return found


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e.name)
def test_worked_example(rows: dict[str, dict[str, Any]], example: Example) -> None:
    row = rows[example.name]
    assert (row["status"], row["reason_code"]) == (example.status, example.reason), row["reason_en"]
    for name, value in [*((n, getattr(example, n)) for n in LOOKED_AT), *example.fields]:
        if value is not None:
            assert_is(row[name], value, name)


def test_there_are_enough_examples() -> None:
    assert len(EXAMPLES) >= 60
    assert len({example.name for example in EXAMPLES}) == len(EXAMPLES)


def test_each_goal_of_a_path_is_held_against_the_milestones_before_it() -> None:
    for as_of, expected in MILESTONES.expected.items():
        with duckdb.connect() as con:
            migrate(con)
            put(con, MILESTONES.goals)
            rows = refreshed(con, as_of)
        assert {n: rows[n]["expected"] for n in expected} == pytest.approx(expected)
        assert rows["end"]["basis"] == "milestones"
        assert rows["first"]["basis"] == "linear"


def test_milestones_after_a_due_day_that_was_brought_forward_are_passed_over() -> None:
    with duckdb.connect() as con:
        migrate(con)
        put(con, {"brought forward": cumulative(100)})
        steps = [{"due": "2022-06-30", "value": 40}, {"due": "2022-09-30", "value": 90}]
        someone = Person("张三", datetime(2022, 7, 1))
        with transaction(con):
            record(con, "brought forward", {"milestones": steps}, someone)
            record(con, "brought forward", {"due": "2022-08-31"}, someone)
        row = refreshed(con, "2022-07-31")["brought forward"]
        due = refreshed(con, "2022-08-31")["brought forward"]
    assert (row["basis"], row["expected"]) == ("milestones", pytest.approx(40 + 60 * 31 / 62))
    assert due["expected"] == 100


def assert_is(found: Any, expected: Any, name: str) -> None:
    """Equal, or null where `...` stands."""
    if expected is ...:
        assert found is None, f"{name} is {found}"
    elif isinstance(expected, str) and isinstance(found, date):
        assert found.isoformat() == expected, name
    elif isinstance(expected, (int, float)) and not isinstance(expected, bool):
        assert found is not None, f"{name} is null, not {expected}"
        assert math.isclose(found, expected, rel_tol=1e-9, abs_tol=1e-9), f"{name} is {found}, not {expected}"
    else:
        assert found == expected, name
