"""`duban explain`: why a goal has its status."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import AsOf, Home, Language
from targets.settings import home_of

if TYPE_CHECKING:
    from targets.progress.explain import Explanation


def explain(
    target_id: Annotated[str, typer.Argument(help="The goal, as `duban status` names it.")],
    home: Home = None,
    as_of: AsOf = None,
    language: Annotated[
        Language, typer.Option("--language", help="Language of the derivation.")
    ] = Language.ZH,
) -> None:
    """Print how the verdict on a goal comes about, line by line, with the vintages of its actuals."""
    from targets.progress.explain import UnknownGoal
    from targets.progress.explain import explain as derive
    from targets.store.publish import NothingPublished, open_snapshot

    try:
        with open_snapshot(home_of(home)) as con:
            derivation = derive(con, target_id, as_of.date() if as_of else None)
    except (NothingPublished, UnknownGoal) as error:
        print(error, file=sys.stderr)
        raise typer.Exit(1) from error
    print_derivation(derivation, language)


def print_derivation(derivation: Explanation, language: Language) -> None:
    """Print the steps, then every vintage of the actuals; those that a later one replaced are marked."""
    from rich.console import Console
    from rich.table import Table

    from targets.figures import exact
    from targets.words import message

    def word(key: str) -> str:
        return message(f"explain_table-{key}").in_language(language)

    console = Console()
    steps = Table(word("step"), word("derivation"), title=f"{derivation.target_id} · {derivation.as_of}")
    for line in derivation.lines:
        steps.add_row(line.title.in_language(language), line.derivation.in_language(language))
    console.print(steps)
    if not derivation.inputs:
        return
    inputs = Table(*(word(key) for key in ("period-end", "value", "recorded", "source")), "")
    for item in derivation.inputs:
        inputs.add_row(
            str(item.period_end),
            exact(item.value, derivation.unit, language),
            f"{item.recorded_at:%Y-%m-%d}",
            item.source,
            "" if item.counts else word("replaced"),
        )
    console.print(inputs)
