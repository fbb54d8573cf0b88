"""Serves the live app, on this machine alone unless told otherwise."""

from __future__ import annotations

import logging
from pathlib import Path

from werkzeug.serving import BaseWSGIServer, make_server

from dashboards.live.app import make_app

LOOPBACK = "127.0.0.1"


def live_server(
    home: Path, *, host: str = LOOPBACK, port: int = 8050, token: str | None = None
) -> BaseWSGIServer:
    """A server of the live app, bound and ready: call `serve_forever`. Port 0 takes any free one.

    Raises OSError where the address is taken.
    """
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    return make_server(host, port, make_app(home, token=token).server, threaded=True)
