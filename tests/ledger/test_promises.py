"""A unit's reasons and promise: beside the status, in the bulletin and the dispatch sheet, and alerted when overdue."""

from __future__ import annotations

from datetime import date, datetime

import duckdb
import pytest

from dashboards.regimes.bulletin import bulletin_paper
from dashboards.regimes.dispatch import dispatch_paper
from dashboards.regimes.judged import judged_at
from dashboards.regimes.paper import Paper, Table
from dashboards.regimes.period import period_written
from dashboards.regimes.rules import rules_of
from dashboards.regimes.wording import Words
from dashboards.snapshot import read_snapshot
from dashboards.verdict_facts import facts_of
from targets.alerts.acknowledge import acknowledge
from targets.alerts.update import update_alerts
from targets.progress.refresh import refresh_progress
from targets.settings import Receiver, Settings
from targets.store.decisions import Person
from targets.store.explanations import Statement, keep_explanations
from targets.store.rows import insert_rows
from targets.store.run import Run
from tests.progress.samples import Goal, observation, put

SETTINGS = Settings(receivers=(Receiver("office", "json://127.0.0.1:9"),))
PROMISE = Statement(
    date(2022, 6, 30), target_id="a", cause="征迁慢", measures="增派专班", promised_on=date(2022, 7, 20),
    responsible="王敏",
)  # fmt: skip


@pytest.fixture
def con(empty_warehouse: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Two goals that lag in June; the unit has explained one and promised to put it right by 20 July."""
    put(empty_warehouse, {"a": Goal(100, (("2022-06-30", 10),)), "b": Goal(100, (("2022-06-30", 10),))})
    keep_explanations(empty_warehouse, [PROMISE], Person("市住建局", datetime(2022, 7, 1, 9)))
    return empty_warehouse


def refresh(con: duckdb.DuckDBPyConnection, day: str) -> list[str]:
    """A refresh at eight in the evening; returns the messages that go out."""
    as_of = date.fromisoformat(day)
    run = Run(f"run-{day}", as_of, datetime(as_of.year, as_of.month, as_of.day, 20))
    refresh_progress(con, run, SETTINGS)
    update_alerts(con, run, SETTINGS)
    sent = con.execute("SELECT body FROM outbox WHERE state = 'pending'").fetchall()
    con.execute("UPDATE outbox SET state = 'sent', sent_at = created_at WHERE state = 'pending'")
    return [body for (body,) in sent]


def text(paper: Paper) -> str:
    tables = [block for block in paper.blocks if isinstance(block, Table)]
    words = [cell for table in tables for row in table.rows for cell in row]
    return "\n".join([*words, *(getattr(block, "text", "") for block in paper.blocks)])


def papers(con: duckdb.DuckDBPyConnection, period: str) -> tuple[str, str]:
    judged = judged_at(con, period_written(period))
    rules = rules_of({})
    return text(bulletin_paper(judged, Words("zh"), "", rules)), text(
        dispatch_paper(judged, Words("zh"), "", rules)
    )


def test_reasons_and_promises_stand_wherever_the_goal_stands(con: duckdb.DuckDBPyConnection) -> None:
    refresh(con, "2022-07-10")
    goals = {goal["target_id"]: goal for goal in read_snapshot(con).goals}
    assert "市住建局承诺2022年7月20日前整改到位" in "；".join(f.zh for f in facts_of(goals["a"]))
    assert not goals["a"]["promise_overdue"]
    bulletin, dispatch = papers(con, "2022-07")
    assert "征迁慢" in bulletin and "增派专班" in bulletin and "王敏" in bulletin
    assert "未说明原因和措施的：1项" in bulletin
    assert "承诺2022年7月20日前整改到位，还剩10天" in dispatch


def test_a_promise_that_was_not_kept_is_told_though_the_alert_was_acknowledged(
    con: duckdb.DuckDBPyConnection,
) -> None:
    assert len(refresh(con, "2022-07-10")) == 1
    acknowledge(con, "a", "张三", None, datetime(2022, 7, 11))
    assert refresh(con, "2022-07-20") == [], "the day itself is still in time"
    (message,) = refresh(con, "2022-07-21")
    assert "承诺2022-07-20前整改到位，已逾期" in message
    assert refresh(con, "2022-07-22") == [], "it is told once"
    assert "承诺2022年7月20日前整改到位，已逾期" in papers(con, "2022-07")[1]
    assert "（已逾期）" in papers(con, "2022-07")[0]


def test_a_new_promise_or_the_goal_back_on_its_way_ends_it(con: duckdb.DuckDBPyConnection) -> None:
    refresh(con, "2022-07-10")
    refresh(con, "2022-07-21")
    insert_rows(con, "observations", [observation("series-a", ("2022-07-31", 70))])
    (message,) = refresh(con, "2022-08-02")
    assert "已恢复" in message and "已逾期" not in message
    (goal,) = [goal for goal in read_snapshot(con).goals if goal["target_id"] == "a"]
    assert goal["status"] == "on_track" and not goal["promise_overdue"]
