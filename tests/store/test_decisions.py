"""What people decide is laid over what was extracted, with who and when, and checked first."""

from __future__ import annotations

from datetime import date, datetime

import duckdb
import pytest

from targets.extraction.goals.target import target_id_of
from targets.extraction.mention import ReviewCause
from targets.settings import Settings
from targets.store.decision_fields import EDITABLE
from targets.store.decisions import (
    BadDecision,
    Person,
    StaleDecision,
    accept,
    checked,
    edit,
    extend,
    reject,
    undo,
    waiting_goals,
)
from tests.harness.loading import load_document
from tests.store.samples import RUN, document, mention, target

MORNING = Person("王敏", datetime(2022, 7, 1, 9, 0), "与住建局核对")
EVENING = Person("李强", datetime(2022, 7, 1, 18, 0))


@pytest.fixture
def goal(con: duckdb.DuckDBPyConnection) -> str:
    """A goal that waits for a person; its id."""
    of = document("今年改造2万户。")
    stated = mention(of, "2万户", confidence=0.3)
    load_document(con, of, "h", [stated], [target(of, stated)], extractor="v1", run=RUN, settings=Settings())
    return target_id_of(of.document_id, stated.start)


def test_accepting_and_rejecting_changes_what_is_in_force(con: duckdb.DuckDBPyConnection, goal: str) -> None:
    assert [waiting.target_id for waiting in waiting_goals(con)] == [goal]
    assert [waiting.doubt for waiting in waiting_goals(con)] == [ReviewCause.WORDING]
    accept(con, goal, MORNING)
    assert waiting_goals(con) == []
    assert con.execute("SELECT state, decided_by, decided_at FROM current_targets").fetchall() == [
        ("accepted", "王敏", datetime(2022, 7, 1, 9, 0))
    ]
    reject(con, goal, EVENING)
    assert con.execute("FROM current_targets").fetchall() == []
    said = con.execute("SELECT value, who, note FROM decisions ORDER BY decision_id").fetchall()
    assert said == [('"accepted"', "王敏", "与住建局核对"), ('"rejected"', "李强", None)], "history stays"


def test_edited_fields_win_and_the_last_edit_counts(con: duckdb.DuckDBPyConnection, goal: str) -> None:
    edit(con, goal, {"value": "30000", "owners": "市住建局、市财政局", "due": "2022-06-30"}, MORNING)
    edit(con, goal, {"value": 25000, "region": "东湖市"}, EVENING)
    row = con.execute(
        "SELECT value, owners, due, due_basis, region, state, unit FROM current_targets"
    ).fetchall()
    assert row == [
        (25000.0, ["市住建局", "市财政局"], date(2022, 6, 30), "explicit", "东湖市", "accepted", "户")
    ]
    assert con.execute("SELECT value FROM extracted_targets").fetchall() == [(20000.0,)]


def test_a_field_can_be_emptied(con: duckdb.DuckDBPyConnection, goal: str) -> None:
    edit(con, goal, {"due": None, "region": None}, MORNING)
    assert con.execute("SELECT due, region FROM current_targets").fetchall() == [(None, None)]


def test_a_corrected_name_is_compared_by_its_canonical_form(
    con: duckdb.DuckDBPyConnection, goal: str
) -> None:
    edit(con, goal, {"indicator": "全市GDP增速"}, MORNING)
    assert con.execute("SELECT indicator, canonical FROM current_targets").fetchall() == [
        ("全市GDP增速", "生产总值增速")
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("value", "很多"),
        ("value", float("nan")),
        ("value", None),
        ("value_high", 10),
        ("due", "2022-13-01"),
        ("due", "1850-01-01"),
        ("unit", " "),
        ("indicator", None),
        ("kind", "sum"),
        ("comparator", "=="),
        ("direction", "up"),
        ("commitment", "maybe"),
        ("owners", 3),
        ("quote", "x"),
        ("state", "accepted"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(
    con: duckdb.DuckDBPyConnection, goal: str, field: str, value: object
) -> None:
    with pytest.raises(BadDecision, match=f"{goal}.*{field}"):
        edit(con, goal, {field: value}, MORNING)
    assert con.execute("FROM decisions").fetchall() == []


def test_a_goal_that_is_not_there_and_nobody_are_refused(con: duckdb.DuckDBPyConnection, goal: str) -> None:
    with pytest.raises(BadDecision, match="no such goal"):
        accept(con, "none-1", MORNING)
    with pytest.raises(BadDecision, match="name of who decides"):
        accept(con, goal, Person(" ", datetime(2022, 7, 1)))


def test_every_editable_field_is_laid_over(con: duckdb.DuckDBPyConnection, goal: str) -> None:
    new = {
        "indicator": "新名",
        "region": "东湖市",
        "owners": ["甲局"],
        "value": 1.0,
        "value_high": 2.0,
        "unit": "套",
        "comparator": "range",
        "change": "add",
        "kind": "level",
        "direction": "near",
        "start_on": "2021-01-01",
        "due": "2023-01-01",
        "extended_to": "2023-06-30",
        "aggregation": "last",
        "baseline": 0.5,
        "baseline_on": "2020-12-31",
        "compared_with": "province",
        "reference_series_id": "s1",
        "commitment": "stretch",
        "milestones": "2022-06-30=0.4、2022-09-30=0.6",
        "part_of": "whole",
    }
    assert set(new) == set(EDITABLE)
    edit(con, goal, new, MORNING)
    # An extension is laid over the due day; the day before it stands beside.
    laid = {**new, "due": new["extended_to"], "extended_from": new["due"]}
    del laid["extended_to"]
    steps = [("2022-06-30", 0.4), ("2022-09-30", 0.6)]
    laid["milestones"] = [{"due": date.fromisoformat(day), "value": value} for day, value in steps]
    (row,) = con.execute(f"SELECT {', '.join(laid)} FROM targets").fetchall()
    shown = [str(v) if isinstance(v, date) else v for v in row]
    assert dict(zip(laid, shown, strict=True)) == laid


def test_what_is_taken_back_leaves_what_held_before(con: duckdb.DuckDBPyConnection, goal: str) -> None:
    first = edit(con, goal, {"value": 30000}, MORNING)
    second = edit(con, goal, {"value": 25000, "due": "2022-06-30"}, EVENING)
    held = "SELECT value, due, due_basis, state, decided_by, last_decision FROM targets"
    third = undo(con, goal, first, MORNING, second)
    assert con.execute(held).fetchall() == [
        (30000.0, date(2022, 12, 31), "document", "accepted", "王敏", third)
    ]
    fourth = undo(con, goal, 0, MORNING, third)
    assert con.execute(held).fetchall() == [
        (20000.0, date(2022, 12, 31), "document", "proposed", None, fourth)
    ]
    assert [waiting.target_id for waiting in waiting_goals(con)] == [goal]
    ((kept,),) = con.execute("SELECT count(*) FROM decisions").fetchall()
    assert kept == fourth, "history stays"


def test_nobody_takes_back_what_another_has_decided_since(con: duckdb.DuckDBPyConnection, goal: str) -> None:
    mine = accept(con, goal, MORNING)
    edit(con, goal, {"value": 25000}, EVENING)
    with pytest.raises(StaleDecision, match="李强") as told:
        undo(con, goal, 0, MORNING, mine)
    assert told.value.theirs == {"value": 25000.0, "state": "accepted"}
    with pytest.raises(BadDecision, match="no decision to take back"):
        undo(con, goal, 999, MORNING, 1000)


def test_a_goal_without_a_due_day_cannot_be_extended(con: duckdb.DuckDBPyConnection, goal: str) -> None:
    edit(con, goal, {"due": None}, MORNING)
    with pytest.raises(BadDecision, match=f"{goal}: it has no due day to extend"):
        extend(con, goal, date(2023, 6, 30), EVENING)
    assert con.execute("SELECT due FROM targets").fetchall() == [(None,)]


def test_milestones_are_given_as_pairs_or_as_people_write_them() -> None:
    steps = checked("g", {"milestones": [("2022-06-30", 9000), (date(2022, 9, 30), 15000.0)]})
    assert steps == checked("g", {"milestones": "2022-06-30=9000；2022-09-30=15000"})
