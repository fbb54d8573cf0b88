"""The derivation of a verdict, line by line."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest

from targets.progress.explain import Explanation, UnknownGoal, explain
from targets.progress.profiles import rule_version
from targets.status import Status
from targets.words import word_of
from tests.progress.examples import EXAMPLES
from tests.progress.examples.kit import monthly
from tests.progress.examples.paths import MILESTONES
from tests.progress.samples import Goal, progress, put, refreshed

JUNE = "2022-06-30"


def lines(explanation: Explanation) -> dict[str, tuple[str, str]]:
    """The steps by name, in Chinese and English."""
    return {line.step: (line.derivation.zh, line.derivation.en) for line in explanation.lines}


def test_every_step_is_shown_with_its_numbers(con: duckdb.DuckDBPyConnection) -> None:
    put(con, {"a": Goal(364, monthly(24, 48, 72, 96, 120, 144))})
    refreshed(con, JUNE)
    steps = lines(explain(con, "a"))
    assert steps["expected"][1] == (
        "0 households + (364 households - 0 households) × 49.45% = 180 households (linear in time)"
    )
    assert steps["gap"][1] == "−36 households (−9.9% of the way; negative is behind)"
    assert (
        steps["achievement"][1] == "(144 households - 0 households) ÷ (180 households - 0 households) = 80%"
    )
    assert steps["required_rate"][1] == "(364 households - 144 households) ÷ 6 = 36.66666667 households"
    assert steps["projection"][1] == "144 households + 24 households × 6 = 288 households"
    assert steps["rule"][0] == (
        f"delivery：达成度≥0.95正常，≥0.8有风险，其余滞后（规则版本{rule_version()}）"
    )
    assert steps["verdict"][1].startswith("at risk: ")
    assert list(steps) == [
        "goal",
        "source",
        "owners",
        "plan",
        "series",
        "period",
        "actual",
        "judged_on",
        "baseline",
        "time_share",
        "expected",
        "gap",
        "achievement",
        "progress_share",
        "trend",
        "required_rate",
        "projection",
        "reach_on",
        "rule",
        "verdict",
    ]


def test_inputs_show_their_vintages(con: duckdb.DuckDBPyConnection) -> None:
    put(
        con,
        {"a": Goal(364, (("2022-05-31", 150), (JUNE, 100, JUNE), (JUNE, 180, "2022-07-15"))), "b": Goal(5)},
    )
    refreshed(con, "2022-07-20")
    inputs = explain(con, "a").inputs
    assert [
        (i.period_end.isoformat(), i.value, i.recorded_at.date().isoformat(), i.counts) for i in inputs
    ] == [
        ("2022-05-31", 150, "2022-05-31", True),
        (JUNE, 100, JUNE, False),
        (JUNE, 180, "2022-07-15", True),
    ]
    then = explain(con, "a", date(2022, 7, 1))
    assert [i.value for i in then.inputs if i.counts] == [150, 100]
    assert lines(then)["actual"][1].startswith("100 households")


def test_milestones_of_the_path_are_named(con: duckdb.DuckDBPyConnection) -> None:
    put(con, MILESTONES.goals)
    refreshed(con, "2022-09-30")
    assert lines(explain(con, "end"))["expected"][1] == (
        "from 55% (2022-06-30) to 100% (2022-12-31) by days = 77.5% (milestones)"
    )


def test_the_explanation_agrees_with_the_verdict_of_every_worked_example(
    con: duckdb.DuckDBPyConnection,
) -> None:
    examples = {e.name: e for e in EXAMPLES if (e.as_of, e.profile) == (JUNE, "delivery")}
    put(con, {name: e.goal for name, e in examples.items()})
    refreshed(con, JUNE)
    stored = progress(con)
    for name in list(examples)[::6]:
        explanation = explain(con, name)
        assert explanation.status == stored[name]["status"]
        assert lines(explanation)["verdict"] == (
            f"{word_of(Status(stored[name]['status'])).zh}：{stored[name]['reason_zh']}",
            f"{word_of(Status(stored[name]['status'])).en.lower()}: {stored[name]['reason_en']}",
        )


def test_an_unknown_goal_is_named(con: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(UnknownGoal, match="x: nothing has been judged yet"):
        explain(con, "x")
    put(con, {"a": Goal(5)})
    refreshed(con, JUNE)
    with pytest.raises(UnknownGoal, match="x: no such goal on 2022-06-30"):
        explain(con, "x")
