"""The columns of the ledger, as columns.toml lists them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any

_TABLE: dict[str, Any] = tomllib.loads(
    resources.files(__package__).joinpath("columns.toml").read_text(encoding="utf-8")
)
SHEETS: dict[str, str] = _TABLE["sheets"]
CHOICES: dict[str, list[str]] = _TABLE["choices"]
GUIDE: list[str] = _TABLE["guide"]
ADDED_BY_ROW: str = _TABLE["source"]
HEAD_ROW = 2
"""The row of heads; the title stands above."""
SPARE_ROWS = 60


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    """One column; see columns.toml. A month's `key` is month-3."""

    key: str
    head: str
    width: float
    kind: str = "text"
    edit: bool = False
    choices: str = ""
    formula: str = ""


@cache
def ledger_columns() -> tuple[LedgerColumn, ...]:
    """All columns of the sheet of goals from left to right."""
    columns: list[LedgerColumn] = []
    for row in _TABLE["columns"]:
        column = LedgerColumn(**row)
        if column.key != "months":
            columns.append(column)
            continue
        columns += [
            replace(column, key=f"month-{month}", head=column.head.format(month=month))
            for month in range(1, 13)
        ]
    return tuple(columns)


def edited_columns() -> tuple[LedgerColumn, ...]:
    """Those that people may write in."""
    return tuple(column for column in ledger_columns() if column.edit)
