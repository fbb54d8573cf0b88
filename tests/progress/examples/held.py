"""What must hold at every date: direct goals, bounds, ranks."""

from __future__ import annotations

from tests.progress.examples.kit import DECEMBER, JUNE, Example, at_least, at_most, direct, rank

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
        direct(5.5, (JUNE, 5.3), direction="near", comparator="approx", change="up", from_january=True),
        "on_track",
        "as_planned",
        5.5,
    ),
    Example(
        "about 5.5: growth of 8 is no failure",
        direct(5.5, (JUNE, 8), direction="near", comparator="approx", change="up", from_january=True),
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
        "kept",
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
    Example(
        "unemployment above its bound", at_most(5.5, (JUNE, 6)), "lagging", "beyond_bound", 5.5, -0.5, 5.5 / 6
    ),
    Example("unemployment far above", at_most(5.5, (JUNE, 7)), "lagging", "beyond_bound", 5.5, -1.5, 5.5 / 7),
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
        "no accidents, and two", at_most(0, (JUNE, 2), comparator="zero"), "lagging", "beyond_bound", 0, -2, 0
    ),
    Example(
        "kept above 18", at_least(18, (JUNE, 18.2)), "on_track", "as_planned", 18, 18.2 - 18, 18.2 / 18, ...
    ),
    Example("not kept above 18", at_least(18, (JUNE, 17.5)), "lagging", "beyond_bound", 18, -0.5, 17.5 / 18),
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
