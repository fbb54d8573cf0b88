"""Counts that follow past years or milestones."""

from __future__ import annotations

from dataclasses import dataclass

from tests.progress.examples.kit import HALF, JUNE, Example, cumulative
from tests.progress.samples import Goal

PAST = (("2020-06-30", 30.0), ("2020-12-31", 100.0), ("2021-06-30", 70.0), ("2021-12-31", 200.0))

# By June the years before had 30 % and 35 %; the later year counts 1, the earlier 0.8.
SHARE = (0.35 + 0.8 * 0.30) / 1.8
# From 1 January to 30 June are 181 days: so many months, and so much the growth since last year counts.
MONTHS_TO_JUNE = 181 * 12 / 365.25
WEIGHT = MONTHS_TO_JUNE / (MONTHS_TO_JUNE + 1)

SEASONAL = [
    Example(
        "past years had 30 % and 35 % by June",
        cumulative(200, *PAST, (JUNE, 65)),
        "on_track",
        "as_planned",
        200 * SHARE,
        65 - 200 * SHARE,
        65 / (200 * SHARE),
        65 / 200,
        65 + 200 * (1 - SHARE) * (65 / (200 * SHARE)) ** WEIGHT,
        fields=(("basis", "seasonal"), ("gap_share", 100 * (65 - 200 * SHARE) / 200)),
    ),
    Example(
        "a month later the goal is still held against what was due by June",
        cumulative(200, *PAST, (JUNE, 65)),
        "on_track",
        "as_planned",
        200 * SHARE,
        as_of="2022-07-31",
        fields=(("judged_on", JUNE), ("report_overdue", False)),
    ),
    Example(
        "one past year is enough: 35 % by June, and half is done",
        cumulative(200, *PAST[2:], (JUNE, 100)),
        "on_track",
        "as_planned",
        70,
        30,
        100 / 70,
        0.5,
        100 + 130 * (100 / 70) ** WEIGHT,
        fields=(("basis", "seasonal"),),
    ),
    Example(
        "a past year that was not closed does not count",
        cumulative(200, ("2020-06-30", 30), ("2021-06-30", 70), (JUNE, 100)),
        "on_track",
        "as_planned",
        200 * HALF,
        100 - 200 * HALF,
        fields=(("basis", "linear"), ("probability_of_miss", ...), ("projection_low", ...)),
    ),
    Example(
        "a past year that begins after June does not say what June should be",
        cumulative(200, ("2021-09-30", 120), ("2021-12-31", 200), (JUNE, 100)),
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
