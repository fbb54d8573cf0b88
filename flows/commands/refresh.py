"""`duban refresh`: documents and actuals to verdicts, site and alerts, in one run."""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.backfill import Every, asked_days
from flows.commands.options import Actuals, Documents, Home, SettingsFile, known_settings
from flows.commands.tables import counted
from flows.environment import prepare_environment
from flows.server import NoServer, prefect_server
from targets.settings import home_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flows.refresh import RefreshReport
    from targets.rejection import Rejection
    from targets.store.changes import GoalEvent
    from targets.store.runs import Stage

WORST = 12
"""Goals in the summary's table."""

MOST_CHANGES = 12
"""Changes of goals that are printed; `duban changes` prints all of them."""

MOST_REJECTIONS = 20
"""Rejections that are printed; all of them are in the quarantine."""


def refresh(
    documents: Documents = None,
    actuals: Actuals = None,
    home: Home = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="DAY|FIRST..LAST",
            help="Judge by this day instead of today (Asia/Shanghai), or by all days from one to another, by --every.",
        ),
    ] = None,
    every: Annotated[
        Every | None, typer.Option("--every", help="The step from day to day of FIRST..LAST.")
    ] = None,
    settings: SettingsFile = None,
    full: Annotated[
        bool, typer.Option("--full", help="Check, publish and show all there is, not what changed alone.")
    ] = False,
) -> None:
    """Read documents and actuals, judge every goal, publish, build the site and send alerts.

    Only what is new or changed is read. Without documents and actuals what is stored is judged anew. Of several
    days the last one is published and told, the others fill the history. Exit
    codes: 0 all in; 3 finished, some input is in quarantine or the rules of alerts are wrong; 1 failed, nothing published; 2 wrong usage.
    """
    place = home_of(home).resolve()
    known = known_settings(settings)
    named = (documents, actuals, known.documents, known.actuals, known.documents_from, known.actuals_from)
    if not any(named) and not (place / "warehouse.duckdb").exists():
        raise typer.BadParameter(
            "name a folder of documents; there is nothing stored yet to judge anew", param_hint="--documents"
        )
    try:
        days: list[date | None] = [*asked_days(as_of, every)] if as_of else [None]
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--as-of") from error
    began = time.perf_counter()
    try:
        with prefect_server(prepare_environment(place), known.warm_minutes * 60):
            for past in days[:-1]:
                report = run_once(place, documents, actuals, past, settings, full, history_only=True)
                print(f"{past}: {counted(len(report.goals), 'goal')} judged", flush=True)
            report = run_once(place, documents, actuals, days[-1], settings, full)
    except NoServer as error:
        print(f"duban refresh failed, nothing was published: {error}", file=sys.stderr)
        raise typer.Exit(1) from error
    print_report(report, time.perf_counter() - began)
    if report.not_told:
        print(f"No alert was changed or told: {report.not_told}", file=sys.stderr)
    if report.rejections or report.not_told:
        raise typer.Exit(3)


def run_once(
    home: Path,
    documents: Path | None,
    actuals: Path | None,
    as_of: date | None,
    settings: Path | None,
    full: bool,
    history_only: bool = False,
) -> RefreshReport:
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

    from flows.refresh import AfterPublishing
    from flows.refresh import refresh as refresh_flow

    try:
        # Without this the end of a flow waits a second for its heartbeat.
        with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
            return refresh_flow(
                home=str(home),
                documents=str(documents.resolve()) if documents else None,
                actuals=str(actuals.resolve()) if actuals else None,
                as_of=as_of,
                settings_file=str(settings.resolve()) if settings else None,
                full=full,
                history_only=history_only,
            )
    except AfterPublishing as error:
        print(f"duban refresh: {error}", file=sys.stderr)
    except Exception as error:
        print(
            f"duban refresh failed, nothing was published: {type(error).__name__}: {error}", file=sys.stderr
        )
    raise typer.Exit(1)


def print_report(report: RefreshReport, seconds: float) -> None:
    from flows.commands.goals_table import print_goals

    console = Console()
    print_goals(report.goals, WORST)
    console.print(_stages_table(report.stages, seconds))
    _print_changes(console, report.changes)
    _print_rejections(console, report.rejections)
    if report.goals["illustrative"].any():
        console.print("示意数据: some of these figures are examples, not a government's.", style="dim")
    console.print(
        f"\n{counted(len(report.goals), 'goal')} as of {report.run.as_of}. Site: {report.site}",
        soft_wrap=True,
    )


def _stages_table(stages: Sequence[Stage], seconds: float) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(justify="right")
    table.add_column(style="bold")
    table.add_column(overflow="fold")
    start = seconds - sum(stage.seconds for stage in stages)
    table.add_row(f"{start:.1f} s", "start", "Prefect, its server, and the packages")
    for stage in stages:
        table.add_row(f"{stage.seconds:.1f} s", stage.stage, stage.detail.en)
    return table


def _print_changes(console: Console, changes: Sequence[GoalEvent]) -> None:
    from targets.store.change_words import told
    from targets.store.changes import Event

    minor = (Event.REWORDED, Event.REREAD, Event.AGREES)
    shown = [change for change in changes if change.event not in minor]
    if not changes:
        return
    number = len({c.target_id for c in changes})
    if not shown:
        console.print(
            f"\n{counted(number, 'goal')} read in other words than before: duban changes", style="bold"
        )
        return
    console.print(f"\n{counted(number, 'goal')} read otherwise than before:", style="bold")
    for change in shown[:MOST_CHANGES]:
        console.print(Text(f"  {change.handle} {change.indicator}：{told(change).zh}"), soft_wrap=True)
    if len(changes) > len(shown[:MOST_CHANGES]):
        console.print(f"  and {len(changes) - len(shown[:MOST_CHANGES])} more: duban changes", style="dim")


def _print_rejections(console: Console, rejections: Sequence[Rejection]) -> None:
    from targets.rejection import shown

    if not rejections:
        return
    console.print(f"\n{len(rejections)} in quarantine, the rest is in:", style="bold yellow")
    for r in rejections[:MOST_REJECTIONS]:
        place = " ".join(part for part in (shown(Path(r.file).name), r.place, r.field) if part)
        value = f" [{shown(r.value[:40])}]" if r.value else ""
        console.print(Text(f"  {place}{value}: {r.reason} {r.advice}"), soft_wrap=True)
    if len(rejections) > MOST_REJECTIONS:
        console.print(f"  and {len(rejections) - MOST_REJECTIONS} more in quarantine/open.csv", style="dim")
