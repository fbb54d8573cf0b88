"""A table of the document as a grid: the words of the cell at each row and column, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from targets.reading.document import Cell, Document, Paragraph, Table

_LONGEST_CAPTION = 80
_FARTHEST_CAPTION = 4
_LATIN = re.compile(r"[A-Za-z,;:!?)][A-Za-z0-9(]")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a cell without blanks and in half-width forms, and the place of each character in the document."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from `start` to `end` stand in the document."""
        return self.places[start], self.places[end - 1] + 1


NOTHING = Words("", ())


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as rows of cells, each merged cell at every place it covers; None where the table has no cell.

    `index` is the table's place in the document from 0, `caption` the lines above it and `notes` those below it.
    """

    index: int
    rows: tuple[tuple[Cell | None, ...], ...]
    words: dict[Cell, Words]
    document: Document
    caption: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.rows[0]) if self.rows else 0

    def words_at(self, row: int, column: int) -> Words:
        """The words at a place; nothing where the cell is blank or missing."""
        cell = self.rows[row][column]
        return self.words[cell] if cell else NOTHING

    def text(self, row: int, column: int) -> str:
        """The text at a place, without blanks and in half-width forms."""
        return self.words_at(row, column).text

    def texts(self, row: int) -> list[str]:
        """The texts of a row, one a column; a merged cell gives its text in every column it covers."""
        return [self.text(row, column) for column in range(self.width)]

    def raw(self, row: int, column: int) -> str:
        """The words at a place as they are filed."""
        cell = self.rows[row][column]
        return self.document.text[cell.start : cell.end] if cell else ""

    def filled(self, row: int) -> list[Cell]:
        """The cells of a row that hold words, each once."""
        return list(dict.fromkeys(cell for cell in self.rows[row] if cell and self.words[cell].text))


def grids_of(document: Document) -> list[Grid]:
    """The tables of a document in order, with the short lines around each."""
    starts = {p.start: at for at, p in enumerate(document.paragraphs)}
    ends = {p.end: at for at, p in enumerate(document.paragraphs)}
    inside = [(t.start, t.end) for t in document.tables]
    return [_grid(document, at, table, starts, ends, inside) for at, table in enumerate(document.tables)]


def folded(text: str) -> str:
    """A text without blanks, except between Latin words, and in half-width forms."""
    return _folded(text, 0).text


def _grid(
    document: Document,
    index: int,
    table: Table,
    starts: dict[int, int],
    ends: dict[int, int],
    inside: Sequence[tuple[int, int]],
) -> Grid:
    height = max(cell.row + cell.rowspan for cell in table.cells)
    width = max(cell.column + cell.colspan for cell in table.cells)
    rows: list[list[Cell | None]] = [[None] * width for _ in range(height)]
    for cell in table.cells:
        for row in rows[cell.row : cell.row + cell.rowspan]:
            row[cell.column : cell.column + cell.colspan] = [cell] * min(cell.colspan, width - cell.column)
    words = {cell: _folded(document.text[cell.start : cell.end], cell.start) for cell in table.cells}
    first = next((starts[at] for at in range(table.start, table.end) if at in starts), 0)
    last = next((ends[at] for at in range(table.end, table.start, -1) if at in ends), first)
    before = _lines(
        document, list(reversed(document.paragraphs[max(0, first - _FARTHEST_CAPTION) : first])), inside
    )
    after = _lines(document, document.paragraphs[last + 1 : last + 1 + _FARTHEST_CAPTION], inside)
    kept = [row for row in rows if any(row)]
    return Grid(index, tuple(map(tuple, kept)), words, document, tuple(reversed(before)), tuple(after))


def _lines(
    document: Document, paragraphs: Sequence[Paragraph], inside: Sequence[tuple[int, int]]
) -> list[str]:
    """The folded lines of paragraphs up to the next table."""
    found = []
    for paragraph in paragraphs:
        if any(start <= paragraph.start < end for start, end in inside):
            break
        found.append(folded(document.text[paragraph.start : paragraph.end]))
    return found


def is_caption(line: str) -> bool:
    """Whether a line can be the title of a table, its unit or its date, and is no sentence."""
    return len(line) <= _LONGEST_CAPTION and not line.endswith(("。", "；", "，"))


@cache
def _half(character: str) -> str:
    """The half-width form of digits, letters and signs; punctuation of the sentence stays as it is."""
    wide = 0xFF01 <= ord(character) <= 0xFF5E and character not in "：；，！？（）"
    return chr(ord(character) - 0xFEE0) if wide else character


def _folded(text: str, offset: int) -> Words:
    kept: list[str] = []
    places: list[int] = []
    blank = -1
    for at, character in enumerate(text):
        if character.isspace() or character in "\u200b\ufeff":
            blank = at
            continue
        if blank >= 0 and kept and _LATIN.fullmatch(kept[-1] + character):
            kept.append(" ")
            places.append(offset + blank)
        blank = -1
        kept.append(_half(character))
        places.append(offset + at)
    return Words("".join(kept), tuple(places))
