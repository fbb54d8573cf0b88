"""Small runs of the harnesses: they work, and what they attack holds."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from targets.reading import ocr
from targets.reading.files import READERS
from tests.harness.fuzz_readers import fuzz, readers
from tests.harness.hostile_documents import documents
from tests.harness.hostile_files import run
from tests.harness.hostile_scans import scans
from tests.harness.hostile_tables import workbooks
from tests.harness.interleavings import Trials
from tests.harness.kill_points import run_points
from tests.harness.mutants import mutants, run_mutants
from tests.harness.tree import ROOT, failures

ENDINGS = (
    *("txt", "html", "md", "docx", "pdf", "xlsx", "ofd", "csv"),
    *("figures.xlsx", "figures.ods", "figures.xls", "parquet", "documents.csv", "ledger.xlsx", "rtf", "png"),
)


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
    assert counts["read"] or ending in ("parquet", "figures.xls", "rtf", "png")
    assert not counts["unforeseen"]


@pytest.mark.slow
def test_a_run_that_is_killed_is_as_if_it_had_not_been(tmp_path: Path) -> None:
    assert run_points(tmp_path, 4, seed=3) == {"": 4}


@pytest.mark.slow
@pytest.mark.parametrize("some", ["name", "charset", "table-quote", "query-passwd", "word-laughs", "ofd-"])
def test_hostile_files_have_one_fate_each(tmp_path: Path, some: str) -> None:
    fates = list(run(tmp_path, lambda name: some in name))
    assert fates
    assert all(fate.outcome and fate.seconds < 60 for fate in fates)


@pytest.mark.slow
def test_a_planted_fault_is_caught_and_the_sound_tree_passes(tmp_path: Path) -> None:
    found = {mutant.fault: test for mutant, test in run_mutants(tmp_path / "tree", "figures.py")}
    assert len(found) == 2
    assert all("test_figures.py" in test for test in found.values())
    assert failures(tmp_path / "tree", "tests/test_figures.py") == ""


def test_mutants_stand_where_they_are_planted() -> None:
    for mutant in mutants():
        text = (ROOT / mutant.file).read_text(encoding="utf-8")
        assert text.count(mutant.find) == 1, f"{mutant.file}: {mutant.fault}"


def test_every_format_has_a_hostile_file(tmp_path: Path) -> None:
    made = [*documents(tmp_path), *scans(tmp_path), *workbooks()]
    assert set(READERS.values()) == {
        READERS[end] for name, _ in made if (end := Path(name).suffix) in READERS
    }


@pytest.mark.slow
def test_those_at_one_home_at_a_time_lose_double_and_see_nothing_half(tmp_path: Path) -> None:
    trials = Trials(tmp_path)
    tries = {seed: trials.attempt(seed) for seed in range(10)}
    assert {str(mix): faults for mix, faults in tries.values() if faults} == {}
    assert sum(mix.judged for mix, _ in tries.values()) == 2
