"""The refresh: read -> load -> actuals -> check -> link -> progress -> publish -> site -> alerts.

Annotations are evaluated here, unlike elsewhere: a deployment validates its parameters by them.
"""

import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import duckdb
import pandas as pd
from prefect import flow, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE

from dashboards.site.incremental import pages_made_from
from flows.alert_desk import AlertDesk
from flows.batches import batches_of, look_through, read_batch
from flows.parallel import read_in_parallel
from flows.reading import ReadDocument
from flows.runners import runs_in_parallel
from flows.stages import StageInProgress, Stages
from targets.actuals.destinations import destinations, went_where
from targets.actuals.imports import find_tables, import_files
from targets.actuals.links import propose_links
from targets.actuals.parts import roll_up
from targets.actuals.reports import load_reported
from targets.checks.run import run_checks
from targets.checks.series import check_series
from targets.extraction.version import extractor_version
from targets.progress.refresh import refresh_progress
from targets.progress.status import status_rows
from targets.rejection import Rejection
from targets.settings import Settings, load_settings
from targets.status import Status
from targets.store.changes import GoalEvent, list_events
from targets.store.documents import (
    earlier_versions,
    files_under,
    forget_files,
    load_document,
    relate_documents,
    unchanged_files,
)
from targets.store.leftovers import clear_left_overs
from targets.store.publish import publish
from targets.store.quarantine import open_rejections, quarantine, rejected_under, write_open
from targets.store.run import LOCAL_ZONE, Run, start_run
from targets.store.runs import RunOutcome, Stage, begin_run, finish_run
from targets.store.unusable import WarehouseBusy
from targets.store.warehouse import open_warehouse

_A_MOMENT = 3.0
"""Seconds that a decision of a person may hold the warehouse; after them it is another refresh, and waiting is said."""

_MOST_IN_ARTIFACT = 200
_ARTIFACT_COLUMNS = ["target_id", "indicator", "region", "status", "actual", "expected", "gap", "unit", "due"]


class ChecksFailed(Exception):
    """A check of severity critical failed, so nothing was published; the message names the checks."""


class AfterPublishing(Exception):
    """The snapshot was published, but a later stage failed; the message says which and why."""


@dataclass
class Work:
    """What every stage of a run works on: the warehouse, the inputs (folders or files), the settings.

    Prefect keeps the arguments of a task longer than the run lasts, so they hold the connection by way of
    this, and `close` lets go of it.
    """

    con: duckdb.DuckDBPyConnection
    home: Path
    documents: Path | None
    actuals: Path | None
    run: Run
    settings: Settings
    full: bool

    def close(self) -> None:
        """Let go of the connection."""
        del self.con


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """What a refresh did: the seconds of its stages, what is kept out, every goal in force, and the site.

    `changes` says what became of goals whose documents were edited, read again or taken away. `not_told` says why
    alerts were neither changed nor told, where their rules file is wrong.
    """

    run: Run
    outcome: RunOutcome
    stages: tuple[Stage, ...]
    rejections: tuple[Rejection, ...]
    changes: tuple[GoalEvent, ...]
    goals: pd.DataFrame
    site: Path
    not_told: str = ""


@flow(name="refresh", flow_run_name="refresh as of {as_of}")
def refresh(
    home: str,
    documents: str | None = None,
    actuals: str | None = None,
    as_of: date | None = None,
    settings_file: str | None = None,
    full: bool = False,
    history_only: bool = False,
) -> RefreshReport:
    """Bring the warehouse under `home` up to date with its inputs, then publish, show and tell.

    `documents` and `actuals` are folders or files; without them those of the settings are read, and without
    those what is stored is judged anew. Checks, publication and site look at what changed, or with `full` at all
    there is, to the same end. With `history_only` goals are judged and their history is kept, and nothing is published
    or told: a past day of a backfill. Raises ChecksFailed, or whatever made a stage fail, with nothing
    published.
    """
    settings = load_settings(Path(settings_file) if settings_file else None)
    run = start_run(as_of)
    stages = Stages()
    with ExitStack() as stack:
        con = _warehouse(stack, Path(home), settings.wait_minutes)
        work = Work(
            con,
            Path(home),
            Path(documents) if documents else settings.documents,
            Path(actuals) if actuals else settings.actuals,
            run,
            settings,
            full,
        )
        clear_left_overs(con, Path(home), run)
        begin_run(con, run)
        try:
            return _run_stages(work, stages, history_only)
        except BaseException:
            with suppress(duckdb.Error):
                finish_run(con, run, RunOutcome.FAILED, stages.done, _wall_clock())
            raise
        finally:
            work.close()


def _warehouse(stack: ExitStack, home: Path, wait_minutes: float) -> duckdb.DuckDBPyConnection:
    """The warehouse, opened on `stack` as soon as nobody else writes it. Raises WarehouseBusy after `wait_minutes`."""
    try:
        return stack.enter_context(open_warehouse(home, wait=_A_MOMENT))
    except WarehouseBusy as busy:
        if wait_minutes <= 0:
            raise
        print(f"{busy} This one waits up to {wait_minutes:g} minutes for it.", file=sys.stderr, flush=True)
    return stack.enter_context(open_warehouse(home, wait=60 * wait_minutes))


def _run_stages(work: Work, stages: Stages, history_only: bool) -> RefreshReport:
    con, run = work.con, work.run
    files: set[str] = set()
    with stages.stage("read") as stage:
        files |= read_documents(work, stage)
    with stages.stage("actuals") as stage:
        files |= read_actuals(work, stage)
    with stages.stage("check") as stage:
        check(work, stage)
    with stages.stage("link") as stage:
        link(work, stage)
    with stages.stage("progress") as stage:
        goals = judge(work, stage)
    rejections = tuple(open_rejections(con, run, files))
    outcome = RunOutcome.QUARANTINED if rejections else RunOutcome.COMPLETE
    site = work.home / "site" / "index.html"
    if history_only:
        finish_run(con, run, outcome, stages.done, _wall_clock())
        return RefreshReport(run, outcome, tuple(stages.done), rejections, (), goals, site)
    with stages.stage("alerts") as stage:
        desk = update(work, stage)
    finish_run(con, run, outcome, stages.done, _wall_clock())
    with stages.stage("publish") as stage:
        snapshot = publish_snapshot(work, stage)
    try:
        with stages.stage("site") as stage:
            site = render_site(work, snapshot, stage)
        with stages.stage("send") as stage:
            send(work, desk, stage)
    except Exception as error:
        raise AfterPublishing(
            f"{snapshot.name} was published, but {stages.done[-1].stage} failed: {error!r}"
        ) from error
    finish_run(con, run, outcome, stages.done, _wall_clock())
    changes = tuple(list_events(con, run_id=run.run_id))
    return RefreshReport(run, outcome, tuple(stages.done), rejections, changes, goals, site, desk.wrong)


@task(name="read documents", cache_policy=NO_CACHE)
def read_documents(work: Work, stage: StageInProgress) -> set[str]:
    """Read, extract and load every new or changed document; returns the files that were looked at."""
    con = work.con
    if work.documents is None:
        relate_documents(con, work.run)
        return set()
    shelf = look_through(work.documents)
    held = files_under(con, shelf.folder) | rejected_under(con, shelf.folder)
    gone = held - set(shelf.hashes) - set(shelf.manifests)
    forget_files(con, gone)
    extractor = extractor_version()
    known = unchanged_files(con, shelf.hashes, extractor)
    fresh = {path: digest for path, digest in shelf.hashes.items() if path not in known}
    rejections = list(shelf.rejections)
    for result in _read(fresh, work.settings):
        if isinstance(result, Rejection):
            rejections.append(result)
        else:
            rejections += result.unread
            load_document(
                con,
                result.document,
                result.content_hash,
                result.mentions,
                result.targets,
                extractor=extractor,
                run=work.run,
                settings=work.settings,
            )
        stage.advance(1)
    relate_documents(con, work.run)
    quarantine(con, work.home, rejections, work.run, read=[*fresh, *gone, *shelf.manifests])
    hidden = f", {shelf.hidden} hidden or temporary files passed over" if shelf.hidden else ""
    earlier = [Path(path).name for path, _ in earlier_versions(con, shelf.hashes)]
    replaced = f", earlier versions of other files: {', '.join(earlier)}" if earlier else ""
    stage.did(f"{len(fresh)} new or changed, {len(known)} unchanged, {len(gone)} gone{replaced}{hidden}")
    return {*shelf.hashes, *shelf.manifests}


@task(name="read actuals", cache_policy=NO_CACHE)
def read_actuals(work: Work, stage: StageInProgress) -> set[str]:
    """Import new or changed tables and the results that documents report; returns the files looked at."""
    files: set[str] = set()
    loaded = 0
    if work.actuals is not None:
        found = find_tables(work.actuals.resolve())
        tables = list(found.files)
        files = {str(path) for path in tables}
        gone = rejected_under(work.con, work.actuals.resolve()) - files
        quarantine(work.con, work.home, found.passed_over, work.run, read=gone)
        loaded = import_files(work.con, work.home, tables, work.run, work.settings).loaded
    reported = load_reported(work.con, work.run)
    stage.did(f"{loaded} new figures from {len(files)} tables, {reported} from the documents")
    return files


@task(name="check", cache_policy=NO_CACHE)
def check(work: Work, stage: StageInProgress) -> None:
    """Check what is in force; raises ChecksFailed where it must not be published."""
    report = run_checks(work.con, work.run, full=work.full)
    write_open(work.con, work.home)
    if report.critical:
        failed = "; ".join(f"{r.rule.suite}: {r.rule.en} ({r.failed} rows)" for r in report.critical)
        raise ChecksFailed(
            f"these checks failed: {failed}. The rows are in {work.home}/quarantine/open.csv; put them right "
            "and refresh again"
        )
    stage.did(f"{sum(r.success for r in report.results)} of {len(report.results)} checks passed")


@task(name="link", cache_policy=NO_CACHE)
def link(work: Work, stage: StageInProgress) -> None:
    """Link goals and series, then check the figures along their series."""
    links = propose_links(work.con, work.run, work.settings)
    if roll_up(work.con, work.run):
        propose_links(work.con, work.run, work.settings)
    flags = check_series(work.con, work.run)
    stage.did(
        f"{links.accepted} new links, {links.proposed} wait for a person, {links.withdrawn} withdrawn; "
        f"{len(flags)} figures doubtful along their series; {went_where(destinations(work.con))}"
    )


@task(name="progress", cache_policy=NO_CACHE)
def judge(work: Work, stage: StageInProgress) -> pd.DataFrame:
    """Judge every goal in force as of the run's day; returns one row a goal."""
    refresh_progress(work.con, work.run, work.settings)
    goals = status_rows(work.con)
    behind = goals[goals["status"].map(lambda status: Status(status).is_behind)]
    create_table_artifact(
        behind[_ARTIFACT_COLUMNS].head(_MOST_IN_ARTIFACT).astype(str).values.tolist(),
        key="lagging-targets",
        description=f"Goals behind as of {work.run.as_of}: {', '.join(_ARTIFACT_COLUMNS)}.",
    )
    stage.did(f"{len(goals)} goals, {len(behind)} behind")
    return goals


@task(name="update alerts", cache_policy=NO_CACHE)
def update(work: Work, stage: StageInProgress) -> AlertDesk:
    """Bring the alerts in line with the verdicts, and tell Prefect's automations what changed."""
    desk = AlertDesk.of(work.home, work.settings)
    stage.did(desk.bring_in_line(work.con, work.run))
    return desk


@task(name="publish", retries=2, retry_delay_seconds=1, cache_policy=NO_CACHE)
def publish_snapshot(work: Work, stage: StageInProgress) -> Path:
    """Publish a snapshot for readers; tried again where a reader's file system is slow to let go."""
    snapshot = publish(work.con, work.home, work.run, full=work.full)
    stage.did(snapshot.name if snapshot.stem == work.run.run_id else f"nothing new, {snapshot.name} stays")
    return snapshot


@task(name="site", cache_policy=NO_CACHE)
def render_site(work: Work, snapshot: Path, stage: StageInProgress) -> Path:
    """Build the static site of a snapshot."""
    folder = work.home / "site"
    if not work.full and (kept := pages_made_from(snapshot, folder)):
        stage.did(f"0 files written, {kept} unchanged")
        return folder / "index.html"
    from dashboards.site.build import build_site  # what draws charts takes long to import

    summary = build_site(snapshot, folder, full=work.full)
    stage.did(f"{summary.written} files written, {summary.unchanged} unchanged")
    return summary.index


@task(name="send alerts", cache_policy=NO_CACHE)
def send(work: Work, desk: AlertDesk, stage: StageInProgress) -> None:
    """Send what is due; what fails stays in the outbox for the next run."""
    stage.did(desk.send(work.con, _wall_clock()))


def _read(fresh: Mapping[str, str], settings: Settings) -> Iterator[ReadDocument | Rejection]:
    batches = list(batches_of(fresh))
    if len(batches) > 1 and runs_in_parallel(settings):
        yield from read_in_parallel(batches, settings)
    else:
        for batch in batches:
            yield from read_batch(batch)


def _wall_clock() -> datetime:
    return datetime.now(LOCAL_ZONE).replace(tzinfo=None)
