"""The published snapshot as the live app reads it: in memory, by judging day, replaced when a refresh publishes.

A snapshot is attached read-only and its goals are laid out once a judging day by the very query of the static
site (`sql/goals.sql`), so that both show the same rows. Requests that began on an older snapshot end on it.
"""

from __future__ import annotations

import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from importlib.resources import files
from pathlib import Path

import duckdb

from dashboards.rankings import WORST_FIRST_SQL
from targets.store.publish import check_views, latest_snapshot

_SEARCHED = "concat_ws(' ', indicator, region, array_to_string(owners, ' '), quote, document_title, target_id, handle, replace(handle, '-', ''))"


SECONDS = 20.0
"""The longest that the statements of one request may run."""

_MEMORY = "2GB"
_DAYS_KEPT = 8
"""Judging days that stay laid out; those beyond that nobody reads just then make room for others."""


class LoadedSnapshot:
    """One published snapshot. Raises PublishedByAnother where another version of duban made it."""

    def __init__(self, path: Path) -> None:
        self.path, self.name = path, path.stem
        self._spilt = tempfile.TemporaryDirectory(prefix="duban-", ignore_cleanup_errors=True)
        self._con = duckdb.connect(
            ":memory:", config={"memory_limit": _MEMORY, "temp_directory": self._spilt.name}
        )
        self._con.execute(f"ATTACH '{str(path).replace(chr(39), chr(39) * 2)}' AS snapshot (READ_ONLY)")
        check_views(self._con, "snapshot")
        self._con.execute("SET enable_external_access = false")
        self._lock = threading.Lock()
        self._laid_out: list[str] = []
        self._readers: Counter[str] = Counter()
        self.days: list[date] = [
            day
            for (day,) in self._con.execute(
                "SELECT as_of FROM snapshot.progress_history UNION SELECT as_of FROM snapshot.progress ORDER BY as_of"
            ).fetchall()
        ]

    def day(self, wanted: str | None) -> date:
        """A judging day named as 2022-06-30; the latest where it is none. Raises LookupError where there is none."""
        if not self.days:
            raise LookupError("no goal has been judged yet")
        return next((day for day in self.days if day.isoformat() == wanted), self.days[-1])

    @contextmanager
    def at(self, day: date) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection that sees the snapshot as of a day: its `progress` is that day's, and table `shown` its goals.

        A statement that runs after `SECONDS` is interrupted, which raises duckdb.InterruptException.
        """
        schema = self.prepare_day(day, reading=True)
        try:
            with self._con.cursor() as cursor, _ended_in_time(cursor):
                cursor.execute(f"SET search_path = 'memory.{schema},snapshot.main'")
                yield cursor
        finally:
            with self._lock:
                self._readers[schema] -= 1
                self._make_room(_DAYS_KEPT)

    def prepare_day(self, day: date, *, reading: bool = False) -> str:
        """The schema that holds a day's goals, made when it is first asked for; kept at least while it is read."""
        schema = f"day_{self.days.index(day)}"
        with self._lock:
            if schema in self._laid_out:
                self._laid_out.remove(schema)
            else:
                self._make_room(_DAYS_KEPT - 1)
                with self._con.cursor() as cursor:
                    _prepare_day(cursor, schema, day)
            self._laid_out.append(schema)
            self._readers[schema] += reading
        return schema

    def _make_room(self, kept: int) -> None:
        for schema in [s for s in self._laid_out[:-kept] if not self._readers[s]]:
            self._con.execute(f"DROP SCHEMA memory.{schema} CASCADE")
            self._laid_out.remove(schema)


class SnapshotSource:
    """The latest snapshot under a home. A newer one is laid out aside and takes over when it is ready."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._lock = threading.Lock()
        self._loaded: LoadedSnapshot | None = None
        self._coming: str | None = None
        self._newest = threading.Lock()

    def latest(self) -> LoadedSnapshot:
        """The snapshot to read from now. Raises NothingPublished where there is none."""
        path = latest_snapshot(self._home)
        with self._lock:
            if self._loaded is None:
                self._loaded = LoadedSnapshot(path)
            elif path.stem not in (self._loaded.name, self._coming):
                self._coming = path.stem
                threading.Thread(target=self._take_over, args=(path,), daemon=True).start()
            return self._loaded

    def newest(self) -> LoadedSnapshot:
        """The latest snapshot itself, laid out first where it is newer than what readers have: what a decision of a
        moment ago has changed is in it. Raises NothingPublished where there is none."""
        with self._newest:
            path = latest_snapshot(self._home)
            with self._lock:
                if self._loaded is not None and self._loaded.name == path.stem:
                    return self._loaded
                self._coming = path.stem
            self._take_over(path)
            return self.latest()

    def _take_over(self, path: Path) -> None:
        """Lay out a newer snapshot while readers go on with the older one, then hand them the newer."""
        try:
            newer = LoadedSnapshot(path)
            if newer.days:
                newer.prepare_day(newer.day(None))
        except duckdb.IOException:
            if path.exists():
                raise
            return  # pushed out by still newer ones
        finally:
            with self._lock:
                if self._coming == path.stem:
                    self._coming = None
        with self._lock:
            if self._loaded is None or self._loaded.name != latest_snapshot(self._home).stem:
                self._loaded = newer


def site_query(name: str) -> str:
    """The query of the static site with this name, to be narrowed to a goal or document."""
    return files("dashboards").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")


@contextmanager
def _ended_in_time(cursor: duckdb.DuckDBPyConnection) -> Iterator[None]:
    timer = threading.Timer(SECONDS, cursor.interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _prepare_day(cursor: duckdb.DuckDBPyConnection, schema: str, day: date) -> None:
    cursor.execute(f"CREATE SCHEMA memory.{schema}")
    if not cursor.execute("SELECT count(*) FROM snapshot.progress WHERE as_of = ?", [day]).fetchall()[0][0]:
        # A past day. Of its own day the snapshot's table `progress` says more than the history keeps.
        cursor.execute(
            f"CREATE VIEW memory.{schema}.progress AS FROM snapshot.progress WHERE false "
            f"UNION ALL BY NAME FROM snapshot.progress_history WHERE as_of = DATE '{day}'"
        )
        # The history keeps no reasons, nor what their words name.
        cursor.execute(
            f"CREATE VIEW memory.{schema}.progress_in_words AS FROM snapshot.progress_in_words WHERE false "
            f"UNION ALL BY NAME FROM memory.{schema}.progress"
        )
    cursor.execute(f"SET search_path = 'memory.{schema},snapshot.main'")
    cursor.execute(
        f"CREATE TABLE memory.{schema}.shown AS SELECT *, lower({_SEARCHED}) AS searched, "
        f"place AS status_rank FROM ({site_query('goals')}) JOIN statuses USING (status) "
        f"JOIN ({site_query('goal_lists')}) USING (target_id) "
        f"ORDER BY {WORST_FIRST_SQL}"
    )
