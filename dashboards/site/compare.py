"""Compares a site with the snapshot that it shows, page by page."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from filecmp import cmp
from pathlib import Path

from dashboards.site.build import build_site
from dashboards.site.incremental import RECORD
from targets.store.verify import Misfit


def compare_site(snapshot: Path, site: Path) -> list[Misfit]:
    """The pages of `site` that are not those of `snapshot`: missing, other, or too many."""
    with tempfile.TemporaryDirectory() as folder:
        build_site(snapshot, Path(folder))
        return list(_differences(Path(folder), site))


def _differences(anew: Path, site: Path) -> Iterator[Misfit]:
    wanted = _pages(anew)
    there = _pages(site)
    for name in sorted(wanted | there):
        if name not in there:
            yield Misfit("page that is missing", name, "no file")
        elif name not in wanted:
            yield Misfit("page that belongs to no goal", name, "a file")
        elif not cmp(anew / name, site / name, shallow=False):
            yield Misfit("page that is not the snapshot's", name, "another text")


def _pages(folder: Path) -> set[str]:
    return {
        str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file() and file.name != RECORD
    }
