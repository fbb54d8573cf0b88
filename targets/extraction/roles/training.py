"""Train the roles from labelled documents: a logistic regression of scikit-learn, kept as plain weights.

Labels are one JSON object a line in `NAME.jsonl`, with `start` and `end` (character offsets of NAME.txt) and
`role`: target, actual or either. A number without a label is neither; one labelled either teaches nothing.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from targets.extraction.candidates import candidates_of
from targets.extraction.roles.features import features_of
from targets.extraction.roles.model import RoleModel
from targets.extraction.structure.edits import Span
from targets.extraction.structure.writing import readable
from targets.reading.document import Document
from targets.reading.files import read_document

CLASSES = ("target", "actual", "neither")
EITHER = "either"
INVERSE_REGULARISATION = 0.3
FEWEST_DOCUMENTS = 3
_NEGLIGIBLE = 0.02


class BadLabels(Exception):
    """Labels that cannot be used; the message names the file, the line and what to do."""


@dataclass(frozen=True, slots=True)
class Label:
    """One labelled span of a document; `role` is target, actual or either."""

    start: int
    end: int
    role: str


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled document: the features of its candidates and the class of each."""

    name: str
    features: tuple[tuple[str, ...], ...]
    classes: tuple[str, ...]


def examples_of(labels: Iterable[Path], texts: Iterable[Path]) -> list[Example]:
    """The labelled documents of some folders, sorted by name, each read from the first folder that has its text.

    Raises BadLabels where a text is missing or a line is not a label.
    """
    folders = list(texts)
    found = {}
    for folder in labels:
        for path in sorted(folder.glob("*.jsonl")):
            text = next((p for t in [*folders, folder] for p in sorted(t.rglob(f"{path.stem}.txt"))), None)
            if text is None:
                raise BadLabels(
                    f"{path}: no {path.stem}.txt in {', '.join(map(str, folders))}; name its folder with --texts."
                )
            found[path.stem] = example_of(read_document(text), read_labels(path))
    return [found[name] for name in sorted(found)]


def read_labels(path: Path) -> list[Label]:
    """The labels of one file. Raises BadLabels naming the line that is none."""
    labels = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            try:
                row = json.loads(line)
                label = Label(int(row["start"]), int(row["end"]), str(row["role"]))
            except (ValueError, KeyError, TypeError) as error:
                raise BadLabels(
                    f"{path}, line {number}: {error!r}; start, end and role are needed."
                ) from error
            if label.role not in (*CLASSES[:2], EITHER):
                raise BadLabels(
                    f"{path}, line {number}: role {label.role!r} is not target, actual or either."
                )
            labels.append(label)
    return labels


def example_of(document: Document, labels: Sequence[Label]) -> Example:
    """The candidates of a document with the classes its labels give them."""
    written = readable(document)
    candidates = candidates_of(written.document)
    features = features_of(candidates, written.document)
    spans = (written.filed(c.quantity.start, c.quantity.end) for c in candidates)
    return Example(
        document.doc,
        tuple(tuple(f.all()) for f in features),
        tuple(_class_of(span, labels) for span in spans),
    )


def train(examples: Sequence[Example]) -> RoleModel:
    """Fit the weights to labelled documents. The same examples give the same weights.

    Raises BadLabels where they do not hold all three classes.
    """
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    rows = [
        (features, class_)
        for example in examples
        for features, class_ in zip(example.features, example.classes, strict=True)
        if class_ != EITHER
    ]
    if {class_ for _, class_ in rows} != set(CLASSES):
        raise BadLabels(
            "Goals, results and numbers that are neither are all needed to train; label more documents."
        )
    known = _shared_features(examples)
    columns = DictVectorizer()
    matrix = columns.fit_transform([{name: 1 for name in features if name in known} for features, _ in rows])
    fitted = LogisticRegression(C=INVERSE_REGULARISATION, max_iter=2000).fit(
        matrix, [CLASSES.index(class_) for _, class_ in rows]
    )
    against_neither = fitted.coef_[:2] - fitted.coef_[2]
    bias = fitted.intercept_[:2] - fitted.intercept_[2]
    weights = {
        name: (round(float(against_neither[0][i]), 3), round(float(against_neither[1][i]), 3))
        for i, name in enumerate(columns.feature_names_)
    }
    return RoleModel(
        (round(float(bias[0]), 3), round(float(bias[1]), 3)),
        {name: w for name, w in weights.items() if max(map(abs, w)) >= _NEGLIGIBLE},
    )


def _shared_features(examples: Sequence[Example]) -> set[str]:
    """The features that enough documents share, so that no weight remembers a single text."""
    documents = Counter(name for e in examples for name in {n for features in e.features for n in features})
    return {name for name, n in documents.items() if n >= min(FEWEST_DOCUMENTS, len(examples))}


def _class_of(span: Span, labels: Sequence[Label]) -> str:
    """The role of the label that overlaps a span most, else neither."""
    overlaps = [(min(span.end, label.end) - max(span.start, label.start), label.role) for label in labels]
    overlap, role = max(overlaps, default=(0, ""))
    return role if overlap > 0 else CLASSES[2]
