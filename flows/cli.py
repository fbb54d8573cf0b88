"""The command `duban`. Every subcommand lives in `flows.commands`; heavy packages load when one runs."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.commands import (
    actuals,
    alerts,
    backup,
    brief,
    changes,
    chart,
    demo,
    doctor,
    down,
    evaluate,
    explain,
    explanations,
    extract,
    ledger,
    links,
    notices,
    papers,
    quarantine,
    refresh,
    review,
    schedule,
    serve,
    site,
    status,
    trace,
    train,
    typed_goals,
    up,
    users,
    watched,
)

app = typer.Typer(
    name="duban",
    help="督办 duban: from policy text to target monitoring. Reads the numeric goals in Chinese policy "
    "documents, joins the actuals, and shows what lags.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_show_locals=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version as version_of

        typer.echo(f"duban {version_of('duban')}")
        raise typer.Exit


@app.callback()
def duban(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit."),
    ] = False,
) -> None:
    """督办 duban: from policy text to target monitoring.

    Reads the numeric goals in Chinese policy documents, joins the actuals, and shows what lags.
    """


app.command()(extract.extract)
app.command()(refresh.refresh)
app.command()(status.status)
app.command()(explain.explain)
app.command()(trace.trace)
app.command()(schedule.schedule)
app.command()(up.up)
app.command()(down.down)
app.command()(demo.demo)
app.command()(doctor.doctor)
app.command()(serve.serve)
app.command()(chart.chart)
app.command()(brief.brief)
app.command()(changes.changes)
app.command()(backup.backup)
app.command()(backup.restore)
app.command()(backup.verify)
app.add_typer(alerts.app, name="alerts")
app.add_typer(actuals.app, name="actuals")
app.add_typer(links.app, name="links")
app.add_typer(quarantine.app, name="quarantine")
app.add_typer(review.app, name="review")
for step in ("answer", "send_back", "close", "ask", "extend", "refuse"):
    notices.app.command(step.replace("_", "-"))(getattr(explanations, step))
app.add_typer(notices.app, name="notice")
app.add_typer(ledger.app, name="ledger")
app.add_typer(users.app, name="users")
goals_app = typer.Typer(no_args_is_help=True, help="What people add to the goals that were read.")
for name in ("add", "divide", "parts", "milestones"):
    goals_app.command(name)(getattr(typed_goals, name))
goals_app.command()(explanations.explain)
app.add_typer(goals_app, name="goals")
app.add_typer(watched.app, name="watched")
for name in ("bulletin", "dispatch", "summary", "timetable", "balance"):
    app.command(name)(getattr(papers, name))
app.command("paper-template")(papers.paper_template)

site_app = typer.Typer(no_args_is_help=True, help="The static site.")
site_app.command("build")(site.build)
app.add_typer(site_app, name="site")

app.command()(train.train)
app.command()(evaluate.evaluate)


def main() -> None:
    """Run the command line; exit codes: 0 all in, 3 some input quarantined, 1 failed, 2 wrong usage."""
    app()


if __name__ == "__main__":
    main()
