"""Time against task: every goal a dot, the 序时进度 diagonal between ahead and behind."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from dashboards.charts.frames import Bilingual, Row, rows_of
from dashboards.charts.labels import HALF_LINE, Box, dot_box, place_name, text_width
from dashboards.charts.theme import (
    empty_figure,
    ground,
    label,
    status_colour,
    status_symbol,
    themed_figure,
)
from dashboards.charts.told import Column, named, told
from targets.figures import percent
from targets.status import Status
from targets.words import Phrase, message, phrase, word_of

LOWEST, HIGHEST = -0.1, 1.25
WIDEST = 0.084
LEFT, RIGHT = -0.03, 1.06
FRAME = Box(0, 0, 470, 330)
"""The smallest frame in pixels that names stand in: that of half a page. In a wider one they stand further apart."""

_SIDES = (("above", 0.02, HIGHEST - 0.04, "left"), ("below", 1.04, LOWEST + 0.02, "right"))


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
        "xaxis": {**_axis("time_share"), "range": [LEFT, RIGHT]},
        "yaxis": {**_axis("progress_share"), "range": [LOWEST - 0.04, HIGHEST + 0.04]},
        "annotations": [*_sides(), *_names(rows, beside, named)],
        "legend": {"itemclick": "toggle", "itemdoubleclick": "toggleothers"},
        "hovermode": "closest",
        "meta": told(words, _finding(rows), _columns()),
    }
    return themed_figure([trace for trace in traces if trace["x"]], layout)


def _columns() -> list[Column]:
    return [
        (message("page-chart-goal"), 1),
        (phrase("chart", "owner"), 2),
        (message("page-status"), "name"),
        (phrase("chart", "time_share"), 3),
        (phrase("chart", "progress_share"), 4),
        (message("page-chart-points"), 5),
    ]


def _finding(rows: list[Row]) -> Phrase:
    worst = min(rows, key=lambda row: row["progress_share"] - row["time_share"])
    below = sum(row["progress_share"] < row["time_share"] for row in rows)
    if not below:
        return message("finding-diagonal-none", drawn=str(len(rows)))
    time, done = percent(worst["time_share"]), percent(worst["progress_share"])
    shown = {"furthest": named(worst["indicator"]), "time": time, "done": done}
    return message("finding-diagonal", drawn=str(len(rows)), below=str(below), **shown)


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
                percent(row["time_share"]),
                percent(row["progress_share"]),
                words.points((row["progress_share"] - row["time_share"]) * 100),
            ]
            for row in rows
        ],
        "hovertemplate": "<b>%{customdata[1]}</b><br>%{customdata[2]}<br>%{customdata[3]} → %{customdata[4]} (%{customdata[5]})<extra></extra>",
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
        {**note, "text": phrase("chart", key).zh, "x": x, "y": y, "xanchor": anchor}
        for key, x, y, anchor in _SIDES
    ]


def _names(rows: list[Row], beside: dict[str, float], named: int) -> list[Row]:
    """Names for the goals furthest behind, where there is room beside their dots in a frame as narrow as `FRAME`.

    Narrower frames, those of phones, show none ("spacious").
    """
    places = {
        row["target_id"]: _pixels(
            row["time_share"] + beside[row["target_id"]], _within(row["progress_share"])
        )
        for row in rows
    }
    taken = [dot_box(x, y) for x, y in places.values()] + [_side_box(*side) for side in _SIDES]
    taken += [dot_box(*_pixels(step / 40, step / 40)) for step in range(41)]  # the line
    behind = [row for row in rows if Status(row["status"]).is_behind]
    notes: list[Row] = []
    for row in sorted(behind, key=lambda row: row["progress_share"] - row["time_share"]):
        if len(notes) == named:
            break
        text = label(row["indicator"], 12)
        x, y = places[row["target_id"]]
        own = dot_box(x, y)
        found = place_name(text, x, y, [box for box in taken if box != own], FRAME)
        if found is None:
            continue
        placed, box = found
        taken.append(box)
        notes.append(
            {
                "x": round(row["time_share"] + beside[row["target_id"]], 4),
                "y": _within(row["progress_share"]),
                "text": text,
                "name": "spacious",
                "showarrow": False,
                "xanchor": placed.anchor,
                "xshift": placed.x_shift,
                "yshift": placed.y_shift,
                "font": {"size": 12, "color": ground("ink")},
            }
        )
    return notes


def _pixels(x: float, y: float) -> tuple[float, float]:
    """A place of the chart in a frame as narrow as `FRAME`."""
    across = (x - LEFT) / (RIGHT - LEFT) * FRAME.right
    return across, (y - LOWEST + 0.04) / (HIGHEST - LOWEST + 0.08) * FRAME.top


def _side_box(key: str, x: float, y: float, anchor: str) -> Box:
    left, middle = _pixels(x, y)
    words = phrase("chart", key)
    wide = max(text_width(words.zh), text_width(words.en)) + 24
    left -= wide if anchor == "right" else 0
    return Box(left, middle - HALF_LINE, left + wide, middle + HALF_LINE)


def _within(share: float) -> float:
    return round(min(max(share, LOWEST), HIGHEST), 4)
