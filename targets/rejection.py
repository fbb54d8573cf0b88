"""What could not be taken in, and what to do about it: the row of the quarantine."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rejection:
    """One thing kept out of the warehouse: a file, a line or a cell.

    `kind` is "document", "actuals" or "manifest". `place` is where in the file: "line 12", "Sheet1!C4",
    "page 3", or "" for the whole file. `value` is what stood there, as text. `reason` says what is wrong
    and `advice` what to do, both as sentences a clerk understands.
    """

    kind: str
    file: str
    place: str
    field: str
    value: str
    reason: str
    advice: str


class RejectedFile(Exception):
    """A whole file that cannot be read; carries its `Rejection`."""

    def __init__(self, rejection: Rejection) -> None:
        super().__init__(f"{rejection.file}: {rejection.reason} {rejection.advice}")
        self.rejection = rejection
