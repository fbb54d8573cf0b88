"""Data inside pages: JSON that cannot close its script element, figures without their template."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Any

import plotly.graph_objects as go
from markupsafe import Markup
from plotly.utils import PlotlyJSONEncoder

from dashboards.charts.theme import FigureSpec
from targets.words import Phrase, phrase

_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


@dataclass(frozen=True, slots=True)
class EmbeddedFigure:
    """A figure as a page carries it: its JSON, the one for narrow screens (or None), its height in pixels.

    `finding` says what it shows, for those who do not see it; `has_data` whether a table can be made of it.
    """

    json: Markup
    narrow: Markup | None
    height: int
    finding: Phrase
    has_data: bool


def embedded(figure: go.Figure | FigureSpec, narrow: go.Figure | FigureSpec | None = None) -> EmbeddedFigure:
    """A figure for a page; the template is left out, as all pages share it in `assets/theme.js`."""
    wide = _plain_figure(figure)
    slim = None if narrow is None else _safe_json(_plain_figure(narrow))
    return EmbeddedFigure(
        _safe_json(wide),
        slim,
        int(wide["layout"].get("height") or 360),
        finding_of(wide["layout"].get("meta") or {}),
        "table" in (wide["layout"].get("meta") or {}),
    )


def finding_of(meta: Mapping[str, Any]) -> Phrase:
    """What a figure shows, in words, from the `meta` of its layout. One without data says that there is none."""
    if "finding" not in meta:
        return phrase("chart", "no_data")
    zh = meta["finding"]
    return Phrase(unescape(zh), unescape(meta["en"].get(zh, zh)))


def script_json(data: Any) -> Markup:
    """JSON that may stand inside `<script>`, whatever its strings hold."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=_plain, allow_nan=False)
    return _safe(text)


def _plain_figure(figure: go.Figure | FigureSpec) -> dict[str, Any]:
    if isinstance(figure, FigureSpec):
        return {"data": figure.traces, "layout": figure.layout}
    plain: dict[str, Any] = figure.to_plotly_json()
    plain["layout"].pop("template", None)
    return plain


def _safe_json(plain: dict[str, Any]) -> Markup:
    return _safe(json.dumps(plain, ensure_ascii=False, separators=(",", ":"), cls=PlotlyJSONEncoder))


def _safe(text: str) -> Markup:
    for character, escape in _ESCAPES.items():
        text = text.replace(character, escape)
    return Markup(text)


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no place in a page's data")
