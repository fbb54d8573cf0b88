"""Counts that follow past years or milestones."""

from __future__ import annotations

from dataclasses import dataclass

from tests.progress.examples.kit import HALF, JUNE, Example, cumulative
from tests.progress.samples import Goal

PAST = (("2020-06-30", 30.0), ("2020-12-31", 100.0), ("2021-06-30", 70.0), ("2021-12-31", 200.0))

SEASONAL = [
    Example(
        "past years had 30 % and 35 % by June: 32.5 % is on schedule",
        cumulative(200, *PAST, (JUNE, 65)),
        "on_track",
        "as_planned",
        200 * (0.30 + 0.35) / 2,
        0,
        1,
        65 / 200,
        65 * (100 / 30 + 200 / 70) / 2,
        fields=(("basis", "seasonal"),),
    ),
    Example(
        "between two reports the share grows evenly",
        cumulative(200, *PAST, (JUNE, 65)),
        "lagging",
        "far_behind",
        200 * ((30 + 70 * 31 / 184) / 100 + (70 + 130 * 31 / 184) / 200) / 2,
        as_of="2022-07-31",
    ),
    Example(
        "one past year is too few",
        cumulative(200, *PAST[2:], (JUNE, 100)),
        "on_track",
        "as_planned",
        200 * HALF,
        100 - 200 * HALF,
        fields=(("basis", "linear"),),
    ),
    Example(
        "a past year that was not closed does not count",
        cumulative(200, ("2020-06-30", 30), *PAST[2:], (JUNE, 100)),
        "on_track",
        "as_planned",
        200 * HALF,
        fields=(("basis", "linear"),),
    ),
]


@dataclass(frozen=True)
class Path:
    """Goals that share a trajectory, and what each should be at on some days."""

    goals: dict[str, Goal]
    expected: dict[str, dict[str, float]]


MILESTONES = Path(
    {
        "first": cumulative(20, unit="%", due="2022-03-31", trajectory="path"),
        "second": cumulative(55, unit="%", due=JUNE, trajectory="path"),
        "end": cumulative(100, unit="%", trajectory="path"),
    },
    {
        "2022-02-28": {"first": 20 * 58 / 89, "second": 20 * 58 / 89, "end": 20 * 58 / 89},
        "2022-03-31": {"first": 20, "second": 20, "end": 20},
        "2022-05-31": {"first": 20, "second": 20 + 35 * 61 / 91, "end": 20 + 35 * 61 / 91},
        "2022-09-30": {"first": 20, "second": 55, "end": 55 + 45 * 92 / 184},
    },
)
