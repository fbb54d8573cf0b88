"""The trained weights of the roles: a readable file of features, each with what it says for either role."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

SHIPPED = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True, eq=False)
class RoleModel:
    """A linear model of three classes: goal, result, neither.

    `weights` give each feature's log odds of a goal and of a result, both against neither; `bias` the
    same for no feature at all.
    """

    bias: tuple[float, float]
    weights: Mapping[str, tuple[float, float]]
    provenance: Mapping[str, Any] = field(default_factory=dict)
    """What they were trained with and from: library and version, documents, hashes of the labels by folder, and
    F1 of goals and results on documents left out."""


def probabilities(target: float, actual: float) -> tuple[float, float, float]:
    """Probabilities of goal, result and neither for log odds against neither."""
    top = max(target, actual, 0.0)
    odds = math.exp(target - top), math.exp(actual - top), math.exp(-top)
    total = sum(odds)
    return odds[0] / total, odds[1] / total, odds[2] / total


@cache
def shipped_model() -> RoleModel:
    """The model that comes with the package."""
    return read_model(SHIPPED)


def read_model(path: Path) -> RoleModel:
    """The model of a file that `write_model` wrote."""
    return _model(path.read_text(encoding="utf-8"))


def write_model(model: RoleModel, path: Path) -> None:
    """Write a model, one feature a line, sorted, so that two trainings can be compared line by line."""
    lines = [
        f"  {json.dumps(name, ensure_ascii=False)}: [{target:g}, {actual:g}]"
        for name, (target, actual) in sorted(model.weights.items())
    ]
    provenance = json.dumps(model.provenance, ensure_ascii=False, sort_keys=True)
    head = f'{{"classes": ["target", "actual"],\n "provenance": {provenance},\n "bias": [{model.bias[0]:g}, {model.bias[1]:g}],\n "weights": {{\n'
    path.write_text(head + ",\n".join(lines) + "\n }}\n", encoding="utf-8")


def _model(text: str) -> RoleModel:
    table = json.loads(text)
    bias = table["bias"]
    weights = {name: (t, a) for name, (t, a) in table["weights"].items()}
    return RoleModel((bias[0], bias[1]), weights, table.get("provenance", {}))
