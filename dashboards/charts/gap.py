"""The gap chart: every goal's distance from where it should stand, the worst first."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from dashboards import formats
from dashboards.charts.frames import Bilingual, rows_of
from dashboards.charts.house import empty_figure, ground, house_figure, label, status_colour, status_label
from dashboards.words import phrase

ROW_HEIGHT = 30


def gap_chart(goals: pd.DataFrame, *, limit: int = 20) -> go.Figure:
    """Horizontal bars of `gap_points` (percentage points; negative is behind, to the left), worst first.

    `goals` needs target_id, indicator, lead, status, gap_points; goals without a gap are left out. Each bar
    carries the word of its status beside its colour. `customdata` of a bar begins with its target_id.
    """
    rows = [row for row in rows_of(goals) if row["gap_points"] is not None]
    rows = sorted(rows, key=lambda row: (row["gap_points"], row["target_id"]))[:limit]
    if not rows:
        return empty_figure(phrase("chart", "no_data").zh)
    words = Bilingual()
    places = [str(position) for position in range(len(rows))]
    values: list[float] = [row["gap_points"] for row in rows]
    trace = {
        "type": "bar",
        "orientation": "h",
        "x": values,
        "y": places,
        "width": 0.62,
        "marker": {"color": [status_colour(row["status"]) for row in rows]},
        "text": [
            words.say(
                f"{status_label(row['status'])} {formats.points(row['gap_points'])}",
                f"{status_label(row['status'], 'en')} {formats.points(row['gap_points'], 'en')}",
            )
            for row in rows
        ],
        "textposition": ["inside" if _is_wide(value, values) else "outside" for value in values],
        "insidetextanchor": "end",
        "insidetextfont": {"color": ground("paper")},
        "outsidetextfont": {"color": ground("ink")},
        "textangle": 0,
        "cliponaxis": False,
        "constraintext": "none",
        "customdata": [
            [
                row["target_id"],
                label(row["indicator"], 60),
                label(row["lead"], 40) or phrase("chart", "no_owner").zh,
            ]
            for row in rows
        ],
        "hovertemplate": "<b>%{customdata[1]}</b><br>%{customdata[2]}<br>%{text}<extra></extra>",
    }
    lowest, highest = min(values), max(values)
    span = max(highest, 0) - min(lowest, 0) or 1
    layout = {
        "height": 76 + ROW_HEIGHT * len(rows),
        "showlegend": False,
        "xaxis": {
            "title": {"text": phrase("chart", "gap_axis").zh},
            "zeroline": True,
            "range": [min(lowest, 0) - 0.06 * span, max(highest, 0) + (0.45 if highest <= 0 else 0.3) * span],
        },
        "yaxis": {
            "autorange": "reversed",
            "tickmode": "array",
            "tickvals": places,
            "ticktext": [label(row["indicator"], 16) for row in rows],
            "tickfont": {"color": ground("ink")},
            "type": "category",
        },
        "meta": {"en": words.english},
    }
    return house_figure([trace], layout)


def _is_wide(value: float, values: list[float]) -> bool:
    """Whether a bar has room for its own text."""
    return value < 0 and abs(value) >= 0.45 * max(abs(other) for other in values)
