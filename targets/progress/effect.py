"""What people decided, in effect at once: their goals judged anew within the published snapshot, and nothing else.

The warehouse may hold what a refresh has read and not published, because it failed or has not ended. So the decisions
are taken over into a copy of the latest snapshot, their goals are judged there, and the copy is published. The next
refresh judges them in the warehouse, to the same end.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from targets.actuals.links import propose_links
from targets.progress.compute import run_sql
from targets.progress.refresh import last_judged, refresh_progress
from targets.settings import Settings
from targets.store.publish import NothingPublished, last_link_known, latest_snapshot, publish_changed
from targets.store.run import start_run
from targets.store.warehouse import migrate

_CHANGED = (
    *("decisions", "links", "judged_goals", "judged_documents", "progress", "progress_history"),
    *("targets", "current_targets", "current_links"),
)
_NAMED = ("indicator", "region", "unit", "change", "kind", "value")
"""Fields by which goals find their series."""
_NEW_LINKS = "FROM links WHERE who <> 'duban' AND link_id > ?"


def take_effect(con: duckdb.DuckDBPyConnection, home: Path, settings: Settings) -> Path | None:
    """Judge the goals that people decided on since the latest snapshot, and publish it with them.

    `con` is the warehouse, held until this returns, so that no refresh publishes meanwhile. Goals are judged by the day
    and the profile of the snapshot. Returns the new snapshot; None where there is nothing new to judge, or nothing
    published yet.
    """
    try:
        base = latest_snapshot(home)
    except NothingPublished:
        return None
    known = in_effect(home)
    fields = _decided_since(con, known)
    if fields is None:
        return None
    run = start_run()
    part = base.parent / f"{run.run_id}.part"
    shutil.copyfile(base, part)
    try:
        _take_over(con, part, known)
        with duckdb.connect(part) as copy:
            migrate(copy)
            judged = last_judged(copy)
            if judged is None:
                return None
            day, profile = judged
            run = replace(start_run(day), run_id=run.run_id)
            settings = replace(settings, profile=profile)
            run_sql(copy, "70_all_figures_seen")
            if fields & set(_NAMED):
                propose_links(copy, run, settings)
            refresh_progress(copy, run, settings)
            publish_changed(copy, home, run, base, _CHANGED, _last_said(con).link)
    finally:
        part.unlink(missing_ok=True)
        Path(f"{part}.wal").unlink(missing_ok=True)
    return latest_snapshot(home)


@dataclass(frozen=True, slots=True)
class LastSaid:
    """The numbers of the last decision and of the last link, as the warehouse counts them."""

    decision: int
    link: int


def in_effect(home: Path) -> LastSaid:
    """Up to where the latest snapshot knows what was said; zeros where nothing is published."""
    try:
        path = latest_snapshot(home)
    except NothingPublished:
        return LastSaid(0, 0)
    with duckdb.connect(path, read_only=True) as snapshot:
        own = _last_said(snapshot)
    known = last_link_known(path)
    return own if known is None else replace(own, link=known)


def _last_said(con: duckdb.DuckDBPyConnection) -> LastSaid:
    ((decision, link),) = con.execute(
        "SELECT (SELECT coalesce(max(decision_id), 0) FROM decisions), (SELECT coalesce(max(link_id), 0) FROM links)"
    ).fetchall()
    return LastSaid(int(decision), int(link))


def _decided_since(con: duckdb.DuckDBPyConnection, known: LastSaid) -> set[str] | None:
    """The fields that people decided since; None where they said nothing at all."""
    fields = con.execute(
        "SELECT DISTINCT field FROM decisions WHERE decision_id > $last OR decision_id IN ("
        "SELECT unnest(value::BIGINT[]) FROM decisions WHERE field = 'undone' AND decision_id > $last)",
        {"last": known.decision},
    ).fetchall()
    if not fields and not con.execute(f"SELECT 1 {_NEW_LINKS}", [known.link]).fetchall():
        return None
    return {field for (field,) in fields}


def _take_over(con: duckdb.DuckDBPyConnection, part: Path, known: LastSaid) -> None:
    """Append what people said since to the copy, whose links are numbered by itself: it may have found some."""
    quoted = str(part).replace("'", "''")
    con.execute(f"ATTACH '{quoted}' AS effect")
    try:
        con.execute(
            "INSERT INTO effect.decisions BY NAME FROM decisions WHERE decision_id > ?", [known.decision]
        )
        con.execute(
            "INSERT INTO effect.links BY NAME SELECT * REPLACE ((SELECT coalesce(max(link_id), 0) FROM effect.links) "
            f"+ row_number() OVER (ORDER BY link_id) AS link_id) {_NEW_LINKS}",
            [known.link],
        )
    finally:
        con.execute("DETACH effect")
