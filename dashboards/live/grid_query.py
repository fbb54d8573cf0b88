"""A page of the grid: AG Grid's filter and sort models as SQL over `shown`, values always as parameters.

A model that the grid does not send is refused.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from math import isfinite
from typing import Any, get_type_hints

import duckdb

from dashboards.live.columns import COLUMNS
from dashboards.live.view import View
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
_DIRECTIONS = {"asc": "ASC", "desc": "DESC"}
_BY_KEY = {column.key: column for column in COLUMNS}
MOST_ROWS = 1000
MOST_EXPORTED = 100_000
# What a row of the grid is worded from; a page of all sixty columns takes ten times as long.
_SHOWN = ", ".join(get_type_hints(GridRow))
_LONGEST = 200
_PLACE_AND_NUMBER = re.compile(r"([\u4e00-\u9fff])(\d{2}[-－]?\d+)(?!\S)")
"""The short number of a goal as people say it, 南湖22-1: its place and what stands behind the letters of NH22-1."""


class BadModel(ValueError):
    """A filter or sort model that the grid does not send; the message names the column or what is wrong."""


@dataclass(frozen=True, slots=True)
class GridQuery:
    """What a reader wants to see: words to search, statuses (none: all), AG Grid's filter and sort models, the view."""

    search: str = ""
    statuses: tuple[str, ...] = ()
    filters: dict[str, Any] = field(default_factory=dict)
    sorting: tuple[dict[str, str], ...] = ()
    view: View = field(default_factory=View)


@dataclass(frozen=True, slots=True)
class GridPage:
    """Some rows of all that fit a grid_query, and how many fit."""

    rows: list[GridRow]
    total: int


def page(cursor: duckdb.DuckDBPyConnection, grid_query: GridQuery, start: int, end: int) -> GridPage:
    """Rows `start` to `end` (at most 1000) of the goals that fit, in the wished order, the worst first by default.

    Raises BadModel.
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


def check_models(filters: object, sorting: object) -> None:
    """Compare AG Grid's filter and sort models with the columns. Raises BadModel."""
    if not isinstance(filters, dict) or len(filters) > len(COLUMNS):
        raise BadModel("The filter model names no columns of the grid.")
    if not isinstance(sorting, list) or len(sorting) > len(COLUMNS):
        raise BadModel("The sort model names no columns of the grid.")
    _where(GridQuery(filters=filters))
    _order(sorting)


def everything(cursor: duckdb.DuckDBPyConnection, grid_query: GridQuery) -> list[GoalRow]:
    """All goals that fit a grid_query, in its order, but at most `MOST_EXPORTED`. Raises BadModel."""
    where, parameters = _where(grid_query)
    query = f"SELECT * FROM shown WHERE {where} ORDER BY {_order(grid_query.sorting)} LIMIT $most"
    parameters |= {"most": MOST_EXPORTED}
    return fetch_rows(cursor, query, GoalRow, _used(query, parameters))


def counts(cursor: duckdb.DuckDBPyConnection, grid_query: GridQuery) -> dict[str, int]:
    """How many goals of each status fit a grid_query, whatever statuses it names."""
    where, parameters = _where(GridQuery(grid_query.search, (), grid_query.filters, view=grid_query.view))
    query = f"SELECT status, count(*) FROM shown WHERE {where} GROUP BY status"
    return dict(cursor.execute(query, _used(query, parameters)).fetchall())


def _where(grid_query: GridQuery) -> tuple[str, dict[str, Any]]:
    clauses, parameters = ["true", *grid_query.view.sql], grid_query.view.parameters
    words = _PLACE_AND_NUMBER.sub(r"\1 \2", grid_query.search).split()
    for number, word in enumerate(words[:8]):
        clauses.append(f"(contains(searched, $word{number}) OR contains(searched, $folded{number}))")
        folded = unicodedata.normalize("NFKC", word)  # ＹＺ22－1 is typed for YZ22-1
        parameters |= {f"word{number}": word.lower(), f"folded{number}": folded.lower()}
    if grid_query.statuses:
        clauses.append("list_contains($wanted, status)")
        parameters["wanted"] = list(grid_query.statuses)
    for key, condition in grid_query.filters.items():
        column = _BY_KEY.get(key)
        if column is None or not column.kind or not isinstance(condition, dict):
            raise BadModel(f"The grid has no filter on the column {key[:_LONGEST]!r}.")
        clause, values = _condition(column.sql, column.kind, condition, f"f_{key}")
        if clause is None:
            raise BadModel(f"The filter on the column {key!r} is none that the grid sends.")
        clauses.append(clause)
        parameters |= values
    return " AND ".join(clauses), parameters


def _condition(
    sql: str, kind: str, condition: dict[str, Any], name: str
) -> tuple[str | None, dict[str, Any]]:
    """The condition as SQL with its parameters; None where it is none that the grid sends."""
    operator = condition.get("type")
    if operator in ("blank", "notBlank"):
        return f"({sql} IS {'' if operator == 'blank' else 'NOT '}NULL)", {}
    try:
        low, high = _operand(kind, condition, ""), _operand(kind, condition, "To")
    except (TypeError, ValueError, OverflowError):
        return None, {}
    if low is None or not isinstance(operator, str):
        return None, {}
    if operator == "inRange" and kind != "text" and high is not None:
        return f"{sql} BETWEEN ${name} AND ${name}_to", {name: low, f"{name}_to": high}
    if kind == "text" and operator in _TEXT:
        return _TEXT[operator].format(f"coalesce({sql}, '')", f"${name}"), {name: low}
    if kind != "text" and operator in _NUMBER:
        return f"{sql} {_NUMBER[operator]} ${name}", {name: low}
    return None, {}


def _operand(kind: str, condition: dict[str, Any], side: str) -> Any:
    value = condition.get({"": "dateFrom", "To": "dateTo"}[side] if kind == "date" else f"filter{side}")
    if value is None:
        return None
    if kind == "number":
        if type(value) not in (int, float) or not isfinite(value):
            raise ValueError(value)
        return float(value)
    if not isinstance(value, str) or len(value) > _LONGEST or "\0" in value:
        raise ValueError(value)
    value.encode()  # half of a surrogate pair raises a ValueError
    return date.fromisoformat(value[:10]) if kind == "date" else value


def _order(sorting: Sequence[dict[str, str]]) -> str:
    """Wished columns first; what stands equal keeps the order of `shown`, the largest gap on top."""
    wished: dict[str, str] = {}
    for model in sorting:
        key = model.get("colId") if isinstance(model, dict) else None
        direction = _DIRECTIONS.get(str(model.get("sort"))) if key else None
        if not isinstance(key, str) or key not in _BY_KEY or key in wished or direction is None:
            raise BadModel("The sort model names a column twice, or none of the grid.")
        wished[key] = f"{_BY_KEY[key].sql} {direction} NULLS LAST"
    return ", ".join([*wished.values(), "rowid"])


def _used(query: str, parameters: dict[str, Any]) -> dict[str, Any]:
    """The parameters that a query names; DuckDB refuses others."""
    return {name: value for name, value in parameters.items() if f"${name}" in query}
