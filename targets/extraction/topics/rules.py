"""Which field of government work (领域) an indicator belongs to, by the words of words.toml."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from targets.extraction.lexicon import lexicon

OTHER = "other"
"""The field of what no word knows."""


def topic_of(indicator: str, section: Iterable[str] = ()) -> str:
    """The key of a field: by the indicator's words, else by those of its headings, the innermost first."""
    for text in (indicator, *reversed(tuple(section))):
        if found := _field_in(text):
            return found
    return OTHER


@cache
def topics() -> tuple[str, ...]:
    """The keys of all fields in the order of the scheme, the last that of what is none of them."""
    return (*lexicon("topics")["fields"], OTHER)


@cache
def _words() -> tuple[tuple[str, str], ...]:
    return tuple((word, field) for field, words in lexicon("topics")["fields"].items() for word in words)


def _field_in(text: str) -> str | None:
    """The field of the word that ends last in a text; of several that end there, of the longest."""
    ends = [(at + len(word), len(word), field) for word, field in _words() if (at := text.rfind(word)) >= 0]
    return max(ends)[2] if ends else None
