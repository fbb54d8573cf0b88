"""Heatmaps of how much is behind: owner by month, region by topic."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import plotly.graph_objects as go

from dashboards.charts.frames import Bilingual, rows_of
from dashboards.charts.theme import empty_figure, ground, label, status_colour, themed_figure
from dashboards.charts.told import named, told
from targets.extraction.topics.rules import topic_of
from targets.status import Status
from targets.words import Phrase, english_of, message, phrase

CELL_HEIGHT = 32
COLUMNS = 6


def owner_month_heatmap(verdicts: pd.DataFrame, *, limit: int = 15) -> go.Figure:
    """Share of each owner's judged goals that were behind at the last verdict of each month.

    `verdicts` needs target_id, as_of, status, lead. Owners with most behind first, at most `limit`.
    """
    latest: dict[tuple[str, str], dict[str, object]] = {}
    for row in sorted(rows_of(verdicts), key=lambda row: row["as_of"]):
        latest[f"{row['as_of']:%Y-%m}", row["target_id"]] = row
    cells = [
        (r["lead"] or phrase("chart", "no_owner").zh, month, r["status"]) for (month, _), r in latest.items()
    ]
    heads = (phrase("chart", "owner"), message("page-chart-month"))
    return _share_behind([(str(a), b, str(c)) for a, b, c in cells], heads, limit, in_order=True)


def region_topic_heatmap(goals: pd.DataFrame, *, limit: int = 15) -> go.Figure:
    """Share of judged goals that are behind, by region and field of government work.

    `goals` needs region, indicator, section, status.
    """
    no_region = phrase("chart", "no_region").zh
    cells = [
        (
            r["region"] or no_region,
            phrase("topic", topic_of(r["indicator"], r["section"] or ())).zh,
            r["status"],
        )
        for r in rows_of(goals)
    ]
    heads = (phrase("chart", "region"), phrase("chart", "topic"))
    return _share_behind(cells, heads, limit, in_order=False)


def _share_behind(
    cells: list[tuple[str, str, str]], heads: tuple[Phrase, Phrase], limit: int, *, in_order: bool
) -> go.Figure:
    """A grid of shares; each cell also says behind/judged, so that colour is not needed to read it."""
    judged = Counter((a, b) for a, b, status in cells if Status(status).is_assessed)
    behind = Counter((a, b) for a, b, status in cells if Status(status).is_behind)
    if not judged:
        return empty_figure(phrase("chart", "no_data").zh)
    rows = _busiest(judged, behind, 0, limit)
    columns = sorted({b for _, b in judged}) if in_order else _busiest(judged, behind, 1, COLUMNS)
    counts = [[(behind[a, b], judged[a, b]) for b in columns] for a in rows]
    words = Bilingual()
    trace = {
        "type": "heatmap",
        "x": [str(i) for i in range(len(columns))],
        "y": [str(i) for i in range(len(rows))],
        "z": [[of and bad / of if of else None for bad, of in line] for line in counts],
        "text": [[f"{bad}/{of}" if of else "" for bad, of in line] for line in counts],
        "texttemplate": "%{text}",
        "zmin": 0,
        "zmax": 1,
        "xgap": 2,
        "ygap": 2,
        "colorscale": [[0, ground("faint")], [1, status_colour("lagging")]],
        "showscale": False,
        "customdata": [
            [[label(a, 40), label(b, 40), bad, of] for b, (bad, of) in zip(columns, line, strict=True)]
            for a, line in zip(rows, counts, strict=True)
        ],
        "hovertemplate": "<b>%{customdata[0]}</b><br>%{customdata[1]}<br>%{text}<extra></extra>",
        "hoverongaps": False,
    }
    layout = {
        "height": 80 + CELL_HEIGHT * len(rows),
        "xaxis": _names(columns, 8) | {"side": "top", "tickangle": 0, "showgrid": False},
        "yaxis": _names(rows, 12) | {"autorange": "reversed", "showgrid": False},
        "meta": told(
            words,
            _finding(judged, behind, [(a, b) for a in rows for b in (columns[-1:] if in_order else columns)]),
            [
                (heads[0], 0),
                (heads[1], 1),
                (message("page-chart-behind"), 2),
                (message("page-chart-judged"), 3),
            ],
        ),
    }
    return themed_figure([trace], layout)


def _finding(
    judged: Counter[tuple[str, str]], behind: Counter[tuple[str, str]], cells: list[tuple[str, str]]
) -> Phrase:
    """Where most is behind; of months, in the last one."""
    row, column = worst = max(cells, key=lambda pair: behind[pair])
    if not behind[worst]:
        return message("finding-share-none", judged=str(sum(judged[pair] for pair in cells)))
    where = {side: _worded(name) for side, name in (("row", row), ("column", column))}
    return message("finding-share", **where, judged=str(judged[worst]), behind=str(behind[worst]))


def _worded(name: str) -> Phrase:
    return Phrase(named(name).zh, english_of().get(name, named(name).en))


def _names(values: list[str], length: int) -> dict[str, object]:
    places = [str(i) for i in range(len(values))]
    return {
        "type": "category",
        "tickmode": "array",
        "tickvals": places,
        "ticktext": [label(v, length) for v in values],
    }


def _busiest(
    judged: Counter[tuple[str, str]], behind: Counter[tuple[str, str]], side: int, limit: int
) -> list[str]:
    """The names of one side, those with most behind first."""
    bad, of = Counter[str](), Counter[str]()
    for pair, count in judged.items():
        of[pair[side]] += count
        bad[pair[side]] += behind[pair]
    return sorted(of, key=lambda name: (-bad[name], -of[name], name))[:limit]
