"""Pieces of text with their places on a page become lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from targets.reading.content import CELL

_CELL_GAP = 2.0
"""A gap of this many characters' widths parts the cells of a table row."""
_WORD_GAP = 0.2
"""A gap of this many characters' widths parts two Latin words."""
_SAME_LINE = 0.5
_LATIN_EDGE = re.compile(r"[A-Za-z0-9,.;:%)]$")
_LATIN_START = re.compile(r"^[A-Za-z0-9(]")


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of text, the left end of its base line and its character height, in points."""

    text: str
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page: text, left and right end, base line and character height in points.

    `place` is the base line's height as a share of the page: 0 at the foot, 1 at the top.
    """

    text: str
    left: float
    right: float
    y: float
    size: float
    place: float


def lines_of(chunks: Iterable[Chunk], page_height: float) -> Iterator[Line]:
    """The lines of a page from top to bottom, the cells of a table row separated."""
    rows: list[list[Chunk]] = []
    for chunk in sorted(chunks, key=lambda c: -c.y):
        row = rows[-1] if rows else None
        if row and abs(row[0].y - chunk.y) <= _SAME_LINE * min(row[0].size, chunk.size):
            row.append(chunk)
        else:
            rows.append([chunk])
    for row in rows:
        line = _line(sorted(row, key=lambda c: c.x), page_height)
        if line.text:
            yield line


def width_of(text: str, size: float) -> float:
    """The width of a text in points, Chinese characters square and others half as wide."""
    return size * sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)


def _line(row: list[Chunk], page_height: float) -> Line:
    words = ""
    end = row[0].x
    for chunk in row:
        gap = (chunk.x - end) / chunk.size
        if words.strip() and chunk.text.strip():
            if gap > _CELL_GAP:
                words = words.rstrip() + CELL
            elif gap > _WORD_GAP and _LATIN_EDGE.search(words) and _LATIN_START.match(chunk.text):
                words += " "
        words += chunk.text
        end = max(end, chunk.x + width_of(chunk.text, chunk.size))
    bare = _without_gaps(words)
    size = max(chunk.size for chunk in row)
    left = next((c.x for c in row if c.text.strip()), row[0].x)
    return Line(bare, left, end, row[0].y, size, row[0].y / page_height if page_height else 0.0)


def _without_gaps(words: str) -> str:
    """Blanks between Chinese characters are an effect of justified lines; those in Latin text stay."""
    bare = re.sub(r" *\t *", CELL, words).strip()
    return re.sub(r"(?<=[^\x00-\x7f]) +| +(?=[^\x00-\x7f])", "", bare)
