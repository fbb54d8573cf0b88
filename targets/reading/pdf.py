"""PDF files: the lines of their text layer, put together into paragraphs."""

from __future__ import annotations

import io
import logging
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError

from targets.reading.content import Content, content_of
from targets.reading.pdf_aligned import with_aligned_tables
from targets.reading.pdf_lines import Line, lines_of
from targets.reading.pdf_marks import Chunk
from targets.reading.pdf_paragraphs import paragraphs_of
from targets.reading.pdf_tables import PageTable, has_rules, pages_with_tables
from targets.reading.rejections import rejected
from targets.rejection import RejectedFile

_UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffd\ue000-\uf8ff]")
_MOST_UNREADABLE = 0.2
"""A text layer with more than this share of characters that mean nothing is of no use."""


def read(path: Path, data: bytes) -> Content:
    """A `.pdf` file. Raises RejectedFile where it is damaged, encrypted, or has no readable text layer."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = _opened(path, data)
    try:
        pages = _pages(reader, data)
    except Exception as error:  # what a broken file makes the library raise goes well beyond its own errors
        raise _damaged(path, data, error) from error
    if not any(pages):
        from pypdfium2 import PdfiumError

        from targets.reading import ocr

        try:
            return ocr.read_pdf(path, data)
        except PdfiumError as error:
            raise _damaged(path, data, error) from error
    _check_text(path, pages)
    _check_pictures(path, reader, pages)
    return content_of(paragraphs_of(pages))


def _pages(reader: PdfReader, data: bytes) -> list[list[Line | PageTable]]:
    """The lines and tables of each page from top to bottom."""
    ruled = [number for number, page in enumerate(reader.pages) if has_rules(page)]
    tabled = pages_with_tables(data, ruled, _folded) if ruled else {}
    found: list[list[Line | PageTable]] = []
    for number, page in enumerate(reader.pages):
        if number in tabled:
            lines, tables = tabled[number]
            found.append(
                sorted([*lines, *tables], key=lambda item: -(item.y if isinstance(item, Line) else item.top))
            )
        else:
            found.append(with_aligned_tables(list(lines_of(_chunks(page), float(page.mediabox.height)))))
    return found


def _opened(path: Path, data: bytes) -> PdfReader:
    try:
        reader = PdfReader(io.BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
    except (DependencyError, NotImplementedError):
        locked = True
    except Exception as error:
        raise _damaged(path, data, error) from error
    if locked:
        raise rejected(
            path,
            "format",
            "encrypted",
            "The PDF is encrypted.",
            "Open it with its password and print it to a new PDF without one.",
        )
    return reader


def _damaged(path: Path, data: bytes, error: Exception) -> RejectedFile:
    return rejected(
        path,
        "format",
        f"{data[:8]!r}",
        f"The PDF is damaged or is none ({type(error).__name__}).",
        "Open it in a PDF reader and print it to a new PDF, or save its text as .txt.",
    )


def _check_text(path: Path, pages: list[list[Line | PageTable]]) -> None:
    items = [item for page in pages for item in page]
    text = "".join(
        item.text if isinstance(item, Line) else "".join(cell.text for cell in item.grid.cells)
        for item in items
    )
    if len(_UNREADABLE.findall(text)) > _MOST_UNREADABLE * len(text):
        raise rejected(
            path,
            "text",
            text[:20],
            "The PDF does not say which characters its text layer shows.",
            "Run it through text recognition (OCR), or save its text as .txt.",
        )


def _check_pictures(path: Path, reader: PdfReader, pages: list[list[Line | PageTable]]) -> None:
    """Raise RejectedFile where some pages have text and others are pictures, whose words would be lost in silence."""
    bare = [number for number, items in enumerate(pages) if not items]
    pictures = [number + 1 for number in bare if _is_picture(reader.pages[number])]
    if pictures:
        raise rejected(
            path,
            "text",
            f"{len(pictures)} of {len(pages)} pages",
            "These pages are pictures without text, though others have text.",
            "Save these pages as a file of their own, which is read by OCR, or run the whole through OCR.",
            place=f"page {', '.join(map(str, pictures[:10]))}",
        )


def _is_picture(page: PageObject) -> bool:
    """Whether a page shows a picture; a page without text and picture is blank."""
    try:
        return len(page.images) > 0
    except Exception:  # a picture that cannot be listed is one all the same
        return True


def _chunks(page: PageObject) -> Iterator[Chunk]:
    """The pieces of text on a page with their places, in points from the lower left corner."""
    found: list[Chunk] = []

    def visit(text: str, cm: list[float], tm: list[float], _font: Any, size: float) -> None:
        if not text.strip("\n\r"):
            return
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        height = abs(size * (tm[3] or tm[1]) * (cm[3] or cm[1]))
        found.append(Chunk(_folded(text.strip("\n\r")), float(x), float(y), float(height) or 1.0))

    page.extract_text(visitor_text=visit)
    yield from found


def _folded(text: str) -> str:
    """The text with radicals, ligatures and the like as the characters they stand for, widths kept."""
    return "".join(_character(c) for c in text)


@cache
def _character(character: str) -> str:
    code = ord(character)
    if 0x2E80 <= code <= 0x2FDF and character in _radicals():
        return _radicals()[character]
    if 0x2F00 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF or 0xFB00 <= code <= 0xFB06:
        return unicodedata.normalize("NFKC", character)
    return character


@cache
def _radicals() -> dict[str, str]:
    words = (files(__package__) / "radicals.toml").read_text("utf-8")
    table: dict[str, str] = tomllib.loads(words)["same_as"]
    return table
