"""The one-page brief of a unit or region as a file: /brief.pdf?unit=市住建局, asked for by the pages of the site."""

from __future__ import annotations

import threading
from urllib.parse import quote

from flask import Flask, Response, request

from dashboards.charts.export import ExportFailed, NoBrowser
from dashboards.live.guard import plain_answer
from dashboards.live.loaded_snapshot import LoadedSnapshot, SnapshotSource
from dashboards.live.overview import read_tally
from dashboards.live.view import View
from dashboards.phases import in_phase
from dashboards.regimes.brief import Scope, brief_paper
from dashboards.regimes.build import BRIEF_FORMATS, brief_file, drawn
from dashboards.regimes.judged import NothingToReport
from dashboards.regimes.paper import Paper
from dashboards.regimes.wording import Words
from dashboards.rows import GoalRow
from dashboards.snapshot import fetch_rows
from targets.status import Phase
from targets.store.publish import NothingPublished

_KEPT = 64
"""Files that are kept while no newer snapshot is published."""

_SECONDS = 20.0
"""How long a request waits for those before it: a browser draws for one at a time."""

_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "png": "image/png",
    "html": "text/html",
}


class _Busy(Exception):
    """Others wait for their briefs already."""


class Briefs:
    """Briefs of the latest snapshot, made one at a time and kept until there is a newer one."""

    def __init__(self, source: SnapshotSource, office: str) -> None:
        self._source, self._office = source, office
        self._lock = threading.Lock()
        self._edition = ""
        self._made: dict[tuple[Scope, str, str], tuple[str, bytes]] = {}

    def file(self, scope: Scope, kind: str, language: str) -> tuple[str, bytes]:
        """Name and content of a brief. Raises NothingToReport, NothingPublished, NoBrowser, ExportFailed, _Busy."""
        if not self._lock.acquire(timeout=_SECONDS):
            raise _Busy
        try:
            loaded = self._source.latest()
            if self._edition != loaded.name:
                self._edition, self._made = loaded.name, {}
            key = scope, kind, language
            if key not in self._made:
                while len(self._made) >= _KEPT:
                    del self._made[next(iter(self._made))]
                paper = drawn(self._paper(loaded, scope, Words(language)))
                self._made[key] = f"{paper.name}.{kind}", brief_file(paper, kind)
            return self._made[key]
        finally:
            self._lock.release()

    def _paper(self, loaded: LoadedSnapshot, scope: Scope, words: Words) -> Paper:
        if not loaded.days:
            raise NothingToReport("No goal has been judged yet.")
        narrowed = View(
            tuple(
                (key, value)
                for key, value in (("owner", scope.unit), ("region", scope.region), ("phase", "current"))
                if value
            )
        )
        day = loaded.day(None)
        with loaded.at(day) as cursor:
            rows = f"SELECT * FROM shown WHERE {' AND '.join(narrowed.sql)}"
            own = fetch_rows(cursor, rows, GoalRow, narrowed.parameters)
            current = in_phase(read_tally(cursor), Phase.CURRENT)
        return brief_paper(own, scope.rivals(current), scope, words, day, self._office)


def add_brief(server: Flask, source: SnapshotSource, office: str) -> None:
    """Answer /brief.FORMAT?unit=NAME or ?region=NAME with the brief, in the `language` asked for."""
    briefs = Briefs(source, office)

    @server.get("/brief.<kind>")
    def brief(kind: str) -> Response:
        scope = Scope(request.args.get("unit", ""), request.args.get("region", ""))
        if kind not in BRIEF_FORMATS or not scope.name or len(scope.name) > 200:
            return plain_answer(404, "There is no such brief.")
        language = "en" if request.args.get("language") == "en" else "zh"
        try:
            name, data = briefs.file(scope, kind, language)
        except (NothingToReport, NothingPublished) as error:
            return plain_answer(404, str(error))
        except (NoBrowser, ExportFailed) as error:
            return plain_answer(503, str(error))
        except _Busy:
            return plain_answer(503, "Others wait for their briefs; try again in a moment.")
        kept = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
        return Response(data, mimetype=_TYPES[kind], headers=kept)
