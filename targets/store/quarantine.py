"""What was kept out, stored once and written where a clerk finds it."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable
from dataclasses import astuple
from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from targets.rejection import Rejection
from targets.spreadsheets import neutral
from targets.store.run import Run
from targets.store.warehouse import transaction
from targets.whole_files import write_whole

FOLDER = "quarantine"
_COLUMNS = ("kind", "file", "place", "field", "value", "reason", "advice")


def quarantine(
    con: duckdb.DuckDBPyConnection,
    home: Path,
    rejections: Iterable[Rejection],
    run: Run,
    *,
    read: Iterable[str] = (),
) -> None:
    """Store rejections, each once, and write what is open to `home`/quarantine/open.csv.

    `read` names the files that this run read or found gone: what was open for them and was not met again
    is resolved.
    """
    with transaction(con):
        settle(con, rejections, run, read=read)
    write_open(con, home)


def settle(
    con: duckdb.DuckDBPyConnection, rejections: Iterable[Rejection], run: Run, *, read: Iterable[str]
) -> None:
    """The same within the caller's transaction; `open.csv` is left as it is."""
    met = {_identity(rejection): rejection for rejection in rejections}
    files = sorted({*read, *(rejection.file for rejection in met.values())})
    con.execute(
        "UPDATE quarantine SET resolved_by = ? WHERE resolved_by IS NULL AND file IN (SELECT unnest(?)) "
        "AND quarantine_id NOT IN (SELECT unnest(?))",
        [run.run_id, files, list(met)],
    )
    put(con, met.values(), run)


def put(con: duckdb.DuckDBPyConnection, rejections: Iterable[Rejection], run: Run) -> None:
    """Store rejections, each once, within the caller's transaction; `open.csv` is left as it is."""
    met = {_identity(rejection): rejection for rejection in rejections}
    if not met:
        return
    # One statement: a table may have tens of thousands of rows that are kept out.
    columns = zip(*(astuple(rejection) for rejection in met.values()), strict=True)
    con.register(
        "rejections_met",
        pa.table([pa.array(met), *map(pa.array, columns)], ["quarantine_id", *_COLUMNS]),
    )
    con.execute(
        f"INSERT INTO quarantine SELECT quarantine_id, {', '.join(_COLUMNS)}, ?, ?, NULL FROM rejections_met "
        "ON CONFLICT (quarantine_id) DO UPDATE SET run_id = excluded.run_id, resolved_by = NULL",
        [run.now, run.run_id],
    )
    con.unregister("rejections_met")


def rejected_under(con: duckdb.DuckDBPyConnection, folder: Path) -> set[str]:
    """The files of a folder (or the one file) of which something is in quarantine."""
    files = con.execute("SELECT DISTINCT file FROM open_quarantine").fetchall()
    return {file for (file,) in files if Path(file).is_relative_to(folder)}


def open_rejections(con: duckdb.DuckDBPyConnection, run: Run, files: Iterable[str]) -> list[Rejection]:
    """What is still to be put right in `files`, whichever run met it, and whatever else this run met."""
    rows = con.execute(
        f"SELECT {', '.join(_COLUMNS)} FROM open_quarantine WHERE run_id = ? OR file IN (SELECT unnest(?)) "
        "ORDER BY kind, file, place, field",
        [run.run_id, list(files)],
    ).fetchall()
    return [Rejection(**dict(zip(_COLUMNS, row, strict=True))) for row in rows]


def listed(con: duckdb.DuckDBPyConnection) -> list[tuple[str, Rejection]]:
    """What is open, each with its id."""
    rows = con.execute(
        f"SELECT quarantine_id, {', '.join(_COLUMNS)} FROM open_quarantine ORDER BY kind, file, place, field"
    ).fetchall()
    return [(identity, Rejection(**dict(zip(_COLUMNS, row, strict=True)))) for identity, *row in rows]


def dismiss(
    con: duckdb.DuckDBPyConnection, beginning: str, who: str, at: datetime, note: str | None
) -> list[Rejection]:
    """A person puts the open rejections aside whose id begins so, or that are of that file; returns them."""
    found = [
        (identity, rejection)
        for identity, rejection in listed(con)
        if identity.startswith(beginning)
        or rejection.file == beginning
        or rejection.file.endswith(f"/{beginning}")
    ]
    with transaction(con):
        for identity, _ in found:
            con.execute("INSERT INTO dismissals VALUES (?, ?, ?, ?)", [identity, who, at, note])
    return [rejection for _, rejection in found]


def retry(con: duckdb.DuckDBPyConnection, file: str) -> list[str]:
    """Have the tables of that name read again by the next refresh; returns them."""
    rows = con.execute(
        "SELECT DISTINCT file FROM imports WHERE file = $file OR ends_with(file, '/' || $file)",
        {"file": file},
    ).fetchall()
    files = [name for (name,) in rows]
    with transaction(con):
        con.execute("DELETE FROM imports WHERE file IN (SELECT unnest(?))", [files])
    return files


def write_open(con: duckdb.DuckDBPyConnection, home: Path) -> Path:
    """The open quarantine as a table that Excel opens; replaced as a whole."""
    path = home / FOLDER / "open.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = con.execute(
        f"SELECT {', '.join(_COLUMNS)} FROM open_quarantine ORDER BY kind, file, place, field"
    ).fetchall()
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    write_whole(path, text.getvalue(), encoding="utf-8-sig")
    return path


def _identity(rejection: Rejection) -> str:
    parts = (
        rejection.kind,
        rejection.file,
        rejection.place,
        rejection.field,
        rejection.value,
        rejection.reason,
    )
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]
