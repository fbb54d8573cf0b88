"""The refresh: read -> load -> actuals -> check -> link -> progress -> publish -> site -> alerts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
from prefect import flow, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE

from dashboards.site.build import build_site
from flows.batches import ReadDocument, batches_of, look_through, read_batch
from flows.runners import runner_of
from flows.stages import StageInProgress, Stages
from targets.actuals.imports import find_tables, import_files
from targets.actuals.links import propose_links
from targets.actuals.reports import load_reported
from targets.alerts.delivery import deliver
from targets.alerts.update import update_alerts
from targets.checks.run import run_checks
from targets.extraction.pipeline import EXTRACTOR_VERSION
from targets.progress.refresh import refresh_progress
from targets.progress.status import status_rows
from targets.rejection import Rejection
from targets.settings import Settings, load_settings
from targets.store.documents import (
    files_under,
    forget_files,
    load_document,
    relate_documents,
    unchanged_files,
)
from targets.store.publish import publish
from targets.store.quarantine import open_rejections, quarantine, write_open
from targets.store.run import HOUSE_ZONE, Run, start_run
from targets.store.runs import Outcome, Stage, begin_run, finish_run
from targets.store.warehouse import open_warehouse

if TYPE_CHECKING:
    import pandas as pd

BEHIND = ("missed", "away", "lagging")
"""The statuses that the artifact of lagging targets lists."""

_ARTIFACT_COLUMNS = ["target_id", "indicator", "region", "status", "actual", "expected", "gap", "unit", "due"]


class ChecksFailed(Exception):
    """A check of severity critical failed, so nothing was published; the message names the checks."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a refresh reads (folders or single files) and where everything it makes goes."""

    home: Path
    documents: Path | None
    actuals: Path | None


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """What a refresh did: the seconds of its stages, what is kept out, every goal in force, and the site."""

    run: Run
    outcome: Outcome
    stages: tuple[Stage, ...]
    rejections: tuple[Rejection, ...]
    goals: pd.DataFrame
    site: Path


@flow(name="refresh", flow_run_name="refresh as of {as_of}")
def refresh(
    home: str,
    documents: str | None = None,
    actuals: str | None = None,
    as_of: date | None = None,
    settings_file: str | None = None,
) -> RefreshReport:
    """Bring the warehouse under `home` up to date with its inputs, then publish, show and tell.

    `documents` and `actuals` are folders or files; without them those of the settings are read, and without
    those what is stored is judged anew. Raises ChecksFailed, or whatever made a stage fail, with nothing
    published.
    """
    settings = load_settings(Path(settings_file) if settings_file else None)
    inputs = Inputs(
        Path(home),
        Path(documents) if documents else settings.documents,
        Path(actuals) if actuals else settings.actuals,
    )
    run = start_run(as_of)
    stages = Stages()
    with open_warehouse(inputs.home) as con:
        begin_run(con, run)
        try:
            return _run_stages(con, inputs, run, settings, stages)
        except BaseException:
            with suppress(duckdb.Error):
                finish_run(con, run, Outcome.FAILED, stages.done, _wall_clock())
            raise


def _run_stages(
    con: duckdb.DuckDBPyConnection, inputs: Inputs, run: Run, settings: Settings, stages: Stages
) -> RefreshReport:
    files: set[str] = set()
    with stages.stage("read") as stage:
        files |= read_documents(con, inputs, run, settings, stage)
    with stages.stage("actuals") as stage:
        files |= read_actuals(con, inputs, run, settings, stage)
    with stages.stage("check") as stage:
        check(con, inputs, run, stage)
    with stages.stage("link") as stage:
        link(con, run, settings, stage)
    with stages.stage("progress") as stage:
        goals = judge(con, run, settings, stage)
    rejections = tuple(open_rejections(con, run, files))
    outcome = Outcome.QUARANTINED if rejections else Outcome.COMPLETE
    with stages.stage("alerts") as stage:
        update(con, run, settings, stage)
    finish_run(con, run, outcome, stages.done, _wall_clock())
    with stages.stage("publish") as stage:
        snapshot = publish_snapshot(con, inputs.home, run, stage)
    with stages.stage("site") as stage:
        site = render_site(snapshot, inputs.home, stage)
    with stages.stage("send") as stage:
        send(con, run, settings, stage)
    finish_run(con, run, outcome, stages.done, _wall_clock())
    return RefreshReport(run, outcome, tuple(stages.done), rejections, goals, site)


@task(name="read documents", cache_policy=NO_CACHE)
def read_documents(
    con: duckdb.DuckDBPyConnection, inputs: Inputs, run: Run, settings: Settings, stage: StageInProgress
) -> set[str]:
    """Read, extract and load every new or changed document; returns the files that were looked at."""
    if inputs.documents is None:
        return set()
    shelf = look_through(inputs.documents)
    gone = files_under(con, shelf.folder) - set(shelf.hashes)
    forget_files(con, gone)
    known = unchanged_files(con, shelf.hashes, EXTRACTOR_VERSION)
    fresh = {path: digest for path, digest in shelf.hashes.items() if path not in known}
    rejections = list(shelf.rejections)
    for result in _read(fresh, settings):
        if isinstance(result, Rejection):
            rejections.append(result)
        else:
            load_document(
                con,
                result.document,
                result.content_hash,
                result.mentions,
                result.targets,
                extractor=EXTRACTOR_VERSION,
                run=run,
                settings=settings,
            )
        stage.advance(1)
    relate_documents(con)
    quarantine(con, inputs.home, rejections, run, read=[*fresh, *gone, *shelf.manifests])
    stage.did(f"{len(fresh)} new or changed, {len(known)} unchanged, {len(gone)} gone")
    return {*shelf.hashes, *shelf.manifests}


@task(name="read actuals", cache_policy=NO_CACHE)
def read_actuals(
    con: duckdb.DuckDBPyConnection, inputs: Inputs, run: Run, settings: Settings, stage: StageInProgress
) -> set[str]:
    """Import new or changed tables and the results that documents report; returns the files looked at."""
    tables = [path.resolve() for path in find_tables(inputs.actuals)] if inputs.actuals else []
    summary = import_files(con, inputs.home, tables, run, settings)
    reported = load_reported(con, run)
    stage.did(
        f"{summary.loaded + reported} new observations from {len(tables)} tables and the documents' results"
    )
    return {str(path) for path in tables}


@task(name="check", cache_policy=NO_CACHE)
def check(con: duckdb.DuckDBPyConnection, inputs: Inputs, run: Run, stage: StageInProgress) -> None:
    """Check what is in force; raises ChecksFailed where it must not be published."""
    report = run_checks(con, run)
    write_open(con, inputs.home)
    if report.critical:
        failed = "; ".join(f"{r.rule.suite}: {r.rule.en} ({r.failed} rows)" for r in report.critical)
        raise ChecksFailed(
            f"Nothing was published, these checks failed: {failed}. See {inputs.home}/quarantine/open.csv."
        )
    stage.did(f"{sum(r.success for r in report.results)} of {len(report.results)} checks passed")


@task(name="link", cache_policy=NO_CACHE)
def link(con: duckdb.DuckDBPyConnection, run: Run, settings: Settings, stage: StageInProgress) -> None:
    """Link goals and series."""
    stage.did(f"{propose_links(con, run, settings)} new links")


@task(name="progress", cache_policy=NO_CACHE)
def judge(
    con: duckdb.DuckDBPyConnection, run: Run, settings: Settings, stage: StageInProgress
) -> pd.DataFrame:
    """Judge every goal in force as of the run's day; returns one row a goal, worst first."""
    refresh_progress(con, run, settings)
    goals = status_rows(con)
    stage.did(f"{len(goals)} goals, {int(goals['status'].isin(BEHIND).sum())} behind")
    _show_behind(goals, run)
    return goals


@task(name="update alerts", cache_policy=NO_CACHE)
def update(con: duckdb.DuckDBPyConnection, run: Run, settings: Settings, stage: StageInProgress) -> None:
    """Bring the alerts in line with the verdicts."""
    states = update_alerts(con, run, settings).states
    stage.did(", ".join(f"{count} {state}" for state, count in states.items()) or "none")


@task(name="publish", retries=2, retry_delay_seconds=1, cache_policy=NO_CACHE)
def publish_snapshot(con: duckdb.DuckDBPyConnection, home: Path, run: Run, stage: StageInProgress) -> Path:
    """Publish a snapshot for readers; tried again where a reader's file system is slow to let go."""
    snapshot = publish(con, home, run)
    stage.did(snapshot.name)
    return snapshot


@task(name="site", cache_policy=NO_CACHE)
def render_site(snapshot: Path, home: Path, stage: StageInProgress) -> Path:
    """Build the static site of a snapshot."""
    summary = build_site(snapshot, home / "site")
    stage.did(f"{summary.written} of {summary.pages} pages written")
    return home / "site" / "index.html"


@task(name="send alerts", cache_policy=NO_CACHE)
def send(con: duckdb.DuckDBPyConnection, run: Run, settings: Settings, stage: StageInProgress) -> None:
    """Send what is due; what fails stays in the outbox for the next run."""
    summary = deliver(con, settings, run.now)
    stage.did(f"{summary.sent} sent, {summary.failed} failed")


def _read(fresh: Mapping[str, str], settings: Settings) -> Iterator[ReadDocument | Rejection]:
    runner = runner_of(settings)
    batches = list(batches_of(fresh))
    if runner is None or len(batches) < 2:
        for batch in batches:
            yield from read_batch(batch)
    else:
        for results in spread.with_options(task_runner=runner)(batches):
            yield from results


@flow(name="read documents in parallel")
def spread(batches: list[dict[str, str]]) -> list[list[ReadDocument | Rejection]]:
    """Map batches of documents over the task runner that this flow is given."""
    return [
        future.result() for future in task(read_batch, name="read batch", cache_policy=NO_CACHE).map(batches)
    ]


def _show_behind(goals: pd.DataFrame, run: Run) -> None:
    behind = goals[goals["status"].isin(BEHIND)][_ARTIFACT_COLUMNS].head(200)
    create_table_artifact(
        [{name: str(value) for name, value in row.items()} for row in behind.to_dict("records")],
        key="lagging-targets",
        description=f"Goals behind as of {run.as_of}, worst first.",
    )


def _wall_clock() -> datetime:
    return datetime.now(HOUSE_ZONE).replace(tzinfo=None)
