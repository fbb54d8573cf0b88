"""The process of a warm Prefect server: `python -m flows.warm_server FOLDER SECONDS`, started by flows.server."""

from __future__ import annotations

import os
import socket
import sys
import threading
import time
from pathlib import Path

import uvicorn

from flows.server import WarmServer, is_recorded, serving, unless_used

_TICK = 1.0


def serve(folder: Path, warm: float) -> None:
    """Serve Prefect's API on a free port of 127.0.0.1 until nobody has used it for `warm` seconds."""
    # As Prefect's own embedded server: neither its UI nor the services that only deployments need.
    os.environ.update(PREFECT_UI_ENABLED="0", PREFECT__SERVER_EPHEMERAL="1", PREFECT__SERVER_FINAL="1")
    from prefect.server.api.server import create_app

    server = uvicorn.Server(uvicorn.Config(create_app(), log_level="error", lifespan="on"))
    ended = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        own = WarmServer(os.getpid(), f"http://127.0.0.1:{listening.getsockname()[1]}/api")
        threading.Thread(target=_watch, args=(server, ended, folder, own, warm), daemon=True).start()
        server.run([listening])
    ended.set()


def _watch(
    server: uvicorn.Server, ended: threading.Event, folder: Path, own: WarmServer, warm: float
) -> None:
    while not server.started:
        time.sleep(0.02)
    used = time.monotonic()
    with serving(folder, own):
        while not ended.wait(_TICK):
            with unless_used(folder) as idle:
                if not idle:
                    used = time.monotonic()
                elif time.monotonic() - used > warm or not is_recorded(folder, own):
                    server.should_exit = True
                    ended.wait()


if __name__ == "__main__":
    serve(Path(sys.argv[1]), float(sys.argv[2]))
