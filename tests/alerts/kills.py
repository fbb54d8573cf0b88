"""Delivers an outbox while its process is killed again and again, and counts what a receiver got."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import signal
import threading
import time
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from targets.alerts import delivery
from targets.alerts.receivers import KEY_HEADER, Letter
from targets.settings import Receiver, Settings
from targets.store.rows import insert_rows
from targets.store.warehouse import open_warehouse

NOW = datetime(2022, 6, 30, 10)
POINTS = ("before sending", "after sending", "after recording", "any instant")
_PRELOADED = ["apprise", "duckdb", "pyarrow", "jinja2", "targets.alerts.delivery", "targets.store.warehouse"]


@dataclass(frozen=True, slots=True)
class KillReport:
    """How many kills and messages there were, how many messages were lost or came twice.

    `doubled_by_others` are repetitions of messages that no killed process had begun.
    """

    kills: int
    messages: int
    lost: int
    twice: int
    doubled_by_others: int
    by_point: dict[str, int]


def deliver_under_kills(home: Path, kills: int, seed: int) -> KillReport:
    """Deliver to a web server on the loopback, killed at `kills` random points, then once to the end."""
    received: Counter[str] = Counter()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # noqa: N802
            self.rfile.read(int(self.headers["Content-Length"]))
            received[self.headers[KEY_HEADER]] += 1
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        return _kill(home, f"json://127.0.0.1:{server.server_port}/", kills, random.Random(seed), received)
    finally:
        server.shutdown()
        server.server_close()


def _kill(home: Path, url: str, kills: int, rng: random.Random, received: Counter[str]) -> KillReport:
    messages = kills * 4
    _fill(home, messages)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    points: Counter[str] = Counter()
    begun: Counter[str] = Counter()
    while points.total() < kills:
        point, place = rng.choice(POINTS), rng.randrange(3)
        log = home / f"begun-{points.total()}"
        child = context.Process(target=_deliver, args=(home, url, point, place, log))
        child.start()
        if point == "any instant":
            while not log.exists() and child.is_alive():
                time.sleep(0.002)
            time.sleep(rng.random() * 0.05)
            child.kill()
        child.join(60)
        if child.exitcode != -signal.SIGKILL:
            raise AssertionError(f"the process ended with {child.exitcode} instead of being killed")
        points[point] += 1
        begun.update(log.read_text(encoding="utf-8").split()[-1:] if log.exists() else [])
    with open_warehouse(home) as con:
        delivery.deliver(con, _settings(url), NOW)
        ((unsent,),) = con.execute("SELECT count(*) FROM outbox WHERE state <> 'sent'").fetchall()
        keys = [key for (key,) in con.execute("SELECT message_id FROM outbox").fetchall()]
    return KillReport(
        points.total(),
        messages,
        unsent + sum(received[key] == 0 for key in keys),
        sum(count - 1 for count in received.values()),
        sum(max(count - 1 - begun[key], 0) for key, count in received.items()),
        dict(points),
    )


def _fill(home: Path, messages: int) -> None:
    rows = [
        {
            "message_id": f"{number:032d}",
            "receiver": "office",
            "group_key": f"第{number}局",
            "reason": "first",
            "subject": "s",
            "body": "b",
            "told": json.dumps({}),
            "created_at": NOW,
            "state": "pending",
            "attempts": 0,
            "run_id": "run",
            "kind": "group",
        }
        for number in range(messages)
    ]
    with open_warehouse(home) as con:
        insert_rows(con, "outbox", rows)


def _settings(url: str) -> Settings:
    return Settings(receivers=(Receiver("office", url, digest=False),))


def _deliver(home: Path, url: str, point: str, place: int, log: Path) -> None:
    """Deliver, and die at the point of the message at this place; `log` names the messages that were begun."""
    count = 0
    send, mark = delivery.send, delivery._mark_sent

    def sends(receiver: Receiver, letter: Letter) -> str | None:
        with log.open("a", encoding="utf-8") as file:
            file.write(letter.message_id + "\n")
        _die(point == "before sending" and count == place)
        error = send(receiver, letter)
        _die(point == "after sending" and count == place)
        return error

    def marks(*arguments: Any) -> None:
        nonlocal count
        mark(*arguments)
        _die(point == "after recording" and count == place)
        count += 1

    delivery.send, delivery._mark_sent = sends, marks  # type: ignore[assignment]
    with open_warehouse(home) as con:
        delivery.deliver(con, _settings(url), NOW)
    time.sleep(60)


def _die(now: bool) -> None:
    if now:
        os.kill(os.getpid(), signal.SIGKILL)
