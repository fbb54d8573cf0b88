"""A document's text cut at its mentions, so that each can be marked where it stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboards.rows import MentionRow
from targets.extraction.mention import BETWEEN_CELLS

_BREAK = re.compile(r"\s*\r?\n\s*|\u2029|\f")


@dataclass(frozen=True, slots=True)
class TextSpan:
    """A stretch of text, plain or inside a mention.

    `anchors` are the starts of the mentions that begin here; `last` says that the mention ends here. `pages` are the
    pages of the file, from 1, that begin here.
    """

    text: str
    anchors: tuple[int, ...] = ()
    role: str | None = None
    target_id: str | None = None
    status: str | None = None
    title: str = ""
    last: bool = False
    pages: tuple[int, ...] = ()


def paragraphs_of(text: str, mentions: list[MentionRow], pages: Sequence[int] = ()) -> list[list[TextSpan]]:
    """The text as paragraphs of segments; joined, the segments are the text without its line breaks.

    Where mentions overlap, the stretch belongs to the one that begins first, a goal before a result.
    Mentions outside the text are passed over. `pages` has for each page of the file the place of its first paragraph.
    """
    inside = [m for m in mentions if 0 <= m["start"] < m["end"] <= len(text)]
    ordered = sorted(inside, key=lambda m: (m["start"], m["role"] != "target", -m["end"]))
    paragraphs = []
    begun = 0
    for start, end in spans_of(text):
        own = [m for m in ordered if m["start"] < end and m["end"] > start]
        first, *others = _segments(text, start, end, own)
        page = bisect_right(pages, start)
        paragraphs.append([replace(first, pages=tuple(range(begun + 1, page + 1))), *others])
        begun = page
    return paragraphs


def quote_parts(quote: str, figure: str | None) -> tuple[str, str, str]:
    """A quote before, at and after its figure; the figure is empty where the quote does not hold it."""
    at = quote.find(figure) if figure else -1
    if at < 0 or figure is None:
        return quote, "", ""
    return quote[:at], figure, quote[at + len(figure) :]


@dataclass(frozen=True, slots=True)
class QuotedCell:
    """One cell of a quoted table row: its head, and its words before, at and after the figure (empty in other cells)."""

    head: str
    before: str
    figure: str
    after: str


def quoted_row(quote: str, column: str | None, figure: str | None) -> list[QuotedCell]:
    """The cells of a quote that is a table row, its figure found under the head `column`; none for a sentence."""
    if column is None:
        return []
    cells = []
    for part in quote.split(BETWEEN_CELLS):
        head, colon, words = part.partition("：")
        head, words = (head, words) if colon else ("", part)
        cells.append(QuotedCell(head, *quote_parts(words, figure if head == column else None)))
    return cells


def spans_of(text: str) -> list[tuple[int, int]]:
    """The paragraphs: what stands between line breaks, blank lines left out."""
    spans, at = [], 0
    for found in _BREAK.finditer(text):
        if text[at : found.start()].strip():
            spans.append((at, found.start()))
        at = found.end()
    if text[at:].strip():
        spans.append((at, len(text)))
    return spans


def _segments(text: str, start: int, end: int, mentions: list[MentionRow]) -> list[TextSpan]:
    cuts = sorted(
        {start, end} | {min(max(m[side], start), end) for m in mentions for side in ("start", "end")}
    )
    segments = []
    for left, right in zip(cuts, cuts[1:], strict=False):
        covering = [m for m in mentions if m["start"] <= left and right <= m["end"]]
        anchors = tuple(dict.fromkeys(m["start"] for m in mentions if max(m["start"], start) == left))
        if not covering:
            segments.append(TextSpan(text[left:right], anchors))
            continue
        mention = covering[0]
        segments.append(
            TextSpan(
                text[left:right],
                anchors,
                mention["role"],
                mention["target_id"] if mention["status"] else None,
                mention["status"],
                mention["indicator"][:120],
                right == mention["end"],
            )
        )
    return segments
