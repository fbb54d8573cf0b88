"""Doubtful figures (待核实): what waits, and what a person says of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import duckdb

from targets.actuals.history import Series
from targets.actuals.periods import BadPeriod, parse_period
from targets.store.decisions import BadDecision, Person
from targets.store.warehouse import transaction


@dataclass(frozen=True, slots=True)
class WaitingFigure:
    """One doubtful figure: its series and period, where it stands, and what is doubtful about it."""

    series_id: str
    indicator: str
    region: str | None
    unit: str
    period_end: date
    value: float
    source: str
    reason_zh: str
    reason_en: str


def waiting_figures(con: duckdb.DuckDBPyConnection) -> list[WaitingFigure]:
    """The figures that wait for a person, by indicator, region and period."""
    rows = con.execute(
        "SELECT w.series_id, s.indicator, s.region, s.unit, w.period_end, w.value, w.source, w.reason_zh, w.reason_en "
        "FROM waiting_observations w JOIN series s USING (series_id) ORDER BY s.indicator, s.region, w.period_end"
    ).fetchall()
    return [WaitingFigure(*row) for row in rows]


def confirm(
    con: duckdb.DuckDBPyConnection, series: Series, period: str, holds: bool, by: Person, run_id: str
) -> WaitingFigure:
    """A person says of a waiting figure that it holds, so that goals are judged by it, or that it is wrong.

    Raises BadDecision where no figure of that period waits, or files differ on it.
    """
    if not by.who.strip():
        raise BadDecision(f"{series.indicator} {period}: a decision needs the name of who decides.")
    try:
        end = parse_period(period).end
    except BadPeriod as error:
        raise BadDecision(f"{period}: {error}") from error
    found = [f for f in waiting_figures(con) if (f.series_id, f.period_end) == (series.series_id, end)]
    if not found:
        raise BadDecision(
            f"{series.indicator} {period}: no figure waits. `duban actuals doubtful` lists those that do."
        )
    if len({figure.value for figure in found}) > 1:
        said = ", ".join(f"{figure.value:,.15g}" for figure in found)
        raise BadDecision(
            f"{series.indicator} {period}: files differ ({said}). `duban actuals settle` says which of them counts."
        )
    figure = found[-1]
    key = [figure.series_id, figure.period_end, figure.value]
    here = "series_id = ? AND period_end = ? AND value = ?"
    with transaction(con):
        con.execute(
            "INSERT INTO confirmations SELECT (SELECT coalesce(max(confirmation_id), 0) + 1 FROM confirmations), "
            f"series_id, period_start, period_end, value, ?, ?, ?, ?, ? FROM held_observations WHERE {here} LIMIT 1",
            [holds, by.who, by.decided_at, by.note, run_id, *key],
        )
        if holds:
            con.execute(f"INSERT INTO observations BY NAME SELECT * FROM held_observations WHERE {here}", key)
            con.execute(f"DELETE FROM held_observations WHERE {here}", key)
            con.execute(f"DELETE FROM observation_flags WHERE {here}", key)
    return figure
