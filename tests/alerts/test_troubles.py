"""Receivers in trouble: down then up, slow, full, failing, cut off after they took a message; nothing is lost."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from targets.alerts.delivery import MOST_ATTEMPTS, pause_after
from targets.settings import Receiver, Settings
from tests.alerts.conftest import Desk, Mailbox, Webhook
from tests.alerts.kills import deliver_under_kills

DAY = date(2022, 6, 30)
TEN = datetime(2022, 6, 30, 10)


@pytest.fixture(params=["mail", "web"])
def receiver(request: pytest.FixtureRequest) -> Webhook | Mailbox:
    """A mail server, and a web server."""
    found: Webhook | Mailbox = request.getfixturevalue("mailbox" if request.param == "mail" else "webhook")
    return found


@pytest.fixture
def waiting(desk: Desk, receiver: Webhook | Mailbox) -> Desk:
    """One message waits for the receiver."""
    desk.settings = Settings(receivers=(Receiver("office", receiver.url),))
    desk.goal("g")
    desk.refresh(DAY, {"g": "lagging"})
    return desk


def fail_with(receiver: Webhook | Mailbox, web: int, mail: str) -> None:
    if isinstance(receiver, Webhook):
        receiver.answer = web
    else:
        receiver.answer = mail


def recover(receiver: Webhook | Mailbox) -> None:
    receiver.cut = False
    fail_with(receiver, 200, "250 OK")


@pytest.mark.parametrize(
    ("web", "mail"),
    [(429, "452 4.3.1 too much mail"), (500, "554 5.3.0 failed"), (503, "421 4.3.2 shutting down")],
)
def test_what_is_refused_is_sent_later_under_the_same_key(
    waiting: Desk, receiver: Webhook | Mailbox, web: int, mail: str
) -> None:
    fail_with(receiver, web, mail)
    summary = waiting.deliver(TEN)
    assert (summary.sent, [u.attempts for u in summary.undelivered]) == (0, [1])
    assert waiting.deliver(TEN + timedelta(minutes=4)).waiting == 1, "it rests first"
    recover(receiver)
    assert waiting.deliver(TEN + timedelta(minutes=5)).sent == 1
    assert len(set(receiver.keys)) == 1


def test_what_was_taken_before_the_connection_broke_comes_twice_under_one_key(
    waiting: Desk, receiver: Webhook | Mailbox
) -> None:
    receiver.cut = True
    assert waiting.deliver(TEN).failed == 1
    recover(receiver)
    assert waiting.deliver(TEN + timedelta(minutes=5)).sent == 1
    assert len(receiver.keys) == 2
    assert len(set(receiver.keys)) == 1


def test_a_mail_server_that_was_down_gets_its_mail_when_it_is_up(desk: Desk, mailbox: Mailbox) -> None:
    desk.settings = Settings(receivers=(Receiver("office", mailbox.url),))
    desk.goal("g")
    desk.refresh(DAY, {"g": "lagging"})
    mailbox.down()
    assert desk.deliver(TEN).failed == 1
    mailbox.up()
    assert desk.deliver(TEN + timedelta(minutes=5)).sent == 1
    assert len(mailbox.received) == 1


def test_a_receiver_that_takes_its_time_is_told_once(desk: Desk, webhook: Webhook) -> None:
    desk.settings = Settings(receivers=(Receiver("office", webhook.url),))
    desk.goal("g")
    desk.refresh(DAY, {"g": "lagging"})
    webhook.pause = 4.3  # longer than Apprise would wait by itself
    assert desk.deliver(TEN).sent == 1
    assert len(webhook.received) == 1


def test_pauses_double_up_to_half_a_day_and_then_it_is_a_dead_letter(desk: Desk, webhook: Webhook) -> None:
    desk.settings = Settings(receivers=(Receiver("office", webhook.url),))
    desk.goal("g")
    desk.refresh(DAY, {"g": "lagging"})
    webhook.answer = 500
    now, pauses = TEN, []
    for attempt in range(1, MOST_ATTEMPTS + 1):
        (failed,) = desk.deliver(now).undelivered
        assert (failed.attempts, failed.dead) == (attempt, attempt == MOST_ATTEMPTS)
        pauses.append(pause_after(attempt))
        now += pauses[-1]
    assert pauses[:3] == [timedelta(minutes=5), timedelta(minutes=10), timedelta(minutes=20)]
    assert pauses[-1] == timedelta(hours=12)
    assert desk.deliver(now + timedelta(days=1)).failed == 0
    summary = desk.refresh(date(2022, 7, 9), {"g": "lagging"})
    assert [d.reason.value for d in summary.decisions] == ["waiting"], "the same again would fail again"
    webhook.answer = 200
    desk.refresh(date(2022, 7, 10), {"g": "missed"})
    assert desk.deliver(now).sent == 1, "news take its place"
    assert desk.con.execute("SELECT state FROM outbox ORDER BY created_at").fetchall() == [
        ("outdated",),
        ("sent",),
    ]


def test_no_more_messages_an_hour_than_a_receiver_allows(desk: Desk, webhook: Webhook) -> None:
    desk.settings = Settings(receivers=(Receiver("office", webhook.url, digest=False, per_hour=2),))
    for number in range(5):
        desk.goal(f"g{number}", owners=(f"第{number}局",))
    desk.refresh(DAY, {f"g{number}": "lagging" for number in range(5)})
    found = [
        (s.sent, s.waiting) for s in (desk.deliver(TEN + timedelta(minutes=m)) for m in (0, 30, 60, 120))
    ]
    assert found == [(2, 3), (0, 3), (2, 1), (1, 0)]


@pytest.mark.slow
def test_killed_at_twenty_points_nothing_is_lost_and_nothing_doubled_but_what_was_on_its_way(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    report = deliver_under_kills(tmp_path_factory.mktemp("kills"), kills=20, seed=7)
    assert report.kills == 20
    assert report.lost == 0
    assert report.doubled_by_others == 0
    assert report.twice <= report.kills
