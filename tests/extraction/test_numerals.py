"""Numerals as numbers."""

from __future__ import annotations

import pytest

from targets.extraction.quantities.numerals import number_of, scale_of

SPELLED = {
    "3,700.5": 3700.5,
    "1,234,567": 1234567,
    "３７００": 3700,
    "６．５": 6.5,
    "十": 10,
    "十五": 15,
    "二十": 20,
    "两万": 20000,
    "一百零五": 105,
    "一千二百": 1200,
    "三千五百亿": 3.5e11,
    "一万两千亿": 1.2e12,
    "一亿三千万": 1.3e8,
    "万亿": 1e12,
    "百": 100,
    "六点五": 6.5,
    "零点八": 0.8,
    "二〇二四": 2024,
}


@pytest.mark.parametrize(("words", "number"), SPELLED.items())
def test_words_spell_this_number(words: str, number: float) -> None:
    assert number_of(words) == pytest.approx(number)


@pytest.mark.parametrize("words", ["", "点五", "三点", "甲", "十甲", "9" * 40, "三点十"])
def test_words_that_spell_no_number(words: str) -> None:
    assert number_of(words) is None


@pytest.mark.parametrize(
    ("words", "scale"), [("", 1), ("万", 1e4), ("百万", 1e6), ("万亿", 1e12), ("百亿亿", 1e18)]
)
def test_scales_multiply(words: str, scale: float) -> None:
    assert scale_of(words) == scale
