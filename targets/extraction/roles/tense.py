"""Passages that report within a part that looks ahead: from a sentence that opens with 去年 to the next 今年 or 要."""

from __future__ import annotations

import re
from bisect import bisect_right

from targets.extraction.lexicon import any_of, lexicon

_WORDS = lexicon("roles")["tense"]
_BACK = any_of(_WORDS["back"])


def _no_other_word(word: str) -> str:
    """What must hold behind a word that looks ahead: no character that makes it another one, before it or after."""
    bars = _WORDS["not_after"].get(word)
    return (f"(?<![{bars}]{re.escape(word)})" if bars else "") + f"(?!{_WORDS['not_before']})"


_OPENS = re.compile(rf"(?:{_BACK})(?!同期)")
# Each branch begins with a plain character, so that a search passes over all others at once.
_CHANGE = re.compile(
    "|".join(
        [rf"{mark}\s*(?:{_BACK})(?!同期)" for mark in "。！？"] + [any_of(_WORDS["ahead"], _no_other_word)]
    )
)


def tense_changes(text: str, start: int, end: int) -> list[tuple[int, bool]]:
    """Where a paragraph (`start` to `end`) changes, in order, and whether it is to the past.

    It changes back where a sentence opens with such a time (过去一年，), and ahead at any word of time to come
    or of obligation.
    """
    found = [(start, bool(_OPENS.match(text, start, end)))]
    found += [(m.end(), m[0][0] in "。！？") for m in _CHANGE.finditer(text, start, end)]
    return found


def is_past(changes: list[tuple[int, bool]], position: int) -> bool:
    """Whether a paragraph with these changes speaks of the past at a position of its document."""
    index = bisect_right(changes, position, key=lambda change: change[0])
    return index > 0 and changes[index - 1][1]
