"""Stocks and shares of which the figure of the due day never came: no later one decides them."""

from __future__ import annotations

from tests.progress.examples.kit import DECEMBER, JUNE, Example, level

HALF_YEAR = {"due": JUNE, "unit": "%", "cadence": "month"}
DUE_2020 = {
    "start": "2016-01-01",
    "due": "2020-12-31",
    "unit": "%",
    "cadence": "year",
    "issued": "2016-03-05",
}
AUGUST = "2022-08-05"

UNREPORTED = [
    Example(
        "May's 53 of 54 is held against May (141 of 171 days after the document), July's 55 says nothing of June",
        level(54, (DECEMBER, 50), ("2022-05-31", 53), ("2022-07-31", 55), **HALF_YEAR),
        "at_risk",
        "final_figure_due",
        50 + 4 * 141 / 171,
        53 - (50 + 4 * 141 / 171),
        3 / (4 * 141 / 171),
        as_of="2022-07-31",
        fields=(
            ("actual_period_end", "2022-05-31"),
            ("judged_on", "2022-05-31"),
            ("owed_period_end", JUNE),
            ("report_overdue", True),
            ("owed_since", "2022-07-25"),
        ),
    ),
    Example(
        "once June's 53.5 is in, July's 55 came late",
        level(54, (DECEMBER, 50), (JUNE, 53.5), ("2022-07-31", 55), **HALF_YEAR),
        "met_late",
        "reached_late",
        54,
        1,
        as_of=AUGUST,
        fields=(("reached_on", "2022-07-31"), ("days_late", 31)),
    ),
    Example(
        "once June's 54 is in, it was reached in time",
        level(54, (DECEMBER, 50), (JUNE, 54), ("2022-07-31", 53), **HALF_YEAR),
        "met",
        "reached",
        54,
        0,
        as_of=AUGUST,
    ),
    Example(
        "a figure of 2022 says nothing of 2020",
        level(60, ("2015-12-31", 56), ("2022-12-31", 65.2), **DUE_2020),
        "not_assessable",
        "other_period",
        as_of="2023-03-01",
        fields=(("actual", ...),),
    ),
    Example(
        "nor does it where a figure within the plan is there: that one is old by now",
        level(60, ("2015-12-31", 56), ("2018-12-31", 58), ("2022-12-31", 65.2), **DUE_2020),
        "stale",
        "stale",
        as_of="2023-03-01",
        fields=(("actual", 58), ("actual_period_end", "2018-12-31")),
    ),
]
