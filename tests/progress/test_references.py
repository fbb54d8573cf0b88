"""Goals that another series sets: which series is found, and the verdict by its figure."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import duckdb
import pytest

from targets.progress.explain import explain
from targets.store.decisions import Person, edit
from targets.store.rows import insert_rows
from tests.progress.examples.kit import JUNE
from tests.progress.samples import Goal, observation, put, refreshed

TAX, GDP = "一般公共预算收入增速", "地区生产总值增速"
OWN = "series-goal"


@dataclass(frozen=True)
class Series:
    """A series with the figure of June; by default the growth of tax revenue since January."""

    name: str
    region: str | None
    value: float
    canonical: str = TAX
    change: str | None = "up"
    unit: str = "%"
    accumulation: str = "ytd"
    cadence: str = "month"
    on: str = JUNE
    illustrative: bool = True


PROVINCE = Series("province", "江北省", 6.0)
COUNTRY = Series("country", "全国", 5.0)
ECONOMY = Series("economy", "南湖市", 5.5, "生产总值增速")


@dataclass(frozen=True)
class Case:
    """A goal held against something by so many points, its own series and others -> the reference and the verdict."""

    name: str
    against: str
    more: float
    own: float
    others: tuple[Series, ...]
    found: str | None
    reason: str
    goal: float | None = None
    says: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    own_series: dict[str, Any] = field(default_factory=dict)


CASES = [
    Case("1 point above the province", "province", 1, 7.0, (PROVINCE,), "province", "as_planned", 7),
    Case("short of it", "province", 1, 6.5, (PROVINCE,), "province", "behind", 7),
    Case("far short of it", "province", 1, 3.5, (PROVINCE,), "province", "far_behind", 7),
    Case("no less than the province", "province", 0, 6.0, (PROVINCE, COUNTRY), "province", "as_planned", 6),
    Case("2 points above the country", "country", 2, 7.5, (PROVINCE, COUNTRY), "country", "as_planned", 7),
    Case("abreast of the economy", "economy", 0, 5.0, (ECONOMY, PROVINCE), "economy", "behind", 5.5),
    Case(
        "the economy of another place is none",
        "economy", 0, 5.4, (Series("other", "北湖市", 5.0, "生产总值增速"),), None, "no_reference",
        says="本地区生产总值增速为准，尚无该序列",
    ),
    Case(
        "the economy as an amount is no growth",
        "economy", 0, 5.4, (Series("amount", "南湖市", 5e9, "生产总值", None, "元"),), None, "no_reference",
    ),
    Case(
        "no series of the province",
        "province", 1, 7.0, (COUNTRY,), None, "no_reference", says="全省的同一指标为准，尚无该序列",
    ),
    Case(
        "another province's is none where the goal's region names its own",
        "province", 1, 7.0, (PROVINCE, Series("other", "河东省", 2.0)), "province", "as_planned", 7,
        fields={"region": "江北省南湖市"},
    ),
    Case(
        "two provinces where the region does not say",
        "province", 1, 7.0, (PROVINCE, Series("other", "河东省", 2.0)), None, "no_reference",
        says="不能确定是哪个序列：江北省一般公共预算收入增速（%，province）、河东省",
    ),
    Case(
        "another measure of the province is in question, and not taken",
        "province", 1, 7.0, (Series("monthly", "江北省", 6.0, accumulation="period"),), None, "no_reference",
        says="不能确定是哪个序列：江北省一般公共预算收入增速（%，monthly）",
    ),
    Case(
        "quarterly figures do not follow monthly ones",
        "province", 1, 7.0, (Series("quarterly", "江北省", 6.0, cadence="quarter"),), None, "no_reference",
        says="quarterly",
    ),
    Case(
        "another indicator of the province is none",
        "province", 1, 7.0, (Series("other", "江北省", 6.0, "进出口增速"),), None, "no_reference", says="尚无该序列",
    ),
    Case(
        "invented figures do not set a real goal",
        "province", 1, 7.0, (Series("invented", "江北省", 6.0, illustrative=False),), None, "no_reference",
    ),
    Case(
        "the province's figure of June is not in",
        "province", 1, 7.0, (Series("late", "江北省", 6.0, on="2022-05-31"),), "late", "no_reference",
        says="该指标同期尚无数据",
    ),
    Case(
        "a county against its city",
        "city", 1, 7.0, (PROVINCE, Series("city", "南湖市", 5.0)), "city", "as_planned", 6,
        fields={"region": "南湖市东山区"},
    ),
    Case(
        "a ceiling: no more than the province",
        "province", 0, 5.8, (Series("rate", "江北省", 5.2, "城镇调查失业率", None),), "rate", "behind", 5.2,
        fields={"direction": "at_most", "comparator": "le"},
        own_series={"canonical": "城镇调查失业率", "indicator": "城镇调查失业率", "change": None},
    ),
    Case(
        "a yearly mean over several years is not computed",
        "province", 1, 7.0, (PROVINCE,), None, "no_reference", says="多期平均",
        fields={
            "start": "2021-01-01", "due": "2025-12-31", "actuals": (("2021-12-31", 7.0),),
            "more": {"aggregation": "compound"},
        },
    ),
    Case(
        "measured by the distance itself it needs no other",
        "province", 1, 1.2, (PROVINCE,), None, "as_planned", 1,
        own_series={"canonical": f"{TAX}高于全省平均幅度", "indicator": f"{TAX}高于全省平均幅度", "unit": "百分点"},
    ),
]  # fmt: skip


def load(con: duckdb.DuckDBPyConnection, case: Case) -> None:
    """The goal of a case with its series, and the others."""
    more = {"compared_with": case.against, **case.fields.get("more", {})}
    goal = Goal(
        case.more, ((JUNE, case.own),), kind="direct", unit="百分点", from_january=True, series_unit="%"
    )
    fields = {"series_region": case.fields.get("region", "南湖市"), **case.fields, "more": more}
    put(con, {"goal": Goal(**{**vars(goal), **fields})})
    own = {"canonical": TAX, "indicator": TAX, "change": "up", **case.own_series}
    for name, value in own.items():
        con.execute(f"UPDATE series SET {name} = ? WHERE series_id = ?", [value, OWN])
    add(con, *case.others)


def add(con: duckdb.DuckDBPyConnection, *others: Series, run: str = "run-0") -> None:
    """Put series of other places or quantities beside the goal's own."""
    rows = [
        {"series_id": s.name, "indicator": s.canonical, "canonical": s.canonical, "change": s.change}
        | {"region": s.region, "unit": s.unit, "accumulation": s.accumulation, "cadence": s.cadence}
        | {"illustrative": s.illustrative, "run_id": run}
        for s in others
    ]
    insert_rows(con, "series", rows)
    insert_rows(con, "observations", [observation(s.name, (s.on, s.value), "january", run) for s in others])


def reference_of(con: duckdb.DuckDBPyConnection) -> str | None:
    """The series that sets the goal as it was judged."""
    found = con.execute("SELECT reference_series_id FROM judged_goals WHERE until_no IS NULL").fetchall()
    return str(found[0][0]) if found[0][0] else None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_reference_and_verdict(con: duckdb.DuckDBPyConnection, case: Case) -> None:
    load(con, case)
    row = refreshed(con, JUNE)["goal"]
    assert (reference_of(con), row["reason_code"]) == (case.found, case.reason), row["reason_zh"]
    assert row["expected"] == (None if case.goal is None else pytest.approx(case.goal))
    assert case.says in row["reason_zh"]
    assert (row["reason_code"] == "no_reference") == (row["status"] == "not_assessable")


@pytest.mark.parametrize(
    ("figures", "reason", "expected"),
    [
        ((("2021-06-30", 900.0), (JUNE, 900.0)), "as_planned", 900),
        ((("2021-05-31", 700.0), ("2021-06-30", 900.0), (JUNE, 800.0)), "behind", 900),
        ((("2021-05-31", 700.0), ("2022-05-31", 860.0)), "as_planned", 700),
        (((JUNE, 900.0),), "no_reference", None),
    ],
)
def test_no_less_than_the_year_before_is_held_against_the_same_series(
    con: duckdb.DuckDBPyConnection,
    figures: tuple[tuple[str, float], ...],
    reason: str,
    expected: float | None,
) -> None:
    more = {"compared_with": "year_before"}
    put(con, {"goal": Goal(0, figures, kind="relative", unit="元", from_january=True, more=more)})
    row = refreshed(con, JUNE)["goal"]
    assert (row["reason_code"], row["expected"]) == (reason, expected), row["reason_zh"]
    assert reference_of(con) == OWN


def test_a_person_names_another_series(con: duckdb.DuckDBPyConnection) -> None:
    load(con, CASES[0])
    add(con, Series("named", "河东省", 9.0))
    decide(con, "reference_series_id", "named")
    row = refreshed(con, JUNE)["goal"]
    assert (reference_of(con), row["expected"], row["reason_code"]) == ("named", 10, "far_behind")
    lines = {line.step: line.derivation for line in explain(con, "goal").lines}
    assert lines["reference"].en == f"河东省{TAX} (named, named by a person): 9% (2022-06-30)"


def test_a_person_says_what_sets_the_goal(con: duckdb.DuckDBPyConnection) -> None:
    load(con, Case("", "province", 1, 7.0, (PROVINCE, COUNTRY), None, ""))
    decide(con, "compared_with", "country")
    row = refreshed(con, JUNE)["goal"]
    assert (reference_of(con), row["expected"]) == ("country", 6)


def test_the_explanation_names_the_series_why_and_its_figure(con: duckdb.DuckDBPyConnection) -> None:
    load(con, CASES[1])
    refreshed(con, JUNE)
    lines = {line.step: line.derivation for line in explain(con, "goal").lines}
    assert lines["reference"].zh == f"江北省{TAX}（province，全省的同一指标）：6%（2022-06-30）"
    assert lines["expected"].zh == "6% + 1% = 7%（对照值加要求）"
    assert "目标7%，差0.5个百分点" in lines["verdict"].zh


def test_a_series_that_comes_later_sets_the_goal_and_a_second_one_leaves_it_open(
    con: duckdb.DuckDBPyConnection,
) -> None:
    load(con, Case("", "province", 1, 7.0, (), None, ""))
    assert refreshed(con, JUNE)["goal"]["reason_code"] == "no_reference"
    add(con, PROVINCE, run="run-1")
    assert refreshed(con, JUNE)["goal"]["reason_code"] == "as_planned"
    add(con, Series("other", "河东省", 2.0), run="run-2")
    row = refreshed(con, JUNE)["goal"]
    assert (row["reason_code"], row["series_has"].count("%")) == ("no_reference", 2)
    lines = {line.step: line.derivation for line in explain(con, "goal").lines}
    assert "duban review edit goal reference_series_id=SERIES" in lines["reference"].en


@pytest.mark.parametrize("others", [(), (PROVINCE, Series("other", "河东省", 2.0))], ids=["none", "two"])
def test_a_reason_that_stands_in_documents_names_no_command(
    con: duckdb.DuckDBPyConnection, others: tuple[Series, ...]
) -> None:
    load(con, Case("", "province", 1, 7.0, others, None, ""))
    row = refreshed(con, JUNE)["goal"]
    assert row["reason_code"] == "no_reference"
    for reason in (row["reason_zh"], row["reason_en"]):
        assert "duban" not in reason and "reference_series_id" not in reason


def decide(con: duckdb.DuckDBPyConnection, name: str, value: str) -> None:
    """A person decides a field of the goal."""
    edit(con, "goal", {name: value}, Person("王工", datetime(2022, 6, 1)))


REGIONS = ("南湖市", "江北省南湖市", "江北省", "河东省", "全国", "南湖市东山区", "北湖市", None)


def test_references_of_many_goals_are_those_of_a_plain_recomputation(con: duckdb.DuckDBPyConnection) -> None:
    dice = random.Random(13)
    goals, others = {}, {}
    for number in range(300):
        name, region = f"g{number}", dice.choice(("南湖市", "江北省南湖市", "南湖市东山区"))
        more = {"compared_with": dice.choice(("country", "province", "city", "economy", "year_before"))}
        figures = ((JUNE, dice.uniform(3, 9)), ("2021-06-30", dice.uniform(3, 9)))
        goals[name] = Goal(
            *(dice.randrange(3), figures[: dice.randint(1, 2)], "direct"),
            unit="百分点",
            series_unit="%",
            from_january=True,
            more=more,
            region=region,
            series_region=region,
        )
        others[name] = [
            Series(
                f"{name}-{n}",
                dice.choice(REGIONS),
                dice.uniform(3, 9),
                dice.choice(
                    (f"指标{name}增速", f"指标{name}增速", "生产总值增速" if number < 3 else "别的增速")
                ),
                accumulation=dice.choice(("ytd", "ytd", "ytd", "period")),
                on=dice.choice((JUNE, JUNE, JUNE, "2022-05-31")),
            )
            for n in range(dice.randrange(6))
        ]
    put(con, goals)
    con.execute("UPDATE series SET canonical = '指标' || series_id[8:] || '增速', change = 'up'")
    add(con, *(series for each in others.values() for series in each))
    rows = refreshed(con, JUNE)
    every = [series for each in others.values() for series in each]
    expected = {name: _expected(name, goal, every) for name, goal in goals.items()}
    found = {name: rows[name]["expected"] for name in goals}
    assert found == {
        name: None if value is None else pytest.approx(value, abs=1e-9) for name, value in expected.items()
    }
    assert sum(value is not None for value in expected.values()) > 40


def _expected(name: str, goal: Goal, others: list[Series]) -> float | None:
    """What the goal asks for by the figure that sets it; None where that is missing or left open."""
    against, home = goal.more["compared_with"], str(goal.region)
    if against == "year_before":
        return goal.actuals[1][1] + goal.value if len(goal.actuals) == 2 else None
    places = {
        "country": {"全国"},
        "province": {"江北省"} if home.startswith("江北省") else {"江北省", "河东省"},
        "city": {"南湖市", "江北省南湖市"} if home == "南湖市东山区" else {"北湖市"},
        "economy": {r for r in REGIONS if r and (r.endswith(home) or home.endswith(r))},
    }[against]
    called = "生产总值增速" if against == "economy" else f"指标{name}增速"
    fitting = [s for s in others if (s.canonical, s.accumulation) == (called, "ytd") and s.region in places]
    if len(fitting) != 1 or fitting[0].on != JUNE:
        return None
    return fitting[0].value + goal.value
