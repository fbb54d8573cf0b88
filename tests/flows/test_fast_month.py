"""Days with faulty files, killed runs, a full disk and restarts end as days that nothing disturbed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.harness.fast_month import Month

pytestmark = pytest.mark.slow


def test_days_that_are_disturbed_end_as_days_that_are_not(tmp_path: Path) -> None:
    disturbed = Month(tmp_path / "disturbed", 5, disturbed=True)
    tables = disturbed.play()
    assert disturbed.killed == 1
    assert disturbed.codes == [0, 0, 3, 3, 0]
    undisturbed = Month(tmp_path / "undisturbed", 5, disturbed=False)
    expected = undisturbed.play()
    assert undisturbed.codes == [0] * 5
    assert len(expected["observations"]) > 5
    assert sum("accepted" in link for link in expected["current_links"]) == 5, "each figure measures its goal"
    assert len(expected["alerts"]) > 0
    assert [name for name in expected if expected[name] != tables[name]] == []
