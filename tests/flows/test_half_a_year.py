"""Half a year of deadlines: due, met, met late, missed and extended, on the overview, in the bulletin, in messages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import duckdb
import pytest

from dashboards.regimes.judged import judged_at
from dashboards.regimes.paper import Table
from dashboards.regimes.period import period_written
from dashboards.regimes.sections import deadlines
from dashboards.regimes.wording import Words
from dashboards.snapshot import read_snapshot
from dashboards.verdict_facts import facts_of
from targets.alerts.update import update_alerts
from targets.progress.refresh import refresh_progress
from targets.settings import Receiver, Settings
from targets.status import Phase, Status
from targets.store.decisions import Person, edit
from targets.store.run import Run
from targets.store.warehouse import migrate
from tests.progress.samples import Goal, put

SETTINGS = Settings(receivers=(Receiver("office", "json://127.0.0.1:9"),))


def monthly(*values: float) -> tuple[tuple[str, float, str], ...]:
    """Running totals of January on, each recorded ten days after its month."""
    ends = [date(2022 + m // 12, m % 12 + 1, 1) - timedelta(days=1) for m in range(1, len(values) + 1)]
    return tuple(
        (end.isoformat(), value, (end + timedelta(days=10)).isoformat())
        for end, value in zip(ends, values, strict=True)
    )


def goal(*values: float) -> Goal:
    """100 households by the end of June."""
    return Goal(100, monthly(*values), due="2022-06-30")


GOALS = {
    "in-time": goal(16, 32, 48, 64, 82, 100, 118),
    "late": goal(16, 32, 48, 64, 82, 99.2, 101),
    "missed": goal(16, 32, 48, 64, 82, 90, 91, 91, 91),
    "extended": goal(16, 32, 48, 64, 66, 70, 80, 90, 101),
    "silent": goal(16, 32, 48, 64, 82),
}


class Office:
    """Refreshes day by day, and what readers then see; messages are sent at once."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self.con = con
        self.goals: dict[str, dict[str, Any]] = {}
        self.bulletin: set[str] = set()
        """The goals that the deadlines of the month's bulletin list."""

    def refresh(self, day: str) -> list[str]:
        """A refresh at eight in the evening; returns the messages that go out."""
        as_of = date.fromisoformat(day)
        run = Run(f"run-{day}", as_of, datetime(as_of.year, as_of.month, as_of.day, 20))
        refresh_progress(self.con, run, SETTINGS)
        update_alerts(self.con, run, SETTINGS)
        goals = read_snapshot(self.con).goals
        self.goals = {row["target_id"]: row for row in goals}
        judged = judged_at(self.con, period_written(day[:7]))
        tables = [block for block in deadlines(judged, Words("zh")) if isinstance(block, Table)]
        told = " ".join(cell for table in tables for row in table.rows for cell in row)
        self.bulletin = {name for name, row in self.goals.items() if row["indicator"] in told}
        sent = self.con.execute("SELECT body FROM outbox WHERE state = 'pending'").fetchall()
        self.con.execute("UPDATE outbox SET state = 'sent', sent_at = created_at WHERE state = 'pending'")
        return [body for (body,) in sent]

    def shown(self) -> dict[str, str]:
        """The status of each goal that the overview shows as current."""
        return {name: str(row["status"]) for name, row in self.goals.items() if row["phase"] == Phase.CURRENT}

    def beside(self, name: str) -> str:
        """What pages say beside a goal's status."""
        return "；".join(fact.zh for fact in facts_of(self.goals[name]))


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    """An office at the end of June, with one goal extended to September ten days before."""
    with duckdb.connect() as con:
        migrate(con)
        put(con, GOALS)
        for place, name in enumerate(GOALS):
            con.execute(
                "UPDATE extracted_targets SET indicator = ?, canonical = ? WHERE target_id = ?",
                [f"第{place}片区改造户数"] * 2 + [name],
            )
        edit(con, "extended", {"extended_to": "2022-09-30"}, Person("张敏", datetime(2022, 6, 20, 9)))
        yield Office(con)


@pytest.mark.slow
def test_a_goal_from_its_due_day_to_its_retirement(office: Office) -> None:
    office.refresh("2022-05-31")

    # The due day: each deadline is listed, and who owes the figure that decides.
    office.refresh("2022-06-30")
    assert office.bulletin == {"in-time", "late", "missed", "silent"}
    for name in office.bulletin:
        assert "已到期，待市住建局报送截至2022年6月30日的数据" in office.beside(name)
    assert office.beside("extended") == "期限由2022年6月30日延至2022年9月30日（张敏）"

    # The day on which the deciding figures are recorded.
    (message,) = office.refresh("2022-07-10")
    assert office.shown() == {
        "in-time": "met",
        "late": "missed",
        "missed": "missed",
        "extended": "on_track",
        "silent": "on_track",
    }
    assert office.bulletin == {"in-time", "late", "missed"}
    assert "2022年6月30日达到" in office.beside("in-time")
    assert all(f"第{place}片区" in message for place in (0, 1, 2))
    assert office.refresh("2022-07-11") == [], "each is told once"

    # Late, in the same count.
    (message,) = office.refresh("2022-08-10")
    assert office.shown()["late"] == "met_late"
    assert office.bulletin == {"late"}
    assert "逾期31天" in office.beside("late")
    assert "第1片区" in message
    assert office.goals["silent"]["status"] is Status.STALE

    # The extended goal is decided by its new day, and both days stay beside it.
    (message,) = office.refresh("2022-10-10")
    assert office.shown() == {"extended": "met", "silent": "stale"}, "others were retired 90 days after due"
    assert "第3片区" in message and "第2片区" not in message
    assert office.bulletin == {"extended"}
    assert "由2022年6月30日延至2022年9月30日" in office.beside("extended")

    # Once and for all: a late revision of a retired goal raises nothing.
    office.con.execute(
        "INSERT INTO observations BY NAME SELECT * REPLACE (50 AS value, TIMESTAMP '2022-10-12' AS recorded_at) "
        "FROM observations WHERE series_id = 'series-missed' AND period_end = DATE '2022-06-30'"
    )
    assert office.refresh("2022-10-12") == []
    retired = {name: str(row["status"]) for name, row in office.goals.items() if row["phase"] == Phase.PAST}
    assert retired == {"in-time": "met", "late": "met_late", "missed": "missed"}
    year = judged_at(office.con, period_written("2022")).goals
    assert {goal["target_id"] for goal in year} == set(GOALS), "they stay in the balance of the year"
    states = dict(office.con.execute("SELECT target_id, state FROM alerts").fetchall())
    assert states["missed"] == "retired"
