"""What stands below a chart of the app: the same buttons as on the site, worked by the script both share."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboards.live.bilingual import aria, text


def chart_tools(*, illustrative: bool) -> list[Any]:
    """The buttons, the place of the table, and the words the script says; those of a picture tell `illustrative` figures."""
    said = {
        "copied": "page-chart-copied",
        "downloaded": "page-chart-downloaded",
        "failed": "page-chart-failed",
    }
    said |= {"illustrative": "page-illustrative-data"} if illustrative else {}
    return [
        html.Div(
            [
                html.Span(role="status", className="chart-said"),
                _button("picture", "page-chart-copy"),
                _button("data", "page-chart-data", aria(expanded="false")),
            ],
            className="chart-tools",
        ),
        html.Div(
            [html.Div(className="scroll", role="region"), _button("csv", "page-chart-csv")],
            className="chart-data",
            hidden=True,
        ),
        html.Div([_word(word, name) for word, name in said.items()], hidden=True),
    ]


def _button(act: str, name: str, attributes: dict[str, Any] | None = None) -> html.Button:
    marked: dict[str, Any] = {"data-chart-do": act, **(attributes or {})}
    return html.Button(text(name), type="button", **marked)


def _word(word: str, name: str) -> html.Span:
    marked: dict[str, Any] = {"data-word": word}
    return html.Span(text(name), **marked)
