"""Goals worked out by hand: kind by situation, the arithmetic written out.

Dates: 2022 has 365 days, so a plan of 1 January to 31 December is 364 days long from its first day to its
last, and on 30 June 180 of them have passed (on 31 March 89, on 30 September 272).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from tests.progress.samples import Goal

HALF = 180 / 364
MONTH_ENDS = ("01-31", "02-28", "03-31", "04-30", "05-31", "06-30")


@dataclass(frozen=True)
class Example:
    """What a goal's row must say on a day; fields left None are not looked at, `...` stands for null."""

    name: str
    goal: Goal
    status: str
    reason: str
    expected: object = None
    gap: object = None
    achievement: object = None
    progress_share: object = None
    projection: object = None
    as_of: str = "2022-06-30"
    profile: str = "delivery"
    fields: tuple[tuple[str, object], ...] = ()


def monthly(*values: float, year: int = 2022) -> tuple[tuple[str, float], ...]:
    """Figures from January on."""
    return tuple((f"{year}-{end}", value) for end, value in zip(MONTH_ENDS, values, strict=False))


def cumulative(value: float, *actuals: tuple[str, float], **fields: object) -> Goal:
    """At least `value` within the year; the series counts from January."""
    return Goal(value, actuals, **fields)  # type: ignore[arg-type]


def level(value: float, *actuals: tuple[str, float], **fields: object) -> Goal:
    """From where it stands to `value`."""
    return Goal(value, actuals, **{"kind": "level", "accumulation": "level", **fields})  # type: ignore[arg-type]


def held(kind: str, value: float, *actuals: tuple[str, float], **fields: object) -> Goal:
    """A value that must hold at every date."""
    return Goal(value, actuals, **{"kind": kind, "accumulation": "level", "unit": "%", **fields})  # type: ignore[arg-type]


direct = partial(held, "direct")
at_most = partial(held, "bound", direction="at_most", comparator="le")
at_least = partial(held, "bound", direction="at_least")
rank = partial(held, "rank", unit="位", direction="at_most")

JUNE = "2022-06-30"
DECEMBER = "2021-12-31"

CUMULATIVE = [
    Example(
        "exactly on schedule", cumulative(364, (JUNE, 180)), "on_track", "as_planned", 180, 0, 1, 180 / 364
    ),
    Example("ahead", cumulative(364, (JUNE, 200)), "on_track", "as_planned", 180, 20, 200 / 180, 200 / 364),
    Example(
        "0.95 of it is on track", cumulative(364, (JUNE, 171)), "on_track", "as_planned", 180, -9, 171 / 180
    ),
    Example("just below 0.95", cumulative(364, (JUNE, 170)), "at_risk", "behind", 180, -10, 170 / 180),
    Example("0.80 of it is at risk", cumulative(364, (JUNE, 144)), "at_risk", "behind", 180, -36, 144 / 180),
    Example("just below 0.80", cumulative(364, (JUNE, 143)), "lagging", "far_behind", 180, -37, 143 / 180),
    Example(
        "nothing done yet, and said so", cumulative(364, (JUNE, 0)), "lagging", "far_behind", 180, -180, 0, 0
    ),
    Example(
        "less than nothing",
        cumulative(364, (JUNE, -10)),
        "away",
        "moving_away",
        180,
        -190,
        -10 / 180,
        -10 / 364,
    ),
    Example(
        "reached early is met at once", cumulative(364, (JUNE, 364)), "met", "reached", 180, 184, 364 / 180, 1
    ),
    Example(
        "reached, then no more reports",
        cumulative(364, ("2022-03-31", 400)),
        "met",
        "reached",
        364 * 303 / 364,
        400 - 303,
        400 / 303,
        400 / 364,
        as_of="2022-10-31",
    ),
    Example(
        "the last report is too old",
        cumulative(364, ("2022-03-31", 89)),
        "stale",
        "stale",
        272,
        89 - 272,
        89 / 272,
        as_of="2022-09-30",
    ),
    Example(
        "62 days are not too old for a month's report",
        cumulative(364, ("2022-04-30", 149)),
        "on_track",
        "as_planned",
        149 + 3,
        -3,
        149 / 152,
        as_of="2022-06-02",
    ),
    Example(
        "before the plan begins",
        cumulative(364, issued=None, start="2022-07-01"),
        "not_started",
        "before_start",
        0,
        ...,
        ...,
    ),
    Example(
        "on its first day",
        cumulative(364, ("2022-01-01", 0), cadence="day", issued=None),
        "on_track",
        "as_planned",
        0,
        0,
        ...,
        as_of="2022-01-01",
    ),
    Example(
        "no report since it began",
        cumulative(364, (DECEMBER, 90)),
        "not_assessable",
        "no_actual",
        180,
        ...,
        ...,
    ),
    Example("no series", cumulative(364, accumulation=None), "not_assessable", "no_series", 180, ..., ...),
    Example(
        "due and reached",
        cumulative(364, ("2022-12-31", 364)),
        "met",
        "reached",
        364,
        0,
        1,
        as_of="2023-01-10",
    ),
    Example(
        "due and not reached",
        cumulative(364, ("2022-12-31", 363)),
        "missed",
        "not_reached",
        364,
        -1,
        363 / 364,
        as_of="2023-01-10",
    ),
    Example(
        "due, but December is not reported yet",
        cumulative(364, ("2022-11-30", 350)),
        "on_track",
        "as_planned",
        364,
        -14,
        350 / 364,
        as_of="2023-01-10",
    ),
    Example(
        "half of the plan's investment by June, of a year's plan",
        cumulative(55, ("2022-05-31", 42), unit="%", due=JUNE),
        "at_risk",
        "behind",
        55 * 150 / 180,
        42 - 55 * 150 / 180,
        42 / (55 * 150 / 180),
        42 / 55,
        as_of="2022-05-31",
    ),
    Example(
        "months added up",
        cumulative(364, *monthly(31, 31, 31, 31, 31, 31), accumulation="period"),
        "on_track",
        "as_planned",
        180,
        6,
        186 / 180,
        186 / 364,
        186 + 6 * 31,
    ),
    Example(
        "a month is missing",
        Goal(
            364,
            monthly(30, 30, 30, 30, 30, 30)[:2] + monthly(30, 30, 30, 30, 30, 30)[3:],
            accumulation="period",
        ),
        "not_assessable",
        "missing_periods",
        180,
        ...,
        ...,
    ),
    Example(
        "a missing month does not hurt a running count",
        cumulative(364, ("2022-01-31", 30), (JUNE, 180)),
        "on_track",
        "as_planned",
        180,
        0,
        1,
    ),
    Example(
        "a five-year plan over counts that start anew each January: 100 + 30",
        cumulative(
            500,
            (DECEMBER, 100),
            ("2022-03-31", 30),
            start="2021-01-01",
            due="2025-12-31",
            issued="2021-02-01",
        ),
        "on_track",
        "as_planned",
        500 * 454 / 1825,
        130 - 500 * 454 / 1825,
        130 / (500 * 454 / 1825),
        130 / 500,
        as_of="2022-03-31",
    ),
    Example(
        "a year of a five-year plan is not closed",
        cumulative(
            500,
            ("2021-11-30", 90),
            ("2022-03-31", 30),
            start="2021-01-01",
            due="2025-12-31",
            issued="2021-02-01",
        ),
        "not_assessable",
        "missing_periods",
        as_of="2022-03-31",
    ),
    Example(
        "a plan from April on: 70 counted by June less the 25 before",
        cumulative(100, ("2022-03-31", 25), (JUNE, 70), start="2022-04-01"),
        "on_track",
        "as_planned",
        100 * 90 / 274,
        45 - 100 * 90 / 274,
        45 / (100 * 90 / 274),
        45 / 100,
    ),
    Example(
        "a new goal of May begins with its document",
        cumulative(213, (JUNE, 50), issued="2022-05-01", due="2022-11-30"),
        "at_risk",
        "behind",
        213 * 60 / 213,
        50 - 60,
        50 / 60,
        50 / 213,
        fields=(("plan_start", "2022-05-01"),),
    ),
    Example(
        "counted since January, so not new in May",
        cumulative(333, ("2022-03-31", 90), (JUNE, 180), issued="2022-05-01", due="2022-11-30"),
        "on_track",
        "as_planned",
        333 * 180 / 333,
        0,
        1,
        180 / 333,
        fields=(("plan_start", "2022-01-01"),),
    ),
    Example(
        "about 364 built: 346 is about that",
        cumulative(364, (JUNE, 346), comparator="approx", direction="near"),
        "met",
        "reached",
        180,
    ),
    Example(
        "80 to 100 built: the lower end is the goal",
        cumulative(91, (JUNE, 45), value_high=100, comparator="range", direction="near"),
        "on_track",
        "as_planned",
        45,
        0,
        1,
    ),
    Example(
        "a budget that must not be used up",
        cumulative(364, (JUNE, 200), direction="at_most", comparator="le"),
        "on_track",
        "as_planned",
        364,
        164,
        364 / 200,
        ...,
    ),
    Example("nothing is asked for", cumulative(0, (JUNE, 0)), "met", "met_at_start", 0, 0),
]

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

LEVEL = [
    Example(
        "half of the way",
        level(30, (DECEMBER, 20), (JUNE, 25)),
        "on_track",
        "as_planned",
        20 + 10 * HALF,
        25 - 20 - 10 * HALF,
        5 / (10 * HALF),
        0.5,
    ),
    Example(
        "a third of the way",
        level(30, (DECEMBER, 20), (JUNE, 23)),
        "lagging",
        "far_behind",
        20 + 10 * HALF,
        3 - 10 * HALF,
        3 / (10 * HALF),
        0.3,
    ),
    Example(
        "away from the goal",
        level(30, (DECEMBER, 20), (JUNE, 19)),
        "away",
        "moving_away",
        20 + 10 * HALF,
        -1 - 10 * HALF,
        -1 / (10 * HALF),
        -0.1,
    ),
    Example(
        "reached",
        level(30, (DECEMBER, 20), (JUNE, 30)),
        "met",
        "reached",
        20 + 10 * HALF,
        10 - 10 * HALF,
        1 / HALF,
        1,
    ),
    Example(
        "downwards, half of the way",
        level(20, (DECEMBER, 30), (JUNE, 25), direction="at_most"),
        "on_track",
        "as_planned",
        30 - 10 * HALF,
        30 - 10 * HALF - 25,
        5 / (10 * HALF),
        0.5,
    ),
    Example(
        "downwards, too slow",
        level(20, (DECEMBER, 30), (JUNE, 27), direction="at_most"),
        "lagging",
        "far_behind",
        30 - 10 * HALF,
        3 - 10 * HALF,
        3 / (10 * HALF),
        0.3,
    ),
    Example(
        "to zero",
        level(0, (DECEMBER, 10), (JUNE, 4), direction="at_most", comparator="zero"),
        "on_track",
        "as_planned",
        10 - 10 * HALF,
        6 - 10 * HALF,
        6 / (10 * HALF),
        0.6,
    ),
    Example(
        "from below zero",
        level(10, (DECEMBER, -10), (JUNE, 0)),
        "on_track",
        "as_planned",
        -10 + 20 * HALF,
        10 - 20 * HALF,
        10 / (20 * HALF),
        0.5,
    ),
    Example(
        "no value before the plan: the first in it is the baseline, and says so",
        level(30, ("2022-01-31", 20), (JUNE, 25)),
        "on_track",
        "as_planned",
        20 + 10 * HALF,
        5 - 10 * HALF,
        5 / (10 * HALF),
        0.5,
        fields=(("baseline", 20), ("baseline_flagged", True)),
    ),
    Example(
        "a single value and none before",
        level(30, (JUNE, 25)),
        "not_assessable",
        "no_baseline",
        25 + 5 * HALF,
        ...,
        ...,
    ),
    Example("a single value that reaches the goal", level(30, (JUNE, 31)), "met", "met_at_start", 30, 1),
    Example(
        "met before it began, and still",
        level(30, (DECEMBER, 32), (JUNE, 31)),
        "met",
        "met_at_start",
        30,
        1,
        31 / 30,
        ...,
    ),
    Example(
        "met before it began, and fallen back",
        level(30, (DECEMBER, 32), (JUNE, 29)),
        "away",
        "fell_back",
        30,
        -1,
        29 / 30,
        ...,
    ),
    Example(
        "where it stood is the goal, and it fell",
        level(30, (DECEMBER, 30), (JUNE, 29)),
        "not_assessable",
        "baseline_equals_target",
        30,
        ...,
        ...,
    ),
    Example(
        "reached when due, lower since",
        level(30, (DECEMBER, 20), ("2022-12-31", 30), ("2023-01-31", 28)),
        "met",
        "reached",
        30,
        0,
        1,
        as_of="2023-02-10",
    ),
    Example(
        "missed when due, reached since",
        level(30, (DECEMBER, 20), ("2022-12-31", 29), ("2023-01-31", 30)),
        "met",
        "reached",
        30,
        0,
        1,
        as_of="2023-02-10",
    ),
    Example(
        "missed",
        level(30, (DECEMBER, 20), ("2022-12-31", 29)),
        "missed",
        "not_reached",
        30,
        -1,
        0.9,
        as_of="2023-02-10",
    ),
    Example(
        "no due date",
        level(30, (DECEMBER, 20), (JUNE, 25), due=None, start="2022-01-01"),
        "not_assessable",
        "no_due_date",
        ...,
        ...,
        ...,
    ),
    Example(
        "no due date, but reached", level(30, (DECEMBER, 20), (JUNE, 30), due=None), "met", "reached", ...
    ),
    Example(
        "a new goal of February, to be reached in March",
        level(
            200,
            ("2022-01-31", 60),
            ("2022-02-28", 130),
            start="2022-01-01",
            due="2022-03-31",
            issued="2022-02-10",
        ),
        "on_track",
        "as_planned",
        60 + 140 * 18 / 49,
        130 - 60 - 140 * 18 / 49,
        70 / (140 * 18 / 49),
        0.5,
        as_of="2022-02-28",
    ),
    Example(
        "past the mark of about 30",
        level(30, (DECEMBER, 20), (JUNE, 34), direction="near", comparator="approx"),
        "lagging",
        "far_behind",
        20 + 10 * HALF,
        -4,
        1 - 4 / 10,
    ),
]

HELD = [
    Example("growth as planned", direct(5.5, (JUNE, 5.5)), "on_track", "as_planned", 5.5, 0, 1, ...),
    Example(
        "growth of a bit less",
        direct(5, (JUNE, 4.8)),
        "on_track",
        "as_planned",
        5,
        4.8 - 5,
        0.96,
        ...,
    ),
    Example("growth too low", direct(5, (JUNE, 4.5)), "at_risk", "behind", 5, -0.5, 0.9),
    Example("growth far too low", direct(5, (JUNE, 3)), "lagging", "far_behind", 5, -2, 0.6),
    Example(
        "shrinking where growth was promised", direct(5, (JUNE, -2)), "lagging", "far_behind", 5, -7, -0.4
    ),
    Example(
        "no growth asked for, some shrinking", direct(0, (JUNE, -0.1)), "lagging", "far_behind", 0, -0.1, 0
    ),
    Example("no growth asked for, none there", direct(0, (JUNE, 0)), "on_track", "as_planned", 0, 0, 1),
    Example(
        "not to shrink by more than 3", direct(-3, (JUNE, -5)), "lagging", "far_behind", -3, -2, 1 - 2 / 3
    ),
    Example("shrank by less than 3", direct(-3, (JUNE, -1)), "on_track", "as_planned", -3, 2, 1 + 2 / 3),
    Example(
        "about 5.5: from 5.225 on",
        direct(5.5, (JUNE, 5.3), direction="near", comparator="approx", change="up"),
        "on_track",
        "as_planned",
        5.5,
    ),
    Example(
        "about 5.5: growth of 8 is no failure",
        direct(5.5, (JUNE, 8), direction="near", comparator="approx", change="up"),
        "on_track",
        "as_planned",
        5.5,
        2.5,
    ),
    Example(
        "about 100, not a change: 90 is not",
        direct(100, (JUNE, 90), direction="near", comparator="approx", unit="户"),
        "at_risk",
        "behind",
        100,
        -10,
        0.9,
    ),
    Example(
        "about 100, not a change: 120 is neither",
        direct(100, (JUNE, 120), direction="near", comparator="approx", unit="户"),
        "at_risk",
        "behind",
        100,
        -20,
        0.8,
    ),
    Example(
        "within 80 to 100",
        direct(80, (JUNE, 95), value_high=100, direction="near", comparator="range"),
        "on_track",
        "as_planned",
        95,
        0,
        1,
    ),
    Example(
        "below 80 to 100",
        direct(80, (JUNE, 60), value_high=100, direction="near", comparator="range"),
        "lagging",
        "far_behind",
        80,
        -20,
        0.75,
    ),
    Example(
        "growth of the year is known",
        direct(5.5, ("2022-12-31", 3)),
        "missed",
        "not_reached",
        5.5,
        -2.5,
        3 / 5.5,
        as_of="2023-01-20",
    ),
    Example(
        "next year's growth is another goal's",
        direct(5.5, ("2022-12-31", 5.5), ("2023-01-31", 2)),
        "met",
        "reached",
        5.5,
        0,
        as_of="2023-02-20",
    ),
    Example(
        "last year's growth says nothing",
        direct(5.5, (DECEMBER, 8)),
        "not_assessable",
        "no_actual",
        5.5,
        ...,
        ...,
    ),
    Example(
        "unemployment below its bound", at_most(5.5, (JUNE, 5)), "on_track", "as_planned", 5.5, 0.5, 1.1, ...
    ),
    Example("unemployment at its bound", at_most(5.5, (JUNE, 5.5)), "on_track", "as_planned", 5.5, 0, 1, ...),
    Example("unemployment above its bound", at_most(5.5, (JUNE, 6)), "at_risk", "behind", 5.5, -0.5, 5.5 / 6),
    Example("unemployment far above", at_most(5.5, (JUNE, 7)), "lagging", "far_behind", 5.5, -1.5, 5.5 / 7),
    Example(
        "inflation of about 3 may be 3.1",
        at_most(3, (JUNE, 3.1), comparator="approx"),
        "on_track",
        "as_planned",
        3,
        -0.1,
        3 / 3.1,
    ),
    Example("prices fell: below any bound", at_most(3, (JUNE, -0.5)), "on_track", "as_planned", 3, 3.5, ...),
    Example(
        "no accidents, and none", at_most(0, (JUNE, 0), comparator="zero"), "on_track", "as_planned", 0, 0, 1
    ),
    Example(
        "no accidents, and two", at_most(0, (JUNE, 2), comparator="zero"), "lagging", "far_behind", 0, -2, 0
    ),
    Example(
        "kept above 18", at_least(18, (JUNE, 18.2)), "on_track", "as_planned", 18, 18.2 - 18, 18.2 / 18, ...
    ),
    Example("not kept above 18", at_least(18, (JUNE, 17.5)), "on_track", "as_planned", 18, -0.5, 17.5 / 18),
    Example(
        "a bound without a due date is never met or missed",
        at_most(5.5, (JUNE, 5), start=None, due=None),
        "on_track",
        "as_planned",
        5.5,
        0.5,
        1.1,
    ),
    Example("among the first six", rank(6, (JUNE, 5)), "on_track", "as_planned", 6, 1, 6 / 5),
    Example("sixth is among the first six", rank(6, (JUNE, 6)), "on_track", "as_planned", 6, 0, 1),
    Example("eighth is not", rank(6, (JUNE, 8)), "lagging", "far_behind", 6, -2, 0.75),
]

PROJECTED = [
    Example(
        "30 a month: 6 more months bring 360 of 370",
        cumulative(370, *monthly(31, 61, 91, 121, 151, 181)),
        "at_risk",
        "projected_to_miss",
        370 * HALF,
        181 - 370 * HALF,
        181 / (370 * HALF),
        181 / 370,
        181 + 6 * 30,
        fields=(
            ("current_rate", 30),
            ("required_rate", (370 - 181) / 6),
            ("projection_low", 361),
            ("projection_high", 361),
            ("reach_on", "2023-01-31"),
        ),
    ),
    Example(
        "increments of 50, 10, 50, 20, 28: median 28, variance 322.8; the interval reaches the goal",
        cumulative(364, *monthly(20, 70, 80, 130, 150, 178)),
        "on_track",
        "as_planned",
        180,
        -2,
        178 / 180,
        178 / 364,
        178 + 6 * 28,
        fields=(
            ("projection_low", 346 - 1.533 * (322.8 * (6 + 36 / 5)) ** 0.5),
            ("projection_high", 346 + 1.533 * (322.8 * (6 + 36 / 5)) ** 0.5),
        ),
    ),
    Example(
        "two increments are too few to project",
        cumulative(364, ("2022-04-30", 120), ("2022-05-31", 150), (JUNE, 180)),
        "on_track",
        "as_planned",
        180,
        0,
        1,
        180 / 364,
        ...,
        fields=(("current_rate", ...), ("reach_on", ...)),
    ),
    Example(
        "increments of 1, 2, 3: median 2, deviation 1, t of 2 degrees 1.886",
        level(30, ("2022-03-31", 10), ("2022-04-30", 11), ("2022-05-31", 13), (JUNE, 16), start="2022-01-01"),
        "lagging",
        "far_behind",
        10 + 20 * HALF,
        6 - 20 * HALF,
        6 / (20 * HALF),
        6 / 20,
        16 + 2 * 6,
        fields=(
            ("projection_low", 28 - 1.886 * (6 + 36 / 3) ** 0.5),
            ("projection_high", 28 + 1.886 * (6 + 36 / 3) ** 0.5),
            ("reach_on", "2023-01-31"),
        ),
    ),
]

PROFILES = [
    Example(
        "9 points behind by 序时进度",
        cumulative(100, (JUNE, 100 * HALF - 9), unit="%"),
        "on_track",
        "as_planned",
        100 * HALF,
        -9,
        profile="sequence",
    ),
    Example(
        "20 points behind",
        cumulative(100, (JUNE, 100 * HALF - 20), unit="%"),
        "at_risk",
        "behind",
        100 * HALF,
        -20,
        profile="sequence",
    ),
    Example(
        "31 points behind",
        cumulative(100, (JUNE, 100 * HALF - 31), unit="%"),
        "lagging",
        "far_behind",
        100 * HALF,
        -31,
        profile="sequence",
    ),
    Example(
        "judged by the actual's own day",
        cumulative(364, ("2022-05-31", 150)),
        "on_track",
        "as_planned",
        150,
        0,
        1,
        150 / 364,
        profile="sequence",
    ),
    Example(
        "0.60 of the way is moderate",
        level(30, (DECEMBER, 20), (JUNE, 20 + 6.1 * HALF)),
        "at_risk",
        "behind",
        20 + 10 * HALF,
        -3.9 * HALF,
        0.61,
        profile="sdg",
    ),
    Example(
        "below 0.60 is limited",
        level(30, (DECEMBER, 20), (JUNE, 20 + 5.9 * HALF)),
        "lagging",
        "far_behind",
        20 + 10 * HALF,
        -4.1 * HALF,
        0.59,
        profile="sdg",
    ),
]

REFUSED = [
    Example(
        "actuals of the province for a city",
        cumulative(364, (JUNE, 180), series_region="江北省"),
        "not_assessable",
        "region_differs",
        180,
        ...,
        ...,
        fields=(("actual", ...),),
    ),
    Example(
        "the city named with its province",
        cumulative(364, (JUNE, 180), series_region="江北省南湖市"),
        "on_track",
        "as_planned",
        180,
        0,
        1,
    ),
    Example(
        "another unit",
        cumulative(364, (JUNE, 180), series_unit="公里"),
        "not_assessable",
        "unit_differs",
        180,
        ...,
        ...,
        fields=(("actual", ...),),
    ),
    Example(
        "a document of later",
        cumulative(364, (JUNE, 180), issued="2022-09-01"),
        "not_started",
        "not_issued",
        180,
        ...,
        ...,
        fields=(("actual", ...),),
    ),
    Example(
        "a figure that was recorded later",
        Goal(364, ((JUNE, 180, "2022-07-12"),)),
        "not_assessable",
        "no_actual",
        180,
        ...,
        ...,
    ),
    Example(
        "a figure corrected later",
        Goal(364, ((JUNE, 180, JUNE), (JUNE, 100, "2022-07-12"))),
        "on_track",
        "as_planned",
        180,
        0,
        1,
    ),
    Example(
        "a figure corrected by then",
        Goal(364, ((JUNE, 100, "2022-06-29"), (JUNE, 180, JUNE))),
        "on_track",
        "as_planned",
        180,
        0,
        1,
    ),
    Example(
        "a value that is no number",
        cumulative(float("nan"), (JUNE, 180)),
        "not_assessable",
        "bad_value",
        ...,
        ...,
        ...,
    ),
]

EUROSTAT_LIKE = [
    Example(
        "energy intensity down from 110 to 90 in five years, 104 after one and a half",
        level(
            90,
            ("2020-12-31", 110),
            (JUNE, 104),
            direction="at_most",
            start="2021-01-01",
            due="2025-12-31",
            issued="2021-03-01",
            cadence="half",
        ),
        "on_track",
        "as_planned",
        110 - 20 * 545 / 1825,
        110 - 20 * 545 / 1825 - 104,
        6 / (20 * 545 / 1825),
        0.3,
    ),
    Example(
        "PM2.5 rises instead of falling",
        level(30, (DECEMBER, 35), (JUNE, 38), direction="at_most"),
        "away",
        "moving_away",
        35 - 5 * HALF,
        35 - 5 * HALF - 38,
        -3 / (5 * HALF),
        -0.6,
    ),
    Example(
        "a balance from -4 to -2: sign and direction hold below zero",
        level(-2, (DECEMBER, -4), (JUNE, -3)),
        "on_track",
        "as_planned",
        -4 + 2 * HALF,
        1 - 2 * HALF,
        1 / (2 * HALF),
        0.5,
    ),
    Example(
        "across zero",
        level(1, (DECEMBER, -1), (JUNE, -0.5)),
        "lagging",
        "far_behind",
        -1 + 2 * HALF,
        0.5 - 2 * HALF,
        0.5 / (2 * HALF),
        0.25,
    ),
    Example(
        "from zero",
        level(10, (DECEMBER, 0), (JUNE, 5)),
        "on_track",
        "as_planned",
        10 * HALF,
        5 - 10 * HALF,
        5 / (10 * HALF),
        0.5,
    ),
    Example(
        "baseline beyond a ceiling's goal",
        level(30, (DECEMBER, 25), (JUNE, 28), direction="at_most"),
        "met",
        "met_at_start",
        30,
        2,
        30 / 28,
        ...,
    ),
    Example(
        "baseline beyond the goal, now on the other side: nothing flips its sign",
        level(30, (DECEMBER, 25), (JUNE, 36), direction="at_most"),
        "away",
        "fell_back",
        30,
        -6,
        30 / 36,
        ...,
    ),
]

EXAMPLES = [
    *CUMULATIVE,
    *SEASONAL,
    *LEVEL,
    *HELD,
    *PROJECTED,
    *PROFILES,
    *REFUSED,
    *EUROSTAT_LIKE,
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
