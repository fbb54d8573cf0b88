"""Half a year of deadlines: due, met, met late, missed and extended, on the overview, in the bulletin, in messages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import duckdb
import pytest

from dashboards.bulletins.facts import Bulletin, bulletin_of
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
        self.bulletin: Bulletin

    def refresh(self, day: str) -> list[str]:
        """A refresh at eight in the evening; returns the messages that go out."""
        as_of = date.fromisoformat(day)
        run = Run(f"run-{day}", as_of, datetime(as_of.year, as_of.month, as_of.day, 20))
        refresh_progress(self.con, run, SETTINGS)
        update_alerts(self.con, run, SETTINGS)
        goals = read_snapshot(self.con).goals
        self.goals = {row["target_id"]: row for row in goals}
        self.bulletin = bulletin_of(goals, as_of)
        sent = self.con.execute("SELECT body FROM outbox WHERE state = 'pending'").fetchall()
        self.con.execute("UPDATE outbox SET state = 'sent', sent_at = created_at WHERE state = 'pending'")
        return [body for (body,) in sent]

    def shown(self) -> dict[str, str]:
        """The status of each goal that the overview shows as current."""
        return {name: str(row["status"]) for name, row in self.goals.items() if row["phase"] == Phase.CURRENT}

    def deadlines(self) -> dict[str, str]:
        """What the bulletin says beside each deadline."""
        return {
            row["target_id"]: "；".join(fact.zh for fact in facts_of(row)) for row in self.bulletin.deadlines
        }


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


def test_a_goal_from_its_due_day_to_its_retirement(office: Office) -> None:
    office.refresh("2022-05-31")

    # The due day: each deadline is listed, and who owes the figure that decides.
    office.refresh("2022-06-30")
    listed = office.deadlines()
    assert set(listed) == set(GOALS)
    for name in ("in-time", "late", "missed", "silent"):
        assert "到期" in listed[name] and "6月30日" in listed[name], listed[name]
        assert office.goals[name]["lead"].startswith("市住建局")
    assert (
        "9月30日" in listed["extended"] and "6月30日" in listed["extended"] and "张敏" in listed["extended"]
    )

    # The day on which the deciding figures are recorded.
    (message,) = office.refresh("2022-07-10")
    assert office.shown() == {
        "in-time": "met",
        "late": "missed",
        "missed": "missed",
        "extended": "on_track",
        "silent": "on_track",
    }
    listed = office.deadlines()
    assert {"in-time", "late", "missed", "extended", "silent"} == set(listed)
    assert "2022年6月30日达到" in listed["in-time"]
    assert all(f"第{place}片区" in message for place in (0, 1, 2))
    assert office.refresh("2022-07-11") == [], "each is told once"

    # Late, in the same count.
    (message,) = office.refresh("2022-08-10")
    assert office.shown()["late"] == "met_late"
    assert "逾期31天" in office.deadlines()["late"]
    assert "第1片区" in message
    assert office.goals["silent"]["status"] is Status.STALE

    # The extended goal is decided by its new day, and both days stay beside it.
    (message,) = office.refresh("2022-10-10")
    assert office.shown() == {"extended": "met", "silent": "stale"}, "others were retired 90 days after due"
    assert "第3片区" in message and "第2片区" not in message
    assert "6月30日" in office.deadlines()["extended"]

    # Once and for all: a late revision of a retired goal raises nothing.
    put(office.con, {"other": Goal(1, accumulation=None)})
    office.con.execute(
        "INSERT INTO observations BY NAME SELECT * REPLACE (50 AS value, TIMESTAMP '2022-10-12' AS recorded_at) "
        "FROM observations WHERE series_id = 'series-missed' AND period_end = DATE '2022-06-30'"
    )
    assert office.refresh("2022-10-12") == []
    assert {name: str(row["status"]) for name, row in office.goals.items() if row["phase"] == Phase.PAST} == {
        "in-time": "met",
        "late": "met_late",
        "missed": "missed",
    }, "they stay in history, search and the balance"
    states = dict(office.con.execute("SELECT target_id, state FROM alerts").fetchall())
    assert states["missed"] == "withdrawn"
