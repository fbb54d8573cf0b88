"""Pages drawn as pieces of text and rules, whatever format they come from, as lines and tables from top to bottom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from targets.reading.pdf_aligned import with_aligned_tables
from targets.reading.pdf_lines import Line
from targets.reading.pdf_tables import Box, Char, PageTable, parted

_SNAP = 3.0
"""Rules less than this far apart, in points, are one, and those that miss each other by less do cross."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text in its box, and the height of its characters, in points from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float


def items_of(pieces: Sequence[Piece], rules: Sequence[Box], height: float) -> list[Line | PageTable]:
    """The lines and tables of a page. Rules are boxes so thin or flat that they are lines."""
    chars: list[Char] = [
        {"text": p.text, "x0": p.left, "x1": p.right, "top": p.top, "bottom": p.bottom, "size": p.size}
        for p in pieces
    ]
    lines, tables = parted(chars, _cells_between(rules), height)
    if not tables:
        return with_aligned_tables(lines)
    return sorted([*lines, *tables], key=lambda item: -(item.y if isinstance(item, Line) else item.top))


def _cells_between(rules: Sequence[Box]) -> list[list[Box]]:
    """The cells that rules enclose, table by table."""
    from pdfplumber import table as finder  # heavy, and most documents draw no tables

    edges = [_edge(*rule) for rule in rules]
    merged = finder.merge_edges(edges, _SNAP, _SNAP, _SNAP, _SNAP)
    cells = finder.intersections_to_cells(finder.edges_to_intersections(merged, _SNAP, _SNAP))
    tables: list[list[Box]] = finder.cells_to_tables(cells)
    return tables


def _edge(left: float, top: float, right: float, bottom: float) -> dict[str, float | str]:
    flat = right - left >= bottom - top
    x, y = (left + right) / 2, (top + bottom) / 2
    return {
        "x0": left if flat else x,
        "x1": right if flat else x,
        "top": y if flat else top,
        "bottom": y if flat else bottom,
        "width": right - left,
        "height": bottom - top,
        "orientation": "h" if flat else "v",
    }
