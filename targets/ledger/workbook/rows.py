"""The goals as rows of the ledger: what each cell shows, in the unit of the goal's document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import Any

import duckdb

from targets.actuals.template import own_unit
from targets.actuals.units import unit_of
from targets.ledger.workbook.columns import CHOICES
from targets.words import phrase

_SQL = resources.files(__package__).joinpath("goals.sql").read_text(encoding="utf-8")
COMPARATORS = dict(
    zip(("ge", "le", "eq", "approx", "range", "all", "zero"), CHOICES["comparator"], strict=True)
)
STATES = dict(zip(("accepted", "proposed", "rejected"), CHOICES["state"], strict=True))

CellValue = str | float | date | None


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One goal: what its cells hold, by column; `factor` turns them into the goal's bare unit.

    `series_id` is the series that measures it, `series_factor` turns its values into the goal's bare unit.
    """

    target_id: str
    cells: dict[str, CellValue]
    factor: float
    unit: str
    accumulation: str
    series_id: str | None
    series_factor: float


def ledger_rows(
    con: duckdb.DuckDBPyConnection,
    year: int,
    region: str | None = None,
    unit: str | None = None,
    goal: str | None = None,
) -> list[LedgerRow]:
    """The goals of a region and unit, or the one with this id (all where None), with the figures of a year's months."""
    cursor = con.execute(_SQL, {"year": year, "region": region, "unit": unit, "goal": goal})
    names = [column[0] for column in cursor.description or ()]
    return [
        _row(number, dict(zip(names, row, strict=True))) for number, row in enumerate(cursor.fetchall(), 1)
    ]


def _row(number: int, goal: Mapping[str, Any]) -> LedgerRow:
    own = own_unit(goal["said"] or "", goal["unit"])
    factor = unit_of(own).factor if own != goal["unit"] else 1.0
    accumulation = goal["accumulation"] or ("ytd" if goal["kind"] == "cumulative" else "level")
    series_factor = goal["factor"] or 1.0

    def scaled(value: float | None) -> float | None:
        return None if value is None else float(f"{value / factor:.12g}")

    lead, *others = goal["owners"] or [None]
    same = ("handle", "indicator", "region", "start_on", "due", "quote", "place")
    cells: dict[str, CellValue] = {
        **{name: goal[name] for name in (*same, "cause", "measures", "promised_on", "responsible")},
        **{name: scaled(goal[name]) for name in ("value", "value_high", "actual", "expected", "gap")},
        "number": float(number),
        "comparator": COMPARATORS[goal["comparator"]],
        "unit": own,
        "lead": lead,
        "others": "、".join(others) or None,
        "state": STATES[goal["state"]],
        "accumulation": phrase("accumulation_written", accumulation).zh,
        "status": phrase("status", goal["status"]).zh if goal["status"] else None,
    }
    for month, value in (goal["months"] or {}).items():
        cells[f"month-{month}"] = scaled(value * series_factor)
    return LedgerRow(
        goal["target_id"], cells, factor, goal["unit"], accumulation, goal["series_id"], series_factor
    )
