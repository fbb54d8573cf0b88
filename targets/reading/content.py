"""What every format reader returns: one text, its paragraphs and the fields the format itself declares."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from targets.reading.document import Cell, Paragraph, Table

# Blank at the edge of a paragraph: white space, the ideographic space and characters without width.
BLANK = (
    " \t\r\n\f\v\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
)
BLANK += "\u200a\u200b\u200c\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"

LATIN_BREAK = re.compile(r"[A-Za-z,;:!?)][A-Za-z0-9(]|[0-9.][A-Za-z(]")
"""Two characters between which a line break or a gap is a blank: the edges of Latin words, not of a number."""

CELL = "\t"
"""What separates the cells of a table row in a text that a format reader makes."""

CELLS = re.compile(r"[\t|]")
"""What separates them in any text: a plain one may hold tables drawn with bars."""


def holds_cells(text: str) -> bool:
    """Whether a text has several cells."""
    return CELL in text or "|" in text


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph as a format reader met it: its text on one line, its heading level, if any, and the page from 1
    on which it begins where there are pages."""

    text: str
    heading: int | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell as a format reader met it: its text on one line, its place from 0 and what it covers."""

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """One table as a format reader met it: its cells in reading order, and its page from 1 where there are pages."""

    cells: tuple[GridCell, ...]
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """A text, its paragraphs and tables, and what the format declares about it (title, issuer, number, issued_on).

    `recognised` is how sure text recognition is of a text that it made, `pages` where pages begin; see `Document`.
    """

    text: str
    paragraphs: tuple[Paragraph, ...]
    declared: Mapping[str, str] = field(default_factory=dict)
    tables: tuple[Table, ...] = ()
    recognised: float | None = None
    pages: tuple[int, ...] = ()


def content_of(
    blocks: Iterable[Block | Grid],
    declared: Mapping[str, str] | None = None,
    *,
    recognised: float | None = None,
) -> Content:
    """The text with one block or table row a line, and one paragraph for each of them that is not blank."""
    lines: list[str] = []
    paragraphs: list[Paragraph] = []
    tables: list[Table] = []
    pages: list[int] = []
    position = 0

    def add(line: str, page: int | None, heading: int | None = None) -> None:
        nonlocal position
        if line:
            # Pages on which no paragraph begins begin with the next that does.
            pages.extend([position] * ((page or 0) - len(pages)))
            paragraphs.append(Paragraph(position, position + len(line), heading))
            lines.append(line)
            position += len(line) + 1

    for block in blocks:
        if isinstance(block, Block):
            add(block.text.strip(BLANK), block.page, block.heading)
            continue
        start, cells = position, []
        for _, row in groupby(sorted(block.cells, key=lambda cell: cell.row), key=lambda cell: cell.row):
            line, placed = _row(sorted(row, key=lambda cell: cell.column), position)
            cells += placed
            add(line, block.page)
        if position > start:
            tables.append(Table(start, position - 1, tuple(cells)))
    text = "\n".join(lines)
    return Content(text, tuple(paragraphs), declared or {}, tuple(tables), recognised, tuple(pages))


def placed(cells: Iterable[Iterable[tuple[str, int, int]]]) -> tuple[GridCell, ...]:
    """The cells of rows that give, as HTML does, only text, rowspan and colspan: each stands in the next free column."""
    found: list[GridCell] = []
    covered: dict[int, int] = {}  # by column, the first row that no cell from above reaches
    for row, given in enumerate(cells):
        column = 0
        for text, rowspan, colspan in given:
            while covered.get(column, 0) > row:
                column += 1
            found.append(GridCell(text, row, column, rowspan, colspan))
            covered.update(dict.fromkeys(range(column, column + colspan), row + rowspan))
            column += colspan
    return tuple(found)


def _row(cells: list[GridCell], position: int) -> tuple[str, list[Cell]]:
    """The line of a table row that begins at `position`, its blank margins left out, and where its cells stand."""
    texts = [cell.text.strip(BLANK) for cell in cells]
    whole = CELL.join(texts)
    line = whole.strip(BLANK)
    at = position - (len(whole) - len(whole.lstrip(BLANK)))
    found = []
    for cell, text in zip(cells, texts, strict=True):
        start = min(max(at, position), position + len(line))
        found.append(Cell(start, start + len(text), cell.row, cell.column, cell.rowspan, cell.colspan))
        at += len(text) + len(CELL)
    return line, found


def join_wrapped(lines: Iterable[str]) -> str:
    """Lines of one paragraph as one line: a blank goes between two Latin words, none beside Chinese or in a number."""
    joined = ""
    for line in lines:
        words = line.strip(BLANK)
        if joined and words and LATIN_BREAK.fullmatch(joined[-1] + words[0]):
            joined += " "
        joined += words
    return joined
