"""What else sets a goal: another region's figure, that of the year before, or economic growth."""

from __future__ import annotations

import re
from typing import NamedTuple

from targets.extraction.goals.kinds import words_before
from targets.extraction.lexicon import any_of, lexicon
from targets.extraction.mention import ComparedWith, Mention
from targets.status import Direction

_WORDS = lexicon("goals")["comparison"]
_PLACES = {
    word: place
    for place in (ComparedWith.COUNTRY, ComparedWith.PROVINCE, ComparedWith.CITY)
    for word in _WORDS[place]
}
_OTHER = (
    rf"(?:(?P<place>{any_of(_PLACES)})(?:{any_of(_WORDS['of_place'])})*"
    rf"|(?P<economy>{any_of(_WORDS['economy'])})(?:{any_of(_WORDS['of_economy'])})*)"
)
_LONGEST = 24
_MORE_THAN = re.compile(
    rf"(?:(?:{any_of(_WORDS['above'])})于?{_OTHER}|比{_OTHER.replace('?P<', '?P<than_')}(?:{any_of(_WORDS['more'])}))$"
)
_AS_MUCH_AS = re.compile(
    rf"(?P<bound>{any_of([*_WORDS['at_least'], *_WORDS['at_most']])}|(?:{any_of(_WORDS['above'])})于?)"
    rf"(?:{_OTHER}|(?P<year>{any_of(_WORDS['year_before'])})(?:{any_of(_WORDS['of_year'])})*)"
)
_ABREAST = re.compile(
    rf"[与和同跟](?P<economy>{any_of(_WORDS['economy'])})(?:{any_of(_WORDS['of_economy'])})*(?:{any_of(_WORDS['hedges'])})*同步"
)


class ComparedDemand(NamedTuple):
    """What a demand without a number is held against, and on which side of it."""

    other: ComparedWith
    direction: Direction


def compared_with(mention: Mention) -> ComparedWith | None:
    """What the number of a goal is added to: 高于全省平均水平【1个百分点】; None where it stands for itself."""
    if mention.implicit and (demand := comparison_in(mention.text)):
        return demand.other
    if mention.unit != "百分点" or not (m := _MORE_THAN.search(words_before(mention, _LONGEST))):
        return None
    if m["economy"] or m["than_economy"]:
        return ComparedWith.ECONOMY
    return _PLACES[m["place"] or m["than_place"]]


def comparison_in(demand: str) -> ComparedDemand | None:
    """The comparison that a demand without a number makes: 与经济增长同步, 不低于全省平均水平, 不低于上年."""
    if _ABREAST.search(demand):
        return ComparedDemand(ComparedWith.ECONOMY, Direction.AT_LEAST)
    m = _AS_MUCH_AS.search(demand)
    if not m:
        return None
    direction = Direction.AT_MOST if m["bound"] in _WORDS["at_most"] else Direction.AT_LEAST
    if m["year"]:
        return ComparedDemand(ComparedWith.YEAR_BEFORE, direction)
    return ComparedDemand(_PLACES[m["place"]] if m["place"] else ComparedWith.ECONOMY, direction)
