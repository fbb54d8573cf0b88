"""The live app on a home with a published snapshot, and a browser that watches it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from dashboards.live.server import live_server
from dashboards.site.build import build_site
from targets.actuals.links import propose_links
from targets.progress.refresh import refresh_progress
from targets.settings import Settings
from targets.store.publish import publish
from targets.store.run import Run
from targets.store.warehouse import open_warehouse
from tests.dashboards.warehouse import make_warehouse

TOKEN = "correct horse"
FIRST = Run("20220630T080000-cc", date(2022, 6, 30), datetime(2022, 6, 30, 8))


@dataclass
class Live:
    """A running app: its home, its address and a browser page that watches what it says and asks for."""

    home: Path
    url: str
    page: Any
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def open(self, path: str = "/goals") -> Any:
        """Open the page of the grid and wait for the grid's first rows."""
        self.page.goto(self.url + path)
        self.loaded()
        return self.page

    def loaded(self, words: str = "") -> None:
        """Wait until the first row holds a goal (whose name contains `words`)."""
        self.page.wait_for_function(
            """words => {
                const cell = document.querySelector('#grid .ag-row[row-index="0"] [col-id=indicator]');
                return cell && cell.innerText.trim() && cell.innerText.includes(words);
            }""",
            arg=words,
        )

    def choose_first(self, words: str = "") -> None:
        """Choose the first row, which is a goal whose name contains `words`."""
        self.loaded(words)
        self.page.click("#grid .ag-row[row-index='0'] [col-id='status']")
        self.page.wait_for_function(
            "words => document.querySelector('#goal-title')?.innerText.includes(words)", arg=words
        )
        self.page.wait_for_selector("#trajectory .main-svg")

    def total(self, count: int) -> None:
        """Wait until the grid says that so many goals fit."""
        self.page.wait_for_function(
            "count => document.querySelector('#grid .ag-paging-row-summary-panel')?.innerText.trim().endsWith(' ' + count)",
            arg=str(count),
        )

    def cells(self, column: str) -> list[str]:
        """The cells of a column, from the top."""
        found = self.page.query_selector_all(f"#grid .ag-row [col-id='{column}']")
        rows = {
            int(cell.evaluate("c => c.closest('.ag-row').getAttribute('row-index')")): cell for cell in found
        }
        return [rows[place].inner_text() for place in sorted(rows)]

    def choose(self, indicator: str) -> None:
        """Search for a goal and choose it."""
        self.page.fill("#search", indicator)
        self.total(1)
        self.choose_first(indicator)

    def refresh(self, number: int) -> None:
        """Judge and publish anew, as a refresh does."""
        run = replace(FIRST, run_id=f"20220701T08000{number}-dd")
        with open_warehouse(self.home) as con:
            refresh_progress(con, run, Settings())
            publish(con, self.home, run, full=True)


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a warehouse of 49 goals, five of them hostile, published, and its site."""
    home = tmp_path_factory.mktemp("home")
    make_warehouse(home / "warehouse.duckdb", goals=49, hostile=True)
    with open_warehouse(home) as con:
        snapshot = publish(con, home, FIRST)
    build_site(snapshot, home / "site")
    return home


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home of the test's own, to be changed."""
    make_warehouse(tmp_path / "warehouse.duckdb")
    with open_warehouse(tmp_path) as con:
        publish(con, tmp_path, FIRST)
    return tmp_path


@pytest.fixture
def judged_home(home: Path) -> Path:
    """The same, its goals judged by their figures, as a refresh leaves it."""
    with open_warehouse(home) as con:
        run = replace(FIRST, run_id="20220630T090000-dd")
        propose_links(con, run, Settings())
        refresh_progress(con, run, Settings())
        publish(con, home, run)
    return home


def watched(home: Path, new_context: Any, width: int = 1440) -> Iterator[Live]:
    server = live_server(home, port=0, token=TOKEN)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    page = new_context(viewport={"width": width, "height": 900}, locale="zh-CN").new_page()
    page.set_default_timeout(20_000)
    live = Live(home, f"http://127.0.0.1:{server.port}", page)
    page.on(
        "console",
        lambda m: live.said.append(f"{m.type}: {m.text}") if m.type in ("error", "warning") else None,
    )
    page.on("pageerror", lambda error: live.said.append(f"error: {error}"))
    page.on("request", lambda request: live.asked.append(request.url))
    page.on("response", lambda r: live.said.append(f"{r.status}: {r.url}") if r.status >= 400 else None)
    page.on("dialog", lambda dialog: (live.said.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    yield live
    page.close()
    server.shutdown()
    thread.join()
    assert live.said == []
    assert [url for url in live.asked if not url.startswith((live.url, "data:", "blob:"))] == []


@pytest.fixture
def live(published: Path, new_context: Any) -> Iterator[Live]:
    """The app for readers; nothing may change in its home."""
    yield from watched(published, new_context)


@pytest.fixture
def own_live(home: Path, new_context: Any) -> Iterator[Live]:
    """The app on a home of the test's own."""
    yield from watched(home, new_context)


@pytest.fixture
def narrow(published: Path, new_context: Any) -> Iterator[Live]:
    """The app on a phone."""
    yield from watched(published, new_context, width=380)
