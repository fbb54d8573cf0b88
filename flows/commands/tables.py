"""Lists as the commands print them: a table of 80 columns, JSON or CSV, and no more rows than asked for."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, TypeVar

import typer

from targets.spreadsheets import neutral

WIDTH = 80
"""Columns of a table where it goes to a file or a pipe, and the least where it goes to a terminal."""

R = TypeVar("R")
_WHOLE = ("{handle}", "{id}", "{series_id}")


class ListFormat(StrEnum):
    """How a list is printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


Format = Annotated[ListFormat, typer.Option("--format", help="How to print the list.")]
Limit = Annotated[
    int, typer.Option("--limit", min=1, help="Rows of a page of the table; json and csv print all.")
]
Page = Annotated[int, typer.Option("--page", min=1, help="Which page of the table.")]


def print_rows(
    rows: Sequence[Mapping[str, Any]],
    columns: Mapping[str, str],
    form: ListFormat,
    limit: int,
    page: int = 1,
    *,
    title: str,
    nothing: str,
) -> None:
    """Print rows of plain values.

    JSON and CSV hold every field of every row. The table shows the `limit` rows of a page (from 1); `columns` maps its headings to
    templates of fields (`{handle}`); numbers and ids that people copy never break, the last column takes what is left.
    """
    if form is ListFormat.JSON:
        print(json.dumps([dict(row) for row in rows], ensure_ascii=False, indent=1, default=str))
    elif form is ListFormat.CSV:
        writer = csv.writer(sys.stdout)
        writer.writerows([list(rows[0])] if rows else [])
        writer.writerows([_cell(value) for value in row.values()] for row in rows)
    elif not rows:
        print(nothing)
    else:
        _print_table(rows, columns, limit, page, title)


def counted(number: int, one: str, many: str = "") -> str:
    """A number with what it counts: 1 goal, 2 goals; 1 goal waits, 2 goals wait."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def slice_of(rows: Sequence[R], limit: int, page: int) -> tuple[Sequence[R], str]:
    """The rows of a page, and where others stand: "" where the page holds all."""
    first = (page - 1) * limit
    shown = rows[first : first + limit]
    if len(shown) == len(rows):
        return shown, ""
    where = f"{first + 1} to {first + len(shown)} of {len(rows)}" if shown else f"{len(rows)} in all"
    more = f"; --page {page + 1} has the next" if first + limit < len(rows) else ""
    return shown, where + more


def _print_table(
    rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str], limit: int, page: int, title: str
) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for place, (head, template) in enumerate(columns.items(), 1):
        ratio = 1 if place == len(columns) else None
        table.add_column(head, no_wrap=template in _WHOLE, overflow="fold", ratio=ratio)
    shown, others = slice_of(rows, limit, page)
    for row in shown:
        said = {name: _said(value) for name, value in row.items()}
        table.add_row(*(template.format_map(said).strip() for template in columns.values()))
    console = Console(markup=False, highlight=False)
    if not console.is_terminal:
        console.width = WIDTH
    console.print(table)
    if others:
        console.print(others, style="dim")


def _said(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return "、".join(map(str, value))
    return f"{value:%Y-%m-%d}" if isinstance(value, date) else str(value)


def _cell(value: Any) -> Any:
    return neutral(_said(value) if isinstance(value, (list, tuple, date)) else value)
