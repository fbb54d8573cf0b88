"""Files that people hand in with what they say: kept in the home under the hash of their content, and in backups."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

ATTACHMENTS = "attachments"
"""The folder that keeps attached files, in the home and beside backups, each under the hash of its content."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that was handed in: its name, and the SHA-256 of its content, which it is kept under."""

    name: str
    sha256: str


def keep_files(home: Path, files: Sequence[Path]) -> tuple[Attachment, ...]:
    """Copy files into the home, each under the hash of its content; what is there already is not copied again."""
    return tuple(Attachment(file.name, _kept(file, home / ATTACHMENTS)) for file in files)


def attachments_named(con: duckdb.DuckDBPyConnection, catalog: str = "") -> list[Attachment]:
    """The files that a warehouse names, one a hash; `catalog` is an attached one, else the connection's."""
    columns = con.execute(
        "SELECT 1 FROM duckdb_columns() WHERE table_name = 'explanations' AND column_name = 'attachments' "
        "AND database_name = coalesce(nullif(?, ''), current_database())",
        [catalog],
    ).fetchall()
    if not columns:  # a warehouse of an earlier duban
        return []
    table = f"{catalog}.explanations" if catalog else "explanations"
    rows = con.execute(
        f"SELECT min(a.name), a.sha256 FROM (SELECT unnest(attachments) AS a FROM {table}) GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    return [Attachment(*row) for row in rows]


def copy_attachments(named: Iterable[Attachment], source: Path, out: Path) -> list[Attachment]:
    """Bring files from one folder that keeps them to another, where they are not whole there; returns those that are lost.

    A file that is missing, or whose content is not what its hash says, is not brought.
    """
    lost = []
    for one in named:
        if fault_of(one, out) is None:
            continue
        if fault_of(one, source):
            lost.append(one)
        else:
            _kept(source / ATTACHMENTS / one.sha256, out / ATTACHMENTS)
    return lost


def fault_of(one: Attachment, home: Path) -> str | None:
    """Why a file is not as it was handed in: "missing", or "changed"; None where it is."""
    path = home / ATTACHMENTS / one.sha256
    try:
        with path.open("rb") as file:
            return None if hashlib.file_digest(file, "sha256").hexdigest() == one.sha256 else "changed"
    except OSError:
        return "missing"


def _kept(file: Path, folder: Path) -> str:
    """Copy a file into a folder under the hash of what was copied, whole or not at all; returns the hash."""
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(".part", dir=folder)
    part = Path(name)
    try:
        with os.fdopen(handle, "w+b") as copy:
            with file.open("rb") as original:
                shutil.copyfileobj(original, copy)
            copy.seek(0)
            digest = hashlib.file_digest(copy, "sha256").hexdigest()
            os.fsync(copy.fileno())
        part.replace(folder / digest)
    finally:
        part.unlink(missing_ok=True)
    return digest
