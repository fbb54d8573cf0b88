"""`duban bulletin`, `dispatch`, `summary`, `timetable` and `balance`: the documents that the regimes ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import AsOf, Home, Language, SettingsFile, known_settings
from flows.commands.writing import fail
from targets.settings import Settings, home_of

if TYPE_CHECKING:
    from datetime import datetime

    import duckdb

    from dashboards.regimes.judged import Judged
    from dashboards.regimes.rules import RegimeRules


class PaperFormat(StrEnum):
    """What a document is written as."""

    DOCX = "docx"
    HTML = "html"
    MD = "md"
    PDF = "pdf"


Formats = Annotated[
    list[PaperFormat] | None,
    typer.Option("--format", help="docx, html, md or pdf, once or several times. Default: docx and html."),
]
PeriodText = Annotated[
    str | None,
    typer.Option("--period", help="A past period: 2025, 2025H1, 2025Q2, 2025-05; judged on its last day."),
]
Region = Annotated[str, typer.Option("--region", help="Only goals of this region.")]
Unit = Annotated[str, typer.Option("--unit", help="Only goals this unit is responsible for.")]
Out = Annotated[
    Path | None,
    typer.Option("--out", file_okay=False, help="Folder to write to. Default: HOME/bulletins/DAY"),
]
LanguageOption = Annotated[Language, typer.Option("--language", help="Chinese or English.")]
DEFAULT_FORMATS = (PaperFormat.DOCX, PaperFormat.HTML)


SCHEDULED = {
    "dispatch": ("dispatch",),
    "bulletin": ("bulletin",),
    "notice": ("notice", "draft"),
    "summary": ("summary",),
    "timetable": ("timetable",),
    "balance": ("balance",),
    "deliver": ("alerts", "deliver"),
}
"""What the setting `schedules` may name, and the command that it stands for."""


def paper_command(name: str, help_text: str) -> Callable[..., None]:
    """The command that writes the document of a name (dashboards.regimes.build.PAPERS)."""

    def command(
        home: Home = None,
        as_of: AsOf = None,
        period: PeriodText = None,
        region: Region = "",
        unit: Unit = "",
        format: Formats = None,
        out: Out = None,
        language: LanguageOption = Language.ZH,
        settings: SettingsFile = None,
    ) -> None:
        from dashboards.regimes.build import PAPERS, write_paper
        from dashboards.regimes.word import BadTemplate, NoLibreOffice
        from dashboards.regimes.wording import Words

        write, kind = PAPERS[name]
        known, rules = regime_settings(settings)
        with reading(home) as con:
            judged = judged_for(con, kind, as_of, period, region, unit, name == "dispatch")
        paper = write(judged, Words(language.value), known.office, rules)
        folder = out or home_of(home) / "bulletins" / str(judged.as_of)
        try:
            for path in write_paper(paper, folder, format or DEFAULT_FORMATS, known.paper_template):
                print(path)
        except (BadTemplate, NoLibreOffice) as error:
            fail(str(error), 1)
        show_on_site(home)

    command.__doc__ = help_text
    command.__name__ = name
    return command


bulletin = paper_command(
    "bulletin", "Write the bulletin (通报): ranking, what lags, deadlines, movements. A month's by default."
)
dispatch = paper_command("dispatch", "Write the dispatch sheet (调度单): what to ask each unit this week.")
summary = paper_command(
    "summary", "Write the summary (季度汇总) by region and unit. That of the current quarter by default."
)
timetable = paper_command(
    "timetable", "Write the timetable (倒排时间表): what the ends of the next months ask for."
)
balance = paper_command(
    "balance", "Write the yearly balance (年度考核表): kept, late and missed by unit, with a score."
)


def paper_template(
    out: Annotated[Path, typer.Argument(dir_okay=False, help="The .docx to write.")],
) -> None:
    """Write the Word template of the documents, to be edited and named by the setting `paper_template`."""
    from dashboards.regimes.template import write_template

    if out.suffix != ".docx":
        raise typer.BadParameter(f"{out.name}: the name must end in .docx")
    write_template(out)
    print(out)


def show_on_site(home: Path | None) -> None:
    """List what was written on the site's page of documents."""
    from dashboards.regimes.judged import latest_day
    from dashboards.site.papers import show_papers

    with reading(home) as con:
        show_papers(home_of(home), latest_day(con))


def regime_settings(path: Path | None) -> tuple[Settings, RegimeRules]:
    """The settings and the rules of the regimes in them."""
    from dashboards.regimes.rules import rules_of

    known = known_settings(path)
    try:
        return known, rules_of(known.regimes)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--settings") from error


@contextmanager
def reading(home: Path | None) -> Iterator[duckdb.DuckDBPyConnection]:
    """The latest snapshot of a home; exits with code 1 where there is none."""
    from targets.store.publish import NothingPublished, open_snapshot

    try:
        with open_snapshot(home_of(home)) as con:
            yield con
    except NothingPublished as error:
        fail(str(error), 1)


def judged_for(
    con: duckdb.DuckDBPyConnection,
    kind: str,
    as_of: datetime | None,
    period: str | None,
    region: str,
    unit: str,
    watched_alone: bool = False,
) -> Judged:
    """The goals of a scope at the end of the period asked for: --period, or the one of a kind that --as-of lies in.

    `watched_alone`: watched indicators are enough to report on.
    """
    from dashboards.regimes.judged import NothingToReport, judged_at, latest_day
    from dashboards.regimes.period import BadPeriod, period_of, period_until, period_written

    try:
        if period:
            asked = period_written(period)
        elif as_of:
            asked = period_until(as_of.date(), kind)
        else:
            asked = period_of(latest_day(con), kind)
        return judged_at(con, asked, region=region, unit=unit, watched_alone=watched_alone)
    except BadPeriod as error:
        raise typer.BadParameter(str(error), param_hint="--period") from error
    except NothingToReport as error:
        fail(str(error), 1)
