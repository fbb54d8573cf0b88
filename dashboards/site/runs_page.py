"""The page of the last refreshes: what each did, how it ended, and what its stages took."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment

from dashboards.rows import RunRow
from dashboards.site.incremental import Page
from dashboards.site.page import page
from dashboards.site.snapshot_index import SnapshotIndex
from targets.words import Phrase, message, unworded


@dataclass(frozen=True, slots=True)
class ShownRun:
    """A run with its stages; seconds in all and the most memory in MB, 0 where it left no stage."""

    run: RunRow
    stages: list[dict[str, Any]]

    @property
    def seconds(self) -> float:
        """Of all stages that ended."""
        return float(sum(stage["seconds"] for stage in self.stages))

    @property
    def peak_mb(self) -> int:
        """The most that was held by the end of a stage; runs of earlier versions did not record it."""
        return max((stage.get("peak_mb", 0) for stage in self.stages), default=0)


def shown_runs(runs: list[RunRow]) -> list[ShownRun]:
    """Runs with their stages, in the order given."""
    return [ShownRun(run, [_shown(stage) for stage in json.loads(run["stages"] or "[]")]) for run in runs]


def _shown(stage: dict[str, Any]) -> dict[str, Any]:
    """A stage with what it did as a phrase; earlier versions recorded that in English alone."""
    detail = stage["detail"]
    return stage | {"detail": unworded(detail) if isinstance(detail, str) else Phrase(**detail)}


def runs_page(env: Environment, index: SnapshotIndex) -> Page:
    """The last refreshes with their stages; those that were killed or failed among them."""
    runs = index.snapshot.runs
    return page(
        env,
        "runs.html",
        "runs.html.jinja",
        runs,
        index,
        title=message("page-last-refreshes"),
        here="quality",
        runs=lambda: shown_runs(runs),
    )
