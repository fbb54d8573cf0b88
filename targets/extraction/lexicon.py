"""The words of the grammar: a TOML file beside the rules of each family, read once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def lexicon(family: str, name: str = "words") -> dict[str, Any]:
    """The table of `targets/extraction/FAMILY/NAME.toml`."""
    return tomllib.loads((files(__package__) / family / f"{name}.toml").read_text(encoding="utf-8"))


def any_of(words: Iterable[str], condition: Callable[[str], str] = lambda _: "") -> str:
    """A regular expression that matches one of `words`, the longest first, each with its `condition` behind it.

    Words are grouped by their first character, so that a scan compares a character of the text with each
    first character once, however many words begin with it.
    """
    by_first: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        by_first.setdefault(word[:1], []).append(re.escape(word[1:]) + condition(word))
    return "|".join(
        re.escape(first) + (rests[0] if len(rests) == 1 else f"(?:{'|'.join(rests)})")
        for first, rests in by_first.items()
    )


def words_before(words: Iterable[str], not_after: Mapping[str, str]) -> str:
    """Alternation of words that stand before something; `not_after` bars characters before a word (签约 is no 约)."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join((f"(?<![{not_after[w]}])" if w in not_after else "") + re.escape(w) for w in ordered)
