"""Pieces of text with their places on a page become lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from targets.reading.content import CELL, LATIN_BREAK
from targets.reading.pdf_marks import Chunk, as_shown, width_of

_CELL_GAP = 2.0
"""A gap of this many characters' widths parts the cells of a table row."""
_SEGMENT_GAP = 0.8
"""A gap of this many characters' widths can part two cells of a table whose rows agree on it."""
_WORD_GAP = 0.2
"""A gap of this many characters' widths parts two Latin words."""
_NUMBER_GAP = 0.7
"""A gap of this many characters' widths parts two numbers; within one, justified lines leave smaller gaps."""
_SAME_LINE = 0.5
"""Pieces whose base lines differ by less than this share of their height stand on one line."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of a line with no gap of a character's width between them, their left and right end in points."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page: text, left and right end, base line and character height in points.

    `place` is the base line's height as a share of the page: 0 at the foot, 1 at the top. `segments` are its
    words, parted where a table could part its cells.
    """

    text: str
    left: float
    right: float
    y: float
    size: float
    place: float
    segments: tuple[Segment, ...] = ()


def lines_of(chunks: Iterable[Chunk], page_height: float) -> Iterator[Line]:
    """The lines of a page from top to bottom, the cells of a table row separated."""
    rows: list[list[Chunk]] = []
    for chunk in sorted(as_shown(chunks), key=lambda c: -c.y):
        row = rows[-1] if rows else None
        if row and abs(row[0].y - chunk.y) <= _SAME_LINE * min(row[0].size, chunk.size):
            row.append(chunk)
        else:
            rows.append([chunk])
    for row in rows:
        line = _line(sorted(row, key=lambda c: c.x), page_height)
        if line.text:
            yield line


def _line(row: list[Chunk], page_height: float) -> Line:
    words: list[str] = []
    end, last = row[0].x, ""
    for chunk in row:
        text = chunk.text.strip()
        if last and text:
            words.append(_gap((chunk.x - end) / chunk.size, last + text[0]))
        words.append(chunk.text)
        end = max(end, chunk.x + width_of(chunk.text, chunk.size))
        last = text[-1] if text else last
    size = max(chunk.size for chunk in row)
    left = next((c.x for c in row if c.text.strip()), row[0].x)
    place = row[0].y / page_height if page_height else 0.0
    return Line(_without_gaps("".join(words)), left, end, row[0].y, size, place, tuple(_segments(row)))


def _segments(row: list[Chunk]) -> Iterator[Segment]:
    words, left, end = "", 0.0, 0.0
    for chunk in row:
        if not chunk.text.strip():
            continue
        if words and chunk.x - end > _SEGMENT_GAP * chunk.size:
            yield Segment(_without_gaps(words), left, end)
            words = ""
        left = left if words else chunk.x
        end = chunk.x + width_of(chunk.text, chunk.size)
        words += chunk.text
    if words:
        yield Segment(_without_gaps(words), left, end)


def _gap(width: float, beside: str) -> str:
    """What stands for a gap of so many characters' widths between the two characters beside it."""
    if width > _CELL_GAP:
        return CELL
    apart = width > _WORD_GAP and LATIN_BREAK.fullmatch(beside) is not None
    return " " if apart or (width > _NUMBER_GAP and beside.isdigit()) else ""


def _without_gaps(words: str) -> str:
    """Blanks between Chinese characters are an effect of justified lines; those in Latin text stay."""
    bare = re.sub(r" *\t *", CELL, words).strip()
    return re.sub(r"(?<=[^\x00-\x7f]) +| +(?=[^\x00-\x7f])", "", bare)
