"""What has to be set before Prefect and Great Expectations are imported: telemetry off, their files in our home."""

from __future__ import annotations

import os
from pathlib import Path

_QUIET = {
    "DO_NOT_TRACK": "1",
    "GX_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_EPHEMERAL_ENABLED": "true",
    # The embedded server migrates its database at the first start; a slow laptop needs more than 20 s.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "180",
    # Harmless tracebacks of the embedded server when it is stopped while a client still talks to it.
    "PREFECT_LOGGING_SERVER_LEVEL": "CRITICAL",
}
_OVERRIDABLE = {"PREFECT_LOGGING_LEVEL": "WARNING"}


def prepare_environment(home: Path) -> None:
    """Switch telemetry off and keep Prefect's database under `home`, unless PREFECT_HOME says otherwise.

    Call it before the first import of Prefect or Great Expectations. A server named by PREFECT_API_URL is
    left as it is.
    """
    os.environ.update(_QUIET)
    for name, value in {**_OVERRIDABLE, "PREFECT_HOME": str((home / "prefect").resolve())}.items():
        os.environ.setdefault(name, value)
