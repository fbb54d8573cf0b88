"""Which kind of goal a number is, and which actuals meet it: words of policy to the arithmetic of progress."""

from __future__ import annotations

import re
from collections.abc import Iterable

from targets.extraction.lexicon import any_of, lexicon
from targets.extraction.mention import Change, Comparator, Mention
from targets.status import Direction, Kind

_WORDS = lexicon("goals")


def _holds(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(any_of(words))


_LOWER = _holds(_WORDS["lower_is_better"]["words"])
_MORE_AFTER_ALL = _holds(_WORDS["lower_is_better"]["except"])
_CEILING = _holds(_WORDS["ceilings"]["words"])
_STANDING = re.compile(f"(?:{any_of(_WORDS['standing']['before'])})(?:达|到|达到)?$")
_DOWN_TO = re.compile(f"(?:{any_of(_WORDS['reductions']['before'])})$")
_STANDING_NAME = _holds(_WORDS["standing"]["names"])
_STANDING_ZERO = re.compile(f"(?:{any_of(_WORDS['standing']['zero'])})$")
_COMPLETION = re.compile(f"(?:{any_of(_WORDS['completion']['endings'])})$")
_DEED = re.compile(f"(?:{any_of(_WORDS['flows']['deeds'])})")
_YEARLY = _holds(_WORDS["flows"]["yearly"])
_LEVEL = re.compile(f"{any_of(_WORDS['levels']['words'])}|(?:{any_of(_WORDS['levels']['endings'])})$")
_YEARLY_MEAN = _holds(_WORDS["flows"]["means"])
_REACHED: tuple[str, ...] = tuple(_WORDS["levels"]["reached"])
_DISTANCE: str = _WORDS["levels"]["distance"]
_HEDGES = "近约超第"
_SHARES = frozenset({"%", "百分点", "‰"})
_MULTIPLES = frozenset({"倍", "番"})


def lower_is_better(indicator: str) -> bool:
    """Whether less of the quantity is better: 失业率, PM2.5平均浓度; not so 为企业减负金额 or 能耗降幅."""
    return bool(_LOWER.search(indicator)) and not _MORE_AFTER_ALL.search(indicator)


def kind_of(mention: Mention, years: int = 1) -> tuple[Kind, Direction]:
    """Kind and direction of the goal that `mention` sets; the first rule that fits decides.

    `years` is the length of its plan in calendar years, begun ones counted: growth over several years that
    is no yearly mean adds up. Of a drop (下降3%) the value is the positive number: at least that much less.
    """
    name, unit, comparator, change = mention.indicator, mention.unit, mention.comparator, mention.change
    before = words_before(mention)
    lower = lower_is_better(name)
    if unit == "位":
        return Kind.RANK, Direction.AT_MOST
    if comparator is Comparator.ZERO:
        standing = _STANDING_ZERO.search(before) or _STANDING_NAME.search(name)
        return (Kind.BOUND if standing else Kind.LEVEL), Direction.AT_MOST
    over_years = years > 1 and not _YEARLY_MEAN.search(name + before)
    if _DOWN_TO.search(before) and (mention.baseline is not None or comparator is not Comparator.LE):
        return Kind.LEVEL, Direction.AT_MOST
    if change is Change.DOWN and comparator is Comparator.LE:
        return Kind.BOUND, Direction.AT_MOST  # 降幅控制在5%以内
    if change is Change.DOWN:
        kind = Kind.DIRECT if unit in _SHARES and not over_years else Kind.CUMULATIVE
        return kind, Direction.AT_LEAST
    if comparator is Comparator.LE or _CEILING.search(name):
        return Kind.BOUND, Direction.AT_MOST
    if _STANDING.search(before) or _STANDING_NAME.search(name):
        return Kind.BOUND, Direction.AT_MOST if lower else Direction.AT_LEAST
    if lower:
        return Kind.DIRECT, Direction.AT_MOST
    if change is Change.UP and unit in _SHARES | _MULTIPLES and not over_years:
        about = comparator in (Comparator.APPROX, Comparator.RANGE)
        return Kind.DIRECT, Direction.NEAR if about else Direction.AT_LEAST
    if name.endswith(_DISTANCE) and unit in _SHARES and not over_years:
        return Kind.DIRECT, Direction.AT_LEAST
    return (Kind.CUMULATIVE if _adds_up(mention, years) else Kind.LEVEL), Direction.AT_LEAST


def _adds_up(mention: Mention, years: int) -> bool:
    """Whether the quantity grows from nothing to its value within the plan."""
    name = mention.indicator
    if mention.change is not None or _COMPLETION.search(name):
        return True
    if mention.unit in _SHARES | _MULTIPLES or "/" in mention.unit:
        return False
    if _DEED.match(name):
        return True
    if _LEVEL.search(name):
        return False
    if _YEARLY.search(name):
        return years == 1
    return mention.unit.endswith("元") or not words_before(mention).endswith(_REACHED)


def words_before(mention: Mention, most: int = 12) -> str:
    """What stands in front of the number in its sentence, at most so many characters, without the hedges between.

    Where the sentence holds the same number twice, the place whose surroundings name the indicator.
    """
    quote, text = mention.quote, mention.text
    places = [found.start() for found in re.finditer(re.escape(text), quote)]
    if not places:
        return ""
    named = set(mention.indicator)
    at = max(places, key=lambda place: len(named.intersection(quote[max(0, place - 20) : place])))
    return quote[max(0, at - most) : at].rstrip(_HEDGES)
