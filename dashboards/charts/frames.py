"""What charts share when they read a data frame: plain rows, shared hover texts, tick words."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from targets import figures

Row = dict[str, Any]
RowFacts = Mapping[str, Any]
"""What a chart reads of a row, whether of a query or of a data frame."""


def rows_of(frame: pd.DataFrame) -> list[Row]:
    """The rows of a frame as plain dicts; whatever pandas calls missing is None."""
    plain = frame.astype(object).where(frame.notna(), None)
    return [
        dict(zip(plain.columns, values, strict=True)) for values in plain.itertuples(index=False, name=None)
    ]


class Bilingual:
    """Collects the quantities a figure shows, so that its layout carries their English (`meta`)."""

    def __init__(self) -> None:
        self.english: dict[str, str] = {}

    def quantity(self, value: float | None, unit: str) -> str:
        """The Chinese wording of a quantity, remembering the English."""
        return self._kept(figures.quantity(value, unit), figures.quantity(value, unit, "en"))

    def about(self, value: float | None, unit: str) -> str:
        """The Chinese wording of a computed quantity, remembering the English."""
        return self._kept(figures.about(value, unit), figures.about(value, unit, "en"))

    def number(self, value: float | None) -> str:
        """The Chinese wording of a bare number, remembering the English."""
        return self._kept(figures.number(value), figures.number(value, "en"))

    def points(self, value: float | None) -> str:
        """The Chinese wording of percentage points, remembering the English."""
        return self._kept(figures.points(value), figures.points(value, "en"))

    def bilingual(self, zh: str, en: str) -> str:
        """A Chinese text of this figure alone, remembering its English."""
        return self._kept(zh, en)

    def _kept(self, zh: str, en: str) -> str:
        if zh != en:
            self.english[zh] = en
        return zh

    def axis(self, low: float, high: float, unit: str) -> dict[str, Any]:
        """Ticks at round values from `low` to `high`, worded in 万 and 亿; the topmost carries the unit."""
        ticks = round_ticks(low, high)
        words = [self.number(tick) for tick in ticks[:-1]] + [self.quantity(ticks[-1], unit)]
        return {"tickmode": "array", "tickvals": ticks, "ticktext": words}


def round_ticks(low: float, high: float, wanted: int = 5) -> list[float]:
    """About `wanted` round values that span `low` to `high` from inside."""
    if not high > low:
        return [low]
    rough = (high - low) / wanted
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * size for factor in (1, 2, 2.5, 5, 10) if factor * size >= rough * 0.999)
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [round(index * step, 12) for index in range(first, last + 1)] or [low]
