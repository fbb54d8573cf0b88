"""Files of object stores and of the web are fetched where they changed, and go where they went."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from targets.reading import web
from targets.reading.remote import Fetched, fetch
from tests.harness.object_store import BUCKET, needs_store, object_store, put, remove

HTML = "text/html; charset=utf-8"


@dataclass
class Site:
    """A web server on loopback: what stands where, and every request with its answer."""

    address: str = ""
    pages: dict[str, tuple[int, str, str]] = field(default_factory=dict)
    asked: list[tuple[str, int]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site whose pages have an ETag, and under /dated a day instead."""
    monkeypatch.setattr(web, "PAUSE", 0.05)
    served = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, kind, text = served.pages.get(self.path, (404, HTML, "not here"))
            mark = f'"{hash(text)}"'
            day = formatdate(1_650_000_000 + len(text), usegmt=True)
            dated = self.path.startswith("/dated")
            known = (
                self.headers["If-Modified-Since"] == day if dated else self.headers["If-None-Match"] == mark
            )
            status = 304 if status == 200 and known else status
            served.asked.append((self.path, status))
            served.agents.add(self.headers["User-Agent"])
            self.send_response(status)
            self.send_header(*(("Last-Modified", day) if dated else ("ETag", mark)))
            if status == 429:
                self.send_header("Retry-After", "3600")
            if status == 304:
                self.end_headers()
                return
            body = text.encode()
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield served
    server.shutdown()
    thread.join()


def names(fetched: Fetched) -> list[str]:
    """The files in the folder, without the server they come from."""
    return sorted(
        str(path.relative_to(fetched.folder)).split("/", 2)[-1]
        for path in fetched.folder.rglob("*")
        if path.is_file()
    )


def counts(fetched: Fetched) -> tuple[int, int, int, int]:
    """New or changed, unchanged, gone, refused."""
    return fetched.changed, fetched.unchanged, fetched.gone, len(fetched.rejections)


def test_pages_are_asked_for_by_condition_and_named_by_their_kind(site: Site, tmp_path: Path) -> None:
    site.pages = {
        "/zwgk/plan?id=7": (200, HTML, "<p>今年新建公园3个</p>"),
        "/dated/table.csv": (200, "text/csv", "indicator,period,value\n"),
    }
    addresses = [f"{site.address}/zwgk/plan?id=7", f"{site.address}/dated/table.csv"]
    first = fetch(addresses, tmp_path / "documents", "document")
    assert counts(first) == (2, 0, 0, 0)
    assert names(first) == ["dated/table.csv", "zwgk/plan_id_7.html"]
    again = fetch(addresses, tmp_path / "documents", "document")
    assert counts(again) == (0, 2, 0, 0)
    assert [status for _, status in site.asked] == [200, 200, 304, 304]
    assert all(agent.startswith("duban/") for agent in site.agents)

    site.pages["/zwgk/plan?id=7"] = (200, HTML, "<p>今年新建公园4个</p>")
    assert counts(fetch(addresses, tmp_path / "documents", "document")) == (1, 1, 0, 0)
    taken_out = fetch(addresses[:1], tmp_path / "documents", "document")
    assert counts(taken_out) == (0, 1, 1, 0)
    assert names(taken_out) == ["zwgk/plan_id_7.html"]


def test_an_address_that_fails_is_named_and_its_file_stays(site: Site, tmp_path: Path) -> None:
    address = f"{site.address}/plan.html"
    site.pages = {"/plan.html": (200, HTML, "<p>一</p>")}
    fetch([address], tmp_path / "documents", "document")
    for status, said in ((404, "404"), (429, "Retry-After 3600"), (500, "500")):
        site.pages["/plan.html"] = (status, HTML, "no")
        fetched = fetch([address], tmp_path / "documents", "document")
        (refused,) = fetched.rejections
        assert refused.file == address and refused.kind == "document" and said in refused.value
        assert names(fetched) == ["plan.html"]
        assert "一" in next(fetched.folder.rglob("*.html")).read_text(encoding="utf-8")
    unreachable = fetch(["http://127.0.0.1:9/plan.html"], tmp_path / "other", "document")
    assert [r.file for r in unreachable.rejections] == ["http://127.0.0.1:9/plan.html"]


def test_a_file_without_end_is_cut_off(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "LARGEST", 1_000)
    site.pages = {"/a.txt": (200, "text/plain", "长" * 1_000)}
    fetched = fetch([f"{site.address}/a.txt"], tmp_path / "documents", "document")
    assert "more than 1,000 bytes" in fetched.rejections[0].value
    assert not names(fetched)


def test_requests_to_one_host_keep_their_distance(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr(web.time, "sleep", waited.append)
    monkeypatch.setattr(web, "PAUSE", 30.0)
    site.pages = {f"/{n}.html": (200, HTML, "x") for n in range(3)}
    fetch([f"{site.address}/{n}.html" for n in range(3)], tmp_path / "documents", "document")
    assert len(waited) == 2
    assert all(20 < seconds <= 60 for seconds in waited)


def test_any_file_system_that_fsspec_knows_will_do(tmp_path: Path) -> None:
    source = tmp_path / "source"
    (source / "下级").mkdir(parents=True)
    (source / "下级" / "计划 1.txt").write_text("今年新建公园3个", encoding="utf-8")
    (source / "b.txt").write_text("b", encoding="utf-8")
    fetched = fetch([f"file://{source}"], tmp_path / "documents", "document")
    assert counts(fetched) == (2, 0, 0, 0)
    assert any(path.name == "计划_1.txt" for path in fetched.folder.rglob("*.txt"))
    (source / "b.txt").unlink()
    assert counts(fetch([f"file://{source}"], tmp_path / "documents", "document")) == (0, 1, 1, 0)


def test_names_that_would_be_one_are_told_apart_and_folders_within_each_other_are_read_once(
    tmp_path: Path,
) -> None:
    source = tmp_path / "source"
    (source / "in").mkdir(parents=True)
    for name, text in (("a b.txt", "1"), ("a*b.txt", "2"), ("in/c.txt", "3")):
        (source / name).write_text(text, encoding="utf-8")
    sources = [f"file://{source}", f"file://{source}/in"]
    fetched = fetch(sources, tmp_path / "documents", "document")
    files = [path for path in fetched.folder.rglob("*") if path.is_file()]
    assert sorted(path.read_text(encoding="utf-8") for path in files) == ["1", "2", "3"]
    assert counts(fetch(sources, tmp_path / "documents", "document")) == (0, 3, 0, 0)


def test_an_empty_or_unknown_source_takes_nothing_away(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.txt").write_text("a", encoding="utf-8")
    fetch([f"file://{source}"], tmp_path / "documents", "document")
    (source / "a.txt").unlink()
    fetched = fetch([f"file://{source}", "nosuch://place"], tmp_path / "documents", "document")
    assert counts(fetched) == (0, 1, 0, 2)
    assert "holds no file" in fetched.rejections[0].value
    assert "nosuch" in fetched.rejections[1].value


@needs_store
@pytest.mark.slow
def test_objects_of_a_bucket_come_and_go(tmp_path: Path) -> None:
    with object_store():
        put("docs/2022/plan.txt", "今年新建公园3个")
        put("docs/b.txt", "b")
        put("other/c.txt", "c")
        source = f"s3://{BUCKET}/docs"
        first = fetch([source], tmp_path / "documents", "document")
        assert counts(first) == (2, 0, 0, 0)
        assert {path.name for path in first.folder.rglob("*.txt")} == {"plan.txt", "b.txt"}
        assert counts(fetch([source], tmp_path / "documents", "document")) == (0, 2, 0, 0)
        put("docs/2022/plan.txt", "今年新建公园30个")
        remove("docs/b.txt")
        changed = fetch([source], tmp_path / "documents", "document")
        assert counts(changed) == (1, 0, 1, 0)
        assert [path.read_text(encoding="utf-8") for path in changed.folder.rglob("*.txt")] == [
            "今年新建公园30个"
        ]
    after = fetch([source], tmp_path / "documents", "document")
    assert counts(after) == (0, 1, 0, 1)
