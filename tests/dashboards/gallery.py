"""Pictures of every kind of page of three homes, to be looked at before a release: `make gallery`.

    python -m tests.dashboards.gallery [--out build/gallery] [--only sample]

The homes: the sample as `make demo` makes it; the documents of ../shared (35 where they are all there); one goal. Pages:
overview (site and app), goal, unit, region, document, calendar, review; at 380, 768 and 1440 px in Chinese on light
ground, and at 1440 px in English on dark ground. Prints what a browser says and where labels cannot be read; 1 then.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from dashboards.charts.export import find_chromium
from dashboards.live.server import live_server
from dashboards.rankings import worst_first
from dashboards.site.environment import document_path, goal_path, group_path
from dashboards.site.snapshot_index import SnapshotIndex, index_snapshot
from dashboards.snapshot import read_snapshot
from targets.store.publish import latest_snapshot
from tests.dashboards.drawn import DRAWN, FAULTS
from tests.dashboards.screenshots import ROOT, refreshed, telling

SHARED = ROOT.parent / "shared"
TALLEST = 3000
"""Pixels of a page that a picture shows."""

LOOKS = ((380, "zh", "light"), (768, "zh", "light"), (1440, "zh", "light"), (1440, "en", "dark"))
SENTENCE = "云州市2022年政府工作报告\n\n一、民生保障\n今年改造老旧小区2万户。（责任单位：市住建局）\n"
FIGURES = "indicator,region,period,value,unit,cumulative,source\n" + "".join(
    f"老旧小区改造户数,云州市,2022-{month:02},{value},户,true,市住建局月报\n"
    for month, value in ((3, 2000), (4, 3100), (5, 4300))
)


@dataclass(frozen=True, slots=True)
class Shot:
    """A page to look at: its name in the files, and its address within site or app."""

    name: str
    address: str


def sample(home: Path) -> None:
    """The sample data."""
    refreshed(home)


def corpus(home: Path) -> None:
    """The documents of ../shared with the national figures that the repo ships."""
    folder = home.with_name("documents")
    folder.mkdir()
    for path in (*SHARED.glob("corpus/*/*.txt"), *SHARED.glob("seeds/*.txt")):
        shutil.copy(path, folder)
    _refresh(home, folder, ROOT / "data" / "actuals", "2026-06-30")


def one_goal(home: Path) -> None:
    """One sentence and three figures."""
    documents, actuals = home.with_name("documents"), home.with_name("actuals")
    for folder, name, text in ((documents, "yunzhou-2022.txt", SENTENCE), (actuals, "2022.csv", FIGURES)):
        folder.mkdir()
        (folder / name).write_text(text, encoding="utf-8")
    _refresh(home, documents, actuals, "2022-05-31")


HOMES: dict[str, Callable[[Path], None]] = {"sample": sample, "corpus": corpus, "one": one_goal}


def main() -> int:
    """Make the homes, take the pictures, say what is wrong on the pages."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "gallery")
    parser.add_argument("--only", choices=list(HOMES), action="append")
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    faults: list[str] = []
    chromium = find_chromium()
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium and str(chromium), args=["--no-sandbox"])
        for name in chosen.only or HOMES:
            if name == "corpus" and not SHARED.is_dir():
                print("corpus: ../shared is not there")
                continue
            with tempfile.TemporaryDirectory() as folder:
                home = Path(folder) / "home"
                HOMES[name](home)
                with _served(home) as url:
                    faults += [f"{name} {fault}" for fault in take(browser, home, url, chosen.out / name)]
        browser.close()
    print("\n".join(faults) or "no page complains, every label can be read")
    return int(bool(faults))


def shots(index: SnapshotIndex) -> list[Shot]:
    """A page of each kind; of goals, units, regions and documents the one with most to show."""
    goal = telling(index.snapshot)
    lead = goal["lead"] or max(index.by_owner, key=lambda name: len(index.by_owner[name]), default="")
    region = max(index.by_region, key=lambda name: len(index.by_region[name]), default="")
    behind = worst_first(index.goals)[0]
    found = [
        Shot("overview", "/site/index.html"),
        Shot("app", "/"),
        Shot("goal", f"/site/{goal_path(goal['target_id'])}"),
        Shot("worst", f"/site/{goal_path(behind['target_id'])}"),
        Shot("goals", "/site/goals.html"),
        Shot("units", "/site/owners.html"),
        Shot("regions", "/site/regions.html"),
        Shot("unit", f"/site/{group_path('owners', lead)}" if lead else ""),
        Shot("region", f"/site/{group_path('regions', region)}" if region else ""),
        Shot("document", f"/site/{document_path(goal['document_id'])}"),
        Shot("calendar", "/site/calendar.html"),
        Shot("review", "/review"),
    ]
    return [shot for shot in found if shot.address]


def take(browser: Browser, home: Path, url: str, stem: Path) -> Iterator[str]:
    """Take the pictures of a home; yields what is wrong."""
    index = index_snapshot(read_snapshot(latest_snapshot(home)))
    for width, language, theme in LOOKS:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)  # type: ignore[arg-type]
        context.add_init_script(f"localStorage.setItem('duban-lang', '{language}')")
        page = context.new_page()
        said: list[str] = []
        page.on(
            "console", lambda m, said=said: said.append(m.text) if m.type in ("error", "warning") else None
        )  # type: ignore[misc]
        page.on("pageerror", lambda error, said=said: said.append(str(error)))  # type: ignore[misc]
        for shot in shots(index):
            page.goto(url + shot.address)
            page.wait_for_function(DRAWN)
            page.wait_for_timeout(400)
            path = stem.with_name(f"{stem.name}-{shot.name}-{width}-{language}-{theme}.png")
            tall = min(int(page.evaluate("document.documentElement.scrollHeight")), TALLEST)
            page.screenshot(path=path, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": tall})
            yield from (f"{shot.name} {width} {language}: {fault}" for fault in page.evaluate(FAULTS))
        yield from (f"{width} {language}: {words}" for words in said)
        context.close()


@contextmanager
def _served(home: Path) -> Iterator[str]:
    server = live_server(home, port=0, token="gallery")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()


def _refresh(home: Path, documents: Path, actuals: Path, day: str) -> None:
    command: list[Any] = [
        sys.executable,
        "-m",
        "flows.cli",
        "refresh",
        "--home",
        home,
        "--documents",
        documents,
    ]
    command += ["--actuals", actuals, "--as-of", day]
    done = subprocess.run(list(map(str, command)), cwd=ROOT, check=False, capture_output=True, text=True)
    if done.returncode not in (0, 3):
        raise RuntimeError(f"duban refresh ended with {done.returncode}: {done.stderr[-2000:]}")


if __name__ == "__main__":
    sys.exit(main())
