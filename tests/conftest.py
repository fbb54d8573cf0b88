"""What the tests of several rooms share."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import duckdb
import pytest

from targets import bounded
from targets.store.warehouse import FILE_NAME, open_warehouse

NewWarehouse = Callable[[Path], Path]


@pytest.fixture(scope="session")
def new_warehouse(tmp_path_factory: pytest.TempPathFactory) -> NewWarehouse:
    """Puts an empty warehouse of the current schema into a home; made once, then copied."""
    made = tmp_path_factory.mktemp("empty")
    with open_warehouse(made):
        pass

    def put(home: Path) -> Path:
        home.mkdir(parents=True, exist_ok=True)
        return Path(shutil.copy(made / FILE_NAME, home))

    return put


@pytest.fixture
def empty_warehouse(new_warehouse: NewWarehouse, tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to an empty warehouse in memory."""
    file = new_warehouse(tmp_path / "empty")
    with duckdb.connect() as con:
        con.execute(f"ATTACH '{file}' AS made (READ_ONLY)")
        con.execute("COPY FROM DATABASE made TO memory")
        con.execute("DETACH made")
        yield con


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Pages in a browser are slow; files that hold a slow test come first, so that no worker is left with one at the end
    (`--no-loadscope-reorder`)."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker("slow")
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


def pytest_configure() -> None:
    """Where `make test-all` counts, have it count in the workers too: they start without `site`, and are killed when idle."""
    if "COVERAGE_PROCESS_CONFIG" not in os.environ:
        return
    end = bounded._Worker.end

    def end_of_itself(worker: bounded._Worker) -> None:
        if worker.lives and worker.process.stdin is not None:
            with suppress(BrokenPipeError, subprocess.TimeoutExpired):
                worker.process.stdin.close()
                worker.process.wait(10)
        end(worker)

    bounded._Worker.end = end_of_itself  # type: ignore[method-assign]
    bounded._START = bounded._START.replace("from ", "import coverage; coverage.process_startup(); from ", 1)
