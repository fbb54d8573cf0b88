"""What a number format makes of a raw number: percent, hidden thousands, a unit written behind it."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time
from functools import lru_cache
from typing import NamedTuple

from targets.actuals.forms.grid import Cell
from targets.actuals.units import BadUnit, unit_of

_QUOTED = re.compile(r'"([^"]*)"|[\\!](.)|_.|\*.|\[(?!h|m|s)[^\]]*\]', re.IGNORECASE)
_LITERAL = re.compile(r'"([^"]*)"|[\\!](.)')
_DIGITS = re.compile(r"[0#?](?:[0#?.,]*[0#?])?")


class NumberFormat(NamedTuple):
    """A number format: what the raw number is multiplied by to be the one shown, and the unit behind it."""

    factor: float
    unit: str


@lru_cache(maxsize=4096)
def number_format(code: str) -> NumberFormat:
    """Read a spreadsheet's format code: `0.0%` is times 100, `0,` a thousandth, `0!.0,` a ten-thousandth.

    A point that is written as a literal between digits shifts the number by as many places as digits follow it,
    which is how Chinese offices show 元 as 万元.
    """
    first = code.split(";")[0]
    literals = "".join(a or b for a, b in _LITERAL.findall(first))
    shifted = re.search(r'(?:[!\\]\.|"\.")([0#]+)', first)
    bare = _QUOTED.sub("", first)
    if "%" in bare:
        return NumberFormat(100.0, "%")
    factor = 1.0
    trailing = re.search(r"[0#?](,+)(?![0#?.,])", bare)
    if trailing:
        factor /= 1000.0 ** len(trailing[1])
    if shifted:
        factor /= 10.0 ** len(shifted[1])
    unit = unicodedata.normalize("NFKC", literals).strip().strip(".")
    return NumberFormat(factor, unit if _is_unit(unit) else "")


@lru_cache(maxsize=4096)
def is_date_format(code: str) -> bool:
    """Whether a format shows its number as a day."""
    bare = _QUOTED.sub("", code.split(";")[0]).lower()
    return bool(re.search(r"[yd]|m{2,}|年|月", bare)) and not _DIGITS.search(bare.replace("00", ""))


def shown(value: object, code: str) -> Cell | None:
    """The cell that a raw value and its format show; None for an empty one."""
    if isinstance(value, bool):
        return Cell("是" if value else "否")
    if isinstance(value, datetime):
        return _day(value.date(), code)
    if isinstance(value, date):
        return _day(value, code)
    if isinstance(value, time):
        return Cell(value.isoformat())
    if isinstance(value, (int, float)):
        return _number(float(value), code)
    text = unicodedata.normalize("NFKC", str(value)).strip()
    if not text:
        return None
    fault = "It is an error of the spreadsheet." if re.fullmatch(r"#[A-Z/0!?]+[!?]?|Err:\d+", text) else ""
    return Cell(text, fault=fault)


def _number(raw: float, code: str) -> Cell:
    kind = number_format(code or "General")
    value = raw * kind.factor
    if kind.factor != 1.0 and value:
        value = float(f"{value:.14g}")
    whole = float(value).is_integer() and abs(value) < 1e15
    return Cell(f"{int(value) if whole else repr(value)}{kind.unit}", value, kind.unit)


def _day(day: date, code: str) -> Cell:
    bare = _QUOTED.sub("", code.split(";")[0]).lower()
    month_only = day.day == 1 and ("d" not in bare) and ("m" in bare or "月" in code)
    return Cell(f"{day:%Y年%-m月}" if month_only else day.isoformat(), None, "", day)


def _is_unit(text: str) -> bool:
    try:
        unit_of(text)
    except BadUnit:
        return False
    return True
