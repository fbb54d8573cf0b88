"""A sheet as a person sees it: cells by row and column, merged heads, and what is hidden."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from targets.rejection import Rejection


class Cell(NamedTuple):
    """What one cell shows.

    `text` is what it shows, `number` the figure in it in the unit that the page shows (0.553 shown as 55.3 % is
    55.3), None for words. `unit` is what its number format adds (%, 万元). `fault` says why its figure must not be
    taken (an error value, a formula without a saved result).
    """

    text: str
    number: float | None = None
    unit: str = ""
    day: date | None = None
    fault: str = ""


class Span(NamedTuple):
    """A merged area, rows and columns counted from 1, ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet. Rows and columns are counted from 1; what is hidden or struck out is not in `cells`.

    `name` is None in a file without sheets, where places are lines. `left_out` names what is there but not seen.
    """

    name: str | None
    cells: Mapping[tuple[int, int], Cell]
    spans: tuple[Span, ...] = ()
    left_out: tuple[str, ...] = ()
    rows: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    """The columns that are filled of each row that has any."""

    def text(self, row: int, column: int) -> str:
        """What a cell shows, "" where it is empty."""
        cell = self.cells.get((row, column))
        return cell.text if cell else ""

    def place(self, row: int, column: int | None = None) -> str:
        """Where a cell is, in the words of the file's kind."""
        if self.name is None:
            return f"line {row}"
        return f"{self.name}!{column_letter(column)}{row}" if column is not None else f"{self.name}!{row}"


@dataclass(frozen=True, slots=True)
class Book:
    """The visible sheets of a file, and what of it cannot be read at all."""

    grids: tuple[Grid, ...]
    rejections: tuple[Rejection, ...] = ()


def grid_of(
    name: str | None,
    cells: Mapping[tuple[int, int], Cell],
    spans: Iterable[Span] = (),
    left_out: Iterable[str] = (),
) -> Grid:
    """A sheet of these cells."""
    filled: dict[int, list[int]] = {}
    for row, column in sorted(cells):
        filled.setdefault(row, []).append(column)
    rows = {row: tuple(columns) for row, columns in filled.items()}
    return Grid(name, cells, tuple(sorted(spans)), tuple(left_out), rows)


def column_letter(column: int) -> str:
    """The letters of a spreadsheet's column, counted from 1."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
