"""Units as tables write them: in a column of their own, in brackets behind a name, or above the table."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from targets.extraction.lexicon import any_of, lexicon
from targets.extraction.quantities.measure_words import UNIT, WORDS, bare_unit

_WORDS = lexicon("tables")["units"]
_SCALES = {
    "十": 1e1,
    "百": 1e2,
    "千": 1e3,
    "万": 1e4,
    "十万": 1e5,
    "百万": 1e6,
    "千万": 1e7,
    "亿": 1e8,
    "万亿": 1e12,
}
_OWN = any_of(_WORDS["more"])
_SIMPLE = rf"(?:{_OWN}|{UNIT})"
_PER = rf"(?:/[0-9]*(?:{any_of(_SCALES)})?(?:{_SIMPLE}|{any_of(_WORDS['per'])}))?"
_WHOLE = re.compile(rf"(?P<scale>{any_of(_SCALES)})??(?P<unit>{_SIMPLE}{_PER})")
_BRACKETS = re.compile(r"[（(\[](?:单位[:：])?(?P<unit>[^（()）\[\]]{1,14})[)）\]]")
_LABELLED = re.compile(r"(?:计量)?单位[:：](?P<unit>[^，。；;\s（(）)]{1,20})")
_SYNONYMS: dict[str, str] = _WORDS["synonyms"]
_IMPLIED = {ending: unit for unit, endings in _WORDS["implied"].items() for ending in endings}
_MONEY = re.compile(any_of(WORDS["money"]["nouns"]))
_IMPLIED_END = re.compile(f"(?:{any_of(_IMPLIED)})$")


class TableUnit(NamedTuple):
    """A bare measure word and what the figures under it must be multiplied with."""

    bare: str
    factor: float


@cache
def unit_of(text: str) -> TableUnit | None:
    """The unit that a text is, scale and all: 亿元, 万吨标准煤, 元/人, %; None where it is none."""
    match = _WHOLE.fullmatch(text)
    if match is None:
        return None
    bare, factor = bare_unit(_SYNONYMS.get(match["unit"], match["unit"]))
    return TableUnit(bare, factor * _SCALES.get(match["scale"] or "", 1.0))


def unit_at_start(text: str) -> tuple[TableUnit | None, int]:
    """The unit that a text begins with, and its length."""
    match = _WHOLE.match(text)
    for end in range(match.end(), 0, -1) if match else ():
        if unit := unit_of(text[:end]):
            return unit, end
    return None, 0


def without_unit(text: str) -> tuple[str, TableUnit | None]:
    """A name without the unit in its brackets, and that unit: 林下经济产值（亿元）."""
    for match in reversed(list(_BRACKETS.finditer(text))):
        if unit := unit_of(match["unit"]):
            return text[: match.start()] + text[match.end() :], unit
    name, comma, last = text.rpartition("，" if "，" in text else ",")
    if comma and (unit := unit_of(last)):
        return name, unit
    return text, None


def labelled_units(lines: tuple[str, ...]) -> tuple[TableUnit, ...]:
    """The units that the lines above a table give for all of it, the nearest line first: 单位：亿元、%."""
    for line in reversed(lines):
        for match in _LABELLED.finditer(line):
            return tuple(u for part in re.split("[、,，和]", match["unit"]) if (u := unit_of(part)))
        if (bare := re.fullmatch(r"[（(](.{1,8})[)）]", line)) and (unit := unit_of(bare[1])):
            return (unit,)
    return ()


def unit_among(units: tuple[TableUnit, ...], name: str) -> TableUnit | None:
    """Which of the units above a table a name counts in; None where there are several and nothing tells."""
    implied = implied_unit(name)
    bare = implied.bare if implied else "元" if _MONEY.search(name) else None
    fitting = [unit for unit in units if unit.bare == bare]
    if fitting or implied:
        return fitting[0] if fitting else implied
    others = [unit for unit in units if unit.bare != "%"]
    return others[0] if len(others) == 1 else None


def implied_unit(name: str) -> TableUnit | None:
    """The unit that the end of a name implies: 增速 and 覆盖率 count in %, 户数 in 户."""
    match = _IMPLIED_END.search(name)
    return TableUnit(_IMPLIED[match.group()], 1.0) if match else None
