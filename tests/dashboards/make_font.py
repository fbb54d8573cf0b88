"""Makes the font that exports fall back on: a subset of Noto Sans CJK SC (GB 2312, the catalogues, Latin), renamed.

python -m pip install fonttools        # into any environment: duban itself does not need it
python -m tests.dashboards.make_font NotoSansCJK-Regular.ttc
"""

from __future__ import annotations

import argparse
from pathlib import Path

from dashboards.charts.typeface import FAMILY, FONT
from targets.status import Mark, Status

ROOT = Path(__file__).parents[2]
SIMPLIFIED = 2
"""The place of Noto Sans CJK SC in the collection."""
NAMES = {1: FAMILY, 3: f"{FAMILY} subset", 4: FAMILY, 6: FONT.stem}


def characters() -> str:
    """What the font holds: all of GB 2312, Latin, and whatever the catalogues and the marks use."""
    gb2312 = {
        bytes((row, cell)).decode("gb2312", errors="ignore")
        for row in range(0xA1, 0xF8)
        for cell in range(0xA1, 0xFF)
    }
    latin = {chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x180))}
    catalogues = (ROOT / "targets" / "catalogues").glob("*.ftl")
    used = set("".join(path.read_text(encoding="utf-8") for path in catalogues))
    used |= {member.look.glyph for member in Status} | {mark.glyph for mark in Mark}
    return "".join(sorted(c for c in gb2312 | latin | used if c.isprintable() and c))


def make(source: Path) -> None:
    """Write the subset of a collection of Noto Sans CJK over the font that is shipped."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options(
        layout_features=[], hinting=False, desubroutinize=True, notdef_outline=True, name_IDs=["*"]
    )
    font = TTFont(source, fontNumber=SIMPLIFIED)
    maker = subset.Subsetter(options)
    maker.populate(text=characters())
    maker.subset(font)
    for number, name in NAMES.items():
        font["name"].setName(name, number, 3, 1, 0x409)
    font["CFF "].cff.fontNames = [FONT.stem]
    font.save(FONT)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "source", type=Path, help="NotoSansCJK-Regular.ttc, as Debian's fonts-noto-cjk has it"
    )
    make(parser.parse_args().source)
