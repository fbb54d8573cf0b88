"""Figures that stand in cells as words: signs, scales, units, and what is no exact figure."""

from __future__ import annotations

import pytest

from targets.actuals.forms.numbers import written_number

CASES = [
    ("8.2", 8.2, ""),
    ("1,280.5", 1280.5, ""),
    ("12,345万元", 12345.0, "万元"),
    ("8.2万", 8.2, "万"),
    ("１２３", 123.0, ""),
    ("(3.5)", -3.5, ""),
    ("（1,200）", -1200.0, ""),
    ("(2.1%)", -2.1, "%"),
    ("▲3.5", -3.5, ""),
    ("△3.5", -3.5, ""),
    ("▼3.5%", -3.5, "%"),
    ("↓0.8", -0.8, ""),
    ("−0.8", -0.8, ""),
    ("下降2.4%", -2.4, "%"),
    ("负2.4", -2.4, ""),
    ("↑0.8", 0.8, ""),
    ("+0.8", 0.8, ""),
    ("增长5.1%", 5.1, "%"),
    ("960 户", 960.0, "户"),
]


@pytest.mark.parametrize(("text", "value", "unit"), CASES)
def test_an_exact_figure_is_read(text: str, value: float, unit: str) -> None:
    assert written_number(text) == (value, unit)


@pytest.mark.parametrize("text", ["约960", "900余", "80-100", "12,34", "无", "", "3.5丈二", "1.2.3", "(约3)"])
def test_what_is_no_exact_figure_is_none(text: str) -> None:
    assert written_number(text) is None
