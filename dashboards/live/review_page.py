"""The review page of the live app: its queue, the form of a goal, what is decided and what became of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import duckdb
from flask import Flask, Response, jsonify, request

from dashboards.live.guard import plain_answer
from dashboards.live.loaded_snapshot import SnapshotSource
from dashboards.live.review_acts import act_of
from dashboards.live.review_form import BadEntry, candidate_series, form_fields, with_own_names
from dashboards.live.review_outcome import Outcome, outcome_of, refused_rows
from dashboards.live.review_queue import FILTERS, Filters, doubt_words, read_goals, read_queue
from dashboards.live.review_request import BadRequest, Sent, Wanted, read_sent, read_settled
from dashboards.live.reviewer import NoName, Result, Reviewer, Sender, TooManyWait, acts_of
from dashboards.live.tokens import NotAllowed, refusal_of
from dashboards.rows import GoalRow
from dashboards.site.environment import document_path, make_environment
from dashboards.site.links import LiveLinks
from targets.ledger import waiting_acts
from targets.store.decision_fields import LONGEST, LONGEST_NAME
from targets.store.publish import NothingPublished
from targets.store.run import wall_clock
from targets.users import Act
from targets.words import message, section

KEY_HELP = (
    (("J", "↓"), "next"),
    (("K", "↑"), "previous"),
    (("A",), "accept"),
    (("E",), "edit"),
    (("D",), "take"),
    (("X",), "reject"),
    (("U",), "undo"),
    (("␣",), "pick"),
    (("V",), "all"),
    (("M",), "again"),
    (("T",), "theirs"),
    (("?",), "help"),
)
"""The keys of the page, and what each does by the section `review_key`."""


class ReviewDesk:
    """What the page shows of the published snapshot, and what it carries to the reviewer."""

    def __init__(self, source: SnapshotSource, reviewer: Reviewer) -> None:
        self._source, self._reviewer = source, reviewer
        self._env = make_environment()
        self._env.globals |= {
            "document_path": document_path,
            "doubt_words": doubt_words,
            "loop_id": lambda key: hashlib.sha256(key.encode()).hexdigest()[:12],
            "longest": LONGEST,
            "longest_name": LONGEST_NAME,
            "key_help": KEY_HELP,
            "script_words": json.dumps(
                {key: {"zh": words.zh, "en": words.en} for key, words in section("review_script").items()}
            ),
        }

    def page(self, filters: Filters) -> str:
        """The queue narrowed by the filters."""
        home = self._reviewer.home
        waiting = waiting_acts.waiting_for(home)
        with self._newest() as cursor:
            queue = read_queue(cursor, filters, waiting)
            ((as_of,),) = cursor.execute("SELECT max(as_of) FROM progress").fetchall()
            refused = self._refused(cursor)
        return self._rendered(
            "review",
            title=message("page-review-title"),
            here="review",
            review=True,
            assets="/style/",
            to=LiveLinks(),
            as_of=as_of,
            plots=False,
            illustrative=any(card.goal["illustrative"] for card in queue.cards),
            edition=self._source.latest().name,
            queue=queue,
            filters=filters.as_dict(),
            narrowed=any(filters.as_dict().values()),
            refused=refused,
        )

    def form(self, target_id: str, series_id: str) -> str:
        """The form of a goal; with a series that of what measures it. Raises LookupError where it is not in force."""
        with self._newest() as cursor:
            goal = read_goals(cursor, {target_id}).get(target_id)
            if goal is None:
                raise LookupError(target_id)
            if series_id:
                return self._rendered("review_form", series=candidate_series(cursor, goal), chosen=series_id)
            return self._rendered(
                "review_form", series=[], fields=form_fields(cursor, with_own_names(cursor, goal))
            )

    def decide(self, sent: Sent, address: str) -> dict[str, Any]:
        """Store what was sent and bring it into effect. Raises NotAllowed, NoName, TooManyWait."""
        sender = Sender(sent.token, address, sent.who)
        who = self._reviewer.actor(sender).name
        at = wall_clock()
        units, acts, refused = {}, [], {}
        with self._newest() as cursor:
            goals = read_goals(cursor, {one.goal for one in sent.wanted})
            for one in sent.wanted:
                units[one.goal] = goals[one.goal]["unit"] if one.goal in goals else ""
                try:
                    acts.append((one, act_of(cursor, one, goals.get(one.goal))))
                except BadEntry as error:
                    refused[one.key] = error.words
        wanted = [act for _, act in acts]
        actor = self._reviewer.actor(sender, *acts_of(wanted))
        results = self._reviewer.carry_out(wanted, actor, sent.note) if acts else []
        in_effect = self._reviewer.bring_into_effect(results)
        outcomes = [
            self._answer(one, result, units[one.goal], who, at, in_effect)
            for (one, _), result in zip(acts, results, strict=True)
        ]
        for one in sent.wanted:
            if one.key in refused:
                told = Outcome(
                    one.goal, message("page-review-not-stored"), who, "", "", refusal=refused[one.key]
                )
                outcomes.append({"key": one.key, "stored": False, "html": self._told(told)})
        return {"outcomes": outcomes, "waiting": self._waiting()}

    def state(self) -> dict[str, Any]:
        """Which goals wait for a refresh to end, and how many decisions could not be stored."""
        return {"waiting": self._waiting(), "refused": len(waiting_acts.refused(self._reviewer.home))}

    def settle(self, sender: Sender, name: str) -> bool:
        """Put away a decision that was not stored; returns whether there was one. Raises NotAllowed, NoName."""
        self._reviewer.actor(sender, Act.DECIDE)
        return waiting_acts.settle(self._reviewer.home, name)

    def _answer(
        self, one: Wanted, result: Result, unit: str, who: str, at: datetime, in_effect: bool
    ) -> dict[str, Any]:
        with self._newest() as cursor:
            goal = read_goals(cursor, {one.goal}).get(one.goal)
        outcome = outcome_of(result, one, goal, unit, who, at, in_effect=in_effect)
        stale = outcome.stale is not None
        stored = result.stored
        answer: dict[str, Any] = {
            "key": one.key,
            "stored": result.refusal is None,
            "stale": stale,
            "waits": result.waits,
            "html": self._told(outcome),
        }
        if stored:
            answer["undo"] = {
                "after": stored.before,
                "seen": stored.number,
                "link_after": stored.link_before,
                "link_seen": stored.link_number,
            }
        if stale:
            answer["seen"] = getattr(result.refusal, "last_decision", one.seen)
        if stored and one.wish == "undo":
            answer["cards"] = self._cards_again(one)
        return answer

    def _cards_again(self, one: Wanted) -> dict[str, str]:
        """The cards of a goal whose decision was taken back, by their keys."""
        with self._newest() as cursor:
            found = read_queue(cursor, Filters(goal=one.goal))
        return {
            card.key: self._rendered("review_card", card=card)
            for card in found.cards
            if card.goal["target_id"] == one.goal
        }

    def _refused(self, cursor: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
        held = waiting_acts.refused(self._reviewer.home)
        goals = read_goals(cursor, {one.act.target_id for one in held})
        return [
            {
                "name": one.name,
                "who": one.by.who,
                "at": one.by.decided_at,
                "goal": one.act.target_id,
                "indicator": _name(goals.get(one.act.target_id), one.act.target_id),
                "their_name": one.their_name,
                "rows": refused_rows(one, _unit(goals.get(one.act.target_id))),
                "reason": one.reason,
            }
            for one in held
        ]

    def _waiting(self) -> list[str]:
        return sorted(waiting_acts.waiting_for(self._reviewer.home))

    def _told(self, outcome: Outcome) -> str:
        return self._rendered("review_outcome", o=outcome)

    def _rendered(self, name: str, **values: Any) -> str:
        return self._env.get_template(f"{name}.html.jinja").render(**values)

    @contextmanager
    def _newest(self) -> Iterator[duckdb.DuckDBPyConnection]:
        loaded = self._source.newest()
        with loaded.at(loaded.day(None)) as cursor:
            yield cursor


def add_review(server: Flask, source: SnapshotSource, reviewer: Reviewer) -> None:
    """Answer /review with the queue and what its script asks for; there is no such page where nobody may review."""
    desk = ReviewDesk(source, reviewer)
    reviewer.carry_later()

    @server.before_request
    def only_for_reviewers() -> Response | None:
        shown = request.path.startswith("/review") and request.method == "GET"
        hidden = shown and not reviewer.tokens.is_on
        return plain_answer(404, "There is no such page.") if hidden else None

    @server.get("/review")
    def review() -> Response:
        asked = {name: request.args.get(name, "")[:LONGEST] for name in (*FILTERS, "goal")}
        try:
            return Response(
                desk.page(Filters(**asked)), mimetype="text/html", headers={"Cache-Control": "no-store"}
            )
        except (NothingPublished, LookupError):
            return Response(message("page-nothing-is-published-yet-run-duban").zh, 404, mimetype="text/plain")

    @server.get("/review/form")
    def form() -> Response:
        try:
            found = desk.form(request.args.get("goal", ""), request.args.get("series", ""))
            return Response(found, mimetype="text/html", headers={"Cache-Control": "no-store"})
        except (NothingPublished, LookupError):
            return Response(message("page-this-goal-was-not-in-force").zh, 404, mimetype="text/plain")

    @server.get("/review/state")
    def state() -> Response:
        return jsonify(desk.state())

    @server.post("/review/decide")
    def decide() -> Response:
        try:
            sent = read_sent(request.get_json())
        except BadRequest as error:
            return plain_answer(400, str(error))
        return _answered(lambda: desk.decide(sent, request.remote_addr or ""))

    @server.post("/review/settle")
    def settle() -> Response:
        try:
            token, who, name = read_settled(request.get_json())
        except BadRequest as error:
            return plain_answer(400, str(error))
        sender = Sender(token, request.remote_addr or "", who)
        return _answered(lambda: {"settled": desk.settle(sender, name)})


def _answered(answer: Callable[[], dict[str, Any]]) -> Response:
    """What was done as JSON, or in words why it was not, of which none is a failure of the app's."""
    try:
        return jsonify(answer())
    except NotAllowed as error:
        words = refusal_of(error)
    except NoName:
        words = message("refusal-nobody")
    except TooManyWait:
        words = message("page-review-too-many")
    return jsonify({"words": {"zh": words.zh, "en": words.en}})


def _name(goal: GoalRow | None, target_id: str) -> str:
    return goal["indicator"] if goal else target_id


def _unit(goal: GoalRow | None) -> str:
    return goal["unit"] if goal else ""
