"""Sends one message to one receiver through Apprise: mail, webhooks and whatever else it speaks."""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from targets.settings import Receiver
from targets.words import message

KEY_HEADER = "Idempotency-Key"
_ERROR_LENGTH = 500
_PATIENCE = 20.0
"""Seconds a receiver may take to answer: one that answers later is told again under the same key."""


class BadAddress(Exception):
    """A receiver whose address will not do; the message says where it stands and what to do."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as it is sent: the same `message_id` on every attempt, and files that go along."""

    message_id: str
    subject: str
    body: str
    attachments: tuple[Path, ...] = ()


def send(receiver: Receiver, letter: Letter) -> str | None:
    """Send a message; None when the receiver took it, else what went wrong in one line.

    The message id goes along as the header Idempotency-Key (mail and webhooks) and as the last line of the
    text, so that a receiver can tell a repetition. An address with several recipients fails as a whole when
    one of them does.
    """
    import apprise

    try:
        service = _service(receiver)
    except BadAddress as error:
        return str(error)
    service.notify_format = apprise.NotifyFormat.TEXT
    service.socket_read_timeout = max(service.socket_read_timeout or 0, _PATIENCE)
    if isinstance(headers := getattr(service, "headers", None), dict):
        headers[KEY_HEADER] = letter.message_id
    named = message("alert_text-message_id").in_language(receiver.language)
    body = f"{letter.body}\n{named}: {letter.message_id}\n"
    return _notify(apprise, service, letter.subject, body, letter.attachments)


def check_address(receiver: Receiver) -> None:
    """Raises BadAddress where nothing can be sent to a receiver, or its secrets stand where others may read them."""
    _service(receiver)


def _service(receiver: Receiver) -> Any:
    """Apprise's service of a receiver. Raises BadAddress."""
    import apprise

    url = _address(receiver)
    service: Any = apprise.Apprise.instantiate(url, suppress_exceptions=True)
    where = receiver.place or f"receiver {receiver.name!r}"
    if service is None:
        raise BadAddress(
            f"{where}: this is no address that Apprise knows; correct `url` of the receiver in the settings."
        )
    if receiver.url and service.url(privacy=True) != service.url(privacy=False):
        raise BadAddress(
            f"{where}: the address holds a password or token. Put it in a file that its owner alone may read and name "
            "that by `url_file`, or in an environment variable named by `url_env`."
        )
    return service


def _address(receiver: Receiver) -> str:
    where = receiver.place or f"receiver {receiver.name!r}"
    if receiver.url_env:
        if not (url := os.environ.get(receiver.url_env, "").strip()):
            raise BadAddress(
                f"{where}: the environment has no variable {receiver.url_env}; set it to the address."
            )
        return url
    if receiver.url_file is None:
        return receiver.url
    file = receiver.url_file
    try:
        mode = stat.S_IMODE(file.stat().st_mode)
        if os.name == "posix" and mode & 0o077:
            raise BadAddress(
                f"{where}: {file} may be read by others (mode {mode:04o}). Run: chmod 600 {file}"
            )
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise BadAddress(f"{where}: {file}: {error}. Write the address there, in one line.") from error


def _notify(apprise: Any, service: Any, subject: str, body: str, attachments: Sequence[Path]) -> str | None:
    outbound = apprise.Apprise()
    outbound.add(service)
    files = [str(path) for path in attachments] or None
    # Whoever configures logging by a file switches off the loggers that are there, as database migrations do.
    logging.getLogger("apprise").disabled = False
    with apprise.LogCapture(level=apprise.logging.WARNING, fmt="%(message)s") as log:
        taken = outbound.notify(title=subject, body=body, body_format=apprise.NotifyFormat.TEXT, attach=files)
        said = " ".join(log.getvalue().split())
    return None if taken else (said or "The receiver did not take the message.")[:_ERROR_LENGTH]
