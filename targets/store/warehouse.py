"""The warehouse: one DuckDB file with one writer, brought to the current schema when it is opened."""

from __future__ import annotations

import hashlib
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

import duckdb

from targets.status import statuses_query
from targets.store.handles import give_letters

FILE_NAME = "warehouse.duckdb"
_LOCKED = ("lock", "being used by another process")
_TRY_AGAIN = 0.1


class WarehouseBusy(Exception):
    """Another process has the warehouse open for writing; the message names the file and what to do."""


_writers: defaultdict[Path, threading.RLock] = defaultdict(threading.RLock)
"""Within one process those who write wait for each other here; DuckDB itself keeps other processes out."""


@contextmanager
def open_warehouse(home: Path, wait: float = 0) -> Iterator[duckdb.DuckDBPyConnection]:
    """The one writer's connection to `home`/warehouse.duckdb; made where missing, closed at the end.

    Whoever comes second, from another thread or process, waits up to `wait` seconds until the first has closed it.
    Raises WarehouseBusy after that.
    """
    home.mkdir(parents=True, exist_ok=True)
    path = (home / FILE_NAME).resolve()
    give_up = time.monotonic() + wait
    if not _writers[path].acquire(timeout=wait):
        raise _busy(path)
    try:
        con = _connect(path, give_up)
        try:
            migrate(con)
            yield con
        finally:
            con.close()
    finally:
        _writers[path].release()


def _connect(path: Path, give_up: float) -> duckdb.DuckDBPyConnection:
    while True:
        try:
            return duckdb.connect(path)
        except duckdb.IOException as error:
            if not any(word in str(error) for word in _LOCKED):
                raise
            if time.monotonic() >= give_up:
                raise _busy(path) from error
        time.sleep(_TRY_AGAIN)


def _busy(path: Path) -> WarehouseBusy:
    return WarehouseBusy(
        f"{path} is being written by another process. Wait until that run has ended, "
        "or read the published snapshot instead."
    )


def migrate(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Bring a database to the current schema and return the names of what was applied.

    Each migration runs once, in one transaction with its record in table `migrations`; the views are made
    anew when their text changes.
    """
    con.execute("CREATE TABLE IF NOT EXISTS migrations (name VARCHAR PRIMARY KEY)")
    done = {name for (name,) in con.execute("SELECT name FROM migrations").fetchall()}
    scripts = [(script.name, script.read_text(encoding="utf-8")) for script in _migrations()]
    views = resources.files("targets.store").joinpath("views.sql").read_text(encoding="utf-8")
    views = f"CREATE OR REPLACE VIEW statuses AS {statuses_query()};\n{views}"
    scripts.append((f"views {hashlib.sha256(views.encode()).hexdigest()[:16]}", views))
    pending = [(name, sql) for name, sql in scripts if name not in done]
    for name, sql in pending:
        with transaction(con):
            con.execute(sql)
            if name.startswith("views "):
                con.execute("DELETE FROM migrations WHERE starts_with(name, 'views ')")
            con.execute("INSERT INTO migrations VALUES (?)", [name])
    if pending:
        with transaction(con):
            give_letters(con)
        con.execute("CHECKPOINT")  # replaying schema changes from the log is where databases break
    return [name for name, _ in pending]


@contextmanager
def transaction(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All or nothing: commit at the end, roll back on any exception."""
    con.execute("BEGIN")
    try:
        yield
    except BaseException:
        con.execute("ROLLBACK")
        raise
    con.execute("COMMIT")


def _migrations() -> list[Traversable]:
    folder = resources.files("targets.store").joinpath("migrations")
    return sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
