"""Processes that run until told to stop: started, started again when they die, and ended in order."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from targets.store.run import LOCAL_ZONE

_LOOK = 0.5
_LONGEST_PAUSE = 60.0
"""Seconds at most between a death and the next start; one that lived as long begins anew with one second."""

_LONGEST_END = 20.0


def tell(part: str, event: str, **facts: object) -> None:
    """One structured line to the log: a JSON object with the time, the part and what happened to it."""
    moment = datetime.now(LOCAL_ZONE).isoformat(timespec="seconds")
    print(json.dumps({"at": moment, "part": part, "event": event, **facts}, ensure_ascii=False), flush=True)


@dataclass
class Part:
    """A process to keep running: what it is called, its command, where what it prints goes, and whether it answers.

    It is asked before the next one is started.
    """

    name: str
    command: Sequence[str]
    log: Path
    answers: Callable[[], bool] = lambda: True
    process: subprocess.Popen[bytes] | None = None
    _began: float = 0.0
    _pause: float = 1.0
    _not_before: float = 0.0

    def keep_up(self) -> None:
        """Start it where it does not run, after a pause that doubles with each early death."""
        now = time.monotonic()
        if self.process and (code := self.process.poll()) is not None:
            lived = now - self._began
            self._pause = 1.0 if lived > _LONGEST_PAUSE else min(self._pause * 2, _LONGEST_PAUSE)
            self._not_before = now + self._pause
            self.process = None
            tell(self.name, "ended", code=code, starts_again_in=self._pause)
        if self.process is None and now >= self._not_before:
            with self.log.open("wb") as log:
                self.process = subprocess.Popen(
                    self.command, stdin=subprocess.DEVNULL, stdout=log, stderr=log
                )
            self._began = now
            tell(self.name, "started", pid=self.process.pid, log=str(self.log))

    def end(self) -> None:
        """Ask it to end, and end it where it does not."""
        if self.process is None:
            return
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(_LONGEST_END)
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        tell(self.name, "stopped", code=self.process.returncode)


class Beside(Protocol):
    """What goes on beside the parts, while all of them run: a step again and again, and an end before theirs."""

    def step(self) -> None:
        """Do what there is to do now, without waiting."""

    def end(self) -> None:
        """Leave off."""


def keep_running(parts: Sequence[Part], stop: threading.Event, beside: Beside) -> None:
    """Keep the parts running until `stop`, each started once those before it answer."""
    try:
        while not stop.is_set():
            for part in parts:
                part.keep_up()
                if not part.answers():
                    break
            else:
                beside.step()
            stop.wait(_LOOK)
    finally:
        beside.end()
        for part in reversed(parts):
            part.end()


def duban(*arguments: object) -> list[str]:
    """The command line that runs a subcommand of this program."""
    return [sys.executable, "-m", "flows.cli", *map(str, arguments)]
