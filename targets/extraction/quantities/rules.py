"""Numbers with their units, and the goals told without a digit: text -> quantities.

One scan each for Arabic numerals, Chinese numerals, ranks and implicit numbers; every expression starts
with a plain set of characters, so that text without numbers costs next to nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from targets.extraction.lexicon import any_of, words_before
from targets.extraction.parts import Quantity
from targets.extraction.quantities.arabic import arabic
from targets.extraction.quantities.bounds import bounded
from targets.extraction.quantities.chinese import bare_scales, chinese, halves, percents
from targets.extraction.quantities.measure_words import WORDS
from targets.extraction.quantities.ranks_and_implicit import implicit, ranks
from targets.extraction.quantities.raw import Raw

_SCANS = (arabic, percents, chinese, ranks, bare_scales, halves, implicit)
_TITLE = re.compile(r"《[^》\n]{0,80}》")
_AFTER = re.compile(any_of(WORDS["hedges"]["after"]))
_BEFORE = re.compile(rf"(?:{words_before(WORDS['hedges']['before'], WORDS['hedges']['not_after'])})$")


def quantities_in(text: str, offset: int = 0) -> list[Quantity]:
    """All numbers with units in `text`, implicit ones included, in order and disjoint.

    `offset` is the position of `text` in its document and is added to every span. What is never a quantity
    is left out: dates, ordinals, numbers of documents and lists, names in quotation marks and titles.
    Values are multiplied out to the bare unit, a range has both ends, hedges stay out of the value; a value
    with a minus sign or 负 is negative.
    """
    found = [raw for scan in _SCANS for raw in scan(text)]
    if not found:
        return []
    titles = [m.span() for m in _TITLE.finditer(text)] if "《" in text else []
    found.sort(key=lambda raw: (raw.start, -raw.end))
    kept: list[Raw] = []
    end = -1
    for raw in found:
        if raw.start >= end and not _inside(titles, raw.start):
            end = raw.end
            kept.append(raw)
    return [_placed(raw, text, offset) for raw in bounded(kept, text)]


def _inside(spans: list[tuple[int, int]], position: int) -> bool:
    at = bisect_right(spans, (position,)) - 1
    return at >= 0 and position < spans[at][1]


def _placed(raw: Raw, text: str, offset: int) -> Quantity:
    start, end, value, unit, rule, high, is_implicit, hedge = raw
    if hedge is None:
        after = _AFTER.match(text, end)
        before = None if after else _BEFORE.search(text, max(0, start - 5), start)
        hedge = after.group() if after else before.group() if before else None
    high = None if high is None else round(high, 6)
    return Quantity(
        start + offset,
        end + offset,
        text[start:end],
        round(float(value), 6),
        high,
        unit,
        is_implicit,
        hedge,
        rule,
    )
