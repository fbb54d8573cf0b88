"""What departments sent and owe: where the figures went, missing reports, doubtful figures, questions, series without goals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

import duckdb

from targets.actuals.confirmations import WaitingFigure, waiting_figures
from targets.actuals.destinations import Destinations, destinations
from targets.actuals.unlinked import MissingReport, UnlinkedSeries, missing_reports, unlinked_series
from targets.reasons import in_chinese
from targets.words import Phrase

MOST_SERIES = 200
"""Series without a goal that a page shows; `duban actuals unlinked` lists all."""


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What is asked about a file: how many figures wait for the answer, and what about them is not known."""

    file: str
    sheet: str
    head: str
    about: str
    reason: Phrase
    figures: int


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What the page of reports shows."""

    went: Destinations
    missing: tuple[tuple[str, tuple[MissingReport, ...]], ...]
    doubtful: tuple[WaitingFigure, ...]
    questions: tuple[OpenQuestion, ...]
    unlinked: tuple[UnlinkedSeries, ...]
    unlinked_count: int


def report_facts(con: duckdb.DuckDBPyConnection, as_of: date) -> ReportFacts:
    """Gather the facts of a warehouse or snapshot; missing reports by the unit that owes them."""
    owed = sorted(missing_reports(con, as_of), key=_lead)
    asked = con.execute(
        "SELECT file, sheet, head, about, reason, len(places) FROM questions ORDER BY file, sheet, head"
    ).fetchall()
    unlinked, count = unlinked_series(con, MOST_SERIES)
    return ReportFacts(
        destinations(con),
        tuple((unit, tuple(reports)) for unit, reports in groupby(owed, key=_lead)),
        tuple(waiting_figures(con)),
        tuple(
            OpenQuestion(Path(file).name, sheet, head, about, Phrase(in_chinese(reason), reason), figures)
            for file, sheet, head, about, reason, figures in asked
        ),
        tuple(unlinked),
        count,
    )


def _lead(report: MissingReport) -> str:
    return report.owners[0] if report.owners else ""
