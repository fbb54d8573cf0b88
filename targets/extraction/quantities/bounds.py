"""Two numbers that bound one quantity are a range: 大于10个小于20个, 5%以上8%以下, 介于20到100之间."""

from __future__ import annotations

import re
from collections.abc import Iterable

from targets.extraction.lexicon import any_of
from targets.extraction.quantities.measure_words import WORDS
from targets.extraction.quantities.raw import Raw

_BOUNDS = WORDS["bounds"]
_LOWER = re.compile(rf"(?:{any_of(_BOUNDS['lower'])})$")
_AND = rf"(?:{any_of(_BOUNDS['and'])})?[，,、 ]{{0,2}}(?:{any_of(_BOUNDS['and'])})?"
_UPPER = re.compile(rf"{_AND}(?:{any_of(_BOUNDS['upper'])})")
_FROM = re.compile(rf"(?:{any_of(_BOUNDS['from'])}){_AND}")
_UP_TO = re.compile(any_of(_BOUNDS["up_to"]))
_LONGEST = 12


def bounded(found: Iterable[Raw], text: str) -> list[Raw]:
    """The quantities, sorted and disjoint, with each pair that bounds one quantity as a range over both."""
    kept: list[Raw] = []
    for raw in found:
        if kept and _bound(kept[-1], raw, text):
            low = kept.pop()
            raw = Raw(low.start, raw.end, low.value, raw.unit, "bounds", raw.value)
        kept.append(raw)
    return kept


def _bound(low: Raw, high: Raw, text: str) -> bool:
    """Whether two numbers of one unit stand as lower and upper end."""
    between = high.start - low.end
    alike = low.unit == high.unit and low.high is None and high.high is None and low.value < high.value
    if not alike or between > _LONGEST or low.implicit or high.implicit:
        return False
    if _FROM.fullmatch(text, low.end, high.start):
        return bool(_UP_TO.match(text, high.end))
    return bool(
        _UPPER.fullmatch(text, low.end, high.start) and _LOWER.search(text, max(0, low.start - 6), low.start)
    )
