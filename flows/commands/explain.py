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

    chinese = language is Language.ZH
    console = Console()
    steps = Table(
        "步骤" if chinese else "Step",
        "推算" if chinese else "Derivation",
        title=f"{derivation.target_id} · {derivation.as_of}",
    )
    for line in derivation.lines:
        steps.add_row(line.title_zh if chinese else line.title_en, line.zh if chinese else line.en)
    console.print(steps)
    if not derivation.inputs:
        return
    heads = (
        ("期末", "数值", "录入时间", "来源", "")
        if chinese
        else ("Period end", "Value", "Recorded", "Source", "")
    )
    inputs = Table(*heads)
    for item in derivation.inputs:
        replaced = "" if item.counts else ("已修订" if chinese else "replaced")
        inputs.add_row(
            str(item.period_end),
            exact(item.value, derivation.unit, language),
            f"{item.recorded_at:%Y-%m-%d}",
            item.source,
            replaced,
        )
    console.print(inputs)
