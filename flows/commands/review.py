"""`duban review`: the goals that wait for a person, and what a person decides on a goal."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.goals import Goal, goal_called
from flows.commands.options import Home
from flows.commands.tables import Format, Limit, ListFormat, Page, counted, print_rows
from flows.commands.writing import Note, Who, fail, person_of, warehouse

if TYPE_CHECKING:
    import duckdb

    from targets.store.decisions import Person

app = typer.Typer(
    no_args_is_help=True, help="Goals that wait for a person: list, accept, reject, correct, extend."
)

Goals = Annotated[list[str], typer.Argument(metavar="GOAL...", help="Numbers (FZ22-15) or ids of goals.")]


@app.command("list")
def list_goals(home: Home = None, form: Format = ListFormat.TABLE, limit: Limit = 20, page: Page = 1) -> None:
    """Print the goals that the extraction is not sure of, with their sentence, the least sure first.

    Goals come after them on which a later reading disagrees with what a person decided.
    """
    from targets import figures
    from targets.store.change_words import told
    from targets.store.changes import list_events
    from targets.store.decisions import waiting_goals
    from targets.words import phrase

    with warehouse(home) as con:
        goals = waiting_goals(con)
        disagreements = list_events(con, open_only=True)
    waiting = [
        {
            **asdict(goal),
            "why": phrase("doubt", goal.doubt.name.lower()).zh,
            "asked": f"{phrase('comparator', goal.comparator).zh}{figures.quantity(goal.value, goal.unit)}"
            + (f"至{figures.quantity(goal.value_high, goal.unit)}" if goal.value_high is not None else ""),
            "sure": figures.percent(goal.confidence),
        }
        for goal in goals
    ]
    disputed = [
        {
            "target_id": event.target_id,
            "handle": event.handle,
            "doc": event.doc,
            "region": event.region,
            "indicator": event.indicator,
            "why": phrase("doubt", event.event.value).zh,
            "asked": told(event).zh,
        }
        for event in disagreements
    ]
    fields = dict.fromkeys(name for row in [*waiting, *disputed] for name in row)
    print_rows(
        [{name: row.get(name) for name in fields} for row in [*waiting, *disputed]],
        {
            "编号": "{handle}",
            "目标": "{region} {indicator}",
            "要求": "{asked} {due}",
            "把握": "{sure}",
            "存疑": "{why}",
            "原句": "{doc}：{quote}",
        },
        form,
        limit,
        page,
        title=f"{counted(len(waiting), 'goal waits', 'goals wait')}, on {len(disputed)} a reading disagrees with a decision",
        nothing="No goals wait.",
    )


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
    goal: Goal,
    changes: Annotated[
        list[str],
        typer.Argument(help="field=value, such as due=2022-06-30 or owners=甲局、乙局; field= empties it."),
    ],
    who: Who,
    note: Note = None,
    home: Home = None,
) -> None:
    """Correct fields of a goal, and accept it."""
    from targets.actuals.links import BadLink, whole_series
    from targets.store.decisions import BadDecision
    from targets.store.decisions import edit as decide

    pairs = [change.partition("=") for change in changes]
    if any(not equals for _, equals, _ in pairs):
        fail("Write each change as field=value.", 2)
    with warehouse(home) as con:
        try:
            target_id = goal_called(con, goal)
            values = {field: value or None for field, _, value in pairs}
            if series := values.get("reference_series_id"):
                values["reference_series_id"] = whole_series(con, series)
            decide(con, target_id, values, person_of(who, note))
        except (BadDecision, BadLink) as error:
            fail(str(error), 2)
    print(f"{goal} corrected and accepted")


@app.command("extend")
def extend(
    goal: Goal,
    until: Annotated[
        datetime, typer.Argument(formats=["%Y-%m-%d"], help="The new last day, such as 2022-09-30.")
    ],
    who: Who,
    note: Note = None,
    home: Home = None,
) -> None:
    """Give a goal more time: it is judged by the new day, and the old one stays beside it with who extended it."""
    from targets.store.decisions import BadDecision
    from targets.store.decisions import extend as decide

    with warehouse(home) as con:
        try:
            before = decide(con, goal_called(con, goal), until.date(), person_of(who, note))
        except BadDecision as error:
            fail(str(error), 2)
    print(f"{goal} extended from {before} to {until.date()}")


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
                decide(con, goal_called(con, goal), person)
            except BadDecision as error:
                fail(str(error), 2)
            print(f"{goal} {done}")
