"""Who may ask the app, how much at once, and what is answered to a request that the page does not send."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

import duckdb
from dash import Dash
from dash.exceptions import DependencyException, InvalidResourceError
from flask import Flask, Response, abort, request
from werkzeug.exceptions import HTTPException

from dashboards.live.grid_query import BadModel
from dashboards.live.request_body import BadBody, check_body

LARGEST_BODY = 256 * 1024
"""The largest request in bytes; the page's own stay below a tenth of it."""

LONGEST_ADDRESS = 4096
LOOPBACK_NAMES = ("127.0.0.1", "localhost", "::1")
GRID = "/goals"
"""The page of the grid; / is the overview."""

CALLBACKS = "/_dash-update-component"
_ANY_PATH = "/<path:path>"  # Dash answers every other path with the page
_FROM_HERE = (None, "same-origin", "none")
_logger = logging.getLogger(__name__)


def guard(app: Dash, hosts: Sequence[str]) -> None:
    """Answer only requests for one of these hosts that come from the app's own page and are ones that it sends.

    A page of another origin whose name was made to lead here (DNS rebinding) asks by its own name, which is none
    of them. What is refused is answered with 4xx and a sentence; a failure of ours with 503 or 500 and a sentence,
    one line of it in the log.
    """
    known = {host.strip("[]").lower() for host in (*LOOPBACK_NAMES, *hosts)}
    server: Flask = app.server
    server.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY

    @server.before_request
    def check() -> None:
        if _host_of(f"//{request.host}") not in known:
            _refuse(
                421, "This app answers to its own name only; `duban serve --allow-host NAME` adds another."
            )
        if request.url_rule is not None and request.url_rule.rule == _ANY_PATH and request.path != GRID:
            _refuse(404, "There is no such page.")
        if len(request.full_path) > LONGEST_ADDRESS:
            _refuse(414, "The address is too long.")
        if request.method in ("GET", "HEAD", "OPTIONS"):
            return
        _check_origin()
        if request.path == CALLBACKS:
            _check_callback(app)

    _answer_failures(server)


def _check_origin() -> None:
    """Raise what refuses a request that another page sent."""
    origin = request.headers.get("Origin")
    if origin is not None and _netloc_of(origin) != request.host.lower():
        _refuse(403, "It was sent by a page of another origin.")
    if request.headers.get("Sec-Fetch-Site") not in _FROM_HERE:
        _refuse(403, "It was sent by a page of another origin.")


def _check_callback(app: Dash) -> None:
    try:
        check_body(app.callback_map, request.get_json())
    except (BadBody, BadModel) as error:
        _refuse(400, str(error))
    except RecursionError:
        _refuse(400, "It is nested too deeply.")


def _answer_failures(server: Flask) -> None:
    @server.errorhandler(HTTPException)
    def refused(error: HTTPException) -> Response:
        return plain_answer(error.code or 500, error.description or error.name)

    @server.errorhandler(duckdb.InterruptException)
    @server.errorhandler(duckdb.OutOfMemoryException)
    def too_much(error: Exception) -> Response:
        _logger.warning("%s: %s", request.path, type(error).__name__)
        return plain_answer(503, "It takes more time or memory than one request may; narrow the view.")

    @server.errorhandler(InvalidResourceError)
    @server.errorhandler(DependencyException)
    def missing(_: Exception) -> Response:
        return plain_answer(404, "There is no such file.")

    @server.errorhandler(Exception)
    def failed(error: Exception) -> Response:
        *_, last = traceback.extract_tb(error.__traceback__)
        place = f"{Path(last.filename).name}:{last.lineno}"
        _logger.error("%s: %s: %s (%s)", request.path, type(error).__name__, error, place)
        return plain_answer(500, "The app failed on this request; its log says where.")


def _refuse(code: int, words: str) -> None:
    abort(plain_answer(code, words))


def plain_answer(code: int, words: str) -> Response:
    """Words by themselves, as what is not found or not taken is answered."""
    return Response(f"{words}\n", code, mimetype="text/plain")


def _host_of(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def _netloc_of(address: str) -> str | None:
    try:
        return urlsplit(address).netloc.lower()
    except ValueError:
        return None
