"""Who may do what: named users with roles, in one file of the home that holds the hashes of their tokens."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import stat
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from targets.whole_files import held, write_whole

FILE_NAME = "users.json"
LONGEST_NAME = 80


class Act(StrEnum):
    """What somebody can do to the store through the app."""

    DECIDE = "decide"
    LINK = "link"
    ACKNOWLEDGE = "acknowledge"
    EXPLAIN = "explain"
    REPORT = "report"


class UserRole(StrEnum):
    """What a user is for: reads, speaks for units, reviews, or does everything."""

    READER = "reader"
    UNIT = "unit"
    REVIEWER = "reviewer"
    ADMIN = "admin"


ALLOWED: dict[UserRole, frozenset[Act]] = {
    UserRole.READER: frozenset(),
    UserRole.UNIT: frozenset({Act.EXPLAIN, Act.REPORT}),
    UserRole.REVIEWER: frozenset({Act.DECIDE, Act.LINK, Act.ACKNOWLEDGE}),
    UserRole.ADMIN: frozenset(Act),
}
"""Who fills in figures and reasons is not who reviews them; an admin may do both. A unit acts on its own goals alone."""


class BadUsers(Exception):
    """A list of users that cannot be read or changed; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: the name that decisions carry, the role, and the units that a user of the role `unit` speaks for.

    A unit is 市住建局 in every region, or 市住建局（南湖市） in one.
    """

    name: str
    role: UserRole
    units: tuple[str, ...] = ()

    def may(self, act: Act) -> bool:
        """Whether the role allows the act, on some goal at least."""
        return act in ALLOWED[self.role]

    def owns(self, owners: Sequence[str], region: str | None) -> bool:
        """Whether a goal of these responsible units and region is one to act on: any, but for a unit its own."""
        return self.role is not UserRole.UNIT or any(
            unit in (owner, f"{owner}（{region}）") for unit in self.units for owner in owners
        )


@dataclass(frozen=True, slots=True)
class User:
    """A user as stored: of the token only its SHA-256, which gives it away no more than its 256 random bits do."""

    name: str
    role: UserRole
    units: tuple[str, ...]
    token_sha256: str
    added_at: datetime

    @property
    def actor(self) -> Actor:
        """The user as one who acts."""
        return Actor(self.name, self.role, self.units)


def read_users(home: Path) -> tuple[User, ...]:
    """The users of a home; none where there is no list. Raises BadUsers, also where others may read or write it."""
    path = home / FILE_NAME
    try:
        with path.open(encoding="utf-8") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            if mode & 0o077:
                raise BadUsers(
                    f"{path} may be read or written by others (mode {mode:04o}). Run: chmod 600 {path}"
                )
            return tuple(_user(row) for row in json.load(file)["users"])
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadUsers(
            f"{path} is no list of users ({error}). Put it aside and add them again: duban users add."
        ) from error


def add_user(home: Path, name: str, role: UserRole, units: Sequence[str], now: datetime) -> str:
    """Add a user and return the token, which is stored nowhere. Raises BadUsers where name or units do not fit."""
    name, units = name.strip(), tuple(unit.strip() for unit in units)
    if not all(0 < len(word) <= LONGEST_NAME and word.isprintable() for word in (name, *units)):
        raise BadUsers(f"Names of users and units are one line of at most {LONGEST_NAME} characters.")
    if (role is UserRole.UNIT) != bool(units):
        raise BadUsers("A user of the role unit, and no other, speaks for units: name each by --unit.")
    token = secrets.token_urlsafe(32)
    user = User(name, role, units, token_hash(token), now)

    def added(users: tuple[User, ...]) -> tuple[User, ...]:
        if name in (known.name for known in users):
            raise BadUsers(f"{name} is a user already; `duban users remove {name}` first gives a new token.")
        return (*users, user)

    _change(home, added)
    return token


def remove_user(home: Path, name: str) -> None:
    """Remove a user, whose token is worth nothing from then on. Raises BadUsers where there is none."""

    def without(users: tuple[User, ...]) -> tuple[User, ...]:
        left = tuple(user for user in users if user.name != name)
        if left == users:
            raise BadUsers(f"{name}: there is no such user; `duban users list` shows them.")
        return left

    _change(home, without)


def user_of(users: Sequence[User], token: str) -> User | None:
    """The user whose token it is; takes as long whichever it is, and whatever a wrong one shares with theirs."""
    given = token_hash(token)
    found = [user for user in users if hmac.compare_digest(user.token_sha256, given)]
    return found[0] if found else None


def token_hash(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _change(home: Path, change: Callable[[tuple[User, ...]], tuple[User, ...]]) -> None:
    """Put a changed list in the place of the one there is, one change after the other, whole or not at all."""
    home.mkdir(parents=True, exist_ok=True)
    with held(home / f"{FILE_NAME}.lock"):
        rows = [asdict(user) for user in change(read_users(home))]
        text = json.dumps({"users": rows}, ensure_ascii=False, indent=1, default=str)
        write_whole(home / FILE_NAME, text, mode=0o600)


def _user(row: dict[str, Any]) -> User:
    return User(
        row["name"],
        UserRole(row["role"]),
        tuple(row["units"]),
        row["token_sha256"],
        datetime.fromisoformat(row["added_at"]),
    )
