"""The documents of the regimes as flow runs, so that a schedule can write them.

Annotations are evaluated here, unlike elsewhere: a deployment validates its parameters by them.
"""

import subprocess

from prefect import flow

from flows.commands.papers import SCHEDULED
from flows.supervisor import duban


@flow(name="paper", flow_run_name="{kind}")
def write_paper(kind: str, home: str, settings_file: str | None = None) -> str:
    """Write one document by its own command; returns what that printed. Raises RuntimeError with what it said."""
    settings = ("--settings", settings_file) if settings_file else ()
    done = subprocess.run(
        duban(*SCHEDULED[kind], "--home", home, *settings), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"duban {kind} ended with {done.returncode}: {done.stderr.strip()}")
    return done.stdout
