"""When a receiver is told, and when left alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from targets.alerts.acknowledge import acknowledge
from targets.alerts.alert import Alert, AlertState
from targets.alerts.decision import Pace, SentMessage, decide
from targets.alerts.outbox import is_addressed_to
from targets.settings import Receiver
from targets.status import AlertReason
from tests.alerts.conftest import Desk, Webhook

NOW = datetime(2022, 6, 30, 9, 0)
WEEK = timedelta(days=7)
PACE = Pace(timedelta(0), lambda _alert: WEEK)
YESTERDAY = NOW - timedelta(days=1)
LONG_AGO = NOW - WEEK


def by_unit(url: str) -> Receiver:
    """A receiver that hears of each unit apart."""
    return Receiver("hook", url, digest=False)


def alert(alert_id: str, state: str, status: str, rule: str = "lagging") -> Alert:
    return Alert(
        alert_id, alert_id, alert_id, "住建局", AlertState(state), rule, status, YESTERDAY, YESTERDAY, "", "", "指标", None, (),
        "套", None, None, True, "", "", None, None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("alerts", "told", "at", "reason"),
    [
        ([], None, None, "nothing_new"),
        ([("a", "firing", "lagging")], None, None, "first"),
        ([("a", "firing", "lagging")], {"a": "resolved"}, YESTERDAY, "first"),
        ([("a", "firing", "lagging")], {"a": "lagging"}, YESTERDAY, "repeat_interval"),
        ([("a", "firing", "lagging")], {"a": "lagging"}, LONG_AGO, "repeat"),
        ([("a", "firing", "missed")], {"a": "lagging"}, YESTERDAY, "changed"),
        ([("a", "firing", "lagging"), ("b", "firing", "stale")], {"a": "lagging"}, YESTERDAY, "changed"),
        ([("a", "resolved", "on_track")], {"a": "lagging"}, YESTERDAY, "resolved"),
        ([("a", "resolved", "on_track"), ("b", "firing", "stale")], {"a": "lagging", "b": "stale"}, YESTERDAY, "resolved"),
        ([("a", "resolved", "on_track")], {"a": "resolved"}, YESTERDAY, "nothing_new"),
        ([("a", "resolved", "on_track")], None, None, "nothing_new"),
        ([("a", "acknowledged", "lagging")], {"a": "lagging"}, LONG_AGO, "acknowledged"),
        ([("a", "acknowledged", "lagging")], None, None, "acknowledged"),
        ([("a", "acknowledged", "lagging"), ("b", "firing", "stale")], {"a": "lagging", "b": "stale"}, LONG_AGO, "repeat"),
    ],
)  # fmt: skip
def test_decision(
    alerts: list[tuple[str, str, str]], told: dict[str, str] | None, at: datetime | None, reason: str
) -> None:
    last = None if told is None or at is None else SentMessage("m", told, at)
    assert decide([alert(*a) for a in alerts], last, NOW, PACE) is AlertReason(reason)


@pytest.mark.parametrize(
    ("rule", "status", "decided", "reason"),
    [
        ("decided", "met", set(), "resolved"),
        ("decided", "met_late", set(), "resolved"),
        ("decided", "met", {"a"}, "nothing_new"),
        ("lagging", "met", set(), "nothing_new"),
    ],
)
def test_a_goal_that_was_met_is_told_once_though_nothing_was_wrong(
    rule: str, status: str, decided: set[str], reason: str
) -> None:
    last = SentMessage("m", {"b": "lagging"}, YESTERDAY, frozenset(decided))
    assert decide([alert("a", "resolved", status, rule)], last, NOW, PACE) is AlertReason(reason)


def test_one_message_a_group_however_many_goals(desk: Desk, webhook: Webhook) -> None:
    desk.settings = replace(desk.settings, receivers=(by_unit(webhook.url),))
    for n in range(5):
        desk.goal(f"h{n}", owners=("住建局", "发改委"))
        desk.goal(f"e{n}", owners=("教育局",))
    desk.refresh(date(2022, 6, 30), {f"{g}{n}": "lagging" for g in "he" for n in range(5)})
    assert desk.outbox("pending") == [
        ("hook", "住建局（某市）", "first"),
        ("hook", "教育局（某市）", "first"),
    ]
    assert desk.deliver().sent == 2
    assert [m["title"] for _, m in webhook.received] == [
        "【督办】住建局（某市）：滞后5项 | 5 lagging",
        "【督办】教育局（某市）：滞后5项 | 5 lagging",
    ]


def test_a_receiver_hears_of_its_own_units_only(desk: Desk) -> None:
    desk.settings = replace(
        desk.settings,
        receivers=(
            Receiver("all", "json://127.0.0.1", digest=False),
            Receiver("e", "json://127.0.0.1", ("教育局",)),
        ),
    )
    desk.goal("h")
    desk.goal("e", owners=("教育局",))
    desk.goal("n", owners=())
    desk.refresh(date(2022, 6, 30), dict.fromkeys("hen", "stale"))
    assert [row[:2] for row in desk.outbox("pending")] == [
        ("all", ""),
        ("all", "住建局（某市）"),
        ("all", "教育局（某市）"),
        ("e", "教育局（某市）"),
    ]


def test_the_life_of_a_group(desk: Desk, webhook: Webhook) -> None:
    desk.settings = replace(desk.settings, receivers=(by_unit(webhook.url),))
    desk.goal("g")
    for rule in ("behind", "missed"):
        desk.follow(rule, repeat_days=7)
    story = [
        (date(2022, 6, 1), "lagging", "first"),
        (date(2022, 6, 2), "lagging", "repeat_interval"),
        (date(2022, 6, 8), "lagging", "repeat"),
        (date(2022, 6, 9), "not_assessable", "repeat_interval"),
        (date(2022, 6, 10), "missed", "changed"),
        (date(2022, 6, 11), "met", "resolved"),
        (date(2022, 6, 12), "met", "nothing_new"),
        (date(2022, 6, 13), "away", "first"),
    ]
    for day, status, reason in story:
        summary = desk.refresh(day, {"g": status})
        assert [d.reason.value for d in summary.decisions] == [reason], day
        desk.deliver()
    assert [reason for _, _, reason in desk.outbox("sent")] == [
        "first",
        "repeat",
        "changed",
        "resolved",
        "first",
    ]
    assert len(webhook.received) == 5
    assert len(set(webhook.keys)) == 5


def test_an_acknowledged_group_is_not_repeated(desk: Desk, webhook: Webhook) -> None:
    desk.settings = replace(desk.settings, receivers=(by_unit(webhook.url),))
    desk.goal("g")
    desk.refresh(date(2022, 6, 1), {"g": "lagging"})
    desk.deliver()
    acknowledge(desk.con, "g", "张三", None, NOW)
    summary = desk.refresh(date(2022, 12, 1), {"g": "lagging"})
    assert [d.reason for d in summary.decisions] == [AlertReason.ACKNOWLEDGED]
    desk.refresh(date(2022, 12, 2), {"g": "met"})
    assert desk.outbox("pending") == [("hook", "住建局（某市）", "resolved")]


def test_a_withdrawn_goal_is_not_called_recovered(desk: Desk, webhook: Webhook) -> None:
    desk.settings = replace(desk.settings, receivers=(by_unit(webhook.url),))
    desk.goal("g")
    desk.refresh(date(2022, 6, 1), {"g": "lagging"})
    desk.deliver()
    desk.con.execute("UPDATE extracted_targets SET state = 'rejected'")
    desk.refresh(date(2022, 7, 1), {})
    assert desk.outbox("pending") == []


def test_updating_twice_adds_nothing(desk: Desk) -> None:
    desk.goal("g")
    first = desk.refresh(date(2022, 6, 1), {"g": "lagging"})
    second = desk.refresh(date(2022, 6, 1), {"g": "lagging"})
    assert [d.reason for d in (*first.decisions, *second.decisions)] == [
        AlertReason.FIRST,
        AlertReason.WAITING,
    ]
    assert desk.con.execute("SELECT count(*) FROM outbox").fetchall() == [(1,)]


def test_news_take_the_place_of_a_message_that_still_waits(desk: Desk) -> None:
    desk.goal("g")
    desk.refresh(date(2022, 6, 1), {"g": "lagging"})
    desk.refresh(date(2022, 6, 2), {"g": "missed"})
    assert desk.outbox("outdated") == [("office", "住建局（某市）", "first")]
    assert desk.con.execute("SELECT reason, told FROM outbox WHERE state = 'pending'").fetchall() == [
        ("first", '{"g": "missed"}')
    ]
    desk.refresh(date(2022, 6, 3), {"g": "met"})  # nobody was told, so there is nothing to take back
    assert desk.outbox("pending") == []


@pytest.mark.parametrize(
    ("owners", "hears"),
    [((), True), (("发改委",), True), (("发改委（青山市）",), True), (("发改委（白水市）", "住建局"), False)],
)
def test_a_unit_is_meant_in_every_region_or_in_one(owners: tuple[str, ...], hears: bool) -> None:
    assert is_addressed_to(Receiver("r", "json://127.0.0.1", owners), "发改委（青山市）") is hears


def test_units_of_the_same_name_in_two_cities_are_two_groups(desk: Desk) -> None:
    desk.goal("a", owners=("发改委",), region="青山市")
    desk.goal("b", owners=("发改委",), region="白水市")
    desk.refresh(date(2022, 6, 30), {"a": "lagging", "b": "lagging"})
    assert [group for _, group, _ in desk.outbox("pending")] == ["发改委（白水市）", "发改委（青山市）"]
