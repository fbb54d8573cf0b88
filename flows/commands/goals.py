"""How commands take a goal: by the short number that people say, or by its id."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.writing import fail

if TYPE_CHECKING:
    import duckdb

Goal = Annotated[str, typer.Argument(metavar="GOAL", help="The goal's number (FZ22-15) or id.")]


def goal_called(con: duckdb.DuckDBPyConnection, asked: str) -> str:
    """The target_id of the goal that was asked for; exits with code 2 where none or several go by it."""
    from targets.store.handles import UnknownHandle, resolve_goal

    try:
        return resolve_goal(con, asked)
    except UnknownHandle as error:
        fail(str(error), 2)
        raise
