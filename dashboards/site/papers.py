"""The documents of the regimes on the site: a page that lists them, the latest first, and the files themselves."""

from __future__ import annotations

import html
import re
import shutil
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jinja2 import Environment

from dashboards.site.environment import make_environment
from dashboards.site.incremental import Page
from dashboards.site.links import SiteLinks
from dashboards.site.swap import alone_at
from targets.whole_files import write_whole
from targets.words import Phrase, message, phrase, unworded

FOLDER = "papers"
"""Where they stand within the site; duban writes them beside it, under `bulletins/DAY`."""

_SHOWN = ("bulletin", "dispatch", "summary", "timetable", "balance", "notice", "brief")
_FORMATS = (".html", ".docx", ".pdf", ".png", ".md")
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class PublishedPaper:
    """A document of a day: its kind and title, and its files within the site by format."""

    day: date
    kind: str
    title: Phrase
    files: tuple[tuple[str, str], ...]


def papers_under(folder: Path) -> list[PublishedPaper]:
    """The documents under `folder`/DAY and the notices that were issued, the latest first; drafts are nobody's business."""
    found: defaultdict[tuple[date, str], list[Path]] = defaultdict(list)
    for path in sorted([*folder.glob("*/*.*"), *folder.glob("*/notices/notice-*.*")]):
        day = _day(path.relative_to(folder).parts[0])
        if day and path.suffix in _FORMATS and path.stem.split("-")[0] in _SHOWN:
            found[day, path.stem].append(path)
    papers = [
        PublishedPaper(
            day,
            stem.split("-")[0],
            _title(stem, paths),
            tuple(
                (path.suffix[1:], f"{FOLDER}/{path.relative_to(folder).as_posix()}")
                for path in sorted(paths, key=lambda path: _FORMATS.index(path.suffix))
            ),
        )
        for (day, stem), paths in found.items()
    ]
    return sorted(papers, key=lambda p: (-p.day.toordinal(), _SHOWN.index(p.kind), p.files))


def papers_page(env: Environment, papers: list[PublishedPaper], as_of: date | None) -> Page:
    """The page that lists them."""
    context = {
        "root": "",
        "assets": "assets/",
        "to": SiteLinks(),
        "as_of": as_of,
        "plots": False,
        "illustrative": False,
        "title": message("page-papers"),
        "here": "papers",
        "papers": papers,
    }
    facts = [str(as_of), papers]
    return Page("papers.html", facts, lambda: env.get_template("papers.html.jinja").render(context))


def copy_papers(folder: Path, site: Path, papers: list[PublishedPaper]) -> None:
    """Let the files stand in the site, so that it can be served or handed on by itself."""
    for paper in papers:
        for _, name in paper.files:
            source, copy = folder / name.removeprefix(f"{FOLDER}/"), site / name
            if copy.exists() and copy.stat().st_mtime_ns == source.stat().st_mtime_ns:
                continue
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, copy)


def show_papers(home: Path, as_of: date | None) -> None:
    """After documents were written: list them on the site of a home, where there is one."""
    site, folder = home / "site", home / "bulletins"
    if not (site / "index.html").exists():
        return
    with alone_at(site):
        papers = papers_under(folder)
        copy_papers(folder, site, papers)
        page = papers_page(make_environment(), papers, as_of)
        write_whole(site / page.path, page.render())


def _day(name: str) -> date | None:
    try:
        return date.fromisoformat(name)
    except ValueError:
        return None


def _title(stem: str, paths: list[Path]) -> Phrase:
    """What the document calls itself, where it is there as HTML; else its kind."""
    for path in paths:
        if path.suffix == ".html":
            with path.open(encoding="utf-8", errors="replace") as file:
                if found := _TITLE.search(file.read(_HEAD)):
                    return unworded(html.unescape(found[1]).strip())
    return phrase("paper", stem.split("-")[0])
