"""Tables that were copied from a page with a line for every cell: rows found again by their numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from targets.extraction.lexicon import lexicon
from targets.reading.document import Document, Paragraph

LONGEST_LABEL = 10
FEWEST_COLUMNS = 3
MOST_CELLS = 40  # lines of one row
_NUMBER = frozenset(lexicon("tables")["flat"]["number"])
_LABEL = re.compile(r"[^\d，。；：,.;:]+")


FlatRow = tuple[Paragraph, ...]
"""One row of such a table: its cells, one paragraph each, without the cell of its number."""


def flat_rows(document: Document) -> list[FlatRow]:
    """The rows of the flattened tables of a document.

    A table begins with its head, a line for the number (序号) and one for each further column, and goes on
    while lines that are a number alone count up from 1; the last row has as many cells as the head has columns.
    """
    if not any(number in document.text for number in _NUMBER):
        return []
    found = []
    paragraphs = document.paragraphs
    words = [document.text[p.start : min(p.end, p.start + LONGEST_LABEL * 2)] for p in paragraphs]
    at = 0
    while at < len(words):
        columns = _columns(words, at) if words[at] in _NUMBER else 0
        at += max(columns, 1)
        if columns < FEWEST_COLUMNS or at >= len(words) or words[at] != "1":
            continue
        number = 1
        while at < len(words) and words[at] == str(number):
            number += 1
            end = _next(words, at, str(number)) or min(at + columns, len(words))
            found.append(tuple(paragraphs[at + 1 : end]))
            at = end
    return found


def _columns(words: Sequence[str], at: int) -> int:
    """How many labels follow each other from `at` on."""
    end = at
    while end < len(words) and len(words[end]) <= LONGEST_LABEL and _LABEL.fullmatch(words[end]):
        end += 1
    return end - at


def _next(words: Sequence[str], at: int, number: str) -> int | None:
    """Where the row with the next number begins."""
    return next((i for i in range(at + 1, min(at + MOST_CELLS, len(words))) if words[i] == number), None)
