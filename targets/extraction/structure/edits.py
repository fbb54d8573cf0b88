"""A document with spans of its text left out, and the way back: any span of it in the text as it was."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from targets.reading.document import Document, Paragraph, Table


class Span(NamedTuple):
    """A span of the document as filed, and what is written there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Edited:
    """A document without some spans of `text`, the text as it was.

    From a position of `starts` on, up to the next, the one of `shifts` beside it is what has been left out before.
    """

    document: Document
    text: str
    starts: tuple[int, ...] = (0,)
    shifts: tuple[int, ...] = (0,)

    def original(self, start: int, end: int) -> Span:
        """Where `start` to `end` of the document stand in the text as it was; what was left out between is in."""
        start, end = self.place(start, end)
        return Span(start, end, self.text[start:end])

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The same without what is written there."""
        if len(self.starts) == 1:
            return start, end
        first, last = bisect_right(self.starts, start) - 1, bisect_right(self.starts, end - 1) - 1
        return start + self.shifts[first], end + self.shifts[last]


def without(
    document: Document, cuts: Sequence[tuple[int, int]], paragraphs: Sequence[Paragraph] | None = None
) -> Edited:
    """The document without `cuts`: spans of its text in order and disjoint.

    `paragraphs` are those of the result, counted in the text as it is; those of the document where not given.
    """
    text = document.text
    if not cuts:
        return Edited(document, text)
    starts, shifts, kept, at, removed = [0], [0], [], 0, 0
    for start, end in cuts:
        kept.append(text[at:start])
        removed += end - start
        starts.append(end - removed)
        shifts.append(removed)
        at = end
    begins = [start for start, _ in cuts]
    ends = [end for _, end in cuts]

    def placed(position: int) -> int:
        passed = bisect_right(ends, position)
        inside = passed < len(begins) and begins[passed] < position
        return (begins[passed] if inside else position) - shifts[passed]

    lines = document.paragraphs if paragraphs is None else paragraphs
    moved = tuple(
        Paragraph(placed(line.start), placed(line.end), line.heading)
        for line in lines
        if placed(line.start) < placed(line.end)
    )
    tables = tuple(_moved(table, placed) for table in document.tables)
    shorter = replace(document, text="".join([*kept, text[at:]]), paragraphs=moved, tables=tables)
    return Edited(shorter, text, tuple(starts), tuple(shifts))


def _moved(table: Table, placed: Callable[[int], int]) -> Table:
    cells = tuple(replace(cell, start=placed(cell.start), end=placed(cell.end)) for cell in table.cells)
    return replace(table, start=placed(table.start), end=placed(table.end), cells=cells)
