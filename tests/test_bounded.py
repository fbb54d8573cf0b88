"""Whatever a file does to its reader, the caller gets a rejection that names the file, and goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from targets import bounded as room
from targets.bounded import bounded
from targets.rejection import RejectedFile, Rejection

FILE = Path("plan.txt")


@pytest.fixture
def tight(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Workers with a second and 300 MB."""
    room.end_workers()
    monkeypatch.setattr(room, "SECONDS", 1.0)
    monkeypatch.setattr(room, "MEMORY", 300_000_000)
    yield
    room.end_workers()


def rejection_of(function: Callable[..., Any], *arguments: Any) -> Rejection:
    """What is said of a file whose reader does this."""
    with pytest.raises(RejectedFile) as raised:
        bounded("document", FILE, function, *arguments)
    rejection = raised.value.rejection
    assert (rejection.kind, rejection.file) == ("document", "plan.txt")
    assert rejection.reason.endswith(".") and rejection.advice.endswith(".")
    return rejection


def test_a_result_comes_back_from_another_process() -> None:
    assert bounded("document", FILE, os.getpid) != os.getpid()


def test_one_worker_reads_many_files() -> None:
    assert bounded("document", FILE, os.getpid) == bounded("document", FILE, os.getpid)


@pytest.mark.usefixtures("tight")
@pytest.mark.parametrize("forever", [time.sleep, sum], ids=["waits", "computes"])
def test_a_file_that_takes_too_long(forever: Callable[..., Any]) -> None:
    began = time.monotonic()
    rejection = rejection_of(forever, 3600 if forever is time.sleep else range(10**15))
    assert (rejection.field, rejection.value) == ("time", "1 s")
    assert time.monotonic() - began < 20
    assert bounded("document", FILE, abs, -1) == 1


@pytest.mark.usefixtures("tight")
def test_a_file_that_takes_too_much_memory() -> None:
    rejection = rejection_of(bytes, 10**9)
    assert (rejection.field, rejection.value) == ("memory", "300 MB")
    assert bounded("document", FILE, abs, -1) == 1


def test_a_reader_that_crashes() -> None:
    assert "crash" in rejection_of(os.abort).reason
    assert "crash" in rejection_of(os._exit, 0).reason
    assert bounded("document", FILE, abs, -1) == 1


def test_a_reader_that_raises() -> None:
    assert rejection_of(int, "十").value.startswith("ValueError: invalid literal")


def test_a_result_that_cannot_come_back() -> None:
    assert "pickle" in rejection_of(compile, "1", "file", "eval").value


def test_what_a_reader_prints_is_no_answer_and_reaches_no_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    assert bounded("document", FILE, print, "text", flush=True) is None
    assert bounded("document", FILE, os.system, "echo text >&2; echo text") == 0
    assert capfd.readouterr() == ("", "")


def test_a_worker_ends_with_its_caller() -> None:
    code = (
        "import os; from targets.bounded import bounded; from pathlib import Path; "
        "print(bounded('document', Path('x'), os.getpid), flush=True); os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL
    worker = int(done.stdout)
    for _ in range(100):
        try:
            os.kill(worker, 0)
        except ProcessLookupError:
            return
        if Path(f"/proc/{worker}/stat").read_text().split()[2] == "Z":
            return  # nobody has asked after it
        time.sleep(0.1)
    pytest.fail("the worker lives on")


def end_the_first_time(mark: Path) -> str:
    """End this process from outside, but for the second time."""
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "read"


def test_a_worker_that_another_process_ends_is_tried_once_more(tmp_path: Path) -> None:
    assert bounded("document", FILE, end_the_first_time, tmp_path / "mark") == "read"
