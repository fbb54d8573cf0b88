"""Pictures of pages: what text recognition makes of them, and what is said where it is absent or sees nothing."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from targets.extraction.pipeline import extract
from targets.reading import ocr
from targets.reading.files import read_document
from targets.rejection import RejectedFile
from tests.reading.pdf_maker import Placed, make_pdf

FONT = next(
    (
        str(file)
        for folder in ("/usr/share/fonts", "/Library/Fonts")
        for file in sorted(Path(folder).rglob("*CJK*Regular*"))
    ),
    None,
)
needs_ocr = pytest.mark.skipif(
    not ocr.is_installed() or FONT is None, reason="the extra duban[ocr] or a Chinese font is not installed"
)
ROWS = [
    ["指标", "单位", "2026年目标", "责任单位"],
    ["新增绿道", "公里", "18", "市园林局"],
    ["新增公共车位", "个", "1250", "市城管局"],
    ["空气优良天数比例", "%", "91.5", "市生态环境局、市气象局"],
]


def page(*, turned: float = 0.0) -> Image.Image:
    """A scanned page with a sentence and a ruled table, its last cell on two lines."""
    picture = Image.new("RGB", (1650, 1000), "white")
    draw = ImageDraw.Draw(picture)
    font = ImageFont.truetype(FONT or "", 34)
    draw.text((420, 60), "柳城市2026年城建工作计划", font=ImageFont.truetype(FONT or "", 52), fill="black")
    draw.text((140, 200), "全年新建口袋公园27个以上，改造供水管网43公里。", font=font, fill="black")
    edges, top, height = [140, 560, 760, 1080, 1480], 320, 110
    for number, row in enumerate(ROWS):
        y = top + number * height
        draw.line((edges[0], y, edges[-1], y), fill="black", width=3)
        for column, text in enumerate(row):
            lines = text.split("、")
            for at, words in enumerate(lines):
                shown = words + ("、" if at + 1 < len(lines) else "")
                draw.text(
                    (edges[column] + 14, y + (8 if len(lines) > 1 else 30) + 48 * at),
                    shown,
                    font=font,
                    fill="black",
                )
    draw.line((edges[0], top + 4 * height, edges[-1], top + 4 * height), fill="black", width=3)
    for x in edges:
        draw.line((x, top, x, top + 4 * height), fill="black", width=3)
    return picture.rotate(turned, fillcolor="white", resample=Image.Resampling.BICUBIC)


@needs_ocr
@pytest.mark.slow
@pytest.mark.parametrize("turned", [0.0, 1.2], ids=["straight", "askew"])
def test_a_scanned_page_is_read_with_its_table(tmp_path: Path, turned: float) -> None:
    file = tmp_path / "plan.png"
    page(turned=turned).save(file, dpi=(200, 200))
    document = read_document(file)
    assert "全年新建口袋公园27个以上" in document.text
    (table,) = document.tables
    cells = {(c.row, c.column): document.text[c.start : c.end] for c in table.cells}
    assert [[cells[r, c] for c in range(4)] for r in range(4)] == ROWS


@needs_ocr
@pytest.mark.slow
def test_a_pdf_of_pictures_is_read_and_marked(tmp_path: Path) -> None:
    file = tmp_path / "plan.pdf"
    page().save(file, resolution=200, save_all=True, append_images=[page()])
    document = read_document(file)
    assert [document.page_at(table.start) for table in document.tables] == [1, 2]
    assert document.recognised is not None and 0.8 < document.recognised <= 1
    found = {mention.value: mention for mention in extract(document)}
    assert {27, 43, 18, 1250, 91.5} <= set(found)
    assert all(mention.confidence <= 0.9 for mention in found.values())
    assert all(mention.cues[-1].startswith("ocr:") for mention in found.values())


def rejection(file: Path, save: Callable[[Path], object]) -> str:
    """What is said of a file."""
    save(file)
    with pytest.raises(RejectedFile) as raised:
        read_document(file)
    return f"{raised.value.rejection.place} {raised.value.rejection.reason} {raised.value.rejection.advice}"


@needs_ocr
@pytest.mark.slow
def test_pages_on_which_nothing_can_be_read(tmp_path: Path) -> None:
    blank = Image.new("RGB", (800, 600), "white")
    noise = Image.frombytes("RGB", (300, 300), random.Random(3).randbytes(270_000))
    assert "No text is recognised" in rejection(tmp_path / "blank.png", blank.save)
    said = rejection(tmp_path / "noise.png", noise.save)
    assert "No text is recognised" in said or "too unsure" in said


@needs_ocr
def test_a_picture_that_is_none(tmp_path: Path) -> None:
    assert "or is none" in rejection(
        tmp_path / "scan.jpg", lambda file: file.write_bytes(b"\xff\xd8\xff no picture")
    )


def test_without_the_extra_a_clear_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    picture = Image.new("RGB", (80, 60), "white")
    assert "pip install duban[ocr]" in rejection(tmp_path / "scan.png", picture.save)
    assert "pip install duban[ocr]" in rejection(tmp_path / "scan.pdf", picture.save)


def test_a_page_that_is_a_picture_among_pages_of_text_is_named(tmp_path: Path) -> None:
    from pypdf import PdfReader, PdfWriter

    text = make_pdf(tmp_path / "text.pdf", [[Placed("今年新建公园20个。", 80, 700)]])
    Image.new("RGB", (80, 60), "white").save(tmp_path / "picture.pdf")
    both = PdfWriter()
    for name in (text, tmp_path / "picture.pdf"):
        both.append(PdfReader(name))
    said = rejection(tmp_path / "both.pdf", both.write)
    assert "page 2" in said and "pictures without text" in said


def test_more_pages_than_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "MOST_PAGES", 1)
    monkeypatch.setattr(ocr, "is_installed", lambda: True)
    pages = [Image.new("RGB", (80, 60), "white") for _ in range(3)]
    save = lambda file: pages[0].save(file, save_all=True, append_images=pages[1:])  # noqa: E731
    assert "more than 1 pages" in rejection(tmp_path / "scan.pdf", save)
