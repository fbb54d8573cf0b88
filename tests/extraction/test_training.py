"""Training: from labelled texts to weights and back, on small texts of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("sklearn", reason="training needs scikit-learn")

from targets.extraction.candidates import candidates_of
from targets.extraction.mention import ReviewCause, Role
from targets.extraction.roles.model import RoleModel, probabilities, read_model, write_model
from targets.extraction.roles.provenance import left_out_figures, provenance_of
from targets.extraction.roles.rules import judge
from targets.extraction.roles.training import BadLabels, examples_of, train
from targets.reading.files import read_document

WORK = ("修建水渠", "栽种果树", "改造泵站", "安装路灯")
UNITS = ("公里", "棵", "座", "盏")


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    """Four small reports, their goals and results labelled, a rule left unlabelled."""
    for name, (work, unit) in enumerate(zip(WORK, UNITS, strict=True)):
        text = (
            f"一、2023年工作回顾\n去年完成{work}{30 + name}{unit}。\n"
            f"二、2024年重点任务\n今年力争{work}{50 + name}{unit}以上。每户给予{name + 2}万元补贴。\n"
        )
        (tmp_path / f"report-{name}.txt").write_text(text, encoding="utf-8", newline="")
        labels = [_label(text, f"{30 + name}{unit}", "actual"), _label(text, f"{50 + name}{unit}", "target")]
        (tmp_path / f"report-{name}.jsonl").write_text("\n".join(labels) + "\n", encoding="utf-8")
    return tmp_path


def _label(text: str, span: str, role: str) -> str:
    start = text.index(span)
    return json.dumps({"start": start, "end": start + len(span), "role": role})


def test_examples_take_their_classes_from_labels(labelled: Path) -> None:
    examples = examples_of([labelled], [labelled])
    assert [example.name for example in examples] == [f"report-{n}" for n in range(4)]
    assert {example.classes for example in examples} == {("actual", "target", "neither")}


def test_trained_weights_judge_a_document_that_was_left_out(labelled: Path) -> None:
    first, *others = examples_of([labelled], [labelled])
    document = read_document(labelled / f"{first.name}.txt")
    judgements = judge(candidates_of(document), document, train(others))
    assert [judgement.role for judgement in judgements] == [Role.ACTUAL, Role.TARGET, None]


def test_training_twice_gives_the_same_weights(labelled: Path) -> None:
    examples = examples_of([labelled], [labelled])
    one, other = train(examples), train(examples)
    assert (one.bias, one.weights) == (other.bias, other.weights)


def test_weights_are_read_back_as_written(labelled: Path, tmp_path: Path) -> None:
    model = train(examples_of([labelled], [labelled]))
    write_model(model, tmp_path / "weights.json")
    again = read_model(tmp_path / "weights.json")
    assert (again.bias, again.weights) == (model.bias, model.weights)


def test_a_feature_of_one_text_alone_is_not_learnt(labelled: Path) -> None:
    model = train(examples_of([labelled], [labelled]))
    assert not [name for name in model.weights if any(unit in name for unit in UNITS)]


def test_either_teaches_nothing(labelled: Path) -> None:
    labels = labelled / "report-0.jsonl"
    rows = [json.loads(line) for line in labels.read_text(encoding="utf-8").splitlines()]
    labels.write_text("".join(json.dumps(row | {"role": "either"}) + "\n" for row in rows), encoding="utf-8")
    first, *others = examples_of([labelled], [labelled])
    assert first.classes == ("either", "either", "neither")
    assert [example.classes for example in others] == [("actual", "target", "neither")] * 3


@pytest.mark.parametrize("line", ["not json", '{"start": 3}', '{"start": 3, "end": 5, "role": "goal"}'])
def test_a_bad_label_is_named(labelled: Path, line: str) -> None:
    (labelled / "report-1.jsonl").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(BadLabels, match=r"report-1\.jsonl, line 1"):
        examples_of([labelled], [labelled])


def test_a_missing_text_is_named(labelled: Path) -> None:
    (labelled / "report-2.txt").unlink()
    with pytest.raises(BadLabels, match=r"report-2\.txt"):
        examples_of([labelled], [labelled])


def test_one_class_alone_cannot_be_learnt(labelled: Path) -> None:
    for path in labelled.glob("*.jsonl"):
        path.write_text("", encoding="utf-8")
    with pytest.raises(BadLabels, match="label more"):
        train(examples_of([labelled], [labelled]))


def test_probabilities_add_up_and_stand_extremes() -> None:
    assert sum(probabilities(1.2, -0.4)) == pytest.approx(1)
    assert probabilities(0, 0) == pytest.approx((1 / 3, 1 / 3, 1 / 3))
    assert probabilities(2000, -2000) == (1, 0, 0)


def test_no_features_leave_the_bias(labelled: Path) -> None:
    document = read_document(labelled / "report-0.txt")
    judgements = judge(candidates_of(document), document, RoleModel((0.0, 3.0), {}))
    assert {judgement.role for judgement in judgements} == {Role.ACTUAL}
    assert {judgement.cues for judgement in judgements} == {(ReviewCause.KIND,)}


def of_genres(labelled: Path, genres: str) -> Path:
    """The first report once more for each letter of `genres`, which names its genre: a-0, b-1."""
    for number, genre in enumerate(genres):
        for ending in (".txt", ".jsonl"):
            (labelled / f"{genre}-{number}{ending}").write_bytes(
                (labelled / f"report-0{ending}").read_bytes()
            )
    for path in labelled.glob("report-*"):
        path.unlink()
    return labelled


def test_documents_left_out_are_judged_by_the_others(labelled: Path) -> None:
    folder = of_genres(labelled, "aabbccddee")
    about = provenance_of(examples_of([folder], [folder]), [folder])
    assert about["documents"] == 10
    assert about["left_out_f1"] == {"target": 1.0, "actual": 1.0}
    assert list(about["labels"]) == ["/".join(folder.parts[-2:])]


def test_a_genre_that_says_the_opposite_is_misjudged_when_left_out(labelled: Path) -> None:
    folder = of_genres(labelled, "aabbccddee")
    for path in folder.glob("e-*.jsonl"):
        text = path.read_text(encoding="utf-8").replace("actual", "other").replace("target", "actual")
        path.write_text(text.replace("other", "target"), encoding="utf-8")
    assert left_out_figures(examples_of([folder], [folder])) == {"target": 0.8, "actual": 0.8}


def test_what_is_labelled_either_is_not_counted(labelled: Path) -> None:
    folder = of_genres(labelled, "aabbccddee")
    for path in folder.glob("e-*.jsonl"):
        text = path.read_text(encoding="utf-8").replace("actual", "either").replace("target", "either")
        path.write_text(text, encoding="utf-8")
    assert left_out_figures(examples_of([folder], [folder])) == {"target": 1.0, "actual": 1.0}


def test_few_documents_have_no_figures_of_documents_left_out(labelled: Path) -> None:
    assert provenance_of(examples_of([labelled], [labelled]), [labelled])["left_out_f1"] == {}
