"""`duban site build`: the static site from the published snapshot."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from flows.commands.options import Home
from flows.commands.tables import counted
from targets.settings import home_of


def build(
    home: Home = None,
    out: Annotated[Path | None, typer.Option(help="Folder to build into; default HOME/site.")] = None,
) -> None:
    """Build the static site from the published snapshot; only what changed is written."""
    from dashboards.site.build import build_site
    from targets.store.publish import NothingPublished, latest_snapshot, open_snapshot

    console = Console()
    folder = home_of(home)
    try:
        open_snapshot(folder).close()
        snapshot = latest_snapshot(folder)
    except NothingPublished as error:
        Console(stderr=True).print(str(error), markup=False)
        raise typer.Exit(1) from error
    summary = build_site(snapshot, out or folder / "site")
    console.print(
        f"{counted(summary.written, 'file')} written, {summary.unchanged} unchanged, {summary.removed} removed "
        f"in {summary.seconds:.1f} s",
        markup=False,
    )
    console.print(f"Open {summary.index.resolve()}", markup=False, soft_wrap=True)
