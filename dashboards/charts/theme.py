"""The house style of every chart: palette, fonts, template, and the switch of theme and language.

Figures are made in Chinese on light paper. `restyled` turns one into another theme or language by replacing
exact strings (a colour of the palette, a phrase of the words); the site does the same in the browser.
"""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import plotly.graph_objects as go

from targets.status import Colour, Status
from targets.words import english_of, word_of

FONTS = (
    '"PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", '
    "system-ui, sans-serif"
)


@cache
def neutral_colours() -> dict[str, Colour]:
    """The neutral colours by name."""
    text = files("dashboards.charts").joinpath("palette.toml").read_text(encoding="utf-8")
    return {name: Colour(**pair) for name, pair in tomllib.loads(text)["ground"].items()}


def ground(name: str) -> str:
    """A neutral colour of the light theme, such as "ink" or "line"."""
    return neutral_colours()[name].light


def status_colour(status: str) -> str:
    """The colour a status is drawn in, light theme."""
    return Status(status).look.colour.light


def status_ink(status: str) -> str:
    """The colour a status is written in, dark enough to read on light paper."""
    return Status(status).look.ink.light


def status_symbol(status: str) -> str:
    """The Plotly marker symbol of a status."""
    return Status(status).look.symbol


def status_label(status: str, language: str = "zh") -> str:
    """Mark and word of a status: ▼ 滞后."""
    known = Status(status)
    return f"{known.look.glyph} {word_of(known).in_language(language)}"


def figure_words() -> dict[str, str]:
    """Chinese -> English of every text that any chart may show."""
    return english_of() | {status_label(s): status_label(s, "en") for s in Status}


def dark_of() -> dict[str, str]:
    """Light colour -> dark colour, for every colour a chart may use."""
    looks = [status.look for status in Status]
    pairs = [*neutral_colours().values(), *(look.colour for look in looks), *(look.ink for look in looks)]
    return {pair.light: pair.dark for pair in pairs}


def label(text: str | None, length: int = 24) -> str:
    """Text from outside made safe for Plotly, which reads labels as HTML: escaped, one line, cut to length.

    A dollar sign is escaped too, as Plotly takes what stands between two for a formula. Control and direction
    marks (Unicode categories Cc and Cf) are dropped: they could turn round what stands beside them.
    """
    kept = "".join(c if unicodedata.category(c) not in ("Cc", "Cf") else " " for c in text or "")
    line = " ".join(kept.split())
    cut = line if len(line) <= length else f"{line[: length - 1]}…"
    return cut.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("$", "&#36;")


@dataclass(frozen=True, slots=True)
class FigureSpec:
    """What a figure is made from: its traces and layout, without the template.

    Plotly takes twenty times as long to check a figure as it takes to describe one, so pages that are made by
    the thousand carry drawings; tests see to it that Plotly accepts them.
    """

    traces: list[dict[str, Any]]
    layout: dict[str, Any]

    def figure(self) -> go.Figure:
        """The checked figure in the house template."""
        return themed_figure(self.traces, self.layout)


def themed_figure(traces: list[dict[str, Any]], layout: dict[str, Any]) -> go.Figure:
    """A figure of plain traces in the house template."""
    return go.Figure({"data": traces, "layout": {"template": template(), **layout}})


def empty_figure(text: str) -> go.Figure:
    """A figure that says why there is nothing to draw."""
    return empty_spec(text).figure()


def empty_spec(text: str) -> FigureSpec:
    """What `empty_figure` is made from."""
    note = {"text": text, "x": 0.5, "y": 0.5, "xref": "paper", "yref": "paper", "showarrow": False}
    return FigureSpec(
        [], {"annotations": [note], "xaxis": {"visible": False}, "yaxis": {"visible": False}, "height": 160}
    )


def template() -> dict[str, Any]:
    """The template all charts share, light theme."""
    axis = {
        "gridcolor": ground("faint"),
        "linecolor": ground("line"),
        "zerolinecolor": ground("muted"),
        "zerolinewidth": 1,
        "ticks": "outside",
        "ticklen": 6,
        "tickcolor": "rgba(0,0,0,0)",
        "tickfont": {"size": 12, "color": ground("muted")},
        "title": {"font": {"size": 12, "color": ground("muted")}, "standoff": 8},
        "automargin": True,
        "fixedrange": True,
    }
    return {
        "layout": {
            "font": {"family": FONTS, "size": 13, "color": ground("ink")},
            "paper_bgcolor": ground("paper"),
            "plot_bgcolor": ground("paper"),
            "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
            # Low charts give their axes the room they need; Plotly would keep 64 pixels and cut the labels off.
            "minreducedheight": 24,
            "xaxis": axis,
            "yaxis": axis,
            "hoverlabel": {
                "bgcolor": ground("paper"),
                "bordercolor": ground("line"),
                "font": {"family": FONTS, "size": 13, "color": ground("ink")},
                "align": "left",
            },
            "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "font": {"size": 12}},
            "colorway": [status_colour(s) for s in ("on_track", "lagging", "at_risk", "away", "met")],
            "dragmode": False,
        }
    }


def restyled(figure: go.Figure, *, theme: str = "light", language: str = "zh") -> go.Figure:
    """The same figure in another theme ("light", "dark") or language ("zh", "en")."""
    exchange: dict[str, str] = {}
    if theme == "dark":
        exchange |= dark_of()
    if language == "en":
        exchange |= figure_words() | (figure.layout.meta or {}).get("en", {})
    plain = figure.to_plotly_json()
    if language == "en" and figure.layout.meta:
        del plain["layout"]["meta"]["en"]  # all of it is exchanged
    return go.Figure(_exchanged(plain, exchange)) if exchange else figure


def _exchanged(node: Any, exchange: dict[str, str]) -> Any:
    if isinstance(node, str):
        return exchange.get(node, node)
    if isinstance(node, dict):
        return {key: _exchanged(value, exchange) for key, value in node.items()}
    if isinstance(node, (list, tuple)) or (hasattr(node, "dtype") and node.dtype == object):
        return [_exchanged(value, exchange) for value in node]
    return node
