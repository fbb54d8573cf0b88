"""What every format reader returns: one text, its paragraphs and the fields the format itself declares."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from targets.reading.document import Paragraph

# Blank at the edge of a paragraph: white space, the ideographic space and characters without width.
BLANK = (
    " \t\r\n\f\v\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
)
BLANK += "\u200a\u200b\u200c\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"

LATIN_BREAK = re.compile(r"[A-Za-z,;:!?)][A-Za-z0-9(]|[0-9.][A-Za-z(]")
"""Two characters between which a line break or a gap is a blank: the edges of Latin words, not of a number."""

CELL = "\t"
"""What separates the cells of a table row in a text that a format reader makes."""

CELLS = re.compile(r"[\t|]")
"""What separates them in any text: a plain one may hold tables drawn with bars."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph as a format reader met it: its text on one line and its heading level, if any."""

    text: str
    heading: int | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """A text, its paragraphs, and what the format declares about it (title, issuer, number, issued_on)."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    declared: Mapping[str, str] = field(default_factory=dict)


def content_of(blocks: Iterable[Block], declared: Mapping[str, str] | None = None) -> Content:
    """The text with one block a line, and one paragraph for each block that is not blank."""
    lines: list[str] = []
    paragraphs: list[Paragraph] = []
    position = 0
    for block in blocks:
        line = block.text.strip(BLANK)
        if not line:
            continue
        paragraphs.append(Paragraph(position, position + len(line), block.heading))
        lines.append(line)
        position += len(line) + 1
    return Content("\n".join(lines), tuple(paragraphs), declared or {})


def join_wrapped(lines: Iterable[str]) -> str:
    """Lines of one paragraph as one line: a blank goes between two Latin words, none beside Chinese or in a number."""
    joined = ""
    for line in lines:
        words = line.strip(BLANK)
        if joined and words and LATIN_BREAK.fullmatch(joined[-1] + words[0]):
            joined += " "
        joined += words
    return joined
