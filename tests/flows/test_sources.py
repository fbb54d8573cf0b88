"""Documents and actuals from other machines, and published tables to one: by the settings, through the whole refresh."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.flows.conftest import Duban
from tests.harness.object_store import BUCKET, needs_store, object_store, put, remove, shared_rows

pytestmark = pytest.mark.slow

PLAN = "青山市2022年工作要点\n\n今年新建口袋公园{n}个以上，12月底前完成。\n\n青山市人民政府\n2022年1月20日\n"
PAGE = "<html><body><h1>青山市2022年供水计划</h1><p>今年改造供水管网60公里。</p><p>青山市水务局</p></body></html>"
TABLE = "indicator,region,period,value,unit\n新建口袋公园,青山市,2022-05,7,个\n"
SETTINGS = """
documents_from = ["{store}/docs", "{web}/plan.html", "{web}/gone.html"]
actuals_from = ["{store}/tables"]
publish_to = "{store}/published"
"""


@contextmanager
def web_of(folder: Path) -> Iterator[str]:
    """A web server on loopback that shows a folder."""

    class Handler(SimpleHTTPRequestHandler):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments, directory=str(folder))

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()


def play(
    duban: Duban, tmp_path: Path, store: str, keep: Callable[[str, str], None], drop: Callable[[str], None]
) -> None:
    """Files come, stay, change and go; each time the goals published elsewhere are those of the sources."""
    (tmp_path / "web").mkdir()
    (tmp_path / "web" / "plan.html").write_text(PAGE, encoding="utf-8")
    keep("docs/a.txt", PLAN.format(n=10))
    keep("docs/b.txt", PLAN.format(n=20).replace("青山", "南湖"))
    keep("tables/may.csv", TABLE)
    settings = tmp_path / "settings.toml"
    with web_of(tmp_path / "web") as web:
        settings.write_text(SETTINGS.format(store=store, web=web), encoding="utf-8")

        call = ("refresh", "--home", tmp_path / "home", "--settings", settings, "--as-of", "2022-05-31")

        def refresh() -> str:
            return duban(*call, code=3).stdout

        first = refresh()
        assert "4 new or changed, 0 unchanged, 0 gone, 1 not to be had" in first
        assert "gone.html" in first and "404" in first
        assert len(shared_rows(f"{store}/published", "current_targets")) == 3
        assert len(shared_rows(f"{store}/published", "observations")) == 1
        assert len(shared_rows(f"{store}/published", "progress")) == 3

        second = refresh()
        assert "0 new or changed, 4 unchanged, 0 gone, 1 not to be had" in second

        drop("docs/b.txt")
        keep("docs/a.txt", PLAN.format(n=12))
        third = refresh()
        assert "1 new or changed, 2 unchanged, 1 gone, 1 not to be had" in third
        values = {row["value"] for row in shared_rows(f"{store}/published", "current_targets")}
        assert values == {12.0, 60.0}

        settings.write_text(
            SETTINGS.format(store=store, web=web).replace(f', "{web}/gone.html"', ""), encoding="utf-8"
        )
        duban(*call)
        assert "0 tables written" in duban(*call).stdout


def test_folders_of_any_file_system_and_pages(duban: Duban, tmp_path: Path) -> None:
    place = tmp_path / "store"

    def keep(name: str, text: str) -> None:
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text, encoding="utf-8")

    play(duban, tmp_path, f"file://{place}", keep, lambda name: (place / name).unlink())


@needs_store
def test_buckets_of_an_object_store_and_pages(duban: Duban, tmp_path: Path) -> None:
    with object_store():
        play(duban, tmp_path, f"s3://{BUCKET}", put, remove)


def test_an_address_to_publish_to_that_fails_is_said_and_what_is_here_stands(
    duban: Duban, tmp_path: Path
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text(PLAN.format(n=3), encoding="utf-8")
    settings = tmp_path / "settings.toml"
    settings.write_text('publish_to = "nosuch://place"\n', encoding="utf-8")
    call = ("refresh", "--home", tmp_path / "home", "--documents", tmp_path / "docs", "--settings", settings)
    assert "was published, but share failed" in duban(*call, code=1).stderr
    assert list((tmp_path / "home" / "published").glob("*.duckdb"))
