"""Small runs of the harnesses: they work, and what they attack holds."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from targets.reading import ocr
from tests.harness.fuzz_readers import fuzz, readers
from tests.harness.hostile_files import run
from tests.harness.kill_points import run_points

ENDINGS = ("txt", "html", "md", "docx", "pdf", "xlsx", "ofd", "csv", "figures.xlsx", "parquet", "rtf", "png")


@pytest.mark.parametrize("ending", ENDINGS)
def test_changed_files_are_read_or_rejected(tmp_path: Path, ending: str) -> None:
    if ending == "rtf" and shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    if ending == "png" and not ocr.is_installed():
        pytest.skip("the extra duban[ocr] is not installed")
    made = readers(tmp_path)
    assert tuple(made) == ENDINGS
    cases = 2 if ending in ("rtf", "png") else 40
    counts = fuzz(ending, *made[ending], tmp_path, cases)
    assert counts["read"] + counts["rejected"] == cases


@pytest.mark.slow
def test_a_run_that_is_killed_is_as_if_it_had_not_been(tmp_path: Path) -> None:
    assert run_points(tmp_path, 4, seed=3) == {"": 4}


@pytest.mark.slow
@pytest.mark.parametrize("some", ["name", "charset", "table-quote", "query-passwd", "word-laughs", "ofd-"])
def test_hostile_files_have_one_fate_each(tmp_path: Path, some: str) -> None:
    fates = list(run(tmp_path, lambda name: some in name))
    assert fates
    assert all(fate.outcome and fate.seconds < 60 for fate in fates)
