"""Delivery against real servers on the loopback: mail, webhook, failure, a kill at the worst moment."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from targets.alerts.alert import AlertState
from targets.alerts.message import ALL_UNITS, Manner, one_line, write_message
from targets.alerts.update import load_alerts
from targets.settings import Receiver, Settings
from targets.store.warehouse import open_warehouse
from tests.alerts.conftest import Desk, Mailbox, Webhook

DAY = date(2022, 6, 30)


def test_mail_and_webhook_get_the_same_message(desk: Desk, mailbox: Mailbox, webhook: Webhook) -> None:
    desk.settings = Settings(
        receivers=(Receiver("mail", mailbox.url, digest=False), Receiver("hook", webhook.url, digest=False))
    )
    desk.goal("g", owners=("住建局", "财政局"))
    desk.refresh(DAY, {"g": "lagging"})
    assert desk.deliver().sent == 2
    mail = mailbox.received[0]
    headers, post = webhook.received[0]
    assert mail["Subject"] == post["title"] == "【督办】住建局（某市）：滞后1项 | 1 lagging"
    assert mail["To"] == "office@plan.example"
    text = mail.get_body().get_content()  # type: ignore[union-attr]
    for said in (
        "滞后 / lagging",
        "实际40套，目标50套，差10套",
        "stands at 40 homes against 50 homes, short by 10 homes",
        "−10套",
        "住建局、财政局",
        "今年完成指标g100套。",
        "（示意数据） / (illustrative data)",
        "goals/g.html",
    ):
        assert said in text, said
        assert said in post["message"], said
    for channel, key in (("mail", mail["Idempotency-Key"]), ("hook", headers["Idempotency-Key"])):
        assert desk.con.execute("SELECT message_id FROM outbox WHERE receiver = ?", [channel]).fetchall() == [
            (key,)
        ]
        assert key in (text if channel == "mail" else post["message"])


def test_nothing_is_sent_twice(desk: Desk, webhook: Webhook) -> None:
    desk.settings = Settings(receivers=(Receiver("hook", webhook.url, digest=False),))
    desk.goal("g")
    desk.refresh(DAY, {"g": "lagging"})
    assert [desk.deliver().sent, desk.deliver().sent] == [1, 0]
    assert len(webhook.received) == 1


def test_a_failure_is_recorded_and_tried_again_under_the_same_key(desk: Desk, webhook: Webhook) -> None:
    desk.settings = Settings(receivers=(Receiver("hook", webhook.url, digest=False),))
    desk.goal("g")
    webhook.answer = 503
    desk.refresh(DAY, {"g": "lagging"})
    summary = desk.deliver()
    assert (summary.sent, [u.attempts for u in summary.undelivered]) == (0, [1])
    assert "503" in summary.undelivered[0].error
    webhook.answer = 200
    desk.refresh(date(2022, 7, 1), {"g": "lagging"})
    assert desk.deliver(datetime(2022, 7, 1, 10)).sent == 1
    assert len(set(webhook.keys)) == 1
    assert desk.con.execute("SELECT state, attempts, last_error FROM outbox").fetchall() == [
        ("sent", 2, None)
    ]


@pytest.mark.parametrize(
    "url",
    ["json://127.0.0.1:9/", "mailto://127.0.0.1:9?from=a@b.example&to=c@d.example&mode=insecure", "nonsense"],
)
def test_one_dead_receiver_does_not_hold_up_the_others(desk: Desk, webhook: Webhook, url: str) -> None:
    desk.settings = Settings(
        receivers=(Receiver("a dead one", url), Receiver("hook", webhook.url, digest=False))
    )
    desk.goal("g")
    desk.refresh(DAY, {"g": "lagging"})
    summary = desk.deliver()
    assert summary.sent == len(webhook.received) == 1
    assert [(u.receiver, bool(u.error)) for u in summary.undelivered] == [("a dead one", True)]


def test_a_receiver_no_longer_named_is_put_aside(desk: Desk) -> None:
    desk.goal("g")
    desk.refresh(DAY, {"g": "lagging"})
    desk.settings = replace(desk.settings, receivers=())
    assert desk.deliver().undelivered == ()
    assert desk.outbox("outdated") == [("office", "住建局（某市）", "first")]


KILLED_AFTER_SENDING = """
import os, sys
from datetime import datetime
from pathlib import Path
from targets.alerts import delivery
from targets.settings import Receiver, Settings
from targets.store.warehouse import open_warehouse

def send_and_die(*message):
    error = really_send(*message)
    assert error is None, error
    os._exit(9)

really_send, delivery.send = delivery.send, send_and_die
with open_warehouse(Path(sys.argv[1])) as con:
    delivery.deliver(con, Settings(receivers=(Receiver("hook", sys.argv[2]),)), datetime(2022, 6, 30, 10))
"""


def test_killed_between_sending_and_marking_it_sends_again_under_the_same_key(
    desk: Desk, webhook: Webhook, tmp_path: Path
) -> None:
    settings = Settings(receivers=(Receiver("hook", webhook.url, digest=False),))
    desk.settings = settings
    desk.goal("g")
    desk.refresh(DAY, {"g": "lagging"})
    with open_warehouse(tmp_path) as con:
        con.execute("DELETE FROM outbox")
        for row in desk.con.execute("SELECT * FROM outbox").fetchall():
            con.execute(f"INSERT INTO outbox VALUES ({', '.join('?' * len(row))})", list(row))
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_AFTER_SENDING, str(tmp_path), webhook.url], check=False, timeout=60
    )
    assert killed.returncode == 9
    with open_warehouse(tmp_path) as con:
        again = Desk(con, settings)
        assert again.deliver().sent == 1
        assert again.deliver().sent == 0
    assert len(webhook.keys) == 2
    assert len(set(webhook.keys)) == 1


def test_the_worst_goal_stands_first(desk: Desk) -> None:
    for target_id in "abcd":
        desk.goal(target_id)
    desk.refresh(
        DAY, {"a": "stale", "b": "lagging", "c": "lagging", "d": "missed"}, gaps={"b": -5.0, "c": -30.0}
    )
    assert [a.target_id for a in load_alerts(desk.con, DAY)] == ["d", "c", "b", "a"]
    message = write_message("住建局", load_alerts(desk.con, DAY), DAY, Manner("https://plan.example/"))
    places = [message.body.index(f"https://plan.example/goals/{t}.html") for t in "dcba"]
    assert places == sorted(places)
    assert (
        message.subject
        == "【督办】住建局：逾期未完成1项、滞后2项、数据过期1项 | 1 missed, 2 lagging, 1 stale data"
    )


@pytest.mark.parametrize(("language", "other"), [("zh", r"[A-Za-z]{3,}"), ("en", "[一-鿿]+")])
def test_a_message_in_one_language_holds_no_word_of_the_other(desk: Desk, language: str, other: str) -> None:
    statuses = {"a": "missed", "b": "lagging", "c": "away", "d": "at_risk", "e": "stale"}
    for target_id in statuses:
        desk.goal(target_id, indicator="A", region="B", owners=("C",), quote="D", unit="%")
    desk.refresh(DAY, statuses)
    alerts = load_alerts(desk.con, DAY)
    assert len(alerts) >= 4
    for group in ("C", ALL_UNITS):
        told = write_message(group, alerts, DAY, Manner("", language, frozenset(a.alert_id for a in alerts)))
        said = re.sub(r"goals/\w+\.html|《.*?》", "", f"{told.subject}\n{told.body}")
        assert re.findall(other, said) == ([] if language == "zh" else re.findall("督办", said)), said


def test_of_a_long_list_the_rest_has_a_line_each(desk: Desk) -> None:
    for n in range(60):
        desk.goal(f"g{n}")
    desk.refresh(DAY, {f"g{n}": "lagging" for n in range(60)})
    body = write_message("住建局", load_alerts(desk.con, DAY), DAY, Manner("")).body
    assert body.count("[滞后 / lagging]") == 60
    assert body.count("依据 / evidence") == 50
    assert "… 另有10项 / … and 10 more" in body


def test_text_of_a_document_cannot_break_a_message(desk: Desk, mailbox: Mailbox) -> None:
    desk.settings = Settings(receivers=(Receiver("mail", mailbox.url, digest=False),))
    evil = "第一行\r\nBcc: victim@plan.example\u202e<script>alert(1)</script>" + "长" * 10_000
    desk.goal("g", owners=(evil,), quote=evil)
    desk.refresh(DAY, {"g": "lagging"})
    assert desk.deliver().sent == 1
    mail = mailbox.received[0]
    assert mail["Bcc"] is None
    text = mail.get_body().get_content()  # type: ignore[union-attr]
    assert mail.get_content_type() == "text/plain"
    assert "<script>" in text  # plain text, so it is only text
    assert "\u202e" not in text
    assert len(text) < 5_000


def test_one_line() -> None:
    assert one_line(" 一\t二\n\u202e三 ") == "一 二 三"
    assert one_line("长" * 400) == "长" * 299 + "…"


def test_an_acknowledged_goal_is_listed_with_who_and_why(desk: Desk) -> None:
    from targets.alerts.acknowledge import acknowledge

    desk.goal("a")
    desk.goal("b")
    desk.refresh(DAY, {"a": "lagging", "b": "lagging"})
    acknowledge(desk.con, "a", "张三", "下周约谈", datetime(2022, 6, 30, 12))
    alerts = load_alerts(desk.con, DAY)
    assert {a.alert_id: a.state for a in alerts} == {"a": AlertState.ACKNOWLEDGED, "b": AlertState.FIRING}
    body = write_message("住建局", alerts, DAY, Manner("")).body
    assert (
        "已签收 / acknowledged:\n- [滞后 / lagging] a 指标a（某市）：实际40套，目标50套，差10套 "
        "（示意数据） / (illustrative data) (张三: 下周约谈)" in body
    )
