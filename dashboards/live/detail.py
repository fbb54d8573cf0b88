"""One goal as the reader sees it below the grid: verdict, trajectory, the sentence that promised it, figures."""

from __future__ import annotations

from typing import Any, TypeVar
from urllib.parse import urlencode

import duckdb
from dash import dcc, html

from dashboards.charts import restyled
from dashboards.goal_chart import milestones_of, trajectory_of
from dashboards.live.bilingual import aria, bilingual, bilingual_phrase, status_mark, text, word
from dashboards.live.chart_tools import chart_tools
from dashboards.live.loaded_snapshot import site_query
from dashboards.rows import ActualRow, GoalRow, VerdictRow
from dashboards.site.embed import finding_of
from dashboards.site.environment import cut, document_path, goal_path, iso, wanted
from dashboards.site.highlight import quote_parts, quoted_row
from dashboards.snapshot import fetch_rows
from dashboards.verdict_facts import facts_of, marks_of
from targets import figures
from targets.words import message, unworded

R = TypeVar("R")


def read_goal(cursor: duckdb.DuckDBPyConnection, target_id: str) -> GoalRow | None:
    """The row of a goal as of the cursor's day; None where it was not in force."""
    return next(
        iter(fetch_rows(cursor, "SELECT * FROM shown WHERE target_id = ?", GoalRow, [target_id])), None
    )


def detail(cursor: duckdb.DuckDBPyConnection, goal: GoalRow, *, language: str, theme: str) -> list[Any]:
    """The section of a goal."""
    return [
        html.P(goal["handle"], className="handle"),
        html.H2(cut(goal["indicator"], 200), id="goal-title"),
        html.P([status_mark(goal["status"]), " ", *_tags(goal)], className="verdict"),
        html.P(bilingual(goal["reason_zh"] or "", goal["reason_en"] or ""), className="reason"),
        html.Ul([html.Li(bilingual_phrase(fact)) for fact in facts_of(goal)], className="beside"),
        html.Dl(_figures(goal), className="figures"),
        html.Div(
            [
                html.Figure(
                    [
                        html.Figcaption(html.H3(text("page-where-it-should-stand-and-where"))),
                        _chart(cursor, goal, language, theme),
                        *chart_tools(illustrative=goal["illustrative"]),
                    ],
                    className="chart",
                ),
                html.Aside([_evidence(goal), _owners(goal)]),
            ],
            className="columns wide-first",
        ),
    ]


def fill_link(goal: GoalRow) -> html.P:
    """Where its unit says why a goal lags and reports its figures."""
    return html.P(html.A(text("page-fill-link"), href=f"/fill?{urlencode({'goal': goal['target_id']})}"))


def _chart(cursor: duckdb.DuckDBPyConnection, goal: GoalRow, language: str, theme: str) -> html.Div:
    siblings = fetch_rows(
        cursor, "SELECT * FROM shown WHERE trajectory_id = ?", GoalRow, [goal["trajectory_id"]]
    )
    others = [row for row in siblings if row["target_id"] != goal["target_id"]]
    figure = trajectory_of(
        goal,
        milestones_of(goal, others),
        _of(cursor, "actuals", goal, ActualRow),
        _of(cursor, "verdicts", goal, VerdictRow),
    )
    graph = dcc.Graph(
        figure=restyled(figure, theme=theme, language=language),
        config={"displayModeBar": False, "doubleClick": False, "responsive": True},
        id="trajectory",
    )
    title = message("page-where-it-should-stand-and-where")
    said = title + unworded(": ") + finding_of(figure.layout.meta or {})
    return html.Div(graph, role="img", **aria(label=said.in_language(language)))


def _of(cursor: duckdb.DuckDBPyConnection, name: str, goal: GoalRow, row: type[R]) -> list[R]:
    """The rows of a query of the site that belong to a goal, in its order."""
    order = {"actuals": "period_end, recorded_at", "verdicts": "as_of"}[name]
    query = f"SELECT * FROM ({site_query(name)}) WHERE target_id = ? ORDER BY {order}"
    return fetch_rows(cursor, query, row, [goal["target_id"]])


def _tags(goal: GoalRow) -> list[html.Span]:
    tags = [word("state", "proposed")] if goal["state"] == "proposed" else []
    tags += [word("commitment", "stretch")] if goal["commitment"] == "stretch" else []
    tags += [text("page-tag-illustrative-data")] if goal["illustrative"] else []
    tags += [word("mark", mark) for mark in marks_of(goal)]
    return [html.Span(tag, className="tag") for tag in tags]


def _figures(goal: GoalRow) -> list[html.Div]:
    unit = goal["unit"]

    def quantity(value: float | None) -> Any:
        return bilingual(figures.quantity(value, unit), figures.quantity(value, unit, "en"))

    gap = bilingual(figures.gap(goal["gap"], unit), figures.gap(goal["gap"], unit, "en"))
    share = figures.gap_share(goal["gap_share"])
    ended = text("page-figure-ended", day=iso(goal["actual_period_end"]))
    due = text("page-due-on", day=iso(goal["due"]))
    shown = [
        (text("page-target"), bilingual_phrase(wanted(goal)), due),
        (text("page-actual"), quantity(goal["actual"]), ended),
        (text("page-expected-by-now"), quantity(goal["expected"]), word("basis", goal["basis"])),
        (text("page-gap"), gap, text("page-relative-gap", share=share)),
        (text("page-projected-at-due"), quantity(goal["projection"]), ""),
    ]
    return [
        html.Div([html.Dt(name), html.Dd(value), html.Dd(note, className="sub")])
        for name, value, note in shown
    ]


def _evidence(goal: GoalRow) -> html.Section:
    before, figure, after = quote_parts(goal["quote"], goal["mention_text"])
    status = f"s-{goal['status']}"
    row = quoted_row(goal["quote"], goal["mention_column"], goal["mention_text"])
    cells = [
        html.Tr(
            [
                html.Th(c.head, scope="row"),
                html.Td([c.before, html.Mark(c.figure, className=status), c.after]),
            ]
        )
        for c in row
    ]
    evidence = (
        html.Table(html.Tbody(cells), className="facts")
        if row
        else html.Blockquote([before, html.Mark(figure, className=status), after])
    )
    number = goal["mention_page"]
    page = [html.Span(text("page-of-the-file", number=number))] if number else []
    place = f"/site/{document_path(goal['document_id'])}#m-{goal['mention_start']}"
    return html.Section(
        [
            html.H3(text("page-evidence")),
            evidence,
            html.P(html.A(text("page-see-in-document-link"), href=place, className="source")),
            html.P(html.A(text("page-whole-page-link"), href=f"/site/{goal_path(goal['target_id'])}")),
            html.P([f"《{cut(goal['document_title'], 80)}》", *page], className="muted"),
        ],
        className="evidence",
    )


def _owners(goal: GoalRow) -> html.Section:
    names = [html.Li(cut(name, 80)) for name in goal["owners"]]
    return html.Section(
        [
            html.H3(text("page-owners")),
            html.Ul(names, className="plain")
            if names
            else html.P(word("chart", "no_owner"), className="muted"),
        ]
    )
