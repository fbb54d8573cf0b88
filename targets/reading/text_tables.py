"""Tables in plain text: rows parted by bars, tabs or wide gaps, or flattened to one cell a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from targets.reading.document import Cell, Paragraph, Table

_BAR = re.compile(r"[|│┃｜]")
_RULING = re.compile(r"[\s|│┃｜+\-=:—─━┌┐└┘├┤┬┴┼╋┣┫┳┻┏┓┗┛]+")
_ANY_MARK = re.compile(r"[|│┃｜\t\u3000]|  |\+-")
_TAB = re.compile(r"[ \u3000]*\t[ \u3000]*")
_GAP = re.compile(r"[ \u3000]{2,}|(?<=[^\s])\u3000(?=[^\s])")
_NUMBER = re.compile(
    r"[≥≤＞＜><〔\[约]?[+\-−]?\d[\d,]*(?:\.\d+)?(?:[-—–~～]\d[\d.]*)?[〕\]*]?(?:[%％]|左右|以上|以内|以下)?|[—\-–－/]+"
)
_FIRST_HEAD = re.compile(
    r"序\s*号|编\s*号|类\s*别|领\s*域|名\s*称|(?:.{0,4}单|单)\s*位|地\s*区|时\s*间|年\s*份|事\s*项|乡镇|街道|县区|区县|县市区|园区|.{0,6}部门|(?:主要|考核|统计|目标)?指标(?:名称)?|.{0,4}(?:项目|任务|内容)(?:名称)?|[县市区镇乡街道（）()、]{2,9}"
)
"""What the first head of a table says."""
_SENTENCE = re.compile("[。；]")
_FEWEST_ROWS = 2
_FEWEST_GAP_ROWS, _FEWEST_GAP_COLUMNS = 3, 3
_LONGEST_CELL = 60
_MANY_NUMBERS = 6
_YEAR = re.compile(r"(?:19|20)\d\d")
_SPACED = 0.5
_FEWEST_FLAT, _MOST_FLAT_COLUMNS, _LONGEST_RUN = 3, 14, 800
_ALIKE = 0.75
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
    if not _ANY_MARK.search(line):
        return "lines"
    if _BAR.search(line) or ("+-" in line and _RULING.fullmatch(line)):
        return "bars"
    if "\t" in line:
        return "tabs"
    if len(_GAP.findall(line)) + 1 >= _FEWEST_GAP_COLUMNS and not _SENTENCE.search(line):
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
            yield from _in_run(text, _slots(text, run))


def _slots(text: str, run: Sequence[Paragraph]) -> list[_Span]:
    """The lines of a run as spans; a blank line is a blank cell, unless every line is followed by one."""
    filled = [(p.start, p.end) for p in run]
    found = filled[:1]
    for (_, end), (start, stop) in zip(filled, filled[1:], strict=False):
        breaks = max(text.count("\n", end, start), text.count("\r", end, start))
        found += [(start, start)] * (breaks - 1)
        found.append((start, stop))
    return found if len(found) - len(filled) < _SPACED * len(filled) else filled


def _in_run(text: str, run: Sequence[_Span]) -> Iterator[Table]:
    kinds = [_kind_of_cell("".join(text[a:b].split())) for a, b in run]
    first = next((at for at, kind in enumerate(kinds) if kind == "number"), len(run))
    at = next((n for n in range(first - 1) if _FIRST_HEAD.fullmatch(text[slice(*run[n])])), first)
    for width in range(_FEWEST_FLAT, min(_MOST_FLAT_COLUMNS, first + 1 - at) + 1):
        rows = _rows_alike(kinds, at, width)
        spans = run[at : at + rows * width]
        labels = [text[a:b] for a, b in spans[width::width] if a < b]
        enough = rows > _FEWEST_FLAT or (rows == _FEWEST_FLAT and width > _FEWEST_FLAT)
        if enough and len(set(labels)) == len(labels):
            cells = tuple(Cell(*span, n // width, n % width) for n, span in enumerate(spans))
            yield Table(spans[0][0], max(end for _, end in spans), cells)
            if at + rows * width < len(run):
                yield from _in_run(text, run[at + rows * width :])
            return
    if kinds.count("number") >= _MANY_NUMBERS:  # a table, but not to be put together: one column, to be named
        yield Table(run[0][0], run[-1][1], tuple(Cell(*span, row, 0) for row, span in enumerate(run)))


def _kind_of_cell(words: str) -> str:
    """What a cell is: a number, a year (which may head a column), words, or nothing."""
    if not words.strip("—-－–/"):
        return "nothing"
    if _YEAR.fullmatch(words):
        return "year"
    return "number" if _NUMBER.fullmatch(words) else "words"


def _rows_alike(kinds: Sequence[str], start: int, width: int) -> int:
    """How many rows of `width` cells begin at `start` if the first is a head and columns keep to one kind; 0 if none.

    Nothing fits any kind, and every row holds a number. After the last row no number may be left.
    """
    if any(kind == "number" for kind in kinds[start : start + width]):
        return 0
    columns: list[str] = ["nothing"] * width
    rows, at = 1, start + width
    while at + width <= len(kinds):
        row = kinds[at : at + width]
        known = [(a, b) for a, b in zip(row, columns, strict=True) if "nothing" not in (a, b)]
        if "number" not in row or sum(a == b for a, b in known) < _ALIKE * len(known):
            break
        columns = [b if b != "nothing" else a for a, b in zip(row, columns, strict=True)]
        rows, at = rows + 1, at + width
    if "number" not in columns or "words" not in columns or "number" in kinds[at:]:
        return 0
    return rows
