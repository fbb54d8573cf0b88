"""The columns of the grid: what each is called, filtered by and shown as."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dashboards.charts.theme import status_label
from dashboards.rows import GridRow, column_of
from dashboards.site.environment import iso, wanted
from targets import figures
from targets.status import Status
from targets.words import Phrase, message, phrase

Show = Callable[[GridRow, str], str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the grid.

    `key` is its field, `sql` the expression of `shown` that it is filtered and sorted by, `kind` of filter
    "text", "number" or "date" ("" for none), `show` how a cell reads in a language ("zh" or "en"),
    `term` what section `term_help` says of it.
    """

    key: str
    title: Phrase
    sql: str
    kind: str
    show: Show
    width: int
    term: str = ""


def _quantity(key: str) -> Show:
    return lambda goal, language: figures.quantity(column_of(goal, key), goal["unit"], language)


def _percent(key: str) -> Show:
    return lambda goal, _: figures.percent(column_of(goal, key))


def _text(key: str) -> Show:
    return lambda goal, _: column_of(goal, key) or ""


COLUMNS = (
    Column(
        "status",
        message("page-status"),
        "status_rank",
        "",
        lambda goal, language: status_label(goal["status"], language),
        114,
    ),
    Column("indicator", message("page-goal"), "indicator", "text", _text("indicator"), 240),
    Column(
        "gap_share",
        message("page-gap-of-goal"),
        "gap_share",
        "number",
        lambda goal, _: figures.gap_share(goal["gap_share"]),
        94,
        "gap_share",
    ),
    Column("handle", message("page-handle"), "handle", "text", _text("handle"), 88),
    Column("region", message("page-region"), "region", "text", _text("region"), 100),
    Column("lead", message("page-owner"), "lead", "text", _text("lead"), 116),
    Column(
        "value",
        message("page-demanded"),
        "value",
        "number",
        lambda goal, language: wanted(goal).in_language(language),
        116,
    ),
    Column("actual", message("page-actual"), "actual", "number", _quantity("actual"), 104, "actual"),
    Column(
        "expected", message("page-expected"), "expected", "number", _quantity("expected"), 104, "expected"
    ),
    Column("due", message("page-due-heading"), "due", "date", lambda goal, _: iso(goal["due"]), 104),
    Column(
        "time_share",
        message("page-time"),
        "time_share * 100",
        "number",
        _percent("time_share"),
        94,
        "time_share",
    ),
    Column(
        "progress_share",
        message("page-task"),
        "progress_share * 100",
        "number",
        _percent("progress_share"),
        94,
        "progress_share",
    ),
    Column(
        "movement",
        message("page-since-last"),
        "movement",
        "",
        lambda goal, language: (
            phrase("movement", goal["movement"]).in_language(language) if goal["movement"] else ""
        ),
        100,
        "since_last",
    ),
    Column(
        "state",
        message("page-review"),
        "state",
        "",
        lambda goal, language: phrase("state", goal["state"]).in_language(language),
        100,
    ),
    Column(
        "document_title", message("page-document"), "document_title", "text", _text("document_title"), 240
    ),
)
PINNED = ("status", "indicator")
"""The columns that stay where they are while the others move."""

_FILTERS = {"text": "agTextColumnFilter", "number": "agNumberColumnFilter", "date": "agDateColumnFilter"}


def column_definitions(language: str) -> list[dict[str, Any]]:
    """The columns as AG Grid takes them; every cell is text that the server has worded."""
    return [
        {
            "field": column.key,
            "headerName": column.title.in_language(language),
            "headerTooltip": phrase("term_help", column.term).in_language(language) if column.term else None,
            "width": column.width,
            "pinned": "left" if column.key in PINNED else None,
            "wrapHeaderText": True,
            "autoHeaderHeight": True,
            "filter": _FILTERS.get(column.kind, False),
            "filterParams": {"maxNumConditions": 1, "buttons": ["reset"]},
            "cellClassRules": {f"s-{s}": f"params.data && params.data.key == '{s}'" for s in Status}
            if column.key == "status"
            else {},
            "cellClass": "num" if column.kind in ("number", "date") else "",
        }
        for column in COLUMNS
    ]


def cells(goal: GridRow, language: str) -> dict[str, str]:
    """The cells of a goal's row, its id and the key of its status."""
    return {
        "id": goal["target_id"],
        "key": goal["status"],
        **{column.key: column.show(goal, language)[:300] for column in COLUMNS},
    }
