"""Where trained weights come from: library, labels, and what they are worth on documents left out."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from targets.extraction.roles.model import RoleModel, probabilities
from targets.extraction.roles.training import CLASSES, EITHER, Example, train

FOLDS = 5
LIBRARY = "scikit-learn"


def hash_of_labels(folder: Path) -> str:
    """SHA-256 (16 hex digits) of the names and contents of the labels of a folder."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.jsonl")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def name_of_folder(folder: Path) -> str:
    """A folder of labels by its last two names: tests/labels."""
    return "/".join(folder.resolve().parts[-2:])


def provenance_of(examples: Sequence[Example], labels: Iterable[Path]) -> Mapping[str, Any]:
    """What goes into the file of weights that are trained from `examples` of the folders `labels`."""
    return {
        LIBRARY: version(LIBRARY),
        "documents": len(examples),
        "labels": {name_of_folder(folder): hash_of_labels(folder) for folder in labels},
        "left_out_f1": left_out_figures(examples) if len(examples) >= 2 * FOLDS else {},
    }


def left_out_figures(examples: Sequence[Example]) -> dict[str, float]:
    """F1 of goals and of results, each document judged by weights trained without its fifth of the documents.

    Documents of one genre (the name before the first hyphen) are left out together.
    """
    genres = sorted({genre_of(example.name) for example in examples})
    found: Counter[str] = Counter()
    for fold in range(FOLDS):
        held_out = set(genres[fold::FOLDS])
        model = train([e for e in examples if genre_of(e.name) not in held_out])
        for example in examples:
            if genre_of(example.name) in held_out:
                found.update(_counts(model, example))
    return {
        role: round(2 * found[role + " right"] / (found[role] + found[role + " judged"] or 1), 3)
        for role in CLASSES[:2]
    }


def genre_of(name: str) -> str:
    """The genre of a labelled document: its name before the first hyphen."""
    return name.partition("-")[0]


def _counts(model: RoleModel, example: Example) -> Counter[str]:
    """How many numbers of each role are labelled, judged, and judged right."""
    found: Counter[str] = Counter()
    for features, labelled in zip(example.features, example.classes, strict=True):
        if labelled == EITHER:
            continue
        odds = [sum(model.weights.get(name, (0.0, 0.0))[k] for name in features) for k in (0, 1)]
        chances = probabilities(odds[0] + model.bias[0], odds[1] + model.bias[1])
        judged = CLASSES[chances.index(max(chances))]
        found[labelled] += 1
        found[judged + " judged"] += 1
        found[labelled + " right"] += judged == labelled
    return found
