"""One verdict for the numbers of a coordinated list: 引进20名博士、培养100名工匠、扶持5个团队."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from targets.extraction.lexicon import lexicon
from targets.extraction.mention import ReviewCause, Role
from targets.extraction.parts import Candidate, Judgement
from targets.extraction.roles.commitment import commitment_of

ROLES = (Role.TARGET, Role.ACTUAL, None)
"""The classes of a judgement, in the order of their chances."""

_BETWEEN = re.compile(r"[^，。；：、0-9]{0,24}[、和及][^，。；：、0-9]{0,16}")
_COUNTED = frozenset(lexicon("indicators")["after"]["counted"])
_CUE = f"{ReviewCause.LIST}:one verdict"

Chances = tuple[float, float, float]


def with_one_verdict(
    candidates: Sequence[Candidate], judgements: Sequence[Judgement], chances: Sequence[Chances | None]
) -> list[Judgement]:
    """The judgements, those of a list that was judged in parts replaced by the one its numbers support together.

    Where that is neither goal nor result, what was judged so stays, less sure: a person looks at it, nothing is
    dropped. `chances` are the probabilities of goal, result and neither; None for what a rule decided.
    """
    found = list(judgements)
    for items in _lists(candidates, chances):
        if len({judgements[at].role for at in items}) == 1:
            continue
        known = [chance for at in items if (chance := chances[at])]
        means = [sum(column) / len(known) for column in zip(*known, strict=True)]
        role = ROLES[means.index(max(means))]
        for at in items:
            own = found[at].role
            if role is None and own is not None:
                sure = round(means[ROLES.index(own)], 4)
                found[at] = found[at]._replace(confidence=sure, cues=(_CUE, *found[at].cues))
            elif own is not role:
                commitment = commitment_of(candidates[at]) if role is Role.TARGET else None
                found[at] = Judgement(role, round(max(means), 4), commitment, (_CUE, *found[at].cues))
    return found


def _lists(candidates: Sequence[Candidate], chances: Sequence[Chances | None]) -> Iterator[range]:
    """The runs of two and more candidates that are coordinated."""
    start = 0
    for at in range(1, len(candidates) + 1):
        goes_on = (
            at < len(candidates)
            and candidates[at - 1].clause_start == candidates[at].clause_start
            and chances[at - 1] is not None
            and chances[at] is not None
            and _coordinated(candidates[at - 1], candidates[at])
        )
        if not goes_on:
            if at - start > 1:
                yield range(start, at)
            start = at


def _coordinated(one: Candidate, other: Candidate) -> bool:
    """Whether two numbers that follow each other in a clause are items of one list: of one unit, or counts."""
    first, second = one.quantity, other.quantity
    alike = first.unit == second.unit or (first.unit in _COUNTED and second.unit in _COUNTED)
    if not alike or first.implicit or second.implicit:
        return False
    text, offset = one.sentence.text, one.sentence.start
    return _BETWEEN.fullmatch(text, first.end - offset, second.start - offset) is not None
