"""Which goal of a new version of a document is which goal of the version before. Pure: no database, no clock."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

_FIGURES = re.compile(r"[\d.,%％〇零一二三四五六七八九十百千万亿两]+")
_MARKS = re.compile(r"[\s，。；：、,;:“”\"（）()《》]")

SAME_NAME = 0.6
"""Likeness of names from which a goal with another number is the same goal, its figure corrected."""
ALIKE = 0.3
"""Likeness of names from which a goal with the same number is the same goal in other words."""
ENOUGH = 0.5
"""Score from which two goals are taken to be one."""


@dataclass(frozen=True)
class GoalInText:
    """What a goal is recognised by; `name` is its canonical indicator. Goals come in reading order."""

    target_id: str
    name: str
    region: str | None
    value: float
    value_high: float | None
    unit: str
    due: date | None
    change: str | None
    stretch: bool
    quote: str = field(repr=False)

    @property
    def figure(self) -> tuple[float, float | None, str]:
        """The number with its unit."""
        return self.value, self.value_high, self.unit

    @cached_property
    def name_grams(self) -> Counter[str]:
        """Characters and pairs of characters of the name."""
        return _grams(self.name)

    @cached_property
    def written(self) -> list[str]:
        """The figures of the sentence as they are written."""
        return _FIGURES.findall(self.quote)

    @cached_property
    def quote_grams(self) -> Counter[str]:
        """The same of the sentence, without its figures."""
        return _grams(_MARKS.sub("", _FIGURES.sub("#", self.quote)))


def same_goals(old: Sequence[GoalInText], new: Sequence[GoalInText]) -> dict[str, str]:
    """Ids of new goals -> ids of the old goals that they are; at most one of either.

    Goals that say exactly the same are paired first, in order; what is left is scored by name, sentence, number, due
    and neighbours, and paired from the best score down. A goal with another number is the same only under nearly the
    same name, one with the same number also under another name that shares some of its words.
    """
    pairs: dict[int, int] = {}
    for key in _EXACT:
        _pair_equal(old, new, key, pairs)
    for _ in range(2):  # the pairs of the first round are neighbours in the second
        _pair_alike(old, new, pairs)
    return {new[n].target_id: old[o].target_id for n, o in pairs.items()}


_EXACT: tuple[Callable[[GoalInText], Hashable], ...] = (
    lambda g: (g.quote, g.name, g.region, g.figure, g.due, g.change, g.stretch),
    lambda g: (g.name, g.region, g.figure, g.due, g.change, g.stretch),
)


def _pair_equal(
    old: Sequence[GoalInText],
    new: Sequence[GoalInText],
    key: Callable[[GoalInText], Hashable],
    pairs: dict[int, int],
) -> None:
    places: defaultdict[Hashable, list[int]] = defaultdict(list)
    taken = set(pairs.values())
    for o, goal in enumerate(old):
        if o not in taken:
            places[key(goal)].append(o)
    for n, goal in enumerate(new):
        if n not in pairs and (found := places.get(key(goal))):
            pairs[n] = found.pop(0)


def _pair_alike(old: Sequence[GoalInText], new: Sequence[GoalInText], pairs: dict[int, int]) -> None:
    taken = set(pairs.values())
    left_old = [o for o in range(len(old)) if o not in taken]
    left_new = [n for n in range(len(new)) if n not in pairs]
    neighbours = _Neighbours(pairs, len(old), len(new))
    scored = [
        (score, n, o)
        for n in left_new
        for o in left_old
        if (score := _score(old[o], new[n], neighbours.shared(o, n))) >= ENOUGH
    ]
    for _, n, o in sorted(scored, key=lambda entry: (-entry[0], entry[1], entry[2])):
        if n not in pairs and o not in taken:
            pairs[n] = o
            taken.add(o)


def _score(old: GoalInText, new: GoalInText, neighbours: float) -> float:
    """How likely two goals are one, in 0..1; `neighbours` is the share of nearest paired goals they have in common."""
    if _other_place(old.region, new.region) or old.stretch != new.stretch:
        return 0
    same_number = old.figure == new.figure
    # The same figures in both sentences: where the numbers differ, one of the two was misread.
    as_written = same_number or (old.unit == new.unit and bool(old.written) and old.written == new.written)
    if not same_number and old.unit != new.unit:
        return 0
    name = likeness(old.name_grams, new.name_grams)
    if name < (ALIKE if as_written else SAME_NAME):
        return 0
    if old.change != new.change and not as_written:
        return 0
    quote = likeness(old.quote_grams, new.quote_grams)
    due = 1.0 if old.due == new.due else 0.5 if None in (old.due, new.due) else 0.0
    return 0.35 * name + 0.25 * quote + 0.1 * (same_number + as_written) + 0.1 * due + 0.1 * neighbours


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """The share of what two multisets have in common, in 0..1 (Dice)."""
    both = sum((one & other).values())
    return 2 * both / ((one.total() + other.total()) or 1)


class _Neighbours:
    """The nearest paired goals before and after a goal."""

    def __init__(self, pairs: dict[int, int], old_count: int, new_count: int) -> None:
        self._partner = {-1: -1, new_count: old_count, **pairs}
        self._old = sorted(self._partner.values())
        self._new = sorted(self._partner)

    def shared(self, old: int, new: int) -> float:
        """Of the nearest paired goals on both sides the share that the two have in common: 0, 0.5 or 1."""
        before, after = _around(self._new, new)
        old_before, old_after = _around(self._old, old)
        return ((self._partner[before] == old_before) + (self._partner[after] == old_after)) / 2


def _around(places: list[int], place: int) -> tuple[int, int]:
    at = bisect_left(places, place)
    return places[at - 1], places[at]


def _other_place(one: str | None, other: str | None) -> bool:
    return bool(one and other) and not (str(one).endswith(str(other)) or str(other).endswith(str(one)))


def _grams(text: str) -> Counter[str]:
    return Counter([*text, *(text[i : i + 2] for i in range(len(text) - 1))])
