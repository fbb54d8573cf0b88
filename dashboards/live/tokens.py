"""The token of reviewers: where it may be told, and how wrong ones are slowed down."""

from __future__ import annotations

import hmac
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from pathlib import Path

SHORTEST = 12
LONGEST = 200
FREE_TRIES = 5
"""Wrong tokens that one address may send before it has to wait."""

LONGEST_WAIT = 300.0
"""Seconds; each further wrong token doubles the wait up to this."""

_MOST_ADDRESSES = 10_000


class BadToken(ValueError):
    """A token that is no good, or that cannot be read; the message says what to do."""


class NotAllowed(Exception):
    """The token is wrong, or review is switched off."""


class TooManyTries(NotAllowed):
    """So many wrong tokens came from an address that it has to wait `seconds`; whatever it sent was not looked at."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"wait {seconds} s")
        self.seconds = seconds


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
    """Compares tokens with the right one, in the same time whatever they share with it.

    After `FREE_TRIES` wrong ones an address waits; the right one, sent when it may, ends that.
    """

    def __init__(self, token: str | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._token, self._clock = token, clock
        self._lock = threading.Lock()
        self._wrong: OrderedDict[str, tuple[int, float]] = OrderedDict()

    @property
    def is_on(self) -> bool:
        """Whether anybody may review at all."""
        return bool(self._token)

    def check(self, given: str | None, address: str) -> None:
        """Raise NotAllowed where the token is wrong, TooManyTries where the address has to wait."""
        with self._lock:
            count, until = self._wrong.get(address, (0, 0.0))
            left = until - self._clock()
            if left > 0:
                raise TooManyTries(max(round(left), 1))
            if self._token and hmac.compare_digest((given or "").encode(), self._token.encode()):
                self._wrong.pop(address, None)
                return
            wait = min(2.0 ** (count + 1 - FREE_TRIES), LONGEST_WAIT) if count + 1 >= FREE_TRIES else 0.0
            self._wrong[address] = (min(count + 1, 1000), self._clock() + wait)
            self._wrong.move_to_end(address)
            while len(self._wrong) > _MOST_ADDRESSES:
                self._wrong.popitem(last=False)
        raise NotAllowed
