"""Whether a goal commits (确保, plain wording) or stretches (力争, 争取, 努力, 鼓励)."""

from __future__ import annotations

import re

from targets.extraction.lexicon import any_of, lexicon
from targets.extraction.mention import Commitment
from targets.extraction.parts import Candidate

_WORDS = lexicon("roles")["commitment"]
_STRETCH = re.compile(any_of(_WORDS["stretch"]))
_COMMIT = re.compile(any_of(_WORDS["commit"]))
_NOT_A_GOAL = re.compile(any_of(_WORDS["not_a_goal"]))
_BULLET = re.compile(r"[\s（(]*[一二三四五六七八九十\d]{0,3}[)）、.．]?[\s“]*")


def commitment_of(candidate: Candidate) -> Commitment:
    """How firmly the number is promised.

    A stretch word governs what follows it up to a semicolon or a word that commits again; one that opens
    the sentence governs the whole sentence.
    """
    text = candidate.sentence.text
    at = candidate.quantity.start - candidate.sentence.start
    governing = None
    for match in _STRETCH.finditer(text, 0, at):
        if not _NOT_A_GOAL.match(text, match.end()):
            governing = match
    if governing is None:
        return Commitment.COMMIT
    between = text[governing.end() : at]
    if _COMMIT.search(between):
        return Commitment.COMMIT
    opening = _BULLET.match(text)
    opens = governing.start() == (opening.end() if opening else 0)
    if not opens and re.search("[；;]", between):
        return Commitment.COMMIT
    return Commitment.STRETCH
