"""Rows of goals.sql with what a test of documents needs, and nothing beside the status unless said."""

from __future__ import annotations

from datetime import date
from typing import Any

from dashboards.charts.frames import Row
from targets.status import Status

# What a verdict may have beside its status.
BESIDE = (
    *("extended_from", "extended_by", "report_overdue", "owed_period_end", "owed_since", "waits_for_check"),
    *("final_figure_due", "reached_on", "days_late", "probability_of_miss"),
    *("milestone_days", "milestone_values", "part_of"),
    *("cause", "measures", "promised_on", "responsible", "promise_overdue"),
)


def goal(
    unit: str | None, status: str, *, before: str | None = None, points: float | None = -1.0, **more: Any
) -> Row:
    return {
        "target_id": f"{unit}-{status}-{before}",
        "handle": "YZ22-1",
        "lead": unit,
        "status": Status(status),
        "previous_status": before and Status(before),
        "previous_as_of": date(2022, 5, 31) if before else None,
        "gap_share": points,
        "illustrative": False,
        "phase": "current",
        "due": date(2022, 12, 31),
        "owners": [unit] if unit else [],
        "region": "云州市",
        "document_region": "云州市",
        "indicator": f"{unit}的目标",
        "unit": "户",
        "value": 100.0,
        "value_high": None,
        "comparator": "ge",
        "actual": 50.0,
        "actual_period_end": date(2022, 6, 30),
        "expected": 60.0,
        "gap": -10.0,
        "required_rate": 8.0,
        "lead_points": points,
        "document_title": "云州市行动方案",
        "quote": "完成100户。",
        "as_of": date(2022, 6, 30),
        "kind": "cumulative",
        "cadence": "month",
        "baseline": 0.0,
        "reason_zh": "完成50户",
        "reason_en": "50 done",
        **dict.fromkeys(BESIDE),
        **more,
    }
