"""The Prefect server that runs record themselves in: one under the home, kept warm between calls.

A server takes seconds to start, so the first call starts one as a process of its own and the next ones use it. It
ends by itself when nobody has used it for a while, when its folder is gone, and by `duban down`. Who uses it, and
whether it lives, is told by locks that the kernel lets go of when their process ends, however it ends: a server is
never left over, and never taken for living when it is not.
"""

from __future__ import annotations

import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from targets.whole_files import held, write_whole

_RECORD, _USERS, _ALIVE, _STARTING, LOG = (
    f"server.{name}" for name in ("json", "users", "alive", "start", "log")
)
_LONGEST_START = 180.0
"""Seconds: the first start makes its database, on a slow laptop."""
_LONGEST_END = 20.0
_LOOK = 0.05


class NoServer(Exception):
    """No Prefect server could be started; the message names the log."""


class ServerInUse(Exception):
    """A run is using the server, so it is not ended; the message names its process."""


@dataclass(frozen=True, slots=True)
class WarmServer:
    """A server that runs: its process and the address of its API."""

    pid: int
    url: str


@contextmanager
def prefect_server(folder: Path, warm: float) -> Iterator[str]:
    """The address of a Prefect server to use meanwhile, set as PREFECT_API_URL; one that is set already is taken.

    `folder` is Prefect's own (its database is there). A server that is started stays for `warm` seconds after its
    last user. Call it before the first import of Prefect. Raises NoServer.
    """
    if url := os.environ.get("PREFECT_API_URL"):
        yield url
        return
    with held(folder / _USERS, fcntl.LOCK_SH):
        server = running_server(folder) or _start(folder, warm)
        os.environ["PREFECT_API_URL"] = server.url
        try:
            yield server.url
        finally:
            del os.environ["PREFECT_API_URL"]


def running_server(folder: Path) -> WarmServer | None:
    """The server of a folder, where one runs."""
    if is_free(folder / _ALIVE):
        return None
    try:
        return WarmServer(**json.loads((folder / _RECORD).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return None


def is_recorded(folder: Path, server: WarmServer) -> bool:
    """Whether the folder is there and tells of this server."""
    try:
        return bool(json.loads((folder / _RECORD).read_text(encoding="utf-8")) == asdict(server))
    except (OSError, ValueError):
        return False


def end_server(folder: Path) -> WarmServer | None:
    """End the server of a folder; returns the one that ran. Raises ServerInUse while a run uses it."""
    server = running_server(folder)
    if server is None:
        return None
    if not _is_unused(folder):
        raise ServerInUse(
            f"The Prefect server (process {server.pid}) is in use by a run. Wait until it has ended."
        )
    os.kill(server.pid, signal.SIGTERM)
    end = time.monotonic() + _LONGEST_END
    while not is_free(folder / _ALIVE):
        if time.monotonic() > end:
            os.kill(server.pid, signal.SIGKILL)
            end = float("inf")
        time.sleep(_LOOK)
    return server


@contextmanager
def serving(folder: Path, server: WarmServer) -> Iterator[None]:
    """Tell others of this process, the server of the folder, while it serves."""
    with held(folder / _ALIVE, fcntl.LOCK_EX):
        write_whole(folder / _RECORD, json.dumps(asdict(server)))
        try:
            yield
        finally:
            (folder / _RECORD).unlink(missing_ok=True)


@contextmanager
def unless_used(folder: Path) -> Iterator[bool]:
    """Whether nobody uses the server of a folder; nobody begins to within."""
    with ExitStack() as stack:
        try:
            stack.enter_context(held(folder / _USERS, fcntl.LOCK_EX | fcntl.LOCK_NB))
            unused = True
        except FileNotFoundError:
            unused = True
        except BlockingIOError:
            unused = False
        yield unused


def is_free(lock: Path) -> bool:
    """Whether no process holds the lock."""
    try:
        with held(lock, fcntl.LOCK_EX | fcntl.LOCK_NB):
            return True
    except FileNotFoundError:
        return True
    except BlockingIOError:
        return False


def _is_unused(folder: Path) -> bool:
    """Whether no run uses the server: looked at more than once, since the server itself looks as well."""
    for _ in range(10):
        if is_free(folder / _USERS):
            return True
        time.sleep(_LOOK)
    return False


def _start(folder: Path, warm: float) -> WarmServer:
    with held(folder / _STARTING, fcntl.LOCK_EX):
        if server := running_server(folder):  # another caller was faster
            return server
        with (folder / LOG).open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-P", "-m", "flows.warm_server", str(folder), str(warm)],
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                env=os.environ | {"PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))},
            )
        end = time.monotonic() + _LONGEST_START
        while process.poll() is None and time.monotonic() < end:
            if server := running_server(folder):
                return server
            time.sleep(_LOOK)
        process.kill()
        raise NoServer(f"the Prefect server did not start within {_LONGEST_START:.0f} s; see {folder / LOG}")
