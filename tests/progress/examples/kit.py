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
