"""`duban evaluate`: how good an extraction is, against labels made by hand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.table import Table

    from targets.extraction.evaluation import Figures


SURE = 0.9


def evaluate(
    gold: Annotated[
        Path, typer.Option("--gold", exists=True, file_okay=False, help="Folder of labels, NAME.jsonl.")
    ],
    pred: Annotated[
        Path,
        typer.Option("--pred", exists=True, file_okay=False, help="Folder that `duban extract --out` wrote."),
    ],
    by_genre: Annotated[
        bool,
        typer.Option(
            "--by-genre",
            help="A row a genre (the name before the first hyphen), and how far confidence is right.",
        ),
    ] = False,
) -> None:
    """Print precision, recall, F1 and field accuracy of PRED against the labels in GOLD, by document or by genre."""
    from rich.console import Console

    from targets.extraction.evaluation import ROLES, figures_of, read_rows

    console = Console()
    scored: dict[str, dict[str, Figures]] = {}
    for path in sorted(gold.glob("*.jsonl")):
        predicted = pred / path.name
        if not predicted.exists():
            console.print(f"{path.stem}: nothing extracted, counted as empty")
        scored[path.stem] = figures_of(read_rows(path), read_rows(predicted) if predicted.exists() else [])
    if not scored:
        console.print(f"{gold}: no labels (NAME.jsonl) there")
        raise typer.Exit(2)
    if by_genre:
        scored = grouped_by_genre(scored)
    for role in ROLES:
        console.print(table_of(role, {name: figures[role] for name, figures in scored.items()}))
    if by_genre:
        console.print(reliability_table(scored))


def grouped_by_genre(scored: Mapping[str, Mapping[str, Figures]]) -> dict[str, dict[str, Figures]]:
    """The figures of documents added up by genre: the name before the first hyphen."""
    from targets.extraction.evaluation import ROLES, added

    genres = dict.fromkeys(name.partition("-")[0] for name in scored)
    return {
        genre: {
            role: added(f[role] for name, f in scored.items() if name.partition("-")[0] == genre)
            for role in ROLES
        }
        for genre in genres
    }


def reliability_table(scored: Mapping[str, Mapping[str, Figures]]) -> Table:
    """For each genre how many goals and results are told at SURE and more, and the share of them that is right."""
    from rich.table import Table

    from targets.extraction.evaluation import ROLES, calibration

    table = Table(title=f"right at confidence {SURE} and more", title_justify="left")
    for heading in ("genre", *(f"{role}{what}" for role in ROLES for what in ("s", " right"))):
        table.add_column(heading, justify="left" if heading == "genre" else "right")
    for name, figures in scored.items():
        cells = []
        for role in ROLES:
            ((_, _, mentions, right),) = calibration(figures[role], (SURE, 1.01))
            cells += [str(mentions), f"{right:.3f}" if mentions else ""]
        table.add_row(name, *cells)
    return table


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
