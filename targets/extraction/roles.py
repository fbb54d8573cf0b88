"""Goal, result or neither: the judgement on each candidate of a document.

A linear model over the features of `role_features`, trained by `targets.extraction.training`; the weights
are data (`role_weights.json`), the arithmetic is here. The same text always gets the same judgement.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from targets.extraction.commitment import commitment_of
from targets.extraction.mention import Role
from targets.extraction.parts import Candidate, Judgement
from targets.extraction.role_features import features_of
from targets.extraction.role_model import RoleModel, probabilities, shipped_model
from targets.reading.document import Document

_ROLES = (Role.TARGET, Role.ACTUAL, None)
_CUES = 3
_START_OF_CHANGE = "from:"
_CERTAIN = 0.99
_Strengths = tuple[tuple[float, str], ...]  # for each class: how much a feature speaks for it, and its name
_Weight = tuple[float, float, _Strengths | None]
_HARDLY_SAYS_WHY = ("mood:", "place:", "digits:", "numbers:", "rest:", "cues:", "around:")


def judge(
    candidates: Sequence[Candidate], document: Document, model: RoleModel | None = None
) -> list[Judgement]:
    """Judge every candidate of one document, in order.

    `confidence` is the probability of the judged role, calibrated on documents the model had not seen;
    `cues` are the features that spoke most for it. `model` defaults to the one that is shipped.
    """
    model = model or shipped_model()
    weights = _weights(model)
    shared: dict[int, _Said] = {}
    judgements = []
    for candidate, features in zip(candidates, features_of(candidates, document), strict=True):
        if _START_OF_CHANGE in features.own:
            judgements.append(Judgement(None, _CERTAIN, cues=(_START_OF_CHANGE,)))
            continue
        for names in (features.part, features.stretch):
            if id(names) not in shared:
                shared[id(names)] = _said(names, weights)
        part, stretch = shared[id(features.part)], shared[id(features.stretch)]
        own = _said(features.own, weights)
        chances = probabilities(
            model.bias[0] + part.target + stretch.target + own.target,
            model.bias[1] + part.actual + stretch.actual + own.actual,
        )
        best = chances.index(max(chances))
        role = _ROLES[best]
        commitment = commitment_of(candidate) if role is Role.TARGET else None
        cues = _strongest([*part.weights, *stretch.weights, *own.weights], best)
        judgements.append(Judgement(role, round(chances[best], 4), commitment, cues))
    return judgements


class _Said(NamedTuple):
    """What some features say: the log odds of goal and of result that they add, and each one's share."""

    target: float
    actual: float
    weights: list[_Weight]


def _said(names: Iterable[str], weights: Mapping[str, _Weight]) -> _Said:
    found = [weight for weight in map(weights.get, names) if weight]
    target = actual = 0.0
    for for_target, for_actual, _ in found:
        target += for_target
        actual += for_actual
    return _Said(target, actual, found)


def _strongest(weights: Iterable[_Weight], best: int) -> tuple[str, ...]:
    """The telling features that speak most for the class at index `best` against the other two."""
    said = [strengths[best] for _, _, strengths in weights if strengths and strengths[best][0] > 0]
    said.sort(reverse=True)
    return tuple(name for _, name in said[:_CUES])


@cache
def _weights(model: RoleModel) -> dict[str, _Weight]:
    """What each feature adds to goal and result; of a telling one also how much it speaks for each class."""
    found: dict[str, _Weight] = {}
    for name, (target, actual) in model.weights.items():
        strengths = tuple((own * 1.5 - (target + actual) / 2, name) for own in (target, actual, 0.0))
        found[name] = target, actual, None if name.startswith(_HARDLY_SAYS_WHY) else strengths
    return found
