"""Every day of a year is judged on small homes, whatever the number of threads.

DuckDB 2.0.0 broke on most days of an ordinary home with two threads and more ("global dictionary column changed
identity"). `make test-lowest` runs this file by the lowest DuckDB that pyproject.toml allows.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date, timedelta

import duckdb
import pytest

from targets.progress.status import judge_day
from targets.store.warehouse import migrate
from tests.progress.examples import EXAMPLES
from tests.progress.samples import put, refreshed

HOMES = 3
THREADS = (1, 2, 4)
YEAR = [date(2022, 1, 1) + timedelta(days=n) for n in range(365)]


@pytest.fixture(scope="module")
def homes() -> Iterator[list[duckdb.DuckDBPyConnection]]:
    """Warehouses that share the worked examples among them, each judged once before."""
    cons = [duckdb.connect() for _ in range(HOMES)]
    for place, con in enumerate(cons):
        migrate(con)
        put(con, {example.name: example.goal for example in EXAMPLES[place::HOMES]})
        refreshed(con, "2022-06-30")
    yield cons
    for con in cons:
        con.close()


def test_the_version_is_the_one_asked_for() -> None:
    assert duckdb.__version__ == os.environ.get("DUBAN_DUCKDB", duckdb.__version__)


@pytest.mark.slow
@pytest.mark.parametrize("threads", THREADS)
def test_every_day_of_a_year(homes: list[duckdb.DuckDBPyConnection], threads: int) -> None:
    """Each day by one number of threads, in a home that changes from day to day."""
    first = THREADS.index(threads)
    for number, day in enumerate(YEAR[first :: len(THREADS)]):
        con = homes[number % HOMES]
        con.execute(f"SET threads = {threads}")
        judge_day(con, day)
        rows = con.execute("SELECT count(*), count(DISTINCT target_id) FROM progress_rows").fetchall()
        assert rows == [(len(EXAMPLES[number % HOMES :: HOMES]),) * 2], day
