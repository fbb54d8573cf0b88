"""`duban train` and `duban evaluate` on the labelled plans of tests/labels."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from flows.commands.evaluate import evaluate
from flows.commands.train import train
from targets.extraction.roles.model import shipped_model
from targets.extraction.roles.provenance import hash_of_labels
from targets.extraction.roles.training import examples_of
from targets.extraction.roles.training import train as trained

SHARED = Path(__file__).parents[3] / "shared"
LABELS = Path(__file__).parents[1] / "labels"
NAMES = ("opinion-2020", "notice-2021", "plan-2021")


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Labels of three documents."""
    folder = tmp_path / "gold"
    folder.mkdir()
    for name in NAMES:
        (folder / f"{name}.jsonl").write_bytes((LABELS / f"{name}.jsonl").read_bytes())
    return folder


def run(*arguments: str) -> Result:
    """The outcome of one subcommand."""
    app = typer.Typer()
    app.command()(train)
    app.command()(evaluate)
    return CliRunner().invoke(app, arguments, env={"COLUMNS": "200"})


def test_train_writes_weights_and_says_from_what(gold: Path, tmp_path: Path) -> None:
    pytest.importorskip("sklearn", reason="training needs scikit-learn")
    out = tmp_path / "weights.json"
    result = run("train", "--gold", str(gold), "--texts", str(LABELS), "--out", str(out))
    assert result.exit_code == 0, result.output
    assert "in 3 documents" in " ".join(result.output.split())
    assert json.loads(out.read_text(encoding="utf-8"))["classes"] == ["target", "actual"]


def test_train_never_writes_into_an_installed_package(gold: Path, tmp_path: Path) -> None:
    out = tmp_path / "site-packages" / "targets" / "weights.json"
    result = run("train", "--gold", str(gold), "--texts", str(LABELS), "--out", str(out))
    assert result.exit_code == 2
    assert "--out" in result.output
    assert not out.exists()


def test_shipped_weights_are_trained_on_the_labels_of_the_repository() -> None:
    provenance = shipped_model().provenance
    assert provenance["labels"]["tests/labels"] == hash_of_labels(LABELS), (
        "retrain: duban train, as tests/labels says"
    )
    assert provenance["left_out_f1"]["target"] > 0.9
    assert provenance["left_out_f1"]["actual"] > 0.9


@pytest.mark.slow
def test_retraining_gives_the_shipped_weights() -> None:
    sklearn = pytest.importorskip("sklearn", reason="training needs scikit-learn")
    if not SHARED.exists():
        pytest.skip(f"{SHARED} is absent: the shipped weights are trained on its labels as well")
    shipped = shipped_model()
    if shipped.provenance["scikit-learn"] != sklearn.__version__:
        pytest.skip(f"the shipped weights were trained with {shipped.provenance['scikit-learn']}")
    texts = [SHARED / "seeds", SHARED / "corpus", SHARED / "genres", LABELS]
    model = trained(examples_of([SHARED / "gold", SHARED / "genres" / "gold", LABELS], texts))
    assert model.weights.keys() == shipped.weights.keys()
    for name, (target, actual) in model.weights.items():
        assert (target, actual) == pytest.approx(shipped.weights[name], abs=0.01), name


def test_train_names_a_missing_text(gold: Path, tmp_path: Path) -> None:
    result = run("train", "--gold", str(gold), "--out", str(tmp_path / "weights.json"))
    assert result.exit_code == 2
    assert "--texts" in result.output


def test_evaluate_prints_a_row_for_every_document(gold: Path) -> None:
    result = run("evaluate", "--gold", str(gold), "--pred", str(gold))
    assert result.exit_code == 0, result.output
    assert all(name in result.output for name in ("all", *NAMES))
    assert "1.000" in result.output


def test_evaluate_adds_up_genres_and_says_how_far_confidence_is_right(gold: Path) -> None:
    (gold / "plan-2022.jsonl").write_bytes((gold / "plan-2021.jsonl").read_bytes())
    result = run("evaluate", "--gold", str(gold), "--pred", str(gold), "--by-genre")
    assert result.exit_code == 0, result.output
    assert "plan-2021" not in result.output
    assert all(genre in result.output for genre in ("opinion", "notice", "plan", "right at confidence 0.9"))


def test_evaluate_says_what_was_not_extracted(gold: Path, tmp_path: Path) -> None:
    result = run("evaluate", "--gold", str(gold), "--pred", str(tmp_path))
    assert "plan-2021: nothing extracted" in result.output


def test_evaluate_needs_labels(tmp_path: Path) -> None:
    assert run("evaluate", "--gold", str(tmp_path), "--pred", str(tmp_path)).exit_code == 2
