"""Document numbers (文号): 抚府办字〔2022〕23号, and the same with a bracket lost or replaced."""

from __future__ import annotations

import re
from collections.abc import Sequence

from targets.reading.content import BLANK

# The office's short name, the year, the running number; brackets of any shape, one or both of them lost.
_NUMBER = re.compile(
    r"(?P<office>[\u4e00-\u9fff]{2,14}?)\s*[〔\[(（【﹝［<《「]?\s*(?P<year>(?:19|20)\d\d)\s*[〕\])）】﹞］>》」]?\s*"
    r"第?\s*(?P<running>\d{1,4})\s*号"
)
_BRACKET = re.compile(r"[〔\[(（【﹝［〕\])）】﹞］]")


def number_in(words: str) -> str | None:
    """The document number that words consist of, in its regular form 〔year〕; None where they are none.

    A lost bracket is put back (抚府发〔202015号 is 抚府发〔2020〕15号), other brackets become 〔〕.
    """
    bare = words.strip(BLANK).strip("()（）")
    if bare.count("〔") > bare.count("〕") and bare.endswith(("〕", ")")):
        bare = bare[:-1]
    match = _NUMBER.fullmatch(bare) or _NUMBER.fullmatch(words.strip(BLANK))
    if match is None or not _BRACKET.search(match.group()):
        return None
    return f"{match['office']}〔{match['year']}〕{int(match['running'])}号"


def number_lines(lines: Sequence[str]) -> list[str]:
    """The numbers that stand alone on a line, in order."""
    return [number for line in lines if len(line) <= 40 and (number := number_in(line))]


def year_of(number: str) -> int:
    """The year in a document number of regular form."""
    return int(number.partition("〔")[2][:4])
