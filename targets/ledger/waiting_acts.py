"""What reviewers say while a refresh holds the warehouse: kept in files until somebody writes it there.

Each act is a file of the home's folder `review/`, whole or not there. One that cannot be stored any more, because
somebody else decided meanwhile, goes to `review/refused/` with the reason, where people find both versions.
"""

from __future__ import annotations

import json
import secrets
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from targets.ledger.review import REFUSED, ReviewAct, ReviewKind, carry_out
from targets.store.decisions import Person, StaleDecision
from targets.whole_files import write_whole

FOLDER = "review"
_REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class RefusedAct:
    """An act that was not stored: who said it and when, why not, and what the other person decided (empty where nobody did)."""

    name: str
    act: ReviewAct
    by: Person
    reason: str
    their_name: str
    theirs: dict[str, Any]


def put(home: Path, act: ReviewAct, by: Person) -> None:
    """Keep an act for the next who writes the warehouse; on the disk when this returns."""
    said = {"act": asdict(act), "who": by.who, "at": by.decided_at.isoformat(), "note": by.note}
    _write(home / FOLDER / f"{time.time_ns()}-{secrets.token_hex(3)}.json", said)


def waiting_for(home: Path) -> dict[str, Person]:
    """The goals of which something waits, with who said it first."""
    found: dict[str, Person] = {}
    for path in _files(home / FOLDER):
        with suppress(FileNotFoundError):  # it has been stored meanwhile
            act, by, _ = _read(path)
            found.setdefault(act.target_id, by)
    return found


def take_in(con: duckdb.DuckDBPyConnection, home: Path) -> int:
    """Store what waits, in the order it was said; returns how many acts were stored.

    An act that is stored and whose file is left behind by a kill is found stale, and told, not stored twice.
    """
    stored = 0
    for path in _files(home / FOLDER):
        act, by, said = _read(path)
        try:
            carry_out(con, act, by)
            stored += 1
        except REFUSED as error:
            stale = (
                {"their_name": error.who, "theirs": dict(error.theirs)}
                if isinstance(error, StaleDecision)
                else {}
            )
            _write(home / FOLDER / _REFUSED / path.name, {**said, "reason": str(error), **stale})
        path.unlink(missing_ok=True)
    return stored


def refused(home: Path) -> list[RefusedAct]:
    """What could not be stored and nobody has looked at yet, the oldest first."""
    found = []
    for path in _files(home / FOLDER / _REFUSED):
        with suppress(FileNotFoundError):  # somebody has looked at it meanwhile
            act, by, said = _read(path)
            found.append(
                RefusedAct(
                    path.stem, act, by, said["reason"], said.get("their_name", ""), said.get("theirs", {})
                )
            )
    return found


def settle(home: Path, name: str) -> bool:
    """Somebody has looked at a refused act: put it away. Returns whether there was one of this name."""
    path = next((p for p in _files(home / FOLDER / _REFUSED) if p.stem == name), None)
    if path is None:
        return False
    path.replace(path.with_suffix(".seen"))
    return True


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.json"))


def _read(path: Path) -> tuple[ReviewAct, Person, dict[str, Any]]:
    said = json.loads(path.read_text(encoding="utf-8"))
    act = ReviewAct(**{**said["act"], "act": ReviewKind(said["act"]["act"])})
    return act, Person(said["who"], datetime.fromisoformat(said["at"]), said["note"]), said


def _write(path: Path, said: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, json.dumps(said, ensure_ascii=False, default=str))
