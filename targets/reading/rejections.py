"""How this room rejects a whole file."""

from __future__ import annotations

from pathlib import Path

from targets.rejection import RejectedFile, Rejection


def rejected(
    path: Path, field: str, value: str, reason: str, advice: str, *, place: str = ""
) -> RejectedFile:
    """The exception that says why a document cannot be read, and what to do about it."""
    return RejectedFile(
        Rejection(
            kind="document",
            file=str(path),
            place=place,
            field=field,
            value=value,
            reason=reason,
            advice=advice,
        )
    )
