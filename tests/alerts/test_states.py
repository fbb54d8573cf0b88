"""When an alert fires, stays, is resolved or withdrawn."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from targets.alerts.acknowledge import UnknownAlert, acknowledge
from tests.alerts.conftest import DOCUMENT, Desk

MAY, JUNE, JULY = date(2022, 5, 31), date(2022, 6, 30), date(2022, 7, 31)
NOON = datetime(2022, 6, 1, 12, 0)


@pytest.mark.parametrize(
    ("before", "after", "state", "status"),
    [
        ("lagging", "lagging", "firing", "lagging"),
        ("lagging", "missed", "firing", "missed"),
        ("lagging", "stale", "firing", "stale"),
        ("lagging", "on_track", "resolved", "on_track"),
        ("lagging", "at_risk", "resolved", "at_risk"),
        ("missed", "met", "resolved", "met"),
        ("stale", "on_track", "resolved", "on_track"),
        # Without usable data nothing is known to have recovered.
        ("lagging", "not_assessable", "firing", "lagging"),
        ("stale", "not_assessable", "firing", "stale"),
        ("lagging", "not_started", "firing", "lagging"),
    ],
)
def test_what_the_next_verdict_does_to_an_alert(
    desk: Desk, before: str, after: str, state: str, status: str
) -> None:
    desk.goal("g")
    desk.refresh(MAY, {"g": before})
    assert desk.state("g") == ("firing", before)
    desk.refresh(JUNE, {"g": after})
    assert desk.state("g") == (state, status)


@pytest.mark.parametrize("status", ["on_track", "met", "at_risk", "not_assessable", "not_started"])
def test_other_verdicts_raise_no_alert(desk: Desk, status: str) -> None:
    desk.goal("g")
    assert desk.refresh(MAY, {"g": status}).states == {}


def test_a_goal_nobody_has_reviewed_alerts_nobody(desk: Desk) -> None:
    desk.goal("g", state="proposed")
    assert desk.refresh(MAY, {"g": "missed"}).states == {}


def test_the_rules_say_which_statuses_alert(desk: Desk) -> None:
    desk.follow("behind", statuses=("at_risk",))
    desk.goal("a")
    desk.goal("b")
    desk.refresh(MAY, {"a": "at_risk", "b": "lagging"})
    assert desk.con.execute("SELECT target_id FROM alerts").fetchall() == [("a",)]


def test_a_goal_on_schedule_that_is_likely_to_be_missed_alerts(desk: Desk) -> None:
    for goal, chance in (("likely", 0.85), ("unlikely", 0.75), ("unknown", None)):
        desk.goal(goal)
        desk.verdict[goal] = {"probability_of_miss": chance}
    desk.refresh(MAY, {"likely": "on_track", "unlikely": "on_track", "unknown": "on_track"})
    assert desk.con.execute("SELECT target_id, rule, status FROM alerts").fetchall() == [
        ("likely", "likely_miss", "on_track")
    ]
    desk.verdict["likely"] = {"probability_of_miss": 0.3}
    desk.refresh(JUNE, {"likely": "on_track", "unlikely": "on_track", "unknown": "on_track"})
    assert desk.state("likely") == ("resolved", "on_track")


def test_the_rules_say_which_chance_alerts(desk: Desk) -> None:
    desk.follow("likely_miss", numbers={"above": 1.0})
    desk.goal("g")
    desk.verdict["g"] = {"probability_of_miss": 0.99}
    assert desk.refresh(MAY, {"g": "on_track"}).states == {}


def test_a_retired_goal_stops_alerting_once_and_for_all(desk: Desk) -> None:
    desk.goal("g")
    desk.refresh(MAY, {"g": "missed"})
    assert desk.state("g") == ("firing", "missed")
    desk.verdict["g"] = {"is_settled": True}
    desk.refresh(JUNE, {"g": "missed"})
    assert desk.state("g")[0] == "retired"
    desk.refresh(JULY, {"g": "lagging"})
    assert desk.state("g")[0] == "retired"


def test_what_is_met_while_nothing_was_wrong_is_told_once(desk: Desk) -> None:
    desk.goal("g")
    desk.goal("old")
    desk.refresh(MAY, {"g": "on_track", "old": "met"})
    desk.refresh(JUNE, {"g": "met", "old": "met"})
    assert desk.con.execute("SELECT target_id, rule, state FROM alerts").fetchall() == [
        ("g", "decided", "resolved")
    ]
    assert [reason for *_, reason in desk.outbox("pending")] == ["resolved"]
    desk.con.execute("UPDATE outbox SET state = 'sent'")
    desk.refresh(JULY, {"g": "met", "old": "met"})
    assert desk.outbox("pending") == []


def test_a_vanished_verdict_resolves_nothing(desk: Desk) -> None:
    desk.goal("g")
    desk.refresh(MAY, {"g": "lagging"})
    desk.con.execute("UPDATE extracted_targets SET state = 'rejected'")
    desk.refresh(JUNE, {})
    assert desk.state("g") == ("withdrawn", "lagging")


def test_a_withdrawn_goal_that_returns_fires_again(desk: Desk) -> None:
    desk.goal("g")
    desk.refresh(MAY, {"g": "lagging"})
    desk.con.execute("DELETE FROM document_files")
    desk.refresh(JUNE, {})
    desk.con.execute("INSERT INTO document_files VALUES ('plan.txt', 'h', ?, 'run-0')", [DOCUMENT])
    desk.refresh(JULY, {"g": "lagging"})
    assert desk.con.execute("SELECT state, since FROM alerts").fetchall() == [
        ("firing", datetime(2022, 7, 31, 9, 0))
    ]


def test_an_alert_keeps_since_when_it_fires(desk: Desk) -> None:
    desk.goal("g")
    for day, status in ((MAY, "lagging"), (JUNE, "missed"), (JULY, "missed")):
        desk.refresh(day, {"g": status})
    since, changed = desk.con.execute("SELECT since, changed_at FROM alerts").fetchall()[0]
    assert (since, changed) == (datetime(2022, 5, 31, 9, 0), datetime(2022, 6, 30, 9, 0))


def test_an_acknowledged_alert_rests_until_it_gets_worse(desk: Desk) -> None:
    desk.goal("g")
    desk.refresh(MAY, {"g": "lagging"})
    acknowledge(desk.con, "g", "张三", "已约谈", NOON)
    desk.refresh(JUNE, {"g": "lagging"})
    assert desk.state("g") == ("acknowledged", "lagging")
    assert desk.con.execute("SELECT who, note FROM alerts").fetchall() == [("张三", "已约谈")]
    desk.refresh(JUNE, {"g": "stale"})
    assert desk.state("g") == ("acknowledged", "stale")
    desk.refresh(JULY, {"g": "away"})
    assert desk.state("g") == ("firing", "away")
    assert desk.con.execute("SELECT who, note FROM alerts").fetchall() == [(None, None)]


def test_an_acknowledged_alert_is_resolved_too(desk: Desk) -> None:
    desk.goal("g")
    desk.refresh(MAY, {"g": "lagging"})
    acknowledge(desk.con, "g", "张三", None, NOON)
    desk.refresh(JUNE, {"g": "on_track"})
    assert desk.state("g") == ("resolved", "on_track")


def test_acknowledging_takes_the_beginning_of_an_id(desk: Desk) -> None:
    for target_id in ("abc-1", "abc-12", "abd-1"):
        desk.goal(target_id)
    desk.refresh(MAY, dict.fromkeys(("abc-1", "abc-12", "abd-1"), "lagging"))
    assert acknowledge(desk.con, "abd", "张三", None, NOON) == "abd-1"
    assert acknowledge(desk.con, "abc-1", "张三", None, NOON) == "abc-1"
    with pytest.raises(UnknownAlert, match="'ab' names 3 open alerts"):
        acknowledge(desk.con, "ab", "张三", None, NOON)
    with pytest.raises(UnknownAlert, match="'x' names no open alert;"):
        acknowledge(desk.con, "x", "张三", None, NOON)
    with pytest.raises(ValueError, match="who"):
        acknowledge(desk.con, "abd", " ", None, NOON)


def test_a_look_back_changes_no_alert(desk: Desk) -> None:
    desk.goal("g")
    desk.refresh(JUNE, {"g": "lagging"})
    summary = desk.refresh(MAY, {"g": "on_track"})
    assert summary.superseded
    assert desk.state("g") == ("firing", "lagging")
