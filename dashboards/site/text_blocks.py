"""The paragraphs of a document as the page draws them: running text, and tables where lines hold cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dashboards.site.highlight import TextSpan
from targets.extraction.structure.rules import is_numbered_heading

Cell = list[TextSpan]
_RULE = re.compile(r"[\s|:\-]+")
MOST_COLUMNS = 30


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph (`spans`), or a table: the cells of its rows, whether the first row has the heads, and its widest row.

    `pages` are the pages of the file, from 1, that begin with the paragraph, or with each row.
    """

    spans: tuple[TextSpan, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    has_heads: bool = False
    pages: tuple[tuple[int, ...], ...] = ((),)

    @property
    def is_heading(self) -> bool:
        """Whether it is numbered as headings are (一、 （一） 第一章) and says no sentence."""
        return is_numbered_heading("".join(span.text for span in self.spans))

    @property
    def columns(self) -> int:
        """How many cells the widest row has."""
        return max((len(row) for row in self.rows), default=0)


def blocks_of(paragraphs: Iterable[list[TextSpan]]) -> list[TextBlock]:
    """Paragraphs in their order, consecutive lines of cells as one table. Lines that only rule a table off are left out."""
    return list(_blocks(paragraphs))


def _blocks(paragraphs: Iterable[list[TextSpan]]) -> Iterator[TextBlock]:
    rows: list[tuple[tuple[Cell, ...], tuple[int, ...]]] = []
    for paragraph in paragraphs:
        words = "".join(span.text for span in paragraph)
        mark = _mark_between_cells(words)
        if mark is None:
            yield from _table(rows)
            rows = []
            yield TextBlock(spans=tuple(paragraph), pages=(paragraph[0].pages,))
        elif not _RULE.fullmatch(words):
            rows.append((_cells(paragraph, mark), paragraph[0].pages))
    yield from _table(rows)


def _mark_between_cells(line: str) -> str | None:
    """What divides the cells of a line: a tab, or the bars of a Markdown table; None for running text."""
    if "\t" in line.strip():
        return "\t" if line.count("\t") < MOST_COLUMNS else None
    bare = line.strip()
    if bare.startswith("|") and bare.endswith("|") and 2 < bare.count("|") + 1 < MOST_COLUMNS:
        return "|"
    return None


def _table(found: list[tuple[tuple[Cell, ...], tuple[int, ...]]]) -> Iterator[TextBlock]:
    """The rows of a table, each with the pages that begin with it, as one block."""
    if found:
        rows, pages = zip(*found, strict=True)
        heads = len(rows) > 1 and not any(span.role for cell in rows[0] for span in cell)
        yield TextBlock(rows=rows, has_heads=heads, pages=pages)


def _cells(paragraph: list[TextSpan], mark: str) -> tuple[Cell, ...]:
    """The spans of a line by cell; a span that reaches over a mark is cut there, its anchors stay with its beginning."""
    cells: list[Cell] = [[]]
    for span in paragraph:
        parts = span.text.split(mark)
        for place, part in enumerate(parts):
            if place:
                cells.append([])
            if part or (place == 0 and span.anchors):
                cells[-1].append(
                    replace(
                        span,
                        text=part,
                        anchors=span.anchors if place == 0 else (),
                        last=span.last and place == len(parts) - 1,
                    )
                )
    if mark == "|":
        cells = cells[1:-1]
    return tuple(cells)
