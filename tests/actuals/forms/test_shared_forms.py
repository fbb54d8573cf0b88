"""Every form of the collection beside the repository is read whole, without an answer; skipped where it is not there."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from types import ModuleType

import pytest
from typer.testing import CliRunner

from flows.cli import app
from tests import scoring

SHARED = Path(__file__).parents[3].parent / "shared"
FORMS = sorted((SHARED / "forms").rglob("*.expected.csv"))

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not FORMS, reason="the collection of forms is not there")]


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    """The scorer of the collection."""
    spec = importlib.util.spec_from_file_location("score_forms", SHARED / "eval" / "score_forms.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("expected", FORMS, ids=lambda path: path.name.removesuffix(".expected.csv"))
def test_a_form_is_whole(expected: Path, scorer: ModuleType, tmp_path: Path) -> None:
    form = expected.with_name(expected.name.removesuffix(".expected.csv"))
    CliRunner(env={**os.environ}).invoke(app, ["actuals", "import", str(form), "--home", str(tmp_path)])
    seen = [
        scorer.Seen(
            f.indicator, f.region, f.unit, f.accumulation, f.period_start, f.period_end, f.value, f.source
        )
        for f in scoring.observations(tmp_path)
    ]
    told = scoring.told(tmp_path)
    said = "\n".join(f"{t.place} {t.value} {t.reason} [{t.kind}]" for t in told)
    counts, errors = scorer.score_form(form, scorer.read_expected(expected), seen, said)
    assert errors == []
    assert counts["right"] == counts["expected"]
    assert (counts["silent"], counts["false_flags"]) == (0, 0)
    assert (counts["refuse_told"], counts["flag_told"]) == (counts["refuse"], counts["flag"])
    assert [t for t in told if t.kind == "ask"] == []
