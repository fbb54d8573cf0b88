"""`duban evaluate`: how good an extraction is, against labels made by hand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.table import Table

    from targets.extraction.evaluation import Figures


def evaluate(
    gold: Annotated[
        Path, typer.Option("--gold", exists=True, file_okay=False, help="Folder of labels, NAME.jsonl.")
    ],
    pred: Annotated[
        Path,
        typer.Option("--pred", exists=True, file_okay=False, help="Folder that `duban extract --out` wrote."),
    ],
) -> None:
    """Print precision, recall, F1 and field accuracy of PRED against the labels in GOLD, by document."""
    from rich.console import Console

    from targets.extraction.evaluation import ROLES, figures_of, read_rows

    console = Console()
    scored = {}
    for path in sorted(gold.glob("*.jsonl")):
        predicted = pred / path.name
        if not predicted.exists():
            console.print(f"{path.stem}: nothing extracted, counted as empty")
        scored[path.stem] = figures_of(read_rows(path), read_rows(predicted) if predicted.exists() else [])
    if not scored:
        console.print(f"{gold}: no labels (NAME.jsonl) there")
        raise typer.Exit(2)
    for role in ROLES:
        console.print(table_of(role, {name: figures[role] for name, figures in scored.items()}))


def table_of(role: str, by_document: Mapping[str, Figures]) -> Table:
    """A table of the figures of one role: all documents together, then each that has labels of it."""
    from rich.table import Table

    from targets.extraction.evaluation import FIELDS, added

    table = Table(title=role, title_justify="left")
    table.add_column("document")
    for heading in ("labels", "P", "R", "F1", "strict", "implicit", *FIELDS):
        table.add_column(heading, justify="right")
    rows = {"all": added(by_document.values()), **{n: f for n, f in by_document.items() if f.labelled}}
    for name, figures in rows.items():
        shares = [
            figures.precision,
            figures.recall,
            figures.f1,
            figures.strict_f1,
            figures.implicit_recall,
            *(figures.accuracy(field) for field in FIELDS),
        ]
        table.add_row(name, str(figures.labelled), *("" if s is None else f"{s:.3f}" for s in shares))
    return table
