"""The rules file: what is wrong is named by file, line, key and remedy; each condition holds when it should and not else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from targets.alerts.explain import findings_of
from targets.alerts.quiet import quiet_until
from targets.alerts.rules import (
    CONDITIONS,
    AlertSeverity,
    BadRules,
    Quiet,
    default_rules,
    load_rules,
    rules_for,
)
from targets.status import Status
from targets.store.decisions import Person
from targets.store.explanations import Statement, keep_explanations
from tests.alerts.conftest import Desk

MAY, JUNE, JULY = date(2022, 5, 31), date(2022, 6, 30), date(2022, 7, 31)
GOOD = """group_days = 3
[quiet]
hours = "20:00-08:00"
working_days = true

[[rule]]
name = "落后两期"
when = "behind"
periods = 2
severity = "critical"
escalate = { after_days = 10, to = "督查室" }

[[rule]]
name = "快到期"
when = "deadline"
days = 20
below = 0.9
regions = ["某市"]
"""


def rules_in(folder: Path, text: str) -> Path:
    path = folder / "alerts.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_home_may_hold_rules_of_its_own(tmp_path: Path) -> None:
    assert rules_for(tmp_path) is default_rules()
    rules_in(tmp_path, GOOD)
    rules = rules_for(tmp_path, ["督查室"])
    first, second = rules.rules
    assert (first.name, first.numbers, first.severity) == ("落后两期", {"periods": 2}, AlertSeverity.CRITICAL)
    assert first.statuses == (Status.LAGGING, Status.AWAY)
    assert first.escalate is not None and first.escalate.to == "督查室"
    assert second.numbers == {"days": 20, "below": 0.9}
    assert rules.quiet.hours == (time(20), time(8))


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("group_days = 3", "group_days = -3", "line 1, group_days: -3 is no number of 0 or more. Write"),
        ("group_days = 3", "group_dayz = 3", "line 1, group_dayz: is not known here. Known are group_days, quiet, rule, suite"),
        ('"20:00-08:00"', '"8pm"', "line 3, hours: '8pm' are no hours. Write them as"),
        ("working_days = true", "working_days = 1", "line 4, working_days: 1 is neither true nor false"),
        ("periods = 2", "periods = 'two'", "line 9, periods: 'two' is no number of 0 or more"),
        ("periods = 2", "days = 2", "line 9, days: is not known here. Known are"),
        ('"behind"', '"late"', "line 8, when: 'late' is no condition. Name one of behind"),
        ('"critical"', '"high"', "line 10, severity: 'high' is no severity. Name one of critical, warning, info"),
        ('"督查室"', '"无此人"', "line 11, escalate: there is no receiver '无此人' in the settings. They name: 督查室"),
        ("below = 0.9", "below = 90", "line 17, below: 90 is no share. Write 80 % as 0.8"),
        ("below = 0.9", "", "line 13, below: is missing. Write below = a number"),
        ('["某市"]', '"某市"', "line 18, regions: '某市' is no list of texts"),
        ('"快到期"', '"落后两期"', "line 14, name: '落后两期' is named twice"),
        ("periods = 2", 'statuses = ["late"]', "line 9, statuses: 'late' is no status"),
        ("periods = 2", 'inhibits = ["x"]', "line 9, inhibits: 'x' is no rule. Name some of 落后两期, 快到期"),
        ("periods = 2", "periods = ", "line 9: "),
        ("escalate = { after_days = 10, to = \"督查室\" }", 'escalate = "督查室"', "line 11, escalate: '督查室' is no escalation. Write escalate = {"),
        ("{ after_days = 10, to", "{ to", "line 11, escalate: {'to': '督查室'} is no escalation"),
        ("after_days = 10", "after_days = 0", "line 11, escalate: after_days is 0. Write escalate = {"),
        ("after_days = 10", "after_days = '10'", "line 11, escalate: after_days is '10'"),
        ("[quiet]", "[silent]", "line 2, silent: is not known here. Known are group_days, quiet, rule"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_by_line_and_remedy(
    tmp_path: Path, before: str, after: str, says: str
) -> None:
    assert before in GOOD
    path = rules_in(tmp_path, GOOD.replace(before, after, 1))
    with pytest.raises(BadRules) as error:
        load_rules(path, ["督查室"])
    assert says in str(error.value)
    assert str(path) in str(error.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('rule = "behind"', "line 1, rule: rule is no list of tables. Begin each with [[rule]]"),
        ("rule = [1]", "line 1, rule: rule is no list of tables"),
        ('[suite]\nname = "a"', "line 1, suite: suite is no list of tables. Begin each with [[suite]]"),
        ('quiet = "20:00-08:00"', "line 1, quiet: '20:00-08:00' is no table. Write it under [quiet]"),
    ],
)
def test_a_table_of_another_form_is_named(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(BadRules) as error:
        load_rules(rules_in(tmp_path, text), [])
    assert says in str(error.value)


DUE_SOON = {"due": date(2022, 7, 20), "progress_share": 0.5, "status": "on_track"}
# Condition, what changes the shipped rule, what the verdict says, and whether it then holds.
CASES: list[tuple[str, dict[str, Any], dict[str, Any], bool]] = [
    ("behind", {}, {"status": "lagging"}, True),
    ("behind", {}, {"status": "at_risk"}, False),
    ("behind", {"statuses": (Status.AWAY,)}, {"status": "lagging"}, False),
    ("behind", {"numbers": {"periods": 2}}, {"status": "lagging"}, False),
    ("deadline", {}, DUE_SOON, True),
    ("deadline", {}, DUE_SOON | {"due": date(2022, 9, 1)}, False),
    ("deadline", {}, DUE_SOON | {"due": date(2022, 6, 20)}, False),
    ("deadline", {}, DUE_SOON | {"progress_share": 0.8}, False),
    ("deadline", {}, DUE_SOON | {"progress_share": None}, False),
    ("deadline", {}, DUE_SOON | {"status": "met"}, False),
    ("likely_miss", {}, {"status": "on_track", "probability_of_miss": 0.81}, True),
    ("likely_miss", {}, {"status": "on_track", "probability_of_miss": 0.8}, False),
    ("missed", {}, {"status": "missed"}, True),
    ("missed", {}, {"status": "lagging"}, False),
    ("figure_overdue", {}, {"status": "stale"}, True),
    ("figure_overdue", {}, {"status": "on_track", "report_overdue": True, "owed_since": date(2022, 6, 20)}, True),
    ("figure_overdue", {"numbers": {"days": 11}}, {"status": "on_track", "report_overdue": True, "owed_since": date(2022, 6, 20)}, False),
    ("check_failed", {}, {"status": "on_track", "waits_for_check": True}, True),
    ("check_failed", {}, {"status": "on_track", "waits_for_check": False}, False),
    ("missed", {"owners": ("住建局",)}, {"status": "missed"}, True),
    ("missed", {"owners": ("住建局（某市）",)}, {"status": "missed"}, True),
    ("missed", {"owners": ("教育局",)}, {"status": "missed"}, False),
    ("missed", {"regions": ("别市",)}, {"status": "missed"}, False),
    ("missed", {"documents": ("年度计划",)}, {"status": "missed"}, True),
    ("missed", {"documents": ("别的计划",)}, {"status": "missed"}, False),
    ("missed", {"sections": ("住房",)}, {"status": "missed"}, True),
    ("missed", {"sections": ("教育",)}, {"status": "missed"}, False),
]  # fmt: skip


@pytest.mark.parametrize(("when", "changed", "verdict", "holds"), CASES)
def test_a_condition_holds(
    desk: Desk, when: str, changed: dict[str, Any], verdict: dict[str, Any], holds: bool
) -> None:
    desk.goal("g", due=verdict.get("due"))
    desk.follow(when, **changed)
    desk.verdict["g"] = {key: value for key, value in verdict.items() if key != "status"}
    desk.refresh(JUNE, {"g": verdict["status"]})
    found = {f.rule.name: f for f in findings_of(desk.con, "g", desk.settings, desk.rules)}
    assert found[when].holds is holds
    held = desk.con.execute("SELECT rule FROM alert_conditions").fetchall()
    assert ((when,) in held) is holds


def test_every_condition_has_a_case() -> None:
    elsewhere = {"met", "met_late", "worsening", "rank_fell", "promise_overdue"}
    assert {when for when, *_ in CASES} | elsewhere == set(CONDITIONS)


def test_behind_for_two_figures_is_counted_by_figures_not_by_refreshes(desk: Desk) -> None:
    desk.goal("g")
    desk.follow("behind", numbers={"periods": 2})
    for day, figure in ((JUNE, MAY), (date(2022, 7, 5), MAY), (date(2022, 7, 10), JUNE)):
        desk.verdict["g"] = {"actual_period_end": figure}
        desk.refresh(day, {"g": "lagging"})
        fires = desk.con.execute("SELECT 1 FROM alerts").fetchall() != []
        assert fires is (figure == JUNE), day


def test_a_figure_on_its_way_ends_a_spell_of_being_behind(desk: Desk) -> None:
    desk.goal("g")
    desk.follow("behind", numbers={"periods": 2})
    for day, figure, status, fires in (
        (JUNE, MAY, "lagging", False),
        (date(2022, 7, 5), date(2022, 6, 15), "on_track", False),
        (date(2022, 7, 10), JUNE, "lagging", False),
        (date(2022, 8, 5), JULY, "lagging", True),
    ):
        desk.verdict["g"] = {"actual_period_end": figure}
        desk.refresh(day, {"g": status})
        firing = desk.con.execute("SELECT 1 FROM alerts WHERE state = 'firing'").fetchall() != []
        assert firing is fires, day


@pytest.mark.parametrize(("gap", "state"), [(-13.0, "firing"), (-11.0, None), (-5.0, None)])
def test_at_risk_and_worsening(desk: Desk, gap: float, state: str | None) -> None:
    desk.goal("g")
    desk.verdict["g"] = {"actual_period_end": MAY}
    desk.refresh(JUNE, {"g": "at_risk"}, gaps={"g": -10.0})
    desk.verdict["g"] = {"actual_period_end": JUNE}
    desk.refresh(JULY, {"g": "at_risk"}, gaps={"g": gap})
    assert [s for (s,) in desk.con.execute("SELECT state FROM alerts").fetchall()] == (
        [state] if state else []
    )


@pytest.mark.parametrize(("place", "rules"), [(8.0, ["rank_fell"]), (5.0, [])])
def test_a_rank_that_fell(desk: Desk, place: float, rules: list[str]) -> None:
    desk.goal("g", kind="rank")
    desk.verdict["g"] = {"kind": "rank", "actual": 6.0, "actual_period_end": MAY}
    desk.refresh(JUNE, {"g": "on_track"})
    desk.verdict["g"] = {"kind": "rank", "actual": place, "actual_period_end": JUNE}
    desk.refresh(JULY, {"g": "on_track"})
    assert [rule for (rule,) in desk.con.execute("SELECT rule FROM alerts").fetchall()] == rules


def test_a_promise_that_is_over(desk: Desk) -> None:
    desk.goal("g")
    promise = Statement(MAY, target_id="g", cause="慢", promised_on=date(2022, 6, 15))
    keep_explanations(desk.con, [promise], Person("住建局", datetime(2022, 6, 1)))
    desk.refresh(JUNE, {"g": "at_risk"})
    assert desk.con.execute("SELECT rule, severity FROM alerts").fetchall() == [
        ("promise_overdue", "critical")
    ]


def test_the_rule_that_matters_most_leads_and_says_beside_it_what_it_does_not_inhibit(desk: Desk) -> None:
    desk.goal("g", due=date(2022, 7, 10))
    desk.verdict["g"] = {"due": date(2022, 7, 10), "progress_share": 0.4, "waits_for_check": True}
    desk.refresh(JUNE, {"g": "lagging"})
    assert desk.con.execute("SELECT rule, inhibited_by FROM alert_conditions ORDER BY rule").fetchall() == [
        ("behind", None),
        ("check_failed", None),
        ("deadline", "behind"),
    ]
    ((body,),) = desk.con.execute("SELECT body FROM outbox").fetchall()
    assert "预警规则 / rules: 数据待核实 / figure to be checked" in body
    desk.refresh(JULY, {"g": "missed"})
    assert desk.con.execute("SELECT rule FROM alerts").fetchall() == [("missed",)]
    ((body,),) = desk.con.execute("SELECT body FROM outbox WHERE state = 'pending'").fetchall()
    assert "预警规则" not in body, "missed inhibits the rest"


QUIET = Quiet((time(20), time(8)), working_days=True)


@pytest.mark.parametrize(
    ("now", "until"),
    [
        (datetime(2022, 6, 30, 10), None),
        (datetime(2022, 6, 29, 21), datetime(2022, 6, 30, 8)),
        (datetime(2022, 6, 30, 7, 59), datetime(2022, 6, 30, 8)),
        (datetime(2022, 7, 1, 20), datetime(2022, 7, 4, 8)),  # Friday evening
        (datetime(2022, 10, 1, 12), datetime(2022, 10, 8, 8)),  # National Day, then a Saturday that is worked
        (datetime(2022, 10, 8, 12), None),
    ],
)
def test_quiet_hours_end_in_the_morning_of_a_working_day(now: datetime, until: datetime | None) -> None:
    assert quiet_until(QUIET, now) == until


def test_quiet_hours_by_day_and_none() -> None:
    lunch = Quiet((time(12), time(13)))
    assert quiet_until(lunch, datetime(2022, 6, 30, 12, 30)) == datetime(2022, 6, 30, 13)
    assert quiet_until(lunch, datetime(2022, 6, 30, 13)) is None
    assert quiet_until(Quiet(), datetime(2022, 10, 1, 3)) is None
    assert quiet_until(Quiet(working_days=True), datetime(2022, 7, 2, 9)) == datetime(2022, 7, 4)


def test_what_is_quiet_waits_and_what_is_critical_goes(desk: Desk) -> None:
    desk.rules = replace(desk.rules, quiet=replace(QUIET, exempt=(AlertSeverity.CRITICAL,)))
    desk.goal("a", owners=("住建局",))
    desk.goal("b", owners=("教育局",))
    desk.refresh(JUNE, {"a": "lagging", "b": "missed"})
    summary = desk.deliver(datetime(2022, 6, 30, 22))
    assert [u.group_key for u in summary.undelivered] == ["教育局（某市）"], (
        "tried, though nobody listens there"
    )
    assert (summary.waiting, summary.quiet_until) == (1, datetime(2022, 7, 1, 8))
