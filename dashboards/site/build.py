"""Builds the static site from a snapshot: pages, shared scripts, and nothing from outside."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
from jinja2 import Environment

from dashboards.charts.theme import dark_of, figure_words, neutral_colours, template
from dashboards.rankings import worst_first
from dashboards.reports import report_facts
from dashboards.rows import GoalRow
from dashboards.site import pages
from dashboards.site.calendar_page import calendar_pages
from dashboards.site.embed import script_json
from dashboards.site.environment import bullet_of, file_name, group_path, make_environment, wanted
from dashboards.site.goal_page import goal_page
from dashboards.site.groups import owner_pages, region_pages
from dashboards.site.incremental import Page, PageWriter, maker, pages_made_from
from dashboards.site.overview import overview
from dashboards.site.papers import copy_papers, papers_page, papers_under
from dashboards.site.runs_page import runs_page
from dashboards.site.snapshot_index import SnapshotIndex, index_snapshot
from dashboards.site.swap import alone_at
from dashboards.site.versions import version_pages
from dashboards.site.watched_pages import watched_pages
from dashboards.snapshot import read_snapshot, snapshot_connection
from dashboards.watched import watched_on
from targets import figures
from targets.status import Status
from targets.words import Phrase, message, section, word_of

_NEVER = date(1970, 1, 1)
"""The day of a snapshot in which nothing was judged yet."""


@dataclass(frozen=True, slots=True)
class SiteSummary:
    """What a build did: the first page, how many files were written, kept and removed, and the seconds."""

    index: Path
    written: int
    unchanged: int
    removed: int
    seconds: float

    @property
    def pages(self) -> int:
        """How many files the site has."""
        return self.written + self.unchanged


def build_site(source: duckdb.DuckDBPyConnection | Path, out: Path, *, full: bool = False) -> SiteSummary:
    """Build or renew the site under `out` from a published snapshot (connection or file).

    Only pages whose facts, or whose making, changed are written, none where the snapshot is the one they were
    made from (unless `full`); documents of the regimes in the folder `bulletins` beside `out` are listed and copied;
    pages of goals, owners and documents that are gone are removed. The site works from
    file:// and asks no server for anything. Who builds the same site at the same time waits.
    """
    with alone_at(out):
        return _build(source, out, full)


def _build(source: duckdb.DuckDBPyConnection | Path, out: Path, full: bool) -> SiteSummary:
    began = time.perf_counter()
    if isinstance(source, Path) and not full and (kept := pages_made_from(source, out)):
        return SiteSummary(out / "index.html", 0, kept, 0, time.perf_counter() - began)
    writer = PageWriter(out, maker())
    index = index_snapshot(read_snapshot(source))
    with snapshot_connection(source) as con:
        reports = report_facts(con, index.as_of or _NEVER)
        watched = watched_on(con, index.as_of or _NEVER, index.as_of or _NEVER)
    env = make_environment()
    folder = out.with_name("bulletins")
    papers = papers_under(folder)
    apart = [
        pages.reports_page(env, index, reports),
        papers_page(env, papers, index.as_of),
        *watched_pages(env, index, watched),
    ]
    for page in (*asset_pages(index), *_all_pages(env, index), *apart):
        writer.write(page)
    writer.finish(source if isinstance(source, Path) else None)
    copy_papers(folder, out, papers)
    return SiteSummary(
        out / "index.html", writer.written, writer.unchanged, writer.removed, time.perf_counter() - began
    )


def _all_pages(env: Environment, index: SnapshotIndex) -> Iterator[Page]:
    yield overview(env, index)
    yield pages.goals_page(env, index)
    yield from owner_pages(env, index)
    yield from region_pages(env, index)
    yield from pages.document_pages(env, index)
    yield from version_pages(env, index)
    yield pages.alerts_page(env, index)
    yield from calendar_pages(env, index)
    yield pages.quality_page(env, index)
    yield runs_page(env, index)
    yield pages.method_page(env, index)
    for goal in index.goals:
        yield goal_page(env, index, goal)


def asset_pages(index: SnapshotIndex) -> Iterator[Page]:
    """The shared files: style sheet, scripts, Plotly, words and colours, the list of goals."""
    own = files("dashboards.site").joinpath("assets")
    style = theme_css() + own.joinpath("site.css").read_text(encoding="utf-8")
    yield Page("assets/site.css", "site.css", lambda: style)
    for name in (
        "boot.js",
        "site.js",
        "chart.js",
        "search.js",
        "list.js",
        "ledger.js",
        "read.js",
        "served.js",
    ):
        yield Page(f"assets/{name}", name, own.joinpath(name).read_text)
    yield Page("assets/plotly.min.js", _plotly_version(), _plotly_script)
    yield Page("assets/theme.js", "theme.js", theme_js)
    yield Page("assets/goals.js", [index.goals, index.snapshot.goal_lists], lambda: _goals_js(index))


def _plotly_version() -> str:
    import plotly

    return str(plotly.__version__)


def _plotly_script() -> str:
    from plotly.offline import get_plotlyjs

    return str(get_plotlyjs())


def theme_css() -> str:
    """The palette as custom properties, light and dark, and a class for each status."""
    lines = []
    for theme in ("light", "dark"):
        colours = dict(neutral_colours())
        colours |= {status.value: status.look.colour for status in Status}
        colours |= {f"{status}-ink": status.look.ink for status in Status}
        values = {name: getattr(colour, theme) for name, colour in colours.items()}
        values["edge"] = "#8b8f94" if theme == "light" else "#6b727b"
        body = "".join(f"--{name}:{value};" for name, value in values.items())
        rule = f"color-scheme:{theme};{body}"
        lines.append(
            f":root{{{rule}}}" if theme == "light" else f'@media screen{{:root[data-theme="dark"]{{{rule}}}}}'
        )
    lines += [
        f".s-{status}{{--status:var(--{status});--status-ink:var(--{status}-ink)}}" for status in Status
    ]
    return "\n".join(lines) + "\n"


def theme_js() -> str:
    """What the scripts share with the charts: template, dark colours, English words, marks of statuses."""
    shared = {
        "template": template(),
        "dark": dark_of(),
        "english": figure_words(),
        "statuses": {status: word_of(status).zh for status in Status},
        "glyphs": {status: status.look.glyph for status in Status},
        "movements": {key: text.zh for key, text in section("movement").items()},
        "no_owner": message("chart-no_owner").zh,
        "words": {key: {"zh": words.zh, "en": words.en} for key, words in _script_words().items()},
    }
    return f"window.DUBAN_THEME={script_json(shared)};\n"


def _script_words() -> dict[str, Phrase]:
    """The words that scripts write; what is filled in there stands in braces."""
    return {
        "all": message("script-all"),
        "found": message("script-found", found="{found}", all="{all}"),
        "illustrative": message("script-illustrative"),
        "switch": message("script-switch"),
        "switch_help": message("script-switch-help"),
        "followed": message("page-brought-up-to-date"),
    }


def _goals_js(index: SnapshotIndex) -> str:
    """The list of goals in their order as a script, since pages opened from file:// cannot fetch data."""
    rows = [_listed(goal, index.lists[goal["target_id"]]["lists"]) for goal in worst_first(index.goals)]
    columns = list(rows[0]) if rows else []
    return f"window.DUBAN_GOALS={script_json({'columns': columns, 'rows': [list(row.values()) for row in rows]})};\n"


def _listed(goal: GoalRow, lists: list[str]) -> dict[str, Any]:
    bullet, demand = bullet_of(goal), wanted(goal)
    return {
        "id": file_name(goal["target_id"]),
        "handle": goal["handle"],
        "indicator": goal["indicator"][:200],
        "status": goal["status"],
        "owners": goal["owners"],
        "owner_path": group_path("owners", goal["lead"]) if goal["lead"] else None,
        "region": goal["region"],
        "document": goal["document_title"],
        "quote": goal["quote"][:400],
        "wanted": demand.zh,
        "wanted_en": demand.en,
        "due": goal["due"],
        "gap": figures.gap_share(goal["gap_share"]),
        "bullet": bullet and [bullet["target"], bullet["actual"], bullet["expected"]],
        "phase": goal["phase"],
        "lists": lists,
        "movement": goal["movement"],
        "illustrative": goal["illustrative"],
    }
