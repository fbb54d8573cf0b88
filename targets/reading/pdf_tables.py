"""Tables on the pages of a PDF: ruled ones by their lines, with the text of every cell."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from targets.reading.content import Grid, GridCell, join_wrapped
from targets.reading.pdf_lines import Line, lines_of
from targets.reading.pdf_marks import Chunk
from targets.reading.visible import raised

if TYPE_CHECKING:
    from pypdf import PageObject

_RULE = re.compile(rb"\s(?:re|l)\s")
_FEWEST_RULES = 8
_SAME_EDGE = 3.0
"""Edges of cells less than this far apart, in points, are one."""
Char = dict[str, Any]
"""A piece of text as pdfplumber has it: text, x0, x1, top, bottom (from the upper left corner) and size, in points."""
Box = tuple[float, float, float, float]
"""A cell: left, top, right, bottom, in points from the upper left corner."""


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table, its upper edge from the foot of the page and its right one, in points."""

    grid: Grid
    top: float
    right: float


def has_rules(page: PageObject) -> bool:
    """Whether a page draws enough lines or boxes to hold a ruled table."""
    contents = page.get_contents()
    return contents is not None and len(_RULE.findall(contents.get_data())) >= _FEWEST_RULES


def pages_with_tables(
    data: bytes, numbers: Sequence[int], folded: Callable[[str], str]
) -> dict[int, tuple[list[Line], list[PageTable]]]:
    """For each of the pages (counted from 0) that has ruled tables: the lines beside the tables, and these."""
    import pdfplumber  # heavy, and most documents draw no tables

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    found = {}
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for number in numbers:
            page = pdf.pages[number].dedupe_chars()
            chars = [char | {"text": folded(char["text"])} for char in page.chars]
            cells = [table.cells for table in page.find_tables()]
            lines, tables = parted(chars, cells, float(page.height))
            if tables:
                found[number] = (lines, tables)
            pdf.pages[number].close()
    return found


def parted(
    chars: Sequence[Char], ruled: Iterable[Sequence[Box]], height: float
) -> tuple[list[Line], list[PageTable]]:
    """The lines and tables of a page, of its pieces of text and the cells that rules enclose, table by table.

    Pieces and cells are placed in points from the upper left corner.
    """
    tables, rest = [], list(chars)
    for cells in filter(_is_grid, ruled):
        bounds = _bounds(cells)
        inside = [char for char in rest if _within(char, bounds)]
        grid = _grid(cells, inside)
        if sum(bool(cell.text) for cell in grid.cells) > 1:
            tables.append(PageTable(grid, height - bounds[1], bounds[2]))
            rest = [char for char in rest if not _within(char, bounds)]
    chunks = (Chunk(c["text"], c["x0"], height - c["bottom"], c["size"]) for c in rest)
    return list(lines_of(chunks, height)), tables


def _bounds(cells: Sequence[Box]) -> Box:
    left, top, right, bottom = zip(*cells, strict=True)
    return min(left), min(top), max(right), max(bottom)


def _is_grid(cells: Sequence[Box]) -> bool:
    return len({round(c[0]) for c in cells}) > 1 and len({round(c[1]) for c in cells}) > 1


def _within(char: Char, box: Box) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def _grid(boxes: Sequence[Box], chars: Sequence[Char]) -> Grid:
    """The cells between the rules: each edge of a cell is an edge of a row or a column."""
    across = _edges(x for box in boxes for x in (box[0], box[2]))
    down = _edges(y for box in boxes for y in (box[1], box[3]))
    cells = []
    for box in sorted(boxes, key=lambda box: (box[1], box[0])):
        row, column = _nearest(down, box[1]), _nearest(across, box[0])
        text = _text([char for char in chars if _within(char, box)])
        rows, columns = _nearest(down, box[3]) - row, _nearest(across, box[2]) - column
        cells.append(GridCell(text, row, column, max(rows, 1), max(columns, 1)))
    return Grid(tuple(cells))


def _edges(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _SAME_EDGE:
            found.append(value)
    return found


def _nearest(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda at: abs(edges[at] - value))


def _text(chars: Sequence[Char]) -> str:
    """The words of a cell: its lines from top to bottom, joined; raised and lowered signs stay on their line."""
    lines: list[list[Char]] = []
    for char in sorted(chars, key=lambda char: (char["top"] + char["bottom"]) / 2):
        line = lines[-1] if lines else None
        if line and _overlaps(line, char):
            line.append(char)
        else:
            lines.append([char])
    return join_wrapped(map(_line, lines))


def _line(chars: Sequence[Char]) -> str:
    """The words of a line of characters, its raised marks read as what they mean."""
    base = max(chars, key=lambda c: c["size"])
    line, mark = "", ""
    for char in sorted(chars, key=lambda c: c["x0"]):
        if char["size"] <= 0.8 * base["size"] and char["bottom"] < base["bottom"] - 0.1 * base["size"]:
            mark += char["text"]
            continue
        line += (raised(mark, line) if mark else "") + char["text"]
        mark = ""
    return line + (raised(mark, line) if mark else "")


def _overlaps(line: Sequence[Char], char: Char) -> bool:
    tallest = max(line, key=lambda c: c["bottom"] - c["top"])
    shared = min(tallest["bottom"], char["bottom"]) - max(tallest["top"], char["top"])
    return bool(shared > 0.5 * min(tallest["bottom"] - tallest["top"], char["bottom"] - char["top"]))
