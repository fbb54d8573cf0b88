"""`duban bulletin`: the periodic report and the letters to the units that are behind."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import Home, Language
from targets.settings import home_of

app = typer.Typer(no_args_is_help=True, help="The periodic report (通报) and the notices to units (督办单).")


@app.callback()
def bulletin() -> None:
    """The periodic report (通报) and the notices to units (督办单)."""


@app.command("build")
def build(
    home: Home = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", file_okay=False, help="Folder to write to. Default: HOME/bulletins/DAY"),
    ] = None,
    language: Annotated[Language, typer.Option("--language", help="Chinese or English.")] = Language.ZH,
) -> None:
    """Write the bulletin and one notice a unit that is behind, as HTML for printing and as Markdown."""
    from dashboards.bulletins.build import NothingToReport, build_bulletins
    from dashboards.snapshot import read_snapshot
    from targets.store.publish import NothingPublished, open_snapshot

    folder = home_of(home)
    try:
        with open_snapshot(folder) as con:
            snapshot = read_snapshot(con)
        day = max((goal["as_of"] for goal in snapshot.goals), default="")
        written = build_bulletins(snapshot, out or folder / "bulletins" / str(day), language=language.value)
    except (NothingPublished, NothingToReport) as error:
        print(error, file=sys.stderr)
        raise typer.Exit(1) from error
    print(written.bulletin[0])
    for paths in written.notices:
        print(paths[0])
