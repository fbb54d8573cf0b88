"""A notice from its issue to its closing: answered, sent back, extended, overdue, closed."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import duckdb
import pytest

from targets.ledger.notice_steps import NoticeStep, UnknownNotice, answer, notice_called, take_step
from targets.ledger.notices import Notice, issue, issued_notices
from targets.store.decisions import BadDecision, Person
from targets.store.explanations import Statement
from tests.progress.samples import Goal, put

DAY = date(2022, 6, 30)
SAID = Statement(DAY, cause="征迁慢", measures="增派专班", promised_on=date(2022, 8, 31), responsible="王敏")
NUMBER = "市督查室〔2022〕1"


@pytest.fixture
def con(empty_warehouse: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    put(empty_warehouse, {"a": Goal(100), "b": Goal(50)})
    issue(empty_warehouse, "市督查室", [("市住建局", ["a", "b"])], DAY, date(2022, 7, 8), person())
    return empty_warehouse


def person(who: str = "张三", hours: int = 0) -> Person:
    return Person(who, datetime(2022, 7, 1, 9) + timedelta(hours=hours))


def notice(con: duckdb.DuckDBPyConnection) -> Notice:
    return issued_notices(con)[0]


def test_a_notice_is_answered_checked_and_closed(con: duckdb.DuckDBPyConnection) -> None:
    assert notice(con).is_overdue(date(2022, 7, 9))
    answer(con, NUMBER, SAID, person("市住建局", 1))
    assert (notice(con).state, notice(con).is_overdue(date(2022, 7, 9))) == ("answered", False)
    take_step(con, NUMBER, NoticeStep.SENT_BACK, person(hours=2), until=date(2022, 7, 20))
    assert (notice(con).state, notice(con).answer_by) == ("sent_back", date(2022, 7, 20))
    answer(con, NUMBER, SAID, person("市住建局", 3), ["a"])
    take_step(con, NUMBER, NoticeStep.CLOSED, person(hours=4))
    assert notice(con).state == "closed"
    assert not notice(con).is_overdue(date(2023, 1, 1))
    steps = con.execute("SELECT step, who FROM notice_steps ORDER BY step_no").fetchall()
    assert steps == [
        ("answered", "市住建局"),
        ("sent_back", "张三"),
        ("answered", "市住建局"),
        ("closed", "张三"),
    ]
    said = con.execute("SELECT target_id, cause, notice_id FROM explanations ORDER BY target_id").fetchall()
    assert said == [("a", "征迁慢", NUMBER), ("b", "征迁慢", NUMBER)], "said once, though answered twice"


def test_more_time_is_asked_for_and_decided(con: duckdb.DuckDBPyConnection) -> None:
    later = date(2022, 7, 15)
    take_step(con, NUMBER, NoticeStep.EXTENSION_ASKED, person("市住建局"), later)
    assert notice(con).asked_until == later
    assert notice(con).answer_by == date(2022, 7, 8), "asking gives no time"
    take_step(con, NUMBER, NoticeStep.EXTENSION_REFUSED, person(hours=1))
    assert notice(con).asked_until is None
    take_step(con, NUMBER, NoticeStep.EXTENDED, person(hours=2), later)
    assert notice(con).answer_by == later


@pytest.mark.parametrize(
    ("step", "until", "wrong"),
    [
        (NoticeStep.CLOSED, None, "issued; closed is possible where it is answered"),
        (NoticeStep.SENT_BACK, None, "issued"),
        (NoticeStep.EXTENDED, DAY, "not after 2022-07-08"),
    ],
)
def test_what_the_state_does_not_allow_is_refused(
    con: duckdb.DuckDBPyConnection, step: NoticeStep, until: date | None, wrong: str
) -> None:
    with pytest.raises(BadDecision, match=wrong):
        take_step(con, NUMBER, step, person(), until)
    assert con.execute("SELECT count(*) FROM notice_steps").fetchall() == [(0,)]


def test_an_answer_about_another_goal_stores_nothing(con: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(BadDecision, match="not about c"):
        answer(con, NUMBER, SAID, person(), ["c"])
    with pytest.raises(BadDecision, match="says a cause"):
        answer(con, NUMBER, Statement(DAY), person())
    assert (notice(con).state, con.execute("SELECT count(*) FROM explanations").fetchall()) == (
        "issued",
        [(0,)],
    )


@pytest.mark.parametrize("asked", ["2022-1", "督〔2022〕1号", NUMBER])
def test_a_notice_goes_by_its_number(con: duckdb.DuckDBPyConnection, asked: str) -> None:
    assert notice_called(con, asked) == NUMBER
    with pytest.raises(UnknownNotice, match="no notice"):
        notice_called(con, "2022-2")


def test_a_step_is_taken_by_somebody(con: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(BadDecision, match="Say who takes the step"):
        take_step(con, NUMBER, NoticeStep.CLOSED, person(" "))
    assert notice(con).state == "issued"
