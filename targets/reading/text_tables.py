"""Tables in plain text: rows parted by bars, tabs or wide gaps, or flattened to one cell a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from targets.reading.document import Cell, Paragraph, Table

_BAR = re.compile(r"[|│┃｜]")
_RULING = re.compile(r"[\s|│┃｜+\-=:—─━┌┐└┘├┤┬┴┼╋┣┫┳┻┏┓┗┛]+")
_TAB = re.compile(r"[ \u3000]*\t[ \u3000]*")
_GAP = re.compile(r"[ \u3000]{2,}|(?<=[^\s])\u3000(?=[^\s])")
_NUMBER = re.compile(
    r"[≥≤＞＜><〔\[约]?[+\-−]?\d[\d,]*(?:\.\d+)?[〕\]*]?(?:[%％]|左右|以上|以内|以下)?|[—\-–－/]+"
)
_FIRST_HEAD = re.compile(
    r"序\s*号|编\s*号|类\s*别|领\s*域|名\s*称|单\s*位|地\s*区|时\s*间|年\s*份|事\s*项|乡镇|街道|县区|区县|县市区|园区|部门|(?:主要|考核|统计|目标)?指标(?:名称)?|.{0,4}(?:项目|任务|内容)(?:名称)?|[县市区镇乡街道（）()、]{2,9}"
)
"""What the first head of a table says."""
_SENTENCE = re.compile("[。；]")
_FEWEST_ROWS = 2
_FEWEST_GAP_ROWS, _FEWEST_GAP_COLUMNS = 3, 3
_LONGEST_CELL = 60
_FEWEST_FLAT, _MOST_FLAT_COLUMNS, _LONGEST_RUN = 3, 14, 800
_ALIKE = 0.9
_Span = tuple[int, int]


def tables_in(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Table, ...]:
    """The tables among the lines of a text, each line a paragraph, with the spans of their cells in the text."""
    found: list[Table] = []
    for kind, group in groupby(paragraphs, key=lambda p: _kind(text[p.start : p.end])):
        lines = list(group)
        if kind == "bars":
            rows = [
                _split(text, line, _BAR)
                for line in lines
                if not _RULING.fullmatch(text[line.start : line.end])
            ]
            found += _table(rows, _FEWEST_ROWS, 2)
        elif kind == "tabs":
            found += _table([_split(text, line, _TAB) for line in lines], _FEWEST_ROWS, 2)
        elif kind == "gaps":
            rows = [_split(text, line, _GAP) for line in lines]
            for _, alike in groupby(rows, key=len):
                found += _table(list(alike), _FEWEST_GAP_ROWS, _FEWEST_GAP_COLUMNS)
        else:
            found += _flattened(text, lines)
    return tuple(sorted(found, key=lambda table: table.start))


def _kind(line: str) -> str:
    if _BAR.search(line) or ("+-" in line and _RULING.fullmatch(line)):
        return "bars"
    if "\t" in line:
        return "tabs"
    if _GAP.search(line) and not _SENTENCE.search(line):
        return "gaps"
    return "lines"


def _split(text: str, line: Paragraph, mark: re.Pattern[str]) -> list[_Span]:
    """The spans of a line's cells, without the blanks around each and without a mark at either end."""
    start, end = line.start, line.end
    if mark is _BAR:
        start += bool(mark.match(text, start))
        end -= bool(mark.match(text, end - 1))
    cuts = [m.span() for m in mark.finditer(text, start, end)]
    edges = [start, *(edge for cut in cuts for edge in cut), end]
    return [_trimmed(text, a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _trimmed(text: str, start: int, end: int) -> _Span:
    words = text[start:end]
    left = start + len(words) - len(words.lstrip())
    return (left, left + len(words.strip())) if words.strip() else (start, start)


def _table(rows: Sequence[Sequence[_Span]], fewest_rows: int, fewest_columns: int) -> Iterator[Table]:
    """One table of rows; a row with fewer cells than the widest stands at the right, where the figures are."""
    width = max(map(len, rows), default=0)
    if len(rows) < fewest_rows or width < fewest_columns or sum(len(row) == width for row in rows) < 2:
        return
    cells = []
    for at, row in enumerate(rows):
        if len(row) == 1 and width > 1:
            cells.append(Cell(*row[0], at, 0, 1, width))
            continue
        cells += [Cell(*span, at, width - len(row) + column) for column, span in enumerate(row)]
    yield Table(min(c.start for c in cells), max(c.end for c in cells), tuple(cells))


def _flattened(text: str, lines: Sequence[Paragraph]) -> Iterator[Table]:
    """Tables that were copied with a line for every cell: short lines whose kinds repeat row by row."""

    def short(line: Paragraph) -> bool:
        return line.end - line.start <= _LONGEST_CELL and text[line.end - 1] not in "。：:，"

    for is_short, group in groupby(lines, key=short):
        run = list(group)[:_LONGEST_RUN]
        if is_short and len(run) >= 3 * _FEWEST_FLAT:
            yield from _in_run(text, run)


def _in_run(text: str, run: Sequence[Paragraph]) -> Iterator[Table]:
    heads = [bool(_FIRST_HEAD.fullmatch(text[p.start : p.end])) for p in run]
    is_number = [bool(_NUMBER.fullmatch("".join(text[p.start : p.end].split()))) for p in run]
    first = next((at for at, number in enumerate(is_number) if number), len(run))
    for at in (at for at in range(first - 1) if heads[at]):
        for width in range(_FEWEST_FLAT, min(_MOST_FLAT_COLUMNS, first - at) + 1):
            rows = _rows_alike(is_number, at, width)
            if rows > _FEWEST_FLAT:
                cells = tuple(
                    Cell(p.start, p.end, n // width, n % width)
                    for n, p in enumerate(run[at : at + rows * width])
                )
                yield Table(cells[0].start, cells[-1].end, cells)
                if at + rows * width < len(run):
                    yield from _in_run(text, run[at + rows * width :])
                return


def _rows_alike(is_number: Sequence[bool], start: int, width: int) -> int:
    """How many rows of `width` cells begin at `start` if the first is a head and columns keep to one kind; 0 if none.

    The run must end with the last row, or go on with lines that are no numbers.
    """
    if any(is_number[start : start + width]):
        return 0
    kinds: list[bool] | None = None
    rows = 1
    at = start + width
    while at + width <= len(is_number):
        row = list(is_number[at : at + width])
        kinds = kinds or row
        if sum(a == b for a, b in zip(row, kinds, strict=True)) < _ALIKE * width:
            break
        rows, at = rows + 1, at + width
    if kinds is None or not any(kinds) or all(kinds) or any(is_number[at:]):
        return 0
    return rows
