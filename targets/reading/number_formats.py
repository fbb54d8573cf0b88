"""What a spreadsheet shows for a value under its number format: 0.065 under `0.0%` is 6.5%."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
_PATTERN = re.compile(r"[#0?][#0?,]*(?:\.[#0?]+)?,*")
_ASIDE = 0xE000  # characters that stand for literals, from here on
_SIGNIFICANT = 11  # digits that the format General shows


def shown(value: object, number_format: str) -> str:
    """The text of a cell as the screen shows it; dates in Chinese, line breaks as they are."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (datetime, date)):
        return _date(value, number_format)
    if isinstance(value, (time, timedelta)):
        return str(value)
    if isinstance(value, (int, float)):
        return _number(float(value), number_format)
    return str(value)


def _date(value: date, number_format: str) -> str:
    bare = _LITERAL.sub(lambda m: m[1] or m[2] or "", number_format).lower()
    days = f"{value.day}日" if "d" in bare or "日" in bare else ""
    return f"{value.year}年{value.month}月{days}"


def _number(value: float, number_format: str) -> str:
    """A negative value keeps its minus, also where the format shows it red or in brackets."""
    literals: list[str] = []

    def put_aside(match: re.Match[str]) -> str:
        literals.append(match[1] or match[2] or "")
        return chr(_ASIDE + len(literals) - 1)

    bare = _LITERAL.sub(put_aside, number_format).partition(";")[0]
    pattern = _PATTERN.search(bare)
    if pattern is None or "e+" in bare.lower() or "/" in bare:
        return f"{value:.{_SIGNIFICANT}g}"
    if "%" in bare:
        value *= 100
    digits = pattern.group()
    value /= 1000 ** (len(digits) - len(digits.rstrip(",")))
    needed, optional = _decimals(digits)
    text = f"{abs(value):{',' if ',' in digits.rstrip(',') else ''}.{needed + optional}f}"
    if optional:
        whole, _, decimals = text.partition(".")
        text = f"{whole}.{decimals[:needed]}{decimals[needed:].rstrip('0')}".rstrip(".")
    line = f"{'-' if value < 0 else ''}{bare[: pattern.start()]}{text}{bare[pattern.end() :]}"
    return "".join(
        literals[ord(c) - _ASIDE] if 0 <= ord(c) - _ASIDE < len(literals) else c for c in line
    ).strip()


def _decimals(pattern: str) -> tuple[int, int]:
    """How many decimals a pattern always shows, and how many more where they are not zero."""
    decimals = pattern.rstrip(",").partition(".")[2]
    needed = decimals.count("0")
    return needed, len(decimals) - needed
