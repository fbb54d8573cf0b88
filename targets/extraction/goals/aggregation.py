"""How the figures of a period make up a number, where its words say so: 年均增长 compounds, a red line holds every day."""

from __future__ import annotations

import re

from targets.extraction.lexicon import any_of, lexicon
from targets.extraction.mention import Change
from targets.extraction.parts import Candidate

_WORDS = lexicon("goals")["aggregation"]
_EVERY = re.compile(any_of(_WORDS["every"]))
_EVERY_AFTER = re.compile(rf"[以上下内的耕地]{{0,8}}(?:{any_of(_WORDS['every'])})")
_MEAN = re.compile(any_of(_WORDS["mean"]))
_YEARLY = re.compile(any_of(_WORDS["yearly"]))
_IN_ALL = re.compile(rf"(?:{any_of(_WORDS['in_all'])})[^，。；]{{0,6}}$")
_MEAN_NAMES = re.compile(any_of(_WORDS["mean_names"]))
_EVERY_NAMES = re.compile(any_of(_WORDS["every_names"]))
_SHARES = frozenset({"%", "‰"})


def aggregation_of(candidate: Candidate, change: Change | None, several_years: bool) -> str | None:
    """`compound` for yearly rates, total rates of `several_years` and doublings, `every` for what must always hold, `mean` for means.

    None where the words leave it to the indicator and its series.
    """
    sentence, quantity = candidate.sentence, candidate.quantity
    start, end = quantity.start - sentence.start, quantity.end - sentence.start
    before = sentence.text[candidate.clause_start - sentence.start : start]
    if quantity.unit == "倍" and quantity.implicit:
        return "compound"
    if change in (Change.UP, Change.DOWN) and quantity.unit in _SHARES:
        return "compound" if _YEARLY.search(before) or (several_years and _IN_ALL.search(before)) else None
    if _EVERY.search(before) or _EVERY_AFTER.match(sentence.text, end):
        return "every"
    return "mean" if _MEAN.search(before) else None


def aggregation_of_indicator(indicator: str) -> str | None:
    """What the name alone says: concentrations and consumer prices are means of the year, red lines hold always."""
    if _EVERY_NAMES.search(indicator):
        return "every"
    return "mean" if _MEAN_NAMES.search(indicator) else None
