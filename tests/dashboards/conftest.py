"""The built site on a fixture warehouse with hostile texts, and a browser that watches what pages ask for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from dashboards.charts.export import find_chromium
from dashboards.site.build import build_site
from dashboards.snapshot import Snapshot, read_snapshot
from tests.dashboards.drawn import DRAWN
from tests.dashboards.warehouse import make_warehouse


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of 49 goals, the last five with hostile names."""
    return make_warehouse(tmp_path_factory.mktemp("warehouse") / "w.duckdb", goals=49, hostile=True)


@pytest.fixture(scope="session")
def snapshot(warehouse: Path) -> Snapshot:
    """Its tables as the pages read them."""
    return read_snapshot(warehouse)


@pytest.fixture(scope="session")
def site(warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site built from it."""
    folder = tmp_path_factory.mktemp("site")
    build_site(warehouse, folder)
    return folder


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium where there is one, else Playwright's own."""
    chromium = find_chromium()
    own = {} if chromium is None else {"executable_path": str(chromium)}
    return {**browser_type_launch_args, **own, "args": ["--no-sandbox"]}


@dataclass
class Watched:
    """A page and everything it said or asked for."""

    page: Any
    site: Path
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def open(self, path: str) -> Any:
        """Open a page of the site over file:// and wait until its charts are drawn."""
        name, _, part = path.partition("#")
        self.page.goto((self.site / name).as_uri() + (f"#{part}" if part else ""))
        self.drawn()
        return self.page

    def drawn(self) -> None:
        """Wait until every chart is drawn."""
        self.page.wait_for_function(DRAWN)

    def strangers(self) -> list[str]:
        """Requests that left the site's folder."""
        home = self.site.as_uri()
        return [url for url in self.asked if not url.startswith((home, "data:", "blob:"))]


@pytest.fixture
def watched(new_context: Any, site: Path) -> Iterator[Watched]:
    """A page at 1440 px that must say nothing on its console and ask for nothing outside the site."""
    watch = Watched(new_context(viewport={"width": 1440, "height": 900}).new_page(), site)
    watch.page.on("console", lambda message: watch.said.append(f"{message.type}: {message.text}"))
    watch.page.on("pageerror", lambda error: watch.said.append(f"error: {error}"))
    watch.page.on("request", lambda request: watch.asked.append(request.url))
    watch.page.on("dialog", lambda dialog: (watch.said.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    yield watch
    assert watch.said == []
    assert watch.strangers() == []
