"""How often a watched indicator is asked for, and whose figures are meant."""

from __future__ import annotations

from enum import StrEnum


class Rhythm(StrEnum):
    """How often the figures are asked for."""

    DAY = "day"
    WEEK = "week"
    TEN_DAYS = "ten_days"
    HALF_MONTH = "half_month"
    MONTH = "month"
    TWO_MONTHS = "two_months"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


class Spread(StrEnum):
    """Whose figures are meant."""

    REGION = "region"
    UNIT = "unit"
