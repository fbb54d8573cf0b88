"""The value that a change starts from: 从12%提高到15%, 由2020年的3万户增加到5万户."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from targets.extraction.dates.calendar import Calendar
from targets.extraction.dates.expressions import time_expressions_in
from targets.extraction.dates.resolution import closing_day
from targets.extraction.parts import Candidate

_FROM = "从由自"
_ONTO = ("到", "至", "达到", "为")


class Baseline(NamedTuple):
    """The starting value, in the unit of the number that the change reaches, and the day it was taken, where said."""

    value: float
    on: date | None


def baseline_of(
    candidates: Sequence[Candidate], at: int, starts: bool, calendar: Calendar
) -> Baseline | None:
    """The starting value of the change that candidate `at` ends; `starts`: the candidate before it is one."""
    if not at or not starts:
        return None
    candidate, earlier = candidates[at], candidates[at - 1]
    same = earlier.clause_start == candidate.clause_start and earlier.quantity.unit == candidate.quantity.unit
    between = candidate.sentence.text[
        earlier.quantity.end - candidate.sentence.start : candidate.quantity.start - candidate.sentence.start
    ]
    if not same or not between.endswith(_ONTO):
        return None
    text, offset = candidate.sentence.text, candidate.sentence.start
    before = text[candidate.clause_start - offset : earlier.quantity.start - offset]
    opening = max(before.rfind(word) for word in _FROM)
    said = time_expressions_in(before[opening + 1 :].rstrip("的")) if opening >= 0 else ()
    on = closing_day(said[-1], calendar.year, calendar.year, calendar.issued) if said else None
    return Baseline(earlier.quantity.value, on)
