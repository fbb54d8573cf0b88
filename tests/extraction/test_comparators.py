"""Comparator and change: the rule that decided."""

from __future__ import annotations

from targets.extraction.comparators.rules import measured
from tests.extraction.phrases import marked


def test_rule_names_the_words_that_decided() -> None:
    assert measured(marked("税收增长【8%】以上")).rule == "以上+增长"
