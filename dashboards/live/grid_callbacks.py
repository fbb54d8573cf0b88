"""What the app answers to a reader: a page of the grid, another day, a goal, a file, a newer snapshot."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from threading import Lock
from typing import Any
from urllib.parse import parse_qs

from dash import ALL, ClientsideFunction, Dash, Input, Output, State, ctx, html, no_update
from dash.dcc.express import send_bytes
from flask import request

from dashboards.charts.theme import status_label
from dashboards.live.bilingual import text
from dashboards.live.columns import cells
from dashboards.live.detail import detail, fill_link, read_goal
from dashboards.live.export import as_csv, as_xlsx
from dashboards.live.grid_query import MOST_EXPORTED, GridQuery, counts, everything, page
from dashboards.live.guard import GRID
from dashboards.live.loaded_snapshot import LoadedSnapshot, SnapshotSource, site_query
from dashboards.live.view import view_of
from dashboards.rows import AlertRow
from dashboards.site.environment import cut
from dashboards.snapshot import fetch_rows
from targets.status import Status
from targets.store.publish import NothingPublished
from targets.words import phrase

_MARKS = 6
_ALERTS = 1000
_one_file_at_a_time = Lock()


def register_grid_callbacks(app: Dash, source: SnapshotSource, may_fill: Callable[[], bool]) -> None:
    """Add the callbacks of readers to the app; `may_fill` says whether anybody may fill in goals at all."""
    _register_switches(app)
    _register_snapshot(app, source)
    _register_grid(app, source)
    _register_goal(app, source, may_fill)
    _register_download(app, source)


def reader_language() -> str:
    """The language of whoever asks, as the browser keeps it: "zh" or "en"."""
    return "en" if request.cookies.get("duban-lang") == "en" else "zh"


def day_of(loaded: LoadedSnapshot, days: list[str] | None, place: int | None) -> date:
    """The judging day the slider stands at."""
    chosen = days[place] if days and place is not None and 0 <= place < len(days) else None
    return loaded.day(chosen)


def _register_switches(app: Any) -> None:  # Dash leaves clientside_callback untyped
    """Language and theme are kept by the browser, as on the static site."""
    for name in ("language", "theme"):
        app.clientside_callback(
            ClientsideFunction("duban", name), Output(name, "data"), Input(f"{name}-switch", "n_clicks")
        )
    app.clientside_callback(
        ClientsideFunction("duban", "purge"),
        Output("purged", "data"),
        Input("search", "value"),
        Input("statuses", "data"),
        Input("day", "value"),
        Input("edition", "data"),
    )


def _register_snapshot(app: Dash, source: SnapshotSource) -> None:
    @app.callback(
        Output("edition", "data"),
        Output("days", "data"),
        Output("day", "max"),
        Output("day", "marks"),
        Output("day", "value"),
        Output("day", "disabled"),
        Output("as-of", "children"),
        Output("notice", "children"),
        Output("alerts-grid", "rowData"),
        Output("alerts-count", "children"),
        Input("poll", "n_intervals"),
        State("edition", "data"),
        State("days", "data"),
        State("day", "value"),
    )
    def follow(_: int | None, shown: str | None, days: list[str] | None, place: int | None) -> Any:
        """Take over a newer snapshot; a reader who looks at a past day keeps it, others see the new day."""
        try:
            loaded = source.latest()
            newest = loaded.day(None)
        except (NothingPublished, LookupError):
            waiting = text("page-nothing-is-published-yet-run-duban")
            return (*([no_update] * 7), waiting, no_update, no_update)
        if loaded.name == shown:
            return (no_update,) * 10
        alerts = _open_alerts(loaded)
        judged = [day.isoformat() for day in loaded.days]
        kept = days[place] if days and place is not None and place < len(days) - 1 else None
        return (
            loaded.name,
            judged,
            max(len(judged) - 1, 1),
            _marks(loaded),
            judged.index(kept) if kept in judged else len(judged) - 1,
            len(judged) < 2,
            text("page-data-as-of", day=str(newest)),
            "",
            [_alert_row(alert, reader_language()) for alert in alerts[:_ALERTS]],
            text("page-alert-count", count=str(len(alerts)))
            if len(alerts) <= _ALERTS
            else text("page-alerts-first", count=str(len(alerts)), most=str(_ALERTS)),
        )


def _marks(loaded: LoadedSnapshot) -> dict[str, str]:
    """The days below the slider; where there are many, some of them and always the last."""
    last = len(loaded.days) - 1
    step = -(-len(loaded.days) // _MARKS)
    return {str(i): str(day) for i, day in enumerate(loaded.days) if (last - i) % step == 0}


def _open_alerts(loaded: LoadedSnapshot) -> list[AlertRow]:
    """The alerts that fire or have been acknowledged or silenced, in the order of the static site."""
    with loaded.at(loaded.day(None)) as cursor:
        return [
            a
            for a in fetch_rows(cursor, site_query("alerts"), AlertRow)
            if a["state"] in ("firing", "acknowledged", "silenced")
        ]


def _alert_row(alert: AlertRow, language: str) -> dict[str, str]:
    told = alert["message_en"] if language == "en" else alert["message_zh"]
    named = f"{alert['handle']} {alert['indicator']}" if alert["indicator"] else told
    return {
        "id": alert["alert_id"],
        "target": alert["target_id"],
        "mark": status_label(alert["status"], language),
        "goal": cut(named, 120),
        "owner": cut(alert["group_key"], 60),
        "state": phrase("state", alert["state"]).in_language(language),
        "since": f"{alert['since']:%Y-%m-%d}",
        "sent": f"{alert['last_sent_at']:%Y-%m-%d %H:%M}" if alert["last_sent_at"] else "",
        "who": "：".join(part for part in (alert["who"], alert["note"]) if part),
    }


def _register_grid(app: Dash, source: SnapshotSource) -> None:
    @app.callback(Output("view", "children"), Output("search", "value"), Input("url", "search"))
    def narrow(address: str | None) -> Any:
        """Say what part of all goals the address asks for, and search for its words."""
        view = view_of(address)
        said = view.words and [
            html.Span(text("page-live-list", what=view.words)),
            html.A(text("page-show-all"), href=GRID),
        ]
        return said, view.search or no_update

    @app.callback(
        Output("grid", "getRowsResponse"),
        Input("grid", "getRowsRequest"),
        State("search", "value"),
        State("statuses", "data"),
        State("days", "data"),
        State("day", "value"),
        State("url", "search"),
        prevent_initial_call=True,
    )
    def rows(
        wanted: dict[str, Any] | None,
        search: str | None,
        statuses: list[str] | None,
        days: list[str] | None,
        place: int | None,
        address: str | None,
    ) -> Any:
        if not wanted:
            return no_update
        grid_query = grid_query_of(
            search, statuses, wanted.get("filterModel"), wanted.get("sortModel"), address
        )
        try:
            loaded = source.latest()
            with loaded.at(day_of(loaded, days, place)) as cursor:
                found = page(cursor, grid_query, int(wanted["startRow"]), int(wanted["endRow"]))
        except (NothingPublished, LookupError):
            return {"rowData": [], "rowCount": 0}
        return {"rowData": [cells(goal, reader_language()) for goal in found.rows], "rowCount": found.total}

    @app.callback(
        Output({"count": ALL}, "children"),
        Input("edition", "data"),
        Input("day", "value"),
        Input("search", "value"),
        Input("grid", "filterModel"),
        Input("url", "search"),
        State("days", "data"),
    )
    def tally(
        _: str | None,
        place: int | None,
        search: str | None,
        filters: dict[str, Any] | None,
        address: str | None,
        days: list[str] | None,
    ) -> Any:
        try:
            loaded = source.latest()
            with loaded.at(day_of(loaded, days, place)) as cursor:
                found = counts(cursor, grid_query_of(search, (), filters, (), address))
        except (NothingPublished, LookupError):
            return [no_update] * len(Status)
        return [str(found.get(status, 0)) for status in Status]

    @app.callback(
        Output("statuses", "data"),
        Output({"status": ALL}, "aria-pressed"),
        Input({"status": ALL}, "n_clicks"),
        prevent_initial_call=True,
    )
    def switch(clicks: list[int | None]) -> Any:
        """A status clicked an odd number of times is wanted."""
        wanted = [status for status, times in zip(Status, clicks, strict=True) if (times or 0) % 2]
        return wanted, ["true" if status in wanted else "false" for status in Status]


def grid_query_of(
    search: str | None, statuses: Any, filters: Any, sorting: Any, address: str | None
) -> GridQuery:
    """A grid_query from what the browser sent, which `request_body` has checked; `address` is its part from the ? on."""
    return GridQuery(
        search or "", tuple(statuses or ()), filters or {}, tuple(sorting or ()), view_of(address)
    )


def _register_goal(app: Dash, source: SnapshotSource, may_fill: Callable[[], bool]) -> None:
    @app.callback(
        Output("goal", "data"),
        Input("grid", "selectedRows"),
        Input("alerts-grid", "selectedRows"),
        Input("url", "search"),
    )
    def choose(
        chosen: list[dict[str, str]] | None, alert: list[dict[str, str]] | None, search: str | None
    ) -> Any:
        if ctx.triggered_id == "grid" and chosen:
            return chosen[0]["id"]
        if ctx.triggered_id == "alerts-grid" and alert:
            return alert[0]["target"]
        asked = parse_qs((search or "").lstrip("?")).get("goal")
        return asked[0] if asked and ctx.triggered_id not in ("grid", "alerts-grid") else no_update

    @app.callback(
        Output("facts", "children"),
        Input("goal", "data"),
        Input("day", "value"),
        Input("edition", "data"),
        Input("theme", "data"),
        State("days", "data"),
    )
    def show(
        target_id: str | None,
        place: int | None,
        _: str | None,
        theme: str | None,
        days: list[str] | None,
    ) -> Any:
        if not target_id:
            return html.P(
                text("page-choose-a-row-to-see-its"),
                className="empty",
            )
        try:
            loaded = source.latest()
            with loaded.at(day_of(loaded, days, place)) as cursor:
                goal = read_goal(cursor, target_id)
                if goal is not None:
                    shown = detail(cursor, goal, language=reader_language(), theme=theme or "light")
                    return [*shown, fill_link(goal)] if may_fill() else shown
        except (NothingPublished, LookupError):
            pass
        return html.P(
            text("page-this-goal-was-not-in-force"),
            className="empty",
        )


def _register_download(app: Dash, source: SnapshotSource) -> None:
    @app.callback(
        Output("download", "data"),
        Output("download-said", "children"),
        Input("as-xlsx", "n_clicks"),
        Input("as-csv", "n_clicks"),
        State("search", "value"),
        State("statuses", "data"),
        State("grid", "filterModel"),
        State("grid", "columnState"),
        State("days", "data"),
        State("day", "value"),
        State("url", "search"),
        prevent_initial_call=True,
    )
    def download(
        _: int,
        __: int,
        search: str | None,
        statuses: list[str] | None,
        filters: dict[str, Any] | None,
        columns: list[dict[str, Any]] | None,
        days: list[str] | None,
        place: int | None,
        address: str | None,
    ) -> Any:
        if not ctx.triggered_id:
            return no_update, no_update
        grid_query = grid_query_of(search, statuses, filters, _sorting(columns), address)
        try:
            loaded = source.latest()
            day = day_of(loaded, days, place)
        except (NothingPublished, LookupError):
            return no_update, text("page-nothing-is-published-yet-run-duban")
        with _one_file_at_a_time, loaded.at(day) as cursor:
            total = page(cursor, grid_query, 0, 0).total
            goals = everything(cursor, grid_query)
        said = (
            text("page-file-holds-the-first", most=str(MOST_EXPORTED), all=str(total))
            if total > len(goals)
            else ""
        )
        kind = "csv" if ctx.triggered_id == "as-csv" else "xlsx"
        content = as_csv(goals) if kind == "csv" else as_xlsx(goals)
        return send_bytes(content, f"duban-{day}.{kind}"), said  # type: ignore[no-untyped-call]


def _sorting(columns: list[dict[str, Any]] | None) -> list[dict[str, str]]:
    """The sort model within the grid's column state."""
    sorted_ones = [column for column in columns or [] if column.get("sort")]
    return sorted(sorted_ones, key=lambda column: column.get("sortIndex") or 0)
