"""What the tests of several rooms share."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that hold a slow test first, so that no worker is left with one at the end (`--no-loadscope-reorder`)."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)
