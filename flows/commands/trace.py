"""`duban trace`: where each figure of a goal comes from."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from flows.commands.goals import Goal, goal_called
from flows.commands.options import Home
from flows.commands.tables import Format, Limit, ListFormat, Page, print_rows
from flows.commands.writing import fail
from targets.settings import home_of


def trace(
    goal: Goal,
    home: Home = None,
    figure: Annotated[
        str | None, typer.Option("--figure", help="One figure alone: target, actual, expected, gap ...")
    ] = None,
    form: Format = ListFormat.TABLE,
    limit: Limit = 100,
    page: Page = 1,
) -> None:
    """Print where each figure of a goal comes from: document, page, sentence and characters; file, row and vintage; decision; rules."""
    from targets.figures import exact
    from targets.store.publish import NothingPublished, open_snapshot
    from targets.store.trace import trace as origins_of

    try:
        with open_snapshot(home_of(home)) as con:
            found = origins_of(con, goal_called(con, goal))
    except NothingPublished as error:
        fail(str(error), 1)
    rows = [
        {**asdict(origin), "shown": "" if origin.value is None else exact(origin.value, "", "en")}
        for origin in found
        if figure in (None, origin.figure)
    ]
    if not rows:
        named = ", ".join(sorted({origin.figure for origin in found}))
        fail(f"{goal} has no figure {figure!r}; it has {named}.", 1)
    columns = {
        "数 figure": "{figure} {shown}",
        "来处 from": "{origin}: {file}",
        "位置 place": "{place}",
        "原文 words": "{words:.120}",
    }
    print_rows(rows, columns, form, limit, page, title=f"{goal}: {len(rows)} origins", nothing="")
