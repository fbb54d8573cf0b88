"""How numbers read, as tables of examples."""

from __future__ import annotations

from datetime import date
from functools import cache

import duckdb
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from targets import figures


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        (55_400_000_000.0, "元", "554亿元", "55.4 bn CNY"),
        (20_000.0, "户", "2万户", "20,000 households"),
        (12_345.0, "户", "12,345户", "12,345 households"),
        (2_000_000.0, "个", "200万个", "2 m"),
        (1_300_000_000_000.0, "斤", "1.3万亿斤", "1.3 tn 斤"),
        (5.5, "%", "5.5%", "5.5%"),
        (33.0, "微克/立方米", "33微克/立方米", "33 µg/m³"),
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
    assert figures.quantity(value, unit) == zh
    assert figures.quantity(value, unit, "en") == en


@pytest.mark.parametrize(
    ("value", "zh"), [(293_895.73, "29.39万亩"), (4_895.73, "4,896亩"), (0.123456, "0.12亩")]
)
def test_computed_quantities_are_rounded(value: float, zh: str) -> None:
    assert figures.about(value, "亩") == zh


@pytest.mark.parametrize(
    ("value", "zh"),
    [(-12.34, "−12.3个百分点"), (3.0, "+3个百分点"), (0.04, "0个百分点"), (-0.04, "0个百分点"), (None, "—")],
)
def test_points_are_signed(value: float | None, zh: str) -> None:
    assert figures.points(value) == zh


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        (1_234_567.5, "户", "1,234,567.5户", "1,234,567.5 households"),
        (-36.66666666666, "%", "−36.66666667%", "−36.66666667%"),
        (26_000_000_000.0, "元", "26,000,000,000元", "26,000,000,000 CNY"),
        (2.3e-7, "%", "0.00000023%", "0.00000023%"),
        (None, "户", "—", "—"),
    ],
)
def test_figures_of_a_derivation_are_exact(value: float | None, unit: str, zh: str, en: str) -> None:
    assert figures.exact(value, unit) == zh
    assert figures.exact(value, unit, "en") == en


def test_differences_are_signed() -> None:
    assert [figures.signed(v, "户") for v in (-6000.0, 0.0, 500.0)] == ["−6,000户", "0户", "+500户"]


def test_days_and_shares() -> None:
    assert figures.day(date(2022, 6, 30)) == "2022年6月30日"
    assert figures.day(date(2022, 6, 30), "en") == "30 Jun 2022"
    assert figures.day(None) == "—"
    assert [figures.percent(v) for v in (0.553, 1.0, -0.1, None)] == ["55.3%", "100%", "−10%", "—"]


def test_gaps_of_shares_are_in_points() -> None:
    assert figures.gap(-4.47253, "%") == "−4.47个百分点"
    assert figures.gap(-4.47253, "%", "en") == "−4.47 pp"
    assert figures.gap(-6000.0, "户") == "−6,000户"
    assert [figures.gap_share(value) for value in (-9.89, 0.0, 3.0, None)] == ["−9.9%", "0%", "+3%", "—"]


WORDED = """
    SELECT
        with_unit_zh(number_zh(x, step_zh(x)), f.unit),
        with_unit_en(
            number_en_by(number_zh(x, step_zh(x)), step_zh(x), x, step_en(x)),
            coalesce(e.word, f.unit)
        ),
        percent(x)
    FROM (SELECT unnest($values) AS x, unnest($units) AS unit, unnest(range(len($units))) AS place) f
    LEFT JOIN english_units e ON e.unit = f.unit
    ORDER BY place"""
FIGURES = st.tuples(
    st.one_of(st.floats(-1e14, 1e14), st.sampled_from([float("inf"), float("-inf"), float("nan")])),
    st.sampled_from(["元", "户", "%", "百分点", "个", "斤"]),
)


@settings(max_examples=8, deadline=None)
@given(st.lists(FIGURES, min_size=30, max_size=80))
@example([(5.54e12, "元"), (0.0037, "%"), (12_345.0, "户"), (-3.25, "个")])
def test_sql_words_a_figure_as_python_does(worded: list[tuple[float, str]]) -> None:
    values, units = zip(*worded, strict=True)
    found = connection().execute(WORDED, {"values": values, "units": units}).fetchall()
    for (value, unit), (zh, en, percent) in zip(worded, found, strict=True):
        assert (zh, en) == (figures.quantity(value, unit), figures.quantity(value, unit, "en"))
        assert not abs(value) < 1e9 or percent == figures.percent(value)


@settings(deadline=None)
@given(st.floats(-1e6, 1e6), st.dates())
def test_sql_words_points_and_days_as_python_does(value: float, day: date) -> None:
    points, in_words = (
        connection().execute("SELECT unsigned_points($x), day_zh($day)", {"x": value, "day": day}).fetchone()
    )
    assert points == figures.bare_points(value).lstrip("+−")
    assert in_words == figures.day(day)


@cache
def connection() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    con.execute(figures.figures_sql())
    return con


def test_a_day_beside_another_of_its_year_goes_without_the_year() -> None:
    day, end = date(2022, 6, 30), date(2022, 12, 31)
    assert [figures.short_day(day, end, language) for language in ("zh", "en")] == ["6月30日", "30 Jun"]
    assert figures.short_day(day, date(2023, 1, 1)) == "2022年6月30日"
    assert figures.short_day(None, end) == figures.NOTHING
