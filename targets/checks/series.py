"""Checks along series: doubtful figures are flagged and held back until a person confirms them or later ones clear them."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa

from targets import figures
from targets.actuals.traits import traits_of
from targets.checks.expectations import RuleOutcome, validate
from targets.checks.rules import load_rules, rows_query, told_in_chinese
from targets.store.flags import Flag, hold_doubtful, keep_flags
from targets.store.run import Run
from targets.store.warehouse import transaction

if TYPE_CHECKING:
    import pandas as pd

SUITE = "series"
_MOST_AT_ONCE = 20_000  # series in one batch, so that their figures fit into memory

_TOUCHED = """
WITH fresh AS (
    SELECT DISTINCT s.canonical, s.region, s.change
    FROM series s
    JOIN observations o USING (series_id)
    WHERE o.run_id NOT IN (SELECT c.run_id FROM check_results c WHERE c.suite = 'series')
)
SELECT s.series_id, s.indicator, s.canonical, s.unit, s.change
FROM series s
JOIN fresh f
    ON f.canonical = s.canonical AND f.region IS NOT DISTINCT FROM s.region AND f.change IS NOT DISTINCT FROM s.change
ORDER BY s.canonical, s.region, s.series_id
"""
"""The series with figures that no run has checked, and those of the same quantity in another unit or accumulation."""


def check_series(con: duckdb.DuckDBPyConnection, run: Run) -> tuple[Flag, ...]:
    """Check every series with figures that no earlier run has checked, in one transaction; returns the flags.

    A figure that fails a rule of severity warning moves from `observations` to `held_observations`; one that
    fails no longer moves back. What a person confirmed is not flagged again.
    """
    touched = con.execute(_TOUCHED).fetchall()
    flags: list[Flag] = []
    with transaction(con):
        checked = failed = 0
        for begin in range(0, len(touched), _MOST_AT_ONCE):
            _keep_traits(con, touched[begin : begin + _MOST_AT_ONCE])
            rows = con.execute(rows_query(SUITE)).df()
            found = _flags(rows, validate(rows, load_rules(SUITE)), _confirmed(con))
            _replace(con, found, run)
            hold_doubtful(con, "SELECT series_id FROM touched_series")
            flags += found
            checked, failed = checked + len(rows), failed + len(found)
        _record(con, run, checked, flags)
    return tuple(flags)


def _keep_traits(con: duckdb.DuckDBPyConnection, series: list[tuple[Any, ...]]) -> None:
    """Temporary table touched_series: what may be expected of the figures of each series."""
    traits = [traits_of(indicator, unit, change) for _, indicator, _, unit, change in series]
    table = pa.table(
        {
            "series_id": pa.array([row[0] for row in series], pa.string()),
            "stem": pa.array([row[2] for row in series], pa.string()),
            "additive": pa.array([t.additive for t in traits], pa.bool_()),
            "bounded": pa.array([t.bounded for t in traits], pa.bool_()),
            "signed": pa.array([t.signed for t in traits], pa.bool_()),
        }
    )
    con.register("series_traits", table)
    con.execute("CREATE OR REPLACE TEMP TABLE touched_series AS SELECT * FROM series_traits")
    con.unregister("series_traits")


def _flags(
    rows: pd.DataFrame, outcomes: list[RuleOutcome], confirmed: set[tuple[str, date, float]]
) -> list[Flag]:
    by_id = rows.set_index("row_id") if len(rows) else rows
    flags, in_chinese = list[Flag](), told_in_chinese(SUITE)
    for outcome in outcomes:
        rule = outcome.rule
        for failure in outcome.failures:
            row: Any = by_id.loc[failure.row_id]
            beside = {name: _shown(row[name]) for name in rule.told if _is_there(row[name])}
            told = ", ".join(f"{name} {value}" for name, value in beside.items())
            told_zh = "，".join(f"{in_chinese[name]}{value}" for name, value in beside.items())
            for figure in row["vintages"] if rule.every_vintage else (row,):
                start, end = _day(figure["period_start"]), _day(row["period_end"])
                if (row["series_id"], end, float(figure["value"])) in confirmed:
                    continue
                flags.append(
                    Flag(
                        row["series_id"],
                        start,
                        end,
                        float(figure["value"]),
                        figure["source"],
                        rule.name,
                        rule.severity.value,
                        f"{rule.zh}" + (f"（{told_zh}）" if told_zh else ""),
                        f"Does not hold: {rule.en}" + (f" ({told})" if told else "") + f". {rule.advice}",
                    )
                )
    return flags


def _confirmed(con: duckdb.DuckDBPyConnection) -> set[tuple[str, date, float]]:
    rows = con.execute(
        "SELECT series_id, period_end, value FROM confirmations "
        "QUALIFY row_number() OVER (PARTITION BY series_id, period_end, value ORDER BY confirmation_id DESC) = 1 AND holds"
    ).fetchall()
    return {(series_id, end, value) for series_id, end, value in rows}


def _replace(con: duckdb.DuckDBPyConnection, flags: list[Flag], run: Run) -> None:
    """The flags of the touched series by the rules of this suite, in place of those they had."""
    names = [rule.name for rule in load_rules(SUITE)]
    con.execute(
        "DELETE FROM observation_flags WHERE series_id IN (SELECT series_id FROM touched_series) "
        "AND check_name IN (SELECT unnest(?))",
        [names],
    )
    keep_flags(con, flags, run)


def _record(con: duckdb.DuckDBPyConnection, run: Run, checked: int, flags: list[Flag]) -> None:
    con.execute("DELETE FROM check_results WHERE run_id = ? AND suite = ?", [run.run_id, SUITE])
    for rule in load_rules(SUITE):
        failed = sum(flag.check == rule.name for flag in flags)
        con.execute(
            "INSERT INTO check_results VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                *(run.run_id, SUITE, rule.name, rule.column, rule.severity.value),
                *(failed == 0, checked, failed, rule.zh, rule.en),
            ],
        )


def _day(moment: Any) -> date:
    day: date = moment.date() if isinstance(moment, datetime) else moment
    return day


def _is_there(value: Any) -> bool:
    return value is not None and not (isinstance(value, float) and value != value)


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return value
    return figures.exact(value, digits=6) if isinstance(value, float) else " / ".join(map(_shown, value))
