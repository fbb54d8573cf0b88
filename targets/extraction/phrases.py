"""The words around a number, freed from what names nothing: modality, time, comparators, verbs of reaching."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from targets.extraction.lexicon import lexicon

_WORDS = lexicon("indicators")


class Words:
    """A set of words, asked for the longest one at the start or the end of a text."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._lengths = sorted({len(word) for word in self._words}, reverse=True)

    def __contains__(self, word: str) -> bool:
        return word in self._words

    def at_start(self, text: str) -> str:
        """The longest of the words that `text` starts with, or nothing."""
        return next((text[:n] for n in self._lengths if text[:n] in self._words), "")

    def at_end(self, text: str) -> str:
        """The longest of the words that `text` ends with, or nothing."""
        return next((text[-n:] for n in self._lengths if text[-n:] in self._words), "")


ACTIONS = Words(_WORDS["actions"]["words"])
MEASURES = Words(_WORDS["measures"]["words"])
_NEVER = frozenset(_WORDS["openings"]["never"])
_OPENINGS = Words([*_WORDS["openings"]["words"], *_NEVER])
_KEPT = frozenset(_WORDS["tails"]["kept"])
_UP, _DOWN = frozenset(_WORDS["tails"]["up"]), frozenset(_WORDS["tails"]["down"])
_NEUTRAL = frozenset(_WORDS["tails"]["neutral"])
_TAILS = Words([*_WORDS["tails"]["reach"], *_UP, *_DOWN, *_NEUTRAL, *_KEPT])
_ORDINAL = re.compile(r"[（(〔]?[一二三四五六七八九十\d]{1,3}[)）〕、.．](?!\d)|[—–-]{2,}|[①-⑳]")
_TIME = re.compile(_WORDS["times"]["opening"])
_INNER_TIME = re.compile(_WORDS["times"]["inside"])
_FROM = re.compile(r"[从由](?:上年|去年)?的?(?:[^从由]{0,8})$")
_MARGIN = " \t\r\n　、，,。；;：:·—-和及与"


@dataclass(frozen=True, slots=True)
class Left:
    """What stands before a number: its noun, and what the words between noun and number say.

    `change` is "up", "down" or empty, `place` where a rank is held (全国), `reached` whether a verb links
    noun and number, so that what follows the number is no part of the name; `each` is 分别.
    """

    noun: str
    change: str = ""
    place: str = ""
    reached: bool = False
    each: bool = False


def left_of(text: str, rank: bool = False) -> Left:
    """Read the text between the start of a clause and its number."""
    change = place = ""
    reached = each = False
    text = text.rstrip(_MARGIN)
    while text:
        if rank and (found := PLACES.at_end(text)):
            place = place or found
        else:
            found = (_RANK_TAILS if rank else _TAILS).at_end(text)
            if not found or found in _KEPT:
                break
            change = change or ("up" if found in _UP else "down" if found in _DOWN else "")
            reached = reached or found not in _NEUTRAL
            each = each or "分别" in found
        text = text[: -len(found)].rstrip(_MARGIN)
    return Left(opened(text), change, place, reached, each)


PLACES = Words(_WORDS["tails"]["places"])
_RANK_TAILS = Words([*_WORDS["tails"]["rank"], *_WORDS["tails"]["reach"], *_NEUTRAL, *_KEPT])


def opened(text: str) -> str:
    """`text` without ordinals, time words and the words that merely open a clause."""
    text = text.strip(_MARGIN)
    while text:
        found = _ORDINAL.match(text) or _TIME.match(text)
        length = found.end() if found else 0
        if not length:
            word = _OPENINGS.at_start(text)
            length = 0 if word in _NEVER else len(word)
        if not length:
            break
        text = text[length:].lstrip(_MARGIN)
    return _INNER_TIME.sub("", text)
