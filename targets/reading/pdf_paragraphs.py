"""Lines of pages become paragraphs: page furniture goes, broken sentences come together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median

from targets.reading.content import CELL, Block, Grid, join_wrapped
from targets.reading.pdf_lines import Line
from targets.reading.pdf_tables import PageTable

_PAGE_NUMBER = re.compile(
    r"[—–\-·•\s]*(?:第\s*)?(?:\d{1,4}|[IVXivx]{1,5})(?:\s*[/／]\s*\d{1,4})?(?:\s*页)?(?:\s*[,，]?\s*共\s*\d{1,4}\s*页)?[—–\-·•\s]*"
)
_DIGITS = re.compile(r"\d+")
_SENTENCE_END = ("。", "！", "？", "；", "：", "!", "?", ";", ":", ".", "”", "）", ")", "〕", "】")
_ORDINAL = re.compile(
    r"(?:第?[一二三四五六七八九十]+[、章节]|[(（][一二三四五六七八九十\d]+[)）]|\d{1,2}[.、．](?!\d))"
)
_MARGIN = 0.12
"""Headers and footers stand in this share of the page at its top and its foot."""
_RUNNING_SHARE = 0.5
_LARGER = 1.15
"""Lines this much higher than the body's are titles."""


def paragraphs_of(pages: Sequence[Sequence[Line | PageTable]]) -> Iterator[Block | Grid]:
    """The paragraphs and tables of a document, each with the page on which it begins, titles as headings of level 1."""
    items = [(page, item) for page, found in enumerate(_without_furniture(pages), 1) for item in found]
    lines = [item for _, item in items if isinstance(item, Line)]
    shape = _Shape(lines, [item for _, item in items if not isinstance(item, Line)]) if lines else None
    group: list[Line] = []
    begun = 1
    for page, item in items:
        if shape and group and not (isinstance(item, Line) and shape.continues(group[-1], item)):
            yield shape.block(group, begun)
            group = []
        if not isinstance(item, Line):
            yield replace(item.grid, page=page)
            continue
        if not group:
            begun = page
        group.append(item)
    if shape and group:
        yield shape.block(group, begun)


class _Shape:
    """How a document is set: the margins and height of its body's lines, and whether it indents paragraphs."""

    def __init__(self, lines: Sequence[Line], tables: Sequence[PageTable]) -> None:
        weights: Counter[float] = Counter()
        for line in lines:
            weights[round(line.size, 1)] += len(line.text)
        if tables and len(weights) > 1:
            del weights[
                max(weights)
            ]  # where a table fills the page, its title may be the most of what is left
        self.size = weights.most_common(1)[0][0]
        body = [line for line in lines if abs(line.size - self.size) <= 0.1 * self.size]
        body = body or list(lines)
        full = sorted(line.right for line in body)
        self.right = max([full[int(0.9 * (len(full) - 1))], *(table.right for table in tables)])
        lefts = Counter(round(line.left) for line in body)
        self.left = min(
            (left for left, count in lefts.items() if count > 0.05 * len(body)), default=min(lefts)
        )
        indented = sum(1 for line in body if 1.2 * self.size < line.left - self.left < 3.5 * self.size)
        self.indents = indented >= 0.1 * len(body)
        steps = [a.y - b.y for a, b in zip(body, body[1:], strict=False) if a.y > b.y]
        self.step = median(steps) if steps else self.size * 1.5

    def continues(self, before: Line, line: Line) -> bool:
        """Whether a line goes on with the paragraph of the line before it."""
        if CELL in before.text or CELL in line.text:
            return False
        if self.is_title(before) or self.is_title(line):
            return abs(before.size - line.size) < 0.05 * line.size and 0 < before.y - line.y < 2.5 * line.size
        if before.y - line.y > 1.6 * self.step or abs(line.left - self.left) > 1.2 * self.size:
            return False
        if before.right < self.right - 3 * self.size:
            return False
        if self.indents:
            return True
        return not before.text.endswith(_SENTENCE_END) and not _ORDINAL.match(line.text)

    def is_title(self, line: Line) -> bool:
        """Whether a line is set larger than the body."""
        return line.size >= _LARGER * self.size

    def block(self, lines: Sequence[Line], page: int) -> Block:
        """The paragraph that lines make up, which begins on a page."""
        return Block(join_wrapped(line.text for line in lines), 1 if self.is_title(lines[0]) else None, page)


def _without_furniture(pages: Sequence[Sequence[Line | PageTable]]) -> Iterator[list[Line | PageTable]]:
    """What is on each page without page numbers and without what runs along the top or foot of most pages."""
    seen = Counter(
        key
        for page in pages
        for key in {_running_key(item) for item in page if isinstance(item, Line) and _in_margin(item)}
    )
    running = {key for key, count in seen.items() if count >= 2 and count >= _RUNNING_SHARE * len(pages)}
    for page in pages:
        yield [item for item in page if not (isinstance(item, Line) and _is_furniture(item, running))]


def _is_furniture(line: Line, running: set[str]) -> bool:
    return _in_margin(line) and (
        _PAGE_NUMBER.fullmatch(line.text) is not None or _running_key(line) in running
    )


def _in_margin(line: Line) -> bool:
    return line.place < _MARGIN or line.place > 1 - _MARGIN


def _running_key(line: Line) -> str:
    return _DIGITS.sub("#", line.text)
