"""`duban serve`: the live app on the published snapshot."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from flows.commands.options import Home
from targets.settings import home_of


def serve(
    home: Home = None,
    host: Annotated[
        str, typer.Option("--host", help="Address to listen on; other machines reach only others.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Port to listen on; 0 takes a free one.")
    ] = 8050,
    token: Annotated[
        str | None,
        typer.Option(
            "--token", envvar="DUBAN_TOKEN", help="Who knows it may review and acknowledge; none: read only."
        ),
    ] = None,
) -> None:
    """Serve every goal in a browser: grid, past days, evidence, review, alerts. Ends with Ctrl-C."""
    from dashboards.live.server import LOOPBACK, live_server
    from targets.store.publish import NothingPublished, latest_snapshot

    folder = home_of(home)
    try:
        latest_snapshot(folder)
    except NothingPublished as error:
        print(error, file=sys.stderr)
    try:
        server = live_server(folder, host=host, port=port, token=token)
    except OSError as error:
        print(f"Cannot listen on {host}:{port}: {error.strerror}. Choose another --port.", file=sys.stderr)
        raise typer.Exit(1) from error
    if host != LOOPBACK:
        print(
            "Listening beyond this machine, unencrypted: put it behind a proxy with HTTPS and a login.",
            file=sys.stderr,
        )
    print(
        f"http://{host}:{server.port} ({'review with the token' if token else 'read only'}); Ctrl-C ends it",
        flush=True,
    )
    server.serve_forever()
