"""The refresh: read -> load -> actuals -> check -> link -> progress -> publish -> site -> alerts.

Annotations are evaluated here, unlike elsewhere: a deployment validates its parameters by them.
"""

import sys
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
from prefect import flow, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE

from dashboards.site.incremental import pages_made_from
from flows.alert_desk import AlertDesk
from flows.batches import gathered, look_through
from flows.parallel import read_all
from flows.remote import fetch_sources, share_snapshot, sources_of
from flows.stages import StageInProgress, Stages
from targets.actuals.destinations import destinations, went_where
from targets.actuals.imports import find_tables, import_files
from targets.actuals.links import propose_links
from targets.actuals.parts import roll_up
from targets.actuals.reports import load_reported
from targets.actuals.watched import link_watched
from targets.checks.run import run_checks
from targets.checks.series import check_series
from targets.extraction.version import extractor_version
from targets.ledger.waiting_acts import take_in
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
    load_documents,
    relate_documents,
    unchanged_files,
)
from targets.store.leftovers import clear_left_overs
from targets.store.publish import publish
from targets.store.quarantine import open_rejections, quarantine, rejected_under, write_open
from targets.store.run import Run, start_run, wall_clock
from targets.store.runs import RunOutcome, Stage, begin_run, finish_run
from targets.store.unusable import WarehouseBusy
from targets.store.warehouse import open_warehouse
from targets.words import message, unworded

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
    documents: tuple[Path, ...]
    actuals: tuple[Path, ...]
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
            tuple(Path(given) for given in [documents or settings.documents] if given),
            tuple(Path(given) for given in [actuals or settings.actuals] if given),
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
                finish_run(con, run, RunOutcome.FAILED, stages.done, wall_clock())
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
    if sources_of(work.home, work.settings):
        with stages.stage("fetch") as stage:
            fetched = fetch_sources(con, work.home, work.settings, run, stage)
        work.documents += fetched["documents"]
        work.actuals += fetched["actuals"]
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
        finish_run(con, run, outcome, stages.done, wall_clock())
        return RefreshReport(run, outcome, tuple(stages.done), rejections, (), goals, site)
    with stages.stage("alerts") as stage:
        desk = update(work, stage)
    finish_run(con, run, outcome, stages.done, wall_clock())
    with stages.stage("publish") as stage:
        snapshot = publish_snapshot(work, stage)
    try:
        with stages.stage("site") as stage:
            site = render_site(work, snapshot, stage)
        if work.settings.publish_to:
            with stages.stage("share") as stage:
                share_snapshot(snapshot, work.settings.publish_to, stage)
        with stages.stage("send") as stage:
            send(work, desk, stage)
    except Exception as error:
        raise AfterPublishing(
            f"{snapshot.name} was published, but {stages.done[-1].stage} failed: {error!r}"
        ) from error
    finish_run(con, run, outcome, stages.done, wall_clock())
    changes = tuple(list_events(con, run_id=run.run_id))
    return RefreshReport(run, outcome, tuple(stages.done), rejections, changes, goals, site, desk.wrong)


@task(name="read documents", cache_policy=NO_CACHE)
def read_documents(work: Work, stage: StageInProgress) -> set[str]:
    """Read, extract and load every new or changed document; returns the files that were looked at."""
    con = work.con
    if not work.documents:
        relate_documents(con, work.run)
        return set()
    shelf = look_through(*work.documents)
    held = {
        name for folder in shelf.folders for name in files_under(con, folder) | rejected_under(con, folder)
    }
    gone = held - set(shelf.hashes) - set(shelf.manifests)
    forget_files(con, gone)
    extractor = extractor_version()
    known = unchanged_files(con, shelf.hashes, extractor)
    fresh = {path: digest for path, digest in shelf.hashes.items() if path not in known}
    rejections = list(shelf.rejections)
    for batch in gathered(read_all(fresh, work.settings)):
        read = [result for result in batch if not isinstance(result, Rejection)]
        load_documents(con, read, extractor=extractor, run=work.run, settings=work.settings)
        for result in batch:
            rejections += [result] if isinstance(result, Rejection) else result.unread
        stage.advance(len(batch))
    relate_documents(con, work.run)
    quarantine(con, work.home, rejections, work.run, read=[*fresh, *gone, *shelf.manifests])
    did = message("did-files", fresh=str(len(fresh)), known=str(len(known)), gone=str(len(gone)))
    if earlier := [Path(path).name for path, _ in earlier_versions(con, shelf.hashes)]:
        did += message("did-replaced", names=", ".join(earlier))
    if shelf.hidden:
        did += message("did-hidden", count=str(shelf.hidden))
    stage.did(did)
    return {*shelf.hashes, *shelf.manifests}


@task(name="read actuals", cache_policy=NO_CACHE)
def read_actuals(work: Work, stage: StageInProgress) -> set[str]:
    """Import new or changed tables and the results that documents report; returns the files looked at."""
    files: set[str] = set()
    loaded = 0
    for folder in work.actuals:
        found = find_tables(folder.resolve())
        tables = {str(path) for path in found.files}
        gone = rejected_under(work.con, folder.resolve()) - tables
        quarantine(work.con, work.home, found.passed_over, work.run, read=gone)
        loaded += import_files(work.con, work.home, found.files, work.run, work.settings).loaded
        files |= tables
    reported = load_reported(work.con, work.run)
    stage.did(message("did-actuals", loaded=str(loaded), tables=str(len(files)), reported=str(reported)))
    return files


@task(name="check", cache_policy=NO_CACHE)
def check(work: Work, stage: StageInProgress) -> None:
    """Check what is in force; raises ChecksFailed where it must not be published."""
    report = run_checks(work.con, work.run, full=work.full)
    write_open(work.con, work.home)
    if report.critical:
        AlertDesk.of(work.home, work.settings).tell_failed_checks(work.con, work.run)
        failed = "; ".join(f"{r.rule.suite}: {r.rule.en} ({r.failed} rows)" for r in report.critical)
        raise ChecksFailed(
            f"these checks failed: {failed}. The rows are in {work.home}/quarantine/open.csv; put them right "
            "and refresh again"
        )
    passed = sum(result.success for result in report.results)
    stage.did(message("did-check", passed=str(passed), all=str(len(report.results))))


@task(name="link", cache_policy=NO_CACHE)
def link(work: Work, stage: StageInProgress) -> None:
    """Link goals and series, then check the figures along their series."""
    links = propose_links(work.con, work.run, work.settings)
    if roll_up(work.con, work.run):
        propose_links(work.con, work.run, work.settings)
    shown = link_watched(work.con, work.run, work.settings)
    flags = check_series(work.con, work.run)
    counts = {"accepted": links.accepted, "proposed": links.proposed, "withdrawn": links.withdrawn}
    counts |= {"watched": shown, "doubtful": len(flags)}
    did = message("did-link", **{name: str(count) for name, count in counts.items()})
    stage.did(did + went_where(destinations(work.con)))


@task(name="progress", cache_policy=NO_CACHE)
def judge(work: Work, stage: StageInProgress) -> pd.DataFrame:
    """Judge every goal in force as of the run's day, with what people decided while this ran; returns one row a goal."""
    decided = take_in(work.con, work.home)
    refresh_progress(work.con, work.run, work.settings)
    goals = status_rows(work.con)
    behind = goals[goals["status"].map(lambda status: Status(status).is_behind)]
    create_table_artifact(
        behind[_ARTIFACT_COLUMNS].head(_MOST_IN_ARTIFACT).astype(str).values.tolist(),
        key="lagging-targets",
        description=f"Goals behind as of {work.run.as_of}: {', '.join(_ARTIFACT_COLUMNS)}.",
    )
    did = message("did-progress", goals=str(len(goals)), behind=str(len(behind)))
    stage.did(did + message("did-decided", count=str(decided)) if decided else did)
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
    same = snapshot.stem != work.run.run_id
    stage.did(message("did-publish-nothing", file=snapshot.name) if same else unworded(snapshot.name))
    return snapshot


@task(name="site", cache_policy=NO_CACHE)
def render_site(work: Work, snapshot: Path, stage: StageInProgress) -> Path:
    """Build the static site of a snapshot."""
    folder = work.home / "site"
    if not work.full and (kept := pages_made_from(snapshot, folder)):
        stage.did(message("did-site", written="0", unchanged=str(kept)))
        return folder / "index.html"
    from dashboards.site.build import build_site  # what draws charts takes long to import

    summary = build_site(snapshot, folder, full=work.full)
    stage.did(message("did-site", written=str(summary.written), unchanged=str(summary.unchanged)))
    return summary.index


@task(name="send alerts", cache_policy=NO_CACHE)
def send(work: Work, desk: AlertDesk, stage: StageInProgress) -> None:
    """Send what is due; what fails stays in the outbox for the next run."""
    stage.did(desk.send(work.con, wall_clock()))
