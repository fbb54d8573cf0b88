"""Figures of months that people write beside a goal, in the ledger or the app: vintages of the series that measures it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from targets.actuals.imports import load_staged
from targets.actuals.periods import BadPeriod, Cadence, parse_period
from targets.actuals.staging import StagedSheet, figures_table, stage_figures
from targets.ledger.typed_goals import quantity_of
from targets.ledger.workbook.rows import LedgerRow, ledger_rows
from targets.store.decisions import BadDecision, Person
from targets.store.rows import insert_rows
from targets.store.run import Run
from targets.store.warehouse import transaction
from targets.words import Phrase, message


class BadFigures(ValueError):
    """Figures that cannot be taken; the message names their rows."""


@dataclass(frozen=True, slots=True)
class MonthFigure:
    """What a goal had reached by the end of a month, in its bare unit; `row` is where it stands in its sheet."""

    goal: LedgerRow
    month: int
    value: float
    row: int


def take_figures(
    con: duckdb.DuckDBPyConnection, figures: Sequence[MonthFigure], year: int, file: str, sheet: str, run: Run
) -> None:
    """Store figures of a year within the caller's transaction: of a goal that is linked as vintages of its series.

    Others make a series that names the goal. `file` and `sheet` name where they stand. Raises BadFigures.
    """
    import_id = f"ledger-{run.run_id}"
    insert_rows(
        con,
        "observations",
        [_observation(f, year, file, sheet, import_id, run) for f in figures if f.goal.series_id],
    )
    named = [(f.row, f.month, _words(f, year)) for f in figures if f.goal.series_id is None]
    if not named:
        return
    stage_figures(con, [StagedSheet(sheet, figures_table(named))], file, import_id)
    if load_staged(con, run) < len(named):
        wrong = con.execute(
            "SELECT DISTINCT row FROM judged WHERE problem IS NOT NULL ORDER BY row"
        ).fetchall()
        rows = ", ".join(str(row) for (row,) in wrong)
        raise BadFigures(
            f"Figures of the rows {rows} cannot be taken: negative, or of a period that is not the goal's."
        )


class BadReport(Exception):
    """A figure that cannot be taken as it was reported; `words` say why in both languages."""

    def __init__(self, words: Phrase) -> None:
        super().__init__(words.en)
        self.words = words


def report_figure(
    con: duckdb.DuckDBPyConnection, target_id: str, period: str, quantity: str, by: Person, run: Run
) -> LedgerRow:
    """Store what somebody reports of a goal for a month (2022-06), as a number with its unit (1.2万户).

    Returns the goal, which says how it accumulates. Raises BadReport where there is no such goal in force, the month
    has not begun, the number is not in the goal's unit, or it is one that the goal's series cannot have.
    """
    end = _month(period, run)
    with transaction(con):
        found = ledger_rows(con, end.year, goal=target_id)
        if not found:
            raise BadReport(message("refusal-gone"))
        (goal,) = found
        figure = MonthFigure(goal, end.month, _number(quantity, goal.unit), 1)
        try:
            take_figures(con, [figure], end.year, "app", by.who, run)
        except BadFigures as error:
            raise BadReport(message("refusal-range", text=quantity)) from error
    return goal


def _month(period: str, run: Run) -> date:
    """The last day of a month that has begun. Raises BadReport."""
    with suppress(BadPeriod):
        month = parse_period(period)
        if month.cadence is Cadence.MONTH and month.end.replace(day=1) <= run.today:
            return month.end
    raise BadReport(message("refusal-month", text=period))


def _number(quantity: str, unit: str) -> float:
    """A number in the bare unit of a goal. Raises BadReport."""
    with suppress(BadDecision):
        number = quantity_of(quantity)
        if number.unit == unit and number.value_high is None:
            return number.value
    raise BadReport(message("refusal-figure", text=quantity, unit=unit))


def _observation(
    figure: MonthFigure, year: int, file: str, sheet: str, import_id: str, run: Run
) -> dict[str, Any]:
    goal, end = figure.goal, date(year, figure.month, monthrange(year, figure.month)[1])
    return {
        "series_id": goal.series_id,
        "period_start": date(year, 1, 1) if goal.accumulation == "ytd" else end.replace(day=1),
        "period_end": end,
        "value": figure.value / goal.series_factor,
        "recorded_at": run.now,
        "source": f"{file}:{sheet}!{figure.row}",
        "import_id": import_id,
        "run_id": run.run_id,
    }


def _words(figure: MonthFigure, year: int) -> tuple[str, ...]:
    """A figure as a tidy table would hold it: its goal, period, value, unit and how it accumulates."""
    goal = figure.goal
    period = f"{year}-{figure.month:02}"
    return (goal.target_id, "", "", period, repr(figure.value), goal.unit, goal.accumulation, "", "", "", "")
