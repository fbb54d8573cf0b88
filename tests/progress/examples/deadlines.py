"""Deadlines and bounds: met, met late, missed, waiting for the last figure; red lines, budgets, headroom; reports."""

from __future__ import annotations

from tests.progress.examples.kit import (
    DECEMBER,
    JUNE,
    Example,
    at_least,
    at_most,
    cumulative,
    direct,
    level,
    monthly,
    rank,
)
from tests.progress.examples.periods import bound, months
from tests.progress.samples import Goal

YEAR_END = "2022-12-31"
NEW_YEAR = "2023-01-20"
HALF_YEAR = {"due": JUNE, "start": "2022-01-01"}

DEADLINES = [
    Example(
        "99.2 of 100 on the due day is a miss, on that day",
        cumulative(100, (JUNE, 99.2), **HALF_YEAR),
        "missed",
        "not_reached",
        100,
        -0.8,
        fields=(("final_figure_due", False),),
    ),
    Example(
        "100 of 100 on the due day",
        cumulative(100, (JUNE, 100), **HALF_YEAR),
        "met",
        "reached",
        100,
        0,
        fields=(("reached_on", JUNE), ("days_late", ...)),
    ),
    Example(
        "the due day, and the figure is not in",
        cumulative(100, ("2022-05-31", 90), **HALF_YEAR),
        "on_track",
        "final_figure_due",
        100 * 150 / 180,
        fields=(("final_figure_due", True), ("report_overdue", False)),
    ),
    Example(
        "the due day, behind, and the figure is not in",
        cumulative(100, ("2022-05-31", 50), **HALF_YEAR),
        "lagging",
        "final_figure_due",
        100 * 150 / 180,
    ),
    Example(
        "a month later it is overdue as well",
        cumulative(100, ("2022-05-31", 90), **HALF_YEAR),
        "on_track",
        "final_figure_due",
        as_of="2022-07-27",
        fields=(("report_overdue", True), ("owed_period_end", JUNE), ("owed_since", "2022-07-25")),
    ),
    Example(
        "then it is stale",
        cumulative(100, ("2022-05-31", 90), **HALF_YEAR),
        "stale",
        "stale",
        as_of="2022-08-02",
    ),
    Example(
        "a month late, in the same count",
        cumulative(100, (JUNE, 99.2), ("2022-07-31", 101), **HALF_YEAR),
        "met_late",
        "reached_late",
        100,
        1,
        as_of="2022-08-05",
        fields=(("reached_on", "2022-07-31"), ("days_late", 31)),
    ),
    Example(
        "late stays late",
        cumulative(100, (JUNE, 99.2), ("2022-07-31", 101), ("2022-11-30", 180), **HALF_YEAR),
        "met_late",
        "reached_late",
        as_of="2022-12-10",
        fields=(("days_late", 31), ("actual", 180)),
    ),
    Example(
        "early stays early",
        cumulative(100, ("2022-04-30", 100), (JUNE, 130), **HALF_YEAR),
        "met",
        "reached",
        fields=(("reached_on", "2022-04-30"),),
    ),
    Example(
        "a due day within a month is decided by that month's figure",
        cumulative(100, ("2022-05-31", 95), (JUNE, 104), due="2022-06-15"),
        "met",
        "reached",
        fields=(("reached_on", JUNE),),
    ),
    Example(
        "the month before does not decide it",
        cumulative(100, ("2022-05-31", 95), due="2022-06-15"),
        "on_track",
        "final_figure_due",
        as_of="2022-06-20",
    ),
    Example(
        "a share reached early is met while it holds",
        level(90, (DECEMBER, 80), (JUNE, 91), unit="%"),
        "met",
        "reached",
        fields=(("reached_on", JUNE),),
    ),
    Example(
        "and missed where it does not hold when due",
        level(90, (DECEMBER, 80), (JUNE, 91), (YEAR_END, 89), unit="%"),
        "missed",
        "not_reached",
        90,
        -1,
        as_of=NEW_YEAR,
    ),
    Example(
        "a share is met late",
        level(90, (DECEMBER, 80), (YEAR_END, 89), ("2023-02-28", 90), unit="%"),
        "met_late",
        "reached_late",
        as_of="2023-03-05",
        fields=(("reached_on", "2023-02-28"), ("days_late", 59)),
    ),
    Example(
        "reached early, lost when due, reached again late",
        level(90, (DECEMBER, 80), (JUNE, 91), (YEAR_END, 89), ("2023-02-28", 90), unit="%"),
        "met_late",
        "reached_late",
        as_of="2023-03-05",
        fields=(("reached_on", "2023-02-28"),),
    ),
    Example(
        "a stock that was reached when due may fall later",
        level(90, (DECEMBER, 80), (YEAR_END, 90), ("2023-02-28", 85), unit="%"),
        "met",
        "reached",
        as_of="2023-03-05",
        fields=(("actual", 90), ("actual_period_end", YEAR_END)),
    ),
    Example(
        "a completion share is met late",
        cumulative(55, ("2022-05-31", 50), (JUNE, 54), ("2022-07-31", 56), unit="%", **HALF_YEAR),
        "met_late",
        "reached_late",
        as_of="2022-08-05",
        fields=(("days_late", 31), ("aggregation", "last")),
    ),
    Example(
        "a rank is decided by the year's",
        rank(6, (YEAR_END, 7)),
        "missed",
        "not_reached",
        6,
        -1,
        as_of=NEW_YEAR,
    ),
    Example(
        "a rank is never met late",
        rank(6, (YEAR_END, 7), ("2023-01-31", 5)),
        "missed",
        "not_reached",
        as_of="2023-02-10",
    ),
    Example("a level without growth is kept", direct(5.5, (YEAR_END, 5.5)), "met", "kept", as_of=NEW_YEAR),
    Example(
        "decided long ago: it leaves the current view",
        cumulative(100, (JUNE, 100), **HALF_YEAR),
        "met",
        "reached",
        as_of="2022-10-15",
        fields=(("is_settled", True),),
    ),
    Example(
        "not yet, within ninety days",
        cumulative(100, (JUNE, 99), **HALF_YEAR),
        "missed",
        "not_reached",
        as_of="2022-09-20",
        fields=(("is_settled", False),),
    ),
    Example(
        "what is still open never leaves it",
        level(90, (DECEMBER, 80), ("2022-04-30", 82), unit="%", **HALF_YEAR),
        "stale",
        "stale",
        as_of="2022-12-10",
        fields=(("is_settled", False),),
    ),
]

REPORTS = [
    Example(
        "fifteen days after the month's end a goal on schedule is on track",
        cumulative(364, ("2022-05-31", 150)),
        "on_track",
        "as_planned",
        150,
        0,
        as_of="2022-06-15",
        fields=(("judged_on", "2022-05-31"), ("report_overdue", False)),
    ),
    Example(
        "twenty-five days after the next month's end the report is overdue, and that is no lag",
        cumulative(364, ("2022-05-31", 150)),
        "on_track",
        "as_planned",
        150,
        0,
        as_of="2022-07-26",
        fields=(("report_overdue", True), ("owed_period_end", JUNE), ("owed_since", "2022-07-25")),
    ),
    Example(
        "one day before it is not",
        cumulative(364, ("2022-05-31", 150)),
        "on_track",
        "as_planned",
        as_of="2022-07-25",
        fields=(("report_overdue", False), ("owed_period_end", ...)),
    ),
    Example(
        "nothing was ever reported: the first month is owed",
        cumulative(364),
        "not_assessable",
        "no_actual",
        fields=(("report_overdue", True), ("owed_period_end", "2022-01-31"), ("owed_since", "2022-02-25")),
    ),
    Example(
        "a quarterly report has thirty days",
        cumulative(364, ("2022-03-31", 90), cadence="quarter"),
        "on_track",
        "as_planned",
        as_of="2022-07-30",
        fields=(("report_overdue", False),),
    ),
    Example(
        "and then is overdue",
        cumulative(364, ("2022-03-31", 90), cadence="quarter"),
        "on_track",
        "as_planned",
        as_of="2022-07-31",
        fields=(("report_overdue", True), ("owed_period_end", JUNE)),
    ),
    Example(
        "nothing is owed once a count is reached",
        cumulative(364, ("2022-03-31", 400)),
        "met",
        "reached",
        as_of="2022-10-31",
        fields=(("report_overdue", False),),
    ),
]

BOUNDS = [
    Example("4.6 is not within 4.5", at_most(4.5, (JUNE, 4.6)), "lagging", "beyond_bound", 4.5, -0.1),
    Example("4.5 is", at_most(4.5, (JUNE, 4.5)), "on_track", "as_planned", 4.5, 0),
    Example("decided when due", at_most(4.5, (YEAR_END, 4.5)), "met", "kept", as_of=NEW_YEAR),
    Example(
        "above in between, kept when due",
        at_most(4.5, (JUNE, 4.9), (YEAR_END, 4.4)),
        "met",
        "kept",
        as_of=NEW_YEAR,
    ),
    Example("beyond it when due", at_most(4.5, (YEAR_END, 4.6)), "missed", "not_reached", as_of=NEW_YEAR),
    Example(
        "a bound is never met late",
        at_most(4.5, (YEAR_END, 4.6), ("2023-01-31", 4.2)),
        "missed",
        "not_reached",
        as_of="2023-02-10",
    ),
    Example(
        "thin headroom: 0.1 to spare, a usual step is 0.2",
        at_most(4.5, *monthly(4.0, 4.2, 4.0, 4.2, 4.4)),
        "at_risk",
        "thin_headroom",
        4.5,
        0.1,
    ),
    Example(
        "room enough: 0.3 to spare",
        at_most(4.5, *monthly(4.0, 4.2, 4.0, 4.2)),
        "on_track",
        "as_planned",
        4.5,
        0.3,
    ),
    Example(
        "a floor with thin headroom",
        at_least(300, *monthly(310, 306, 310, 305, 301), unit="亩"),
        "at_risk",
        "thin_headroom",
    ),
    Example(
        "a red line that held at each figure",
        bound(300, "every", *months(301, 300.5, 300), direction="at_least", comparator="ge", unit="亩"),
        "on_track",
        "as_planned",
        as_of="2022-04-10",
    ),
    Example(
        "a red line broken once is missed, though it holds again",
        bound(300, "every", *months(301, 299, 302), direction="at_least", comparator="ge", unit="亩"),
        "missed",
        "broken",
        as_of="2022-04-10",
    ),
    Example(
        "on the day of the first figure beyond it",
        bound(300, "every", *months(301, 299), direction="at_least", comparator="ge", unit="亩"),
        "missed",
        "broken",
        as_of="2022-02-28",
    ),
    Example(
        "a red line held to the end",
        bound(300, "every", *months(*[301] * 12), direction="at_least", comparator="ge", unit="亩"),
        "met",
        "kept",
        as_of=NEW_YEAR,
    ),
    Example(
        "no accident at any time, and one",
        bound(0, "every", *months(0, 0, 1, 0), comparator="zero", unit="起"),
        "missed",
        "broken",
        as_of="2022-05-10",
    ),
]


def budget(value: float, *actuals: tuple[str, float], **fields: object) -> Goal:
    return cumulative(value, *actuals, direction="at_most", comparator="le", unit="元", **fields)


BUDGETS = [
    Example(
        "less used than time has passed",
        budget(364, (JUNE, 150)),
        "on_track",
        "as_planned",
        180,
        30,
        180 / 150,
    ),
    Example("used as time passes", budget(364, (JUNE, 180)), "on_track", "as_planned", 180, 0, 1),
    Example("too fast", budget(364, (JUNE, 210)), "at_risk", "behind", 180, -30, 180 / 210),
    Example("far too fast", budget(364, (JUNE, 300)), "lagging", "far_behind", 180, -120, 0.6),
    Example("exceeded is missed at once", budget(364, (JUNE, 365)), "missed", "exceeded", 180, -185),
    Example(
        "used up to the last is not exceeded", budget(364, (JUNE, 364)), "lagging", "far_behind", 180, -184
    ),
    Example("kept at the year's end", budget(364, (YEAR_END, 364)), "met", "kept", 364, 0, 1, as_of=NEW_YEAR),
    Example(
        "not kept at the year's end",
        budget(364, (YEAR_END, 370)),
        "missed",
        "exceeded",
        364,
        -6,
        as_of=NEW_YEAR,
    ),
    Example(
        "past years used 70 % by June, so 70 % is on schedule",
        budget(200, ("2021-06-30", 140), (DECEMBER, 200), (JUNE, 138)),
        "on_track",
        "as_planned",
        140,
        2,
        fields=(("basis", "seasonal"),),
    ),
]

SCHEDULE = [
    Example(
        "by 序时进度 a rate that is reached is green",
        direct(5, (JUNE, 5)),
        "on_track",
        "as_planned",
        profile="sequence",
    ),
    Example(
        "short by up to a fifth it is yellow",
        direct(5, (JUNE, 4)),
        "at_risk",
        "behind",
        profile="sequence",
    ),
    Example("else red", direct(5, (JUNE, 3.9)), "lagging", "far_behind", profile="sequence"),
]

DATED = [*DEADLINES, *REPORTS, *BOUNDS, *BUDGETS, *SCHEDULE]
