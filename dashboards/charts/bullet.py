"""The bullet chart: one goal as a bar, its expected point as a tick, its end as the frame."""

from __future__ import annotations

import plotly.graph_objects as go

from dashboards.charts.frames import Bilingual, Row, RowFacts
from dashboards.charts.theme import empty_figure, ground, status_colour, status_label, themed_figure
from targets.words import phrase


def bullet_chart(goal: RowFacts) -> go.Figure:
    """One goal: actual as a bar in the colour of its status, expected as a tick, the value to reach as a line.

    `goal` is a row of goals.sql. Without an actual the figure says so instead of showing zero.
    """
    target = goal["target_value"] if goal["target_value"] is not None else goal["value"]
    if goal["actual"] is None or target is None:
        return empty_figure(status_label(goal["status"]))
    words = Bilingual()
    unit = goal["unit"]
    known = [v for v in (goal["actual"], goal["expected"], target, 0.0) if v is not None]
    low, high = min(known), max(known) * 1.05
    bars = [
        _bar(target, 0.9, ground("faint"), phrase("chart", "target").zh, words.quantity(target, unit)),
        _bar(
            goal["actual"],
            0.42,
            status_colour(goal["status"]),
            phrase("chart", "actual").zh,
            words.quantity(goal["actual"], unit),
        ),
    ]
    marks = [_tick(target, ground("ink"), 2)]
    if goal["expected"] is not None:
        marks.append(_tick(goal["expected"], ground("ink"), 3, 0.7))
        bars.append(
            _bar(
                goal["expected"],
                0.9,
                "rgba(0,0,0,0)",
                phrase("chart", "expected").zh,
                words.quantity(goal["expected"], unit),
            )
        )
    layout = {
        "height": 96,
        "barmode": "overlay",
        "showlegend": False,
        "xaxis": {**words.axis(low, high, unit), "range": [low, high], "showgrid": False},
        "yaxis": {"visible": False},
        "shapes": marks,
        "meta": {"en": words.english},
    }
    return themed_figure(bars, layout)


def _bar(value: float, width: float, colour: str, name: str, text: str) -> Row:
    return {
        "type": "bar",
        "orientation": "h",
        "x": [value],
        "y": ["0"],
        "width": width,
        "marker": {"color": colour},
        "name": name,
        "customdata": [text],
        "hovertemplate": "%{fullData.name} %{customdata}<extra></extra>",
    }


def _tick(value: float, colour: str, width: int, height: float = 0.9) -> Row:
    half = height / 2
    line = {"color": colour, "width": width}
    return {
        "type": "line",
        "xref": "x",
        "yref": "y",
        "x0": value,
        "x1": value,
        "y0": -half,
        "y1": half,
        "line": line,
    }
