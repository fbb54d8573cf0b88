"""Alerts of a whole refresh: wrong rules stop nothing else, the notice goes along, automations get events."""

from __future__ import annotations

import base64
import io
import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from docx import Document

from targets.store.warehouse import open_warehouse
from tests.flows.conftest import DATA, Duban

pytestmark = pytest.mark.slow


@pytest.fixture
def posts() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The address of a web server on the loopback, and what it was sent."""
    received: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # noqa: N802
            received.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"json://127.0.0.1:{server.server_port}/", received
    server.shutdown()
    server.server_close()


def test_wrong_rules_publish_and_say_so_and_right_ones_tell_with_the_notice(
    duban: Duban, prefect_api: str, posts: tuple[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    url, received = posts
    settings = tmp_path / "duban.toml"
    settings.write_text(
        f'office = "云州市督查室"\n[[receivers]]\nname = "units"\nurl = "{url}"\ndigest = false\nattach = ["notice"]\n',
        encoding="utf-8",
    )
    began = datetime.now(UTC)
    (tmp_path / "alerts.toml").write_text('[[rule]]\nname = "a"\nwhen = "late"\n', encoding="utf-8")
    inputs = ("--documents", DATA / "documents", "--actuals", DATA / "actuals", "--as-of", "2022-05-31")
    home = ("--home", tmp_path, "--settings", settings)
    done = duban("refresh", *inputs, *home, code=3)
    assert "No alert was changed or told" in done.stderr
    assert "alerts.toml, line 3, when: 'late' is no condition" in done.stderr
    assert (tmp_path / "site" / "index.html").exists()
    assert received == []
    (tmp_path / "alerts.toml").unlink()
    done = duban("refresh", *inputs, *home)
    assert received
    files = [file for post in received for file in post["attachments"]]
    assert files
    for file in files:
        document = Document(io.BytesIO(base64.b64decode(file["base64"])))
        assert any("督办单" in paragraph.text for paragraph in document.paragraphs)
    listed = json.loads(duban("alerts", "list", "--home", tmp_path, "--format", "json").stdout)
    told = [alert for alert in listed if alert["receivers"] == ["units"]]
    assert told and {alert["state"] for alert in listed} == {"firing"}
    explained = duban("alerts", "explain", told[0]["handle"], *home).stdout
    assert "firing (fires)" in explained and "units: told" in explained
    # The server is that of all tests, some of which withdraw alerts.
    asked = {"event": {"prefix": ["duban.alert."]}, "occurred": {"since": began.isoformat()}}
    events = httpx.post(f"{prefect_api}/events/filter", json={"filter": asked}, timeout=20).json()["events"]
    assert {event["event"] for event in events} == {"duban.alert.firing"}
    assert {event["payload"]["rule"] for event in events} <= {alert["rule"] for alert in listed}


def test_a_critical_check_is_told_though_nothing_is_published(
    duban: Duban, posts: tuple[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    url, received = posts
    (tmp_path / "plan.txt").write_text("2022年工作要点\n全市改造老旧小区2万户。\n", encoding="utf-8")
    settings = tmp_path / "duban.toml"
    settings.write_text(f'[[receivers]]\nname = "office"\nurl = "{url}"\nlanguage = "zh"\n', encoding="utf-8")
    rule = '[[suite]]\nname = "入库检查"\nsuites = ["targets"]\nto = "office"\n'
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "alerts.toml").write_text(rule, encoding="utf-8")
    command = ("refresh", "--documents", tmp_path / "plan.txt", "--as-of", "2022-05-31")
    options = ("--home", tmp_path / "home", "--settings", settings)
    duban(*command, *options)
    assert received == []
    with open_warehouse(tmp_path / "home") as con:
        con.execute("INSERT INTO extracted_targets FROM extracted_targets")
    done = duban(*command, *options, code=1)
    assert "target_unique" in done.stderr or "stands in the warehouse once" in done.stderr
    assert [post["title"] for post in received] == ["【督办】入库检查：1项检查未通过"]
    assert "target_unique" in received[0]["message"]
