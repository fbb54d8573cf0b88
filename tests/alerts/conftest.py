"""A warehouse in memory with goals whose verdicts a test sets, and receivers on the loopback."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default as modern
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import duckdb
import pytest
from aiosmtpd.controller import Controller

from targets.alerts.delivery import DeliverySummary, deliver
from targets.alerts.rules import AlertRules, default_rules
from targets.alerts.update import AlertSummary, update_alerts
from targets.settings import Receiver, Settings
from targets.store.rows import insert_rows
from targets.store.run import Run

DOCUMENT = "a" * 32
_KEPT = ("actual", "actual_period_end", "gap_share", "kind")
"""What of a verdict the history keeps besides its status."""


def _given(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}


@dataclass
class Desk:
    """The supervision office of a test: goals with verdicts, refreshes, deliveries."""

    con: duckdb.DuckDBPyConnection
    settings: Settings = field(
        default_factory=lambda: Settings(receivers=(Receiver("office", "json://127.0.0.1:9", digest=False),))
    )
    rules: AlertRules = field(default_factory=lambda: replace(default_rules(), group_days=0))
    """Those that are shipped, but for the days between messages."""
    runs: int = 0
    verdict: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What else the verdict on a goal says."""

    def goal(
        self, target_id: str, owners: tuple[str, ...] = ("住建局",), state: str = "accepted", **changed: Any
    ) -> None:
        """A goal in force."""
        row = {
            "target_id": target_id,
            "document_id": DOCUMENT,
            "doc": "plan",
            "indicator": f"指标{target_id}",
            "canonical": f"指标{target_id}",
            "region": "某市",
            "owners": list(owners),
            "value": 100.0,
            "unit": "套",
            "comparator": "ge",
            "kind": "cumulative",
            "direction": "at_least",
            "due_basis": "document",
            "commitment": "commit",
            "section": ["一、住房"],
            "quote": f"今年完成指标{target_id}100套。",
            "implicit": False,
            "confidence": 0.9,
            "state": state,
            "run_id": "run-0",
        }
        insert_rows(self.con, "extracted_targets", [{**row, **changed}])

    def refresh(
        self, day: date, verdicts: dict[str, str], *, gaps: dict[str, float] | None = None
    ) -> AlertSummary:
        """What a refresh does with the verdicts (target -> status) of a day."""
        self.runs += 1
        run = Run(f"run-{self.runs}", day, datetime(day.year, day.month, day.day, 9, 0))
        self.con.execute("DELETE FROM progress")
        for target_id, status in verdicts.items():
            known = status not in ("not_assessable", "not_started")
            gap = (gaps or {}).get(target_id, -10.0) if known else None
            row = {
                "run_id": run.run_id,
                "as_of": day,
                "target_id": target_id,
                "kind": "cumulative",
                "direction": "at_least",
                "actual": 40.0 if known else None,
                "gap": gap,
                "gap_share": gap,
                "status": status,
                "reason_code": status,
                "judged_as": "cumulative",
                "basis": "constant",
                "unit": "套",
                "goal": 50.0,
                "profile": "delivery",
                "rule_version": "1",
            }
            insert_rows(self.con, "progress", [row | self.verdict.get(target_id, {})])
            told = {"as_of": day, "target_id": target_id, "status": status}
            seen = {key: self.verdict.get(target_id, {}).get(key) for key in _KEPT}
            insert_rows(self.con, "progress_history", [told | {"gap_share": gap} | _given(seen)])
        return update_alerts(self.con, run, self.settings, self.rules)

    def deliver(self, now: datetime = datetime(2022, 6, 30, 10, 0)) -> DeliverySummary:
        """Empty the outbox."""
        return deliver(self.con, self.settings, now, self.rules)

    def follow(self, name: str, **changed: Any) -> None:
        """Change one of the rules."""
        rules = tuple(replace(rule, **changed) if rule.name == name else rule for rule in self.rules.rules)
        self.rules = replace(self.rules, rules=rules)

    def state(self, target_id: str) -> tuple[str, str]:
        """AlertState and status of the alert of a goal."""
        return self.con.execute(
            "SELECT state, status FROM alerts WHERE target_id = ?", [target_id]
        ).fetchall()[0]

    def outbox(self, state: str) -> list[tuple[str, str, str]]:
        """Receiver, group and reason of the messages in a state, in the order they were put there."""
        return self.con.execute(
            "SELECT receiver, group_key, reason FROM outbox WHERE state = ? ORDER BY created_at, receiver, group_key",
            [state],
        ).fetchall()


@pytest.fixture
def con(empty_warehouse: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    return empty_warehouse


@pytest.fixture
def desk(con: duckdb.DuckDBPyConnection) -> Desk:
    document = {
        "document_id": DOCUMENT,
        "doc": "plan",
        "title": "年度计划",
        "illustrative": True,
        "text": "今年完成一百套。",
        "extractor": "1",
        "run_id": "run-0",
    }
    held = {"path": "plan.txt", "content_hash": "h", "document_id": DOCUMENT, "run_id": "run-0"}
    insert_rows(con, "documents", [document])
    insert_rows(con, "document_files", [held])
    return Desk(con)


@dataclass
class Webhook:
    """A web server on the loopback that keeps what it is sent; `answer` is the status it gives.

    It takes `pause` seconds to answer, or with `cut` closes the connection without a word.
    """

    url: str
    received: list[tuple[dict[str, str], dict[str, Any]]] = field(default_factory=list)
    answer: int = 200
    pause: float = 0.0
    cut: bool = False

    @property
    def keys(self) -> list[str]:
        """The idempotency keys that came along."""
        return [headers["Idempotency-Key"] for headers, _ in self.received]


@pytest.fixture
def webhook() -> Iterator[Webhook]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # noqa: N802
            body = self.rfile.read(int(self.headers["Content-Length"]))
            hook.received.append((dict(self.headers), json.loads(body)))
            time.sleep(hook.pause)
            if hook.cut:
                self.close_connection = True
                return
            self.send_response(hook.answer)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    hook = Webhook(f"json://127.0.0.1:{server.server_port}/alerts")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield hook
    server.shutdown()
    server.server_close()


@dataclass
class Mailbox:
    """A mail server on the loopback that keeps what it is sent; `answer` is what it says to that.

    With `cut` it breaks the connection off when it has the message.
    """

    url: str
    received: list[EmailMessage] = field(default_factory=list)
    answer: str = "250 OK"
    cut: bool = False
    start: Callable[[], Controller] = Controller
    controller: Controller | None = None

    @property
    def keys(self) -> list[str]:
        """The idempotency keys that came along."""
        return [str(mail["Idempotency-Key"]) for mail in self.received]

    def up(self) -> None:
        """Begin to listen."""
        self.controller = self.start()
        self.controller.start()

    def down(self) -> None:
        """Leave off."""
        if self.controller:
            self.controller.stop()
        self.controller = None


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    class Handler:
        async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
            box.received.append(BytesParser(policy=modern).parsebytes(envelope.content))
            if box.cut:
                server.transport.abort()
            return box.answer

    with_free_port = HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    port = with_free_port.server_port
    with_free_port.server_close()
    box = Mailbox(f"mailto://127.0.0.1:{port}?from=duban@plan.example&to=office@plan.example&mode=insecure")
    box.start = lambda: Controller(Handler(), hostname="127.0.0.1", port=port)
    box.up()
    yield box
    box.down()
