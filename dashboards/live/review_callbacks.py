"""What the page of the grid answers to a reviewer: where to review the chosen goal, and the acknowledgement of an alert."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from dash import Dash, Input, Output, State, html, no_update
from flask import request

from dashboards.live.bilingual import bilingual_phrase, text
from dashboards.live.reviewer import Reviewer, Sender, taking_note
from dashboards.live.tokens import NotAllowed, refusal_of
from targets.users import Act


def register_review_callbacks(app: Dash, reviewer: Reviewer) -> None:
    """Add the callbacks of reviewers to the app; without a right token they change nothing."""
    _register_link(app, reviewer)
    _register_acknowledgement(app, reviewer)


def _register_link(app: Dash, reviewer: Reviewer) -> None:
    @app.callback(Output("review", "children"), Input("goal", "data"))
    def link(target_id: str | None) -> Any:
        """Where the chosen goal is reviewed."""
        if not target_id or not reviewer.tokens.is_on:
            return []
        return html.A(text("page-review-this"), href="/review?" + urlencode({"goal": target_id}))


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
        sender = Sender(token, request.remote_addr or "", who)
        try:
            refusal = reviewer.decide(sender, Act.ACKNOWLEDGE, [], taking_note(chosen[0]["id"], note))
        except NotAllowed as error:
            return bilingual_phrase(refusal_of(error))
        return refusal or text("page-stored-it-takes-effect-with-the")
