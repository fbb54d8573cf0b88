"""The gap chart: every goal's distance from where it should stand, the worst first."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from dashboards.charts.frames import Bilingual, Row, rows_of
from dashboards.charts.theme import empty_figure, ground, label, status_colour, status_label, themed_figure
from dashboards.charts.told import Column, named, told
from targets import figures
from targets.status import Status
from targets.words import Phrase, message, phrase, word_of

ROW_HEIGHT = 30


def gap_chart(goals: pd.DataFrame, *, limit: int = 20, narrow: bool = False) -> go.Figure:
    """Horizontal bars of `gap_share` (per cent of each goal; negative is behind, to the left), worst first.

    `goals` needs target_id, indicator, lead, status, gap_share; goals without a gap are left out. Each bar
    carries the word of its status beside its colour. On phones (`narrow`) the mark stands for the word, and names are shorter. `customdata` of a bar begins with its target_id.
    """
    rows = [row for row in rows_of(goals) if row["gap_share"] is not None]
    rows = sorted(rows, key=lambda row: (row["gap_share"], row["target_id"]))[:limit]
    if not rows:
        return empty_figure(phrase("chart", "no_data").zh)
    words = Bilingual()
    places = [str(position) for position in range(len(rows))]
    values: list[float] = [row["gap_share"] for row in rows]
    hover = [
        [
            row["target_id"],
            label(row["indicator"], 60),
            label(row["lead"], 40) or phrase("chart", "no_owner").zh,
            word_of(Status(row["status"])).zh,
            round(row["gap_share"], 1),
        ]
        for row in rows
    ]
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": values,
        "y": places,
        "width": 0.62,
        "marker": {"color": [status_colour(row["status"]) for row in rows]},
        "customdata": hover,
        "hovertemplate": "<b>%{customdata[1]}</b><br>%{customdata[2]}<br>%{x:.1f}%<extra></extra>",
    }
    # The words stand across the zero line from their bar, so that they line up and no bar covers them.
    texts = {
        "type": "scatter",
        "mode": "text",
        "x": [0] * len(rows),
        "y": places,
        "text": [_words(row["status"], row["gap_share"], words, narrow) for row in rows],
        "textposition": ["middle left" if value > 0 else "middle right" for value in values],
        "textfont": {"color": ground("ink"), "size": 12.5},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
    layout = {
        "height": 76 + ROW_HEIGHT * len(rows),
        "showlegend": False,
        "xaxis": {
            "title": {"text": "" if narrow else phrase("chart", "gap_axis").zh},
            "zeroline": True,
            "range": _range(values, 1.0 if narrow else 0.6),
        },
        "yaxis": {
            "autorange": "reversed",
            "tickmode": "array",
            "tickvals": places,
            "ticktext": [label(row["indicator"], 7 if narrow else 16) for row in rows],
            "tickfont": {"color": ground("ink")},
            "type": "category",
            "ticklen": 2,
        },
        "meta": told(words, _finding(rows), _columns()),
    }
    return themed_figure([bars, texts], layout)


def _columns() -> list[Column]:
    owner, status = phrase("chart", "owner"), message("page-status")
    return [(message("page-chart-goal"), 1), (owner, 2), (status, 3), (message("page-chart-gap-share"), 4)]


def _finding(rows: list[Row]) -> Phrase:
    worst, drawn = rows[0], str(len(rows))
    if worst["gap_share"] >= 0:
        return message("finding-gap-none", drawn=drawn)
    behind = sum(Status(row["status"]).is_behind for row in rows)
    gap, furthest = figures.gap_share(worst["gap_share"]), named(worst["indicator"])
    return message("finding-gap", drawn=drawn, behind=str(behind), furthest=furthest, gap=gap)


def _words(status: str, value: float, words: Bilingual, narrow: bool) -> str:
    if narrow:
        return f" {Status(status).look.glyph} {figures.gap_share(value)} "
    zh, en = (f" {status_label(status, language)} {figures.gap_share(value)} " for language in ("zh", "en"))
    return words.bilingual(zh, en)


def _range(values: list[float], room: float) -> list[float]:
    """All bars, and room across the zero line for the words: `room` in lengths of the longest bar."""
    low, high = min(*values, 0.0), max(*values, 0.0)
    longest = max(-low, high) or 1.0
    return [
        min(low, -room * longest if high > 0 else 0.0) * 1.04,
        max(high, room * longest if low < 0 else 0.0) * 1.04,
    ]
