"""What comes from other machines before a refresh reads, and goes to them after it published.

Annotations are evaluated here, unlike elsewhere: a task validates its parameters by them.
"""

from pathlib import Path

import duckdb
from prefect import task
from prefect.cache_policies import NO_CACHE

from flows.stages import StageInProgress
from targets.reading.remote import fetch
from targets.settings import Settings
from targets.store.quarantine import quarantine
from targets.store.run import Run
from targets.store.share import share
from targets.words import message

FOLDER = "sources"
_KINDS = {"documents": "document", "actuals": "actuals"}
"""By kind of input what a rejection calls it."""


def sources_of(home: Path, settings: Settings) -> dict[str, tuple[str, ...]]:
    """By kind ("documents", "actuals") the addresses to fetch from; kinds that the settings once named have none."""
    named = {"documents": settings.documents_from, "actuals": settings.actuals_from}
    return {kind: urls for kind, urls in named.items() if urls or (home / FOLDER / kind).is_dir()}


@task(name="fetch", cache_policy=NO_CACHE)
def fetch_sources(
    con: duckdb.DuckDBPyConnection, home: Path, settings: Settings, run: Run, stage: StageInProgress
) -> dict[str, tuple[Path, ...]]:
    """Fetch what changed at the addresses of the settings; returns the folders by kind ("documents", "actuals").

    An address that cannot be had goes to quarantine by name.
    """
    fetched = {
        kind: fetch(urls, home.resolve() / FOLDER / kind, _KINDS[kind])
        for kind, urls in sources_of(home, settings).items()
    }
    rejections = [rejection for one in fetched.values() for rejection in one.rejections]
    quarantine(con, home, rejections, run, read=_addresses_in_quarantine(con))
    changed, gone, unchanged = (
        sum(getattr(one, count) for one in fetched.values()) for count in ("changed", "gone", "unchanged")
    )
    did = message("did-files", fresh=str(changed), known=str(unchanged), gone=str(gone))
    stage.did(did + message("did-not-had", count=str(len(rejections))) if rejections else did)
    return {kind: (fetched[kind].folder,) if kind in fetched else () for kind in _KINDS}


def _addresses_in_quarantine(con: duckdb.DuckDBPyConnection) -> list[str]:
    """The addresses that could not be fetched when they were last tried."""
    rows = con.execute("SELECT DISTINCT file FROM open_quarantine WHERE field = 'address'").fetchall()
    return [file for (file,) in rows]


@task(name="share", retries=2, retry_delay_seconds=1, cache_policy=NO_CACHE)
def share_snapshot(snapshot: Path, url: str, stage: StageInProgress) -> None:
    """Bring the published tables to the address of the settings."""
    stage.did(message("did-share", tables=str(share(snapshot, url)), url=url))
