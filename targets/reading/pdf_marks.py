"""Text of a PDF as the page shows it: what is drawn twice to look bold counts once, raised marks are no part of a number."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from targets.reading.visible import raised

_SAME_PLACE = 0.15
"""The same text this share of its height away is the same text drawn again; the narrowest letters are wider apart."""
_SMALLER = 0.8
"""A raised mark has at most this share of the height of the text it stands on."""
_LOWEST, _HIGHEST = 0.15, 0.9
"""Its base line is this much of that height above the other."""
_BESIDE = 0.6
"""It begins at most this much of that height from where the text ends."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of text, the left end of its base line and its character height, in points."""

    text: str
    x: float
    y: float
    size: float


def width_of(text: str, size: float) -> float:
    """The width of a text in points, Chinese characters square and others half as wide."""
    return size * sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)


def as_shown(chunks: Iterable[Chunk]) -> list[Chunk]:
    """The pieces of a page, each once, with raised marks read as what they mean."""
    return _without_marks(_once(chunks))


def _once(chunks: Iterable[Chunk]) -> list[Chunk]:
    places: defaultdict[str, list[Chunk]] = defaultdict(list)
    found = []
    for chunk in chunks:
        reach = _SAME_PLACE * chunk.size
        again = any(
            abs(one.x - chunk.x) <= reach and abs(one.y - chunk.y) <= reach for one in places[chunk.text]
        )
        if not again:
            places[chunk.text].append(chunk)
            found.append(chunk)
    return found


def _without_marks(chunks: list[Chunk]) -> list[Chunk]:
    """Small raised pieces go onto the line they belong to, as what they mean."""
    if len({round(chunk.size, 1) for chunk in chunks}) < 2:
        return chunks
    ordered = sorted(chunks, key=lambda chunk: chunk.y)
    heights = [chunk.y for chunk in ordered]
    largest = max(chunk.size for chunk in chunks)
    found = []
    for chunk in chunks:
        if chunk.size > _SMALLER * largest or not chunk.text.strip():
            found.append(chunk)
            continue
        below = ordered[bisect_left(heights, chunk.y - _HIGHEST * largest) : bisect_right(heights, chunk.y)]
        base = next((one for one in below if _carries(one, chunk)), None)
        if base is None:
            found.append(chunk)
        elif text := raised(chunk.text, base.text):
            found.append(replace(chunk, text=text, y=base.y))
    return found


def _carries(base: Chunk, mark: Chunk) -> bool:
    above = mark.y - base.y
    gap = mark.x - (base.x + width_of(base.text, base.size))
    return (
        mark.size <= _SMALLER * base.size
        and _LOWEST * base.size <= above <= _HIGHEST * base.size
        and abs(gap) <= _BESIDE * base.size
        and base.text.strip() != ""
    )
