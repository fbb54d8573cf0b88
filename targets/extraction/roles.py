"""Goal, result or neither: the judgement on each candidate of a document.

A linear model over the features of `role_features`, trained by `targets.extraction.training`; the weights
are data (`role_weights.json`), the arithmetic is here. The same text always gets the same judgement.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import nlargest

from targets.extraction.commitment import commitment_of
from targets.extraction.mention import Role
from targets.extraction.parts import Candidate, Judgement
from targets.extraction.role_features import features_of
from targets.extraction.role_model import RoleModel, probabilities, shipped_model
from targets.reading.document import Document

_ROLES = (Role.TARGET, Role.ACTUAL, None)
_CUES = 3


def judge(
    candidates: Sequence[Candidate], document: Document, model: RoleModel | None = None
) -> list[Judgement]:
    """Judge every candidate of one document, in order.

    `confidence` is the probability of the judged role, calibrated on documents the model had not seen;
    `cues` are the features that spoke most for it. `model` defaults to the one that is shipped.
    """
    model = model or shipped_model()
    weights = model.weights
    sums: dict[int, tuple[float, float]] = {}
    judgements = []
    groups = features_of(candidates, document)
    for candidate, features in zip(candidates, groups, strict=True):
        target, actual = model.bias
        for shared in (features.part, features.sentence):
            key = id(shared)
            if key not in sums:
                found = [weights[name] for name in set(shared) if name in weights]
                sums[key] = (sum(t for t, _ in found), sum(a for _, a in found))
            target, actual = target + sums[key][0], actual + sums[key][1]
        for name in set(features.own):
            weight = weights.get(name)
            if weight is not None:
                target += weight[0]
                actual += weight[1]
        chances = probabilities(target, actual)
        best = chances.index(max(chances))
        role = _ROLES[best]
        judgements.append(
            Judgement(
                role=role,
                confidence=round(chances[best], 4),
                commitment=commitment_of(candidate) if role is Role.TARGET else None,
                cues=_strongest(features.all(), best, model),
            )
        )
    return judgements


def _strongest(features: list[str], best: int, model: RoleModel) -> tuple[str, ...]:
    """The features that speak most for the class at index `best` against the other two."""
    said = []
    for name in features:
        weight = model.weights.get(name)
        if weight:
            three = (*weight, 0.0)
            said.append((three[best] - (sum(three) - three[best]) / 2, name))
    return tuple(name for strength, name in nlargest(_CUES, said) if strength > 0)
