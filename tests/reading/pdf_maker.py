"""Makes small PDF files with a text layer in Chinese: lines of text at given places on given pages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

PAGE_WIDTH, PAGE_HEIGHT = 595, 842


@dataclass(frozen=True, slots=True)
class Placed:
    """A text, the left end of its base line and its size, in points from the lower left corner."""

    text: str
    x: float
    y: float
    size: float = 14


Rule = tuple[float, float, float, float]
"""A line from one point to another, in points from the lower left corner."""


def make_pdf(
    path: Path, pages: list[list[Placed]], *, glyphs_named: bool = True, rules: list[list[Rule]] | None = None
) -> Path:
    """Write a PDF; without `glyphs_named` the file does not say which characters its glyphs show."""
    used = sorted({c for page in pages for placed in page for c in placed.text})
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{6 + 2 * i} 0 R' for i in range(len(pages)))}] >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /Sample /Encoding /Identity-H /DescendantFonts [4 0 R]"
        + (" /ToUnicode 5 0 R >>" if glyphs_named else " >>"),
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Sample /DW 1000 /W [0 [0] 33 126 500]"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        _stream(_unicode_map(used)),
    ]
    for number, page in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {PAGE_WIDTH} {PAGE_HEIGHT}]"
            f" /Resources << /Font << /F1 3 0 R >> >> /Contents {7 + 2 * number} 0 R >>"
        )
        ruled = [f"{a} {b} m {c} {d} l S" for a, b, c, d in rules[number]] if rules else []
        objects.append(_stream("\n".join([*ruled, *(_drawn(placed) for placed in page)])))
    path.write_bytes(_file(objects))
    return path


def typeset(
    paragraphs: list[str], *, width: int = 30, size: float = 14, indent: bool = True
) -> list[list[Placed]]:
    """Paragraphs set like an official document: lines of `width` characters, page numbers at the foot."""
    lines: list[tuple[str, int]] = []
    for paragraph in paragraphs:
        first = width - 2 if indent else width
        lines.append((paragraph[:first], 2 if indent else 0))
        lines += [(paragraph[i : i + width], 0) for i in range(first, len(paragraph), width)]
    pages = []
    for start in range(0, len(lines), 25):
        page = [
            Placed(text, 80 + left * size, 740 - 24 * row, size)
            for row, (text, left) in enumerate(lines[start : start + 25])
        ]
        pages.append([*page, Placed(f"— {len(pages) + 1} —", 280, 50, 10)])
    return pages


def _drawn(placed: Placed) -> str:
    codes = placed.text.encode("utf-16-be").hex()
    return f"BT /F1 {placed.size} Tf 1 0 0 1 {placed.x} {placed.y} Tm <{codes}> Tj ET"


def _unicode_map(used: list[str]) -> str:
    pairs = "\n".join(f"<{ord(c):04x}> <{ord(c):04x}>" for c in used)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(used)} beginbfchar\n{pairs}\nendbfchar\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    )


def _stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def _file(objects: list[str]) -> bytes:
    body = "%PDF-1.7\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    return (
        body + end + f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF"
    ).encode()
