"""The fields of government work: each word in an example, each example as it says."""

from __future__ import annotations

import pytest

from targets.extraction.lexicon import lexicon
from targets.extraction.topics.rules import OTHER, topic_of, topics
from targets.words import section

EXAMPLES: dict[str, str] = lexicon("topics", "examples")["indicators"]


@pytest.mark.parametrize(("indicator", "field"), EXAMPLES.items())
def test_an_indicator_belongs_to_its_field(indicator: str, field: str) -> None:
    assert topic_of(indicator) == field


def test_every_word_stands_in_an_example_and_once() -> None:
    words = [word for field in lexicon("topics")["fields"].values() for word in field]
    assert len(set(words)) == len(words)
    assert [word for word in words if not any(word in indicator for indicator in EXAMPLES)] == []


def test_every_field_has_a_name_and_an_example() -> None:
    assert list(section("topic")) == list(topics())
    assert set(EXAMPLES.values()) == set(topics())


def test_headings_tell_where_the_indicator_says_nothing() -> None:
    assert topic_of("完成率", ["一、项目建设", "（二）稳定就业"]) == "jobs"
    assert topic_of("完成率", ["为贯彻落实上级部署"]) == OTHER
