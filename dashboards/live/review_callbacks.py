"""What the app answers to a reviewer: the form of a goal, a decision, an acknowledgement."""

from __future__ import annotations

from typing import Any

from dash import ALL, Dash, Input, Output, State, ctx, no_update
from flask import request

from dashboards.live.bilingual import text
from dashboards.live.detail import read_goal
from dashboards.live.loaded_snapshot import SnapshotSource
from dashboards.live.review import (
    EDITED,
    Reviewer,
    candidate_series,
    changed_fields,
    decision,
    review_form,
    taking_note,
)
from dashboards.live.tokens import NotAllowed, TooManyTries
from targets.store.publish import NothingPublished

_STORED = text("page-stored-it-takes-effect-with-the")


def register_review_callbacks(app: Dash, source: SnapshotSource, reviewer: Reviewer) -> None:
    """Add the callbacks of reviewers to the app; none where there is no token."""
    if reviewer.tokens.is_on:
        _register_form(app, source)
        _register_decision(app, source, reviewer)
        _register_acknowledgement(app, reviewer)


def _register_form(app: Dash, source: SnapshotSource) -> None:
    @app.callback(Output("review", "children"), Input("goal", "data"))
    def form(target_id: str | None) -> Any:
        """The form of the chosen goal; a newer snapshot leaves it alone while somebody types."""
        if not target_id:
            return []
        try:
            loaded = source.latest()
            with loaded.at(loaded.day(None)) as cursor:
                goal = read_goal(cursor, target_id)
                return review_form(goal, candidate_series(cursor, goal)) if goal else []
        except (NothingPublished, LookupError):
            return []


def _register_decision(app: Dash, source: SnapshotSource, reviewer: Reviewer) -> None:
    @app.callback(
        Output("said", "children"),
        Output("seen", "data"),
        Input({"act": ALL}, "n_clicks"),
        State("goal", "data"),
        State("token", "value"),
        State("who", "value"),
        State("note", "value"),
        State("series", "value"),
        State("seen", "data"),
        State({"field": ALL}, "value"),
        State({"field": ALL}, "id"),
        prevent_initial_call=True,
    )
    def decide(
        clicks: list[int | None],
        target_id: str | None,
        token: str | None,
        who: str | None,
        note: str | None,
        series_id: str | None,
        seen: int | None,
        values: list[str | None],
        names: list[dict[str, str]],
    ) -> Any:
        if not any(clicks) or not target_id or not isinstance(ctx.triggered_id, dict):
            return no_update, no_update
        entered = {n["field"]: v for n, v in zip(names, values, strict=True) if n["field"] in EDITED}
        try:
            loaded = source.latest()
            with loaded.at(loaded.day(None)) as cursor:
                goal = read_goal(cursor, target_id)
        except (NothingPublished, LookupError):
            return text("page-nothing-is-published-yet-run-duban"), no_update
        edits = changed_fields(goal, entered) if goal else {}
        change = decision(ctx.triggered_id["act"], target_id, who or "", note, edits, series_id, seen)
        try:
            answer = reviewer.decide(token, request.remote_addr or "", change)
        except NotAllowed as error:
            return _not_allowed(error), no_update
        looked = no_update if answer.last_decision is None else answer.last_decision
        return answer.refusal or _STORED, looked


def _register_acknowledgement(app: Dash, reviewer: Reviewer) -> None:
    @app.callback(
        Output("ack-said", "children"),
        Input("ack", "n_clicks"),
        State("alerts-grid", "selectedRows"),
        State("token", "value"),
        State("who", "value"),
        State("ack-note", "value"),
        prevent_initial_call=True,
    )
    def take_note(
        clicks: int | None,
        chosen: list[dict[str, str]] | None,
        token: str | None,
        who: str | None,
        note: str | None,
    ) -> Any:
        if not clicks or not chosen:
            return text("page-choose-an-alert-first") if clicks else no_update
        try:
            note_taken = taking_note(chosen[0]["id"], who or "", note)
            answer = reviewer.decide(token, request.remote_addr or "", note_taken)
            return answer.refusal or _STORED
        except NotAllowed as error:
            return _not_allowed(error)


def _not_allowed(error: NotAllowed) -> Any:
    if isinstance(error, TooManyTries):
        return text("page-too-many-wrong-tokens", seconds=str(error.seconds))
    return text("page-the-token-is-wrong")
