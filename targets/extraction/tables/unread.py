"""What a table holds and nobody read: whole tables, and numbers beside the one of their cell (120（其中新建80）)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from targets.extraction.mention import Mention
from targets.extraction.parts import UnreadTable
from targets.extraction.tables.columns import Kind
from targets.extraction.tables.figures import figure_of
from targets.extraction.tables.grid import Grid
from targets.extraction.tables.layout import Layout

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
# Behind a date, the number of an item, the lower end of a range.
_NO_FIGURE = re.compile(r"年|月|日|号|[-—~至]\d|[：:、.]")
_LONGEST = 80
_FEWEST_CELLS = 2


def numbers_in(grid: Grid) -> int:
    """How many cells of a table are one number and no year or running number."""
    figures = [f for words in grid.words.values() if (f := figure_of(words.text))]
    return sum(
        not (f.unit is None and float(f.value).is_integer() and (f.value < 100 or 1990 <= f.value <= 2100))
        for f in figures
    )


def unread_table(grid: Grid) -> UnreadTable:
    """A table as one that gave nothing."""
    first = next((row for row in range(len(grid.rows)) if grid.filled(row)), 0)
    return UnreadTable(_place(grid), " | ".join(dict.fromkeys(t for t in grid.texts(first) if t))[:_LONGEST])


def unread_cells(grid: Grid, layouts: Iterable[Layout], mentions: Sequence[Mention]) -> Iterator[UnreadTable]:
    """The cells of figures that hold a number which none of the table's mentions covers."""
    spans = sorted((mention.start, mention.end) for mention in mentions)
    seen: set[int] = set()
    for layout in layouts:
        for row in layout.body:
            if len(grid.filled(row)) < _FEWEST_CELLS:
                continue  # a group of rows
            for column, _ in layout.of(Kind.VALUE):
                words = grid.words_at(row, column)
                if not words.places or words.places[0] in seen:
                    continue
                seen.add(words.places[0])
                numbers = (m.start() for m in _NUMBER.finditer(words.text) if not _is_aside(m))
                if not all(_covered(spans, words.places[at]) for at in numbers):
                    place = f"{_place(grid)}, row {row + 1}, column {column + 1}"
                    yield UnreadTable(place, words.text[:_LONGEST], cell=True)


def _is_aside(m: re.Match[str]) -> bool:
    """Whether a number is part of a date, or numbers an item or a note."""
    before, after = m.string[max(0, m.start() - 1) : m.start()], m.string[m.end() : m.end() + 1]
    in_brackets = before in ("（", "(") and after in ("）", ")")
    return before in ("注", "第") or in_brackets or _NO_FIGURE.match(m.string, m.end()) is not None


def _covered(spans: Sequence[tuple[int, int]], place: int) -> bool:
    at = bisect_right(spans, (place, float("inf"))) - 1
    return at >= 0 and place < spans[at][1]


def _place(grid: Grid) -> str:
    page = grid.document.page_at(grid.document.tables[grid.index].start)
    return f"table {grid.index + 1}" + (f", page {page}" if page else "")
