"""`duban train`: learn goals and results from labelled documents."""

from __future__ import annotations

from dataclasses import replace
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
    out: Annotated[Path, typer.Option("--out", dir_okay=False, help="Where to write the weights.")] = Path(
        "weights.json"
    ),
) -> None:
    """Train the weights that tell goals from results, and write them to OUT.

    Give the labels of the shipped weights (tests/labels) beside your own, lest they be forgotten. The weights
    inside an installed package are never written; `extract(document, model=read_model(OUT))` uses yours.
    Needs scikit-learn: pip install "duban[train]".
    """
    from rich.console import Console

    from targets.extraction.roles.model import write_model
    from targets.extraction.roles.provenance import provenance_of
    from targets.extraction.roles.training import BadLabels, examples_of
    from targets.extraction.roles.training import train as trained

    console = Console()
    if "site-packages" in out.resolve().parts:
        console.print(f"{out}: lies in an installed package; name another file with --out.")
        raise typer.Exit(2)
    try:
        examples = examples_of(gold, texts or [])
        model = replace(trained(examples), provenance=provenance_of(examples, gold))
    except BadLabels as error:
        console.print(str(error))
        raise typer.Exit(2) from error
    except ModuleNotFoundError as error:
        console.print(f'{error.name} is missing: pip install "duban\\[train]"')
        raise typer.Exit(2) from error
    write_model(model, out)
    numbers = sum(len(example.classes) for example in examples)
    console.print(f"{out}: {len(model.weights)} features from {numbers} numbers in {len(examples)} documents")
