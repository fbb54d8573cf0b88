"""What a reviewer says of the series of a goal: linked, not linked, taken back, and refused where another was quicker."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest

from targets.actuals.links import BadLink
from targets.ledger.review import ReviewAct, ReviewKind, carry_out
from targets.ledger.typed_goals import TypedGoal, add_goals
from targets.store.decisions import Person, StaleDecision
from targets.store.warehouse import transaction
from tests.ledger.conftest import PERSON, refresh, run_of, table

LATER = Person("李强", datetime(2022, 7, 11, 10))


@pytest.fixture
def desk(typed: duckdb.DuckDBPyConnection, home: Path, tmp_path: Path) -> ReviewAct:
    """To link a goal of the city with a series of another name that nobody has proposed."""
    goal = TypedGoal("老旧小区改造户数", "2万户", date(2022, 12, 31), region="南湖市", owners=("市住建局",))
    with transaction(typed):
        (target_id,) = add_goals(
            typed, "政府工作报告", date(2022, 1, 10), [goal], PERSON, run_of("2022-01-11")
        )
    refresh(typed, home, "2022-07-10", table(tmp_path / "a.csv", ",旧房翻修量,南湖市,2022-06,9000,户,是"))
    ((series,),) = typed.execute("SELECT series_id FROM series").fetchall()
    ((seen,),) = typed.execute("SELECT coalesce(max(decision_id), 0) FROM decisions").fetchall()
    return ReviewAct(ReviewKind.LINK, target_id, seen, series_id=series)


def standing(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """The last link of each series: its state, and who said so."""
    return con.execute("SELECT state, who FROM latest_links WHERE basis = 'person'").fetchall()


def test_a_link_is_made_and_taken_back(typed: duckdb.DuckDBPyConnection, desk: ReviewAct) -> None:
    stored = carry_out(typed, desk, LATER)
    assert (stored.before, stored.link_before) == (stored.number, 0)
    assert standing(typed) == [("accepted", "李强")]
    undo = replace(desk, act=ReviewKind.UNDO, link_after=0, link_seen=stored.link_number)
    carry_out(typed, undo, replace(LATER, who="王敏"))
    assert typed.execute("SELECT series_id FROM current_links").fetchall() == []


def test_a_link_needs_a_name(typed: duckdb.DuckDBPyConnection, desk: ReviewAct) -> None:
    with pytest.raises(BadLink, match="a decision needs the name of who decides"):
        carry_out(typed, desk, replace(LATER, who=" "))
    assert standing(typed) == []


def test_what_was_linked_since_is_not_refused_unseen(
    typed: duckdb.DuckDBPyConnection, desk: ReviewAct
) -> None:
    carry_out(typed, desk, LATER)
    with pytest.raises(StaleDecision) as error:
        carry_out(typed, replace(desk, act=ReviewKind.UNLINK), PERSON)
    assert "李强" in str(error.value)
    assert standing(typed) == [("accepted", "李强")]
    carry_out(typed, replace(desk, act=ReviewKind.UNLINK, linked_seen=desk.series_id), PERSON)
    assert standing(typed) == [("rejected", "张三")]


def test_a_proposal_that_was_refused_since_is_not_accepted_unseen(
    typed: duckdb.DuckDBPyConnection, desk: ReviewAct
) -> None:
    carry_out(typed, replace(desk, act=ReviewKind.UNLINK), LATER)
    with pytest.raises(StaleDecision):
        carry_out(typed, replace(desk, proposed=True), PERSON)
    carry_out(typed, desk, PERSON)
    assert standing(typed) == [("accepted", "张三")]


def test_a_correction_is_made_and_taken_back(typed: duckdb.DuckDBPyConnection, desk: ReviewAct) -> None:
    stored = carry_out(typed, replace(desk, act=ReviewKind.EDIT, values={"value": 18000}), LATER)
    assert typed.execute("SELECT value FROM current_targets").fetchall() == [(18000.0,)]
    carry_out(typed, replace(desk, act=ReviewKind.UNDO, seen=stored.number, after=stored.before), PERSON)
    assert typed.execute("SELECT value FROM current_targets").fetchall() == [(20000.0,)]
