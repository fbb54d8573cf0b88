"""Presses buttons of the running live app over HTTP, as its page does."""

from __future__ import annotations

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboards.live.guard import CALLBACKS
from dashboards.live.server import live_server

ACKNOWLEDGED = "ack-said.children"


@dataclass(frozen=True)
class Buttons:
    """A running app, and the callbacks that it tells its page of."""

    url: str
    callbacks: Sequence[Mapping[str, Any]]

    def press(self, output: str, button: str | dict[str, str], held: Mapping[str, Any]) -> str:
        """What the app says to a press of a button; `output` is the first thing that its callback changes.

        `held` are the values that stand in the page (`goal.data`), and the fields of forms by their name (`value`).
        """
        (callback,) = [c for c in self.callbacks if c["output"].strip(".").split("...")[0] == output]
        outputs = [_part(name) for name in callback["output"].strip(".").split("...")]
        pressed = {"id": button, "property": "n_clicks", "value": 1}
        name = button if isinstance(button, str) else json.dumps(button, separators=(",", ":"))
        body = {
            "output": callback["output"],
            "outputs": outputs if len(outputs) > 1 else outputs[0],
            "inputs": [pressed if isinstance(button, str) else [pressed]],
            "changedPropIds": [f"{name}.n_clicks"],
            "state": [_held(part, held) for part in callback["state"]],
        }
        return json.dumps(self._post(CALLBACKS, body)["response"], ensure_ascii=False)

    def decide(self, wish: str, goal: str, *, token: str | None, who: str = "", **more: Any) -> str:
        """What the review page says to a press of a button on the card of a goal: words, or what became of it."""
        wanted = {"key": goal, "kind": "goal", "wish": wish, "goal": goal, "seen": 0, **more}
        answer = self._post("/review/decide", {"token": token, "who": who, "note": "", "wanted": [wanted]})
        return str(answer["words"]["zh"] if "words" in answer else answer["outcomes"][0]["html"])

    def _post(self, path: str, body: Mapping[str, Any]) -> Any:
        request = urllib.request.Request(
            self.url + path, json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{error.code}: {error.read().decode()}") from error


@contextmanager
def running(home: Path, token: str | None = None) -> Iterator[Buttons]:
    """The app on a free port of the loopback address."""
    server = live_server(home, port=0, token=token)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{server.port}"
    with urllib.request.urlopen(f"{url}/_dash-dependencies", timeout=60) as answer:
        callbacks = json.load(answer)
    try:
        yield Buttons(url, callbacks)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _part(name: str) -> dict[str, str]:
    component, _, prop = name.rpartition(".")
    return {"id": component, "property": prop}


def _held(part: Mapping[str, str], held: Mapping[str, Any]) -> Any:
    if not part["id"].startswith("{"):
        return {"id": part["id"], "property": part["property"], "value": held.get(".".join(part.values()))}
    ((family, _),) = json.loads(part["id"]).items()
    fields: Mapping[str, str] = held.get(family, {})
    return [
        {"id": {family: n}, "property": part["property"], "value": {family: n} if part["property"] == "id" else v}
        for n, v in fields.items()
    ]  # fmt: skip
