"""`duban actuals`: the form for a department, taking it and other tables in, what was said when, what differs."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from flows.commands import actuals_waiting
from flows.commands.actuals_import import import_tables
from flows.commands.actuals_inspect import inspect_form
from flows.commands.options import AsOf, Home
from flows.commands.tables import Format, Limit, ListFormat, Page, counted, print_rows
from flows.commands.writing import Note, Who, fail, person_of, warehouse
from targets.words import phrase

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
        print(f"{path}: {counted(rows, 'row')}")


@app.command("history")
def show_history(
    series: Annotated[str, typer.Argument(help="A series' id, its beginning, or the name of its indicator.")],
    home: Home = None,
    form: Format = ListFormat.TABLE,
    limit: Limit = 100,
    page: Page = 1,
) -> None:
    """Print what was recorded of each period of a series, when and from where; revisions show what was before."""
    from targets.actuals.history import UnknownSeries, find_series, history

    with warehouse(home) as con:
        try:
            found = find_series(con, series)
        except UnknownSeries as error:
            fail(str(error), 2)
        vintages = history(con, found.series_id)
    rows = [
        asdict(vintage)
        | {
            "said": _exact(vintage.value),
            "said_before": "" if vintage.before is None else _exact(vintage.before),
            "differ": "各文件不一" if vintage.conflicting else "",
        }
        for vintage in vintages
    ]
    columns = {
        "期间": "{period_start}\n{period_end}",
        "数值": "{said}\n{differ}",
        "此前": "{said_before}",
        "录入": "{recorded_at}",
        "来源": "{source}",
    }
    counted = phrase("accumulation", found.accumulation).zh
    title = f"{found.indicator} {found.region or ''}（{found.unit}，{counted}）"
    print_rows(rows, columns, form, limit, page, title=title, nothing="Nothing was recorded.")


@app.command("conflicts")
def list_conflicts(
    home: Home = None, form: Format = ListFormat.TABLE, limit: Limit = 50, page: Page = 1
) -> None:
    """Print what files of one day disagree on, with each figure's file and place; none of them counts until `settle`."""
    from targets.actuals.conflicts import open_conflicts

    with warehouse(home) as con:
        found = open_conflicts(con)
    rows = [
        {
            "series_id": conflict.series_id,
            "indicator": conflict.indicator,
            "region": conflict.region,
            "unit": conflict.unit,
            "period_end": conflict.period_end,
            **asdict(figure),
            "said": _exact(figure.value),
        }
        for conflict in found
        for figure in conflict.figures
    ]
    columns = {
        "序列": "{series_id:.8}",
        "指标": "{region} {indicator}（{unit}）\n{period_end}",
        "数值": "{said}",
        "录入": "{recorded_at}",
        "来源": "{source}",
    }
    title = f"{len(found)} periods on which files differ; `duban actuals settle` keeps one figure"
    print_rows(rows, columns, form, limit, page, title=title, nothing="No files differ.")


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
    print(f"{found.indicator} {period}: {_exact(kept.value)} of {kept.source} counts")


def _exact(value: float) -> str:
    """A figure as `settle` takes it: whole, never rounded."""
    return f"{value:,.15g}"
