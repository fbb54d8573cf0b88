"""Where the names of dots may stand, so that none covers a dot or another name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

HALF_LINE = 9.0
"""Half of the height of a line of 12 px, with some air."""

DOT = 8.0
"""The radius of a dot, with some air."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels from the left and the bottom of a frame."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: Box) -> bool:
        """Whether the two share any place."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )


@dataclass(frozen=True, slots=True)
class Placed:
    """A name beside a dot: on its left or right ("right" or "left" is the side of the name that is anchored), and shifts in pixels."""

    anchor: str
    x_shift: float
    y_shift: float


def dot_box(x: float, y: float) -> Box:
    """The place that a dot takes."""
    return Box(x - DOT, y - DOT, x + DOT, y + DOT)


def place_name(
    text: str,
    x: float,
    y: float,
    taken: Sequence[Box],
    frame: Box,
    *,
    steps: Iterable[float] = (0, 16, -16, 30, -30),
) -> tuple[Placed, Box] | None:
    """The first free place of a name beside the dot at `x`, `y`, and its box; None where every place is taken."""
    wide = text_width(text)
    for y_shift in steps:
        for anchor in ("left", "right") if x < (frame.left + frame.right) / 2 else ("right", "left"):
            left = x + 10 if anchor == "left" else x - 10 - wide
            box = Box(left, y + y_shift - HALF_LINE, left + wide, y + y_shift + HALF_LINE)
            inside = box.left >= frame.left and box.right <= frame.right
            inside = inside and box.bottom >= frame.bottom and box.top <= frame.top
            if inside and not any(box.meets(other) for other in taken):
                return Placed(anchor, 10 if anchor == "left" else -10, y_shift), box
    return None


def text_width(text: str, size: float = 12) -> float:
    """About how many pixels a text of this size takes, rather too many than too few."""
    return sum(size * (1.02 if unicodedata.east_asian_width(c) in "WFA" else 0.62) for c in text)
