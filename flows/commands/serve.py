"""`duban serve`: the live app on the published snapshot."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import Home, SettingsFile, known_settings
from flows.commands.writing import fail
from targets.settings import home_of


def _refuse_token(value: str | None) -> None:
    if value is not None:
        raise typer.BadParameter(
            "a token on the command line stands in the list of processes and in the shell's history. "
            "Put it into a file (--token-file FILE) or into DUBAN_TOKEN."
        )


def serve(
    home: Home = None,
    host: Annotated[
        str, typer.Option("--host", help="Address to listen on; other machines reach only others.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Port to listen on; 0 takes a free one.")
    ] = 8050,
    token_file: Annotated[
        Path | None,
        typer.Option(
            "--token-file",
            envvar="DUBAN_TOKEN_FILE",
            dir_okay=False,
            help="File with one token that may do everything; else that of DUBAN_TOKEN. Named users have their own "
            "(duban users). None of either: read only.",
        ),
    ] = None,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(
            "--allow-host",
            help="A further name that browsers reach the app by, such as that of a proxy; repeatable.",
        ),
    ] = None,
    settings: SettingsFile = None,
    _token: Annotated[
        str | None, typer.Option("--token", hidden=True, callback=_refuse_token, expose_value=False)
    ] = None,
) -> None:
    """Serve every goal in a browser: grid, past days, evidence, review, alerts. Ends with Ctrl-C."""
    from dashboards.live.server import LOOPBACK, live_server
    from dashboards.live.tokens import BadToken, read_token
    from targets.store.publish import NothingPublished, open_snapshot
    from targets.users import BadUsers, read_users

    folder = home_of(home)
    try:
        open_snapshot(folder).close()
    except NothingPublished as error:
        print(error, file=sys.stderr)
    known = known_settings(settings)
    try:
        token = read_token(token_file, os.environ)
        users = read_users(folder)
    except BadToken as error:
        raise typer.BadParameter(str(error), param_hint="--token-file") from error
    except BadUsers as error:
        fail(str(error), 1)
    if token_file and token_file.stat().st_mode & 0o077:
        print(f"Others on this machine may read {token_file}: chmod 600 it.", file=sys.stderr)
    try:
        server = live_server(
            folder, host=host, port=port, token=token, hosts=allow_host or (), settings=known
        )
    except OSError as error:
        print(f"Cannot listen on {host}:{port}: {error.strerror}. Choose another --port.", file=sys.stderr)
        raise typer.Exit(1) from error
    if host != LOOPBACK:
        print(
            "Listening beyond this machine, unencrypted: put it behind a proxy with HTTPS and a login.",
            file=sys.stderr,
        )
    print(
        f"http://{host}:{server.port} ({_told(bool(token), len(users))}); Ctrl-C ends it",
        flush=True,
    )
    server.serve_forever()


def _told(shared: bool, users: int) -> str:
    who = [*(["the shared token"] if shared else []), *([f"{users} users"] if users else [])]
    return f"writes for {' and '.join(who)}" if who else "read only"
