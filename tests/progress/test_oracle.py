"""Ten thousand random goals: the SQL agrees with plain Python on every number, date and status."""

from __future__ import annotations

import math
import random
from collections import Counter
from datetime import date, timedelta
from typing import Any

import duckdb
import pytest

from tests.progress.oracle import judge
from tests.progress.oracle_evidence import Aim, Evidence, Seen
from tests.progress.samples import Goal, period_start, put, refreshed

NUMBERS = [
    "baseline",
    "expected",
    "actual",
    "gap",
    "gap_points",
    "gap_share",
    "probability_of_miss",
    "days_late",
    "achievement",
    "time_share",
    "progress_share",
    "lead_points",
    "required_rate",
    "current_rate",
    "projection",
    "projection_low",
    "projection_high",
]
WORDS = [
    "aggregation",
    "basis",
    "plan_start",
    "actual_period_end",
    "reach_on",
    "reached_on",
    "final_figure_due",
    "report_overdue",
    "owed_period_end",
    "owed_since",
    "status",
    "reason_code",
]


@pytest.mark.parametrize(
    ("as_of", "profile", "count"),
    [
        pytest.param("2022-06-30", "delivery", 10_000, marks=pytest.mark.slow),
        ("2022-06-29", "delivery", 2_000),
        ("2022-11-20", "sequence", 2_000),
        ("2023-02-15", "sdg", 2_000),
    ],
)
def test_every_row_is_recomputed_alike(
    con: duckdb.DuckDBPyConnection, as_of: str, profile: str, count: int
) -> None:
    goals = random_goals(random.Random(as_of), count)
    put(con, goals)
    rows = refreshed(con, as_of, profile)
    assert len(rows) == count
    for name, goal in goals.items():
        expected = judge(aim_of(goal, goals), date.fromisoformat(as_of), profile)
        assert_agree(rows[name], expected, f"{name}: {goal}")
    seen = Counter(row["reason_code"] for row in rows.values())
    assert len(seen) >= 15, f"the set is too tame: {seen}"
    assert {row["basis"] for row in rows.values()} >= {"linear", "seasonal", "milestones", "constant"}


def assert_agree(row: dict[str, Any], expected: dict[str, Any], what: str) -> None:
    """Numbers within 1e-9 of their size, all else equal."""
    for name in WORDS:
        assert row[name] == expected[name], (
            f"{name}: {row[name]} is not {expected[name]}; {what}\n{row}\n{expected}"
        )
    for name in NUMBERS:
        ours, theirs = row[name], expected[name]
        assert (ours is None) == (theirs is None), (
            f"{name}: {ours} is not {theirs}; {what}\n{row}\n{expected}"
        )
        if ours is not None:
            assert math.isclose(ours, theirs, rel_tol=1e-9, abs_tol=1e-9 * _size(row)), (
                f"{name}: {ours} is not {theirs}; {what}"
            )


def _size(row: dict[str, Any]) -> float:
    """What a difference of two figures of this row is small against."""
    return max(
        1.0,
        *(
            abs(row[n])
            for n in ("baseline", "expected", "actual", "target_value", "gap_points")
            if row[n] is not None
        ),
    )


def aim_of(goal: Goal, goals: dict[str, Goal]) -> Aim:
    """The same goal as the oracle takes it, with the goals of its path that are judged by the same arithmetic."""
    path = [g for g in goals.values() if goal.trajectory and g.trajectory == goal.trajectory and g.due]
    alike = [g for g in path if _judged_as(g) == _judged_as(goal)]
    return _aim(goal, [(date.fromisoformat(g.due), g.value) for g in alike if g.due])


def _judged_as(goal: Goal) -> str:
    return Evidence(_aim(goal, []), date.min).judged_as


def _aim(goal: Goal, milestones: list[tuple[date, float]]) -> Aim:
    day = date.fromisoformat
    return Aim(
        **{
            name: getattr(goal, name)
            for name in ("kind", "direction", "comparator", "change", "value", "unit", "cadence")
        },
        high=goal.value_high,
        start=day(goal.start) if goal.start else None,
        due=day(goal.due) if goal.due else None,
        issued=day(goal.issued) if goal.issued else None,
        accumulation=goal.accumulation,
        region=goal.region,
        aggregation=goal.more.get("aggregation"),
        baseline=goal.more.get("baseline"),
        baseline_on=goal.more.get("baseline_on"),
        series_region=goal.series_region,
        series_unit=goal.series_unit,
        seen=[
            Seen(
                period_start(day(a[0]), "january" if goal.from_january else goal.cadence),
                day(a[0]),
                a[1],
                day(a[2] if len(a) == 3 else a[0]),
            )
            for a in goal.actuals
        ],
        milestones=milestones,
    )


def random_goals(dice: random.Random, count: int) -> dict[str, Goal]:
    """Goals of all kinds, directions, cadences and accidents."""
    goals: dict[str, Goal] = {}
    while len(goals) < count:
        goal = random_goal(dice)
        goals[f"g{len(goals)}"] = goal
        if goal.kind in ("cumulative", "level") and goal.due and dice.random() < 0.15 and len(goals) < count:
            path = f"path{len(goals)}"
            earlier = date.fromisoformat(goal.due) - timedelta(days=dice.randint(20, 200))
            goals[f"g{len(goals) - 1}"] = _with(goal, trajectory=path)
            goals[f"g{len(goals)}"] = _with(
                goal,
                trajectory=path,
                due=earlier.isoformat(),
                value=goal.value * dice.uniform(0.2, 0.9),
                value_high=None,
            )
    return goals


def random_goal(dice: random.Random) -> Goal:
    """One goal; figures from all sides of zero."""
    if dice.random() < 0.12:
        return random_rate(dice)
    kind = dice.choice(["cumulative"] * 4 + ["level"] * 3 + ["direct", "bound", "rank"])
    cadence = dice.choice(["day", "week"] + ["month"] * 6 + ["quarter"] * 2 + ["half", "year"])
    size = dice.choice([1.0, 100.0, 1e4, 1e9])
    value = round(dice.choice([1, 1, 1, 1, -1, 0]) * size * dice.uniform(0.1, 2), dice.choice([0, 2]))
    if kind == "cumulative" and dice.random() < 0.9:
        value = abs(value) or size
    comparator = dice.choice(["ge", "ge", "le", "eq", "approx", "range"])
    direction = dice.choice(["at_least", "at_least", "at_least", "at_most", "near"])
    start = dice.choice(["2022-01-01"] * 6 + ["2021-01-01", "2022-04-15", None])
    due = dice.choice(
        ["2022-12-31"] * 5 + ["2022-06-30", "2022-09-15", "2023-12-31", "2025-12-31", "2022-05-31", None]
    )
    accumulation = dice.choice(
        ["ytd", "ytd", "level", "total", "period", None]
        if kind == "cumulative"
        else ["level"] * 9 + [None, "ytd", "period"]
    )
    aggregation = (
        dice.choice([None] * 4 + ["mean", "every"]) if kind in ("bound", "level", "direct") else None
    )
    return Goal(
        value,
        random_actuals(dice, cadence, accumulation, value, size),
        kind=kind,
        direction=direction,
        comparator=comparator,
        value_high=value + abs(value) * dice.random() if comparator == "range" else None,
        change=dice.choice([None, None, "up", "down"]),
        unit=dice.choice(["户", "%"]),
        start=start if start is None or due is None or start < due else "2022-01-01",
        due=due,
        issued=dice.choice(
            ["2022-01-10"] * 7 + ["2021-02-01", "2022-05-10", "2022-08-01", "2022-12-01", None]
        ),
        accumulation=accumulation,
        cadence=cadence,
        region=dice.choice(["南湖市", "南湖市", "南湖市", None]),
        series_region=dice.choice(["南湖市"] * 8 + ["江北省南湖市", "江北省", None]),
        series_unit=dice.choice([None] * 30 + ["公里"]),
        from_january=dice.random() < 0.2 and accumulation == "level",
        more={"aggregation": aggregation}
        | ({"baseline": value * 0.7, "baseline_on": date(2021, 12, 31)} if dice.random() < 0.1 else {}),
    )


def random_rate(dice: random.Random) -> Goal:
    """Growth or a drop by the year, alone or compounded over the years of a plan."""
    kind, change = dice.choice([("direct", "up"), ("cumulative", "down"), ("cumulative", "up")])
    years = range(dice.choice([2017, 2018]), 2023)
    value = round(dice.uniform(1, 8) * (1 if kind == "direct" else 4), 1)
    return Goal(
        value,
        tuple(
            (f"{y}-12-31", round(dice.uniform(-1, 9), 1), f"{y + 1}-01-20")
            for y in years
            if dice.random() < 0.97
        ),
        kind=kind,
        change=change,
        unit="%",
        start=f"{dice.choice([2018, 2019, 2020, 2022])}-01-01",
        due=dice.choice(["2022-12-31", "2025-12-31"]),
        issued="2018-02-01",
        accumulation="level",
        cadence="year",
        more={"aggregation": dice.choice(["compound", "compound", None])},
    )


def random_actuals(
    dice: random.Random, cadence: str, accumulation: str | None, value: float, size: float
) -> tuple[Any, ...]:
    """Figures on their way to about the value, some missing, some revised."""
    ends = _period_ends(dice, cadence)
    steps = len([e for e in ends if e.year == 2022]) or 1
    pace = (value or size) / steps * dice.uniform(-0.2, 1.6)
    level = dice.choice([0.0, value * dice.uniform(0, 1.3), value + size * dice.uniform(-1, 1)])
    missing = dice.choice([0, 0, 0, 0.1, 0.4])
    found: list[Any] = []
    running = level
    for before, end in zip([None, *ends], ends, strict=False):
        grown = pace * dice.choice([1, 1, dice.uniform(0, 2)])
        if accumulation == "ytd":
            running = grown if before is None or before.year < end.year else running + grown
        elif accumulation == "period":
            running = grown
        else:
            running += grown
        if dice.random() < missing:
            continue
        late = end + timedelta(days=dice.choice([0, 0, 5, 12, 40]))
        found.append((end.isoformat(), round(running, 3), late.isoformat()))
        if dice.random() < 0.05:
            again = late + timedelta(days=dice.randint(1, 90))
            found.append((end.isoformat(), round(running * dice.uniform(0.8, 1.2), 3), again.isoformat()))
    return tuple(found)


def _period_ends(dice: random.Random, cadence: str) -> list[date]:
    first = dice.choice(
        [date(2022, 1, 1), date(2022, 1, 1), date(2021, 6, 1), date(2019, 1, 1), date(2022, 4, 1)]
    )
    last = dice.choice(
        [date(2022, 6, 30), date(2022, 12, 31), date(2023, 3, 31), date(2023, 3, 31), date(2021, 12, 31)]
    )
    if cadence in ("day", "week"):
        step = 1 if cadence == "day" else 7
        first = max(first, last - timedelta(days=40 * step))
        return [first + timedelta(days=i * step) for i in range((last - first).days // step + 1)]
    days = (first + timedelta(days=i) for i in range((last - first).days + 1))
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12}[cadence]
    return [d for d in days if (d + timedelta(days=1)).day == 1 and d.month % months == 0]


def _with(goal: Goal, **fields: Any) -> Goal:
    return Goal(**{**{f: getattr(goal, f) for f in goal.__dataclass_fields__}, **fields})
