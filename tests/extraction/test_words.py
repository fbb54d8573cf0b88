"""Every word of the grammar stands in an example beside its rules: a word that nothing reads is not there by chance."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from targets.extraction.lexicon import lexicon
from tests.extraction.phrases import GRAMMAR

FAMILIES = ("quantities", "comparators", "dates", "owners", "regions", "goals", "watched")
CHARACTERS = {"not_after", "not_before", "barred", "barred_after", "sign", "only_before", "not_tenths"}
"""Keys of tables that hold characters which make a word another one, not words."""
OTHER = {"pattern", "rule", "unit", "bare", "canonical", "scaled", "lunar", "units", "not_units"}
"""Keys of what is no word of a text: expressions, names of rules, units as they are kept."""


def _words(entry: Any) -> Iterator[str]:
    if isinstance(entry, str):
        yield entry
    elif isinstance(entry, list):
        for each in entry:
            yield from _words(each)
    elif isinstance(entry, dict):
        for key, value in entry.items():
            if key not in CHARACTERS | OTHER:
                yield from _words(value)


def _examples() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(GRAMMAR.rglob("*examples.toml")))


@pytest.mark.parametrize("family", FAMILIES)
def test_every_word_stands_in_an_example(family: str) -> None:
    text = _examples()
    assert sorted({word for word in _words(lexicon(family)) if word not in text}) == []


def test_every_measure_word_stands_in_an_example() -> None:
    text = _examples()
    words = lexicon("quantities")
    written = {*words["units"], *words["canonical"], *(entry["unit"] for entry in words["scaled"])}
    assert sorted(word for word in written if word not in text) == []


def test_every_rule_of_numbers_reads_an_example() -> None:
    from targets.extraction.quantities.rules import quantities_in
    from tests.extraction.phrases import table

    read = {
        q.rule for group in table("quantities").values() for phrase in group for q in quantities_in(phrase)
    }
    named = {entry["rule"] for entry in lexicon("quantities")["implicit"]}
    named |= {"number", "bare", "range", "shared", "plain", "fraction", "tenths", "percent", "ratio", "rate"}
    named |= {"chinese", "rank", "first", "bounds", "halves", "discount"}
    assert read == named
