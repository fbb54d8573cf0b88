"""The warehouse: one DuckDB file with one writer, brought to the current schema when it is opened."""

from __future__ import annotations

import os
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from targets.store.handles import give_letters
from targets.store.publish import snapshots
from targets.store.schema import former_names, migrations, views_name, views_sql
from targets.store.unusable import WarehouseBusy, WarehouseDamaged, WarehouseLater, WarehouseMissing

FILE_NAME = "warehouse.duckdb"
_CORRUPT = ("Corrupt database", "Could not read enough bytes")
_LOCKED = ("Could not set lock", "Conflicting lock", "being used by another process")
_TRY_AGAIN = 0.1


_writers: defaultdict[Path, threading.RLock] = defaultdict(threading.RLock)
"""Within one process those who write wait for each other here; DuckDB itself keeps other processes out."""


@contextmanager
def open_warehouse(home: Path, wait: float = 0) -> Iterator[duckdb.DuckDBPyConnection]:
    """The one writer's connection to `home`/warehouse.duckdb; made where missing, closed at the end.

    Whoever comes second, from another thread or process, waits up to `wait` seconds until the first has closed it.
    Raises WarehouseBusy after that, and otherwise WarehouseUnusable: one that is damaged, of a later schema, or
    missing though snapshots of it are there.
    """
    home.mkdir(parents=True, exist_ok=True)
    path = (home / FILE_NAME).resolve()
    give_up = time.monotonic() + wait
    if not path.exists() and (published := snapshots(home)):
        raise WarehouseMissing(path, len(published))
    if not _writers[path].acquire(timeout=wait):
        raise WarehouseBusy(path)
    try:
        con = _connect(path, give_up)
        try:
            migrate(con)
            yield con
        except duckdb.Error as error:
            if any(word in str(error) for word in _CORRUPT):
                raise WarehouseDamaged(path, error) from error
            raise
        finally:
            con.close()
    finally:
        _writers[path].release()


def _connect(path: Path, give_up: float) -> duckdb.DuckDBPyConnection:
    while True:
        try:
            return duckdb.connect(path)
        except duckdb.Error as error:
            if not is_locked(error):
                if not path.exists() or not os.access(path, os.R_OK | os.W_OK):
                    raise  # the system says what is wrong: rights, a full disk
                raise WarehouseDamaged(path, error) from error
            if time.monotonic() >= give_up:
                raise WarehouseBusy(path) from error
        time.sleep(_TRY_AGAIN)


def is_locked(error: Exception) -> bool:
    """Whether DuckDB refuses a file because another process has it open."""
    return any(word in str(error) for word in _LOCKED)


def migrate(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Bring a database to the current schema and return the names of what was applied.

    Each migration runs once, in one transaction with its record in table `migrations`; the views are made
    anew when their text changes. Raises WarehouseLater, with nothing changed, where a migration is recorded that
    is not known here.
    """
    done = _applied(con)
    scripts = [(migration.name, migration.sql) for migration in migrations()]
    digests = {migration.name: migration.digest for migration in migrations()}
    scripts.append((views_name(), views_sql()))
    pending = [(name, sql) for name, sql in scripts if name not in done]
    for name, sql in pending:
        with transaction(con):
            con.execute(sql)
            if name.startswith("views "):
                con.execute("DELETE FROM migrations WHERE starts_with(name, 'views ')")
            con.execute("INSERT INTO migrations (name, digest) VALUES (?, ?)", [name, digests.get(name)])
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


def check_schema(con: duckdb.DuckDBPyConnection, catalog: str = "") -> dict[str, str]:
    """What a database records of migrations: the name it was applied by and its name now ("" for one replaced since).

    Raises WarehouseLater where one is not known here. `catalog` is an attached database; else that of the connection.
    """
    table = f"{catalog}.migrations" if catalog else "migrations"
    columns = {name for name, *_ in con.execute(f"DESCRIBE {table}").fetchall()}
    digest = "digest" if "digest" in columns else "NULL"
    query = f"SELECT name, {digest} FROM {table} WHERE NOT starts_with(name, 'views ') ORDER BY name"
    rows: list[tuple[str, str | None]] = con.execute(query).fetchall()
    by_digest = {migration.digest: migration.name for migration in migrations()}
    names = set(by_digest.values())
    now = {name: by_digest.get(mark or "", former_names().get(name, name)) for name, mark in rows}
    if later := [name for name, known in now.items() if known and known not in names]:
        (path,) = con.execute(
            "SELECT coalesce(max(path), '') FROM duckdb_databases() WHERE database_name = coalesce(?, current_database())",
            [catalog or None],
        ).fetchall()[0]
        raise WarehouseLater(path, later)
    return now


def _applied(con: duckdb.DuckDBPyConnection) -> set[str]:
    """The migrations and views that a database has been brought through, by their names now."""
    con.execute("CREATE TABLE IF NOT EXISTS migrations (name VARCHAR PRIMARY KEY, digest VARCHAR)")
    now = check_schema(con)
    digests = {migration.name: migration.digest for migration in migrations()}
    if "digest" not in {name for name, *_ in con.execute("DESCRIBE migrations").fetchall()}:
        con.execute("ALTER TABLE migrations ADD COLUMN digest VARCHAR")
    recorded = {
        name for (name,) in con.execute("SELECT name FROM migrations WHERE digest IS NOT NULL").fetchall()
    }
    for former, name in now.items():
        if name and (name != former or former not in recorded):
            with transaction(con):
                con.execute("DELETE FROM migrations WHERE name = ?", [former])
                con.execute("INSERT OR REPLACE INTO migrations VALUES (?, ?)", [name, digests[name]])
    views = con.execute("SELECT name FROM migrations WHERE starts_with(name, 'views ')").fetchall()
    return {*filter(None, now.values()), *(name for (name,) in views)}
