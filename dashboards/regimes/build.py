"""Writes a document of the regimes in the formats asked for, under one folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from dashboards.charts.export import NoBrowser, export_figure, print_page
from dashboards.regimes.balance import balance_paper
from dashboards.regimes.bulletin import bulletin_paper
from dashboards.regimes.dispatch import dispatch_paper
from dashboards.regimes.judged import Judged
from dashboards.regimes.pages import html_page, markdown_page
from dashboards.regimes.paper import Paper, Picture
from dashboards.regimes.rules import RegimeRules
from dashboards.regimes.summary import summary_paper
from dashboards.regimes.timetable import timetable_paper
from dashboards.regimes.word import write_pdf, write_word
from dashboards.regimes.wording import Words

FORMATS = ("docx", "html", "md", "pdf")
BRIEF_FORMATS = ("docx", "pdf", "png", "html")
# The documents that are about all goals of a scope, and the period each is about by default.
PAPERS: dict[str, tuple[Callable[[Judged, Words, str, RegimeRules], Paper], str]] = {
    "bulletin": (bulletin_paper, "month"),
    "dispatch": (dispatch_paper, "week"),
    "summary": (summary_paper, "quarter"),
    "timetable": (timetable_paper, "month"),
    "balance": (balance_paper, "year"),
}


def write_paper(
    paper: Paper, folder: Path, formats: Sequence[str], template: Path | None = None
) -> list[Path]:
    """Write `folder`/NAME.docx, .html, .md and .pdf, as asked; returns the files in that order.

    Raises BadTemplate, and NoLibreOffice where a PDF is asked for without it.
    """
    paper = drawn(paper)
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [kind for kind in FORMATS if kind in formats]
    paths = {kind: folder / f"{paper.name}.{kind}" for kind in wanted}
    if "html" in paths:
        others = tuple(path.name for kind, path in paths.items() if kind != "html")
        paths["html"].write_text(html_page(paper, others), encoding="utf-8")
    if "md" in paths:
        paths["md"].write_text(markdown_page(paper), encoding="utf-8")
    if "docx" in paths:
        write_word(paper, paths["docx"], template)
    if "pdf" in paths:
        _write_pdf(paper, paths["pdf"], template)
    return list(paths.values())


def brief_file(paper: Paper, kind: str) -> bytes:
    """A brief whose charts are drawn, as one of `BRIEF_FORMATS`; as PDF and PNG it is its HTML, printed.

    Raises NoBrowser where there is no Chromium to print it, ExportFailed.
    """
    if kind == "html":
        return html_page(paper).encode()
    with TemporaryDirectory(prefix="duban-") as folder:
        path = Path(folder, f"brief.{kind}")
        if kind == "docx":
            write_word(paper, path)
        else:
            print_page(html_page(paper), path)
        return path.read_bytes()


def drawn(paper: Paper) -> Paper:
    """The paper with its charts drawn; they stay undrawn where there is no Chromium."""
    return replace(paper, blocks=[_drawn(b) if isinstance(b, Picture) else b for b in paper.blocks])


def _drawn(picture: Picture) -> Picture:
    with TemporaryDirectory(prefix="duban-") as folder:
        path = Path(folder, "chart.png")
        try:
            export_figure(picture.figure, path, width=900)
        except NoBrowser:
            return picture
        return replace(picture, png=path.read_bytes())


def _write_pdf(paper: Paper, path: Path, template: Path | None) -> None:
    with TemporaryDirectory(prefix="duban-") as folder:
        word = Path(folder, path.with_suffix(".docx").name)
        write_word(paper, word, template)
        path.write_bytes(write_pdf(word).read_bytes())
