"""How numbers read, as tables of examples."""

from __future__ import annotations

from datetime import date

import pytest

from dashboards import formats


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        (55_400_000_000.0, "元", "554亿元", "55.4 bn CNY"),
        (20_000.0, "户", "2万户", "20,000 households"),
        (12_345.0, "户", "12,345户", "12,345 households"),
        (2_000_000.0, "个", "200万个", "2 m"),
        (1_300_000_000_000.0, "斤", "1.3万亿斤", "1.3 tn 斤"),
        (5.5, "%", "5.5%", "5.5%"),
        (0.42, "百分点", "0.42百分点", "0.42 pp"),
        (0.0037, "%", "0.0037%", "0.0037%"),
        (-3.25, "亩", "−3.25亩", "−3.25 mu"),
        (0.0, "户", "0户", "0 households"),
        (-0.0, "户", "0户", "0 households"),
        (None, "户", "—", "—"),
        (float("nan"), "户", "—", "—"),
        (float("inf"), "户", "—", "—"),
    ],
)
def test_quantities(value: float | None, unit: str, zh: str, en: str) -> None:
    assert formats.quantity(value, unit) == zh
    assert formats.quantity(value, unit, "en") == en


@pytest.mark.parametrize(
    ("value", "zh"), [(293_895.73, "29.39万亩"), (4_895.73, "4,896亩"), (0.123456, "0.12亩")]
)
def test_computed_quantities_are_rounded(value: float, zh: str) -> None:
    assert formats.about(value, "亩") == zh


@pytest.mark.parametrize(
    ("value", "zh"),
    [(-12.34, "−12.3个百分点"), (3.0, "+3个百分点"), (0.04, "0个百分点"), (-0.04, "0个百分点"), (None, "—")],
)
def test_points_are_signed(value: float | None, zh: str) -> None:
    assert formats.points(value) == zh


def test_differences_are_signed() -> None:
    assert [formats.signed(v, "户") for v in (-6000.0, 0.0, 500.0)] == ["−6,000户", "0户", "+500户"]


def test_days_and_shares() -> None:
    assert formats.day(date(2022, 6, 30)) == "2022年6月30日"
    assert formats.day(date(2022, 6, 30), "en") == "30 Jun 2022"
    assert formats.day(None) == "—"
    assert [formats.percent(v) for v in (0.553, 1.0, -0.1, None)] == ["55.3%", "100%", "−10%", "—"]
