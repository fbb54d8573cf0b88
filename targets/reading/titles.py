"""Which lines at the head of a document are its title, and which document it forwards."""

from __future__ import annotations

import re
from collections.abc import Sequence

from targets.reading.content import BLANK
from targets.reading.dates import date_line
from targets.reading.furniture import is_furniture
from targets.reading.words import WORDS, alternation

_TITLES = WORDS["titles"]
_KINDS = tuple(_TITLES["kinds"])
_WEAK_KINDS = tuple(_TITLES["weak_kinds"])
_PERIOD_KINDS = tuple(_TITLES["period_kinds"])
_PERIOD = re.compile(r"[年月]|季度|半年")
_ABOUT = tuple(_TITLES["about"])
_NOTE = re.compile(r"[(（〔\[【][^)）〕\]】]{1,30}[)）〕\]】]$")
_YEARS_BELOW = re.compile(r"[(（](?:19|20)\d\d年?\s*[-—–~～至]+\s*(?:19|20)\d\d年?[)）]")
_ORDINAL = re.compile(r"\s*(?:[一二三四五六七八九十百]+、|[(（][一二三四五六七八九十\d]+[)）]|\d+[.、．])")
_OFFICE_END = re.compile(rf"(?:{alternation(WORDS['offices']['kinds'])})$")
_REPORTS = tuple(WORDS["offices"]["report_titles"])
_FORWARDED = re.compile(rf"(?:{alternation(_TITLES['forwards'])})\s*[《<]?(?P<title>.+?)[》>]?(?:的通知)?$")
_SHORTEST, _LONGEST = 8, 120


def title_of(lines: Sequence[str]) -> str | None:
    """The title among the lines at the head of a document; a title broken over lines is put together.

    A line is a title when it ends in a kind of document (通知, 意见, 方案, 报告 …) and is no sentence, no
    numbered heading and no part of the page around the document.
    """
    for index, line in enumerate(lines):
        if is_title(line):
            years = _YEARS_BELOW.fullmatch(lines[index + 1].strip(BLANK)) if index + 1 < len(lines) else None
            return _with_lines_before(lines, index) + (years[0] if years else "")
    for index in range(len(lines)):
        for count in (2, 3):
            parts = lines[index : index + count]
            joined = "".join(part.strip(BLANK) for part in parts)
            if len(parts) == count and all(map(_may_be_part, parts)) and is_title(joined):
                return joined
    return None


def is_title(line: str) -> bool:
    """Whether a line is worded as the title of a document."""
    bare = _NOTE.sub("", line.strip(BLANK))
    if not _may_be_part(bare) or not (_SHORTEST <= len(bare) <= _LONGEST or bare.endswith(_REPORTS)):
        return False
    if bare.endswith(_PERIOD_KINDS) and _PERIOD.search(bare):
        return True
    return bare.endswith(_KINDS) or (bare.endswith(_WEAK_KINDS) and any(word in bare for word in _ABOUT))


def forwarded_title(title: str) -> str | None:
    """The title of the document that a title says is forwarded (转发), None where it forwards nothing."""
    match = _FORWARDED.search(_NOTE.sub("", title.strip(BLANK)))
    return match["title"].strip(BLANK + "》") if match else None


def _may_be_part(line: str) -> bool:
    bare = line.strip(BLANK)
    return (
        0 < len(bare) <= _LONGEST
        and not bare.endswith((":", "：", "。", "；", ";", "，", ","))
        and not any(mark in bare for mark in "。；;>|：:")
        and not any(word in bare for word in _TITLES["never"])
        and not _ORDINAL.match(bare)
        and not bare.startswith(("—", "-", "《", *_TITLES["beside"]))
        and not is_furniture(bare)
        and date_line(bare) is None
    )


def _with_lines_before(lines: Sequence[str], index: int) -> str:
    """A title with the lines before it that belong to it: an office's name, or its beginning with 关于."""
    title = lines[index].strip(BLANK)
    for line in reversed(lines[max(0, index - 2) : index]):
        before = line.strip(BLANK)
        starts_open = any(word in before for word in _ABOUT) and not is_title(before)
        office = title.startswith(_ABOUT) and _OFFICE_END.search(before) is not None
        if not _may_be_part(before) or not (starts_open or office):
            break
        title = before + title
    return title
