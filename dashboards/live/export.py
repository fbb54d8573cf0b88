"""The grid as a file: CSV that Excel opens, or a workbook; text can never become a formula."""

from __future__ import annotations

import csv
import io
import unicodedata
from datetime import date, datetime
from typing import Any

from dashboards.rows import GoalRow, column_of
from targets.spreadsheets import neutral

FIELDS = (
    *(
        "target_id",
        "handle",
        "status",
        "indicator",
        "region",
        "owners",
        "value",
        "value_high",
        "unit",
        "comparator",
        "due",
    ),
    *("as_of", "actual", "actual_period_end", "expected", "gap", "gap_share", "achievement", "time_share"),
    *(
        "progress_share",
        "projection",
        "state",
        "document_title",
        "quote",
        "reason_zh",
        "reason_en",
        "illustrative",
    ),
)
_CELL = 32_000


def as_csv(goals: list[GoalRow]) -> bytes:
    """UTF-8 with a byte order mark, one row a goal."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(FIELDS)
    writer.writerows([_cell(column_of(goal, name)) for name in FIELDS] for goal in goals)
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(goals: list[GoalRow]) -> bytes:
    """A workbook with one sheet, its first row fixed and filterable."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("goals")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(FIELDS))}{len(goals) + 1}"
    sheet.append(FIELDS)
    for goal in goals:
        sheet.append([_cell(column_of(goal, name)) for name in FIELDS])
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        value = "、".join(str(part) for part in value)
    if isinstance(value, (bool, int, float, datetime, date)) or value is None:
        return value
    text = "".join(c for c in str(value) if c in "\n\t" or unicodedata.category(c) != "Cc")[:_CELL]
    return neutral(text)
