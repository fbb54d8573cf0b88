"""`duban up`: server, schedules, folder watch and app in one command; what dies comes back, and all of it ends."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pytest

from flows.watch import FolderWatch
from tests.flows.conftest import ROOT

TEXT = "一、重点任务\n今年新建社区食堂{n}20个以上。（责任单位：市民政局）\n"


@dataclass
class Up:
    """A running `duban up`: its process, its log, its inputs and the addresses it serves."""

    process: subprocess.Popen[bytes]
    log: Path
    documents: Path
    home: Path
    app: str
    api: str

    def events(self) -> list[dict[str, Any]]:
        lines = self.log.read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines if line.startswith('{"at"')]

    def of(self, part: str, event: str) -> list[dict[str, Any]]:
        return [e for e in self.events() if (e["part"], e["event"]) == (part, event)]

    def until(self, holds: Callable[[], bool], seconds: float = 400) -> None:
        end = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < end, self.log.read_text(encoding="utf-8")
            assert self.process.poll() is None, self.log.read_text(encoding="utf-8")
            time.sleep(0.5)

    def scheduled_runs(self) -> int:
        """How many runs that the schedule started are complete."""
        asked = {"flow_runs": {"state": {"type": {"any_": ["COMPLETED"]}}}}
        request = urllib.request.Request(
            f"{self.api}/flow_runs/filter",
            json.dumps(asked).encode(),
            {"Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=10) as response:
                return sum(run["auto_scheduled"] for run in json.load(response))
        except OSError:
            return -1


@pytest.fixture
def up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Up]:
    """`duban up` on one document, with a refresh every minute."""
    documents, home, log = tmp_path / "documents", tmp_path / "home", tmp_path / "up.log"
    documents.mkdir()
    (documents / "plan-1.txt").write_text(TEXT.format(n=1), encoding="utf-8")
    (tmp_path / "settings.toml").write_text('cron = "* * * * *"\n', encoding="utf-8")
    for name in ("PREFECT_API_URL", "PREFECT_HOME"):
        monkeypatch.delenv(name, raising=False)
    app, api = (free_port() for _ in range(2))
    words = ["up", "--documents", documents, "--home", home, "--settings", tmp_path / "settings.toml"]
    words += ["--port", app, "--prefect-port", api]
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "flows.cli", *map(str, words)],
            cwd=ROOT,
            stdout=out,
            stderr=out,
        )
    try:
        yield Up(process, log, documents, home, f"http://127.0.0.1:{app}/", f"http://127.0.0.1:{api}/api")
    finally:
        left = psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
        process.terminate()
        process.wait(120)
        psutil.wait_procs(left, timeout=30)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


@pytest.mark.slow
def test_it_runs_by_itself_and_ends_when_told(up: Up) -> None:
    up.until(lambda: any(e["code"] == 0 for e in up.of("watch", "refreshed")))
    before = len(up.of("watch", "refreshed"))
    (up.documents / "plan-2.txt").write_text(TEXT.format(n=2), encoding="utf-8")
    up.until(lambda: any(e["code"] == 0 for e in up.of("watch", "refreshed")[before:]))
    with urllib.request.urlopen(up.app, timeout=60) as response:
        assert response.status == 200

    up.until(lambda: up.scheduled_runs() >= 2)
    before = up.scheduled_runs()
    psutil.Process(up.of("server", "started")[-1]["pid"]).kill()
    up.until(lambda: bool(up.of("server", "ended")) and len(up.of("server", "started")) == 2)
    up.until(lambda: up.scheduled_runs() > before)

    below = psutil.Process(up.process.pid).children(recursive=True)
    command = [sys.executable, "-m", "flows.cli", "down", "--home", str(up.home)]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert str(up.process.pid) in told.stdout, told.stderr
    assert up.process.wait(120) == 0
    assert {"server", "schedules", "app"} <= {e["part"] for e in up.events() if e["event"] == "stopped"}
    _, alive = psutil.wait_procs(below, timeout=30)
    assert not alive


def test_a_file_that_is_still_written_is_waited_for(tmp_path: Path) -> None:
    watch = FolderWatch([tmp_path], seconds=0)
    file = tmp_path / "plan.txt"
    file.write_text("一", encoding="utf-8")
    assert not watch.has_news()
    file.write_text("一二", encoding="utf-8")
    assert not watch.has_news()
    assert watch.has_news()
    watch.take()
    assert not watch.has_news()
    file.unlink()
    assert not watch.has_news()
    assert watch.has_news()
