"""The frame of the live app: head, tools, grid, the chosen goal, alerts."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import dash_ag_grid as dag
from dash import dcc, html

from dashboards.live.bilingual import aria, bilingual, status_mark
from dashboards.live.columns import column_definitions
from targets.status import Status

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
            html.A(bilingual("跳到正文", "Skip to content"), href="#main", className="skip"),
            _head(),
            html.Main(
                [
                    html.P(id="notice", role="status"),
                    _tools(),
                    _grid(language),
                    html.Section(
                        [html.Div(id="facts", className="goal")], id="detail", **aria(live="polite")
                    ),
                    _review_box() if review else html.Div(id="review"),
                    _alerts(language, review),
                ],
                id="main",
            ),
        ]
    )


@cache
def locale(language: str) -> dict[str, str]:
    """AG Grid's own words; English is built in."""
    table = tomllib.loads(files("dashboards.live").joinpath("grid_words.toml").read_text(encoding="utf-8"))
    return dict(table["zh"]) if language == "zh" else {}


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


def _head() -> html.Header:
    links = (
        ("#main", "目标", "Goals"),
        ("#alerts", "预警", "Alerts"),
        ("/site/index.html", "静态站点", "Static site"),
    )
    return html.Header(
        html.Div(
            [
                html.A(
                    [
                        html.Span("督", className="seal", **aria(hidden="true")),
                        html.Span(bilingual("督办", "Duban")),
                    ],
                    href="/",
                    className="brand",
                ),
                html.Nav(
                    [html.A(bilingual(zh, en), href=href) for href, zh, en in links], **aria(label="主导航")
                ),
                html.Span(id="as-of", className="muted"),
                html.Div(
                    [
                        html.Button(
                            bilingual("EN", "中文"), id="language-switch", n_clicks=0, title="English / 中文"
                        ),
                        html.Button("◐", id="theme-switch", n_clicks=0, title="深浅色 / light or dark"),
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
            html.H1(bilingual("全部目标", "Every goal")),
            html.Div(
                [
                    html.Label(
                        [
                            html.Span(bilingual("搜索目标、单位、原句", "Search goals, owners, quotes")),
                            dcc.Input(id="search", type="search", debounce=0.3, maxLength=200, value=""),
                        ]
                    ),
                    html.Button(bilingual("下载 XLSX", "Download XLSX"), id="as-xlsx", n_clicks=0),
                    html.Button(bilingual("下载 CSV", "Download CSV"), id="as-csv", n_clicks=0),
                ],
                className="tools",
            ),
            html.Fieldset(
                [html.Legend(bilingual("状态", "Status")), html.Div(_status_buttons(), className="buttons")],
                className="statuses",
            ),
            html.Div(
                [
                    html.Span(bilingual("评估日", "As of"), id="slider-name"),
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
        ],
        className="head",
    )


def _status_buttons() -> list[html.Button]:
    """A switch a status; its count is filled in by a callback."""
    return [
        html.Button(
            [status_mark(status), " ", html.B("0", id={"count": status})],
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


def _review_box() -> html.Section:
    return html.Section(
        [
            html.Div(
                [
                    html.Label(
                        [
                            html.Span(bilingual("审核口令", "Token")),
                            dcc.Input(id="token", type="password", value=""),
                        ]
                    ),
                    html.Label(
                        [
                            html.Span(bilingual("姓名", "Your name")),
                            dcc.Input(id="who", type="text", value=""),
                        ]
                    ),
                ],
                className="fields",
            ),
            html.Div(id="review"),
            html.P(id="said", role="status", className="said"),
        ],
        className="review-box",
    )


def _alerts(language: str, review: bool) -> html.Section:
    fields = [
        ("mark", "状态", "Status", 130),
        ("goal", "目标", "Goal", 420),
        ("owner", "责任单位", "Owner", 150),
        ("state", "预警", "Alert", 110),
        ("since", "始于", "Since", 115),
        ("told", "最近发送", "Last sent", 150),
        ("who", "签收", "Acknowledged by", 200),
    ]
    grid = dag.AgGrid(
        id="alerts-grid",
        columnDefs=[
            {
                "field": key,
                "headerName": en if language == "en" else zh,
                "width": width,
                "filter": key in ("goal", "owner"),
            }
            for key, zh, en, width in fields
        ],
        defaultColDef={"sortable": True, "resizable": True},
        dashGridOptions={
            "rowSelection": {"mode": "singleRow", "checkboxes": False, "enableClickSelection": True},
            "pagination": True,
            "paginationPageSize": 20,
            "animateRows": False,
            "localeText": locale(language),
            "ensureDomOrder": True,
        },
        getRowId="params.data.id",
        rowData=[],
        className="grid",
        style={"height": "360px", "width": "100%"},
    )
    taking_note = html.Div(
        [
            html.Label(
                [
                    html.Span(bilingual("说明", "Note")),
                    dcc.Input(id="ack-note", type="text", value="", maxLength=500),
                ]
            ),
            html.Button(bilingual("签收所选预警", "Acknowledge the chosen alert"), id="ack", n_clicks=0),
            html.P(id="ack-said", role="status", className="said"),
        ],
        className="tools",
    )
    return html.Section(
        [
            html.H2(
                [html.Span(bilingual("预警", "Alerts")), html.Span(id="alerts-count", className="muted")],
                id="alerts",
            ),
            grid,
            *([taking_note] if review else []),
        ],
        className="alerts",
    )
