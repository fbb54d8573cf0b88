"""Reads what the pages show from a published snapshot: one SQL file a table, nothing computed twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar, cast, get_type_hints

import duckdb
import pandas as pd

from dashboards.rows import (
    ActualRow,
    AlertRow,
    CheckRow,
    DecisionRow,
    DocumentRow,
    EarlierVersionRow,
    ExplanationRow,
    FreshnessRow,
    GoalListRow,
    GoalRow,
    MentionRow,
    NoticeRow,
    PastYearRow,
    QuarantineRow,
    RunRow,
    VerdictRow,
)
from targets.progress.status import judge_day
from targets.status import Status

MONTHS_BACK = 5
_STATUSES = {"status", "previous_status", "look_status"}
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The tables of the dashboards, one list of rows each; missing values are None.

    `goals` has a row a current goal with its verdict; `actuals` every vintage of its figures, `verdicts`
    the earlier verdicts, `mentions` every number found in the `documents`, `explanations` what units said of goals,
    `notices` a row a notice and goal, `goal_lists` the lists of the overview that a goal stands in,
    `decisions` what people decided about goals, `past_years` the figures of the same days of earlier years,
    `earlier_versions` the texts that documents had before.
    """

    goals: list[GoalRow]
    actuals: list[ActualRow]
    verdicts: list[VerdictRow]
    documents: list[DocumentRow]
    mentions: list[MentionRow]
    quarantine: list[QuarantineRow]
    checks: list[CheckRow]
    runs: list[RunRow]
    freshness: list[FreshnessRow]
    alerts: list[AlertRow]
    explanations: list[ExplanationRow]
    notices: list[NoticeRow]
    goal_lists: list[GoalListRow]
    decisions: list[DecisionRow]
    past_years: list[PastYearRow]
    earlier_versions: list[EarlierVersionRow]


def read_snapshot(source: duckdb.DuckDBPyConnection | Path) -> Snapshot:
    """All tables of a snapshot, from an open connection or a DuckDB file (opened read-only)."""
    with snapshot_connection(source) as con:
        lists = query(con, "goal_lists", GoalListRow)  # against every judged day, not only the ends of months
        return _by_month(con, lists)


def _by_month(con: duckdb.DuckDBPyConnection, lists: list[GoalListRow]) -> Snapshot:
    with month_ends(con):
        return Snapshot(
            goals=query(con, "goals", GoalRow),
            actuals=query(con, "actuals", ActualRow),
            verdicts=query(con, "verdicts", VerdictRow),
            documents=query(con, "documents", DocumentRow),
            mentions=query(con, "mentions", MentionRow),
            quarantine=query(con, "quarantine", QuarantineRow),
            checks=query(con, "checks", CheckRow),
            runs=query(con, "runs", RunRow),
            freshness=query(con, "freshness", FreshnessRow),
            alerts=query(con, "alerts", AlertRow),
            explanations=query(con, "explanations", ExplanationRow),
            notices=query(con, "notices", NoticeRow),
            goal_lists=lists,
            decisions=query(con, "decisions", DecisionRow),
            past_years=query(con, "past_years", PastYearRow),
            earlier_versions=query(con, "earlier_versions", EarlierVersionRow),
        )


@contextmanager
def month_ends(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Lets `goals.sql` and `verdicts.sql` compare with the ends of the last months, whatever days were refreshed.

    Months of which no refresh kept verdicts are judged again, by their last day, from what was known then.
    Within the context a temporary table stands in for `progress_history`.
    """
    latest, *_ = con.execute("SELECT max(as_of) FROM progress").fetchall()[0]
    con.execute(_sql("month_ends"))
    try:
        kept = con.execute(
            "SELECT DISTINCT date_trunc('month', as_of)::DATE FROM progress_history"
        ).fetchall()
        for day in _month_ends(latest) if latest else []:
            if (day.replace(day=1),) not in kept:
                judge_day(con, day)
                con.execute(_sql("judged_again"))
        yield
    finally:
        con.execute("DROP TABLE temp.progress_history")


def query(con: duckdb.DuckDBPyConnection, name: str, row: type[R]) -> list[R]:
    """The rows of `sql/NAME.sql`, of the type that `rows` gives them."""
    return fetch_rows(con, _sql(name), row)


def fetch_rows(
    con: duckdb.DuckDBPyConnection,
    query: str,
    row: type[R],
    parameters: Sequence[Any] | dict[str, Any] = (),
) -> list[R]:
    """The rows of a query; statuses as members of `Status`. Raises UnknownName for one that is none.

    `row` is the type of a row, one of `rows`. Raises KeyError where the query lacks one of its columns.
    """
    cursor = con.execute(query, parameters)
    names = [column[0] for column in cursor.description or ()]
    if missing := get_type_hints(row).keys() - set(names):
        raise KeyError(f"the query has no column {', '.join(sorted(missing))} of {row.__name__}")
    rows = [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]
    for name in _STATUSES & set(names):
        for found in rows:
            found[name] = found[name] and Status(found[name])
    return cast("list[R]", rows)


def frame(rows: Sequence[Mapping[str, Any]], columns: tuple[str, ...]) -> pd.DataFrame:
    """Rows as the data frame a chart takes; with its columns even where there are no rows."""
    return pd.DataFrame([[row.get(c) for c in columns] for row in rows], columns=list(columns), dtype=object)


def _sql(name: str) -> str:
    return files("dashboards").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")


def _month_ends(before: date) -> list[date]:
    """The last days of the `MONTHS_BACK` months before the one of `before`, the latest first."""
    days, first = [], before.replace(day=1)
    for _ in range(MONTHS_BACK):
        days.append(first - timedelta(days=1))
        first = days[-1].replace(day=1)
    return days


@contextmanager
def snapshot_connection(source: duckdb.DuckDBPyConnection | Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The connection given, or one to the file given, read-only and closed at the end."""
    if isinstance(source, Path):
        with duckdb.connect(str(source), read_only=True) as con:
            yield con
    else:
        yield source
