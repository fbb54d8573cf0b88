"""Small goals with their actuals, put straight into the tables of a warehouse."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

import duckdb

from targets.progress.refresh import refresh_progress
from targets.settings import Settings
from targets.store.rows import insert_rows
from targets.store.run import Run

Actual = tuple[str, float] | tuple[str, float, str]


@dataclass(frozen=True)
class Goal:
    """A goal due at the end of 2022 unless said otherwise, with its series.

    `actuals` are (period end, value) or (period end, value, day it was recorded); a period begins on the
    first of its month unless the series counts otherwise or `from_january` (1-5月). `accumulation` None: no series is linked.
    """

    value: float
    actuals: tuple[Actual, ...] = ()
    kind: str = "cumulative"
    direction: str = "at_least"
    comparator: str = "ge"
    value_high: float | None = None
    change: str | None = None
    unit: str = "户"
    start: str | None = "2022-01-01"
    due: str | None = "2022-12-31"
    issued: str | None = "2022-01-10"
    accumulation: str | None = "ytd"
    cadence: str = "month"
    region: str | None = "南湖市"
    series_unit: str | None = None
    series_region: str | None = "南湖市"
    trajectory: str | None = None
    from_january: bool = False
    more: dict[str, Any] = field(default_factory=dict)


MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def period_start(end: date, cadence: str) -> date:
    """First day of the period of that cadence which ends on `end`."""
    if cadence == "january":
        return date(end.year, 1, 1)
    if cadence in ("day", "week"):
        return end if cadence == "day" else end - timedelta(days=6)
    month = end.month - MONTHS[cadence]
    return date(end.year + month // 12, month % 12 + 1, 1)


def put(con: duckdb.DuckDBPyConnection, goals: dict[str, Goal], run_id: str = "run-0") -> None:
    """Insert goals by id, each with a document, a series and an accepted link of its own."""
    documents, files, targets, series, links, observations = [], [], [], [], [], []
    first_link = con.execute("SELECT coalesce(max(link_id), 0) + 1 FROM links").fetchall()[0][0]
    for name, goal in goals.items():
        document = f"doc-{name}"
        documents.append(
            {"document_id": document, "doc": document, "issued_on": _day(goal.issued), "region": goal.region}
            | {"illustrative": True, "text": "", "extractor": "1", "run_id": run_id}
        )
        files.append(
            {"path": f"{document}.txt", "content_hash": document, "document_id": document, "run_id": run_id}
        )
        targets.append(target_row(name, goal, run_id))
        if goal.accumulation is None:
            continue
        series.append(
            {
                "series_id": f"series-{name}",
                "indicator": "老旧小区改造",
                "canonical": "老旧小区改造",
                "region": goal.series_region,
            }
            | {
                "unit": goal.series_unit or goal.unit,
                "accumulation": goal.accumulation,
                "cadence": goal.cadence,
            }
            | {"illustrative": True, "run_id": run_id}
        )
        links.append(
            {
                "link_id": first_link + len(links),
                "target_id": name,
                "series_id": f"series-{name}",
                "state": "accepted",
            }
            | {
                "score": 1.0,
                "factor": 1.0,
                "basis": "target_id",
                "who": "test",
                "linked_at": datetime(2022, 1, 1),
                "run_id": run_id,
            }
        )
        cadence = "january" if goal.from_january else goal.cadence
        observations += [observation(f"series-{name}", a, cadence, run_id) for a in goal.actuals]
    for table, rows in (
        ("documents", documents),
        ("document_files", files),
        ("extracted_targets", targets),
        ("series", series),
        ("links", links),
        ("observations", observations),
    ):
        insert_rows(con, table, rows)


def target_row(name: str, goal: Goal, run_id: str) -> dict[str, Any]:
    """The goal as a row of `extracted_targets`."""
    return {
        "target_id": name,
        "document_id": f"doc-{name}",
        "doc": f"doc-{name}",
        "indicator": "老旧小区改造",
        "canonical": "老旧小区改造",
        "region": goal.region,
        "owners": ["市住建局", "市财政局"],
        "value": goal.value,
        "value_high": goal.value_high,
        "unit": goal.unit,
        "comparator": goal.comparator,
        "change": goal.change,
        "kind": goal.kind,
        "direction": goal.direction,
        "start_on": _day(goal.start),
        "due": _day(goal.due),
        "due_basis": "document",
        "commitment": "commit",
        "section": ["一、民生"],
        "quote": "。",
        "implicit": False,
        "confidence": 0.9,
        "state": "accepted",
        "trajectory_id": goal.trajectory,
        "run_id": run_id,
        "aggregation": None,
        "baseline": None,
        "baseline_on": None,
        **goal.more,
    }


def observation(series: str, actual: Actual, cadence: str = "month", run_id: str = "run-0") -> dict[str, Any]:
    """One actual; recorded on its period's last day unless it says when. 2022-01-01/2022-02-28 says its period."""
    start, _, last = actual[0].rpartition("/")
    end = date.fromisoformat(last)
    recorded = date.fromisoformat(actual[2]) if len(actual) == 3 else end
    return {
        "series_id": series,
        "period_start": date.fromisoformat(start) if start else period_start(end, cadence),
        "period_end": end,
        "value": actual[1],
        "recorded_at": datetime.combine(recorded, time(12)),
        "source": "test",
        "import_id": "test",
        "run_id": run_id,
    }


def refreshed(
    con: duckdb.DuckDBPyConnection, as_of: str, profile: str = "delivery"
) -> dict[str, dict[str, Any]]:
    """Refresh by that day and return the verdicts in words by target."""
    refresh_progress(con, run_of(as_of), Settings(profile=profile))
    return progress(con)


def progress(con: duckdb.DuckDBPyConnection, table: str = "progress_in_words") -> dict[str, dict[str, Any]]:
    """The rows of a table of verdicts by target."""
    found = con.execute(f"SELECT * FROM {table}")
    names = [column[0] for column in found.description]
    rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    return {row["target_id"]: row for row in rows}


def run_of(as_of: str, number: int = 1) -> Run:
    """A run at the end of that day."""
    day = date.fromisoformat(as_of)
    return Run(f"{day:%Y%m%d}T235959-{number:04x}", day, datetime.combine(day, time(23, 59, 59)))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
