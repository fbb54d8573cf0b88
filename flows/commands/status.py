"""`duban status`: every goal in force and where it stands."""

from __future__ import annotations

import json
import sys
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import typer

from flows.commands.options import AsOf, Home
from flows.commands.tables import Format, Limit, ListFormat, Page
from targets.settings import home_of

if TYPE_CHECKING:
    import pandas as pd


def status(
    home: Home = None,
    form: Format = ListFormat.TABLE,
    as_of: AsOf = None,
    limit: Limit = 20,
    page: Page = 1,
) -> None:
    """Print every goal with its actual, expected value, gap and status, worst first.

    With --as-of a past day is judged anew, from what was known then.
    """
    from flows.commands.goals_table import print_goals
    from targets.progress.status import status_rows
    from targets.store.publish import NothingPublished, open_snapshot

    try:
        with open_snapshot(home_of(home)) as con:
            rows = status_rows(con, as_of.date() if as_of else None)
    except NothingPublished as error:
        print(error, file=sys.stderr)
        raise typer.Exit(1) from error
    if form is ListFormat.JSON:
        json.dump(_records(rows), sys.stdout, ensure_ascii=False, indent=1)
        print()
    elif form is ListFormat.CSV:
        from targets.spreadsheets import neutral

        rows.assign(owners=rows["owners"].map("、".join)).map(neutral).to_csv(sys.stdout, index=False)
    else:
        print_goals(rows, limit, page)


def _records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): _plain(value) for name, value in row.items()} for row in rows.to_dict("records")]


def _plain(value: Any) -> Any:
    """A cell as JSON takes it: no numpy, no NaN, dates as ISO text."""
    if isinstance(value, datetime):
        moment = value.isoformat() if value == value else None
        return moment.removesuffix("T00:00:00") if moment else None
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "tolist"):
        value = value.tolist()
    return None if value != value else value
