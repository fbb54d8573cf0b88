"""`duban explain`: why a goal has its status."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.goals import Goal, goal_called
from flows.commands.options import AsOf, Home, Language
from targets.settings import home_of

if TYPE_CHECKING:
    from targets.progress.explain import Explanation
    from targets.store.changes import GoalEvent


def explain(
    goal: Goal,
    home: Home = None,
    as_of: AsOf = None,
    language: Annotated[
        Language, typer.Option("--language", help="Language of the derivation.")
    ] = Language.ZH,
) -> None:
    """Print how the verdict on a goal comes about, line by line, with the vintages of its actuals."""
    from targets.progress.explain import UnknownGoal
    from targets.progress.explain import explain as derive
    from targets.store.changes import list_events
    from targets.store.publish import NothingPublished, open_snapshot

    try:
        with open_snapshot(home_of(home)) as con:
            target_id = goal_called(con, goal)
            derivation = derive(con, target_id, as_of.date() if as_of else None)
            events = list_events(con, target_id=target_id)
    except (NothingPublished, UnknownGoal) as error:
        print(error, file=sys.stderr)
        raise typer.Exit(1) from error
    print_derivation(derivation, language)
    print_events(events, language)


def print_derivation(derivation: Explanation, language: Language) -> None:
    """Print the steps, then every vintage of the actuals; those that a later one replaced are marked."""
    from rich.console import Console
    from rich.table import Column, Table

    from targets.figures import exact
    from targets.words import message

    def word(key: str) -> str:
        return message(f"explain_table-{key}").in_language(language)

    console = Console()
    steps = Table(
        Column(word("step"), no_wrap=True),
        Column(word("derivation"), overflow="fold"),
        title=f"{derivation.handle} · {derivation.as_of}",
    )
    for line in derivation.lines:
        steps.add_row(line.title.in_language(language), line.derivation.in_language(language))
    console.print(steps)
    if not derivation.inputs:
        return
    heads = [word(key) for key in ("period-end", "value", "recorded", "source")]
    inputs = Table(*(Column(head, overflow="fold") for head in (*heads, "")))
    for item in derivation.inputs:
        inputs.add_row(
            str(item.period_end),
            exact(item.value, derivation.unit, language),
            f"{item.recorded_at:%Y-%m-%d}",
            item.source,
            "" if item.standing == "counts" else word(item.standing),
        )
    console.print(inputs)


def print_events(events: Sequence[GoalEvent], language: Language) -> None:
    """Print what became of the goal when its document was edited or read again, the latest first."""
    from targets.store.change_words import told

    for event in events:
        print(f"{event.happened_at:%Y-%m-%d} {told(event).in_language(language.value)}")
