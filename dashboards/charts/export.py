"""Figures and pages as files: HTML and JSON by themselves; PNG, SVG and PDF through a Chromium that is on the machine."""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import subprocess
import tempfile
from io import BytesIO
from pathlib import Path

import plotly.graph_objects as go
from plotly.offline import get_plotlyjs

from dashboards.charts.frames import RowFacts
from dashboards.charts.theme import ground, label
from dashboards.charts.typeface import drawing_environment
from targets.words import phrase

FORMATS = ("png", "svg", "pdf", "html", "json")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_OWN_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
_SECONDS = 60


class NoBrowser(Exception):
    """No Chromium was found; the message says which formats need one and what to do."""


class ExportFailed(Exception):
    """The browser did not write the file; the message carries its last words."""


def export_figure(figure: go.Figure, out: Path, *, width: int = 1000, height: int | None = None) -> None:
    """Write a figure as its suffix says: png, svg, pdf, html or json. PNG has two pixels a point.

    Raises ValueError for another suffix, NoBrowser where png, svg or pdf find no Chromium, ExportFailed.
    """
    kind = out.suffix.lstrip(".").lower()
    if kind not in FORMATS:
        raise ValueError(f"{out.name}: the name must end in one of .{', .'.join(FORMATS)}")
    out.parent.mkdir(parents=True, exist_ok=True)
    if kind == "json":
        out.write_text(str(figure.to_json()), encoding="utf-8")
    elif kind == "html":
        out.write_text(
            str(figure.to_html(include_plotlyjs=True, config={"displayModeBar": False})), encoding="utf-8"
        )
    else:
        tall = height or int(figure.layout.height or 400)
        _through_browser(figure, out.resolve(), kind, width, tall)


def print_page(html: str, out: Path) -> None:
    """Print a page of HTML as its own style says: all of it as .pdf, its first sheet as .png of two pixels a point.

    Raises NoBrowser, ExportFailed.
    """
    kind = out.suffix.lstrip(".").lower()
    with tempfile.TemporaryDirectory() as folder:
        page, printed = Path(folder, "page.html"), Path(folder, "page.pdf")
        page.write_text(html, encoding="utf-8")
        said = _print(_browser(folder, kind), page, printed, folder)
        if not printed.exists():
            raise ExportFailed(f"{out.name} was not written: {said[-300:]}")
        out.write_bytes(printed.read_bytes() if kind == "pdf" else _first_sheet(printed))


def _first_sheet(pdf: Path) -> bytes:
    """The first sheet of a PDF as PNG."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as sheets, BytesIO() as png:
        sheets[0].render(scale=2).to_pil().save(png, "PNG")
        return png.getvalue()


def titled(figure: go.Figure, goal: RowFacts, language: str = "zh") -> go.Figure:
    """The figure with the goal's name, verdict and, where its figures are illustrative, a mark saying so."""
    reason = goal["reason_en" if language == "en" else "reason_zh"]
    mark = phrase("chart", "illustrative").in_language(language)
    line = " · ".join([label(reason, 70), *([mark] if goal["illustrative"] else [])])
    subtitle = {"text": line, "font": {"size": 13, "color": ground("muted")}}
    title = {
        "text": label(goal["indicator"], 48),
        "subtitle": subtitle,
        "x": 0.01,
        "xanchor": "left",
        "font": {"size": 19},
    }
    copy = go.Figure(figure)
    return copy.update_layout(title=title, margin={"t": 96}, height=(figure.layout.height or 380) + 72)


def find_chromium() -> Path | None:
    """A Chromium or Chrome: the one DUBAN_CHROMIUM names, the system's, else Playwright's own; None without."""
    named = os.environ.get("DUBAN_CHROMIUM")
    if named:
        return Path(named)
    for name in BROWSERS:
        if found := shutil.which(name):
            return Path(found)
    own = [Path(place) for place in _OWN_PLACES]
    own += sorted(
        (Path.home() / ".cache" / "ms-playwright").glob("chromium-*/chrome-linux*/chrome"), reverse=True
    )
    return next((place for place in own if place.exists()), None)


def _through_browser(figure: go.Figure, out: Path, kind: str, width: int, height: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        command = _browser(folder, kind)
        page = Path(folder) / "figure.html"
        page.write_text(_page(figure, width, height), encoding="utf-8")
        (Path(folder) / "plotly.min.js").write_text(str(get_plotlyjs()), encoding="utf-8")
        if kind == "pdf":
            said = _print(command, page, out, folder)
        else:
            command += ["--dump-dom", f"{page.as_uri()}?as={kind}"]
            said = _run(command, kind, drawing_environment(Path(folder)))
    if kind == "pdf":
        if not out.exists():
            raise ExportFailed(f"{out.name} was not written: {said[-300:]}")
        return
    found = re.search(r'<pre id="image">([A-Za-z0-9+/=]+)</pre>', said)
    if found is None:
        raise ExportFailed(f"{out.name} was not written: the browser drew nothing ({said[-300:]!r})")
    out.write_bytes(base64.b64decode(found[1]))


def _browser(folder: str, kind: str) -> list[str]:
    """The command of a browser that draws and keeps its profile in `folder`. Raises NoBrowser."""
    browser = find_chromium()
    if browser is None:
        raise NoBrowser(
            f"A .{kind} needs Chromium or Chrome, and none was found. Install one (on Debian: apt-get install "
            "chromium), or name it in DUBAN_CHROMIUM, or write .html or .json, which need none."
        )
    return [
        str(browser),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        "--no-first-run",
        f"--user-data-dir={folder}/profile",
        "--virtual-time-budget=8000",
    ]


def _print(command: list[str], page: Path, out: Path, folder: str) -> str:
    """Let the browser print a page as PDF; what it said."""
    command = [*command, "--no-pdf-header-footer", f"--print-to-pdf={out}", page.as_uri()]
    return _run(command, "pdf", drawing_environment(Path(folder)))


def _page(figure: go.Figure, width: int, height: int) -> str:
    """A page that draws the figure and, for --dump-dom, leaves its image in the document as base64."""
    data = json.dumps(json.loads(str(figure.to_json())), ensure_ascii=True).replace("<", "\\u003c")
    return f"""<!doctype html><meta charset="utf-8">
<style>@page {{ size: {width}px {height}px; margin: 0 }} body {{ margin: 0 }}</style>
<div id="figure"></div><script src="plotly.min.js"></script><script>
const figure = {data};
const size = {{ width: {width}, height: {height} }};
const kind = new URLSearchParams(location.search).get("as");
Plotly.newPlot("figure", figure.data, {{ ...figure.layout, ...size }}, {{ staticPlot: true }}).then((drawn) => {{
  if (!kind) return;
  return Plotly.toImage(drawn, {{ format: kind, scale: kind === "png" ? 2 : 1, ...size }}).then((url) => {{
    const body = url.slice(url.indexOf(",") + 1);
    const pre = document.createElement("pre");
    pre.id = "image";
    pre.textContent = kind === "png" ? body : btoa(unescape(body));
    document.body.append(pre);
  }});
}});
</script>"""


def _run(command: list[str], kind: str, environment: dict[str, str]) -> str:
    """What the browser printed. Raises ExportFailed when it fails or takes too long."""
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True, env=environment)
    except subprocess.TimeoutExpired as error:
        raise ExportFailed(f"{command[0]} did not finish the .{kind} within {_SECONDS} seconds") from error
    except (OSError, subprocess.CalledProcessError) as error:
        words = getattr(error, "stderr", b"") or str(error).encode()
        raise ExportFailed(
            f"{command[0]} failed on the .{kind}: {words.decode(errors='replace')[-300:]}"
        ) from error
    return done.stdout.decode("utf-8", errors="replace")
