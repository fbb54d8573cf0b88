"""A site is not looked at again page by page where its snapshot is the one it was made from."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dashboards.site import build
from dashboards.site.build import build_site


def test_the_same_snapshot_makes_nothing_anew(
    warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot, out = Path(shutil.copy(warehouse, tmp_path / "s.duckdb")), tmp_path / "site"
    first = build_site(snapshot, out)
    monkeypatch.setattr(build, "read_snapshot", None)  # is not even read
    again = build_site(snapshot, out)
    assert (again.written, again.unchanged, again.removed) == (0, first.written, 0)


def test_a_page_that_is_gone_or_a_wish_for_all_makes_the_site_anew(warehouse: Path, tmp_path: Path) -> None:
    snapshot, out = Path(shutil.copy(warehouse, tmp_path / "s.duckdb")), tmp_path / "site"
    first = build_site(snapshot, out)
    (out / "index.html").unlink()
    assert build_site(snapshot, out).written == 1
    assert build_site(snapshot, out, full=True).unchanged == first.written
