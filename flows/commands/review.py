"""`duban review`: the goals that wait for a person, and what a person decides on a goal."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import Home
from flows.commands.writing import Note, Who, fail, person_of, warehouse

if TYPE_CHECKING:
    import duckdb

    from targets.store.decisions import Person

app = typer.Typer(no_args_is_help=True, help="Goals that wait for a person: list, accept, reject, correct.")

Goals = Annotated[list[str], typer.Argument(help="Ids of goals, from `duban review list`.")]


@app.command("list")
def list_goals(home: Home = None) -> None:
    """Print the goals that the extraction is not sure of, with their sentence, the least sure first."""
    from rich.console import Console
    from rich.table import Table

    from targets.store.decisions import waiting_goals

    with warehouse(home) as con:
        goals = waiting_goals(con)
    if not goals:
        print("No goals wait.")
        return
    table = Table(title=f"{len(goals)} goals wait", title_justify="left")
    for head in ("goal", "document", "indicator", "value", "due", "sure", "sentence"):
        table.add_column(head, overflow="fold")
    for goal in goals:
        value = f"{goal.value:,.15g}" + (f"-{goal.value_high:,.15g}" if goal.value_high is not None else "")
        table.add_row(
            goal.target_id,
            goal.doc,
            f"{goal.region or ''} {goal.indicator}",
            f"{goal.comparator} {value} {goal.unit}",
            str(goal.due or ""),
            f"{goal.confidence:.2f}",
            goal.quote,
        )
    Console(markup=False).print(table)


@app.command("accept")
def accept(goals: Goals, who: Who, note: Note = None, home: Home = None) -> None:
    """Say that these are goals and read rightly."""
    from targets.store import decisions

    _decide_each(decisions.accept, goals, person_of(who, note), home, "accepted")


@app.command("reject")
def reject(goals: Goals, who: Who, note: Note = None, home: Home = None) -> None:
    """Say that these are no goals, or beyond repair; they leave what is in force."""
    from targets.store import decisions

    _decide_each(decisions.reject, goals, person_of(who, note), home, "rejected")


@app.command("edit")
def edit(
    goal: Annotated[str, typer.Argument(help="The goal's id.")],
    changes: Annotated[
        list[str],
        typer.Argument(help="field=value, such as due=2022-06-30 or owners=甲局、乙局; field= empties it."),
    ],
    who: Who,
    note: Note = None,
    home: Home = None,
) -> None:
    """Correct fields of a goal, and accept it."""
    from targets.store.decisions import BadDecision
    from targets.store.decisions import edit as decide

    pairs = [change.partition("=") for change in changes]
    if any(not equals for _, equals, _ in pairs):
        fail("Write each change as field=value.", 2)
    with warehouse(home) as con:
        try:
            decide(con, goal, {field: value or None for field, _, value in pairs}, person_of(who, note))
        except BadDecision as error:
            fail(str(error), 2)
    print(f"{goal} corrected and accepted")


def _decide_each(
    decide: Callable[[duckdb.DuckDBPyConnection, str, Person], int],
    goals: Iterable[str],
    person: Person,
    home: Path | None,
    done: str,
) -> None:
    from targets.store.decisions import BadDecision

    with warehouse(home) as con:
        for goal in goals:
            try:
                decide(con, goal, person)
            except BadDecision as error:
                fail(str(error), 2)
            print(f"{goal} {done}")
