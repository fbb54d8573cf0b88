"""What has to be set before Prefect and Great Expectations are imported: telemetry off, their files in our home."""

from __future__ import annotations

import atexit
import os
from pathlib import Path

_QUIET = {
    "DO_NOT_TRACK": "1",
    "GX_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    # Blocks are a feature of Prefect that we do not use; registering them takes a fifth of its server's start.
    "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",
    # Harmless tracebacks of the embedded server when it is stopped while a client still talks to it.
    "PREFECT_LOGGING_SERVER_LEVEL": "CRITICAL",
}
# The command prints what failed and why; PREFECT_LOGGING_LEVEL=INFO shows every task and traceback.
_OVERRIDABLE = {"PREFECT_LOGGING_LEVEL": "CRITICAL"}


def prepare_environment(home: Path) -> Path:
    """Switch telemetry off and keep Prefect's database under `home`, unless PREFECT_HOME says otherwise.

    Returns the folder of Prefect's files. Call it before the first import of Prefect or Great Expectations. A server named by PREFECT_API_URL is
    left as it is.
    """
    os.environ.update(_QUIET)
    own = (home / "prefect").resolve()
    for name, value in {**_OVERRIDABLE, "PREFECT_HOME": str(own)}.items():
        os.environ.setdefault(name, value)
    atexit.register(_silence_exit)
    folder = Path(os.environ["PREFECT_HOME"])
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _silence_exit() -> None:
    """Drop what native libraries print once Python is done.

    Prefect keeps modules alive past the end, and DuckDB's binding then lists every object of its own as leaked.
    Registered first and so run last: whatever Python has to say at exit has been said.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
