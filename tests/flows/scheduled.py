"""`duban schedule` as a process of its own, whose deployment tests run when they like."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tests.flows.conftest import ROOT

if TYPE_CHECKING:
    from prefect.client.orchestration import SyncPrefectClient
    from prefect.client.schemas.responses import DeploymentResponse

_T = TypeVar("_T")
CRON = "0 8 1 * *"


@dataclass(frozen=True)
class Scheduled:
    """A deployment that is served, and the log of the process that serves it."""

    client: SyncPrefectClient
    deployment: DeploymentResponse
    log: Path

    def run(self, seconds: float = 600) -> None:
        """One run of the deployment, as its schedule starts it; it has to complete."""
        run = self.client.create_flow_run_from_deployment(self.deployment.id)

        end = time.monotonic() + seconds
        while (state := self.client.read_flow_run(run.id).state) is None or not state.is_final():
            assert time.monotonic() < end, f"after {seconds:.0f} s: {state!r}\n{self.log.read_text()}"
            time.sleep(0.5)
        assert state.is_completed(), f"{state!r}\n{self.log.read_text()}"


@contextmanager
def serving(prefect_api: str, documents: Path, actuals: Path | None, home: Path) -> Iterator[Scheduled]:
    """Serve the refresh of these folders on a schedule that does not come up by itself while a test runs."""
    from prefect.client.orchestration import get_client

    words = ["schedule", "--documents", documents, "--home", home, "--cron", CRON]
    words += ["--actuals", actuals] if actuals else []
    log = home.with_name("schedule.log")
    with (
        log.open("w") as out,
        subprocess.Popen(
            [sys.executable, "-m", "flows.cli", *map(str, words)],
            cwd=ROOT,
            env={**os.environ, "PREFECT_API_URL": prefect_api, "PREFECT_RUNNER_POLL_FREQUENCY": "1"},
            stdout=out,
            stderr=out,
        ) as process,
    ):
        try:
            with get_client(sync_client=True) as client:
                mine = lambda: next(  # noqa: E731
                    (d for d in client.read_deployments() if d.parameters["home"] == str(home)), None
                )
                yield Scheduled(client, _until(mine, log, 120), log)
        finally:
            process.terminate()


def _until(found: Callable[[], _T | None], log: Path, seconds: float) -> _T:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if (value := found()) is not None:
            return value
        time.sleep(0.5)
    raise AssertionError(f"nothing came within {seconds:.0f} s:\n{log.read_text()}")
