"""The indicators that are followed without a number: their latest figures, and what is owed."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TypedDict

import duckdb

from dashboards.snapshot import query
from targets.progress.profiles import load_rules

_NO_CADENCES = {
    "ten_days": (None, 10, "week"),
    "half_month": (None, 15, "week"),
    "two_months": (2, None, "month"),
}
"""Rhythms that are no cadence of goals: months or days, and the cadence whose report takes as long."""


class WatchedRow(TypedDict):
    """An indicator followed without a number, and a series that shows it: its figures, the latest first."""

    watch_no: int
    handle: str
    document_id: str
    document_title: str
    indicator: str
    rhythm: str | None
    spread: str | None
    region: str | None
    owners: list[str]
    section: list[str]
    quote: str
    illustrative: bool
    as_of: date
    series_id: str | None
    series_indicator: str | None
    place: str | None
    unit: str | None
    accumulation: str | None
    cadence: str | None
    days: list[date]
    figures: list[float]
    source: str | None


def watched_on(
    con: duckdb.DuckDBPyConnection, as_of: date, known_by: date, *, region: str = "", unit: str = ""
) -> list[WatchedRow]:
    """The watched indicators as they stood on a day by what was known on a later one; of a region or unit, or all."""
    for name, day in (("watched_on", as_of), ("watched_known_by", known_by)):
        con.execute(f"SET VARIABLE {name} = $day", {"day": day})
    try:
        rows = query(con, "watched", WatchedRow)
    finally:
        con.execute("RESET VARIABLE watched_on")
        con.execute("RESET VARIABLE watched_known_by")
    return [row for row in rows if _is_asked(row, region, unit)]


def owed_from(row: WatchedRow) -> date | None:
    """The first day for which a figure is owed by its rhythm; None where nothing is owed, or no rhythm is known."""
    rhythm = row["rhythm"] or row["cadence"]
    if not rhythm or not row["days"]:
        return None
    last = row["days"][0]
    cadences = {rule.name: rule for rule in load_rules().cadences}
    months, days, like = _NO_CADENCES.get(rhythm) or (cadences[rhythm].months, cadences[rhythm].days, rhythm)
    ends = _months_after(last, months) if months else last + timedelta(days or 0)
    late = ends + timedelta(cadences[like].published_after) < row["as_of"]
    return last + timedelta(1) if late else None


def change_of(row: WatchedRow) -> float | None:
    """The latest figure less the one before; None where there are not two, or a new year's count begins."""
    if len(row["figures"]) < 2:
        return None
    (last, before), (day, earlier) = row["figures"][:2], row["days"][:2]
    begins_anew = row["accumulation"] == "ytd" and day.year != earlier.year
    return None if begins_anew else last - before


def _months_after(day: date, months: int) -> date:
    """The last day of the month so many months later."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, monthrange(day.year + years, month + 1)[1])


def _is_asked(row: WatchedRow, region: str, unit: str) -> bool:
    named = any(owner == unit or owner.startswith(f"{unit}（") for owner in row["owners"])
    return (not region or region in (row["place"], row["region"])) and (not unit or named)
