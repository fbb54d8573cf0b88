"""Which kind of goal a number is, and which actuals meet it: words of policy to the arithmetic of progress."""

from __future__ import annotations

import re
from collections.abc import Iterable

from targets.extraction.lexicon import any_of, lexicon
from targets.extraction.mention import Change, Comparator, Mention
from targets.extraction.target import Direction, Kind

_WORDS = lexicon("kinds")


def _holds(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(any_of(words))


_LOWER = _holds(_WORDS["lower_is_better"]["words"])
_MORE_AFTER_ALL = _holds(_WORDS["lower_is_better"]["except"])
_CEILING = _holds(_WORDS["ceilings"]["words"])
_STANDING = re.compile(f"(?:{any_of(_WORDS['standing']['before'])})$")
_STANDING_NAME = _holds(_WORDS["standing"]["names"])
_STANDING_ZERO = re.compile(f"(?:{any_of(_WORDS['standing']['zero'])})$")
_COMPLETION = re.compile(f"(?:{any_of(_WORDS['completion']['endings'])})$")
_FLOW = _holds(_WORDS["flows"]["words"])
_LEVEL = _holds(_WORDS["levels"]["words"])
_HEDGES = "近约超达到至第"
_SHARES = frozenset({"%", "百分点", "‰"})
_MULTIPLES = frozenset({"倍", "番"})


def lower_is_better(indicator: str) -> bool:
    """Whether less of the quantity is better: 失业率, PM2.5平均浓度; not so 为企业减负金额 or 能耗降幅."""
    return bool(_LOWER.search(indicator)) and not _MORE_AFTER_ALL.search(indicator)


def kind_of(mention: Mention) -> tuple[Kind, Direction]:
    """Kind and direction of the goal that `mention` sets; the first rule that fits decides.

    Of a drop (下降3%) the value is the positive number: at least that much less.
    """
    name, unit, comparator, change = mention.indicator, mention.unit, mention.comparator, mention.change
    before = _words_before(mention)
    lower = lower_is_better(name)
    if unit == "位":
        return Kind.RANK, Direction.AT_MOST
    if comparator is Comparator.ZERO:
        standing = _STANDING_ZERO.search(before) or _STANDING_NAME.search(name)
        return (Kind.BOUND if standing else Kind.LEVEL), Direction.AT_MOST
    if change is Change.DOWN:
        return Kind.DIRECT, Direction.AT_LEAST
    if comparator is Comparator.LE or _CEILING.search(name):
        return Kind.BOUND, Direction.AT_MOST
    if _STANDING.search(before) or _STANDING_NAME.search(name):
        return Kind.BOUND, Direction.AT_MOST if lower else Direction.AT_LEAST
    if lower:
        return Kind.DIRECT, Direction.AT_MOST
    if change is Change.UP and unit in _SHARES | _MULTIPLES:
        about = comparator in (Comparator.APPROX, Comparator.RANGE)
        return Kind.DIRECT, Direction.NEAR if about else Direction.AT_LEAST
    return _adds_up(mention), Direction.AT_LEAST


def _adds_up(mention: Mention) -> Kind:
    """Cumulative where the quantity grows from nothing within the plan, else a level."""
    name = mention.indicator
    if mention.change is not None or _COMPLETION.search(name):
        return Kind.CUMULATIVE
    if mention.unit in _SHARES | _MULTIPLES or _LEVEL.search(name):
        return Kind.LEVEL
    reached = "达到" in mention.quote[: mention.quote.find(mention.text)][-4:]
    return Kind.LEVEL if reached and not _FLOW.search(name) else Kind.CUMULATIVE


def _words_before(mention: Mention) -> str:
    """What stands in front of the number in its sentence, without the hedges between."""
    at = mention.quote.find(mention.text)
    return mention.quote[max(0, at - 12) : at].rstrip(_HEDGES) if at > 0 else ""
