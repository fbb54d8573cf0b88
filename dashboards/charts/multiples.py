"""Small multiples: all goals of one owner side by side, each on its own scale."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import pandas as pd
import plotly.graph_objects as go

from dashboards.charts.frames import Bilingual, Row, RowFacts, rows_of
from dashboards.charts.theme import FigureSpec, empty_spec, ground, label, status_colour, status_label
from dashboards.charts.told import Column, listed, told
from dashboards.charts.trajectory import expected_path
from targets.figures import quantity, unit_name
from targets.status import Status
from targets.words import Phrase, message, phrase

PANEL_HEIGHT = 150
WIDE_NAME, PHONE_NAME = 48, 22
"""Characters of the names of the panels side by side on a tablet, and of the one panel on a phone."""


def small_multiples(
    goals: pd.DataFrame, actuals: pd.DataFrame, *, columns: int = 3, limit: int = 12
) -> go.Figure:
    """One small panel a goal: actuals against the expected path, the status in the title.

    `goals` has rows of goals.sql in the order to show; `actuals` needs target_id, period_end, value, latest.
    Goals without any actual are left out.
    """
    return multiples_spec(rows_of(goals), rows_of(actuals), columns=columns, limit=limit).figure()


def multiples_spec(
    goals: Sequence[RowFacts],
    actuals: Iterable[RowFacts],
    *,
    columns: int = 3,
    limit: int = 12,
    named_by: str = "indicator",
) -> FigureSpec:
    """What `small_multiples` is made from, of rows instead of frames; panels are named by a column of the goals."""
    by_goal: dict[str, list[RowFacts]] = {}
    for row in actuals:
        if row["latest"] and row["value"] is not None:
            by_goal.setdefault(row["target_id"], []).append(row)
    shown = [goal for goal in goals if goal["target_id"] in by_goal][:limit]
    if not shown:
        return empty_spec(phrase("chart", "no_data").zh)
    lines = math.ceil(len(shown) / columns)
    layout: Row = {"height": 40 + PANEL_HEIGHT * lines, "showlegend": False, "annotations": []}
    traces: list[Row] = []
    words = Bilingual()
    for position, goal in enumerate(shown):
        number = "" if position == 0 else str(position + 1)
        left, bottom, wide, high = _place(position, columns, lines)
        layout[f"xaxis{number}"] = {
            "domain": [left, left + wide],
            "anchor": f"y{number}",
            "type": "date",
            "nticks": 3,
            "tickformat": "%Y-%m",
            "showgrid": False,
            "tickfont": {"size": 11},
        }
        layout[f"yaxis{number}"] = {
            "domain": [bottom, bottom + high],
            "anchor": f"x{number}",
            "showticklabels": False,
            "showgrid": False,
            "zeroline": False,
        }
        name = goal[named_by] or phrase("chart", "no_region").zh
        layout["annotations"] += _title(goal, name, left, bottom + high, columns, words)
        traces += _panel(goal, name, by_goal[goal["target_id"]], number, words)
    layout["meta"] = told(words, _finding(shown, named_by), _columns())
    return FigureSpec(traces, layout)


def _columns() -> list[Column]:
    return [
        (message("page-chart-goal"), "name"),
        (message("page-chart-day"), "x"),
        (message("page-chart-value"), "y"),
        (message("page-chart-unit"), 1),
        (message("page-chart-worded"), 0),
    ]


def _finding(shown: Sequence[RowFacts], named_by: str) -> Phrase:
    behind = [goal for goal in shown if Status(goal["status"]).is_behind]
    if not behind:
        return message("finding-multiples-none", drawn=str(len(shown)))
    names = listed(goal[named_by] or phrase("chart", "no_region").zh for goal in behind[:3])
    return message("finding-multiples", drawn=str(len(shown)), behind=str(len(behind)), names=names)


def _place(position: int, columns: int, lines: int) -> tuple[float, float, float, float]:
    """Left, bottom, width and height of a panel, in shares of the figure."""
    line, column = divmod(position, columns)
    wide, high = 1 / columns, 1 / lines
    return column * wide + 0.01, 1 - (line + 1) * high + 0.2 * high, wide - 0.04, 0.5 * high


def _title(goal: RowFacts, name: str, left: float, top: float, columns: int, words: Bilingual) -> list[Row]:
    place = {"xref": "paper", "yref": "paper", "x": left, "y": top, "xanchor": "left", "yanchor": "bottom"}
    plain = {**place, "showarrow": False, "align": "left"}
    zh, en = (
        f"{status_label(goal['status'], lang)} {quantity(goal['actual'], goal['unit'], lang)}"
        for lang in ("zh", "en")
    )
    text = words.bilingual(zh, en)
    return [
        {
            **plain,
            "text": label(name, PHONE_NAME if columns == 1 else WIDE_NAME // columns),
            "yshift": 18,
            "font": {"size": 12},
        },
        {
            **plain,
            "text": text,
            "yshift": 2,
            "font": {"size": 12, "color": ground("muted")},
        },
    ]


def _panel(
    goal: RowFacts, name: str, figures: Sequence[RowFacts], number: str, words: Bilingual
) -> list[Row]:
    path = expected_path(goal, [], [])
    unit = words.bilingual(goal["unit"], unit_name(goal["unit"], "en"))
    base = {"type": "scatter", "xaxis": f"x{number}", "yaxis": f"y{number}", "hoverinfo": "skip"}
    return [
        {
            **base,
            "mode": "lines",
            "x": [day for day, _ in path],
            "y": [value for _, value in path],
            "line": {"color": ground("muted"), "width": 1.5, "dash": "dash"},
        },
        {
            **base,
            "mode": "lines+markers",
            "x": [row["period_end"] for row in figures],
            "y": [row["value"] for row in figures],
            "name": label(name, 60),
            "customdata": [[words.quantity(row["value"], goal["unit"]), unit] for row in figures],
            "line": {"color": status_colour(goal["status"]), "width": 2},
            "marker": {"size": [4] * (len(figures) - 1) + [9]},
        },
    ]
