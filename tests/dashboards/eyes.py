"""Colours as other eyes see them: without one kind of cones, or printed in grey; and how far apart two of them look.

Dichromacy by Machado, Oliveira and Fernandes (2009) at full severity, in linear RGB; distances in CIELAB (CIE 1976,
D65), where 2 can just be told apart side by side and about 10 across a page.
"""

from __future__ import annotations

Triple = tuple[float, float, float]

DICHROMATS: dict[str, tuple[Triple, Triple, Triple]] = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
GREY = ((0.2126, 0.7152, 0.0722),) * 3
TO_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
WHITE = (0.95047, 1.0, 1.08883)


def difference(one: str, other: str, eyes: str) -> float:
    """The distance in CIELAB of two colours (#rrggbb) for `eyes`: a key of DICHROMATS, or "grey"."""
    matrix = GREY if eyes == "grey" else DICHROMATS[eyes]
    seen = [_lab(_applied(matrix, _linear(colour))) for colour in (one, other)]
    return float(sum((a - b) ** 2 for a, b in zip(*seen, strict=True)) ** 0.5)


def _linear(colour: str) -> Triple:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return r, g, b


def _applied(matrix: tuple[Triple, ...], colour: Triple) -> Triple:
    r, g, b = (min(max(sum(m * c for m, c in zip(row, colour, strict=True)), 0.0), 1.0) for row in matrix)
    return r, g, b


def _lab(colour: Triple) -> Triple:
    shares = [
        sum(m * c for m, c in zip(row, colour, strict=True)) / white
        for row, white in zip(TO_XYZ, WHITE, strict=True)
    ]
    x, y, z = (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in shares)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)
