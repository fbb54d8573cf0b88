"""Tables without rules on the pages of a PDF: lines whose words stand in columns, one of them of numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from targets.reading.content import Grid, GridCell, join_wrapped
from targets.reading.pdf_lines import Line, Segment
from targets.reading.pdf_tables import PageTable

_FEWEST_COLUMNS, _FEWEST_ROWS = 3, 3
_MOST_WRAPPED = 2
"""So many lines with fewer words may stand between two full rows: what a cell wraps onto further lines."""
_NEXT = 3.0
"""Two lines of a table are less than this many characters' heights apart."""
_NUMBERS = 0.5
_NUMBER = re.compile(r"[≥≤＞＜><〔\[约]?[+\-−]?\d[\d,]*(?:\.\d+)?[〕\]*]?(?:[%％]|左右|以上|以内|以下)?")


def with_aligned_tables(lines: Sequence[Line]) -> list[Line | PageTable]:
    """The lines of a page, those that make up a table in its place."""
    found: list[Line | PageTable] = []
    at = 0
    while at < len(lines):
        end = _run_end(lines, at)
        grid = _grid(lines[at:end]) if end - at >= _FEWEST_ROWS else None
        if grid:
            right = max(line.right for line in lines[at:end])
            found.append(PageTable(grid, lines[at].y + lines[at].size, right))
            at = end
        else:
            found.append(lines[at])
            at += 1
    return found


def _run_end(lines: Sequence[Line], start: int) -> int:
    """Where the lines that can be a table from `start` on end."""
    if len(lines[start].segments) < _FEWEST_COLUMNS:
        return start
    last = at = start
    while at + 1 < len(lines) and 0 < lines[at].y - lines[at + 1].y < _NEXT * lines[at].size:
        at += 1
        if len(lines[at].segments) >= _FEWEST_COLUMNS:
            last = at
        elif at - last > _MOST_WRAPPED:
            break
    return last + 1


def _grid(lines: Sequence[Line]) -> Grid | None:
    counts = Counter(len(line.segments) for line in lines if len(line.segments) >= _FEWEST_COLUMNS)
    width, rows = max(counts.items(), key=lambda pair: (pair[1], pair[0]))
    full = [line for line in lines if len(line.segments) == width]
    columns = [
        (min(line.segments[c].left for line in full), max(line.segments[c].right for line in full))
        for c in range(width)
    ]
    apart = all(a[1] <= b[0] + 1 for a, b in zip(columns, columns[1:], strict=False))
    if rows < _FEWEST_ROWS or not apart or not _counts(full, width):
        return None
    return Grid(tuple(_cells(lines, columns)))


def _counts(full: Sequence[Line], width: int) -> bool:
    """Whether some column is mostly numbers that do not just number the rows."""
    for c in range(width):
        texts = [line.segments[c].text for line in full]
        numbers = [t for t in texts if _NUMBER.fullmatch(t)]
        counting = [t for t in numbers if t.isdigit()]
        running = [b for a, b in zip(counting, counting[1:], strict=False) if int(b) == int(a) + 1]
        if len(numbers) >= _NUMBERS * len(texts) and len(running) < len(numbers) - 1:
            return True
    return False


def _cells(lines: Sequence[Line], columns: Sequence[tuple[float, float]]) -> Iterator[GridCell]:
    """The cells, what wraps onto lines of its own joined to the row nearest to it."""
    rows = [line for line in lines if len(line.segments) >= _FEWEST_COLUMNS]
    words: dict[tuple[int, int], list[tuple[float, str]]] = {}
    for line in lines:
        row = min(range(len(rows)), key=lambda at: abs(rows[at].y - line.y))
        for segment in line.segments:
            place = row, _column(segment, columns)
            words.setdefault(place, []).append((-line.y, segment.text))
    for row in range(len(rows)):
        for column in range(len(columns)):
            parts = sorted(words.get((row, column), []))
            yield GridCell(join_wrapped(text for _, text in parts), row, column)


def _column(segment: Segment, columns: Sequence[tuple[float, float]]) -> int:
    middle = (segment.left + segment.right) / 2
    return min(
        range(len(columns)),
        key=lambda c: (
            abs((columns[c][0] + columns[c][1]) / 2 - middle)
            if not columns[c][0] <= middle <= columns[c][1]
            else -1.0
        ),
    )
