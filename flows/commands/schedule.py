"""`duban schedule`: the refresh as a Prefect deployment with a cron line."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from flows.commands.options import Actuals, Documents, Home, SettingsFile, known_settings
from flows.commands.papers import SCHEDULED
from flows.environment import prepare_environment
from targets.settings import home_of


def schedule(
    documents: Documents = None,
    actuals: Actuals = None,
    home: Home = None,
    settings: SettingsFile = None,
    cron: Annotated[
        str | None, typer.Option(help="When to refresh, Asia/Shanghai time. Default: the settings' cron.")
    ] = None,
    port: Annotated[int, typer.Option(help="Port of the Prefect server, where one is started.")] = 4200,
    papers: Annotated[
        bool, typer.Option("--papers", help="Write the documents of the settings' `schedules` as well.")
    ] = False,
) -> None:
    """Refresh on a schedule until interrupted; starts a Prefect server where PREFECT_API_URL names none."""
    place = home_of(home).resolve()
    prepare_environment(place)
    known = known_settings(settings)
    if strange := known.schedules.keys() - SCHEDULED.keys():
        raise typer.BadParameter(
            f"schedules: {', '.join(sorted(strange))}: unknown; known are {', '.join(SCHEDULED)}",
            param_hint="--settings",
        )
    own = {"home": str(place), "settings_file": settings and str(settings.resolve())}
    inputs = {
        "documents": documents and str(documents.resolve()),
        "actuals": actuals and str(actuals.resolve()),
    }
    with _server(port):
        from flows.deployments import serve_schedules

        line = cron or known.cron
        print(f"refresh at '{line}' (Asia/Shanghai), server {os.environ['PREFECT_API_URL']}", flush=True)
        serve_schedules(line, {**inputs, **own}, known.schedules if papers else {}, own)


@contextmanager
def _server(port: int) -> Iterator[None]:
    """The Prefect server that PREFECT_API_URL names, else one of our own on 127.0.0.1 while this runs."""
    if os.environ.get("PREFECT_API_URL"):
        yield
        return
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    url = f"http://127.0.0.1:{port}/api"
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        try:
            _wait_for(url, server)
            os.environ["PREFECT_API_URL"] = url
            yield
        finally:
            server.terminate()


def _wait_for(url: str, server: subprocess.Popen[bytes], seconds: float = 180) -> None:
    import httpx

    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if server.poll() is not None:
            raise typer.BadParameter(
                f"the Prefect server did not start at {url}; is the port taken?", param_hint="--port"
            )
        try:
            if httpx.get(f"{url}/health", timeout=2).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.3)
    raise TimeoutError(f"no answer from the Prefect server at {url} within {seconds:.0f} s")
