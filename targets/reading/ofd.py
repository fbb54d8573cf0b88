"""OFD (开放版式文档, GB/T 33190), the national office format: pages of placed text and rules in a zip archive of XML."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from lxml import etree

from targets.reading.archives import opened, xml_part
from targets.reading.content import Content, content_of
from targets.reading.drawn_pages import Piece, items_of
from targets.reading.pdf_lines import Line
from targets.reading.pdf_marks import width_of
from targets.reading.pdf_paragraphs import paragraphs_of
from targets.reading.pdf_tables import Box, PageTable
from targets.reading.rejections import rejected
from targets.rejection import RejectedFile

MOST_PAGES = 500
"""The most pages of an OFD document that are read."""
_POINTS = 72 / 25.4
"""Points in a millimetre, the unit of OFD."""
_A4 = [0.0, 0.0, 210.0, 297.0]
_THIN = 1.0
"""A drawn line or filled box less thick than this, in millimetres, is a rule."""
_COMMAND = re.compile(r"([MSLQBAC])([^MSLQBAC]*)")
_Matrix = tuple[float, float, float, float, float, float]
_UNCHANGED: _Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class _Page:
    """What is drawn on a page, in points from its upper left corner."""

    pieces: list[Piece]
    rules: list[Box]
    height: float


def read(path: Path, data: bytes) -> Content:
    """A `.ofd` file. Raises RejectedFile where it is damaged, or its pages are pictures."""
    with opened(path, data) as archive:
        try:
            places = list(islice(_places(archive), MOST_PAGES + 1))
            if len(places) > MOST_PAGES:
                raise _too_long(path)
            pages = [_page(archive, *place) for place in places]
            items: list[list[Line | PageTable]] = [
                items_of(page.pieces, page.rules, page.height) for page in pages
            ]
        except RejectedFile:
            raise
        except Exception as error:  # broken XML and missing parts raise what the libraries raise
            raise rejected(
                path,
                "format",
                type(error).__name__,
                "The OFD document is damaged.",
                "Open it in an OFD reader and print it to a PDF.",
            ) from error
    if not any(page.pieces for page in pages):
        raise rejected(
            path,
            "text",
            f"{len(pages)} pages",
            "The OFD document holds no text: its pages are pictures.",
            "Print it to a PDF, which is read by OCR where duban[ocr] is installed.",
        )
    return content_of(paragraphs_of(items))


def _too_long(path: Path) -> RejectedFile:
    return rejected(
        path, "size", f"more than {MOST_PAGES} pages", f"It has more than {MOST_PAGES} pages.", "Divide it."
    )


def _places(archive: zipfile.ZipFile) -> Iterator[tuple[list[str], float]]:
    """Of each page the parts that draw it, its templates first, and its height in millimetres."""
    for root in _all(xml_part(archive, "OFD.xml"), "DocRoot"):
        name = (root.text or "").strip().lstrip("/")
        document = xml_part(archive, name)
        templates = {t.get("ID"): _beside(name, t.get("BaseLoc")) for t in _all(document, "TemplatePage")}
        usual = _numbers(next((box.text for box in _all(document, "PhysicalBox")), None))
        for page in (page for pages in _all(document, "Pages") for page in _all(pages, "Page")):
            part = _beside(name, page.get("BaseLoc"))
            content = xml_part(archive, part)
            own = _numbers(next((box.text for box in _all(content, "PhysicalBox")), None))
            used = [templates.get(t.get("TemplateID")) for t in _all(content, "Template")]
            box = own if len(own) == 4 else usual if len(usual) == 4 else _A4
            yield [*filter(None, used), part], box[3]


def _page(archive: zipfile.ZipFile, parts: list[str], height: float) -> _Page:
    page = _Page([], [], height * _POINTS)
    for part in parts:
        for element in xml_part(archive, part).iter():
            if not isinstance(element.tag, str) or element.get("Visible") == "false":
                continue
            kind = etree.QName(element).localname
            if kind == "TextObject":
                page.pieces.extend(_pieces(element))
            elif kind == "PathObject":
                page.rules.extend(_rules(element))
    return page


def _pieces(element: Any) -> Iterator[Piece]:
    """The characters of a text object, each in its place."""
    left, top, *_ = [*_numbers(element.get("Boundary")), 0, 0]
    matrix = _matrix(element)
    size = float(element.get("Size") or 3.5)
    height = size * (abs(matrix[3]) or abs(matrix[1]) or 1)
    for code in _all(element, "TextCode"):
        text = code.text or ""
        across = _steps(code.get("DeltaX"), len(text))
        down = _steps(code.get("DeltaY"), len(text))
        x, y = float(code.get("X") or 0), float(code.get("Y") or 0)
        for at, character in enumerate(text):
            px, py = _moved(matrix, x, y)
            start, base = left + px, top + py
            end = start + width_of(character, height)
            yield Piece(
                character,
                *(
                    value * _POINTS
                    for value in (start, base - 0.85 * height, end, base + 0.15 * height, height)
                ),
            )
            x += across[at] if at < len(across) else width_of(character, size) if not down else 0
            y += down[at] if at < len(down) else 0


def _rules(element: Any) -> Iterator[Box]:
    """The straight lines and thin boxes of a path."""
    left, top, *_ = [*_numbers(element.get("Boundary")), 0, 0]
    matrix = _matrix(element)
    for data in _all(element, "AbbreviatedData"):
        points: list[tuple[float, float]] = []
        for command, words in _COMMAND.findall(data.text or ""):
            values = _numbers(words)
            if command in "MS":
                points = []
            if command == "C" and points:
                point = points[0]
            elif len(values) >= 2:
                px, py = _moved(matrix, values[-2], values[-1])
                point = (left + px, top + py)
            else:
                continue
            if points and command in "LC":
                (x0, y0), (x1, y1) = points[-1], point
                box = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
                if box[2] - box[0] <= _THIN or box[3] - box[1] <= _THIN:
                    yield box[0] * _POINTS, box[1] * _POINTS, box[2] * _POINTS, box[3] * _POINTS
            points.append(point)


def _matrix(element: Any) -> _Matrix:
    values = _numbers(element.get("CTM"))
    return (
        (values[0], values[1], values[2], values[3], values[4], values[5]) if len(values) == 6 else _UNCHANGED
    )


def _moved(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _steps(words: str | None, most: int) -> list[float]:
    """The distances between characters; `g 3 5.5` stands for three times 5.5."""
    steps: list[float] = []
    parts = (words or "").split()
    at = 0
    while at < len(parts) and len(steps) < most:
        if parts[at] == "g" and at + 2 < len(parts):
            steps += [float(parts[at + 2])] * min(int(parts[at + 1]), most)
            at += 3
        else:
            steps.append(float(parts[at]))
            at += 1
    return steps


def _numbers(words: str | None) -> list[float]:
    return [float(word) for word in (words or "").split()]


def _beside(part: str, place: str | None) -> str:
    """A part's name, given relative to another part or from the root."""
    place = (place or "").strip()
    return posixpath.normpath(
        place.lstrip("/") if place.startswith("/") else posixpath.join(posixpath.dirname(part), place)
    )


def _all(element: Any, name: str) -> Iterator[Any]:
    """The elements of a name below another, whatever their namespace."""
    return (found for found in element.iter("{*}" + name))
