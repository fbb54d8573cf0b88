"""SQL files that a stranger can read: each begins with what it gives, no line is longer than 120 characters."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted(file for room in ("targets", "dashboards") for file in (ROOT / room).rglob("*.sql"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_file_begins_with_its_header_and_keeps_to_the_line_length(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("-- ")
    assert max(len(line) for line in lines) <= 120


def test_there_are_files() -> None:
    assert len(FILES) > 20
