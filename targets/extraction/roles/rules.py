"""Goal, result or neither: the judgement on each candidate of a document.

A linear model over the features of `features`, trained by `training`; the weights
are data (`weights.json`), the arithmetic is here. The same text always gets the same judgement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from targets.extraction.mention import ReviewCause, Role
from targets.extraction.parts import Candidate, Judgement
from targets.extraction.roles.commitment import commitment_of
from targets.extraction.roles.coordination import ROLES, Chances, with_one_verdict
from targets.extraction.roles.features import features_of
from targets.extraction.roles.model import RoleModel, probabilities, shipped_model
from targets.extraction.structure.document_kind import DocumentKind, kind_of_wording
from targets.reading.document import Document

LogOdds = tuple[float, float]
"""Of goal and of result, against neither."""

_CUES = 3
_START_OF_CHANGE = "from:"
_WAS = "was:"
_CONDITION = "condition:"
_CERTAIN = 0.99
_TELLING = 0.1
"""Log odds from which on a feature is told as a reason."""
_UNKNOWN_KIND = 0.9
"""How far the judgement is trusted in a document whose title and shape name no kind."""
_PASSED_OVER = 0.8
"""What the chance of being neither weighs: a goal that is passed over is told to nobody, one that is none is reviewed."""
_SETTLED = {
    _START_OF_CHANGE: Judgement(None, _CERTAIN, cues=(_START_OF_CHANGE,), starts_change=True),
    _CONDITION: Judgement(None, _CERTAIN, cues=(_CONDITION,)),
    _WAS: Judgement(Role.ACTUAL, _CERTAIN, cues=(_WAS,)),
}
"""What a feature settles without the model, the first of several."""
_ORDER_OF_SETTLED = list(_SETTLED).index
_WEIGHED = [_PASSED_OVER if role is None else 1.0 for role in ROLES]
_HARDLY_SAYS_WHY = ("mood:", "place:", "digits:", "numbers:", "rest:", "cues:")


def judge(
    candidates: Sequence[Candidate],
    document: Document,
    model: RoleModel | None = None,
    reasons_up_to: float = 1.0,
) -> list[Judgement]:
    """Judge every candidate of one document, in order.

    `confidence` is the probability of the judged role, calibrated on documents the model had not seen;
    `cues` are the features that spoke most for it, where it is no surer than `reasons_up_to`. `model` defaults to
    the one that is shipped.
    """
    model = model or shipped_model()
    strengths = _strengths(model)
    bias = model.bias
    shared: dict[int, LogOdds] = {}
    judgements: list[Judgement] = []
    chances: list[Chances | None] = []
    doubt = _UNKNOWN_KIND if kind_of_wording(document) is DocumentKind.UNKNOWN else 1.0
    for candidate, features in zip(candidates, features_of(candidates, document), strict=True):
        part, segment, own = features
        if settling := _SETTLED.keys() & own:
            judgements.append(_SETTLED[min(settling, key=_ORDER_OF_SETTLED)])
            chances.append(None)
            continue
        for names in (part, segment):
            if id(names) not in shared:
                shared[id(names)] = _log_odds(names, model.weights)
        of_part, of_segment, of_own = shared[id(part)], shared[id(segment)], _log_odds(own, model.weights)
        own_chances = probabilities(
            bias[0] + of_part[0] + of_segment[0] + of_own[0], bias[1] + of_part[1] + of_segment[1] + of_own[1]
        )
        weighed = [chance * weight for chance, weight in zip(own_chances, _WEIGHED, strict=True)]
        best = weighed.index(max(weighed))
        role = ROLES[best]
        commitment = commitment_of(candidate) if role is Role.TARGET else None
        cues: tuple[str, ...] = ()
        if own_chances[best] <= reasons_up_to:
            cues = _strongest((*part, *segment, *own), strengths[best])
        judgements.append(Judgement(role, round(own_chances[best], 4), commitment, cues))
        chances.append(own_chances)
    judgements = with_one_verdict(candidates, judgements, chances)
    return [_doubted(each, doubt) for each in judgements] if doubt < 1 else judgements


def _doubted(judgement: Judgement, doubt: float) -> Judgement:
    """A goal or result of a document of no known kind: the model has seen none like it."""
    if judgement.role is None:
        return judgement
    return judgement._replace(
        confidence=round(judgement.confidence * doubt, 4), cues=(*judgement.cues, ReviewCause.KIND.value)
    )


@cache
def _strengths(model: RoleModel) -> tuple[Mapping[str, float], ...]:
    """For each class, how much a telling feature speaks for it against the other two."""
    strengths: tuple[dict[str, float], ...] = ({}, {}, {})
    for name, (target, actual) in model.weights.items():
        if not name.startswith(_HARDLY_SAYS_WHY):
            for strength, own in zip(strengths, (target, actual, 0.0), strict=True):
                if (speaks := own * 1.5 - (target + actual) / 2) > _TELLING:
                    strength[name] = speaks
    return strengths


def _log_odds(names: Sequence[str], weights: Mapping[str, LogOdds]) -> LogOdds:
    """Log odds of goal and of result that some features add."""
    goal = result = 0.0
    for name in names:
        if odds := weights.get(name):
            goal += odds[0]
            result += odds[1]
    return goal, result


def _strongest(names: Sequence[str], strengths: Mapping[str, float]) -> tuple[str, ...]:
    """The telling features among `names` that speak most for a class."""
    said = [(strength, name) for name in names if (strength := strengths.get(name))]
    return tuple(name for _, name in sorted(said, reverse=True)[:_CUES])
