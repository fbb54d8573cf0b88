"""Passages that report within a part that looks ahead: from a sentence that opens with 去年 to the next 今年 or 要."""

from __future__ import annotations

import re
from bisect import bisect_right

from targets.extraction.lexicon import any_of, lexicon, words_before

_WORDS = lexicon("roles")["turns"]
_BACK = any_of(_WORDS["back"])
_AHEAD = rf"(?:{words_before(_WORDS['ahead'], _WORDS['not_after'])})(?!{_WORDS['not_before']})"
_OPENS = re.compile(rf"(?:{_BACK})(?!同期)")
_TURN = re.compile(rf"(?P<back>(?<=[。！？])\s*(?:{_BACK})(?!同期))|{_AHEAD}")


def turns_of(text: str, start: int, end: int) -> list[tuple[int, bool]]:
    """Where a paragraph (`start` to `end`) turns, in order, and whether it is to the past.

    It turns back where a sentence opens with such a time (过去一年，), and ahead at any word of time to come
    or of obligation.
    """
    found = [(start, bool(_OPENS.match(text, start, end)))]
    found += [(m.end(), m["back"] is not None) for m in _TURN.finditer(text, start, end)]
    return found


def looks_back(turns: list[tuple[int, bool]], position: int) -> bool:
    """Whether a paragraph with these turns speaks of the past at a position of its document."""
    index = bisect_right(turns, position, key=lambda turn: turn[0])
    return index > 0 and turns[index - 1][1]
