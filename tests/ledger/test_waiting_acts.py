"""What reviewers say while a refresh holds the warehouse is kept in files until it can be stored."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from targets.ledger import waiting_acts
from targets.ledger.review import ReviewAct, ReviewKind
from targets.store.decisions import Person, edit
from targets.store.warehouse import open_warehouse
from tests.dashboards.warehouse import make_warehouse

MORNING = Person("王敏", datetime(2022, 7, 1, 9, 0, 0, 125), "与住建局核对")
EVENING = Person("李强", datetime(2022, 7, 1, 18))


@pytest.fixture
def goal(tmp_path: Path) -> str:
    """A goal of the warehouse under `tmp_path`."""
    make_warehouse(tmp_path / "warehouse.duckdb")
    with open_warehouse(tmp_path) as con:
        return str(con.execute("SELECT min(target_id) FROM targets WHERE last_decision = 0").fetchall()[0][0])


def test_what_waits_is_stored_with_who_and_when(tmp_path: Path, goal: str) -> None:
    waiting_acts.put(
        tmp_path, ReviewAct(ReviewKind.EDIT, goal, 0, {"value": 5, "due": "2022-09-30"}), MORNING
    )
    assert waiting_acts.waiting_for(tmp_path) == {goal: MORNING}
    with open_warehouse(tmp_path) as con:
        assert waiting_acts.take_in(con, tmp_path) == 1
        assert con.execute(
            "SELECT value, due::VARCHAR FROM targets WHERE target_id = ?", [goal]
        ).fetchall() == [(5.0, "2022-09-30")]
        who = "SELECT DISTINCT who, decided_at, note FROM decisions WHERE target_id = ?"
        assert con.execute(who, [goal]).fetchall() == [("王敏", MORNING.decided_at, "与住建局核对")]
        assert waiting_acts.take_in(con, tmp_path) == 0
    assert waiting_acts.waiting_for(tmp_path) == {}


def test_of_two_that_wait_the_second_is_kept_with_both_versions(tmp_path: Path, goal: str) -> None:
    waiting_acts.put(tmp_path, ReviewAct(ReviewKind.EDIT, goal, 0, {"value": 5}), MORNING)
    waiting_acts.put(tmp_path, ReviewAct(ReviewKind.REJECT, goal, 0), EVENING)
    with open_warehouse(tmp_path) as con:
        assert waiting_acts.take_in(con, tmp_path) == 1
    (told,) = waiting_acts.refused(tmp_path)
    assert (told.by, told.act.act, told.their_name) == (EVENING, ReviewKind.REJECT, "王敏")
    assert told.theirs == {"value": 5.0, "state": "accepted"}
    assert waiting_acts.settle(tmp_path, told.name)
    assert waiting_acts.refused(tmp_path) == []
    assert not waiting_acts.settle(tmp_path, told.name)


def test_who_decided_meanwhile_by_another_way_holds(tmp_path: Path, goal: str) -> None:
    waiting_acts.put(tmp_path, ReviewAct(ReviewKind.ACCEPT, goal, 0), EVENING)
    with open_warehouse(tmp_path) as con:
        edit(con, goal, {"value": 7}, MORNING)
        assert waiting_acts.take_in(con, tmp_path) == 0
        assert con.execute("SELECT value FROM targets WHERE target_id = ?", [goal]).fetchall() == [(7.0,)]
    assert [told.by.who for told in waiting_acts.refused(tmp_path)] == ["李强"]


def test_what_is_taken_in_or_settled_while_somebody_looks_is_passed_over(
    tmp_path: Path, goal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting_acts.put(tmp_path, ReviewAct(ReviewKind.ACCEPT, goal, 0), MORNING)
    listed = waiting_acts._files
    monkeypatch.setattr(waiting_acts, "_files", lambda folder: [folder / "0-gone.json", *listed(folder)])
    assert waiting_acts.waiting_for(tmp_path) == {goal: MORNING}
    assert waiting_acts.refused(tmp_path) == []
