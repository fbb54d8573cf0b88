"""`duban links`: which series measures which goal, as far as a person has to say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import Home
from flows.commands.writing import Who, fail, warehouse

if TYPE_CHECKING:
    import duckdb

Decision = Callable[["duckdb.DuckDBPyConnection", str, str, str, datetime, str], None]

app = typer.Typer(no_args_is_help=True, help="Links between goals and actuals: what waits, accept, reject.")

Goal = Annotated[str, typer.Argument(help="The goal's id.")]
Measure = Annotated[str, typer.Argument(help="The series' id.")]


@app.command("list")
def list_links(home: Home = None) -> None:
    """Print the links that wait for a person, the most alike first for each goal."""
    from rich.console import Console
    from rich.table import Table

    from targets.actuals.links import waiting_links

    with warehouse(home) as con:
        waiting = waiting_links(con)
    if not waiting:
        print("No links wait.")
        return
    table = Table(title=f"{len(waiting)} links wait", title_justify="left")
    for head in ("goal", "indicator", "region", "series", "indicator", "score"):
        table.add_column(head, overflow="fold")
    for link in waiting:
        table.add_row(
            link.target_id,
            f"{link.indicator} ({link.unit})",
            link.region or "",
            link.series_id,
            f"{link.series_indicator} ({link.series_unit})",
            f"{link.score:.2f}",
        )
    Console(markup=False).print(table)


@app.command("accept")
def accept(target: Goal, series: Measure, who: Who, home: Home = None) -> None:
    """Say that the series measures the goal. The goal's former link becomes history."""
    from targets.actuals.links import accept_link

    _decide(accept_link, target, series, who, home)
    print(f"{target} is measured by {series}")


@app.command("reject")
def reject(target: Goal, series: Measure, who: Who, home: Home = None) -> None:
    """Say that the series does not measure the goal; it is not proposed again."""
    from targets.actuals.links import reject_link

    _decide(reject_link, target, series, who, home)
    print(f"{target} is not measured by {series}")


def _decide(decision: Decision, target: str, series: str, who: str, home: Path | None) -> None:
    from targets.actuals.links import BadLink
    from targets.store.run import LOCAL_ZONE, start_run

    with warehouse(home) as con:
        try:
            now = datetime.now(LOCAL_ZONE).replace(tzinfo=None)
            decision(con, target, series, who, now, start_run().run_id)
        except BadLink as error:
            fail(str(error), 2)
