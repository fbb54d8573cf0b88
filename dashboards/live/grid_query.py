"""A page of the grid: AG Grid's filter and sort models as SQL over `shown`, values always as parameters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, get_type_hints

import duckdb

from dashboards.live.columns import COLUMNS
from dashboards.rows import GoalRow, GridRow
from dashboards.snapshot import fetch_rows

_NUMBER = {
    "equals": "=",
    "notEqual": "<>",
    "greaterThan": ">",
    "greaterThanOrEqual": ">=",
    "lessThan": "<",
    "lessThanOrEqual": "<=",
}
_TEXT = {
    "contains": "contains(lower({}), lower({}))",
    "notContains": "NOT contains(lower({}), lower({}))",
    "equals": "lower({}) = lower({})",
    "notEqual": "lower({}) <> lower({})",
    "startsWith": "starts_with(lower({}), lower({}))",
    "endsWith": "ends_with(lower({}), lower({}))",
}
_BY_KEY = {column.key: column for column in COLUMNS}
MOST_ROWS = 1000
# What a row of the grid is worded from; a page of all sixty columns takes ten times as long.
_SHOWN = ", ".join(get_type_hints(GridRow))


@dataclass(frozen=True, slots=True)
class GridQuery:
    """What a reader wants to see: words to search, statuses (none: all), AG Grid's filter and sort models."""

    search: str = ""
    statuses: tuple[str, ...] = ()
    filters: dict[str, Any] = field(default_factory=dict)
    sorting: tuple[dict[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class GridPage:
    """Some rows of all that fit a grid_query, and how many fit."""

    rows: list[GridRow]
    total: int


def page(cursor: duckdb.DuckDBPyConnection, grid_query: GridQuery, start: int, end: int) -> GridPage:
    """Rows `start` to `end` (at most 1000) of the goals that fit, in the wished order, the worst first by default.

    Conditions that the grid cannot send (unknown columns or operators) are passed over.
    """
    where, parameters = _where(grid_query)
    total = cursor.execute(f"SELECT count(*) FROM shown WHERE {where}", _used(where, parameters)).fetchall()[
        0
    ][0]
    order = _order(grid_query.sorting)
    query = f"SELECT {_SHOWN} FROM shown WHERE {where} ORDER BY {order} LIMIT $most OFFSET $start"
    start = max(start, 0)
    parameters |= {"most": min(max(end - start, 0), MOST_ROWS), "start": start}
    return GridPage(fetch_rows(cursor, query, GridRow, _used(query, parameters)), total)


def everything(cursor: duckdb.DuckDBPyConnection, grid_query: GridQuery) -> list[GoalRow]:
    """All goals that fit a grid_query, in its order."""
    where, parameters = _where(grid_query)
    query = f"SELECT * FROM shown WHERE {where} ORDER BY {_order(grid_query.sorting)}"
    return fetch_rows(cursor, query, GoalRow, _used(query, parameters))


def counts(cursor: duckdb.DuckDBPyConnection, grid_query: GridQuery) -> dict[str, int]:
    """How many goals of each status fit a grid_query, whatever statuses it names."""
    where, parameters = _where(GridQuery(grid_query.search, (), grid_query.filters))
    query = f"SELECT status, count(*) FROM shown WHERE {where} GROUP BY status"
    return dict(cursor.execute(query, _used(query, parameters)).fetchall())


def _where(grid_query: GridQuery) -> tuple[str, dict[str, Any]]:
    clauses, parameters = ["true"], dict[str, Any]()
    for number, word in enumerate(grid_query.search.split()[:8]):
        clauses.append(f"contains(searched, lower($word{number}))")
        parameters[f"word{number}"] = word
    if grid_query.statuses:
        clauses.append("list_contains($wanted, status)")
        parameters["wanted"] = list(grid_query.statuses)
    for key, condition in grid_query.filters.items():
        if key in _BY_KEY and isinstance(condition, dict):
            clause, values = _condition(_BY_KEY[key].sql, _BY_KEY[key].kind, condition, f"f_{key}")
            clauses += clause
            parameters |= values
    return " AND ".join(clauses), parameters


def _condition(sql: str, kind: str, condition: dict[str, Any], name: str) -> tuple[list[str], dict[str, Any]]:
    operator = condition.get("type")
    if operator in ("blank", "notBlank"):
        return [f"({sql} IS {'' if operator == 'blank' else 'NOT '}NULL)"], {}
    try:
        low, high = _operand(kind, condition, ""), _operand(kind, condition, "To")
    except (TypeError, ValueError):
        return [], {}
    if low is None:
        return [], {}
    if operator == "inRange" and kind != "text":
        return (
            ([f"{sql} BETWEEN ${name} AND ${name}_to"], {name: low, f"{name}_to": high})
            if high is not None
            else ([], {})
        )
    if kind == "text" and operator in _TEXT:
        return [_TEXT[operator].format(f"coalesce({sql}, '')", f"${name}")], {name: low}
    if kind != "text" and operator in _NUMBER:
        return [f"{sql} {_NUMBER[operator]} ${name}"], {name: low}
    return [], {}


def _operand(kind: str, condition: dict[str, Any], side: str) -> Any:
    value = condition.get({"": "dateFrom", "To": "dateTo"}[side] if kind == "date" else f"filter{side}")
    if value is None:
        return None
    if kind == "number":
        return float(value)
    return date.fromisoformat(str(value)[:10]) if kind == "date" else str(value)


def _order(sorting: Sequence[dict[str, str]]) -> str:
    """Wished columns first; what stands equal keeps the order of `shown`, the largest gap on top."""
    wished = [
        f"{_BY_KEY[s['colId']].sql} {'DESC' if s.get('sort') == 'desc' else 'ASC'} NULLS LAST"
        for s in sorting
        if s.get("colId") in _BY_KEY
    ]
    return ", ".join([*wished, "rowid"])


def _used(query: str, parameters: dict[str, Any]) -> dict[str, Any]:
    """The parameters that a query names; DuckDB refuses others."""
    return {name: value for name, value in parameters.items() if f"${name}" in query}
