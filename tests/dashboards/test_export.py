"""Charts as pictures, through the Chromium that the page tests use."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from dashboards.charts import export
from dashboards.charts.export import ExportFailed, NoBrowser, export_figure
from dashboards.goal_chart import UnknownGoal, goal_chart
from dashboards.snapshot import Snapshot


@pytest.mark.browser
def test_png_svg_and_pdf_are_written(warehouse: Path, snapshot: Snapshot, tmp_path: Path) -> None:
    goal = next(g for g in snapshot.goals if g["illustrative"] and g["status"] == "lagging")
    figure = goal_chart(warehouse, goal["target_id"])
    for kind, head in (("png", b"\x89PNG"), ("svg", b"<svg"), ("pdf", b"%PDF")):
        export_figure(figure, tmp_path / f"x.{kind}", width=800)
        assert (tmp_path / f"x.{kind}").read_bytes().startswith(head)
    said = "".join(ElementTree.fromstring((tmp_path / "x.svg").read_text(encoding="utf-8")).itertext())
    assert "示意数据" in said
    assert "滞后" in said
    assert goal["indicator"] in said


@pytest.mark.browser
def test_a_hostile_name_is_a_text_of_the_picture(warehouse: Path, snapshot: Snapshot, tmp_path: Path) -> None:
    goal = next(g for g in snapshot.goals if "<script>" in g["indicator"])
    export_figure(goal_chart(warehouse, goal["target_id"]), tmp_path / "x.svg")
    tree = ElementTree.fromstring((tmp_path / "x.svg").read_text(encoding="utf-8"))
    assert goal["indicator"] in "".join(tree.itertext())
    assert not [
        element for element in tree.iter() if element.tag.endswith(("script", "image", "foreignObject"))
    ]


def test_without_a_browser_the_error_says_what_to_do(
    warehouse: Path, snapshot: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "find_chromium", lambda: None)
    figure = goal_chart(warehouse, snapshot.goals[0]["target_id"])
    with pytest.raises(NoBrowser, match="Install one"):
        export_figure(figure, tmp_path / "x.png")
    export_figure(figure, tmp_path / "x.html")
    assert (tmp_path / "x.html").stat().st_size > 1_000_000


def test_a_browser_that_fails_is_named(
    warehouse: Path, snapshot: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUBAN_CHROMIUM", str(tmp_path / "no-such-browser"))
    with pytest.raises(ExportFailed, match="no-such-browser"):
        export_figure(goal_chart(warehouse, snapshot.goals[0]["target_id"]), tmp_path / "x.png")


def test_an_unknown_goal_is_named(warehouse: Path) -> None:
    with pytest.raises(UnknownGoal, match="nowhere"):
        goal_chart(warehouse, "nowhere-1")
