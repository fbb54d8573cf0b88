"""Units: which convert into each other, by what factor, and which are refused."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from targets.extraction.lexicon import lexicon

_SCALES = {"十": 1e1, "百": 1e2, "千": 1e3, "万": 1e4, "百万": 1e6, "千万": 1e7, "亿": 1e8, "万亿": 1e12}
_SCALED = re.compile(r"(万亿|千万|百万|亿|万|千|百|十)(?=.)")
_GRAMMAR = lexicon("quantities")
_TABLE = [
    line
    for line in tomllib.loads(
        resources.files(__package__).joinpath("units.toml").read_text(encoding="utf-8")
    )["table"].splitlines()
    if line and not line.startswith("#")
]
# Other ways to write a unit, as Pint's names; % is none.
_SPELLINGS = {
    **_GRAMMAR["canonical"],
    "%": "百分数",
    "‰": "千分数",
    "m2": "平方米",
    "m3": "立方米",
    "km2": "平方公里",
    "t": "吨",
    "kg": "公斤",
    "kWh": "千瓦时",
    "RMB": "元",
    "CNY": "元",
    "USD": "美元",
    "ha": "公顷",
}
_SHOWN = {"百分数": "%", "千分数": "‰"}
_SHARES = frozenset({"份额", "比例"})
_PEOPLE = frozenset({"人", "名"})


class BadUnit(ValueError):
    """A unit that is not known, or two that do not convert; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as a table gives it: `bare` is the unit without its scale, `factor` what a value is multiplied by.

    万户 is 户 with factor 10000; a share (比例) is % with factor 100. `counted` says that it counts things,
    so that a negative value is wrong.
    """

    bare: str
    factor: float
    counted: bool


@lru_cache(maxsize=4096)
def unit_of(text: str) -> Unit:
    """Read a unit. Raises BadUnit with the reason where it is not known."""
    written = unicodedata.normalize("NFKC", text).strip().strip("()（）[]")
    if not written:
        raise BadUnit("There is no unit.")
    factor, parts, counted = 1.0, [], False
    for place, part in enumerate(written.split("/")):
        scale, name = _unscaled(part.strip())
        counted = counted or (place == 0 and name in _counting_words() | _PEOPLE)
        factor = factor * scale if place == 0 else factor / scale
        parts.append(name)
    if len(parts) == 1 and parts[0] in _SHARES:
        return Unit("%", 100.0, False)
    return Unit("/".join(_SHOWN.get(part, part) for part in parts), factor, counted)


@lru_cache(maxsize=4096)
def conversion(unit: str, into: str) -> float:
    """The factor that turns values in one bare unit into another. Raises BadUnit where there is none."""
    if unit == into:
        return 1.0
    source, goal = _quantity(unit), _quantity(into)
    if source.dimensionality != goal.dimensionality:
        raise BadUnit(f"{unit} and {into} measure different things and cannot be converted.")
    return float(f"{source.to(goal.units).magnitude / goal.magnitude:.15g}")


@lru_cache(maxsize=4096)
def kind_of(unit: str) -> str:
    """A name for what a bare unit measures; units convert into each other exactly where it is the same."""
    try:
        return str(_quantity(unit).dimensionality)
    except BadUnit:
        return unit


def _unscaled(part: str) -> tuple[float, str]:
    scale, name = 1.0, part
    while True:
        name = _SPELLINGS.get(name, name)
        name = _SPELLINGS.get(name, name)
        if name in _convertible() or name in _counting_words():
            return scale, name
        found = _SCALED.match(name)
        if not found:
            raise BadUnit(f"The unit {part or '(empty)'} is not known.")
        scale, name = scale * _SCALES[found[1]], name[found.end() :]


def _quantity(unit: str) -> Any:
    """One of a bare unit, as a Pint quantity."""
    registry, result = _registry(), None
    for part in unit.split("/"):
        scale, name = _unscaled(part)
        one = registry.Quantity(scale, name)
        result = one if result is None else result / one
    return result


@lru_cache(maxsize=1)
def _registry() -> Any:
    import pint

    registry: Any = pint.UnitRegistry(None)
    registry.load_definitions(_TABLE)
    for number, word in enumerate(sorted(_counting_words())):
        registry.define(f"{word} = [counted_{number}]")
    return registry


@lru_cache(maxsize=1)
def _convertible() -> frozenset[str]:
    """The names that the table of convertible units gives: what is not a formula."""
    names = (name.strip() for line in _TABLE for name in line.split("="))
    return frozenset(name for name in names if name.isidentifier())


@lru_cache(maxsize=1)
def _counting_words() -> frozenset[str]:
    """The grammar's measure words that convert into nothing."""
    names = {unicodedata.normalize("NFKC", word) for word in _GRAMMAR["units"]}
    names |= set(_GRAMMAR["canonical"].values())
    return frozenset(n for n in names if n.isidentifier() and n not in _convertible() and n not in _SPELLINGS)
