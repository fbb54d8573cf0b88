"""Applies what people changed in a ledger: all of it in one transaction, or nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from targets.actuals.links import set_link
from targets.ledger.typed_goals import TypedGoal, add_goals
from targets.ledger.workbook.columns import ADDED_BY_ROW, CHOICES, SHEETS
from targets.ledger.workbook.compare import Comparison, Edit, compare
from targets.ledger.workbook.figures import BadFigures, MonthFigure, take_figures
from targets.ledger.workbook.read import FilledLedger, FilledRow
from targets.ledger.workbook.rows import COMPARATORS, STATES, CellValue, LedgerRow, ledger_rows
from targets.store.decisions import Person, checked, record_all
from targets.store.explanations import Statement, keep_explanations
from targets.store.handles import resolve_goal
from targets.store.run import Run
from targets.store.warehouse import transaction

_SAID = ("cause", "measures", "promised_on", "responsible")
_IN_UNIT = ("value", "value_high")
_DIRECTIONS = {"ge": "at_least", "le": "at_most", "approx": "near"}


class LedgerNotApplied(ValueError):
    """Something in the ledger cannot be taken, or two people changed the same cell; nothing was stored."""


def import_ledger(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    filled: FilledLedger,
    by: Person,
    run: Run,
    *,
    dry: bool = False,
) -> Comparison:
    """Store what a ledger changes, in one transaction, and return it; with `dry` only return it.

    Raises LedgerNotApplied where it has conflicts or problems (unless `dry`), BadDecision, BadLink or UnknownHandle
    for what the store refuses; then nothing is stored.
    """
    with transaction(con):
        stored = ledger_rows(con, filled.day.year)
        found = compare(filled, stored)
        if dry:
            return found
        if found.problems or found.conflicts:
            raise LedgerNotApplied("Nothing was stored; see `duban ledger import --dry-run`.")
        goals = {row.target_id: row for row in stored}
        _correct(con, found.edits, goals, by)
        _explain(con, found.edits, goals, filled.day, by)
        _take_figures(con, found.edits, goals, filled.day.year, path, run)
        _add(con, found.added, by, run)
        for _, answer, target_id, series_id in filled.links:
            accepted = answer == CHOICES["answer"][0]
            set_link(con, target_id, series_id, accepted, by.who, by.decided_at, run.run_id)
        for _, handle, series_id in filled.series:
            set_link(con, resolve_goal(con, handle), series_id, True, by.who, by.decided_at, run.run_id)
    return found


def _correct(
    con: duckdb.DuckDBPyConnection, edits: Iterable[Edit], goals: dict[str, LedgerRow], by: Person
) -> None:
    of_goal = defaultdict[str, dict[str, CellValue]](dict)
    for edit in edits:
        if edit.key not in _SAID and not edit.key.startswith("month-"):
            of_goal[edit.target_id][edit.key] = edit.wanted
    decided = dict[str, dict[str, Any]]()
    for target_id, wanted in of_goal.items():
        goal = goals[target_id]
        values: dict[str, Any] = {
            key: value * goal.factor if key in _IN_UNIT and isinstance(value, float) else value
            for key, value in wanted.items()
            if key not in ("lead", "others", "comparator", "state")
        }
        if {"lead", "others"} & set(wanted):
            units = {**goal.cells, **wanted}
            values["owners"] = [
                name for key in ("lead", "others") for name in str(units[key] or "").split("、") if name
            ]
        if "comparator" in wanted:
            values["comparator"] = next(k for k, word in COMPARATORS.items() if word == wanted["comparator"])
            if direction := _DIRECTIONS.get(values["comparator"]):
                values["direction"] = direction
        word = wanted.get("state")
        state = next((k for k, known in STATES.items() if known == word), "accepted")
        decided[target_id] = {**checked(target_id, values), "state": state}
    record_all(con, decided, by)


def _explain(
    con: duckdb.DuckDBPyConnection,
    edits: Iterable[Edit],
    goals: dict[str, LedgerRow],
    day: date,
    by: Person,
) -> None:
    of_goal = defaultdict[str, dict[str, Any]](dict)
    for edit in edits:
        if edit.key in _SAID and edit.wanted is not None:
            of_goal[edit.target_id][edit.key] = edit.wanted
    said = [Statement(day, target_id=target_id, **words) for target_id, words in of_goal.items()]
    assert all(one.target_id in goals for one in said)
    keep_explanations(con, said, by)


def _take_figures(
    con: duckdb.DuckDBPyConnection,
    edits: Iterable[Edit],
    goals: dict[str, LedgerRow],
    year: int,
    path: Path,
    run: Run,
) -> None:
    figures = [
        MonthFigure(
            goals[edit.target_id],
            int(edit.key.removeprefix("month-")),
            edit.wanted * goals[edit.target_id].factor,
            edit.row,
        )
        for edit in edits
        if edit.key.startswith("month-") and isinstance(edit.wanted, float)
    ]
    try:
        take_figures(con, figures, year, path.name, SHEETS["goals"], run)
    except BadFigures as error:
        raise LedgerNotApplied(str(error)) from error


def _add(con: duckdb.DuckDBPyConnection, rows: Sequence[FilledRow], by: Person, run: Run) -> None:
    for row in rows:
        cells = row.cells
        word = str(cells.get("comparator") or "")
        number = "-".join(f"{cells[key]:.12g}" for key in _IN_UNIT if key in cells)
        owners = [str(cells[key]) for key in ("lead", "others") if cells.get(key)]
        goal = TypedGoal(
            str(cells["indicator"]),
            f"{'' if word in CHOICES['comparator'][2:] and word != '约' else word}{number}{cells['unit']}",
            _day(cells.get("due")),
            region=str(cells["region"]) if cells.get("region") else None,
            owners=tuple(name for part in owners for name in part.split("、") if name),
            start_on=_day(cells.get("start_on")),
        )
        source = str(cells.get("place") or cells.get("quote") or ADDED_BY_ROW)
        add_goals(con, source, run.today, [goal], by, run)


def _day(value: CellValue) -> date | None:
    return value if isinstance(value, date) else None
