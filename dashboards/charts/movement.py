"""What changed between two snapshots: how many goals went from which status to which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from dashboards.charts.frames import Bilingual, rows_of
from dashboards.charts.theme import empty_figure, ground, status_colour, status_label, themed_figure
from dashboards.charts.told import told
from targets.status import Status
from targets.words import Phrase, message, phrase


def status_flow(goals: pd.DataFrame) -> go.Figure:
    """A Sankey diagram from each goal's previous status to its status.

    `goals` needs status and previous_status; goals without an earlier verdict are left out.
    """
    pairs = [(r["previous_status"], r["status"]) for r in rows_of(goals) if r["previous_status"]]
    if not pairs:
        return empty_figure(phrase("chart", "no_data").zh)
    moves = Counter(pairs)
    before, after = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    left = [status for status in Status if before[status]]
    right = [status for status in Status if after[status]]
    colours = [status_colour(status) for status in (*left, *right)]
    trace = {
        "type": "sankey",
        "arrangement": "snap",
        "node": {
            "label": [status_label(status) for status in (*left, *right)],
            "customdata": [before[s] for s in left] + [after[s] for s in right],
            "color": colours,
            "x": [0.001] * len(left) + [0.999] * len(right),
            "y": _heights(left, before) + _heights(right, after),
            "pad": 14,
            "thickness": 14,
            "line": {"width": 0},
            "hovertemplate": "%{label} %{value}<extra></extra>",
        },
        "link": {
            "source": [left.index(a) for a, _ in moves],
            "target": [len(left) + right.index(b) for _, b in moves],
            "value": list(moves.values()),
            "color": [_pale(status_colour(b)) for _, b in moves],
            "customdata": [[status_label(a), status_label(b), count] for (a, b), count in moves.items()],
            "hovertemplate": "%{source.label} → %{target.label} %{value}<extra></extra>",
        },
        "textfont": {"size": 13, "color": ground("ink")},
    }
    side = {"showarrow": False, "xref": "paper", "yref": "paper", "y": 1.02, "yanchor": "bottom"}
    muted = {"font": {"size": 12, "color": ground("muted")}}
    layout = {
        "height": 430,
        "margin": {"l": 8, "r": 8, "t": 28, "b": 12},
        "annotations": [
            {**side, **muted, "x": 0, "xanchor": "left", "text": phrase("chart", "before").zh},
            {**side, **muted, "x": 1, "xanchor": "right", "text": phrase("chart", "now").zh},
        ],
        "meta": told(
            Bilingual(),
            _finding(pairs),
            [(phrase("chart", "before"), 0), (phrase("chart", "now"), 1), (message("page-chart-count"), 2)],
        ),
    }
    return themed_figure([trace], layout)


def _finding(pairs: Sequence[tuple[str, str]]) -> Phrase:
    """How many goals moved up and down; into and out of statuses without an actual nothing moves."""
    judged = [
        (Status(a).order, Status(b).order)
        for a, b in pairs
        if Status(a).is_assessed and Status(b).is_assessed
    ]
    better, worse = sum(b > a for a, b in judged), sum(b < a for a, b in judged)
    return message("finding-flow", total=str(len(pairs)), better=str(better), worse=str(worse))


LINE = 0.055
"""The least distance of two nodes, in shares of the height: that of a line of words with some air."""


def _heights(statuses: Sequence[str], counts: Counter[str]) -> list[float]:
    """Where each node stands, 0 at the top: both sides in the same order, no name on another."""
    whole = sum(counts.values())
    passed = 0
    places: list[float] = []
    for status in statuses:
        place = (passed + counts[status] / 2) / whole
        places.append(max(place, places[-1] + LINE) if places else place)
        passed += counts[status]
    lowest = 1.0
    for index in reversed(range(len(places))):
        places[index] = min(places[index], lowest)
        lowest = places[index] - LINE
    return [round(min(max(place, 0.001), 0.999), 4) for place in places]


def _pale(colour: str) -> str:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.32)"
