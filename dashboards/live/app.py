"""The Dash app: its page, its routes, its security headers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from importlib.resources import files
from pathlib import Path

from dash import Dash
from flask import Flask, Response, send_from_directory

from dashboards.live.brief import add_brief
from dashboards.live.fill_page import add_fill_page
from dashboards.live.grid_callbacks import reader_language, register_grid_callbacks
from dashboards.live.guard import guard, plain_answer
from dashboards.live.health import add_health
from dashboards.live.layout import frame
from dashboards.live.loaded_snapshot import SnapshotSource
from dashboards.live.overview import add_overview
from dashboards.live.review_callbacks import register_review_callbacks
from dashboards.live.review_page import add_review
from dashboards.live.reviewer import Reviewer
from dashboards.live.tokens import TokenCheck
from dashboards.site.build import theme_css, theme_js
from targets.settings import Settings

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
<script defer src="/style/chart.js"></script>
</head>
<body>
{%app_entry%}
<footer>{%config%}{%scripts%}{%renderer%}</footer>
</body>
</html>"""


def make_app(
    home: Path, *, token: str | None = None, hosts: Sequence[str] = (), settings: Settings | None = None
) -> Dash:
    """The live app on the published snapshots under `home`; who knows the `token`, or is a user listed there, may act.

    `settings` are those of the refreshes, by which goals that somebody decides on are judged at once.

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
    source = SnapshotSource(home)
    settings = settings or Settings()
    reviewer = Reviewer(home, TokenCheck(token, home), settings)
    app.layout = lambda: frame(reader_language(), review=reviewer.tokens.is_on)
    register_grid_callbacks(app, source, lambda: reviewer.tokens.is_on)
    register_review_callbacks(app, reviewer)
    server: Flask = app.server
    guard(app, hosts)
    _add_routes(server, home, lambda: reviewer.tokens.is_on)
    add_health(server, home)
    add_overview(server, source, lambda: reviewer.tokens.is_on)
    add_brief(server, source, settings.office)
    add_review(server, source, reviewer)
    add_fill_page(server, source, reviewer)
    _add_headers(server, app.csp_hashes())
    return app


def _add_routes(server: Flask, home: Path, acts: Callable[[], bool]) -> None:
    """Styles, scripts and the site; `acts` says whether somebody may act here."""
    own = files("dashboards.site").joinpath("assets")
    style = theme_css() + own.joinpath("site.css").read_text(encoding="utf-8")
    scripts = {
        name: own.joinpath(name).read_text(encoding="utf-8")
        for name in ("boot.js", "site.js", "chart.js", "follow.js", "review.js", "app.js")
    }
    scripts["theme.js"] = theme_js()
    review_style = own.joinpath("review.css").read_text(encoding="utf-8")

    @server.get("/style/site.css")
    def house() -> Response:
        return Response(style, mimetype="text/css")

    @server.get("/style/review.css")
    def of_review() -> Response:
        return Response(review_style, mimetype="text/css")

    @server.get("/style/<name>.js")
    def script(name: str) -> Response:
        """A script of the overview, which shares them with the static site, or of the review page."""
        if f"{name}.js" not in scripts:
            return plain_answer(404, "There is no such script.")
        return Response(scripts[f"{name}.js"], mimetype="text/javascript")

    @server.get("/site/assets/served.js")
    def in_place_of_served() -> Response:
        """What pages of the site can do here and not as files."""
        facts = f"window.DUBAN_APP={json.dumps({'acts': acts()})};\n"
        return Response(facts + scripts["app.js"], mimetype="text/javascript")

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
        response.headers.setdefault("Referrer-Policy", "no-referrer")
        response.headers["X-Frame-Options"] = "DENY"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        return response
