"""Takes the pictures in docs/ anew from the sample data: `make screenshots`.

    python -m tests.dashboards.screenshots [--home HOME]

Without --home the sample is made in a folder of its own, as `make demo` makes it.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from dashboards.charts.export import find_chromium
from dashboards.charts.frames import Row
from dashboards.site.build import build_site
from dashboards.snapshot import Snapshot, read_snapshot
from targets.store.publish import latest_snapshot
from tests.dashboards.drawn import DRAWN

ROOT = Path(__file__).resolve().parents[2]
HEAVIEST = 400_000


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a page: its file, the window it is taken in, and the theme; `whole` for all of the page."""

    name: str
    page: str
    width: int
    height: int
    theme: str = "light"
    whole: bool = False


def main() -> int:
    """Take every picture; 1 where one is too heavy for a README."""
    parser = argparse.ArgumentParser(description="Take the pictures in docs/ anew.")
    parser.add_argument("--home", type=Path, help="a home that holds a published snapshot")
    home = parser.parse_args().home
    with tempfile.TemporaryDirectory() as folder:
        snapshot = latest_snapshot(home or refreshed(Path(folder) / "home"))
        site = Path(folder) / "site"
        build_site(snapshot, site)
        heavy = take(site, pictures(read_snapshot(snapshot)))
    for path in heavy:
        print(f"{path.name} has {path.stat().st_size:,} bytes, more than {HEAVIEST:,}")
    return 1 if heavy else 0


def refreshed(home: Path) -> Path:
    """A home with the sample."""
    command = [sys.executable, "-m", "flows.cli", "demo", "--home", str(home), "--data", str(ROOT / "data")]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"duban demo ended with {done.returncode}: {done.stderr[-2000:]}")
    return home


def pictures(snapshot: Snapshot) -> list[Picture]:
    """What the README and the docs show."""
    goal = telling(snapshot)
    target, document = (
        f"goals/{goal['target_id']}.html",
        f"documents/{goal['document_id']}.html#m-{goal['mention_start']}",
    )
    return [
        Picture("overview", "index.html", 1280, 1180),
        Picture("overview-dark", "index.html", 1280, 1180, theme="dark"),
        Picture("overview-phone", "index.html", 380, 1400),
        Picture("target", target, 1280, 1000),
        Picture("target-phone", target, 380, 1400),
        Picture("document", document, 1280, 900),
    ]


def telling(snapshot: Snapshot) -> Row:
    """The goal that shows most: behind, on its way to a level or a sum, with the most figures and a projection."""
    counts: dict[str, int] = {}
    for row in snapshot.actuals:
        counts[row["target_id"]] = counts.get(row["target_id"], 0) + 1
    shown = [g for g in snapshot.goals if g["status"] == "lagging" and g["projection"] is not None]
    return max(
        shown or snapshot.goals,
        key=lambda g: (g["basis"] == "linear", counts.get(g["target_id"], 0), g["target_id"]),
    )


def take(site: Path, wanted: list[Picture]) -> list[Path]:
    """Take the pictures into docs/; those that came out too heavy."""
    chromium = find_chromium()
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium and str(chromium), args=["--no-sandbox"])
        paths = [_take(browser, site, picture) for picture in wanted]
        browser.close()
    return [path for path in paths if path.stat().st_size > HEAVIEST]


def _take(browser: Browser, site: Path, picture: Picture) -> Path:
    window = {"width": picture.width, "height": picture.height}
    page = browser.new_context(viewport=window, color_scheme=picture.theme).new_page()  # type: ignore[arg-type]
    name, _, part = picture.page.partition("#")
    page.goto((site / name).as_uri() + (f"#{part}" if part else ""))
    page.wait_for_function(DRAWN)
    page.wait_for_timeout(600)  # Plotly lets flows fade in
    path = ROOT / "docs" / f"{picture.name}.png"
    path.parent.mkdir(exist_ok=True)
    page.screenshot(path=path, full_page=picture.whole)
    page.close()
    return path


if __name__ == "__main__":
    sys.exit(main())
