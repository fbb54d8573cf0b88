"""Lists of numbers and of their subjects: 甲、乙分别增长4%、5%."""

from __future__ import annotations

import re
from collections.abc import Sequence

from targets.extraction.indicators.phrases import HEDGE, LeftContext
from targets.extraction.lexicon import any_of, lexicon
from targets.extraction.parts import Candidate

_FURTHER = re.compile(r"[、和](?:增长|下降|提高|回落|上升|减少|增加)?\s*\d")
_PAIR = re.compile(rf"{HEDGE}和\d[\d.]*[%％]")
_CONJUNCTION = re.compile(r"、|(?<!共)和(?![美谐平])|(?<!参)与|(?<![普波涉惠顾触危])及(?![率其格时])")
_PAIRS = lexicon("indicators")["pairs"]
_TWO_IN_ONE = re.compile(any_of(_PAIRS))
_FARTHEST = 12  # candidates back that a list of subjects may begin
NEXT_IN_LIST = re.compile(rf"{HEDGE}[、和]\s*\d")


def distributes(noun: str, left: LeftContext, right: str) -> bool:
    """Whether several numbers belong to several subjects: 分别, or growth of all that the clause before lists."""
    if left.each or "分别" in noun or ("和" in right and _PAIR.match(right)):
        return True
    if _TWO_IN_ONE.search(noun):
        return bool(NEXT_IN_LIST.match(right))
    return not noun and bool(left.change) and bool(NEXT_IN_LIST.match(right))


def numbers_from(candidate: Candidate, text: str) -> int:
    """How many numbers the list has that begins with `candidate`."""
    return 1 + len(_FURTHER.findall(text, candidate.quantity.end, candidate.clause_end))


def items_of(subjects: str, numbers: int = 0) -> list[str]:
    """The items of a list of subjects: at 、 alone where that gives one for each of `numbers`; 城乡 are two."""
    if numbers == 2 and "、" not in subjects and (both := _TWO_IN_ONE.search(subjects)):
        return [subjects[: both.start()] + one + subjects[both.end() :] for one in _PAIRS[both[0]]]
    items = _filled(subjects.split("、"))
    return items if len(items) == numbers > 1 else _filled(_CONJUNCTION.split(subjects)) or [subjects]


def _filled(items: list[str]) -> list[str]:
    return [item for item in items if item]


def counted_before(candidates: Sequence[Candidate], text: str, at: int, numbers: int) -> list[int]:
    """The last `numbers` candidates before `at` in its sentence, of one unit if there are as many; none in brackets."""
    sentence = candidates[at].sentence.start
    found = [
        i
        for i in range(max(0, at - _FARTHEST), at)
        if candidates[i].sentence.start == sentence
        and text.count("（", sentence, candidates[i].quantity.start)
        == text.count("）", sentence, candidates[i].quantity.start)
    ]
    alike = [i for i in found if candidates[i].quantity.unit == candidates[found[-1]].quantity.unit]
    return (alike if len(alike) >= numbers else found)[-numbers:]
