"""How units or regions overtake one another: their places by the share on schedule, month by month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import plotly.graph_objects as go

from dashboards.charts.frames import Bilingual, Row
from dashboards.charts.theme import empty_figure, ground, label, status_colour, themed_figure
from dashboards.charts.told import named, told
from dashboards.rankings import MonthRank
from targets.figures import percent
from targets.words import message, phrase

ROW_HEIGHT = 34
EMPHASISED = 3
"""At most so many lines are drawn in colour, and no more than a third."""


def bump_chart(places: Mapping[date, Sequence[MonthRank]], *, limit: int = 12) -> go.Figure:
    """One line a unit or region over the months, the first on top; equal ones stand side by side and share a number.

    Those that are last now are drawn in colour, the others in grey. At most `limit`, those with most goals.
    """
    months = sorted(month for month, ranked in places.items() if ranked)
    if len(months) < 2 or len(places[months[-1]]) < 2:
        return empty_figure(phrase("chart", "no_data").zh)
    busiest = sorted(places[months[-1]], key=lambda group: (-group.total, group.name))[:limit]
    kept = {group.name for group in busiest}
    lines: dict[str, list[tuple[int, MonthRank, int]]] = {name: [] for name in kept}
    for column, month in enumerate(months):
        shown = [group for group in places[month] if group.name in kept]
        for place, group in enumerate(shown, 1):
            lines[group.name].append((place, group, column))
    last = [group for group in places[months[-1]] if group.name in kept]
    worst = {group.name for group in last[-max(min(EMPHASISED, len(last) // 3), 1) :] if group.share < 1}
    words = Bilingual()
    layout = {
        "height": 76 + ROW_HEIGHT * len(kept),
        "showlegend": False,
        "xaxis": {
            "type": "category",
            # Without it months stand in the order in which lines have them, and the first may lack some.
            "categoryarray": [str(i) for i in range(len(months))],
            "tickmode": "array",
            "tickvals": [str(i) for i in range(len(months))],
            "ticktext": [f"{month:%Y-%m}" for month in months],
            "side": "top",
            "showgrid": False,
            "range": [-0.25, len(months) - 0.75],
        },
        "yaxis": {
            "range": [len(kept) + 0.5, 0.5],
            "side": "right",
            "tickmode": "array",
            "tickvals": list(range(1, len(last) + 1)),
            "ticktext": [f"{group.rank} {label(group.name, 10)}" for group in last],
            "tickfont": {"color": ground("ink")},
            "showgrid": False,
            "zeroline": False,
        },
        "meta": told(
            words,
            message(
                "finding-bump",
                first=f"{months[0]:%Y-%m}",
                last=f"{months[-1]:%Y-%m}",
                best=named(last[0].name),
                worst=named(last[-1].name),
            ),
            [
                (message("page-chart-group"), 0),
                (message("page-chart-month"), 3),
                (message("page-chart-place"), 1),
                (message("page-chart-on-schedule"), 2),
            ],
        ),
    }
    ordered = sorted(lines, key=lambda name: (name in worst, name))
    return themed_figure([_line(name, lines[name], months, name in worst) for name in ordered], layout)


def _line(name: str, steps: list[tuple[int, MonthRank, int]], months: Sequence[date], is_worst: bool) -> Row:
    colour = status_colour("lagging") if is_worst else ground("muted")
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [str(column) for _, _, column in steps],
        "y": [place for place, _, _ in steps],
        "name": label(name, 24),
        "line": {"color": colour, "width": 3 if is_worst else 1.5},
        "marker": {"size": 9, "color": colour},
        "customdata": [
            [label(name, 24), f"{group.rank}", percent(group.share), f"{months[column]:%Y-%m}"]
            for _, group, column in steps
        ],
        "hovertemplate": "<b>%{customdata[0]}</b> %{customdata[1]}<br>%{customdata[2]}<extra></extra>",
    }
