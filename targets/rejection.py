"""What could not be taken in, and what to do about it: the row of the quarantine."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """One thing kept out of the warehouse: a file, a line or a cell.

    `kind` is "document", "actuals", "manifest" or "ledger". `place` is where in the file: "line 12", "Sheet1!C4",
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
        super().__init__(rejection)
        self.rejection = rejection

    def __str__(self) -> str:
        return f"{shown(self.rejection.file)}: {self.rejection.reason} {self.rejection.advice}"


def shown(name: str) -> str:
    """A file's name as text that can be printed and stored: what is no valid or no visible character is escaped.

    Bytes that are not UTF-8 become `\\xc7`, control characters and marks of direction `\\n` or `\\u202e`.
    """
    return "".join(c if c.isprintable() or c == "\u3000" else _escaped(c) for c in name)


def _escaped(character: str) -> str:
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:  # how Python holds a byte of a name that is not UTF-8
        return f"\\x{code - 0xDC00:02x}"
    return character.encode("unicode_escape").decode("ascii")
