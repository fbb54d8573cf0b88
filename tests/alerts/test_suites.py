"""Checks of a refresh that fail are told to the receiver that a rule names; once, until what fails changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from targets.alerts.delivery import waiting_messages
from targets.alerts.rules import AlertSeverity, BadRules, SuiteRule, load_rules
from targets.alerts.suites import tell_failed_checks
from targets.settings import Receiver
from targets.store.rows import insert_rows
from targets.store.run import Run
from tests.alerts.conftest import Desk

RULE = SuiteRule("入库检查", "leader", repeat_days=30, severity=AlertSeverity.CRITICAL)
TEXT = """
[[suite]]
name = "入库检查"
suites = ["observations"]
to = "督查室"

[[suite]]
name = "目标检查"
checks = ["target_unique"]
severity = "critical"
to = "督查室"
"""


def checked(desk: Desk, day: int, rule: SuiteRule = RULE, **failed: int) -> list[tuple[str, str]]:
    """The messages that wait after a refresh in which these checks fail so many rows: subject and reason."""
    run = Run(f"run-{day}", date(2022, 6, 1) + timedelta(day), datetime(2022, 6, 1, 9) + timedelta(day))
    rows = [
        {
            "run_id": run.run_id,
            "suite": "observations" if name.startswith("value") else "documents",
            "check_name": name,
            "column_name": "value",
            "severity": "info" if name.endswith("_told") else "warning",
            "success": not count,
            "checked": 10,
            "failed": count,
            "message": f"{name}成立",
            "message_en": f"{name} holds",
        }
        for name, count in failed.items()
    ]
    insert_rows(desk.con, "check_results", rows)
    for _ in range(2):
        tell_failed_checks(desk.con, run, desk.settings, replace(desk.rules, suites=(rule,)))
    return desk.con.execute(
        "SELECT subject, reason FROM outbox WHERE kind = 'checks' AND state = 'pending' ORDER BY created_at"
    ).fetchall()


def sent(desk: Desk) -> None:
    desk.con.execute("UPDATE outbox SET state = 'sent', sent_at = created_at WHERE state = 'pending'")


@pytest.fixture
def office(desk: Desk) -> Desk:
    """A desk with a leader who reads Chinese."""
    leader = Receiver("leader", "json://127.0.0.1:9", ("无",), language="zh")
    desk.settings = replace(desk.settings, receivers=(*desk.settings.receivers, leader))
    return desk


def test_a_failing_check_is_told_once_until_others_fail_or_all_pass(office: Desk) -> None:
    assert checked(office, 1, title_present=0, value_told=3) == [], "what only tells alerts nobody"
    told = ("【督办】入库检查：1项检查未通过", "changed")
    assert checked(office, 2, value_known=2) == [told]
    ((receiver, body),) = office.con.execute("SELECT receiver, body FROM outbox").fetchall()
    assert receiver == "leader"
    assert "value_known成立 (2 / 10, value_known)" in body and "duban quarantine list" in body
    (message,) = waiting_messages(office.con)
    assert (message.severity, message.target_ids) == (AlertSeverity.CRITICAL, ())
    sent(office)
    assert checked(office, 3, value_known=5) == [], "the same one fails"
    assert checked(office, 4, value_known=5, title_present=1) == [
        ("【督办】入库检查：2项检查未通过", "changed")
    ]
    sent(office)
    assert checked(office, 35, value_known=5, title_present=1) == [
        ("【督办】入库检查：2项检查未通过", "repeat")
    ]
    sent(office)
    assert checked(office, 36, value_known=0) == [("【督办】入库检查：检查已全部通过", "resolved")]
    sent(office)
    assert checked(office, 37) == []


def test_what_nobody_heard_of_ends_in_silence(office: Desk) -> None:
    assert len(checked(office, 1, value_known=2)) == 1
    assert checked(office, 2) == []


def test_a_rule_has_a_scope(office: Desk) -> None:
    documents = replace(RULE, suites=("documents",))
    assert checked(office, 1, documents, value_known=2) == []
    one = replace(RULE, name="一项", checks=("value_told",))
    assert [subject for subject, _ in checked(office, 2, one, value_told=2, value_known=1)] == [
        "【督办】一项：1项检查未通过"
    ]


def test_messages_about_goals_go_on_beside_those_about_checks(office: Desk) -> None:
    checked(office, 1, value_known=2)
    office.rules = replace(office.rules, suites=(replace(RULE, to="office"),))
    office.goal("g")
    office.refresh(date(2022, 6, 5), {"g": "lagging"})
    assert ("office", "住建局（某市）", "first") in office.outbox("pending")
    assert ("leader", "入库检查", "changed") in office.outbox("pending"), "taken back by nobody"


def test_the_file_names_suites_checks_and_a_receiver(tmp_path: Path) -> None:
    path = tmp_path / "alerts.toml"
    path.write_text(TEXT, encoding="utf-8")
    first, second = load_rules(path, ["督查室"]).suites
    assert first == SuiteRule("入库检查", "督查室", ("observations",))
    assert (second.checks, second.severity) == (("target_unique",), AlertSeverity.CRITICAL)


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        (
            '"督查室"',
            '"无此人"',
            "line 5, to: there is no receiver '无此人' in the settings. They name: 督查室",
        ),
        ('to = "督查室"', "", "to: is missing. Name a receiver of the settings"),
        (
            '"observations"',
            '"figures"',
            "line 4, suites: 'figures' is unknown. Name some of documents, targets",
        ),
        ('"target_unique"', '"unique"', "line 9, checks: 'unique' is unknown. Name some of"),
        ('"目标检查"', '"入库检查"', "line 8, name: '入库检查' is named twice"),
        ('name = "目标检查"', "days = 3", "line 8, days: is not known here"),
    ],
)
def test_a_wrong_table_is_named_by_line_and_remedy(
    tmp_path: Path, before: str, after: str, says: str
) -> None:
    path = tmp_path / "alerts.toml"
    path.write_text(TEXT.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(BadRules) as error:
        load_rules(path, ["督查室"])
    assert says in str(error.value)
