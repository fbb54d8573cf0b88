"""`duban train`: learn goals and results from labelled documents."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def train(
    gold: Annotated[
        list[Path],
        typer.Option(
            "--gold", exists=True, file_okay=False, help="Folder of labels, NAME.jsonl; repeatable."
        ),
    ],
    texts: Annotated[
        list[Path] | None,
        typer.Option("--texts", exists=True, file_okay=False, help="Folder of texts, NAME.txt; repeatable."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", dir_okay=False, help="Where to write the weights. Default: those duban uses."),
    ] = None,
) -> None:
    """Train the weights that tell goals from results, and write them to OUT.

    Give the labels of the shipped weights (tests/labels) beside your own, lest they be forgotten.
    Needs scikit-learn: pip install "duban[train]".
    """
    from rich.console import Console

    from targets.extraction.roles.model import SHIPPED, write_model
    from targets.extraction.roles.training import BadLabels, examples_of
    from targets.extraction.roles.training import train as trained

    console = Console()
    try:
        examples = examples_of(gold, texts or [])
        model = trained(examples)
    except BadLabels as error:
        console.print(str(error))
        raise typer.Exit(2) from error
    except ModuleNotFoundError as error:
        console.print(f'{error.name} is missing: pip install "duban\\[train]"')
        raise typer.Exit(2) from error
    out = out or SHIPPED
    write_model(model, out)
    numbers = sum(len(example.classes) for example in examples)
    console.print(f"{out}: {len(model.weights)} features from {numbers} numbers in {len(examples)} documents")
