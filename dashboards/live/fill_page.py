"""The page on which units fill in their own goals: reasons, measures and promises, and figures of months."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict

import duckdb
from flask import Flask, Response, abort, request

from dashboards.live.guard import plain_answer
from dashboards.live.loaded_snapshot import SnapshotSource, site_query
from dashboards.live.reviewer import Reviewer, Sender
from dashboards.live.tokens import NotAllowed, refusal_of
from dashboards.site.environment import make_environment
from dashboards.site.links import LiveLinks
from dashboards.snapshot import fetch_rows
from targets.ledger.notice_steps import answer
from targets.ledger.workbook.figures import BadReport, report_figure
from targets.status import Status
from targets.store.decision_fields import LONGEST, LONGEST_NAME, is_one_line
from targets.store.decisions import Person
from targets.store.explanations import Statement, keep_explanations
from targets.store.publish import NothingPublished
from targets.store.run import start_run
from targets.store.warehouse import transaction
from targets.users import Act, Actor, UserRole
from targets.words import Phrase, message, phrase, unworded

MOST_LISTED = 300
"""Goals that the page offers; others are come to by their address."""

ACTS = {"explain": Act.EXPLAIN, "answer": Act.EXPLAIN, "report": Act.REPORT}
"""What its buttons do, beside looking, as roles allow it."""

_HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "same-origin"}
"""The page holds a token; without a referrer browsers send its form as from nowhere, which is refused."""

_FIELDS = ("token", "who", "goal", "cause", "measures", "promised", "responsible", "period", "quantity")


class FillRow(TypedDict):
    """A goal that somebody may fill in; `accumulation` is that of its series, None where none measures it.

    `answer_by` is the day by which a notice about it is to be answered, None where none is.
    """

    target_id: str
    handle: str
    indicator: str
    region: str | None
    status: Status
    accumulation: str | None
    answer_by: date | None


@dataclass(frozen=True, slots=True)
class _Done:
    """What became of an act: the words, and whether it was stored."""

    words: Phrase
    stored: bool = True


def add_fill_page(server: Flask, source: SnapshotSource, reviewer: Reviewer) -> None:
    """Answer /fill: a form for a token, then the goals of whoever has it and what to say of them."""
    env = make_environment()

    def rendered(
        entered: Mapping[str, str], actor: Actor | None = None, said: Phrase | None = None, code: int = 200
    ) -> Response:
        goals, as_of = _goals_of(source, actor)
        chosen = [goal for goal in goals if goal["target_id"] == entered["goal"]]
        listed = [*chosen, *(goal for goal in goals if goal not in chosen)][:MOST_LISTED]
        page = env.get_template("fill.html.jinja").render(
            title=message("page-fill"),
            here="fill",
            assets="/style/",
            to=LiveLinks(),
            as_of=as_of,
            plots=False,
            illustrative=False,
            entered=entered,
            actor=actor,
            role=phrase("role", actor.role.value if actor else None),
            goals=listed,
            all=len(goals),
            is_asked=any(goal["answer_by"] for goal in listed),
            said=said,
        )
        return Response(page, code, mimetype="text/html", headers=_HEADERS)

    @server.get("/fill")
    def ask() -> Response:
        if not reviewer.tokens.is_on:
            abort(plain_answer(404, "There is no such page."))
        return rendered(_entered(request.args))

    @server.post("/fill")
    def take() -> Response:
        """403 where the token is wrong or does not allow it, 422 where something cannot be taken; both in words."""
        entered = _entered(request.form)
        act = request.form.get("act", "look")
        if act not in (*ACTS, "look"):
            abort(plain_answer(400, "The page has no such button."))
        sender = Sender(entered["token"], request.remote_addr or "", entered["who"])
        try:
            actor = reviewer.tokens.actor(sender.token, sender.address, sender.typed)
            if not is_one_line(actor.name, LONGEST_NAME):
                return rendered(entered, said=message("refusal-nobody"), code=422)
            done = None if act == "look" else _carried(reviewer, sender, act, entered)
        except NotAllowed as error:
            return rendered(entered, said=refusal_of(error), code=403)
        if done and done.stored:
            entered = {
                name: value if name in ("token", "who", "goal") else "" for name, value in entered.items()
            }
        return rendered(
            entered, actor, done.words if done else None, 200 if done is None or done.stored else 422
        )


def _entered(form: Mapping[str, str]) -> dict[str, str]:
    """What was entered, one line each; refused where it is longer than the page lets anybody write."""
    entered = {name: form.get(name, "").strip() for name in _FIELDS}
    if any(value and not is_one_line(value, LONGEST) for value in entered.values()):
        abort(plain_answer(400, "A field holds what the page does not send."))
    return entered


def _carried(reviewer: Reviewer, sender: Sender, act: str, entered: Mapping[str, str]) -> _Done:
    """Store what was said or reported, or tell why not. Raises NotAllowed."""
    done: list[_Done] = []

    def change(con: duckdb.DuckDBPyConnection, by: Person) -> None:
        done.append(_CHANGES[act](con, entered, by))

    try:
        refusal = reviewer.decide(sender, ACTS[act], [entered["goal"]], change)
    except BadReport as error:
        return _Done(error.words, stored=False)
    return done[0] if refusal is None else _Done(unworded(refusal), stored=False)


def _explained(con: duckdb.DuckDBPyConnection, entered: Mapping[str, str], by: Person) -> _Done:
    said = _said(con, entered, by)
    with transaction(con):
        new = keep_explanations(con, [said], by)
    return _Done(message("page-stored-it-takes-effect-with-the" if new else "page-fill-same"))


def _answered(con: duckdb.DuckDBPyConnection, entered: Mapping[str, str], by: Person) -> _Done:
    """Answer the notice about the goal that is to be answered first."""
    said = _said(con, entered, by)
    found = con.execute(
        "SELECT notice_id FROM notice_states WHERE list_contains(target_ids, ?) "
        "AND state IN ('issued', 'sent_back', 'answered') ORDER BY state = 'answered', answer_by, notice_id LIMIT 1",
        [entered["goal"]],
    ).fetchall()
    if not found:
        raise BadReport(message("refusal-no_notice"))
    answer(con, found[0][0], said, by, [entered["goal"]])
    return _Done(message("page-fill-answered", notice=found[0][0]))


def _said(con: duckdb.DuckDBPyConnection, entered: Mapping[str, str], by: Person) -> Statement:
    """What was entered beside a goal. Raises BadReport where it says nothing, or of no goal there is."""
    said = Statement(
        by.decided_at.date(),
        target_id=entered["goal"],
        cause=entered["cause"] or None,
        measures=entered["measures"] or None,
        promised_on=_day(entered["promised"]),
        responsible=entered["responsible"] or None,
    )
    if not said.says_something:
        raise BadReport(message("refusal-nothing"))
    if not con.execute("SELECT 1 FROM targets WHERE target_id = ?", [entered["goal"]]).fetchall():
        raise BadReport(message("refusal-gone"))
    return said


def _reported(con: duckdb.DuckDBPyConnection, entered: Mapping[str, str], by: Person) -> _Done:
    period, quantity = entered["period"], entered["quantity"]
    run = start_run(clock=by.decided_at)
    goal = report_figure(con, entered["goal"], period, quantity, by, run)
    return _Done(
        message(
            "page-fill-reported",
            goal=goal.cells["handle"],
            period=period,
            quantity=quantity,
            accumulation=phrase("accumulation", goal.accumulation),
        )
    )


_CHANGES = {"explain": _explained, "answer": _answered, "report": _reported}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadReport(message("refusal-day", text=text)) from None


def _goals_of(source: SnapshotSource, actor: Actor | None) -> tuple[Sequence[FillRow], date | None]:
    """The goals that somebody may fill in, and the day of the snapshot; none where nothing is published."""
    try:
        loaded = source.latest()
        day = loaded.day(None)
        if actor is None or not actor.may(Act.EXPLAIN):
            return (), day
        units: Any = list(actor.units) if actor.role is UserRole.UNIT else None
        with loaded.at(day) as cursor:
            return fetch_rows(cursor, site_query("fill_goals"), FillRow, {"units": units}), day
    except (NothingPublished, LookupError):
        return (), None
