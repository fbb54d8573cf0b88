"""`duban backup`, `duban restore`, `duban verify`: keeping the warehouse, bringing it back, seeing whether all fits."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import Home
from flows.commands.tables import Format, Limit, ListFormat, Page, print_rows
from flows.commands.writing import fail
from targets.settings import home_of

if TYPE_CHECKING:
    from targets.store.attachments import Attachment


def backup(
    home: Home = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="File to write; default HOME/backups/TIME.duckdb.")
    ] = None,
) -> None:
    """Write a backup of the warehouse: all documents, figures, verdicts and decisions in one file.

    Files that people attached are kept in attachments/ beside it, each once for all backups there. While a refresh
    writes, the last published snapshot is taken and it is said. Exit code 1 where an attached file is lost.
    """
    from targets.store.backup import BACKUPS, BadBackup, back_up
    from targets.store.publish import NothingPublished
    from targets.store.run import wall_clock
    from targets.store.unusable import WarehouseUnusable

    place = home_of(home)
    try:
        made = back_up(place, out or place / BACKUPS / f"{wall_clock():%Y%m%dT%H%M%S}.duckdb")
    except (BadBackup, NothingPublished, WarehouseUnusable) as error:
        fail(str(error), 1)
    print(made.path)
    if made.from_snapshot:
        print("A refresh is writing: this is the last published snapshot, without what was decided since.")
    _tell_lost(made.lost)


def restore(
    file: Annotated[
        Path | None,
        typer.Argument(exists=True, dir_okay=False, help="A backup; without it the last published snapshot."),
    ] = None,
    home: Home = None,
    anew: Annotated[
        bool, typer.Option("--anew", help="Put warehouse and snapshots aside and start an empty one.")
    ] = False,
) -> None:
    """Bring the warehouse back from a backup or the last snapshot; what stood there is kept beside.

    Attached files come back from attachments/ beside the backup. Exit code 1 where one is lost.
    """
    from targets.store.backup import BadBackup, start_anew
    from targets.store.backup import restore as bring_back
    from targets.store.publish import NothingPublished
    from targets.store.run import wall_clock
    from targets.store.unusable import WarehouseUnusable

    if file and anew:
        raise typer.BadParameter(
            "a backup is restored or a new warehouse started, not both", param_hint="--anew"
        )
    place = home_of(home)
    try:
        done = start_anew(place, wall_clock()) if anew else bring_back(place, file, wall_clock())
    except (BadBackup, NothingPublished, WarehouseUnusable) as error:
        fail(str(error), 1)
    print(f"restored from {done.source}" if done.source else "the next refresh starts an empty warehouse")
    for path in done.put_aside:
        print(f"kept: {path}")
    _tell_lost(done.lost)


def verify(home: Home = None, form: Format = ListFormat.TABLE, limit: Limit = 50, page: Page = 1) -> None:
    """Recompute what is stored: hashes, references, attached files, snapshot against history, site against snapshot.

    Exit code 1 where something does not fit; each such thing is printed with its place.
    """
    from dashboards.site.compare import compare_site
    from targets.store.publish import NothingPublished, latest_snapshot
    from targets.store.verify import verify_attachments, verify_snapshot

    place = home_of(home)
    try:
        snapshot = latest_snapshot(place)
    except NothingPublished as error:
        fail(str(error), 1)
    found = [
        *verify_snapshot(snapshot),
        *verify_attachments(snapshot, place),
        *compare_site(snapshot, place / "site"),
    ]
    rows = [{"check": f.check, "place": f.place, "found": f.found} for f in found]
    columns = {"检查 check": "{check}", "位置 place": "{place}", "所见 found": "{found:.80}"}
    nothing = f"Everything in {snapshot.name} and its site fits."
    print_rows(rows, columns, form, limit, page, title=f"{len(rows)} things do not fit", nothing=nothing)
    if found:
        raise typer.Exit(1)


def _tell_lost(lost: Sequence[Attachment]) -> None:
    """Name attached files that are nowhere as they were handed in, and exit with 1 where there are any."""
    for one in lost:
        print(
            f"lost: {one.name} ({one.sha256}); hand it in again: duban goals explain --attach",
            file=sys.stderr,
        )
    if lost:
        raise typer.Exit(1)
