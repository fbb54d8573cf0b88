"""Comparator and change, by a table of phrases."""

from __future__ import annotations

import pytest

from targets.extraction.comparators.rules import measured
from tests.extraction.phrases import marked, table

PHRASES = [
    (phrase, expected) for group in table("comparators").values() for phrase, expected in group.items()
]


@pytest.mark.parametrize(("phrase", "expected"), PHRASES, ids=[phrase for phrase, _ in PHRASES])
def test_number_is_compared_so(phrase: str, expected: list[str]) -> None:
    measure = measured(marked(phrase))
    assert [measure.comparator, *([measure.change] if measure.change else [])] == expected


def test_rule_names_the_words_that_decided() -> None:
    assert measured(marked("税收增长【8%】以上")).rule == "以上+增长"
