"""Time against task: every goal a dot, the 序时进度 diagonal between ahead and behind."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from dashboards.charts.frames import Bilingual, Row, rows_of
from dashboards.charts.theme import (
    empty_figure,
    ground,
    label,
    status_colour,
    status_symbol,
    themed_figure,
)
from targets.figures import percent
from targets.status import Status
from targets.words import phrase, word_of

LOWEST, HIGHEST = -0.1, 1.25
WIDEST = 0.084
KEPT_ON_PHONES = 2


def diagonal_chart(goals: pd.DataFrame, *, named: int = 6) -> go.Figure:
    """Share of time elapsed against share of the task done (both 0..1), one dot a goal, by status.

    `goals` needs target_id, indicator, lead, status, time_share, progress_share; goals without both shares
    are left out. The `named` goals furthest below the diagonal among those behind carry their name. Dots
    beyond the frame are drawn at its edge. `customdata` of a dot begins with its target_id.
    """
    rows = [
        row for row in rows_of(goals) if row["time_share"] is not None and row["progress_share"] is not None
    ]
    if not rows:
        return empty_figure(phrase("chart", "no_data").zh)
    words = Bilingual()
    traces, beside = [_line()], _dodged(rows)
    traces += [_dots(status, [r for r in rows if r["status"] == status], beside, words) for status in Status]
    layout = {
        "height": 440,
        "xaxis": {**_axis("time_share"), "range": [-0.03, 1.06]},
        "yaxis": {**_axis("progress_share"), "range": [LOWEST - 0.04, HIGHEST + 0.04]},
        "annotations": [*_sides(), *_names(rows, beside, named)],
        "legend": {"itemclick": "toggle", "itemdoubleclick": "toggleothers"},
        "hovermode": "closest",
        "meta": {"en": words.english},
    }
    return themed_figure([trace for trace in traces if trace["x"]], layout)


def _line() -> Row:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [0, 1],
        "y": [0, 1],
        "name": phrase("chart", "diagonal").zh,
        "line": {"color": ground("muted"), "width": 1.5, "dash": "dash"},
        "hoverinfo": "skip",
    }


def _dots(status: Status, rows: list[Row], beside: dict[str, float], words: Bilingual) -> Row:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [round(row["time_share"] + beside[row["target_id"]], 4) for row in rows],
        "y": [_within(row["progress_share"]) for row in rows],
        "name": word_of(status).zh,
        "marker": {
            "color": status_colour(status),
            "symbol": status_symbol(status),
            "size": 11 if status.is_behind else 9,
            "line": {"width": 1, "color": ground("paper")},
        },
        "customdata": [
            [
                row["target_id"],
                label(row["indicator"], 40),
                label(row["lead"], 24) or phrase("chart", "no_owner").zh,
                f"{percent(row['time_share'])} → {percent(row['progress_share'])}",
                words.points((row["progress_share"] - row["time_share"]) * 100),
            ]
            for row in rows
        ],
        "hovertemplate": "<b>%{customdata[1]}</b><br>%{customdata[2]}<br>%{customdata[3]} (%{customdata[4]})<extra></extra>",
    }


def _dodged(rows: list[Row]) -> dict[str, float]:
    """How far each dot steps aside, so that goals of one plan with like progress do not cover one another."""
    crowds: dict[tuple[int, int], int] = {}
    steps = {}
    for row in sorted(rows, key=lambda row: (row["progress_share"], row["target_id"])):
        place = (round(row["time_share"] * 50), round(_within(row["progress_share"]) * 40))
        crowds[place] = crowds.get(place, -1) + 1
        step = (crowds[place] + 1) // 2 * 0.012 * (-1) ** crowds[place]
        steps[row["target_id"]] = min(max(step, -WIDEST), WIDEST)
    return steps


def _axis(key: str) -> Row:
    return {
        "title": {"text": phrase("chart", key).zh},
        "tickformat": ".0%",
        "tickvals": [0, 0.25, 0.5, 0.75, 1],
        "zeroline": False,
    }


def _sides() -> list[Row]:
    note = {"showarrow": False, "xref": "x", "yref": "y", "font": {"color": ground("muted"), "size": 12}}
    return [
        {**note, "text": phrase("chart", "above").zh, "x": 0.02, "y": HIGHEST - 0.04, "xanchor": "left"},
        {**note, "text": phrase("chart", "below").zh, "x": 1.04, "y": LOWEST + 0.02, "xanchor": "right"},
    ]


def _names(rows: list[Row], beside: dict[str, float], named: int) -> list[Row]:
    """Names for the goals furthest behind, leaving out those whose names would cover one another.

    Those named "spacious" are left out on narrow screens.
    """
    behind = [row for row in rows if Status(row["status"]).is_behind]
    notes: list[Row] = []
    for row in sorted(behind, key=lambda row: row["progress_share"] - row["time_share"]):
        x, y = row["time_share"], _within(row["progress_share"])
        if len(notes) == named:
            break
        if any(abs(x - n["x"]) < 0.3 and abs(y - n["y"]) < 0.06 for n in notes):
            continue
        to_left = x > 0.5
        steps = [
            beside[r["target_id"]]
            for r in rows
            if abs(r["time_share"] - x) + abs(_within(r["progress_share"]) - y) < 0.05
        ]
        notes.append(
            {
                "x": x + (min(steps) if to_left else max(steps)),
                "y": y,
                "text": label(row["indicator"], 12),
                "name": "spacious" if len(notes) >= KEPT_ON_PHONES else None,
                "showarrow": False,
                "xanchor": "right" if to_left else "left",
                "xshift": -9 if to_left else 9,
                "font": {"size": 12, "color": ground("ink")},
            }
        )
    return notes


def _within(share: float) -> float:
    return round(min(max(share, LOWEST), HIGHEST), 4)
