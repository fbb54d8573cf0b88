"""What units say of their goals is appended, never overwritten, and files that come with it are kept by their hash."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest

from targets.store.attachments import ATTACHMENTS, keep_files
from targets.store.decisions import BadDecision, Person
from targets.store.explanations import Statement, keep_explanations
from tests.progress.samples import Goal, put

UNIT = Person("市住建局 王敏", datetime(2022, 7, 4, 9))
SAID = Statement(date(2022, 6, 30), target_id="a", cause="征迁慢", promised_on=date(2022, 8, 31))


@pytest.fixture
def goal(con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    put(con, {"a": Goal(100, (("2022-06-30", 10),))})
    return con


def causes(con: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    return con.execute(
        "SELECT target_id, cause, who FROM goal_explanations ORDER BY explanation_id"
    ).fetchall()


def test_all_that_was_said_stays(goal: duckdb.DuckDBPyConnection) -> None:
    keep_explanations(goal, [SAID], UNIT)
    assert keep_explanations(goal, [SAID], UNIT) == [], "the same words are not said twice"
    keep_explanations(goal, [replace(SAID, cause="资金未到位")], replace(UNIT, who="李强"))
    assert causes(goal) == [("a", "征迁慢", "市住建局 王敏"), ("a", "资金未到位", "李强")]


def test_what_a_form_says_of_a_series_is_said_of_its_goals(goal: duckdb.DuckDBPyConnection) -> None:
    keep_explanations(goal, [replace(SAID, target_id=None, series_id="series-a")], UNIT)
    assert causes(goal) == [("a", "征迁慢", "市住建局 王敏")]
    goal.execute("UPDATE links SET state = 'rejected'")
    assert causes(goal) == []


@pytest.mark.parametrize(
    ("said", "who", "wrong"),
    [
        (replace(SAID, target_id="b"), "王敏", "no such goal"),
        (Statement(SAID.period_end, target_id="a"), "王敏", "says a cause"),
        (SAID, " ", "name of who"),
    ],
)
def test_what_cannot_be_kept_is_refused(
    goal: duckdb.DuckDBPyConnection, said: Statement, who: str, wrong: str
) -> None:
    with pytest.raises(BadDecision, match=wrong):
        keep_explanations(goal, [said], replace(UNIT, who=who))
    assert causes(goal) == []


def test_files_are_kept_once_under_their_hash(tmp_path: Path) -> None:
    (tmp_path / "照片.jpg").write_bytes(b"photo")
    (tmp_path / "copy.jpg").write_bytes(b"photo")
    kept = keep_files(tmp_path / "home", [tmp_path / "照片.jpg", tmp_path / "copy.jpg"])
    digest = hashlib.sha256(b"photo").hexdigest()
    assert [(a.name, a.sha256) for a in kept] == [("照片.jpg", digest), ("copy.jpg", digest)]
    assert [file.name for file in (tmp_path / "home" / ATTACHMENTS).iterdir()] == [digest]
