"""The types of the rows that only the review page reads."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypedDict


class DoubtRow(TypedDict):
    """What a person should look at: a proposed goal, a disagreement on a field, a proposed series with its last figures."""

    target_id: str
    kind: str
    event: str | None
    field: str | None
    before: str | None
    after: str | None
    happened_at: datetime | None
    series_id: str | None
    score: float | None
    cues: list[str] | None
    handle: str
    document_title: str
    lead: str | None
    region: str | None
    series_indicator: str | None
    series_region: str | None
    series_unit: str | None
    series_days: list[date] | None
    series_figures: list[float] | None


class SeriesRow(TypedDict):
    """A series that a reviewer may choose for a goal."""

    series_id: str
    indicator: str
    region: str | None
    unit: str
