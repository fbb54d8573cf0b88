"""Exported pictures have Chinese letters where none are installed, and the installed ones where there are some."""

from __future__ import annotations

import re
import shutil
import subprocess
import zlib
from importlib.resources import files
from pathlib import Path

import plotly.graph_objects as go
import pytest

from dashboards.charts import typeface
from dashboards.charts.export import export_figure
from dashboards.charts.theme import themed_figure
from dashboards.charts.typeface import FONT, drawing_environment, has_chinese_font
from tests.dashboards.make_font import characters

NOTHING = '<?xml version="1.0"?><fontconfig><cachedir>{}</cachedir></fontconfig>'


@pytest.fixture
def no_fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fontconfig that knows no font at all."""
    settings = tmp_path / "no-fonts.conf"
    settings.write_text(NOTHING.format(tmp_path / "cache"), encoding="utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(settings))


def written(text: str) -> go.Figure:
    note = {"text": text, "x": 0.5, "y": 0.5, "xref": "paper", "yref": "paper", "showarrow": False}
    hidden = {"visible": False}
    layout = {"annotations": [note | {"font": {"size": 40}}], "xaxis": hidden, "yaxis": hidden, "height": 120}
    return themed_figure([], layout)


def fonts_of(pdf: bytes) -> set[str]:
    """The names of the fonts in a PDF, also where its objects are packed."""
    streams = [pdf]
    for packed in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.S):
        try:
            streams.append(zlib.decompressobj().decompress(packed))
        except zlib.error:
            continue
    return {name.decode() for data in streams for name in re.findall(rb"/FontName ?/([\w+-]+)", data)}


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.usefixtures("no_fonts")
def test_without_any_font_pictures_still_hold_chinese_letters(tmp_path: Path) -> None:
    if shutil.which("fc-list"):
        assert not has_chinese_font()
    pictures = []
    for text in ("督办目标", "滞后镇街"):
        export_figure(written(text), tmp_path / "x.png", width=300)
        pictures.append((tmp_path / "x.png").read_bytes())
    assert pictures[0] != pictures[1]  # boxes in place of letters would all look the same
    export_figure(written("督办目标"), tmp_path / "x.pdf", width=300)
    assert any(FONT.stem in name for name in fonts_of((tmp_path / "x.pdf").read_bytes()))


@pytest.mark.browser
def test_with_an_installed_font_its_letters_are_used(tmp_path: Path) -> None:
    if not has_chinese_font():
        pytest.skip("no Chinese font is installed here, or no fc-list to ask")
    assert "FONTCONFIG_FILE" not in drawing_environment(tmp_path)
    export_figure(written("督办目标"), tmp_path / "x.pdf", width=300)
    found = fonts_of((tmp_path / "x.pdf").read_bytes())
    assert found
    assert not any(FONT.stem in name for name in found)


@pytest.mark.usefixtures("no_fonts")
def test_the_settings_of_the_machine_are_kept_beside_the_lent_font(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typeface.sys, "platform", "linux")
    settings = Path(drawing_environment(tmp_path)["FONTCONFIG_FILE"]).read_text(encoding="utf-8")
    assert f"{tmp_path / 'no-fonts.conf'}</include>" in settings
    assert f"<dir>{FONT.parent}</dir>" in settings
    monkeypatch.setattr(typeface.sys, "platform", "darwin")
    assert drawing_environment(tmp_path)["FONTCONFIG_FILE"] == str(tmp_path / "no-fonts.conf")


def test_the_font_is_small_and_its_licence_lies_beside_it() -> None:
    assert FONT.stat().st_size < 3_000_000
    licence = files("dashboards.charts").joinpath("fonts/OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Copyright" in licence


def test_the_font_holds_every_character_of_catalogues_and_gb2312() -> None:
    lister = shutil.which("fc-query")
    if lister is None:
        pytest.skip("fc-query, which says what a font holds, is not installed")
    asked = [lister, "--format", "%{charset}", str(FONT)]
    ranges = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.split()
    bounds = [[int(end, 16) for end in part.split("-")] for part in ranges]
    held = {code for part in bounds for code in range(part[0], part[-1] + 1)}
    missing = {c for c in characters() if ord(c) not in held and "\u4e00" <= c <= "\u9fff"}
    assert missing == set()
    assert len(held) > 7000
