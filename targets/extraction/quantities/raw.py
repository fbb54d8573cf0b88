"""What each scan of the quantity grammar yields, before it is placed in its document."""

from __future__ import annotations

import re
from typing import NamedTuple

from targets.extraction.quantities.measure_words import WORDS

HAN = "一二两三四五六七八九十百千万亿"
NUMBER = (
    r"[0-9０-９](?<![0-9０-９.．][0-9０-９])(?:[0-9]{0,2}(?:,[0-9]{3}){1,5}(?![0-9])|[0-9０-９]{0,15})"
    r"(?:[.．][0-9０-９]{1,10})?"
)
TO = r"[ ]?(?:—+|–|-|－|~|～|∼|至|到)[ ]?"
_PERIOD = re.compile(rf"(?<!提)(?:{'|'.join(WORDS['periods']['before'])})$")
_YEAR_AT_END = re.compile(r"[.．](19|20)\d\d$")
SIGNS = "-－−负下"


class Raw(NamedTuple):
    """A quantity as a scan finds it, its span counted in the scanned text."""

    start: int
    end: int
    value: float
    unit: str
    rule: str
    high: float | None = None
    implicit: bool = False
    hedge: str | None = None


def is_period(text: str, start: int, value: float, words: str) -> bool:
    """Whether a number before 年, 个月 … names a year or the length of a period, not a quantity."""
    return bool(
        1900 <= value <= 2150 or _YEAR_AT_END.search(words) or _PERIOD.search(text, max(0, start - 2), start)
    )


def signed(text: str, start: int) -> int:
    """Where the number at `start` begins with its minus sign or 负; `start` itself where it has none.

    Either is a sign only after a word or mark that a value follows (增长-3%): else a dash joins or sets apart,
    and 负 is a burden (税负).
    """
    sign, before = text[start - 1 : start], text[max(0, start - 2) : start - 1]
    if sign == "下" and before == "零":  # 零下5摄氏度
        return start - 2
    if sign and sign in SIGNS and sign != "下" and (not before or before in WORDS["sign"]["minus_after"]):
        return start - 1
    return start


def low_end(low: float, low_scaled: bool, high: float, scale: float) -> float:
    """The lower end of a range whose upper end is `high` times `scale`.

    It takes that scale (5至10万) unless it brings its own or would not be the lower end (500至1万).
    """
    return low if low_scaled or low >= high else low * scale
