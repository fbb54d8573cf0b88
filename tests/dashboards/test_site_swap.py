"""A new site takes the place of the old at one instant; killed while it is made, the old one stands."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from dashboards.site import swap
from dashboards.site.build import build_site
from dashboards.site.incremental import Page, PageWriter
from dashboards.site.swap import files_below

PAGES = 40


def make(site: Path, edition: int, pages: int = PAGES) -> PageWriter:
    """A site of pages that all tell their edition, the first page among them."""
    writer = PageWriter(site, "maker")
    for name in ("index.html", *(f"goals/{n}.html" for n in range(pages))):
        writer.write(Page(name, edition, lambda: f"edition {edition}"))
    writer.finish("")
    return writer


def editions(site: Path) -> set[str]:
    return {(site / name).read_text(encoding="utf-8") for name in files_below(site) if name.endswith(".html")}


def test_readers_see_one_edition_or_the_other(tmp_path: Path) -> None:
    site, seen, ended = tmp_path / "site", set(), threading.Event()
    make(site, 0)

    def read() -> None:
        while not ended.is_set():
            folder = os.open(site, os.O_RDONLY | os.O_DIRECTORY)  # as a reader who stands in it
            texts = set()
            try:
                for name in ("goals/0.html", f"goals/{PAGES - 1}.html", "index.html"):
                    file = os.open(name, os.O_RDONLY, dir_fd=folder)
                    texts.add(os.read(file, 100))
                    os.close(file)
            except FileNotFoundError:
                continue  # the site that the reader stood in has been removed meanwhile
            finally:
                os.close(folder)
            seen.add(frozenset(texts))

    reader = threading.Thread(target=read)
    reader.start()
    for edition in range(1, 60):
        make(site, edition)
        assert (site / "index.html").is_file()
    ended.set()
    reader.join()
    assert len(seen) > 5
    assert [texts for texts in seen if len(texts) != 1] == []


def test_files_of_others_stay_and_pages_that_are_gone_go(tmp_path: Path) -> None:
    site = tmp_path / "site"
    make(site, 1)
    (site / "CNAME").write_text("plan.example", encoding="utf-8")
    kept = (site / "goals" / "0.html").stat().st_ino
    writer = PageWriter(site, "maker")
    writer.write(Page("index.html", 2, lambda: "edition 2"))
    writer.write(Page("goals/0.html", 1, lambda: "not written"))
    writer.finish("")
    assert set(files_below(site)) == {"CNAME", "index.html", "goals/0.html", ".pages.json"}
    assert (writer.written, writer.unchanged, writer.removed) == (1, 1, PAGES - 1)
    assert (site / "goals" / "0.html").stat().st_ino == kept
    assert list(tmp_path.iterdir()) == [site]


def test_where_folders_cannot_be_exchanged_files_are_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swap, "_renameat2", lambda: None)
    for edition in (1, 2):
        make(tmp_path / "site", edition, pages=PAGES - edition)
    assert editions(tmp_path / "site") == {"edition 2"}
    assert len(list((tmp_path / "site" / "goals").iterdir())) == PAGES - 2
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_who_builds_a_site_waits_for_those_who_build_it(tmp_path: Path, warehouse: Path) -> None:
    site, built = tmp_path / "site", []
    with swap.alone_at(site):
        builder = threading.Thread(target=lambda: built.append(build_site(warehouse, site)))
        builder.start()
        builder.join(0.5)
        assert (built, site.exists()) == ([], False)
    builder.join()
    assert built[0].index.is_file()


KILLED = """
import os, signal, sys
from pathlib import Path
from dashboards.site import incremental
from tests.dashboards.test_site_swap import make
left = int(sys.argv[2])
def count(frame, event, argument):
    global left
    if event == "c_call" or "/dashboards/site/" in frame.f_code.co_filename:
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.setprofile(count)
make(Path(sys.argv[1]), 2)
"""


@pytest.mark.parametrize("point", [1, 40, 300, 1000, 2000, 2500, 2700, 2900, 3100, 3300])
def test_a_build_that_is_killed_leaves_a_whole_site(tmp_path: Path, point: int) -> None:
    site = tmp_path / "site"
    make(site, 1)
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", KILLED, str(site), str(point)], cwd=root, check=False)
    assert done.returncode in (0, -signal.SIGKILL)
    assert len(editions(site)) == 1
    make(site, 3)
    assert editions(site) == {"edition 3"}
    assert list(tmp_path.iterdir()) == [site]
