"""Goal, result or neither: the judgement on each candidate of a document.

A linear model over the features of `role_features`, trained by `targets.extraction.training`; the weights
are data (`role_weights.json`), the arithmetic is here. The same text always gets the same judgement.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain

from targets.extraction.commitment import commitment_of
from targets.extraction.mention import Role
from targets.extraction.parts import Candidate, Judgement
from targets.extraction.role_features import Features, features_of
from targets.extraction.role_model import RoleModel, probabilities, shipped_model
from targets.reading.document import Document

_ROLES = (Role.TARGET, Role.ACTUAL, None)
_CUES = 3
_START_OF_CHANGE = "from:"
_CERTAIN = 0.99
_HARDLY_SAYS_WHY = ("mood:", "place:", "digits:", "numbers:", "rest:", "cues:", "around:")


def judge(
    candidates: Sequence[Candidate], document: Document, model: RoleModel | None = None
) -> list[Judgement]:
    """Judge every candidate of one document, in order.

    `confidence` is the probability of the judged role, calibrated on documents the model had not seen;
    `cues` are the features that spoke most for it. `model` defaults to the one that is shipped.
    """
    model = model or shipped_model()
    sums: dict[int, tuple[float, float]] = {}
    judgements = []
    for candidate, features in zip(candidates, features_of(candidates, document), strict=True):
        if _START_OF_CHANGE in features.own:
            judgements.append(Judgement(None, _CERTAIN, cues=(_START_OF_CHANGE,)))
            continue
        for shared in (features.part, features.stretch):
            if id(shared) not in sums:
                sums[id(shared)] = _sum(shared, model)
        own = _sum(features.own, model)
        (part_t, part_a), (stretch_t, stretch_a) = sums[id(features.part)], sums[id(features.stretch)]
        chances = probabilities(
            model.bias[0] + part_t + stretch_t + own[0], model.bias[1] + part_a + stretch_a + own[1]
        )
        best = chances.index(max(chances))
        role = _ROLES[best]
        commitment = commitment_of(candidate) if role is Role.TARGET else None
        judgements.append(
            Judgement(role, round(chances[best], 4), commitment, _strongest(features, best, model))
        )
    return judgements


def _sum(names: Iterable[str], model: RoleModel) -> tuple[float, float]:
    """Log odds of goal and of result that some features add."""
    target = actual = 0.0
    for weight in map(model.weights.get, names):
        if weight is not None:
            target += weight[0]
            actual += weight[1]
    return target, actual


def _strongest(features: Features, best: int, model: RoleModel) -> tuple[str, ...]:
    """The telling features that speak most for the class at index `best` against the other two."""
    strengths = _strengths(model)[best]
    said = [
        (strengths[name], name)
        for name in chain(features.part, features.stretch, features.own)
        if name in strengths
    ]
    said.sort(reverse=True)
    return tuple(name for _, name in said[:_CUES])


@cache
def _strengths(model: RoleModel) -> tuple[dict[str, float], ...]:
    """For each class, the telling features that speak for it, and how much against the other two."""
    found: tuple[dict[str, float], ...] = ({}, {}, {})
    for name, (target, actual) in model.weights.items():
        if not name.startswith(_HARDLY_SAYS_WHY):
            for strengths, own in zip(found, (target, actual, 0.0), strict=True):
                if (strength := own * 1.5 - (target + actual) / 2) > 0:
                    strengths[name] = strength
    return found
