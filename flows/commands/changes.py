"""`duban changes`: what became of goals when their documents were edited, read again or taken away."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.commands.goals import goal_called
from flows.commands.options import Home, Language
from flows.commands.tables import Format, Limit, ListFormat, Page, print_rows
from flows.commands.writing import warehouse


def changes(
    goal: Annotated[str | None, typer.Argument(metavar="[GOAL]", help="One goal; else all.")] = None,
    home: Home = None,
    open_only: Annotated[
        bool, typer.Option("--open", help="Only where a reading disagrees with what a person decided.")
    ] = False,
    form: Format = ListFormat.TABLE,
    limit: Limit = 20,
    page: Page = 1,
    language: Annotated[
        Language, typer.Option("--language", help="Language of the sentences.")
    ] = Language.ZH,
) -> None:
    """Print what happened to goals, the latest first: changed, withdrawn, returned, read otherwise."""
    from targets.store.change_words import told
    from targets.store.changes import list_events

    with warehouse(home) as con:
        target_id = goal_called(con, goal) if goal else None
        events = list_events(con, target_id=target_id, open_only=open_only)
    print_rows(
        [
            {
                "handle": event.handle,
                "target_id": event.target_id,
                "indicator": event.indicator,
                "region": event.region,
                "document": event.doc,
                "happened_at": event.happened_at,
                "event": event.event.value,
                "field": event.field,
                "before": event.before,
                "after": event.after,
                "told": told(event).in_language(language.value),
            }
            for event in events
        ],
        {"编号": "{handle}", "日期": "{happened_at}", "目标": "{region} {indicator}", "变化": "{told}"},
        form,
        limit,
        page,
        title=f"{len(events)} changes",
        nothing="No goal changed.",
    )
