"""Figures that files of one day disagree on: what they are, and which one a person keeps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib import resources

import duckdb

from targets.actuals.history import Series
from targets.actuals.periods import BadPeriod, parse_period
from targets.store.decisions import BadDecision, Person
from targets.store.flags import hold_doubtful
from targets.store.rows import insert_rows
from targets.store.warehouse import transaction

_SQL = resources.files("targets.actuals").joinpath("sql/conflicts.sql").read_text(encoding="utf-8")
_TICK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the figures in conflict: its value in the series' unit, when it was recorded and where it stands."""

    value: float
    period_start: date
    recorded_at: datetime
    source: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A period of a series for which files of one day differ; none of its figures counts once they are checked."""

    series_id: str
    indicator: str
    region: str | None
    unit: str
    period_end: date
    figures: tuple[Figure, ...]


def open_conflicts(con: duckdb.DuckDBPyConnection) -> list[Conflict]:
    """The conflicts that nobody has settled, by indicator, region and period."""
    rows = con.execute(_SQL).fetchall()
    return [
        Conflict(series_id, indicator, region, unit, end, tuple(Figure(**vintage) for vintage in vintages))
        for series_id, indicator, region, unit, end, vintages in rows
    ]


def settle_conflict(
    con: duckdb.DuckDBPyConnection, series: Series, period: str, value: str, by: Person, run_id: str
) -> Figure:
    """A person keeps one of the figures; returns it. From then on it counts, until a later file corrects it.

    It is recorded as a vintage at the moment of the decision, so that days before it show what was known then
    (figures that were held back since they were checked become history), and no order or repetition of imports undoes it. `period` is written as tables write it. Raises BadDecision
    where there is no such conflict or figure, or nobody decides.
    """
    if not by.who.strip():
        raise BadDecision(f"{series.indicator} {period}: a decision needs the name of who decides.")
    try:
        end = parse_period(period).end
    except BadPeriod as error:
        raise BadDecision(f"{period}: {error}") from error
    found = [c for c in open_conflicts(con) if (c.series_id, c.period_end) == (series.series_id, end)]
    if not found:
        raise BadDecision(
            f"{series.indicator} {period}: no files differ. `duban actuals conflicts` shows what does."
        )
    figures = found[0].figures
    kept = [figure for figure in figures if f"{figure.value:.15g}" == _plain(value)]
    if not kept:
        said = ", ".join(f"{figure.value:,.15g}" for figure in figures)
        raise BadDecision(f"{series.indicator} {period}: no file says {value}; they say {said}.")
    _keep(con, found[0], kept[-1], by, run_id)
    return kept[-1]


def _keep(con: duckdb.DuckDBPyConnection, conflict: Conflict, kept: Figure, by: Person, run_id: str) -> None:
    recorded_at = max(by.decided_at, *(figure.recorded_at + _TICK for figure in conflict.figures))
    vintage = {
        "series_id": conflict.series_id,
        "period_end": conflict.period_end,
        "value": kept.value,
        "recorded_at": recorded_at,
        "run_id": run_id,
    }
    with transaction(con):
        number = con.execute("SELECT coalesce(max(settlement_id), 0) + 1 FROM settlements").fetchall()[0][0]
        decision = {"settlement_id": number, "who": by.who, "decided_at": by.decided_at, "note": by.note}
        insert_rows(con, "settlements", [{**vintage, **decision}])
        place = {
            "period_start": kept.period_start,
            "source": f"settled by {by.who}: {kept.source}",
            "import_id": f"settlement {number}",
        }
        insert_rows(con, "observations", [{**vintage, **place}])
        con.execute(
            "DELETE FROM observation_flags WHERE check_name = 'files_agree' AND series_id = ? AND period_end = ?",
            [conflict.series_id, conflict.period_end],
        )
        hold_doubtful(con, f"SELECT '{conflict.series_id}'")


def _plain(number: str) -> str:
    try:
        return f"{float(number.replace(',', '')):.15g}"
    except ValueError:
        return number
