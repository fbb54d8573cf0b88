"""The Excel form a department fills in: one row a series, with goals, last figures, units and choices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from targets.actuals.forms.labels import is_unit, plain
from targets.actuals.template_layout import write_book
from targets.actuals.units import unit_of
from targets.words import phrase

_SQL = resources.files("targets.actuals").joinpath("sql/template.sql").read_text(encoding="utf-8")
_NOBODY = "未定责任单位"


class FormRow(NamedTuple):
    """One row of the form: a goal in its document's own unit, its milestones, and the last figure of its series."""

    handle: str
    indicator: str
    region: str
    owners: tuple[str, ...]
    value: float
    milestones: str
    due: str
    last_period: str
    last_value: float | None
    unit: str
    accumulation: str


def write_template(con: duckdb.DuckDBPyConnection, path: Path, as_of: date, owner: str | None = None) -> int:
    """Write the form for the accepted goals in force, or those of one responsible unit; returns how many rows it has.

    The file can be imported as it comes back; rows without a figure are passed over.
    """
    rows = form_rows(con, as_of, owner)
    write_book(path, rows, last_month(as_of))
    return len(rows)


def write_templates(con: duckdb.DuckDBPyConnection, path: Path, as_of: date) -> dict[Path, int]:
    """One form for each lead unit, named by it (填报表-市水利局.xlsx for 填报表.xlsx); how many rows each has."""
    units = defaultdict[str, list[FormRow]](list)
    for row in form_rows(con, as_of, None):
        units[row.owners[0] if row.owners else _NOBODY].append(row)
    written = {}
    for unit, rows in units.items():
        file = path.with_stem(f"{path.stem}-{unit.replace('/', '、')}")
        write_book(file, rows, last_month(as_of))
        written[file] = len(rows)
    return written


def form_rows(con: duckdb.DuckDBPyConnection, as_of: date, owner: str | None) -> list[FormRow]:
    """The rows of the form; see template.sql."""
    return [_row(*columns) for columns in con.execute(_SQL, {"owner": owner, "as_of": as_of}).fetchall()]


def last_month(as_of: date) -> date:
    """The end of the last month that is over at the end of a day."""
    tomorrow = as_of + timedelta(days=1)
    return tomorrow.replace(day=1) - timedelta(days=1)


def _row(
    handle: str,
    indicator: str,
    region: str | None,
    owners: Sequence[str],
    value: float,
    due: date | None,
    unit: str,
    said: str | None,
    milestones: Sequence[dict[str, Any]] | None,
    accumulation: str,
    last_start: date | None,
    last_end: date | None,
    last_value: float | None,
) -> FormRow:
    own = own_unit(said or "", unit)
    factor = unit_of(own).factor
    return FormRow(
        handle,
        indicator,
        region or "",
        tuple(owners),
        _rounded(value / factor),
        "；".join(f"{m['due']}：{_rounded(m['value'] / factor):.12g}" for m in milestones or ()),
        str(due or ""),
        _period(last_start, last_end, accumulation),
        None if last_value is None else _rounded(last_value / factor),
        own,
        phrase("accumulation_written", accumulation).zh,
    )


def own_unit(said: str, unit: str) -> str:
    """The unit in which a document writes a number (260亿元: 亿元); the bare unit where its words do not tell."""
    words = plain(said)
    for at in range(len(words)):
        tail = words[at:]
        if not tail[0].isdigit() and is_unit(tail) and unit_of(tail).bare == unit:
            return tail
    return unit


def _rounded(value: float) -> float:
    return float(f"{value:.12g}")


def _period(start: date | None, end: date | None, accumulation: str) -> str:
    if start is None or end is None:
        return ""
    if accumulation == "ytd" and end.month > 1:
        return f"{end.year}年1-{end.month}月"
    return f"{end:%Y-%m}"
