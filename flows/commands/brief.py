"""`duban brief --unit 市住建局`: one page on how the goals of a unit or region stand."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import Home, Language, SettingsFile, known_settings
from flows.commands.papers import LanguageOption, Out, Region, Unit, reading, show_on_site
from flows.commands.writing import fail
from targets.settings import home_of


class BriefFormat(StrEnum):
    """What a brief is written as."""

    DOCX = "docx"
    PDF = "pdf"
    PNG = "png"
    HTML = "html"


def brief(
    home: Home = None,
    region: Region = "",
    unit: Unit = "",
    format: Annotated[
        list[BriefFormat] | None,
        typer.Option("--format", help="docx, pdf, png or html, once or several times. Default: all four."),
    ] = None,
    out: Out = None,
    language: LanguageOption = Language.ZH,
    settings: SettingsFile = None,
) -> None:
    """Write the one-page brief (一页简报) of a unit or region: the worst goals, what is due, promised, owed, doubtful.

    By the verdicts of the last refresh. PDF and PNG need a Chromium on the machine.
    """
    from dashboards.charts.export import ExportFailed, NoBrowser
    from dashboards.regimes.brief import Scope, brief_of
    from dashboards.regimes.build import brief_file, drawn
    from dashboards.regimes.judged import NothingToReport
    from dashboards.regimes.wording import Words

    try:
        with reading(home) as con:
            office = known_settings(settings).office
            paper = drawn(brief_of(con, Scope(unit, region), Words(language.value), office))
    except NothingToReport as error:
        fail(str(error), 1)
    folder = out or home_of(home) / "bulletins" / str(paper.day)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        for kind in format or BriefFormat:
            path: Path = folder / f"{paper.name}.{kind}"
            path.write_bytes(brief_file(paper, kind))
            print(path)
    except (NoBrowser, ExportFailed) as error:
        fail(str(error), 1)
    show_on_site(home)
