"""Lists of commands: as a table for people, as JSON or CSV for programs."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from targets.spreadsheets import neutral

Format = Annotated[str, typer.Option("--format", help="table, json or csv.")]


def show(heads: Sequence[str], rows: Sequence[Sequence[Any]], form: str, nothing: str) -> None:
    """Print rows of texts under heads in that form; `nothing` is said in place of an empty table."""
    if form == "json":
        print(json.dumps([dict(zip(heads, row, strict=True)) for row in rows], ensure_ascii=False, indent=1))
    elif form == "csv":
        csv.writer(sys.stdout).writerows([heads, *([neutral(cell) for cell in row] for row in rows)])
    elif not rows:
        print(nothing)
    else:
        from rich.console import Console
        from rich.table import Table

        table = Table()
        for head in heads:
            table.add_column(head, overflow="fold")
        for row in rows:
            table.add_row(*row)
        Console(markup=False).print(table)
