"""The frame of the live app: head, tools, grid, the chosen goal, alerts."""

from __future__ import annotations

from functools import cache
from typing import Any

import dash_ag_grid as dag
from dash import dcc, html

from dashboards.live.bilingual import aria, status_mark, text
from dashboards.live.columns import column_definitions
from dashboards.site.environment import NAVIGATION
from dashboards.site.links import LiveLinks
from targets.status import Status
from targets.store.decision_fields import LONGEST, LONGEST_NAME
from targets.words import message, section

POLL_SECONDS = 4


def frame(language: str, *, review: bool) -> html.Div:
    """The whole page in a language; `review` shows what a reviewer needs."""
    return html.Div(
        [
            dcc.Location(id="url", refresh=False),
            dcc.Interval(id="poll", interval=POLL_SECONDS * 1000),
            *(
                dcc.Store(id=name)
                for name in ("language", "theme", "edition", "days", "goal", "statuses", "purged")
            ),
            dcc.Download(id="download"),
            html.A(text("page-skip-to-content"), href="#main", className="skip"),
            _head(language, review),
            html.Main(
                [
                    html.P(id="notice", role="status"),
                    _tools(),
                    _grid(language),
                    html.Section(
                        [html.Div(id="facts", className="goal")], id="detail", **aria(live="polite")
                    ),
                    html.P(id="review", className="review"),
                    _alerts(language, review),
                ],
                id="main",
            ),
        ]
    )


@cache
def locale(language: str) -> dict[str, str]:
    """AG Grid's own words."""
    return {key: words.in_language(language) for key, words in section("grid").items()}


def grid_options(language: str) -> dict[str, Any]:
    """The options of the main grid in a language."""
    return {
        "pagination": True,
        "paginationPageSize": 50,
        "paginationPageSizeSelector": [20, 50, 100],
        "cacheBlockSize": 100,
        "maxBlocksInCache": 20,
        "rowSelection": {"mode": "singleRow", "checkboxes": False, "enableClickSelection": True},
        "animateRows": False,
        "localeText": locale(language),
        "ensureDomOrder": True,
    }


def _head(language: str, review: bool) -> html.Header:
    return html.Header(
        html.Div(
            [
                html.A(
                    [
                        html.Span("督", className="seal", **aria(hidden="true")),
                        html.Span(text("page-duban")),
                    ],
                    href="/",
                    className="brand",
                ),
                html.Nav(
                    [
                        *(html.A(text(f"nav-{key}"), href=LiveLinks().page(key)) for key, _ in NAVIGATION),
                        *([html.A(text("nav-review"), href="/review")] if review else []),
                    ],
                    **aria(label=message("label-navigation").in_language(language)),
                ),
                html.Span(id="as-of", className="muted"),
                html.Div(
                    [
                        html.Button(
                            text("script-switch"),
                            id="language-switch",
                            n_clicks=0,
                            title=message("script-switch-help").in_language(language),
                        ),
                        html.Button(
                            "◐",
                            id="theme-switch",
                            n_clicks=0,
                            title=message("label-theme").in_language(language),
                        ),
                    ],
                    className="switches",
                ),
            ],
            className="bar",
        ),
        className="top",
    )


def _tools() -> html.Section:
    return html.Section(
        [
            html.H1(text("page-every-goal")),
            html.Div(
                [
                    html.Label(
                        [
                            html.Span(text("page-search-goals-owners-quotes")),
                            dcc.Input(id="search", type="search", debounce=0.3, maxLength=200, value=""),
                        ]
                    ),
                    html.Button(text("page-download-xlsx"), id="as-xlsx", n_clicks=0),
                    html.Button(text("page-download-csv"), id="as-csv", n_clicks=0),
                    html.P(id="download-said", role="status", className="said"),
                ],
                className="tools",
            ),
            html.Fieldset(
                [html.Legend(text("page-status")), html.Div(_status_buttons(), className="buttons")],
                className="statuses",
            ),
            html.Div(
                [
                    html.Span(text("page-as-of"), id="slider-name"),
                    html.Div(
                        dcc.Slider(
                            0,
                            1,
                            step=1,
                            value=1,
                            id="day",
                            included=False,
                            allow_direct_input=False,
                            disabled=True,
                        ),
                        className="slider",
                    ),
                ],
                className="days",
            ),
            html.P(id="view", className="view"),
        ],
        className="head",
    )


def _status_buttons() -> list[html.Button]:
    """A switch a status; its count is filled in by a callback."""
    return [
        html.Button(
            [status_mark(status), " ", html.B("…", id={"count": status})],
            id={"status": status},
            n_clicks=0,
            **aria(pressed="false"),
        )
        for status in Status
    ]


def _grid(language: str) -> dag.AgGrid:
    return dag.AgGrid(
        id="grid",
        rowModelType="infinite",
        columnDefs=column_definitions(language),
        defaultColDef={"sortable": True, "resizable": True, "floatingFilter": True},
        dashGridOptions=grid_options(language),
        getRowId="params.data.id",
        className="grid",
        style={"height": "640px", "width": "100%"},
    )


def _alerts(language: str, review: bool) -> html.Section:
    fields = [
        ("mark", 130),
        ("goal", 420),
        ("owner", 150),
        ("state", 110),
        ("since", 115),
        ("sent", 150),
        ("who", 200),
    ]
    grid = dag.AgGrid(
        id="alerts-grid",
        columnDefs=[
            {
                "field": key,
                "headerName": message(f"alert_column-{key}").in_language(language),
                "width": width,
                "filter": key in ("goal", "owner"),
            }
            for key, width in fields
        ],
        defaultColDef={"sortable": True, "resizable": True},
        dashGridOptions={
            "rowSelection": {"mode": "singleRow", "checkboxes": False, "enableClickSelection": True},
            "pagination": True,
            "paginationPageSize": 20,
            "animateRows": False,
            "localeText": locale(language)
            | {"noRowsToShow": message("page-no-alerts").in_language(language)},
            "ensureDomOrder": True,
        },
        getRowId="params.data.id",
        className="grid",
        style={"height": "360px", "width": "100%"},
    )
    taking_note = html.Div(
        [
            html.Label([html.Span(text("page-token")), dcc.Input(id="token", type="password", value="")]),
            html.Label(
                [
                    html.Span(text("page-your-name")),
                    dcc.Input(id="who", type="text", value="", maxLength=LONGEST_NAME),
                ]
            ),
            html.Label(
                [
                    html.Span(text("page-note")),
                    dcc.Input(id="ack-note", type="text", value="", maxLength=LONGEST),
                ]
            ),
            html.Button(text("page-acknowledge-the-chosen-alert"), id="ack", n_clicks=0),
            html.P(id="ack-said", role="status", className="said"),
        ],
        className="tools",
    )
    return html.Section(
        [
            html.H2(
                [html.Span(text("page-alerts")), html.Span(id="alerts-count", className="muted")],
                id="alerts",
            ),
            grid,
            *([taking_note] if review else []),
        ],
        className="alerts",
    )
