"""The Prefect server of a home: started once, used again, ended when idle, when its folder goes, and when told to."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from flows.environment import prepare_environment
from flows.server import ServerInUse, end_server, prefect_server, running_server
from tests.flows.conftest import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Prefect's folder of a new home; its server is ended after the test."""
    for name in ("PREFECT_API_URL", "PREFECT_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "home" / "prefect"))
    folder = prepare_environment(tmp_path / "home")
    yield folder
    if folder.exists():
        end_server(folder)


def until(holds: Callable[[], bool], seconds: float = 60) -> None:
    """Wait for something that has to come."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.1)


def test_the_next_call_uses_it_and_down_ends_it(folder: Path) -> None:
    with prefect_server(folder, warm=600) as first:
        server = running_server(folder)
        assert server is not None
        assert server.url == first == os.environ["PREFECT_API_URL"]
        with pytest.raises(ServerInUse, match=str(server.pid)):
            end_server(folder)
    assert "PREFECT_API_URL" not in os.environ
    with prefect_server(folder, warm=600) as second:
        assert second == first

    def down() -> str:
        command = [sys.executable, "-m", "flows.cli", "down", "--home", str(folder.parent)]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert str(server.pid) in down()
    assert not Path(f"/proc/{server.pid}").exists() or running_server(folder) is None
    assert "no Prefect server" in down()


def test_it_ends_when_nobody_used_it_for_a_while(folder: Path) -> None:
    with prefect_server(folder, warm=2):
        time.sleep(5)
        assert running_server(folder) is not None  # it is in use
    until(lambda: running_server(folder) is None)


def test_it_ends_when_its_home_is_gone(folder: Path) -> None:
    with prefect_server(folder, warm=600):
        server = running_server(folder)
        assert server is not None
    shutil.rmtree(folder)
    until(lambda: not Path(f"/proc/{server.pid}").exists() or "Z" in _state(server.pid))


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return "Z"


def test_a_server_that_is_named_is_taken_as_it_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:4/api")
    with prefect_server(folder, warm=600) as url:
        assert url == "http://127.0.0.1:4/api"
    assert running_server(folder) is None
