"""What the commands that write to the warehouse share."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from targets.settings import home_of

if TYPE_CHECKING:
    import duckdb

    from targets.store.decisions import Person

Who = Annotated[str, typer.Option("--who", envvar="DUBAN_WHO", help="Who decides.")]
Note = Annotated[str | None, typer.Option("--note", help="Why.")]

WAIT = 15.0
"""Seconds a command waits for the warehouse: other people's decisions hold it for a moment each."""


@contextmanager
def warehouse(home: Path | None) -> Iterator[duckdb.DuckDBPyConnection]:
    """The writer's connection to the warehouse there is; exits with code 1 where there is none it can use."""
    from targets.store.publish import snapshots
    from targets.store.unusable import WarehouseUnusable
    from targets.store.warehouse import FILE_NAME, open_warehouse

    path = home_of(home)
    if not (path / FILE_NAME).exists() and not snapshots(path):
        fail(f"{path} holds no warehouse yet. Run `duban refresh` with this home first.", 1)
    try:
        with open_warehouse(path, wait=WAIT) as con:
            yield con
    except WarehouseUnusable as error:
        fail(str(error), 1)


@contextmanager
def deciding(home: Path | None) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse within one transaction; a decision that cannot be is told and exits with code 2."""
    from targets.store.decisions import BadDecision
    from targets.store.warehouse import transaction

    with warehouse(home) as con:
        try:
            with transaction(con):
                yield con
        except BadDecision as error:
            fail(str(error), 2)


def fail(message: str, code: int) -> NoReturn:
    """Say what is wrong and exit: 1 failed, 2 wrong usage."""
    print(message, file=sys.stderr)
    raise typer.Exit(code)


def person_of(who: str, note: str | None) -> Person:
    """Who decides, now in the house's time."""
    from targets.store.decisions import Person
    from targets.store.run import wall_clock

    return Person(who, wall_clock(), note)
