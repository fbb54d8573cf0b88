"""The page that the app opens on: the overview of the site, of the snapshot that is published now.

It is made once a snapshot and kept; the page asks every few seconds which edition that is, and takes a newer one
over in place.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import duckdb
from flask import Flask, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from dashboards.live.loaded_snapshot import LoadedSnapshot, SnapshotSource
from dashboards.overview import Overview, overview_of
from dashboards.phases import show_past_as_current
from dashboards.rows import GoalListRow, GoalRow
from dashboards.site.environment import make_environment
from dashboards.site.links import LiveLinks
from dashboards.site.overview import facts_for_page
from dashboards.snapshot import fetch_rows
from dashboards.tally import ListedTally
from targets.store.publish import NothingPublished
from targets.words import message

_TALLY = "SELECT target_id, status, previous_status, phase, lead, region, due, lists, look_on FROM shown ORDER BY rowid"
_GOALS = "SELECT * FROM shown WHERE list_contains($ids, target_id)"
_LISTS = "SELECT target_id, lists, look_status, look_on FROM shown WHERE list_contains($ids, target_id)"


@dataclass(frozen=True, slots=True)
class _Made:
    edition: str
    html: str


class OverviewPage:
    """The overview as HTML, kept for the edition that it was made of."""

    def __init__(self, source: SnapshotSource, review: Callable[[], bool]) -> None:
        self._source, self._review = source, review
        self._env = make_environment()
        self._lock = threading.Lock()
        self._made: _Made | None = None
        self._is_making = False

    def edition(self) -> str:
        """The snapshot that the page is made of; empty where none is published. A newer one is made into a page aside."""
        try:
            loaded = self._source.latest()
        except NothingPublished:
            return ""
        return self._current(loaded).edition

    def html(self) -> str:
        """The page."""
        try:
            loaded = self._source.latest()
        except NothingPublished:
            return self._rendered("", None, {})
        return self._current(loaded).html

    def _current(self, loaded: LoadedSnapshot) -> _Made:
        """The page of this snapshot; while that is being made, the one before it."""
        with self._lock:
            if self._made is None:
                self._made = self._of(loaded)
            elif self._made.edition != loaded.name and not self._is_making:
                self._is_making = True
                threading.Thread(target=self._take_over, args=(loaded,), daemon=True).start()
            return self._made

    def _take_over(self, loaded: LoadedSnapshot) -> None:
        try:
            made = self._of(loaded)
            with self._lock:
                self._made = made
        finally:
            self._is_making = False

    def _of(self, loaded: LoadedSnapshot) -> _Made:
        if not loaded.days:
            return _Made(loaded.name, self._rendered(loaded.name, None, {}))
        with loaded.at(loaded.day(None)) as cursor:
            found, facts = read_overview(cursor)
        return _Made(loaded.name, self._rendered(loaded.name, found, facts))

    def _rendered(self, edition: str, found: Overview | None, facts: dict[str, Any]) -> str:
        return self._env.get_template("live.html.jinja").render(
            edition=edition,
            review=self._review(),
            title=message("page-overview"),
            here="index",
            assets="/style/",
            to=LiveLinks(),
            as_of=found and found.as_of,
            plots=False,
            illustrative=any(
                goal["illustrative"] for goals in facts.get("listed", {}).values() for goal in goals
            ),
            **{"o": found, **facts},
        )


def read_tally(cursor: duckdb.DuckDBPyConnection) -> list[ListedTally]:
    """What counts and rankings are made from, of the day that a cursor of a `LoadedSnapshot` sees, the worst first."""
    return show_past_as_current(fetch_rows(cursor, _TALLY, ListedTally))


def read_overview(cursor: duckdb.DuckDBPyConnection) -> tuple[Overview, dict[str, Any]]:
    """The overview of the day that a cursor of a `LoadedSnapshot` sees, and what the template is filled with."""
    tally = read_tally(cursor)
    ((as_of,),) = cursor.execute("SELECT max(as_of) FROM progress").fetchall()
    looks = [row["look_on"] for row in tally if row["look_on"]]
    found = overview_of(
        tally,
        {row["target_id"]: row["lists"] for row in tally},
        as_of=as_of,
        looked_on=max(looks, default=None),
    )
    ids = {"ids": sorted(found.ids)}
    goals = {row["target_id"]: row for row in fetch_rows(cursor, _GOALS, GoalRow, ids)}
    lists = {row["target_id"]: row for row in fetch_rows(cursor, _LISTS, GoalListRow, ids)}
    return found, facts_for_page(found, goals, lists)


def add_overview(server: Flask, source: SnapshotSource, review: Callable[[], bool]) -> None:
    """Answer / with the overview, and /edition with the name of the snapshot it shows; where one may `review` it leads there."""
    page = OverviewPage(source, review)

    def first_page() -> AnyResponse:
        """The overview; an address that names a goal leads to the grid, as it did before there was an overview."""
        if request.query_string:
            return redirect(f"/goals?{request.query_string.decode('ascii', 'replace')}")
        return Response(page.html(), mimetype="text/html")

    server.view_functions["/"] = first_page

    @server.get("/edition")
    def edition() -> Response:
        return Response(page.edition(), mimetype="text/plain", headers={"Cache-Control": "no-store"})
