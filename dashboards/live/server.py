"""Serves the live app, on this machine alone unless told otherwise."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

from dashboards.live.app import make_app
from targets.settings import Settings

LOOPBACK = "127.0.0.1"


MOST_CONNECTIONS = 256
"""Connections at once; whoever comes then waits until one ends."""

IDLE_SECONDS = 10
"""How long a connection may be silent."""


def live_server(
    home: Path,
    *,
    host: str = LOOPBACK,
    port: int = 8050,
    token: str | None = None,
    hosts: Sequence[str] = (),
    settings: Settings | None = None,
) -> LiveServer:
    """A server of the live app, bound and ready: call `serve_forever`. Port 0 takes any free one.

    It answers to requests for `host`, the loopback names and `hosts`. Raises OSError where the address is taken.
    """
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    app = make_app(home, token=token, hosts=(host, *hosts), settings=settings)
    return LiveServer(host, port, app.server, _Handler)


class LiveServer(ThreadedWSGIServer):
    """A thread a connection, but no more than `MOST_CONNECTIONS`."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._free = BoundedSemaphore(MOST_CONNECTIONS)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Start the thread of a connection, when one is free."""
        self._free.acquire()
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Serve a connection until it ends."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()


class _Handler(WSGIRequestHandler):
    timeout = IDLE_SECONDS

    def log_error(self, format: str, *args: Any) -> None:
        """A connection that fell silent is no error."""
        self.log("info", format, *args)
