"""Modules stay small, and a public class has its name to itself."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
MODULES = [path for room in ("flows", "dashboards", "targets") for path in (ROOT / room).rglob("*.py")]
MOST_LINES = 350
SHARED = {
    *("BadPeriod", "Cell", "Column", "Figure", "Grid", "Kind", "Label", "Paragraph", "Period", "Question"),
    *("Reading", "Segment", "Sentence", "Span", "Table", "Words"),
}
"""Names that two rooms still share; none is to be added."""


def test_modules_are_small() -> None:
    lines = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in MODULES
    }
    assert median(lines.values()) < 120
    assert not {name for name, count in lines.items() if count > MOST_LINES}


def test_no_two_public_classes_have_one_name() -> None:
    classes = Counter(
        name
        for path in MODULES
        for name in re.findall(r"^class ([A-Z]\w*)", path.read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert {name for name, count in classes.items() if count > 1} <= SHARED
