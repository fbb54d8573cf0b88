"""Pictures of pages: text recognition (the extra duban[ocr]) makes lines and tables of them, each with how sure it is.

The models ship in the package rapidocr-onnxruntime, so that nothing is fetched.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from targets.bounded import renew_time
from targets.reading.content import Content, content_of
from targets.reading.drawn_pages import Piece, items_of
from targets.reading.pdf_lines import Line
from targets.reading.pdf_paragraphs import paragraphs_of
from targets.reading.pdf_tables import Box, PageTable
from targets.reading.rejections import rejected

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PAGES = 40
"""The most pages of pictures that are read; each has the time of a file to itself."""

_RESOLUTION = 200
"""Dots an inch of the pictures that pages are recognised in: small print is 15 dots high."""
_MOST_DOTS = 25_000_000
_LEAST_SURE = 0.5
"""A piece of text that is less sure than this is noise: a seal, a stain, a signature."""
_LEAST_SURE_PAGE = 0.6
_STRAIGHT, _MOST_ASKEW = 0.2, 20.0
"""A page that is turned by less than the first, in degrees, counts as straight, by more than the second as meant so."""
_CHARACTER = 0.78
"""The share of the height of a box that its characters have."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A piece of text in its box (in dots) and how sure it is."""

    text: str
    box: Box
    sure: float


def read(path: Path, data: bytes) -> Content:
    """A picture of a page (.png, .jpg, .tif, .bmp). Raises RejectedFile where it is none or nothing can be read on it."""
    from PIL import Image, ImageSequence, UnidentifiedImageError

    _check_installed(path)
    Image.MAX_IMAGE_PIXELS = 4 * _MOST_DOTS
    try:
        with Image.open(io.BytesIO(data)) as picture:
            pages = [_fitted(page.convert("RGB")) for page in _first(ImageSequence.Iterator(picture))]
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise rejected(
            path,
            "format",
            type(error).__name__,
            "The picture is damaged, too large, or is none.",
            "Save it again as PNG, or scan the page again with 200 dots an inch.",
        ) from error
    return text_on(path, pages)


def read_pdf(path: Path, data: bytes) -> Content:
    """The pages of a PDF without a text layer. Raises RejectedFile, as where the extra is not installed."""
    import pypdfium2

    _check_installed(path)
    with pypdfium2.PdfDocument(data) as pdf:
        _check_pages(path, len(pdf))
        return text_on(path, (_rendered(page) for page in pdf))


def is_installed() -> bool:
    """Whether the extra duban[ocr] is there."""
    return find_spec("rapidocr_onnxruntime") is not None


def text_on(path: Path, pictures: Any) -> Content:
    """The text and tables on the pictures of pages."""
    pages: list[list[Line | PageTable]] = []
    sure: list[float] = []
    for picture in pictures:
        _check_pages(path, len(pages) + 1)
        renew_time()
        words, rules = _words_and_rules(picture)
        sure += [word.sure for word in words]
        scale = 72 / _RESOLUTION
        pieces = [_piece(word, scale) for word in words]
        scaled = [(a * scale, b * scale, c * scale, d * scale) for a, b, c, d in rules]
        pages.append(items_of(pieces, scaled, picture.height * scale))
    if not sure:
        raise rejected(
            path,
            "text",
            f"{len(pages)} pages",
            "No text is recognised on its pages.",
            "Scan it again, larger and straight, or type its text into a .txt file.",
        )
    if median(sure) < _LEAST_SURE_PAGE:
        raise rejected(
            path,
            "text",
            f"{median(sure):.2f}",
            "What is recognised on its pages is too unsure to be used.",
            "Scan it again, larger and straight, or type its text into a .txt file.",
        )
    return content_of(paragraphs_of(pages), recognised=round(median(sure), 3))


def _check_installed(path: Path) -> None:
    if not is_installed():
        raise rejected(
            path,
            "text",
            path.suffix,
            "Its pages are pictures, and text recognition is not installed.",
            "Install it with `pip install duban[ocr]`, or type the text into a .txt file.",
        )


def _check_pages(path: Path, pages: int) -> None:
    if pages > MOST_PAGES:
        raise rejected(
            path,
            "size",
            f"{pages} pages",
            f"It has more than {MOST_PAGES} pages of pictures.",
            "Divide it into several documents.",
        )


def _first(pages: Any) -> Iterator[Any]:
    for number, page in enumerate(pages):
        if number > MOST_PAGES:
            return
        yield page


def _rendered(page: Any) -> Image:
    width, height = page.get_size()
    scale = min(_RESOLUTION / 72, (_MOST_DOTS / max(width * height, 1)) ** 0.5)
    picture: Image = page.render(scale=scale).to_pil().convert("RGB")
    return picture


def _fitted(picture: Image) -> Image:
    """A picture with no more dots than are read."""
    factor = (_MOST_DOTS / max(picture.width * picture.height, 1)) ** 0.5
    if factor >= 1:
        return picture
    return picture.resize((max(int(picture.width * factor), 1), max(int(picture.height * factor), 1)))


def _words_and_rules(picture: Image) -> tuple[list[_Word], list[Box]]:
    """The words on a page and its rules, in dots; a page that lies askew is turned straight and read again."""
    import cv2
    import numpy as np

    dots = np.asarray(picture)
    found, _ = _engine()(dots)
    slopes = [np.subtract(box[1], box[0]) for box, text, _ in found or [] if len(text) > 3]
    askew = median([float(np.degrees(np.arctan2(y, x))) for x, y in slopes]) if slopes else 0.0
    if _STRAIGHT < abs(askew) < _MOST_ASKEW:
        turn = cv2.getRotationMatrix2D((picture.width / 2, picture.height / 2), askew, 1.0)
        dots = cv2.warpAffine(dots, turn, (picture.width, picture.height), borderValue=(255, 255, 255))
        found, _ = _engine()(dots)
    words = []
    for box, text, sure in found or []:
        if float(sure) >= _LEAST_SURE and text.strip():
            (left, top), (right, bottom) = np.min(box, axis=0), np.max(box, axis=0)
            words.append(_Word(text, (float(left), float(top), float(right), float(bottom)), float(sure)))
    return words, _rules(cv2.cvtColor(dots, cv2.COLOR_RGB2GRAY))


def _rules(grey: Any) -> list[Box]:
    """The straight lines on a page that are longer than three characters are wide."""
    import cv2

    black = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 15)
    length = max(grey.shape[1] // 30, 20)
    found: list[Box] = []
    for kernel in ((length, 1), (1, length)):
        lines = cv2.morphologyEx(black, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, kernel))
        lines = cv2.dilate(lines, cv2.getStructuringElement(cv2.MORPH_RECT, (3, 3)))
        contours, _ = cv2.findContours(lines, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        for contour in contours:
            left, top, width, height = cv2.boundingRect(contour)
            if min(width, height) < max(width, height) / 4:
                found.append((left, top, left + width, top + height))
    return found


def _piece(word: _Word, scale: float) -> Piece:
    left, top, right, bottom = (value * scale for value in word.box)
    return Piece(word.text, left, top, right, bottom, _CHARACTER * (bottom - top))


_TALKATIVE = ("RapidOCR", "OrtInferSession")
"""Loggers of the engine, which warn of every page without text."""


@cache
def _engine() -> Any:
    from rapidocr_onnxruntime import RapidOCR

    engine = RapidOCR(intra_op_num_threads=2, inter_op_num_threads=1)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.ERROR)
    return engine
