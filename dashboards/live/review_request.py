"""What the review page sends: decisions on goals, checked value by value before anything looks at them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from dashboards.live.review_form import FIELDS
from targets.store.decision_fields import LONGEST

MOST_AT_ONCE = 200
_LONGEST_ID = 200
_LONGEST_FIELD = 20_000  # the form sends fields as they were read from documents, too
_MOST = 2**53


class BadRequest(ValueError):
    """The page does not send this; the message says which part of it."""


class Wish(StrEnum):
    """What a button of a card stands for."""

    ACCEPT = "accept"
    TAKE = "take"
    EDIT = "edit"
    REJECT = "reject"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One decision as the page sends it; `key` is that of the card, the rest as in `ReviewAct`."""

    key: str
    kind: str
    wish: Wish
    goal: str
    seen: int
    series: str = ""
    linked: str = ""
    after: int = 0
    link_after: int = 0
    link_seen: int = 0
    entered: Mapping[str, str] = field(default_factory=dict)
    field: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """Who decides what."""

    token: str
    who: str
    note: str
    wanted: tuple[Wanted, ...]


def read_sent(body: object) -> Sent:
    """What was sent. Raises BadRequest."""
    if not isinstance(body, dict) or not isinstance(body.get("wanted"), list):
        raise BadRequest("It names no decisions.")
    if not 0 < len(body["wanted"]) <= MOST_AT_ONCE:
        raise BadRequest(f"It holds no decision, or more than {MOST_AT_ONCE}.")
    return Sent(
        _text(body, "token", _LONGEST_ID),
        _text(body, "who", LONGEST),
        _text(body, "note", LONGEST),
        tuple(_wanted(one) for one in body["wanted"]),
    )


def read_settled(body: object) -> tuple[str, str, str]:
    """Token, name of the person, and the name of the decision that is put away. Raises BadRequest."""
    if not isinstance(body, dict):
        raise BadRequest("It names no decision.")
    return (
        _text(body, "token", _LONGEST_ID),
        _text(body, "who", LONGEST),
        _text(body, "name", _LONGEST_ID),
    )


def _wanted(one: object) -> Wanted:
    if not isinstance(one, dict) or one.get("wish") not in list(Wish):
        raise BadRequest("A decision is none of the page.")
    return Wanted(
        key=_text(one, "key", 3 * _LONGEST_ID),
        kind=_text(one, "kind", 20),
        wish=Wish(one["wish"]),
        goal=_text(one, "goal", _LONGEST_ID),
        seen=_number(one, "seen"),
        series=_text(one, "series", _LONGEST_ID),
        linked=_text(one, "linked", _LONGEST_ID),
        after=_number(one, "after"),
        link_after=_number(one, "link_after"),
        link_seen=_number(one, "link_seen"),
        entered=_entered(one.get("entered", {})),
        field=_text(one, "field", _LONGEST_ID),
    )


def _entered(fields: object) -> dict[str, str]:
    if not isinstance(fields, dict) or not set(fields) <= {*FIELDS, "series"}:
        raise BadRequest("Its fields are not those of the form.")
    return {name: _text(fields, name, _LONGEST_FIELD) for name in fields}


def _text(body: Mapping[str, Any], name: str, longest: int) -> str:
    value = body.get(name, "")
    if not isinstance(value, str) or len(value) > longest or "\0" in value or not _is_storable(value):
        raise BadRequest(f"{name} is no text that the page sends.")
    return value


def _number(body: Mapping[str, Any], name: str) -> int:
    value = body.get(name, 0)
    if type(value) is not int or not 0 <= value <= _MOST:
        raise BadRequest(f"{name} is no number that the page sends.")
    return value


def _is_storable(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:  # half of a surrogate pair
        return False
    return True
