"""`duban watched`: indicators that are followed without a number to reach."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Annotated

import typer

from flows.commands.options import AsOf, Home
from flows.commands.tables import Format, Limit, ListFormat, Page, counted, print_rows
from flows.commands.writing import Note, Who, deciding, fail, person_of, warehouse
from targets.extraction.watched.rhythm import Rhythm, Spread

app = typer.Typer(
    no_args_is_help=True,
    help="Indicators that are followed without a number to reach (跟踪指标): figures, no verdict.",
)

Watch = Annotated[str, typer.Argument(help="The number of the watched indicator: W3.")]
Series = Annotated[str, typer.Argument(help="The series' id, or its beginning.")]


@app.command("list")
def list_watched(
    home: Home = None, as_of: AsOf = None, form: Format = ListFormat.TABLE, limit: Limit = 50, page: Page = 1
) -> None:
    """Print the watched indicators with the latest figure of each series, as known on a day."""
    from dashboards.watched import change_of, owed_from, watched_on
    from targets import figures
    from targets.store.run import start_run
    from targets.words import phrase

    day = as_of.date() if as_of else start_run().today
    with warehouse(home) as con:
        found = watched_on(con, day, day)
    rows = [
        row
        | {
            "latest": figures.quantity(row["figures"][0], row["unit"] or "") if row["figures"] else "",
            "latest_on": row["days"][0] if row["days"] else None,
            "change": change_of(row),
            "owed_from": owed_from(row),
            "asked": phrase("rhythm", row["rhythm"]).zh if row["rhythm"] else "",
        }
        for row in found
    ]
    print_rows(
        rows,
        {
            "编号": "{handle}",
            "指标": "{indicator}",
            "频次": "{asked}",
            "地区": "{place}",
            "最新数据": "{latest} {latest_on}",
            "责任单位": "{owners}",
            "应报": "{owed_from}",
        },
        form,
        limit,
        page,
        title=f"{len({row['watch_no'] for row in found})} watched indicators",
        nothing="No indicator is watched. `duban watched add` adds one.",
    )


@app.command()
def add(
    indicator: Annotated[str, typer.Argument(help="What is followed, such as 企业用电量.")],
    source: Annotated[str, typer.Option("--source", help="Where it comes from: 市长3月5日调研讲话.")],
    who: Who,
    every: Annotated[
        Rhythm | None, typer.Option("--every", help="How often the figures are asked for.")
    ] = None,
    of: Annotated[Spread | None, typer.Option("--of", help="Whose figures: of each region, or unit.")] = None,
    region: Annotated[str | None, typer.Option("--region", help="Where it holds.")] = None,
    owner: Annotated[
        list[str] | None, typer.Option("--owner", help="A responsible unit, the lead first; several times.")
    ] = None,
    said_on: Annotated[
        datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="The day it was said; today.")
    ] = None,
    note: Note = None,
    home: Home = None,
) -> None:
    """Follow an indicator that no document names: it gets its series and its place in the sheets from the next refresh."""
    from targets.ledger.typed_watched import TypedWatch, add_watched
    from targets.store.run import start_run

    with deciding(home) as con:
        run = start_run()
        watch = TypedWatch(indicator, every, of, region, tuple(owner or ()))
        day = said_on.date() if said_on else run.today
        number = add_watched(con, source, day, watch, person_of(who, note), run)
    print(f"W{number} added")


@app.command()
def drop(watch: Watch, who: Who, note: Note = None, home: Home = None) -> None:
    """Follow an indicator no more; its figures stay."""
    _follow(watch, False, who, note, home)
    print(f"{watch} is followed no more")


@app.command()
def take_up(watch: Watch, who: Who, note: Note = None, home: Home = None) -> None:
    """Follow an indicator again that was dropped."""
    _follow(watch, True, who, note, home)
    print(f"{watch} is followed again")


@app.command()
def links(home: Home = None, form: Format = ListFormat.TABLE, limit: Limit = 50, page: Page = 1) -> None:
    """Print the series that may show a watched indicator and wait for a person."""
    from targets.actuals.watched import watched_proposals

    with warehouse(home) as con:
        waiting = [asdict(proposal) for proposal in watched_proposals(con)]
    print_rows(
        waiting,
        {
            "编号": "{handle}",
            "指标": "{region} {indicator}",
            "相似": "{score:.4}",
            "序列": "{series_id:.8}",
            "实际值": "{series_region} {series_indicator}（{series_unit}）",
        },
        form,
        limit,
        page,
        title=counted(len(waiting), "series waits", "series wait"),
        nothing="No series waits.",
    )


@app.command()
def accept(watch: Watch, series: Series, who: Who, home: Home = None) -> None:
    """Say that a series shows a watched indicator."""
    _link(watch, series, True, who, home)
    print(f"{watch} is shown by {series}")


@app.command()
def reject(watch: Watch, series: Series, who: Who, home: Home = None) -> None:
    """Say that a series does not show a watched indicator; it is not proposed again."""
    _link(watch, series, False, who, home)
    print(f"{watch} is not shown by {series}")


def _follow(watch: str, followed: bool, who: str, note: str | None, home: Home) -> None:
    from targets.store.watched import follow, watch_called

    with deciding(home) as con:
        follow(con, watch_called(con, watch), followed, person_of(who, note))


def _link(watch: str, series: str, accepted: bool, who: str, home: Home) -> None:
    from targets.actuals.links import BadLink, whole_series
    from targets.actuals.watched import set_watched_link
    from targets.store.run import start_run
    from targets.store.watched import watch_called

    with deciding(home) as con:
        try:
            series_id = whole_series(con, series)
        except BadLink as error:
            fail(str(error), 2)
        set_watched_link(
            con, watch_called(con, watch), series_id, accepted, person_of(who, None), start_run()
        )
