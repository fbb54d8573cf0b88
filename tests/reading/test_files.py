"""Each kind of file that is read has a test that reads one."""

from __future__ import annotations

from pathlib import Path

import pytest

from targets.reading.files import READERS


@pytest.mark.parametrize("reader", sorted(set(READERS.values())))
def test_every_format_is_read_in_a_test(reader: str) -> None:
    tests = [p.read_text(encoding="utf-8") for p in Path(__file__).parents[1].glob("[er]*/*.py")]
    endings = [ending for ending, its_reader in READERS.items() if its_reader == reader]
    assert any(f'{ending}"' in text for ending in endings for text in tests)
