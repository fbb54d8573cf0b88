"""Every change of an alert is kept with its cause, and each receiver is told of it once or a reason is recorded."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from targets.alerts.acknowledge import acknowledge
from targets.alerts.changes import ByPerson, history_of
from targets.alerts.rules import AlertSeverity, Escalation
from targets.alerts.silences import BadSilence, active_silences, silence, unsilence
from targets.settings import Receiver
from tests.alerts.conftest import Desk

D1 = date(2022, 6, 1)
NOON = datetime(2022, 6, 1, 12)
ZHANG = ByPerson("张三", "整改方案已批", NOON)


def day(number: int) -> date:
    return D1 + timedelta(days=number - 1)


def sent(desk: Desk) -> None:
    """All that waits has reached its receivers."""
    desk.con.execute("UPDATE outbox SET state = 'sent', sent_at = created_at WHERE state = 'pending'")


def changes(desk: Desk, goal: str = "g") -> list[tuple[str, str]]:
    return [(change["state"], change["cause"]) for change in history_of(desk.con, goal)]


def told(desk: Desk) -> list[str]:
    """What the receiver heard of each change, in order."""
    return [
        reason
        for (reason,) in desk.con.execute("SELECT reason FROM alert_tellings ORDER BY change_no").fetchall()
    ]


def test_a_rule_that_asks_for_days_is_pending_first(desk: Desk) -> None:
    desk.goal("g")
    desk.follow("behind", for_days=3)
    for number in (1, 2, 3):
        desk.refresh(day(number), {"g": "lagging"})
        assert desk.state("g") == ("pending", "lagging")
    assert desk.outbox("pending") == []
    desk.refresh(day(4), {"g": "lagging"})
    assert desk.state("g") == ("firing", "lagging")
    assert changes(desk) == [("pending", "holds"), ("firing", "fires")]
    assert told(desk) == ["pending", "told"]


def test_what_ends_before_it_fires_is_told_to_nobody(desk: Desk) -> None:
    desk.goal("g")
    desk.follow("behind", for_days=3)
    desk.refresh(day(1), {"g": "lagging"})
    desk.refresh(day(2), {"g": "on_track"})
    assert changes(desk) == [("pending", "holds"), ("resolved", "ended_before")]
    assert told(desk) == ["pending", "never_told"]
    assert desk.outbox("pending") == []


def test_a_pending_alert_does_not_count_days_without_data_as_recovery(desk: Desk) -> None:
    desk.goal("g")
    desk.follow("behind", for_days=3)
    for number, status in ((1, "lagging"), (2, "not_assessable"), (4, "lagging")):
        desk.refresh(day(number), {"g": status})
    assert desk.state("g") == ("firing", "lagging")


def test_every_change_has_a_cause(desk: Desk) -> None:
    desk.goal("g")
    desk.refresh(day(1), {"g": "lagging"})
    acknowledge(desk.con, "g", "张三", "已约谈", NOON)
    desk.refresh(day(2), {"g": "lagging"})
    desk.refresh(day(3), {"g": "missed"})
    desk.refresh(day(4), {"g": "met_late"})
    assert changes(desk) == [
        ("firing", "fires"),
        ("acknowledged", "acknowledged"),
        ("firing", "worse"),
        ("resolved", "recovered"),
    ]
    assert [(c["who"], c["note"]) for c in history_of(desk.con, "g")][1] == ("张三", "已约谈")


def test_a_severer_rule_is_told_though_the_alert_was_acknowledged(desk: Desk) -> None:
    desk.goal("g")
    desk.verdict["g"] = {"waits_for_check": True}
    desk.refresh(day(1), {"g": "on_track"})
    acknowledge(desk.con, "g", "张三", None, NOON)
    desk.verdict["g"] = {"waits_for_check": True, "probability_of_miss": 0.9}
    desk.refresh(day(2), {"g": "on_track"})
    assert desk.state("g")[0] == "firing"
    assert changes(desk)[-1] == ("firing", "worse")


def test_news_wait_for_the_next_message_of_the_unit(desk: Desk) -> None:
    desk.rules = replace(desk.rules, group_days=7)
    for goal in "ab":
        desk.goal(goal)
    desk.refresh(day(1), {"a": "lagging", "b": "on_track"})
    sent(desk)
    summary = desk.refresh(day(3), {"a": "lagging", "b": "lagging"})
    assert [d.reason.value for d in summary.decisions] == ["group_interval"]
    assert told(desk) == ["told", "group_interval"]
    desk.refresh(day(8), {"a": "missed", "b": "lagging"})
    ((body,),) = desk.con.execute("SELECT body FROM outbox WHERE state = 'pending'").fetchall()
    assert body.count("★") == 2
    assert told(desk) == ["told", "told", "told"]
    ids = desk.con.execute("SELECT count(DISTINCT message_id) FROM alert_tellings").fetchall()
    assert ids == [(2,)]


def test_what_changes_back_before_the_next_message_is_not_told(desk: Desk) -> None:
    desk.rules = replace(desk.rules, group_days=7)
    desk.goal("g")
    for number, status in ((1, "lagging"), (2, "on_track"), (3, "lagging"), (9, "lagging")):
        desk.refresh(day(number), {"g": status})
        sent(desk)
    assert told(desk) == ["told", "overtaken", "unchanged"]
    assert len(desk.outbox("sent")) == 1


def test_a_message_that_is_taken_back_hands_its_news_to_the_next(desk: Desk) -> None:
    for goal in "ab":
        desk.goal(goal)
    desk.refresh(day(1), {"a": "lagging", "b": "on_track"})
    desk.refresh(day(2), {"a": "lagging", "b": "lagging"})
    rows = desk.con.execute(
        "SELECT o.state, count(*) FROM alert_tellings JOIN outbox AS o USING (message_id) GROUP BY o.state"
    ).fetchall()
    assert rows == [("pending", 2)]


def test_a_receiver_of_all_units_gets_one_digest(desk: Desk) -> None:
    desk.settings = replace(
        desk.settings, receivers=(Receiver("office", "json://127.0.0.1:9", language="zh"),)
    )
    for number in range(60):
        desk.goal(f"g{number}", owners=(f"第{number % 20}局",))
    desk.refresh(day(1), {f"g{number}": "lagging" for number in range(60)})
    ((subject, body, kind),) = desk.con.execute("SELECT subject, body, kind FROM outbox").fetchall()
    assert (subject, kind) == ("【督办】全部单位：滞后60项", "digest")
    assert all(
        f" g{number} " in body or f" g{number}\n" in body or f" g{number} ★" in body for number in range(60)
    )
    assert " / " not in body, "in Chinese alone"
    assert set(told(desk)) == {"told"}


def test_a_receiver_may_ask_for_english_and_for_one_message_a_unit(desk: Desk) -> None:
    receiver = Receiver("office", "json://127.0.0.1:9", digest=False, language="en")
    desk.settings = replace(desk.settings, receivers=(receiver,))
    desk.goal("g")
    desk.refresh(day(1), {"g": "lagging"})
    ((subject, body),) = desk.con.execute("SELECT subject, body FROM outbox").fetchall()
    assert subject == "[duban] 住建局（某市）: 1 lagging"
    assert "stands at 40 homes against 50 homes" in body and "责任单位" not in body and "实际40套" not in body


def test_what_stays_open_is_escalated_once_to_another_receiver(desk: Desk) -> None:
    desk.settings = replace(
        desk.settings,
        receivers=(
            *desk.settings.receivers,
            Receiver("leader", "json://127.0.0.1:9", ("无",), language="zh"),
        ),
    )
    desk.follow("behind", escalate=Escalation(5, "leader"))
    desk.goal("g")
    desk.goal("noted")
    desk.refresh(day(1), {"g": "lagging", "noted": "lagging"})
    acknowledge(desk.con, "noted", "张三", None, NOON)
    for number in (5, 6, 7):
        desk.refresh(day(number), {"g": "lagging", "noted": "lagging"})
    rows = desk.con.execute("SELECT receiver, subject, told FROM outbox WHERE kind = 'escalation'").fetchall()
    assert rows == [("leader", "【督办升级】住建局（某市）：滞后1项", '{"g": "lagging"}')]


def leader_of(desk: Desk) -> None:
    """After five days of `behind` the leader hears as well."""
    leader = Receiver("leader", "json://127.0.0.1:9", ("无",), language="zh")
    desk.settings = replace(desk.settings, receivers=(*desk.settings.receivers, leader))
    desk.follow("behind", escalate=Escalation(5, "leader"))


def escalations(desk: Desk) -> list[tuple[str, ...]]:
    return desk.con.execute(
        "SELECT subject, reason, state FROM outbox WHERE kind = 'escalation' ORDER BY created_at"
    ).fetchall()


def test_an_escalation_is_taken_back_once_when_what_was_escalated_is_over(desk: Desk) -> None:
    leader_of(desk)
    for goal in ("back", "noted", "still"):
        desk.goal(goal)
    late = {"back": "lagging", "noted": "lagging", "still": "lagging"}
    for number in (1, 6):
        desk.refresh(day(number), late)
    sent(desk)
    acknowledge(desk.con, "noted", "张三", "已约谈", NOON)
    for number in (8, 9):
        desk.refresh(day(number), late | {"back": "on_track"})
        sent(desk)
    assert escalations(desk) == [
        ("【督办升级】住建局（某市）：滞后3项", "escalated", "sent"),
        ("【督办升级解除】住建局（某市）：已恢复1项、已签收1项", "escalation_over", "sent"),
    ]
    ((body, told),) = desk.con.execute(
        "SELECT body, told FROM outbox WHERE reason = 'escalation_over'"
    ).fetchall()
    assert "已解除或有人签收" in body and "张三: 已约谈" in body
    assert set(json.loads(told)) == {"back", "noted"}, "what still fires is no news"
    for number in (10, 15):
        desk.refresh(day(number), late)
    assert escalations(desk)[2:] == [("【督办升级】住建局（某市）：滞后1项", "escalated", "pending")], (
        "open anew"
    )


def test_an_escalation_that_nobody_heard_is_put_aside(desk: Desk) -> None:
    leader_of(desk)
    desk.goal("g")
    desk.goal("still")
    for number in (1, 6):
        desk.refresh(day(number), {"g": "lagging", "still": "lagging"})
    for _ in range(2):
        desk.refresh(day(7), {"g": "on_track", "still": "lagging"})
    assert escalations(desk) == [
        ("【督办升级】住建局（某市）：滞后2项", "escalated", "outdated"),
        ("【督办升级】住建局（某市）：滞后1项", "escalated", "pending"),
    ]


def test_a_silence_ends_on_its_day_and_says_who_and_why(desk: Desk) -> None:
    desk.goal("g")
    desk.refresh(day(1), {"g": "lagging"})
    sent(desk)
    assert silence(desk.con, day(4), ZHANG, target_id="g") == (1, 1)
    assert desk.state("g")[0] == "silenced"
    desk.refresh(day(3), {"g": "missed"})
    assert desk.state("g") == ("silenced", "missed")
    assert desk.con.execute("SELECT who, note FROM alerts").fetchall() == [("张三", "整改方案已批")]
    assert desk.outbox("pending") == []
    desk.refresh(day(5), {"g": "missed"})
    assert desk.state("g") == ("firing", "missed")
    assert [reason for *_, reason in desk.outbox("pending")] == ["changed"]
    assert changes(desk)[-1] == ("firing", "silence_ended")
    assert active_silences(desk.con, datetime(2022, 6, 5)) == []


def test_a_silence_may_be_ended_by_hand(desk: Desk) -> None:
    desk.goal("g")
    desk.refresh(day(1), {"g": "lagging"})
    number, _ = silence(desk.con, day(30), ZHANG, owner="住建局")
    assert unsilence(desk.con, number, ZHANG) == 1
    assert desk.state("g")[0] == "firing"
    with pytest.raises(BadSilence, match="no silence 1 to end"):
        unsilence(desk.con, number, ZHANG)


@pytest.mark.parametrize(
    ("named", "silenced"),
    [
        ({"owner": "住建局"}, True),
        ({"owner": "住建局（某市）"}, True),
        ({"owner": "教育局"}, False),
        ({"region": "某市"}, True),
        ({"region": "别市"}, False),
        ({"rule": "behind"}, True),
        ({"rule": "missed"}, False),
        ({"region": "某市", "rule": "missed"}, False),
    ],
)
def test_a_silence_fits_by_all_that_it_names(desk: Desk, named: dict[str, str], silenced: bool) -> None:
    desk.goal("g")
    desk.refresh(day(1), {"g": "lagging"})
    silence(desk.con, day(9), ZHANG, **named)
    expected = "silenced" if silenced else "firing"
    assert desk.state("g")[0] == expected
    desk.refresh(day(2), {"g": "lagging"})
    assert desk.state("g")[0] == expected


def test_a_silence_needs_a_reason_an_end_and_something_to_silence(desk: Desk) -> None:
    with pytest.raises(BadSilence, match="Name what to silence"):
        silence(desk.con, day(9), ZHANG)
    with pytest.raises(BadSilence, match="why"):
        silence(desk.con, day(9), replace(ZHANG, note=" "), rule="behind")
    with pytest.raises(BadSilence, match="is over"):
        silence(desk.con, date(2022, 5, 1), ZHANG, rule="behind")


def test_what_recovers_while_it_is_silenced_is_told_to_who_knew_it(desk: Desk) -> None:
    desk.goal("g")
    desk.refresh(day(1), {"g": "lagging"})
    sent(desk)
    silence(desk.con, day(9), ZHANG, target_id="g")
    desk.verdict["g"] = {"actual": 62.0, "actual_period_end": date(2022, 5, 31)}
    desk.refresh(day(3), {"g": "on_track"})
    ((body,),) = desk.con.execute("SELECT body FROM outbox WHERE state = 'pending'").fetchall()
    assert "截至2022-05-31为62套，2022-06-03解除" in body


def test_a_goal_that_ended_long_ago_alerts_nobody_and_is_not_called_resolved(desk: Desk) -> None:
    desk.goal("new", due=date(2022, 6, 10))
    desk.goal("old", due=date(2022, 1, 31))
    for goal, due in (("new", date(2022, 6, 10)), ("old", date(2022, 1, 31))):
        desk.verdict[goal] = {"due": due}
    desk.refresh(date(2022, 6, 30), {"new": "missed", "old": "missed"})
    assert desk.con.execute("SELECT target_id FROM alerts").fetchall() == [("new",)]
    desk.refresh(date(2022, 9, 9), {"new": "missed", "old": "missed"})
    assert desk.state("new")[0] == "retired"
    assert desk.outbox("pending") == [], "the message that waited is taken back"
    assert told(desk)[-1] == "retired"
    desk.refresh(date(2022, 9, 10), {"new": "met_late", "old": "met_late"})
    assert desk.outbox("pending") == []


def test_severity_is_that_of_the_leading_rule(desk: Desk) -> None:
    desk.goal("g")
    for number, status, severity in ((1, "lagging", "warning"), (2, "missed", "critical")):
        desk.refresh(day(number), {"g": status})
        assert desk.con.execute("SELECT severity FROM alerts").fetchall() == [
            (AlertSeverity(severity).value,)
        ]
