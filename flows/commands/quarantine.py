"""`duban quarantine`: what was kept out, putting it aside, having it read again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import Home
from flows.commands.tables import Format, Limit, ListFormat, Page, print_rows
from flows.commands.writing import Note, Who, fail, person_of, warehouse
from targets.settings import home_of

app = typer.Typer(no_args_is_help=True, help="What was kept out: list, put aside, read again.")


@app.command("list")
def list_open(home: Home = None, form: Format = ListFormat.TABLE, limit: Limit = 50, page: Page = 1) -> None:
    """Print what is kept out and open, each with its id."""
    from targets.rejection import shown
    from targets.store.quarantine import listed

    with warehouse(home) as con:
        found = listed(con)
    rows = [
        {
            "id": identity[:8],
            "file": shown(rejection.file),
            "name": shown(Path(rejection.file).name),
            "place": rejection.place,
            "field": rejection.field,
            "value": shown(rejection.value),
            "reason": rejection.reason,
            "advice": rejection.advice,
        }
        for identity, rejection in found
    ]
    print_rows(
        rows,
        {
            "id": "{id}",
            "文件 file": "{name}\n{place} {field}",
            "值 value": "{value:.40}",
            "原因 why": "{reason} {advice}",
        },
        form,
        limit,
        page,
        title=f"{len(rows)} kept out",
        nothing="Nothing is kept out.",
    )


@app.command("dismiss")
def dismiss(
    which: Annotated[str, typer.Argument(help="An id or its beginning, or a file: all that is open of it.")],
    who: Who,
    note: Note = None,
    home: Home = None,
) -> None:
    """Put rejections aside: they are told no more unless the file changes."""
    from targets.store import quarantine

    by = person_of(who, note)
    with warehouse(home) as con:
        found = quarantine.dismiss(con, which, by.who, by.decided_at, by.note)
        quarantine.write_open(con, home_of(home))
    if not found:
        fail(f"{which}: nothing open has this id or file. `duban quarantine list` shows what is.", 2)
    print(f"{len(found)} put aside")


@app.command("retry")
def retry(
    file: Annotated[str, typer.Argument(help="A table's path or name.")],
    home: Home = None,
) -> None:
    """Have a table read again by the next import or refresh, although it has not changed."""
    from targets.store import quarantine

    with warehouse(home) as con:
        files = quarantine.retry(con, file)
    if not files:
        fail(f"{file}: no such table was imported.", 2)
    print("\n".join(files))
