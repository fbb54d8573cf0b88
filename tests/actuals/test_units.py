"""Units that convert, by what factor, and those that are refused."""

from __future__ import annotations

import pytest

from targets.actuals.units import BadUnit, conversion, unit_of


@pytest.mark.parametrize(
    ("text", "bare", "factor"),
    [
        ("户", "户", 1),
        ("万户", "户", 1e4),
        ("亿元", "元", 1e8),
        ("万亿元", "元", 1e12),
        ("千万元", "元", 1e7),
        ("万人次", "人次", 1e4),
        ("％", "%", 1),
        ("比例", "%", 100),
        ("个百分点", "百分点", 1),
        ("万平方米", "平方米", 1e4),
        ("㎡", "平方米", 1),
        ("亿千瓦时", "千瓦时", 1e8),
        ("千瓦", "千瓦", 1),
        ("(万元)", "元", 1e4),
        ("微克/立方米", "微克/立方米", 1),
        ("吨标准煤/万元", "吨标准煤/元", 1e-4),
        ("万套", "套", 1e4),
    ],
)
def test_a_unit_loses_its_scale(text: str, bare: str, factor: float) -> None:
    unit = unit_of(text)
    assert (unit.bare, unit.factor) == (bare, pytest.approx(factor))


@pytest.mark.parametrize("text", ["", "亿", "英尋", "万", "元/英尋", "户吨"])
def test_an_unknown_unit_is_refused(text: str) -> None:
    with pytest.raises(BadUnit):
        unit_of(text)


@pytest.mark.parametrize(
    ("unit", "into", "factor"),
    [
        ("公顷", "亩", 15),
        ("平方公里", "公顷", 100),
        ("亩", "平方米", 10000 / 15),
        ("斤", "吨", 0.0005),
        ("公斤", "斤", 2),
        ("公里", "米", 1000),
        ("%", "‰", 10),
        ("兆瓦", "千瓦", 1000),
        ("度", "千瓦时", 1),
        ("元/吨", "元/斤", 0.0005),
        ("小时", "分钟", 60),
        ("名", "人", 1),
        ("户", "户", 1),
    ],
)
def test_units_of_one_kind_convert(unit: str, into: str, factor: float) -> None:
    assert conversion(unit, into) == pytest.approx(factor, rel=1e-12)
    assert conversion(into, unit) == pytest.approx(1 / factor, rel=1e-12)


@pytest.mark.parametrize(
    ("unit", "into"),
    [
        ("人", "人次"),
        ("户", "套"),
        ("套", "个"),
        ("家", "个"),
        ("%", "百分点"),
        ("元", "美元"),
        ("吨", "吨标准煤"),
        ("千瓦", "千瓦时"),
        ("天", "工作日"),
        ("倍", "%"),
        ("亩", "公里"),
    ],
)
def test_units_of_different_kinds_are_refused(unit: str, into: str) -> None:
    with pytest.raises(BadUnit, match="different things"):
        conversion(unit, into)


@pytest.mark.parametrize(
    ("text", "counted"), [("户", True), ("万人", True), ("%", False), ("亿元", False), ("元/人", False)]
)
def test_counts_are_told_from_measures(text: str, counted: bool) -> None:
    assert unit_of(text).counted is counted
