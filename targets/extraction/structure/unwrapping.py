"""Lines that a page or a program broke inside a sentence -> whole paragraphs, and the way back to the file.

Where a text is wrapped at a width, or a web page was saved with a line for every link, a sentence goes on
over several lines. What follows then reads a document without those breaks; every position can be told in
the document as it is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from targets.extraction.structure.edits import Edited, without
from targets.reading.content import holds_cells
from targets.reading.document import Document, Paragraph

_UNSEEN_CHARACTERS = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"
_UNSEEN = re.compile(f"[{_UNSEEN_CHARACTERS}]+")
_ENDS = tuple("。！？!?；;：:…”’」』》】〕）)")
_PROSE = re.compile("[，。；]")
_OPEN_ENDS = tuple("，、（(“‘《〔")
_NO_START = re.compile(r"[，。、；：！？）)”’》〕」』%％‰]")
_HAN = re.compile(r"[一-鿿]")
_ITEM = re.compile(
    r"[（(〔【\[]?(?:[一二三四五六七八九十]{1,3}|\d{1,3})(?:[)）〕】\]、．]|\.(?!\d))"
    r"|第[一二三四五六七八九十百]{1,4}[章节条款编篇部]|[—–•·●◆■★①-⑳]|附件|附表|注[：:]"
)
_SET_APART = re.compile(r"(?:\r\n?|\n)[^\S\r\n]*(?:\r\n?|\n)[^\S\r\n]*$|[\u3000\t]$| {2,}$")
_HABIT = 0.8
_FEWEST_LINES = 5
_NARROWEST, _WIDEST = 15, 120
_RAGGED = 2.0


def unwrapped(document: Document) -> Edited:
    """The document with the lines of a sentence joined and characters without width taken out.

    A line goes on where it stops within a sentence and the next neither begins an item nor is set apart by
    an indent or a blank line as the paragraphs of the text are, or is as long as lines of the text get, or
    where the two can only be read together (达到 7 / 万户, 甲、/乙). Headings and table rows stay.
    """
    text = document.text
    holds_unseen = any(character in text for character in _UNSEEN_CHARACTERS)
    unseen = [m.span() for m in _UNSEEN.finditer(text)] if holds_unseen else []
    lines, words = [], []
    for paragraph in document.paragraphs:
        line = text[paragraph.start : paragraph.end]
        seen = _UNSEEN.sub("", line) if unseen else line
        if seen and not seen.isspace():
            lines.append(paragraph)
            words.append(seen)
    joined = _joined(text, lines, words)
    cuts = [(a.end, b.start) for (a, b), on in zip(pairwise(lines), joined, strict=True) if on]
    cuts += [span for span in unseen if not _within(cuts, span[0])]
    if not lines or not cuts:
        return Edited(document, text)
    firsts = [line for line, on in zip(lines, [False, *joined], strict=True) if not on]
    lasts = [line for line, on in zip(lines, [*joined, False], strict=True) if not on]
    paragraphs = [Paragraph(a.start, b.end, a.heading) for a, b in zip(firsts, lasts, strict=True)]
    return without(document, sorted(cuts), paragraphs)


def _within(cuts: Sequence[tuple[int, int]], position: int) -> bool:
    at = bisect_left(cuts, (position + 1,)) - 1
    return at >= 0 and position < cuts[at][1]


def _joined(text: str, lines: Sequence[Paragraph], words: Sequence[str]) -> list[bool]:
    """For each line but the last, whether the next one goes on with it; `words` are what each line shows."""
    apart = [bool(_SET_APART.search(text, a.end, b.start)) for a, b in pairwise(lines)]
    ended = [line.endswith(_ENDS) for line in words]
    after_ends = [is_apart for is_apart, is_ended in zip(apart, ended, strict=False) if is_ended]
    habit = len(after_ends) >= _FEWEST_LINES and sum(after_ends) >= _HABIT * len(after_ends)
    full = _full_width([line for line, is_ended in zip(words, ended, strict=True) if not is_ended])
    found: list[bool] = []
    prose = False
    for i, (line, following) in enumerate(pairwise(words)):
        prose = bool(_PROSE.search(line)) or (prose and bool(found) and found[-1])
        needs = prose and _needs(line, following)
        if not needs and (ended[i] or apart[i]):
            found.append(False)
            continue
        free = (
            lines[i].heading is None
            and lines[i + 1].heading is None
            and not holds_cells(line)
            and not holds_cells(following)
            and not _ITEM.match(following)
        )
        full_line = (habit and prose) or (full > 0 and _width(line) >= full - _RAGGED)
        item = _ITEM.match(line) and len(line) <= _NARROWEST * 2
        found.append(free and (needs or (full_line and not item)))
    return found


def _needs(line: str, following: str) -> bool:
    """Whether two lines can only be read together: at a comma, in brackets, between number and unit."""
    if line.endswith(_OPEN_ENDS) or _NO_START.match(following):
        return True
    return line[-1:].isdigit() and bool(_HAN.match(following))


def _full_width(lines: Sequence[str]) -> float:
    """The width at which a text is wrapped; 0 where it is not: where lines that stop early differ in length."""
    if len(lines) < _FEWEST_LINES:
        return 0.0
    widths = [_width(line) for line in lines]
    full = max(widths)
    near = sum(width >= full - _RAGGED for width in widths)
    return full if _NARROWEST <= full <= _WIDEST and near >= _HABIT * len(widths) else 0.0


def _width(line: str) -> float:
    """The width of a line in Chinese characters; a Latin letter or digit takes half of one."""
    wide = (len(line.encode("utf-8", "replace")) - len(line)) / 2  # such a character takes three bytes
    return (len(line) + wide) / 2
