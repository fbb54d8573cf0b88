"""Sends one message to one receiver through Apprise: mail, webhooks and whatever else it speaks."""

from __future__ import annotations

from typing import Any

from targets.settings import Receiver

KEY_HEADER = "Idempotency-Key"
_ERROR_LENGTH = 500


def send(receiver: Receiver, subject: str, body: str, message_id: str) -> str | None:
    """Send a message; None when the receiver took it, else what went wrong in one line.

    The message id goes along as the header Idempotency-Key (mail and webhooks) and as the last line of the
    text, so that a receiver can tell a repetition. An address with several recipients fails as a whole when
    one of them does.
    """
    import apprise

    service = apprise.Apprise.instantiate(receiver.url, suppress_exceptions=True)
    if service is None:
        return "This is no address that Apprise knows; correct `url` of the receiver in the settings."
    service.notify_format = apprise.NotifyFormat.TEXT
    if isinstance(headers := getattr(service, "headers", None), dict):
        headers[KEY_HEADER] = message_id
    return _notify(apprise, service, subject, f"{body}\n消息编号 / message id: {message_id}\n")


def _notify(apprise: Any, service: Any, subject: str, body: str) -> str | None:
    outbound = apprise.Apprise()
    outbound.add(service)
    with apprise.LogCapture(level=apprise.logging.WARNING, fmt="%(message)s") as log:
        taken = outbound.notify(title=subject, body=body, body_format=apprise.NotifyFormat.TEXT)
        said = " ".join(log.getvalue().split())
    return None if taken else (said or "The receiver did not take the message.")[:_ERROR_LENGTH]
