"""Requests that the page does not send: each is answered with 4xx and a sentence, and what the app serves is as before."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboards.live.app import make_app
from dashboards.live.guard import CALLBACKS, LARGEST_BODY
from dashboards.live.request_body import _VALUES
from targets.status import Status
from tests.dashboards.live.conftest import TOKEN

GRID = "grid.getRowsResponse"
GOAL = "facts.children"
CHOSEN = "goal.data"
FILE = "..download.data...download-said.children.."
COUNTS = '{"count":["ALL"]}.children'
SWITCH = '..statuses.data...{"status":["ALL"]}.aria-pressed..'
ACK = "ack-said.children"
HUGE = 10**400
DEEP = "[" * 50_000 + "]" * 50_000


@pytest.fixture(scope="module")
def client(published: Path) -> Iterator[FlaskClient]:
    yield make_app(published, token=TOKEN).server.test_client()


@pytest.fixture(scope="module")
def callbacks(published: Path) -> dict[str, Any]:
    return dict(make_app(published, token=TOKEN).callback_map)


def body(callbacks: dict[str, Any], output: str, **values: object) -> dict[str, Any]:
    """What the page sends to a callback, with some values (`search__value`); families are whole."""
    split = {tuple(name.split("__")): value for name, value in values.items()}
    given = {f"{name.replace('_', '-')}.{prop}": value for (name, prop), value in split.items()}

    def part(name: str, prop: str) -> Any:
        if name.startswith("{"):
            (key,) = json.loads(name)
            return [{"id": {key: k}, "property": prop, "value": given.get(f"{key}.{prop}")} for k in Status]
        return {"id": name, "property": prop, "value": given.get(f"{name}.{prop}")}

    def bare(name: str, prop: str) -> Any:
        found = part(name, prop)
        for one in found if isinstance(found, list) else [found]:
            del one["value"]
        return found

    outputs = [bare(*name.rsplit(".", 1)) for name in output.strip(".").split("...")]
    callback = callbacks[output]
    return {
        "output": output,
        "outputs": outputs if len(outputs) > 1 else outputs[0],
        "inputs": [part(one["id"], one["property"]) for one in callback["inputs"]],
        "state": [part(one["id"], one["property"]) for one in callback["state"]],
        "changedPropIds": [],
    }


def rows(**wanted: object) -> dict[str, Any]:
    """A request of the grid for its first rows."""
    return {"startRow": 0, "endRow": 100, "filterModel": {}, "sortModel": [], **wanted}


def filtered(column: str, **condition: object) -> dict[str, Any]:
    return rows(filterModel={column: condition})


def sorted_by(*models: object) -> dict[str, Any]:
    return rows(sortModel=list(models))


def send(client: FlaskClient, data: object, **options: Any) -> Any:
    text = data if isinstance(data, (str, bytes)) else json.dumps(data)
    return client.post(CALLBACKS, data=text, content_type="application/json", **options)


VALUES: list[tuple[str, dict[str, object]]] = [
    # The grid's models: columns, operators, kinds of values, numbers of conditions.
    *(
        (GRID, {"grid__getRowsRequest": wanted})
        for wanted in (
            sorted_by(*[{"colId": "due", "sort": "asc"}] * 1000),
            sorted_by({"colId": "due", "sort": "asc"}, {"colId": "due", "sort": "desc"}),
            sorted_by({"colId": "1; DROP TABLE shown", "sort": "asc"}),
            sorted_by({"colId": "due", "sort": "asc; DROP TABLE shown"}),
            sorted_by({"colId": "due"}),
            sorted_by({"colId": None, "sort": "asc"}),
            sorted_by({"colId": ["due"], "sort": "asc"}),
            sorted_by({"colId": {"a": 1}, "sort": "asc"}),
            sorted_by("due"),
            sorted_by(None),
            sorted_by({"colId": "rowid", "sort": "asc"}),
            sorted_by({"colId": "quote", "sort": "asc"}),
            rows(sortModel="due"),
            rows(sortModel={"colId": "due"}),
            rows(filterModel=["due"]),
            rows(filterModel="due"),
            rows(filterModel={f"c{n}": {"type": "equals", "filter": 1} for n in range(5000)}),
            filtered("no such column", type="equals", filter=1),
            filtered("indicator; DROP TABLE shown", type="contains", filter="x"),
            filtered("status", type="equals", filter="met"),
            filtered("movement", type="equals", filter="up"),
            filtered("value", type="') OR 1=1 --", filter=5),
            filtered("value", type="equals", filter="5); DROP TABLE shown"),
            filtered("value", type="equals", filter=True),
            filtered("value", type="equals", filter=[5]),
            filtered("value", type="equals", filter={"a": 5}),
            filtered("value", type="equals", filter=float("nan")),
            filtered("value", type="equals", filter=float("inf")),
            filtered("value", type="equals", filter=HUGE),
            filtered("value", type="equals"),
            filtered("value", type="inRange", filter=5),
            filtered("value", type="contains", filter=5),
            filtered("value", type=["equals"], filter=5),
            filtered("value", type={"a": 1}, filter=5),
            filtered("value", filter=5),
            filtered("value", operator="OR", conditions=[{"type": "equals", "filter": 5}] * 10),
            filtered("indicator", type="inRange", filter="a", filterTo="b"),
            filtered("indicator", type="matches", filter="(a+)+$"),
            filtered("indicator", type="contains", filter=5),
            filtered("indicator", type="contains", filter=["a"]),
            filtered("indicator", type="contains", filter="长" * 10_000),
            filtered("indicator", type="contains", filter="a\0b"),
            filtered("indicator", type="contains", filter="\ud800"),
            filtered("due", type="equals", dateFrom="yesterday"),
            filtered("due", type="equals", dateFrom="99999-01-01"),
            filtered("due", type="equals", dateFrom=20220601),
            filtered("due", type="equals", filter="2022-06-01"),
            filtered("due", type="inRange", dateFrom="2022-06-01"),
            rows(filterModel={"due": "2022"}),
            rows(filterModel={"due": None}),
            rows(startRow="0"),
            rows(startRow=-1),
            rows(endRow=None),
            rows(endRow=1.5),
            rows(endRow=HUGE),
            rows(endRow=True),
            {"startRow": 0},
            {},
            [],
            "all",
            7,
            True,
        )
        if wanted != {}
    ),
    # What stands beside the grid.
    (GRID, {"grid__getRowsRequest": rows(), "search__value": "长" * 201}),
    (GRID, {"grid__getRowsRequest": rows(), "search__value": ["a"]}),
    (GRID, {"grid__getRowsRequest": rows(), "search__value": 5}),
    (GRID, {"grid__getRowsRequest": rows(), "search__value": "\ud800"}),
    (GRID, {"grid__getRowsRequest": rows(), "search__value": "a\0"}),
    (GRID, {"grid__getRowsRequest": rows(), "statuses__data": ["no such status"]}),
    (GRID, {"grid__getRowsRequest": rows(), "statuses__data": "met"}),
    (GRID, {"grid__getRowsRequest": rows(), "statuses__data": ["met"] * 1000}),
    (GRID, {"grid__getRowsRequest": rows(), "statuses__data": [["met"]]}),
    (GRID, {"grid__getRowsRequest": rows(), "statuses__data": {"met": 1}}),
    (GRID, {"grid__getRowsRequest": rows(), "days__data": "2022-06-30"}),
    (GRID, {"grid__getRowsRequest": rows(), "days__data": [20220630]}),
    (GRID, {"grid__getRowsRequest": rows(), "days__data": ["2022-06-30'; DROP TABLE shown"]}),
    (GRID, {"grid__getRowsRequest": rows(), "day__value": "1"}),
    (GRID, {"grid__getRowsRequest": rows(), "day__value": 0.5}),
    (GRID, {"grid__getRowsRequest": rows(), "day__value": float("nan")}),
    (GRID, {"grid__getRowsRequest": rows(), "day__value": [1]}),
    (COUNTS, {"grid__filterModel": {"no such column": {}}}),
    (COUNTS, {"grid__filterModel": [1]}),
    (COUNTS, {"edition__data": {"a": 1}}),
    (SWITCH, {"status__n_clicks": "1"}),
    (SWITCH, {"status__n_clicks": -1}),
    (FILE, {"grid__columnState": {"colId": "due"}}),
    (FILE, {"grid__columnState": [{"colId": "due", "sort": "up"}]}),
    (FILE, {"grid__columnState": [{"sort": "asc"}]}),
    (FILE, {"grid__columnState": [{"colId": "due", "sort": "asc", "sortIndex": "x"}]}),
    (FILE, {"as_csv__n_clicks": "1"}),
    (GOAL, {"goal__data": ["x"]}),
    (GOAL, {"goal__data": {"id": "x"}}),
    (GOAL, {"goal__data": "x" * 201}),
    (GOAL, {"goal__data": "\udfff"}),
    (GOAL, {"goal__data": "x", "theme__data": "<script>"}),
    (CHOSEN, {"grid__selectedRows": "x"}),
    (CHOSEN, {"grid__selectedRows": [{}]}),
    (CHOSEN, {"grid__selectedRows": [["id"]]}),
    (CHOSEN, {"grid__selectedRows": [{"id": 5}]}),
    (CHOSEN, {"alerts_grid__selectedRows": [{"id": "x"}]}),
    (CHOSEN, {"url__search": ["?goal=x"]}),
    (CHOSEN, {"url__search": "?" + "goal=x&" * 400}),
    # What a reviewer sends.
    (ACK, {"token__value": ["a"]}),
    (ACK, {"token__value": "a" * 201}),
    (ACK, {"token__value": "\ud800"}),
    (ACK, {"who__value": {"name": "x"}}),
    (ACK, {"ack__n_clicks": "1"}),
    (ACK, {"ack_note__value": "长" * 501}),
    (ACK, {"alerts_grid__selectedRows": {"id": "x"}}),
]  # fmt: skip


@pytest.mark.parametrize(("output", "values"), VALUES)
def test_a_value_that_the_page_does_not_send(
    client: FlaskClient, callbacks: dict[str, Any], output: str, values: dict[str, object]
) -> None:
    answer = send(client, body(callbacks, output, **values))
    assert answer.status_code == 400
    assert answer.mimetype == "text/plain"
    assert 10 < len(answer.get_data(as_text=True)) < 400


SHAPES: dict[str, object] = {
    "nothing": b"",
    "no JSON": b"{",
    "not UTF-8": b"\xff\xfe",
    "null": None,
    "a list": [],
    "a number": 5,
    "empty": {},
    "nested": DEEP,
    "long number": '{"output": ' + "9" * 6000 + "}",
    "no such output": {"output": "shown.data", "inputs": [], "state": []},
    "output of the browser's own": {"output": "language.data", "inputs": [], "state": []},
    "output is a list": {"output": [GRID], "inputs": [], "state": []},
    "output is a path": {"output": "../../etc/passwd", "inputs": []},
    "no inputs": {"output": GRID, "outputs": {"id": "grid", "property": "getRowsResponse"}},
}


@pytest.mark.parametrize("name", SHAPES)
def test_a_body_of_another_shape(client: FlaskClient, name: str) -> None:
    answer = send(client, SHAPES[name])
    assert answer.status_code == 400
    assert answer.get_data(as_text=True).strip()


CHANGES: dict[str, dict[str, object]] = {
    "outputs missing": {"outputs": None},
    "outputs of another": {"outputs": {"id": "goal", "property": "data"}},
    "outputs doubled": {"outputs": [{"id": "grid", "property": "getRowsResponse"}] * 2},
    "inputs are no list": {"inputs": {"id": "grid"}},
    "inputs are text": {"inputs": "grid"},
    "an input too many": {"inputs": [{"id": "grid", "property": "getRowsRequest"}] * 2},
    "another input": {"inputs": [{"id": "search", "property": "value"}]},
    "an input of a family": {"inputs": [[{"id": {"act": "accept"}, "property": "getRowsRequest"}]]},
    "state missing": {"state": []},
    "state is null": {"state": None},
    "changed is text": {"changedPropIds": "grid.getRowsRequest"},
    "changed names another": {"changedPropIds": ["token.value"]},
    "changed is no name": {"changedPropIds": ['{"act":.n_clicks']},
    "changed is a list of lists": {"changedPropIds": [["grid.getRowsRequest"]]},
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_body_that_is_not_that_of_its_callback(
    client: FlaskClient, callbacks: dict[str, Any], name: str
) -> None:
    sound = body(callbacks, GRID, grid__getRowsRequest=rows())
    assert send(client, sound).status_code == 200
    assert send(client, {**sound, **CHANGES[name]}).status_code == 400


WANTED = {"key": "k", "kind": "goal", "wish": "accept", "goal": "g", "seen": 0}
SENT: dict[str, object] = {
    "nothing": None,
    "a list": [],
    "no decisions": {"token": TOKEN, "who": "李四"},
    "none": {"wanted": []},
    "too many": {"wanted": [WANTED] * 201},
    "no object": {"wanted": ["accept"]},
    "no such wish": {"wanted": [{**WANTED, "wish": "publish"}]},
    "wish is a list": {"wanted": [{**WANTED, "wish": ["accept"]}]},
    "seen is text": {"wanted": [{**WANTED, "seen": "0"}]},
    "seen is negative": {"wanted": [{**WANTED, "seen": -1}]},
    "seen is true": {"wanted": [{**WANTED, "seen": True}]},
    "seen is huge": {"wanted": [{**WANTED, "seen": HUGE}]},
    "goal is a number": {"wanted": [{**WANTED, "goal": 5}]},
    "goal is long": {"wanted": [{**WANTED, "goal": "x" * 201}]},
    "goal is half a character": {"wanted": [{**WANTED, "goal": "\ud800"}]},
    "goal has a zero": {"wanted": [{**WANTED, "goal": "a\0b"}]},
    "fields are a list": {"wanted": [{**WANTED, "entered": ["value"]}]},
    "a field that the form has not": {"wanted": [{**WANTED, "entered": {"state": "accepted"}}]},
    "a field is a number": {"wanted": [{**WANTED, "entered": {"value": 5}}]},
    "token is a list": {"token": [TOKEN], "wanted": [WANTED]},
    "note is long": {"token": TOKEN, "note": "长" * 501, "wanted": [WANTED]},
}


@pytest.mark.parametrize("name", SENT)
def test_decisions_that_the_review_page_does_not_send(client: FlaskClient, name: str) -> None:
    answer = client.post("/review/decide", data=json.dumps(SENT[name]), content_type="application/json")
    assert answer.status_code == 400
    assert 10 < len(answer.get_data(as_text=True)) < 400
    assert client.post("/review/settle", json=[SENT[name]]).status_code == 400


REQUESTS: list[tuple[str, str, dict[str, Any], int]] = [
    # method, path, options, the answer's code
    ("GET", "/", {"headers": {"Host": "evil.example"}}, 421),
    ("GET", "/", {"headers": {"Host": "evil.example:8050"}}, 421),
    ("GET", "/", {"headers": {"Host": "127.0.0.1.evil.example"}}, 421),
    ("GET", "/", {"headers": {"Host": "localhost@evil.example"}}, 421),
    ("GET", "/", {"headers": {"Host": "[::1"}}, 421),
    ("GET", "/", {"headers": {"Host": ""}}, 421),
    ("GET", "/", {"headers": {"Host": "0.0.0.0"}}, 421),
    ("GET", "/_dash-layout", {"headers": {"Host": "evil.example"}}, 421),
    ("GET", "/site/index.html", {"headers": {"Host": "evil.example"}}, 421),
    ("GET", "/", {"headers": {"Host": "evil.example", "X-Forwarded-Host": "localhost"}}, 421),
    ("POST", CALLBACKS, {"json": {}, "headers": {"Host": "evil.example"}}, 421),
    ("POST", CALLBACKS, {"json": {}, "headers": {"Origin": "http://evil.example"}}, 403),
    ("POST", CALLBACKS, {"json": {}, "headers": {"Origin": "null"}}, 403),
    ("POST", CALLBACKS, {"json": {}, "headers": {"Origin": "http://[::1"}}, 403),
    ("POST", CALLBACKS, {"json": {}, "headers": {"Origin": "http://localhost:9999"}}, 403),
    ("POST", CALLBACKS, {"json": {}, "headers": {"Sec-Fetch-Site": "cross-site"}}, 403),
    ("POST", CALLBACKS, {"json": {}, "headers": {"Sec-Fetch-Site": "same-site"}}, 403),
    ("POST", "/review/decide", {"json": {}, "headers": {"Origin": "http://evil.example"}}, 403),
    ("POST", "/review/settle", {"json": {}, "headers": {"Sec-Fetch-Site": "cross-site"}}, 403),
    ("POST", "/review/decide", {"data": "{}", "content_type": "text/plain"}, 415),
    ("POST", "/review/decide", {"data": b"{", "content_type": "application/json"}, 400),
    ("GET", "/review/decide", {}, 404),
    ("GET", "/review/form?goal=x", {}, 404),
    ("GET", "/review/../warehouse.duckdb", {}, 404),
    ("POST", CALLBACKS, {"data": "{}", "content_type": "text/plain"}, 415),
    ("POST", CALLBACKS, {"data": {"output": GRID}}, 415),
    ("POST", CALLBACKS, {"data": b" " * (LARGEST_BODY + 1), "content_type": "application/json"}, 413),
    ("GET", CALLBACKS, {}, 404),
    ("PUT", CALLBACKS, {"json": {}}, 400),
    ("DELETE", "/", {}, 405),
    ("POST", "/", {}, 405),
    ("POST", "/_dash-layout", {}, 405),
    ("GET", "/?goal=" + "x" * 5000, {}, 414),
    ("GET", "/warehouse.duckdb", {}, 404),
    ("GET", "/site/../warehouse.duckdb", {}, 404),
    ("GET", "/site/%2e%2e/warehouse.duckdb", {}, 404),
    ("GET", "/site/..%2fwarehouse.duckdb", {}, 404),
    ("GET", "/site/%00", {}, 404),
    ("GET", "/site//etc/passwd", {}, 404),
    ("GET", "/site/" + "a" * 300, {}, 404),
    ("GET", "/assets/../live.py", {}, 404),
    ("GET", "/_dash-component-suites/dash/../../flows/cli.py", {}, 404),
    ("GET", "/_dash-component-suites/os/path.py", {}, 404),
    ("GET", "/_dash-component-suites/dash/<script>.js", {}, 404),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path", "options", "code"), REQUESTS)
def test_a_request_from_elsewhere_or_for_something_else(
    client: FlaskClient, method: str, path: str, options: dict[str, Any], code: int
) -> None:
    answer = client.open(path, method=method, **options)
    assert answer.status_code == code
    if code in (403, 421):
        assert "goal" not in answer.get_data(as_text=True)
    assert "<script>" not in answer.get_data(as_text=True)


def test_more_than_a_hundred_are_tried() -> None:
    assert len(VALUES) + len(SHAPES) + len(CHANGES) + len(REQUESTS) + len(SENT) >= 150


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8050", "localhost:1", "[::1]:8050", "plan.example"])
def test_its_own_names_are_answered(published: Path, host: str) -> None:
    client = make_app(published, hosts=["plan.example"]).server.test_client()
    assert client.get("/", headers={"Host": host}).status_code == 200
    sent = client.post(CALLBACKS, json={}, headers={"Host": host, "Origin": f"https://{host}"})
    assert sent.status_code == 400


def test_every_value_that_callbacks_take_is_known(callbacks: dict[str, Any]) -> None:
    taken = {
        f"{one['id']}.{one['property']}"
        for callback in callbacks.values()
        if "callback" in callback
        for one in (*callback["inputs"], *callback["state"])
    }
    assert taken == set(_VALUES)


def test_after_all_of_it_the_grid_is_as_before(client: FlaskClient, callbacks: dict[str, Any]) -> None:
    answer = send(
        client, body(callbacks, GRID, grid__getRowsRequest=rows(), days__data=["2022-06-30"], day__value=0)
    )
    found = answer.get_json()["response"]["grid"]["getRowsResponse"]
    assert (found["rowCount"], len(found["rowData"])) == (49, 49)
