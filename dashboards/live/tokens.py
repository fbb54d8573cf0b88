"""Tokens of those who act: where they may be told, whose they are, and how wrong ones are slowed down."""

from __future__ import annotations

import hmac
import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from pathlib import Path

from targets.users import Actor, BadUsers, User, UserRole, read_users, token_hash, user_of
from targets.words import Phrase, message, phrase

SHORTEST = 12
LONGEST = 200
FREE_TRIES = 5
"""Wrong tokens that one address may send before it has to wait."""

LONGEST_WAIT = 300.0
"""Seconds; each further wrong token doubles the wait up to this."""

_MOST_ADDRESSES = 10_000
_logger = logging.getLogger(__name__)


class BadToken(ValueError):
    """A token that is no good, or that cannot be read; the message says what to do."""


class NotAllowed(Exception):
    """The token is wrong, or review is switched off."""


class TooManyTries(NotAllowed):
    """So many wrong tokens came from an address that it has to wait `seconds`; whatever it sent was not looked at."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"wait {seconds} s")
        self.seconds = seconds


class Forbidden(NotAllowed):
    """The token is right, but whoever has it may not do this; `refusal` is the key of its words (`refusal-KEY`)."""

    def __init__(self, refusal: str) -> None:
        super().__init__(refusal)
        self.refusal = refusal


def refusal_of(error: NotAllowed) -> Phrase:
    """Why somebody may not do what they asked for."""
    if isinstance(error, Forbidden):
        return phrase("refusal", error.refusal)
    if isinstance(error, TooManyTries):
        return message("page-too-many-wrong-tokens", seconds=str(error.seconds))
    return message("page-the-token-is-wrong")


def read_token(file: Path | None, environment: Mapping[str, str]) -> str | None:
    """The token in a file, else that of DUBAN_TOKEN; None where there is neither. Raises BadToken."""
    try:
        text = file.read_text(encoding="utf-8") if file else environment.get("DUBAN_TOKEN")
    except (OSError, UnicodeDecodeError) as error:
        raise BadToken(f"{file}: the token cannot be read ({error}).") from error
    if text is None:
        return None
    token = text.strip()
    if not SHORTEST <= len(token) <= LONGEST:
        source = str(file) if file else "DUBAN_TOKEN"
        raise BadToken(
            f"{source}: a token has {SHORTEST} to {LONGEST} characters; this one has {len(token)}."
        )
    return token


class TokenCheck:
    """Says who acts by the token given: the one shared token, or that of a user listed in the home.

    Tokens are compared in the same time whatever they share with a right one. After `FREE_TRIES` wrong ones an
    address waits; a right one, sent when it may, ends that.
    """

    def __init__(
        self, token: str | None, home: Path | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._token, self._home, self._clock = token, home, clock
        self._lock = threading.Lock()
        self._wrong: OrderedDict[str, tuple[int, float]] = OrderedDict()

    @property
    def is_on(self) -> bool:
        """Whether anybody may act at all."""
        return bool(self._token or self._users())

    def actor(self, given: str | None, address: str, typed: str | None = "") -> Actor:
        """Who acts and what they may do; whoever has the shared token goes by the name they `typed`.

        Raises NotAllowed where the token is wrong, TooManyTries where the address has to wait, Forbidden where the
        name typed beside the shared token is that of a user.
        """
        users = self._users()
        with self._lock:
            self._wait(address)
            user = user_of(users, given or "")
            if user is None and not self._is_shared(given):
                self._count(address)
                raise NotAllowed
            self._wrong.pop(address, None)
        if user:
            return user.actor
        name = (typed or "").strip()
        if name in (known.name for known in users):
            raise Forbidden("name")
        return Actor(name, UserRole.ADMIN)

    def _users(self) -> tuple[User, ...]:
        """The users as they are listed now. A list that cannot be read, or that others may write, lets nobody in."""
        try:
            return read_users(self._home) if self._home else ()
        except BadUsers as error:
            _logger.error("%s", error)
            return ()

    def _is_shared(self, given: str | None) -> bool:
        return bool(self._token) and hmac.compare_digest(
            token_hash(given or ""), token_hash(self._token or "")
        )

    def _wait(self, address: str) -> None:
        left = self._wrong.get(address, (0, 0.0))[1] - self._clock()
        if left > 0:
            raise TooManyTries(max(round(left), 1))

    def _count(self, address: str) -> None:
        count = self._wrong.get(address, (0, 0.0))[0] + 1
        wait = min(2.0 ** (count - FREE_TRIES), LONGEST_WAIT) if count >= FREE_TRIES else 0.0
        self._wrong[address] = (min(count, 1000), self._clock() + wait)
        self._wrong.move_to_end(address)
        while len(self._wrong) > _MOST_ADDRESSES:
            self._wrong.popitem(last=False)
