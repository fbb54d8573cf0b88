"""A figure written as text: 1,234.5 and 8.2万 and 102户, or the reason why it is none."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from targets.actuals.units import BadUnit, unit_of

_SIGNS = {
    "▲": "-",
    "△": "-",
    "▼": "-",
    "↓": "-",
    "↑": "",
    "+": "",
    "−": "-",
    "-": "-",
    "下降": "-",
    "负": "-",
    "增长": "",
    "上升": "",
}
_NUMBER = re.compile(
    r"(?P<sign>" + "|".join(map(re.escape, _SIGNS)) + r")?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?P<rest>[^\d,.].*)?"
)
SCALES = ("万亿", "千万", "百万", "亿", "万")


class Written(NamedTuple):
    """A figure in words: its value, and the unit behind it ("万" where only a scale stands there)."""

    value: float
    unit: str


@lru_cache(maxsize=65536)
def written_number(text: str) -> Written | None:
    """Read a cell's text as one exact figure; None for approximate ones (约960, 900余), ranges and words."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    if re.fullmatch(r"\(\d[\d,.]*%?\)", plain):  # the bookkeepers' minus
        plain = "-" + plain[1:-1]
    found = _NUMBER.fullmatch(plain)
    if not found:
        return None
    digits = float(found["digits"].replace(",", ""))
    value = -digits if found["sign"] and _SIGNS[found["sign"]] == "-" else digits
    unit = found["rest"] or ""
    if unit and unit not in SCALES:
        try:
            unit_of(unit)
        except BadUnit:
            return None
    return Written(value, unit)
