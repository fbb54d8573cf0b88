"""What stands beside a status, in words."""

from __future__ import annotations

from datetime import date

import pytest

from dashboards.charts.frames import Row
from dashboards.verdict_facts import facts_of
from tests.dashboards.goal_rows import goal


@pytest.mark.parametrize(
    ("beside", "zh", "en"),
    [
        ({}, [], []),
        (
            {"reached_on": date(2022, 6, 12), "days_late": 12},
            ["2022年6月12日达到，逾期12天"],
            ["reached on 12 Jun 2022, 12 days late"],
        ),
        ({"reached_on": date(2022, 5, 31)}, ["2022年5月31日达到"], ["reached on 31 May 2022"]),
        (
            {"extended_from": date(2022, 6, 30), "extended_by": "李四"},
            ["期限由2022年6月30日延至2022年12月31日（李四）"],
            ["extended from 30 Jun 2022 to 31 Dec 2022 (李四)"],
        ),
        (
            {"final_figure_due": True},
            ["已到期，待甲报送截至2022年12月31日的数据后判定"],
            ["due; decided once 甲 has reported the figure of 31 Dec 2022"],
        ),
        (
            {"report_overdue": True, "owed_period_end": date(2022, 5, 31), "owed_since": date(2022, 6, 26)},
            ["逾期未报：甲应报截至2022年5月31日的数据，2022年6月26日起逾期"],
            ["Report overdue: 甲 owes the figure of 31 May 2022 since 26 Jun 2022"],
        ),
        (
            {"waits_for_check": True},
            ["待核实：有存疑数据，确认前不据此评估"],
            ["Waits for a check: a doubtful figure decides nothing until confirmed"],
        ),
        ({"probability_of_miss": 0.3049}, ["到期完不成的可能性30%"], ["chance of a miss 30%"]),
    ],
)
def test_what_stands_beside_a_status_is_worded(beside: Row, zh: list[str], en: list[str]) -> None:
    facts = facts_of(goal("甲", "on_track", **beside))
    assert ([fact.zh for fact in facts], [fact.en for fact in facts]) == (zh, en)
