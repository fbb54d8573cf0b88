"""What a reviewer can do, behind a token: accept, edit, reject, link, acknowledge.

Decisions go to the warehouse, whose one writer may be a refresh just then: a decision waits for it a while and
otherwise says so. The grid shows a decision after the next refresh has published it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
from dash import dcc, html

from dashboards.live.bilingual import text
from dashboards.live.tokens import TokenCheck
from dashboards.rows import GoalRow, SeriesRow, column_of
from dashboards.snapshot import fetch_rows
from targets.actuals.links import BadLink, accept_link, reject_link
from targets.alerts.acknowledge import UnknownAlert, acknowledge
from targets.store.decisions import (
    LONGEST,
    LONGEST_NAME,
    BadDecision,
    Person,
    StaleDecision,
    accept,
    edit,
    is_one_line,
    reject,
)
from targets.store.run import LOCAL_ZONE, start_run
from targets.store.unusable import WarehouseUnusable
from targets.store.warehouse import open_warehouse

EDITED = (
    "indicator",
    "region",
    "owners",
    "value",
    "value_high",
    "unit",
    "comparator",
    "kind",
    "direction",
    "due",
)
ACTIONS = ("accept", "save", "reject", "link", "unlink")
"""What the buttons of the form do."""

LONGEST_NOTE = 500
_WAIT = 20.0
_MOST_WAITING = 64
_REFUSED = (BadDecision, BadLink, UnknownAlert, WarehouseUnusable, ValueError)


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a decision: None or why it was not stored, and the goal's last decision where it is known."""

    refusal: str | None
    last_decision: int | None


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Carries decisions to the warehouse under `home` for whoever has the token, one after the other.

    A decision waits for those before it; with `_MOST_WAITING` waiting it is refused with a word.
    """

    home: Path
    tokens: TokenCheck
    _waiting: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(_MOST_WAITING))

    def decide(
        self,
        token: str | None,
        address: str,
        change: Callable[[duckdb.DuckDBPyConnection, datetime], int | None],
    ) -> Answer:
        """Carry out a change that came from an address, after those that came before it. Raises NotAllowed."""
        self.tokens.check(token, address)
        if not self._waiting.acquire(blocking=False):
            return Answer("Too many decisions wait for the warehouse; try again in a minute.", None)
        try:
            with open_warehouse(self.home, wait=_WAIT) as con:
                return Answer(None, change(con, datetime.now(LOCAL_ZONE).replace(tzinfo=None, microsecond=0)))
        except StaleDecision as error:
            return Answer(str(error), error.last_decision)
        except _REFUSED as error:
            return Answer(str(error), None)
        finally:
            self._waiting.release()


def decision(
    action: str,
    target_id: str,
    who: str,
    note: str | None,
    edits: dict[str, Any],
    series_id: str | None,
    seen: int | None,
) -> Callable[[duckdb.DuckDBPyConnection, datetime], int | None]:
    """The change that a button of the review form stands for; `seen` is the last decision that the form showed."""

    def change(con: duckdb.DuckDBPyConnection, now: datetime) -> int | None:
        by = Person(who, now, _seen(note))
        if action == "accept":
            return accept(con, target_id, by, seen)
        if action == "reject":
            return reject(con, target_id, by, seen)
        if action == "save":
            return edit(con, target_id, edits, by, seen)
        if not is_one_line(who, LONGEST_NAME) or not series_id:
            raise ValueError("Say who you are and choose a series.")
        link = accept_link if action == "link" else reject_link
        link(con, target_id, series_id, who, now, start_run(clock=now).run_id)
        return None

    return change


def taking_note(
    alert_id: str, who: str, note: str | None
) -> Callable[[duckdb.DuckDBPyConnection, datetime], None]:
    """The change of acknowledging an alert."""

    def change(con: duckdb.DuckDBPyConnection, now: datetime) -> None:
        acknowledge(con, alert_id, who, _seen(note), now)

    return change


def _seen(note: str | None) -> str | None:
    """A note without what nobody sees, such as marks of direction; None where nothing is left."""
    return "".join(c for c in note or "" if c.isprintable() or c == "\u3000").strip() or None


def changed_fields(goal: GoalRow, entered: dict[str, str | None]) -> dict[str, str | None]:
    """Of what was entered the fields that differ from the goal; an emptied one is None."""
    return {name: value or None for name, value in entered.items() if (value or "") != as_entered(goal, name)}


def as_entered(goal: GoalRow, name: str) -> str:
    """A field of a goal as the form shows it."""
    value = column_of(goal, name)
    if value is None:
        return ""
    if isinstance(value, list):
        return "、".join(value)
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def review_form(goal: GoalRow, series: list[SeriesRow]) -> html.Div:
    """The form for one goal, filled with what holds now; `series` are those that could measure it."""
    labels = {
        "indicator": text("page-indicator"),
        "region": text("page-region"),
        "owners": text("page-owners-lead-first-separated-by"),
        "value": text("page-goal-value"),
        "value_high": text("page-goal-upper-end"),
        "unit": text("page-unit"),
        "comparator": text("page-comparator"),
        "kind": text("page-kind"),
        "direction": text("page-direction"),
        "due": text("page-goal-due"),
    }
    fields = [
        html.Label(
            [
                html.Span(labels[name]),
                dcc.Input(id={"field": name}, value=as_entered(goal, name), type="text", maxLength=LONGEST),
            ]
        )
        for name in EDITED
    ]
    known = html.Datalist(
        [html.Option(value=row["series_id"], label=_series_label(row)) for row in series], id="series-known"
    )
    linking = html.Label(
        [
            html.Span(text("page-series-of-actuals")),
            dcc.Input(id="series", type="text", list="series-known", value=goal["series_id"] or ""),
            known,
        ]
    )
    buttons = [
        html.Button(label, id={"act": action}, n_clicks=0, className=action)
        for action, label in zip(
            ACTIONS,
            (
                text("page-accept"),
                text("page-save-edits"),
                text("page-reject"),
                text("page-link"),
                text("page-do-not-link"),
            ),
            strict=True,
        )
    ]
    return html.Div(
        [
            html.H3(text("page-review")),
            html.Div([*fields, linking], className="fields"),
            html.Label(
                [
                    html.Span(text("page-note")),
                    dcc.Input(id="note", type="text", value="", maxLength=LONGEST_NOTE),
                ]
            ),
            html.Div(buttons, className="buttons"),
            dcc.Store(id="seen", data=goal["last_decision"]),
        ],
        className="review",
    )


def candidate_series(cursor: duckdb.DuckDBPyConnection, goal: GoalRow) -> list[SeriesRow]:
    """The series a reviewer may choose from: those proposed for the goal, then those of its region."""
    return fetch_rows(
        cursor,
        "SELECT s.series_id, s.indicator, s.region, s.unit FROM series s "
        "LEFT JOIN latest_links l ON l.series_id = s.series_id AND l.target_id = $target_id "
        "WHERE l.series_id IS NOT NULL OR s.region IS NOT DISTINCT FROM $region "
        "ORDER BY l.score DESC NULLS LAST, s.indicator LIMIT 200",
        SeriesRow,
        {"target_id": goal["target_id"], "region": goal["region"]},
    )


def _series_label(row: SeriesRow) -> str:
    return f"{row['indicator'][:80]} · {row['region'] or '—'} · {row['unit']}"
