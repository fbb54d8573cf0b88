"""The derivation of a verdict, line by line."""

from __future__ import annotations

import re
from datetime import date

import duckdb
import pytest

from targets.progress.explain import Explanation, UnknownGoal, explain
from targets.progress.profiles import rule_version
from targets.status import Status
from targets.store.rows import insert_rows
from targets.words import word_of
from tests.progress.examples import EXAMPLES
from tests.progress.examples.kit import monthly
from tests.progress.examples.paths import MILESTONES
from tests.progress.samples import Goal, progress, put, refreshed

JUNE = "2022-06-30"


def lines(explanation: Explanation) -> dict[str, tuple[str, str]]:
    """The steps by name, in Chinese and English."""
    return {line.step: (line.derivation.zh, line.derivation.en) for line in explanation.lines}


@pytest.mark.parametrize(
    ("pages", "zh", "en"),
    [(None, "《doc-a》：", "doc-a: "), ([0, 12, 31], "《doc-a》第2页：", "doc-a, page 2: ")],
)
def test_the_page_of_the_sentence_is_told_where_it_is_known(
    con: duckdb.DuckDBPyConnection, pages: list[int] | None, zh: str, en: str
) -> None:
    put(con, {"a": Goal(364, monthly(24, 48))})
    named = {
        "target_id": "a",
        "document_id": "doc-a",
        "doc": "doc-a",
        "start": 30,
        "end": 34,
        "text": "364户",
    }
    read = {"role": "target", "value": 364, "unit": "户", "comparator": "ge", "due_basis": "document"}
    about = {
        "indicator": "老旧小区改造",
        "owners": [],
        "section": [],
        "quote": "",
        "cues": [],
        "run_id": "run-0",
    }
    insert_rows(con, "mentions", [{**named, **read, **about, "implicit": False, "confidence": 0.9}])
    con.execute("UPDATE documents SET pages = ?", [pages])
    refreshed(con, JUNE)
    told = lines(explain(con, "a"))["source"]
    assert told[0].startswith(zh) and told[1].startswith(en)


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
        f"达成度口径：达成度≥0.95正常，≥0.8有风险，其余滞后（规则版本{rule_version()}）"
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
        (i.period_end.isoformat(), i.value, i.recorded_at.date().isoformat(), i.standing) for i in inputs
    ] == [
        ("2022-05-31", 150, "2022-05-31", "counts"),
        (JUNE, 100, JUNE, "replaced"),
        (JUNE, 180, "2022-07-15", "counts"),
    ]
    then = explain(con, "a", date(2022, 7, 1))
    assert [i.value for i in then.inputs if i.standing == "counts"] == [150, 100]
    assert lines(then)["actual"][1].startswith("100 households")


def test_a_doubtful_figure_stands_among_the_inputs_as_such(con: duckdb.DuckDBPyConnection) -> None:
    put(con, {"a": Goal(364, (("2022-05-31", 150), (JUNE, 900, JUNE)))})
    con.execute("INSERT INTO held_observations FROM observations WHERE value = 900")
    con.execute("DELETE FROM observations WHERE value = 900")
    refreshed(con, "2022-07-20")
    inputs = explain(con, "a").inputs
    assert [(i.value, i.standing) for i in inputs] == [(150, "counts"), (900, "doubtful")]


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


CODES = re.compile(
    r"[a-z]_[a-z]|\de[+-]\d|(?<![a-z])(ytd|month|delivery|sdg|direct|linear|lagging|ge|le|eq)(?![a-z])"
)


def test_a_derivation_in_chinese_holds_no_code_word_and_no_power_of_ten(
    con: duckdb.DuckDBPyConnection,
) -> None:
    examples = {e.name: e.goal for e in EXAMPLES if (e.as_of, e.profile) == (JUNE, "delivery")}
    put(con, examples | {"large": Goal(55_400_000_000, ((JUNE, 13_730_769_230.0),), unit="元")})
    refreshed(con, JUNE)
    for name in ("large", *list(examples)[::6]):
        for line in explain(con, name).lines:
            said = line.derivation.zh
            assert line.step in ("source", "series") or not CODES.search(said), said


def test_an_unknown_goal_is_named(con: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(UnknownGoal, match="x: nothing has been judged yet"):
        explain(con, "x")
    put(con, {"a": Goal(5)})
    refreshed(con, JUNE)
    with pytest.raises(UnknownGoal, match="x: no such goal on 2022-06-30"):
        explain(con, "x")
