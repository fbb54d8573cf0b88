"""How numbers, shares and days read: 55400000000 元 is 554亿元, or 55.4 bn CNY in English.

Pages, bulletins, messages and the command line word figures with these functions, SQL with the macros of
`figures_sql`; a test holds both to the same words.
"""

from __future__ import annotations

import math
import tomllib
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

NOTHING = "—"
_MINUS = "−"
_SHORT = 999.995
"""Below it a number of two decimals has no comma."""
_CHINESE_STEPS = ((1e12, "万亿"), (1e8, "亿"), (1e4, "万"))
_ENGLISH_STEPS = ((1e12, " tn"), (1e9, " bn"), (1e6, " m"))


def number(value: float | None, language: str = "zh") -> str:
    """A number in its own counting steps, to two decimals: 2000000 -> 200万, or 2 m; 12345 stays 12,345."""
    if value is None or not math.isfinite(value):
        return NOTHING
    steps = _ENGLISH_STEPS if language == "en" else _CHINESE_STEPS
    for size, word in steps:
        scaled = value / size
        if abs(scaled) >= 1 and (abs(value) >= 1e6 or math.isclose(scaled, round(scaled, 2), rel_tol=1e-12)):
            return _plain(scaled) + word
    return _plain(value)


def quantity(value: float | None, unit: str, language: str = "zh") -> str:
    """A number with its unit: 20000 户 -> 2万户, or 20,000 households."""
    figure = number(value, language)
    if figure == NOTHING:
        return NOTHING
    if language != "en":
        return figure + unit
    word = unit_name(unit, language)
    return f"{figure}{word}" if word in ("%", "") else f"{figure} {word}"


def about(value: float | None, unit: str, language: str = "zh") -> str:
    """A computed quantity at four significant digits: 293895.73 亩 -> 29.39万亩."""
    return quantity(_significant(value), unit, language)


def exact(value: float | None, unit: str = "", language: str = "zh", *, digits: int = 10) -> str:
    """A number to so many digits, in full, for sums that a reader does again: 1234567.5 -> 1,234,567.5, 2.6e10 -> 26,000,000,000."""
    if value is None or not math.isfinite(value):
        return NOTHING
    text = f"{Decimal(f'{abs(value):.{digits}g}'):,f}"
    text = f"{_MINUS}{text}" if value < 0 else text
    word = unit_name(unit, language)
    return f"{text} {word}" if language == "en" and word not in ("%", "") else f"{text}{word}"


def unit_name(unit: str, language: str = "zh") -> str:
    """A unit by itself: 户, or households; one without an English name keeps its own."""
    return _english_units().get(unit, unit) if language == "en" else unit


def signed(value: float | None, unit: str = "", language: str = "zh") -> str:
    """A computed difference with its sign, at four significant digits: -3.25 -> −3.25, 0 -> 0, 3 -> +3."""
    text = about(value, unit, language)
    return f"+{text}" if value is not None and math.isfinite(value) and value > 0 else text


def points(value: float | None, language: str = "zh") -> str:
    """A difference in percentage points at one decimal, signed: −12.3个百分点, or −12.3 pp."""
    text = bare_points(value)
    return text if text == NOTHING else text + (" pp" if language == "en" else "个百分点")


def bare_points(value: float | None) -> str:
    """The same without its unit, for columns that name it: −12.3."""
    if value is None or not math.isfinite(value):
        return NOTHING
    rounded = _rounded(value, 1) + 0.0
    text = f"{abs(rounded):,.1f}".removesuffix(".0")
    return f"{'+' if rounded > 0 else _MINUS if rounded < 0 else ''}{text}"


def gap(value: float | None, unit: str, language: str = "zh") -> str:
    """A gap in the goal's unit, signed; that of a % goal is actual minus expected in percentage points."""
    return signed(
        value, "个百分点" if unit == "%" and language == "zh" else "百分点" if unit == "%" else unit, language
    )


def gap_share(value: float | None) -> str:
    """A gap in per cent of the goal's way, signed, so that goals of all units compare: −9.9%."""
    text = bare_points(value)
    return text if text == NOTHING else f"{text}%"


def percent(share: float | None, decimals: int = 1) -> str:
    """A share as a percentage: 0.553 -> 55.3%."""
    if share is None or not math.isfinite(share):
        return NOTHING
    return f"{_plain(_rounded(share * 100, decimals))}%"


def day(value: date | datetime | None, language: str = "zh") -> str:
    """A day: 2022年6月30日, or 30 Jun 2022."""
    if value is None:
        return NOTHING
    if language == "en":
        return f"{value.day} {value:%b %Y}"
    return f"{value.year}年{value.month}月{value.day}日"


def short_day(value: date | None, beside: date, language: str = "zh") -> str:
    """A day without its year where that is the one of the day `beside`: 6月30日, or 30 Jun."""
    if value is None or value.year != beside.year:
        return day(value, language)
    return f"{value.day} {value:%b}" if language == "en" else f"{value.month}月{value.day}日"


def is_counted(unit: str) -> bool:
    """Whether a unit counts things one by one, as 户 and 家 do."""
    return unit in _units()["counted"]


def _significant(value: float | None) -> float | None:
    return value if value is None or not math.isfinite(value) else float(f"{value:.4g}")


def _plain(value: float) -> str:
    """Two decimals, more for numbers near zero, without trailing zeros."""
    magnitude = abs(value)
    decimals = 2
    if 0 < magnitude < 0.1:
        decimals = min(8, 1 - math.floor(math.log10(magnitude)))
    elif magnitude < _SHORT:
        magnitude = _rounded(magnitude, 2)
    text = f"{magnitude:,.{decimals}f}".rstrip("0").rstrip(".")
    return f"{_MINUS}{text}" if value < 0 and text != "0" else text


def _rounded(value: float, places: int) -> float:
    """Rounded, halves away from zero, as SQL does."""
    scaled = abs(value) * 10**places
    whole = math.floor(scaled)
    return math.copysign((whole + (scaled - whole >= 0.5)) / 10**places, value)


@cache
def _english_units() -> dict[str, str]:
    return dict(_units()["english"])


@cache
def _units() -> dict[str, Any]:
    return tomllib.loads(files("targets").joinpath("figures.toml").read_text(encoding="utf-8"))


@cache
def figures_sql() -> str:
    """The macros of figures.sql, and the units of figures.toml as view `english_units`."""
    named = ", ".join(f"('{unit}', '{word}')" for unit, word in _english_units().items())
    units = f"CREATE OR REPLACE VIEW english_units AS FROM (VALUES {named}) t (unit, word);\n"
    return units + files("targets").joinpath("figures.sql").read_text(encoding="utf-8")
