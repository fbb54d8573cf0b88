"""Whether a goal commits (确保, plain wording) or stretches (力争, 争取, 努力, 鼓励)."""

from __future__ import annotations

import re

from targets.extraction.lexicon import any_of, lexicon
from targets.extraction.mention import Commitment
from targets.extraction.parts import Candidate

_WORDS = lexicon("roles")["commitment"]
_WISH = any_of(_WORDS["wishes"])
_FAR = re.compile(rf"(?:{any_of(_WORDS['far'], lambda word: f'(?<!努{word})')})(?!{_WISH})")
_NEAR = re.compile(rf"(?:{any_of(_WORDS['near'])})(?!{any_of(_WORDS['far'])}|{_WISH})[^，,；;]*$")
_RANK = re.compile(r"争(?<!竞争)[进创]?[前第]?$")
_COMMIT = re.compile(rf"[，,；;]\s*(?:{any_of(_WORDS['commit'])})")
_COMMA = re.compile("[，,；;]")
_SEMICOLON = re.compile("[；;]")
_MARKER = re.compile(r"\s*[（(]?[一二三四五六七八九十\d]*[)）、.．]?[\s“]*")


def commitment_of(candidate: Candidate) -> Commitment:
    """How firmly the number is promised.

    力争 and 争取 govern what follows up to a semicolon or a clause that commits again (确保, 新建 …), and the
    whole sentence where they open it; beside a promise (确保增长6%、力争7%，…) they govern their number alone;
    努力 and 鼓励 govern their clause; 保7争6 is one of each.
    """
    text = candidate.sentence.text
    before = text[: candidate.quantity.start - candidate.sentence.start]
    if _RANK.search(before) or _NEAR.search(before):
        return Commitment.STRETCH
    stretches = list(_FAR.finditer(before))
    if not stretches:
        return Commitment.COMMIT
    last = stretches[-1]
    between = before[last.end() :]
    marker = _MARKER.match(before)
    opens = marker is not None and marker.end() == last.start()
    beside_a_promise = before[: last.start()].endswith("、")
    if beside_a_promise and _COMMA.search(between):
        return Commitment.COMMIT
    if _COMMIT.search(between) or (_SEMICOLON.search(between) and not opens):
        return Commitment.COMMIT
    return Commitment.STRETCH
