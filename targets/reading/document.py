"""A policy document as the rest of the house sees it: its text, paragraphs, tables and metadata."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: a half-open character span of the document's text, blank margins excluded.

    `heading` is the heading level (1 is the outermost) where the file format itself marks one
    (Markdown `#`, HTML `h1`, Word styles); None where only the wording can tell.
    """

    start: int
    end: int
    heading: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: the half-open span of its words in the document's text and its place in the grid.

    `row` and `column` count from 0 and name the upper left corner of a merged cell, which covers `rowspan`
    rows and `colspan` columns. The span of a blank cell is empty.
    """

    start: int
    end: int
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """One table: the half-open span of its rows in the document's text and its cells in reading order.

    Its rows are paragraphs of the document as well, one a row, with the words of a merged cell in its first row alone.
    """

    start: int
    end: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """One policy text (文件), identified by the hash of its normalised text.

    `text` is what every offset counts in; for a `.txt` file it is the decoded file as it is, carriage
    returns included. `plan_year` is the year whose goals the document sets, where it can be told.
    `origin` names the document that this one forwards (转发), as its number or title.
    `illustrative` says that the figures are examples, not a government's. `recognised` is how sure, in 0..1, text
    recognition (OCR) is of a text that was read from pictures of pages; None where the file holds the text itself.
    `pages` has for each page of the file the offset of the first paragraph that begins on it, where the format has pages
    (PDF, OFD, pictures); a page on which none begins has that of the next. Empty for other formats.
    """

    document_id: str
    doc: str
    path: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    title: str | None = None
    number: str | None = None
    issuer: str | None = None
    issued_on: date | None = None
    region: str | None = None
    plan_year: int | None = None
    origin: str | None = None
    illustrative: bool = False
    tables: tuple[Table, ...] = ()
    recognised: float | None = None
    pages: tuple[int, ...] = ()

    def page_at(self, place: int) -> int | None:
        """The page, from 1, of the paragraph at an offset: the one on which it begins. None where pages are not known."""
        return bisect_right(self.pages, place) or None


def document_id_of(text: str) -> str:
    """Identity of a text: SHA-256 (32 hex digits) of it in NFKC, without any white space.

    The same text saved as .txt, .html or .pdf is therefore one document.
    """
    normal = _BLANK.sub("", unicodedata.normalize("NFKC", text))
    return hashlib.sha256(normal.encode()).hexdigest()[:32]
