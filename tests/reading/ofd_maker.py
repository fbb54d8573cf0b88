"""Makes small OFD documents: lines of text and rules at given places on given pages."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from tests.reading.pdf_maker import PAGE_HEIGHT, PAGE_WIDTH, Placed, Rule

_NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_MM = 25.4 / 72


def make_ofd(path: Path, pages: list[list[Placed]], *, rules: list[list[Rule]] | None = None) -> Path:
    """Write an OFD document; places are in points from the lower left corner, as for `make_pdf`."""
    box = f"0 0 {PAGE_WIDTH * _MM:.3f} {PAGE_HEIGHT * _MM:.3f}"
    listed = "".join(
        f'<ofd:Page ID="{n + 10}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages))
    )
    parts = {
        "OFD.xml": f"<ofd:OFD {_NAMESPACE} Version='1.0' DocType='OFD'><ofd:DocBody>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {_NAMESPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>{box}"
        f"</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    }
    for number, placed in enumerate(pages):
        drawn = "".join(map(_line, rules[number] if rules else [])) + "".join(map(_text, placed))
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = (
            f"<ofd:Page {_NAMESPACE}><ofd:Content><ofd:Layer ID='1'>{drawn}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, f"<?xml version='1.0' encoding='UTF-8'?>{part}")
    return path


def _text(placed: Placed) -> str:
    """One text object, its characters as far apart as they are wide; runs of equal distances are written short."""
    size = placed.size * _MM
    steps = [size if ord(c) > 255 else size / 2 for c in placed.text[:-1]]
    distances = " ".join(f"{step:.4f}" for step in steps)
    if len(set(steps)) == 1:
        distances = f"g {len(steps)} {steps[0]:.4f}"
    x, y = placed.x * _MM, (PAGE_HEIGHT - placed.y) * _MM
    return (
        f"<ofd:TextObject ID='2' Boundary='{x:.4f} {y - size:.4f} 200 {size * 1.2:.4f}' Font='1' Size='{size:.4f}'>"
        f"<ofd:TextCode X='0' Y='{size:.4f}' DeltaX='{distances}'>{escape(placed.text)}</ofd:TextCode></ofd:TextObject>"
    )


def _line(rule: Rule) -> str:
    x0, y0, x1, y1 = (v * _MM for v in (rule[0], PAGE_HEIGHT - rule[1], rule[2], PAGE_HEIGHT - rule[3]))
    left, top = min(x0, x1), min(y0, y1)
    ends = f"M {x0 - left:.4f} {y0 - top:.4f} L {x1 - left:.4f} {y1 - top:.4f}"
    boundary = f"{left:.4f} {top:.4f} {abs(x1 - x0):.4f} {abs(y1 - y0):.4f}"
    return (
        f"<ofd:PathObject ID='3' Boundary='{boundary}' LineWidth='0.3'>"
        f"<ofd:AbbreviatedData>{ends}</ofd:AbbreviatedData></ofd:PathObject>"
    )
