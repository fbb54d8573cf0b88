"""`duban down`: ends the Prefect server that a refresh left waiting for the next one."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import typer

from flows.commands.options import Home
from targets.settings import home_of


def down(home: Home = None) -> None:
    """End the Prefect server that waits under the home for the next refresh; harmless where none does.

    Exit code 1 while a run uses it.
    """
    from flows.server import ServerInUse, end_server

    place = home_of(home).resolve()
    try:
        ended = end_server(Path(os.environ.get("PREFECT_HOME") or place / "prefect"))
    except ServerInUse as error:
        print(error, file=sys.stderr)
        raise typer.Exit(1) from error
    print(f"ended the Prefect server (process {ended.pid})" if ended else "no Prefect server is running here")
