"""The Dash app: its page, its routes, its security headers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path

from dash import Dash
from flask import Flask, Response, send_from_directory

from dashboards.live.grid_callbacks import reader_language, register_grid_callbacks
from dashboards.live.guard import guard
from dashboards.live.health import add_health
from dashboards.live.layout import frame
from dashboards.live.loaded_snapshot import SnapshotSource
from dashboards.live.overview import add_overview
from dashboards.live.review import Reviewer
from dashboards.live.review_callbacks import register_review_callbacks
from dashboards.live.tokens import TokenCheck
from dashboards.site.build import theme_css, theme_js

_PAGE = """<!DOCTYPE html>
<html lang="zh-CN" data-lang="zh" data-theme="light">
<head>
{%metas%}
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>督办 duban</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/style/site.css">
{%css%}
<script src="/style/boot.js"></script>
</head>
<body>
{%app_entry%}
<footer>{%config%}{%scripts%}{%renderer%}</footer>
</body>
</html>"""


def make_app(home: Path, *, token: str | None = None, hosts: Sequence[str] = ()) -> Dash:
    """The live app on the published snapshots under `home`; with a `token` those who know it may review.

    It answers to the names of this machine's loopback address and to `hosts`. Everything it serves is bundled; it
    reads snapshots only and writes nothing but decisions.
    """
    app = Dash(
        "duban",
        assets_folder=str(files("dashboards.live").joinpath("assets")),
        index_string=_PAGE,
        serve_locally=True,
        suppress_callback_exceptions=True,
        update_title="",
        title="督办 duban",
    )
    app.layout = lambda: frame(reader_language(), review=bool(token))
    source, reviewer = SnapshotSource(home), Reviewer(home, TokenCheck(token))
    register_grid_callbacks(app, source)
    register_review_callbacks(app, source, reviewer)
    server: Flask = app.server
    guard(app, hosts)
    _add_routes(server, home)
    add_health(server, home)
    add_overview(server, source)
    _add_headers(server, app.csp_hashes())
    return app


def _add_routes(server: Flask, home: Path) -> None:
    own = files("dashboards.site").joinpath("assets")
    style = theme_css() + own.joinpath("site.css").read_text(encoding="utf-8")
    scripts = {
        name: own.joinpath(name).read_text(encoding="utf-8") for name in ("boot.js", "site.js", "follow.js")
    }
    scripts["theme.js"] = theme_js()

    @server.get("/style/site.css")
    def house() -> Response:
        return Response(style, mimetype="text/css")

    @server.get("/style/<name>.js")
    def script(name: str) -> Response:
        """A script that the overview shares with the static site."""
        if f"{name}.js" not in scripts:
            return Response("There is no such script.\n", 404, mimetype="text/plain")
        return Response(scripts[f"{name}.js"], mimetype="text/javascript")

    @server.get("/site/<path:name>")
    def static_site(name: str) -> Response:
        """The static site that the refresh built, so that evidence stands in its document."""
        return send_from_directory((home / "site").resolve(), name)


def _add_headers(server: Flask, hashes: Iterable[str]) -> None:
    scripts = " ".join(hashes)
    # Plotly and the grid style their elements in place; scripts come from here or carry a known hash.
    policy = "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' {scripts}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )

    @server.after_request
    def secured(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = policy
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Frame-Options"] = "DENY"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        return response
