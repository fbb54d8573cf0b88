"""Dates as documents print them, in figures (2022年5月9日, 2022-05-10) or in Chinese (二〇二二年五月九日)."""

from __future__ import annotations

import re
from datetime import date

_DIGITS = {c: str(i) for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": "0",
    "○": "0",
    "Ｏ": "0",
    "O": "0",
}
_HAN = "零〇○ＯO一二三四五六七八九"
_FIGURES = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s*(?:年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日|([-/.])(\d{1,2})\4(\d{1,2})(?!\d))"
)
_CHINESE = re.compile(rf"([{_HAN}]{{4}})\s*年\s*([{_HAN}十]{{1,3}})\s*月\s*([{_HAN}十]{{1,3}})\s*日")


def find_date(text: str) -> date | None:
    """The first date in a text that the calendar knows; None where there is none."""
    dates = [*_FIGURES.finditer(text), *_CHINESE.finditer(text)]
    days = (_day(match) for match in sorted(dates, key=lambda match: match.start()))
    return next((day for day in days if day), None)


def date_line(line: str) -> date | None:
    """The date of a line that holds a date and nothing else, as a signature does."""
    bare = line.strip().strip("()（）[]【】 \u3000")
    match = _FIGURES.fullmatch(bare) or _CHINESE.fullmatch(bare)
    return _day(match) if match else None


def _day(match: re.Match[str]) -> date | None:
    year, month, day = (part for part in match.groups() if part and part not in "-/.")
    try:
        return date(int(_year(year)), _small(month), _small(day))
    except ValueError:
        return None


def _year(words: str) -> str:
    return "".join(_DIGITS.get(c, c) for c in words)


def _small(words: str) -> int:
    """A number below 100: 5, 05, 五, 十二, 二十一, 三〇."""
    figures = _year(words)
    if "十" not in figures:
        return int(figures)
    tens, _, ones = figures.partition("十")
    return int(tens or "1") * 10 + int(ones or "0")
