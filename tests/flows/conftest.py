"""One Prefect server for all flow tests, and `duban` as a person calls it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
SHARED = ROOT.parent / "shared"

Duban = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def prefect_api() -> Iterator[str]:
    """Address of a Prefect server with a fresh database."""
    os.environ.setdefault("DO_NOT_TRACK", "1")
    os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] = "false"
    from prefect.settings import PREFECT_API_URL
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=180):
        url = PREFECT_API_URL.value()
        assert url
        yield url


@pytest.fixture(scope="session")
def duban(prefect_api: str) -> Duban:
    """Run `duban` with the arguments as its own process; `code` is the exit code that is expected."""

    def run(*arguments: str | Path, code: int = 0, **environment: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "flows.cli", *map(str, arguments)],
            capture_output=True,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PREFECT_API_URL": prefect_api, "COLUMNS": "200", **environment},
        )
        assert done.returncode == code, f"exit code {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done

    return run


@pytest.fixture(scope="session")
def goals(duban: Duban) -> Callable[..., list[dict[str, Any]]]:
    """The rows of `duban status --format json` of a home."""

    def rows(home: Path, *options: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(
            duban("status", "--home", home, "--format", "json", *options).stdout
        )
        return found

    return rows
