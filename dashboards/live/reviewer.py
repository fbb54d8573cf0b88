"""Carries what reviewers say to the warehouse, whose one writer may be a refresh just then, and into effect."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import duckdb

from dashboards.live.tokens import Forbidden, TokenCheck
from targets.actuals.links import BadLink
from targets.alerts.acknowledge import UnknownAlert, acknowledge
from targets.ledger import waiting_acts
from targets.ledger.review import REFUSED, ReviewAct, ReviewKind, Stored, carry_out
from targets.progress.effect import in_effect, take_effect
from targets.settings import Settings
from targets.store.decision_fields import LONGEST_NAME, is_one_line
from targets.store.decisions import BadDecision, Person
from targets.store.run import wall_clock
from targets.store.unusable import WarehouseBusy, WarehouseUnusable
from targets.store.warehouse import open_warehouse
from targets.users import Act, Actor
from targets.words import message

_TURN = 20.0
"""Seconds that a decision waits for those of others before it."""

_PATIENCE = 2.0
"""Seconds that it waits for another process; what holds the warehouse longer is a refresh."""

_WHILE_A_REFRESH_RUNS = 1.0
"""Seconds that what waits for a refresh tries at once, before it lets others of this app try."""

_MOST_WAITING = 64
_REFUSED = (BadDecision, BadLink, UnknownAlert, WarehouseUnusable, ValueError)
_logger = logging.getLogger(__name__)


class TooManyWait(Exception):
    """So many decisions wait for the warehouse that a further one is not taken."""


class NoName(ValueError):
    """Nobody said who decides."""


@dataclass(frozen=True, slots=True)
class Sender:
    """What a request says of who sent it: token, address, and the name typed beside the shared token."""

    token: str | None
    address: str
    typed: str | None = ""


Change = Callable[[duckdb.DuckDBPyConnection, Person], None]
"""What somebody does to the store."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of an act: what was stored, why it was refused, or neither where it waits for a refresh to end."""

    act: ReviewAct
    stored: Stored | None = None
    refusal: Exception | None = None

    @property
    def waits(self) -> bool:
        """Whether it is kept until the refresh that runs now lets go of the warehouse."""
        return self.stored is None and self.refusal is None


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Carries what people do to the warehouse under `home`, where they may, one after the other.

    A decision waits for those before it; with `_MOST_WAITING` waiting it is refused with a word. `settings` are those
    of the refreshes.
    """

    home: Path
    tokens: TokenCheck
    settings: Settings = field(default_factory=Settings)
    _waiting: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(_MOST_WAITING))
    _effect: threading.Lock = field(default_factory=threading.Lock)
    _carrier: threading.Lock = field(default_factory=threading.Lock)
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def actor(self, sender: Sender, *acts: Act) -> Actor:
        """Who sent this, the one place that says so. Raises NotAllowed, Forbidden where the role allows not all of the
        acts, and NoName where nobody said a name."""
        actor = self.tokens.actor(sender.token, sender.address, sender.typed)
        if not all(actor.may(act) for act in acts):
            raise Forbidden(actor.role.value)
        if not is_one_line(actor.name, LONGEST_NAME):
            raise NoName
        return actor

    def carry_out(self, acts: Sequence[ReviewAct], actor: Actor, note: str | None) -> list[Result]:
        """Store each act, or say why not; while a refresh holds the warehouse they are kept for it. Raises TooManyWait."""
        by = Person(actor.name, wall_clock(), seen(note))
        if not self._waiting.acquire(blocking=False):
            raise TooManyWait
        try:
            with self._warehouse(_PATIENCE) as con:
                waiting_acts.take_in(con, self.home)
                return _all_carried(con, acts, by)
        except WarehouseBusy:
            for act in acts:
                waiting_acts.put(self.home, act, by)
            self.carry_later()
            return [Result(act) for act in acts]
        finally:
            self._waiting.release()

    @contextmanager
    def _warehouse(self, wait: float) -> Iterator[duckdb.DuckDBPyConnection]:
        """The warehouse, after those of this app who came before. Raises TooManyWait, and WarehouseBusy after `wait`."""
        if not self._turn.acquire(timeout=_TURN):
            raise TooManyWait
        try:
            with open_warehouse(self.home, wait=wait) as con:
                yield con
        finally:
            self._turn.release()

    def bring_into_effect(self, results: Sequence[Result]) -> bool:
        """Judge and publish what was stored; returns whether it is published now.

        Whoever comes while others' decisions are judged finds his own among the next, so that many are judged at once.
        """
        stored = [result.stored for result in results if result.stored]
        decision = max((one.number for one in stored), default=0)
        link = max((one.link_number for one in stored), default=0)
        with self._effect:
            try:
                known = in_effect(self.home)
                if known.decision < decision or known.link < link:
                    with self._warehouse(_PATIENCE) as con:
                        take_effect(con, self.home, self.settings)
                    known = in_effect(self.home)
            except (WarehouseUnusable, TooManyWait, duckdb.Error, OSError) as error:
                _logger.warning("decisions are stored, but not in effect yet: %s", error)
                return False
        return known.decision >= decision and known.link >= link

    def carry_later(self) -> None:
        """Store what waits as soon as the warehouse is free, aside."""
        if self._carrier.acquire(blocking=False):
            threading.Thread(target=self._carry_all, daemon=True).start()

    def _carry_all(self) -> None:
        try:
            while waiting_acts.waiting_for(self.home):
                try:
                    with self._effect, self._warehouse(_WHILE_A_REFRESH_RUNS) as con:
                        waiting_acts.take_in(con, self.home)
                        take_effect(con, self.home, self.settings)
                except (WarehouseBusy, TooManyWait):
                    continue
        except Exception:
            _logger.exception("decisions wait in %s", self.home / waiting_acts.FOLDER)
        finally:
            self._carrier.release()

    def decide(self, sender: Sender, act: Act, goals: Sequence[str], change: Change) -> str | None:
        """Carry out another change of these goals, after those that came before it; returns why it was not stored.

        Raises NotAllowed where the token is wrong, Forbidden where the sender may not do this to each of the goals.
        """
        actor = self.tokens.actor(sender.token, sender.address, sender.typed)
        if not actor.may(act):
            raise Forbidden(actor.role.value)
        if not self._waiting.acquire(blocking=False):
            return message("page-review-too-many").en
        try:
            with self._warehouse(_TURN) as con:
                _check_own(con, actor, goals)
                change(con, Person(actor.name, wall_clock().replace(microsecond=0)))
                return None
        except TooManyWait:
            return message("page-review-too-many").en
        except _REFUSED as error:
            return str(error)
        finally:
            self._waiting.release()


def acts_of(wanted: Sequence[ReviewAct]) -> set[Act]:
    """What roles have to allow for these acts."""
    return {
        Act.LINK
        if act.act in (ReviewKind.LINK, ReviewKind.UNLINK) or act.link_seen != act.link_after
        else Act.DECIDE
        for act in wanted
    }


def taking_note(alert_id: str, note: str | None) -> Change:
    """The change of acknowledging an alert."""

    def change(con: duckdb.DuckDBPyConnection, by: Person) -> None:
        acknowledge(con, alert_id, by.who, seen(note), by.decided_at)

    return change


def _check_own(con: duckdb.DuckDBPyConnection, actor: Actor, goals: Sequence[str]) -> None:
    """Raise Forbidden where a goal is not one that the actor may act on."""
    found = con.execute(
        "SELECT owners, region FROM targets WHERE target_id IN (SELECT unnest(?))", [list(goals)]
    ).fetchall()
    if not all(actor.owns(owners or (), region) for owners, region in found):
        raise Forbidden("own")


def seen(note: str | None) -> str | None:
    """A note without what nobody sees, such as marks of direction; None where nothing is left."""
    return "".join(c for c in note or "" if c.isprintable() or c == "　").strip() or None


def _all_carried(con: duckdb.DuckDBPyConnection, acts: Sequence[ReviewAct], by: Person) -> list[Result]:
    """Each act in turn; one that was sent together with another on its goal knows of that."""
    results: list[Result] = []
    last: dict[str, Stored] = {}
    for act in acts:
        before = last.get(act.target_id)
        if before and act.seen >= before.before:
            act = replace(act, seen=max(act.seen, before.number))
        results.append(_carried(con, act, by))
        if stored := results[-1].stored:
            last[act.target_id] = replace(stored, before=before.before if before else stored.before)
    return results


def _carried(con: duckdb.DuckDBPyConnection, act: ReviewAct, by: Person) -> Result:
    try:
        return Result(act, stored=carry_out(con, act, by))
    except REFUSED as error:
        return Result(act, refusal=error)
