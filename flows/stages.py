"""Times the stages of a run, and shows a progress bar while a person is watching."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

from targets.store.runs import Stage
from targets.words import Phrase


class StageInProgress:
    """A running stage: advance its bar, say what it did."""

    def __init__(self, advance: Callable[[int], None]) -> None:
        self.detail = Phrase("", "")
        self.advance = advance

    def did(self, detail: Phrase) -> None:
        """Say in one line what the stage did."""
        self.detail = detail


class Stages:
    """Collects the stages of one run, in order; each may show a bar on the terminal's error stream."""

    def __init__(self) -> None:
        self.done: list[Stage] = []
        self._console = Console(stderr=True)

    @contextmanager
    def stage(self, name: str) -> Iterator[StageInProgress]:
        """Time a stage, and show it while it runs."""
        began = time.perf_counter()
        with self._bar() as bar:
            task = bar.add_task(name, total=None)
            running = StageInProgress(lambda steps: bar.advance(task, steps))
            try:
                yield running
            finally:
                peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
                self.done.append(Stage(name, time.perf_counter() - began, running.detail, peak))

    def _bar(self) -> Progress:
        return Progress(
            SpinnerColumn(),
            TextColumn("{task.description:<9}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=self._console,
            transient=True,
            disable=not self._console.is_terminal,
        )
