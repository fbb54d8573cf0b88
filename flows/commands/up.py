"""`duban up`: everything that runs by itself, in one command."""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import Actuals, Documents, Home, SettingsFile, known_settings
from flows.environment import prepare_environment
from targets.settings import home_of


def up(
    documents: Documents = None,
    actuals: Actuals = None,
    home: Home = None,
    settings: SettingsFile = None,
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Port of the live app.")] = 8050,
    prefect_port: Annotated[
        int, typer.Option("--prefect-port", min=1, max=65535, help="Port of the Prefect server and its UI.")
    ] = 4200,
    token_file: Annotated[
        Path | None, typer.Option("--token-file", exists=True, dir_okay=False, help="As of `duban serve`.")
    ] = None,
) -> None:
    """Run the Prefect server, the schedules, the live app, and a refresh whenever a file is new, until interrupted.

    What dies is started again. One JSON object a line says what happens. `duban down` ends it as Ctrl-C does.
    """
    from flows.server import WarmServer, serving
    from flows.supervisor import Part, duban, keep_running
    from flows.watch import FolderWatch, Refresher

    place = home_of(home).resolve()
    known = known_settings(settings)
    folder = prepare_environment(place)
    _end_other(folder)
    inputs = [
        ("--documents", documents or known.documents),
        ("--actuals", actuals or known.actuals),
    ]
    named = [word for option, path in inputs if path for word in (option, str(path.resolve()))]
    named += ["--home", str(place), *(("--settings", str(settings.resolve())) if settings else ())]
    url = f"http://127.0.0.1:{prefect_port}/api"
    os.environ["PREFECT_API_URL"] = url
    start = (sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1")
    tokens = ("--token-file", token_file.resolve()) if token_file else ()
    chosen = ("--settings", settings.resolve()) if settings else ()
    parts = [
        Part(
            "server",
            [*start, "--port", str(prefect_port)],
            folder / "up-server.log",
            lambda: _answers(f"{url}/health"),
        ),
        Part("schedules", duban("schedule", *named, "--papers"), folder / "up-schedules.log"),
        Part("app", duban("serve", "--home", place, "--port", port, *tokens, *chosen), folder / "up-app.log"),
    ]
    watch = FolderWatch([path.resolve() for _, path in inputs if path])
    refresher = Refresher(watch, duban("refresh", *named), folder / "up-refresh.log")
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with serving(folder, WarmServer(os.getpid(), url)):
        keep_running(parts, stop, refresher)


def _end_other(folder: Path) -> None:
    """End a server that waits under the home: its database is ours now."""
    from flows.server import ServerInUse, end_server

    try:
        end_server(folder)
    except ServerInUse as error:
        print(error, file=sys.stderr)
        raise typer.Exit(1) from error


def _answers(url: str) -> bool:
    import urllib.error
    import urllib.request

    try:
        with urllib.request.urlopen(url, timeout=2) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False
