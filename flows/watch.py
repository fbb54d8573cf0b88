"""Looks at folders of inputs, and refreshes when what lies in them is not what it was and has come to rest."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.supervisor import tell

_RETRY = 60.0
"""Seconds after which a refresh that failed is tried again."""

Look = dict[str, tuple[int, int]]
"""Path -> size in bytes and time of the last change."""


def look_at(folders: Sequence[Path]) -> Look:
    """What lies in the folders now."""
    return {str(path): facts for folder in folders for path, facts in _files(folder)}


def _files(folder: Path) -> Iterator[tuple[Path, tuple[int, int]]]:
    for path in (folder, *folder.rglob("*")):
        try:
            facts = path.stat()
        except OSError:
            continue  # gone between two looks
        if path.is_file():
            yield path, (facts.st_size, facts.st_mtime_ns)


@dataclass
class FolderWatch:
    """Folders that are looked at every `seconds`; a file that is still being written is waited for."""

    folders: Sequence[Path]
    seconds: float = 5.0
    _taken: Look | None = None
    _before: Look | None = None
    _next: float = 0.0

    def has_news(self) -> bool:
        """Whether the folders hold something else than when `take` was called, and the same as a look before."""
        if time.monotonic() < self._next:
            return False
        self._next = time.monotonic() + self.seconds
        now = look_at(self.folders)
        rests, self._before = now == self._before, now
        return rests and now != self._taken

    def take(self) -> None:
        """What lies there now is taken care of."""
        self._taken = self._before

    def forget(self) -> None:
        """What lies there now is news again."""
        self._taken = None


class Refresher:
    """Refreshes when the watched folders have news, one run at a time; one that failed is tried again a minute later."""

    def __init__(self, watch: FolderWatch, command: list[str], log: Path) -> None:
        self.watch, self.command, self.log = watch, command, log
        self.process: subprocess.Popen[bytes] | None = None
        self.not_before = 0.0

    def step(self) -> None:
        """Start a run where there is news, or take note of one that has ended."""
        if self.process is None:
            if self.watch.folders and time.monotonic() >= self.not_before and self.watch.has_news():
                with self.log.open("wb") as log:
                    self.process = subprocess.Popen(
                        self.command, stdin=subprocess.DEVNULL, stdout=log, stderr=log
                    )
                self.watch.take()
                tell("watch", "refresh", pid=self.process.pid, log=str(self.log))
        elif (code := self.process.poll()) is not None:
            self.process = None
            if code not in (0, 3):
                self.watch.forget()
                self.not_before = time.monotonic() + _RETRY
            tell("watch", "refreshed", code=code)

    def end(self) -> None:
        """End a run that is under way: what it did not finish the next one does."""
        if self.process:
            self.process.terminate()
            tell("watch", "stopped", code=self.process.wait())
