"""Progress against time of each unit or region: two dots on a line, how much time is gone and how much is done."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboards.charts.frames import Bilingual, Row
from dashboards.charts.theme import empty_figure, ground, label, status_colour, themed_figure
from dashboards.charts.told import named, told
from dashboards.rankings import GroupProgress
from targets.figures import percent
from targets.words import Phrase, message, phrase

ROW_HEIGHT = 30


def progress_dots(groups: Sequence[GroupProgress], *, limit: int = 15) -> go.Figure:
    """A row a group: an open dot where its goals should stand by time, a full one where they do; furthest behind first."""
    shown = sorted(groups, key=lambda group: (group.done - group.time, group.name))[:limit]
    if not shown:
        return empty_figure(phrase("chart", "no_data").zh)
    places = list(range(len(shown)))
    behind = [group.done < group.time for group in shown]
    hover = [
        [label(group.name, 30), str(group.goals), percent(group.time), percent(group.done)] for group in shown
    ]
    colours = [status_colour("lagging" if late else "on_track") for late in behind]
    layout = {
        "height": 96 + ROW_HEIGHT * len(shown),
        "xaxis": {"tickformat": ".0%", "range": [-0.04, 1.08], "zeroline": False},
        "yaxis": {
            "range": [len(shown) - 0.5, -0.5],
            "tickmode": "array",
            "tickvals": places,
            "ticktext": [label(group.name, 12) for group in shown],
            "tickfont": {"color": ground("ink")},
            "showgrid": False,
            "zeroline": False,
        },
        "shapes": [
            _between(place, group, late)
            for place, (group, late) in enumerate(zip(shown, behind, strict=True))
        ],
        "meta": told(
            Bilingual(),
            _finding(shown, sum(behind)),
            [
                (message("page-chart-group"), 0),
                (message("page-chart-count"), 1),
                (phrase("chart", "time_share"), 2),
                (phrase("chart", "progress_share"), 3),
            ],
            trace=0,
        ),
    }
    return themed_figure(
        [
            _dots("time_share", [_within(group.time) for group in shown], hover)
            | {
                "marker": {
                    "symbol": "circle-open",
                    "size": 10,
                    "color": ground("muted"),
                    "line": {"width": 2},
                }
            },
            _dots("progress_share", [_within(group.done) for group in shown], hover)
            | {"marker": {"size": 11, "color": colours}},
        ],
        layout,
    )


def _finding(shown: Sequence[GroupProgress], late: int) -> Phrase:
    worst, drawn = shown[0], str(len(shown))
    if not late:
        return message("finding-dots-none", drawn=drawn)
    time, done, furthest = percent(worst.time), percent(worst.done), named(worst.name)
    return message("finding-dots", drawn=drawn, late=str(late), furthest=furthest, time=time, done=done)


def _dots(key: str, values: list[float], hover: list[list[str]]) -> Row:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": values,
        "y": list(range(len(values))),
        "name": phrase("chart", key).zh,
        "customdata": hover,
        "hovertemplate": "<b>%{customdata[0]}</b> %{customdata[1]}<br>%{customdata[2]} → %{customdata[3]}<extra></extra>",
    }


def _between(place: int, group: GroupProgress, late: bool) -> Row:
    line = {"color": status_colour("lagging" if late else "on_track"), "width": 3}
    return {
        "type": "line",
        "x0": _within(group.time),
        "x1": _within(group.done),
        "y0": place,
        "y1": place,
        "layer": "below",
        "line": line,
    }


def _within(share: float) -> float:
    return round(min(max(share, 0.0), 1.05), 4)
