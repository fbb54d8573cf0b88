"""What a goal's number is about: sums, growth of the year, means, compound rates, red lines, whole years, bases."""

from __future__ import annotations

from tests.progress.examples.kit import DECEMBER, JUNE, Example, cumulative, direct, level
from tests.progress.samples import Actual, Goal

NEW_YEAR = "2023-01-20"


def growth(value: float, *actuals: Actual, **fields: object) -> Goal:
    """Growth of the year by so much."""
    return direct(value, *actuals, change="up", **fields)


def bound(value: float, aggregation: str, *actuals: Actual, **fields: object) -> Goal:
    """At most `value`, by aggregation; in 微克/立方米 unless said otherwise."""
    standard = {"kind": "bound", "direction": "at_most", "comparator": "le", "accumulation": "level"}
    return Goal(
        value, actuals, **{**standard, "unit": "微克/立方米", "more": {"aggregation": aggregation}, **fields}
    )  # type: ignore[arg-type]


def by_year(first: int, *values: float) -> tuple[Actual, ...]:
    """Figures of calendar years, known the next January."""
    return tuple((f"{first + k}-12-31", value, f"{first + k + 1}-01-15") for k, value in enumerate(values))


def compound(value: float, *actuals: Actual, **fields: object) -> Goal:
    """A rate over the years 2021 to 2025."""
    standard = {"kind": "direct", "change": "up", "unit": "%", "accumulation": "level", "cadence": "year"}
    more = {"start": "2021-01-01", "due": "2025-12-31", "issued": "2021-03-10"}
    return Goal(value, actuals, **{**standard, **more, "more": {"aggregation": "compound"}, **fields})  # type: ignore[arg-type]


def months(*values: float, first: int = 1, year: int = 2022) -> tuple[Actual, ...]:
    ends = ("31", "28", "31", "30", "31", "30", "31", "31", "30", "31", "30", "31")
    return tuple((f"{year}-{m:02}-{ends[m - 1]}", value) for m, value in enumerate(values, first))


# A plan of 364 within the year: 119 by 30 April, 180 by 30 June.
def period(*actuals: Actual, **fields: object) -> Goal:
    return cumulative(364, *actuals, accumulation="period", **fields)


SUMS = [
    Example(
        "months add up", period(*months(30, 30, 30, 30)), "on_track", "as_planned", 119, 1, as_of="2022-05-10"
    ),
    Example(
        "a hole in the months",
        period(*months(30, 30), *months(30, first=4)),
        "not_assessable",
        "missing_periods",
        as_of="2022-05-10",
    ),
    Example(
        "January and February in one figure",
        period(("2022-01-01/2022-02-28", 60), *months(30, 30, first=3)),
        "on_track",
        "as_planned",
        119,
        1,
        as_of="2022-05-10",
    ),
    Example(
        "February's figure is of both months where January has none",
        period(*months(60, 30, 30, first=2)),
        "on_track",
        "as_planned",
        119,
        1,
        as_of="2022-05-10",
    ),
    Example(
        "a quarter, then months",
        period(("2022-01-01/2022-03-31", 90), *months(30, first=4)),
        "on_track",
        "as_planned",
        119,
        1,
        as_of="2022-05-10",
    ),
    Example(
        "a quarter beside its months counts once",
        period(*months(30, 30, 30), ("2022-01-01/2022-03-31", 90), *months(30, first=4)),
        "on_track",
        "as_planned",
        119,
        1,
        as_of="2022-05-10",
    ),
    Example(
        "a quarter that does not fit the plan's start",
        period(("2022-01-01/2022-03-31", 90), *months(30, first=4), start="2022-02-01"),
        "not_assessable",
        "missing_periods",
        as_of="2022-05-10",
    ),
    Example(
        "running totals of three years of a plan",
        cumulative(
            5000,
            ("2021-12-31", 1200),
            ("2022-12-31", 1100),
            ("2023-12-31", 900),
            start="2021-01-01",
            due="2025-12-31",
            issued="2021-03-01",
        ),
        "on_track",
        "as_planned",
        5000 * 1094 / 1825,
        3200 - 5000 * 1094 / 1825,
        as_of="2024-01-20",
        fields=(("actual", 3200),),
    ),
    Example(
        "a year of the plan is missing",
        cumulative(
            5000,
            ("2021-12-31", 1200),
            ("2023-12-31", 900),
            start="2021-01-01",
            due="2025-12-31",
            issued="2021-03-01",
        ),
        "not_assessable",
        "missing_periods",
        as_of="2024-01-20",
    ),
    Example(
        "yearly figures of a plan of three years add up",
        Goal(
            60,
            by_year(2023, 18, 22, 21),
            accumulation="level",
            cadence="year",
            start="2023-01-01",
            due="2025-12-31",
            issued="2023-04-10",
        ),
        "met",
        "reached",
        60,
        1,
        as_of="2026-02-01",
        fields=(("actual", 61), ("reached_on", "2025-12-31"), ("days_late", ...)),
    ),
    Example(
        "a total of five years is no figure of the last of them",
        Goal(400, (("2018-01-01/2022-12-31", 432),), accumulation="level", cadence="year"),
        "not_assessable",
        "other_period",
        as_of=NEW_YEAR,
    ),
    Example(
        "another year's figure decides nothing",
        Goal(400, by_year(2023, 190), accumulation="level", cadence="year"),
        "not_assessable",
        "other_period",
        as_of="2024-02-01",
    ),
    Example(
        "a new year's count never fills an old one",
        cumulative(364, ("2022-12-31", 360), ("2023-01-31", 30)),
        "missed",
        "not_reached",
        364,
        -4,
        as_of="2023-02-10",
    ),
    Example(
        "income of a year by quarter is a count of the year",
        level(
            40000,
            ("2022-03-31", 10500),
            (JUNE, 20200),
            unit="元",
            accumulation="ytd",
            cadence="quarter",
        ),
        "on_track",
        "as_planned",
        40000 * 180 / 364,
        fields=(("aggregation", "sum"), ("actual", 20200)),
    ),
    Example(
        "the yearly output at the end of a plan: half a year says nothing",
        level(
            500,
            ("2020-12-31", 400),
            ("2021-12-31", 430),
            (JUNE, 230),
            unit="吨",
            accumulation="ytd",
            start="2021-01-01",
            due="2025-12-31",
            issued="2021-03-01",
        ),
        "on_track",
        "as_planned",
        400 + 100 * 364 / 1825,
        fields=(("actual", 430), ("baseline", 400)),
    ),
]

GROWTH = [
    Example(
        "growth of January to June stands for the year",
        growth(6, (JUNE, 6.2), from_january=True),
        "on_track",
        "as_planned",
        6,
        0.2,
        fields=(("gap_points", 0.2),),
    ),
    Example(
        "growth of June alone does not",
        growth(6, (JUNE, 9.9)),
        "not_assessable",
        "other_period",
    ),
    Example(
        "growth of the second quarter does not",
        growth(6, (JUNE, 9.9), cadence="quarter"),
        "not_assessable",
        "other_period",
    ),
    Example(
        "growth of the first quarter does",
        growth(6, ("2022-03-31", 6), cadence="quarter"),
        "on_track",
        "as_planned",
        6,
        0,
        as_of="2022-04-30",
    ),
    Example(
        "of June and January to June the latter counts",
        growth(6, (JUNE, 9.9), (f"2022-01-01/{JUNE}", 5.1)),
        "at_risk",
        "behind",
        6,
        -0.9,
    ),
    Example(
        "a running series counts from January by itself",
        growth(6, (JUNE, 5.9), accumulation="ytd"),
        "on_track",
        "as_planned",
        6,
        -0.1,
    ),
    Example(
        "provisional until the year ends, then decided",
        growth(6, ("2022-12-31", 5.9), accumulation="ytd"),
        "missed",
        "not_reached",
        6,
        -0.1,
        as_of=NEW_YEAR,
    ),
    Example(
        "equal is met",
        growth(6, ("2022-12-31", 6), accumulation="ytd"),
        "met",
        "kept",
        6,
        0,
        as_of=NEW_YEAR,
    ),
    Example(
        "growth is never met late",
        growth(6, ("2022-12-31", 5), ("2023-12-31", 8), accumulation="ytd"),
        "missed",
        "not_reached",
        6,
        -1,
        as_of="2024-01-20",
    ),
    Example(
        "growth that is to stay above 8",
        Goal(
            8,
            ((JUNE, 7.5),),
            kind="bound",
            change="up",
            unit="%",
            accumulation="level",
            from_january=True,
        ),
        "lagging",
        "beyond_bound",
        8,
        -0.5,
    ),
]

# 30 days of 40 and 28 of 30 and so on: weighted by the days of each month.
MEAN = (31 * 40 + 28 * 36 + 31 * 34 + 30 * 30 + 31 * 28 + 30 * 26) / 181
WHOLE = (
    31 * 40 + 28 * 36 + 31 * 34 + 30 * 30 + 31 * 28 + 30 * 26 + 31 * 24 + 31 * 25 + 30 * 28 + 31 * 33
) / 304
DUST = (40, 36, 34, 30, 28, 26)

MEANS = [
    Example(
        "the mean of the months so far",
        bound(35, "mean", *months(*DUST)),
        "on_track",
        "as_planned",
        35,
        35 - MEAN,
        fields=(("actual", MEAN), ("approximate", True), ("aggregation", "mean")),
    ),
    Example(
        "above it so far: at risk, not lagging",
        bound(31, "mean", *months(*DUST)),
        "at_risk",
        "beyond_bound",
        31,
        31 - MEAN,
    ),
    Example(
        "within the rounding of the goal",
        bound(32, "mean", *months(*DUST)),
        "at_risk",
        "too_close",
        32,
        32 - MEAN,
    ),
    Example(
        "one good month below the goal does not lift a bad mean",
        bound(30, "mean", *months(*DUST)),
        "at_risk",
        "beyond_bound",
        30,
    ),
    Example(
        "a month of the mean is missing",
        bound(35, "mean", *months(*DUST[:3]), *months(28, 26, first=5)),
        "not_assessable",
        "missing_periods",
    ),
    Example(
        "the published running mean",
        bound(35, "mean", *months(40, 38, 37, 36, 35, 34), accumulation="ytd"),
        "on_track",
        "as_planned",
        35,
        1,
        fields=(("approximate", False), ("actual", 34)),
    ),
    Example(
        "the published mean of the year decides",
        bound(35, "mean", ("2022-12-31", 35.1), accumulation="ytd"),
        "missed",
        "not_reached",
        35,
        -0.1,
        as_of=NEW_YEAR,
    ),
    Example(
        "kept to the point",
        bound(35, "mean", ("2022-12-31", 35), accumulation="ytd"),
        "met",
        "kept",
        35,
        0,
        as_of=NEW_YEAR,
    ),
    Example(
        "the mean of all months decides what exceeds the rounding",
        bound(35, "mean", *months(*DUST, 24, 25, 28, 33, 36, 38)),
        "met",
        "kept",
        35,
        as_of=NEW_YEAR,
    ),
    Example(
        "and leaves open what does not",
        bound(31.5, "mean", *months(*[31.52] * 12)),
        "at_risk",
        "too_close",
        31.5,
        as_of=NEW_YEAR,
    ),
    Example(
        "a mean to be reached by the end of a plan counts whole years",
        level(
            35,
            *by_year(2020, 42, 40),
            direction="at_most",
            unit="微克/立方米",
            cadence="year",
            start="2021-01-01",
            due="2025-12-31",
            issued="2021-03-01",
            more={"aggregation": "mean"},
        ),
        "on_track",
        "as_planned",
        42 - 7 * 364 / 1825,
        fields=(("baseline", 42), ("actual", 40)),
    ),
]

COMPOUND = [
    Example(
        "growth of 5 % a year on average: 6 and 4 are short of it by a hair",
        compound(5, *by_year(2021, 6, 4)),
        "on_track",
        "as_planned",
        5,
        as_of="2023-02-01",
        fields=(("actual", 100 * ((1.06 * 1.04) ** 0.5 - 1)),),
    ),
    Example(
        "the last year alone would be a miss",
        compound(5, *by_year(2021, 8, 7, 6, 5, 1)),
        "met",
        "kept",
        5,
        as_of="2026-02-01",
        fields=(("actual", 100 * ((1.08 * 1.07 * 1.06 * 1.05 * 1.01) ** 0.2 - 1)),),
    ),
    Example(
        "the last year alone would do",
        compound(5, *by_year(2021, 3, 3, 4, 4, 9)),
        "missed",
        "not_reached",
        5,
        as_of="2026-02-01",
    ),
    Example(
        "a year is missing",
        compound(5, *by_year(2021, 6), *by_year(2023, 6)),
        "not_assessable",
        "missing_periods",
        as_of="2024-02-01",
    ),
    Example(
        "yearly drops make up a total drop",
        compound(14, *by_year(2021, 3, 3, 3), kind="cumulative", change="down"),
        "on_track",
        "as_planned",
        14 * 1094 / 1825,
        as_of="2024-02-01",
        fields=(("actual", 100 * (1 - 0.97**3)),),
    ),
    Example(
        "and fall short of it",
        compound(14, *by_year(2021, 3, 3, 3, 3, 2), kind="cumulative", change="down"),
        "missed",
        "not_reached",
        14,
        100 * (1 - 0.97**4 * 0.98) - 14,
        as_of="2026-02-01",
    ),
    Example(
        "yearly growth makes up a doubling",
        compound(100, *by_year(2021, 15, 15, 15, 15, 15), kind="cumulative"),
        "met",
        "reached",
        100,
        100 * 1.15**5 - 200,
        as_of="2026-02-01",
    ),
    Example(
        "growth of months says nothing of a year",
        compound(5, ("2021-06-30", 6), cadence="month"),
        "not_assessable",
        "other_period",
        as_of="2021-07-20",
    ),
]

FROM_BASE = [
    Example(
        "18 % less than in 2020, measured in tons",
        Goal(
            18,
            by_year(2020, 0.50, 0.48, 0.46),
            change="down",
            unit="%",
            series_unit="吨",
            accumulation="level",
            cadence="year",
            start="2021-01-01",
            due="2025-12-31",
            issued="2021-03-01",
        ),
        "on_track",
        "as_planned",
        18 * 729 / 1825,
        100 * (1 - 0.46 / 0.50) - 18 * 729 / 1825,
        as_of="2023-02-01",
        fields=(("actual", 100 * (1 - 0.46 / 0.50)), ("aggregation", "last")),
    ),
    Example(
        "missed against the base",
        Goal(
            18,
            by_year(2020, 0.50, 0.48, 0.46, 0.45, 0.44, 0.42),
            change="down",
            unit="%",
            series_unit="吨",
            accumulation="level",
            cadence="year",
            start="2021-01-01",
            due="2025-12-31",
            issued="2021-03-01",
        ),
        "missed",
        "not_reached",
        18,
        100 * (1 - 0.42 / 0.50) - 18,
        as_of="2026-02-01",
    ),
    Example(
        "the base that the document states",
        Goal(
            20,
            by_year(2021, 90),
            change="up",
            unit="%",
            series_unit="吨",
            accumulation="level",
            cadence="year",
            start="2021-01-01",
            due="2025-12-31",
            issued="2021-03-01",
            more={"baseline": 80, "baseline_on": None},
        ),
        "on_track",
        "as_planned",
        20 * 364 / 1825,
        100 * (90 / 80 - 1) - 20 * 364 / 1825,
        as_of="2022-02-01",
    ),
    Example(
        "no base, no verdict",
        Goal(
            18,
            by_year(2021, 0.48),
            change="down",
            unit="%",
            series_unit="吨",
            accumulation="level",
            cadence="year",
            start="2021-01-01",
            due="2025-12-31",
            issued="2021-03-01",
        ),
        "not_assessable",
        "no_baseline",
        as_of="2022-02-01",
    ),
    Example(
        "from 58 down to 54, as the document states",
        level(
            54,
            (JUNE, 56),
            direction="at_most",
            unit="%",
            more={"baseline": 58, "baseline_on": None},
        ),
        "on_track",
        "as_planned",
        58 - 4 * 180 / 364,
        fields=(("baseline", 58), ("baseline_flagged", False), ("progress_share", 0.5)),
    ),
    Example(
        "58 is not 54 yet",
        level(
            54,
            (DECEMBER, 58),
            (JUNE, 58),
            direction="at_most",
            unit="%",
        ),
        "lagging",
        "far_behind",
        58 - 4 * 180 / 364,
    ),
]

PERIODS = [*SUMS, *GROWTH, *MEANS, *COMPOUND, *FROM_BASE]
