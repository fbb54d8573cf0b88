"""How long the static site of 2,000 goals takes to build, rebuild and open.

    python -m tests.benchmarks.site_build [--goals 2000]

Fails (exit 1) where the build takes 60 s or more, the overview has 1 MB of HTML or more, or Chromium needs 2 s or
more from opening it to its first drawn chart.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from dashboards.charts.export import find_chromium
from dashboards.site.build import build_site
from tests.dashboards.warehouse import make_warehouse

BUILD_SECONDS, OVERVIEW_BYTES, OPEN_SECONDS = 60.0, 1_000_000, 2.0
OPENINGS = 5


def main() -> int:
    """Print the figures; 1 where one is beyond its bound."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--goals", type=int, default=2000)
    goals = parser.parse_args().goals
    with tempfile.TemporaryDirectory() as folder:
        warehouse = make_warehouse(Path(folder) / "w.duckdb", goals=goals, documents=max(3, goals // 40))
        out = Path(folder) / "site"
        first = build_site(warehouse, out)
        again = build_site(warehouse, out)
        with duckdb.connect(str(warehouse)) as con:
            con.execute(
                "UPDATE progress SET unit = '改了' WHERE target_id = (SELECT min(target_id) FROM progress)"
            )
        one = build_site(warehouse, out)
        overview = (out / "index.html").stat().st_size
        opened = opening_seconds(out / "index.html")
        size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    print(f"{goals} goals, {first.pages} files, {size / 1e6:.1f} MB")
    print(f"build {first.seconds:.1f} s; again {again.seconds:.1f} s, {again.written} written")
    print(f"one goal changed: {one.seconds:.1f} s, {one.written} written")
    print(f"overview {overview / 1e3:.0f} kB of HTML")
    print(
        f"overview open to first chart: {opened:.2f} s (median of {OPENINGS})"
        if opened
        else "no Chromium to open it with"
    )
    kept = first.seconds < BUILD_SECONDS and overview < OVERVIEW_BYTES and (opened or 0) < OPEN_SECONDS
    return 0 if kept and again.written == 0 else 1


def opening_seconds(page: Path) -> float | None:
    """Median seconds from opening a page in Chromium until its first chart is drawn; None without Chromium."""
    from playwright.sync_api import sync_playwright

    chromium = find_chromium()
    if chromium is None:
        return None
    seconds = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(chromium), args=["--no-sandbox"])
        for _ in range(OPENINGS):
            tab = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
            began = time.perf_counter()
            tab.goto(page.as_uri(), wait_until="commit")
            tab.wait_for_selector(".plot[data-drawn]", state="attached")
            seconds.append(time.perf_counter() - began)
        browser.close()
    return statistics.median(seconds)


if __name__ == "__main__":
    sys.exit(main())
