"""`duban actuals`: the form for a department, taking it and other tables in, what was said when, what differs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.commands import actuals_waiting
from flows.commands.actuals_import import import_tables
from flows.commands.actuals_inspect import inspect_form
from flows.commands.options import AsOf, Home
from flows.commands.writing import Note, Who, fail, person_of, warehouse

app = typer.Typer(
    no_args_is_help=True, help="Actuals: the form to fill in, importing tables, revisions, files that differ."
)


app.command("import")(import_tables)
app.command("inspect")(inspect_form)
app.command("doubtful")(actuals_waiting.doubtful)
app.command("confirm")(actuals_waiting.confirm)
app.command("unlinked")(actuals_waiting.unlinked)
app.command("missing")(actuals_waiting.missing)


@app.command("template")
def template(
    file: Annotated[Path, typer.Argument(dir_okay=False, help="The .xlsx file to write.")] = Path(
        "填报表.xlsx"
    ),
    owner: Annotated[
        str | None, typer.Option("--owner", help="Only the goals of this responsible unit.")
    ] = None,
    split_by: Annotated[
        str | None, typer.Option("--split-by", help="owner: a file for each lead unit, named FILE-UNIT.xlsx.")
    ] = None,
    home: Home = None,
    as_of: AsOf = None,
) -> None:
    """Write the Excel form of the accepted goals, one row a series, for departments to fill in and send back."""
    from targets.actuals.template import write_template, write_templates
    from targets.store.run import start_run

    if split_by not in (None, "owner"):
        raise typer.BadParameter("the form can be split by owner alone", param_hint="--split-by")
    day = start_run(as_of.date() if as_of else None).as_of
    with warehouse(home) as con:
        written = (
            write_templates(con, file, day) if split_by else {file: write_template(con, file, day, owner)}
        )
    for path, rows in written.items():
        print(f"{path}: {rows} rows")


@app.command("history")
def show_history(
    series: Annotated[str, typer.Argument(help="A series' id, its beginning, or the name of its indicator.")],
    home: Home = None,
) -> None:
    """Print what was recorded of each period of a series, when and from where; revisions show what was before."""
    from rich.console import Console
    from rich.table import Table

    from targets.actuals.history import UnknownSeries, find_series, history

    with warehouse(home) as con:
        try:
            found = find_series(con, series)
        except UnknownSeries as error:
            fail(str(error), 2)
        vintages = history(con, found.series_id)
    table = Table(
        title=f"{found.indicator} {found.region or ''} ({found.unit}, {found.accumulation})",
        title_justify="left",
    )
    for head in ("period", "value", "before", "recorded", "source"):
        table.add_column(head, overflow="fold")
    for v in vintages:
        table.add_row(
            f"{v.period_start} … {v.period_end}",
            f"{v.value:,.15g}" + (" (files differ)" if v.conflicting else ""),
            "" if v.before is None else f"{v.before:,.15g}",
            f"{v.recorded_at:%Y-%m-%d %H:%M}",
            v.source,
        )
    Console(markup=False).print(table)


@app.command("conflicts")
def list_conflicts(home: Home = None) -> None:
    """Print what files of one day disagree on, with each figure's file and place; the last recorded counts."""
    from rich.console import Console
    from rich.table import Table

    from targets.actuals.conflicts import open_conflicts

    with warehouse(home) as con:
        conflicts = open_conflicts(con)
    if not conflicts:
        print("No files differ.")
        return
    table = Table(title=f"Periods on which files differ: {len(conflicts)}", title_justify="left")
    for head in ("series", "indicator", "region", "period until", "value", "recorded", "source"):
        table.add_column(head, overflow="fold", no_wrap=head in ("series", "period until"))
    for conflict in conflicts:
        for figure in conflict.figures:
            table.add_row(
                conflict.series_id[:8],
                f"{conflict.indicator} ({conflict.unit})",
                conflict.region or "",
                str(conflict.period_end),
                f"{figure.value:,.15g}",
                f"{figure.recorded_at:%Y-%m-%d %H:%M}",
                figure.source,
            )
    Console(markup=False).print(table)


@app.command("settle")
def settle(
    series: Annotated[str, typer.Argument(help="The series' id, its beginning, or its indicator's name.")],
    period: Annotated[str, typer.Argument(help="The period, such as 2022-05 or its last day.")],
    value: Annotated[str, typer.Argument(help="The figure to keep, as `duban actuals conflicts` prints it.")],
    who: Who,
    note: Note = None,
    home: Home = None,
) -> None:
    """Keep one of the figures that files disagree on; `duban refresh` then judges by it."""
    from targets.actuals.conflicts import settle_conflict
    from targets.actuals.history import UnknownSeries, find_series
    from targets.store.decisions import BadDecision
    from targets.store.run import start_run

    with warehouse(home) as con:
        try:
            found = find_series(con, series)
            kept = settle_conflict(con, found, period, value, person_of(who, note), start_run().run_id)
        except (UnknownSeries, BadDecision) as error:
            fail(str(error), 2)
    print(f"{found.indicator} {period}: {kept.value:,.15g} of {kept.source} counts")
