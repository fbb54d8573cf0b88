"""How long the static site takes to build, rebuild and open: of 2,000 goals, and of 100,000.

    python -m tests.benchmarks.site_build [--goals 2000 100000]

Fails (exit 1) where of up to 2,000 goals the build takes 60 s or more, or Chromium needs 2 s or more from opening the
overview to its first drawn chart, 3 s of more goals; where the overview has 1 MB of HTML or more; where nothing new
writes a file; or where a build of more goals holds more than 2 GB.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from dashboards.charts.export import find_chromium
from dashboards.site.build import build_site
from tests.dashboards.warehouse import make_warehouse

FEW = 2000
BUILD_SECONDS, OVERVIEW_BYTES, PEAK_BYTES = 60.0, 1_000_000, 2e9
OPENINGS = 5


def main() -> int:
    """Print the figures; 1 where one is beyond its bound."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--goals", type=int, nargs="+", default=[FEW, 100_000])
    held = [_holds(goals) for goals in parser.parse_args().goals]
    return int(not all(held))


def _holds(goals: int) -> bool:
    """Whether a site of so many goals keeps to the bounds; prints its figures."""
    with tempfile.TemporaryDirectory() as folder:
        warehouse = make_warehouse(Path(folder) / "w.duckdb", goals=goals, documents=max(3, goals // 40))
        out = Path(folder) / "site"
        first, peak = _built_apart(warehouse, out)
        again = build_site(warehouse, out)
        with duckdb.connect(str(warehouse)) as con:
            con.execute(
                "UPDATE progress SET unit = '改了' WHERE target_id = (SELECT min(target_id) FROM progress)"
            )
        one = build_site(warehouse, out)
        overview = (out / "index.html").stat().st_size
        opened = opening_seconds(out / "index.html")
        size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    print(f"{goals:,} goals, {again.pages} files, {size / 1e6:.1f} MB")
    print(f"build {first:.1f} s, {peak / 1e9:.2f} GB; again {again.seconds:.1f} s, {again.written} written")
    print(f"one goal changed: {one.seconds:.1f} s, {one.written} written")
    print(f"overview {overview / 1e3:.0f} kB of HTML")
    print(
        f"overview open to first chart: {opened:.2f} s (median of {OPENINGS})"
        if opened
        else "no Chromium to open it with",
        flush=True,
    )
    few = goals <= FEW
    return (
        (first < BUILD_SECONDS if few else peak < PEAK_BYTES)
        and overview < OVERVIEW_BYTES
        and (opened or 0) < (2.0 if few else 3.0)
        and again.written == 0
    )


def _built_apart(warehouse: Path, out: Path) -> tuple[float, int]:
    """Build the site in a process of its own; its seconds and most bytes of memory."""
    code = (
        "import resource, sys; from pathlib import Path; from dashboards.site.build import build_site; "
        "made = build_site(Path(sys.argv[1]), Path(sys.argv[2])); "
        "print(made.seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code, str(warehouse), str(out)], check=True, capture_output=True, text=True
    )
    seconds, peak = answer.stdout.split()
    return float(seconds), int(peak)


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
