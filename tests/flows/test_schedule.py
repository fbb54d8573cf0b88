"""`duban schedule`: a deployment with a cron line whose run is a real refresh."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.flows.conftest import ROOT

pytestmark = pytest.mark.slow

TEXT = "一、重点任务\n今年新建社区食堂120个以上。（责任单位：市民政局）\n"


def test_a_scheduled_run_refreshes(prefect_api: str, tmp_path: Path) -> None:
    from prefect.client.orchestration import get_client

    documents, home = tmp_path / "documents", tmp_path / "home"
    documents.mkdir()
    (documents / "plan.txt").write_text(TEXT, encoding="utf-8")
    command = [sys.executable, "-m", "flows.cli", "schedule", "--documents", documents, "--home", home]
    command += ["--cron", "0 8 1 * *"]
    environment = {**os.environ, "PREFECT_API_URL": prefect_api}
    with (
        (tmp_path / "log").open("w") as log,
        subprocess.Popen(
            list(map(str, command)), cwd=ROOT, env=environment, stdout=log, stderr=log
        ) as serving,
    ):
        try:
            with get_client(sync_client=True) as client:
                deployment = _until(lambda: next(iter(client.read_deployments()), None), tmp_path / "log")
                (schedule,) = deployment.schedules
                assert (schedule.schedule.cron, schedule.schedule.timezone) == ("0 8 1 * *", "Asia/Shanghai")
                run = client.create_flow_run_from_deployment(deployment.id)
                state = _until(lambda: _final_state(client, run.id), tmp_path / "log", seconds=240)
            assert state.is_completed(), f"{state}\n{(tmp_path / 'log').read_text()}"
        finally:
            serving.terminate()
    assert (home / "site" / "index.html").is_file()


def _final_state(client, run_id):
    state = client.read_flow_run(run_id).state
    return state if state is not None and state.is_final() else None


def _until(found, log: Path, seconds: float = 120):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if (value := found()) is not None:
            return value
        time.sleep(0.5)
    raise AssertionError(f"nothing came within {seconds:.0f} s:\n{log.read_text()}")
