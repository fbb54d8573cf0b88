"""What holds of every goal, whatever its figures."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import duckdb
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from targets.store.warehouse import migrate
from tests.progress.oracle import STATUS
from tests.progress.samples import Goal, put, refreshed

BADNESS = {"met": 0, "on_track": 1, "at_risk": 2, "lagging": 3, "away": 4, "missed": 5}
FIGURES = st.floats(-1e6, 1e6).map(lambda figure: round(figure, 9))
"""As fine as any figure is told; what is finer overflows where one is divided by another."""
KINDS = st.sampled_from(["cumulative", "level", "direct", "bound", "rank"])
SLOWLY = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


def judged(
    goals: dict[str, Goal], as_of: str = "2022-06-30", profile: str = "delivery"
) -> dict[str, dict[str, Any]]:
    """The verdicts on goals, in a warehouse of their own."""
    with duckdb.connect() as con:
        migrate(con)
        put(con, goals)
        return refreshed(con, as_of, profile)


@SLOWLY
@given(
    kind=KINDS,
    value=FIGURES,
    baseline=FIGURES,
    figures=st.lists(FIGURES, min_size=2, max_size=40, unique=True),
    lower_is_better=st.booleans(),
    profile=st.sampled_from(["delivery", "sdg", "sequence"]),
)
def test_a_better_figure_never_makes_a_worse_status(
    kind: str, value: float, baseline: float, figures: list[float], lower_is_better: bool, profile: str
) -> None:
    lower = lower_is_better or kind == "rank"
    accumulation = "ytd" if kind == "cumulative" else "level"
    goals = {
        str(i): Goal(
            value,
            (("2021-12-31", baseline), ("2022-06-30", figure)),
            kind=kind,
            direction="at_most" if lower else "at_least",
            accumulation=accumulation,
        )
        for i, figure in enumerate(sorted(figures, reverse=lower))
    }
    rows = judged(goals, profile=profile)
    statuses = [rows[str(i)]["status"] for i in range(len(goals))]
    badness = [BADNESS[status] for status in statuses if status in BADNESS]
    assert all(worse >= better for worse, better in pairwise(badness)), statuses


ANY = st.floats(allow_nan=False, allow_infinity=False)


@SLOWLY
@given(
    goals=st.lists(
        st.builds(
            Goal,
            value=ANY,
            value_high=st.none() | ANY,
            actuals=st.lists(
                st.tuples(
                    st.sampled_from(["2020-12-31", "2021-12-31", "2022-03-31", "2022-04-30", "2022-05-31"]),
                    ANY,
                ),
                max_size=6,
            ).map(tuple),
            kind=KINDS,
            direction=st.sampled_from(["at_least", "at_most", "near"]),
            comparator=st.sampled_from(["ge", "le", "eq", "approx", "range"]),
            accumulation=st.sampled_from(["ytd", "level", "total", "period"]),
            unit=st.sampled_from(["户", "%"]),
            due=st.sampled_from(["2022-12-31", "2022-04-30", "2023-12-31"]),
        ),
        max_size=40,
    )
)
def test_no_figure_makes_an_infinity_a_null_status_or_an_empty_sentence(goals: list[Goal]) -> None:
    for row in judged({str(i): goal for i, goal in enumerate(goals)}, "2022-05-31").values():
        figures = {
            name: v
            for name, v in row.items()
            if isinstance(v, float) and name not in ("target_value", "target_high")
        }
        assert all(math.isfinite(v) for v in figures.values()), figures
        if row["reason_code"] not in ("final_figure_due", "beyond_bound"):  # these leave the status open
            assert STATUS[row["reason_code"]] == row["status"]
        assert row["reason_zh"] and row["reason_en"]


PATHS = st.tuples(st.floats(1, 1e6), st.lists(st.floats(0.05, 0.95), min_size=2, max_size=6, unique=True))


@settings(SLOWLY, max_examples=3)
@given(st.lists(PATHS, min_size=4, max_size=12))
def test_the_expected_value_never_falls_on_the_way_up(paths: list[tuple[float, list[float]]]) -> None:
    """Judged day after day, a goal with milestones is expected to be ever further."""
    days = [
        f"2022-{month:02}-{day}" for month, day in ((1, 31), (3, 31), (5, 15), (6, 30), (8, 20), (12, 31))
    ]
    milestones = {
        f"{path}-{i}": Goal(value * share, due=f"2022-{2 + i:02}-28", trajectory=str(path))
        for path, (value, shares) in enumerate(paths)
        for i, share in enumerate(sorted(shares))
    }
    ends = {str(path): Goal(value, trajectory=str(path)) for path, (value, _) in enumerate(paths)}
    with duckdb.connect() as con:
        migrate(con)
        put(con, milestones | ends)
        judged_days = [refreshed(con, day) for day in days]
    for name, end in ends.items():
        expected = [rows[name]["expected"] for rows in judged_days]
        assert all(a <= b for a, b in pairwise(expected)), expected
        assert expected[-1] == end.value
