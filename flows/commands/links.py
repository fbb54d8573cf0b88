"""`duban links`: which series measures which goal, as far as a person has to say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.goals import Goal, goal_called
from flows.commands.options import Home
from flows.commands.tables import Format, Limit, ListFormat, Page, counted, print_rows
from flows.commands.writing import Who, fail, warehouse

if TYPE_CHECKING:
    import duckdb

_SHORT = 8
Decision = Callable[["duckdb.DuckDBPyConnection", str, str, str, datetime, str], None]

app = typer.Typer(no_args_is_help=True, help="Links between goals and actuals: what waits, accept, reject.")

Measure = Annotated[str, typer.Argument(help="The series' id, or its beginning.")]


@app.command("list")
def list_links(home: Home = None, form: Format = ListFormat.TABLE, limit: Limit = 20, page: Page = 1) -> None:
    """Print the links that wait for a person, the most alike first for each goal."""
    from targets.actuals.links import waiting_links
    from targets.words import phrase

    with warehouse(home) as con:
        waiting = [asdict(link) for link in waiting_links(con)]
    print_rows(
        [link | {"counts": phrase("accumulation", link["accumulation"]).zh} for link in waiting],
        {
            "编号": "{handle}",
            "目标": "{region} {indicator}（{unit}）",
            "相似": "{score:.4}",
            "序列": "{series_id:.8}",
            "实际值": "{series_indicator}（{series_unit}，{counts}）",
        },
        form,
        limit,
        page,
        title=counted(len(waiting), "link waits", "links wait"),
        nothing="No links wait.",
    )


@app.command("accept")
def accept(
    who: Who,
    target: Annotated[str | None, typer.Argument(help="The goal's number or id.")] = None,
    series: Annotated[str | None, typer.Argument(help="The series' id, or its beginning.")] = None,
    above: Annotated[
        float | None,
        typer.Option(
            min=0.0, max=1.0, help="Accept the best of each goal that waits with this score or a higher one."
        ),
    ] = None,
    home: Home = None,
) -> None:
    """Say that the series measures the goal. The goal's former link becomes history."""
    from targets.actuals.links import accept_above, accept_link

    if above is not None and target is None:
        with warehouse(home) as con:
            accepted = accept_above(con, above, who, *_moment())
        for link in accepted:
            print(f"{link.handle} is measured by {link.series_id[:8]} ({link.score:.2f})")
        print(f"{counted(len(accepted), 'link')} accepted")
        return
    if target is None or series is None:
        raise typer.BadParameter("name a goal and a series, or a score with --above")
    _decide(accept_link, target, series, who, home)
    print(f"{target} is measured by {series}")


@app.command("reject")
def reject(target: Goal, series: Measure, who: Who, home: Home = None) -> None:
    """Say that the series does not measure the goal; it is not proposed again."""
    from targets.actuals.links import reject_link

    _decide(reject_link, target, series, who, home)
    print(f"{target} is not measured by {series}")


def _decide(decision: Decision, target: str, series: str, who: str, home: Path | None) -> None:
    from targets.actuals.links import BadLink, whole_series

    with warehouse(home) as con:
        try:
            decision(con, goal_called(con, target), whole_series(con, series), who, *_moment())
        except BadLink as error:
            fail(str(error), 2)


def _moment() -> tuple[datetime, str]:
    from targets.store.run import start_run, wall_clock

    return wall_clock(), start_run().run_id
