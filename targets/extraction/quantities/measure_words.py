"""Measure words: how they are found in text, what they mean, and which one a number without one counts in."""

from __future__ import annotations

import re
from collections.abc import Mapping

from targets.extraction.lexicon import any_of, lexicon

WORDS = lexicon("quantities")
SCALE = r"[十百千万亿]{0,4}?"
_NEARBY = 30
_SENTENCE_MARKS = "。！？\n"


def unless_barred(words: Mapping[str, str | list[str]]) -> str:
    """Alternation of `words`, longest first, each barred before the characters or words it lists."""
    return any_of(words, lambda word: _unless(words[word]) + _only_before(word))


def _unless(barred: str | list[str]) -> str:
    if not barred:
        return ""
    return f"(?!{any_of(barred)})" if isinstance(barred, list) else f"(?![{barred}])"


def _only_before(word: str) -> str:
    needed = WORDS["only_before"].get(word)
    return f"(?={any_of(needed)})" if needed else ""


_ALL: dict[str, str | list[str]] = WORDS["units"]
_AFTER_CHINESE = {word: barred for word, barred in _ALL.items() if word not in WORDS["chinese"]["not_units"]}
_PER = rf"(?:/[0-9]{{0,3}}[百千万亿]{{0,2}}(?:{any_of([*_ALL, '月', '人口'])})|每(?:{any_of(WORDS['per']['units'])}))?"
UNIT = rf"(?:[%％﹪‰]|(?:{unless_barred(_ALL)}){_PER})"
UNIT_START = f"[%％﹪‰{''.join(sorted({word[0] for word in _ALL}))}]"
CHINESE_UNIT = rf"(?:{unless_barred(_AFTER_CHINESE)}){_PER}"

_SCALED = {s["unit"]: (s["bare"], s["factor"]) for s in WORDS["scaled"]}
_NOUN_UNIT = {noun: unit for unit, nouns in WORDS["nouns"].items() for noun in nouns}
_NOUN = re.compile(any_of(_NOUN_UNIT))
_MONEY = re.compile(any_of(WORDS["money"]["nouns"]))
_ZERO_NOUN = re.compile(any_of(WORDS["zero"]["nouns"]))
_LIST = re.compile(rf"(?:[、和及][0-9.]{{1,12}}{SCALE}){{0,8}}[、和及][0-9.]{{1,12}}{SCALE}(?P<unit>{UNIT})")


def bare_unit(written: str) -> tuple[str, float]:
    """The bare unit of a measure word as written, and what a value must be multiplied with: 个百分点 is 百分点."""
    if written in _SCALED:
        return _SCALED[written]
    return WORDS["canonical"].get(written, written).replace("每", "/"), 1.0


def unit_nearby(text: str, start: int, end: int) -> str:
    """The unit that a number without a measure word counts in.

    That of the list it stands in (1.2万亿、8500亿元), of the noun after it (3000万学生), 元 after a noun of money,
    or that of the noun before it; empty where nothing tells.
    """
    shared = _LIST.match(text, end)
    if shared:
        return bare_unit(shared["unit"])[0]
    noun = _NOUN.search(text, end, _right_edge(text, end, 12))
    left = left_edge(text, start, _NEARBY)
    money = _MONEY.search(text, left, start)
    if noun and (not money or noun.start() - end <= 6):
        return str(_NOUN_UNIT[noun.group()])
    if money:
        return "元"
    named = noun or _NOUN.search(text, max(left, start - 12), start)
    return str(_NOUN_UNIT[named.group()]) if named else ""


def zero_unit(text: str, start: int, end: int) -> str:
    """The unit of what is brought to zero: the noun in the words, before them or after them."""
    nouns = WORDS["zero"]["nouns"]
    inside = _ZERO_NOUN.search(text, start, end)
    before = _ZERO_NOUN.findall(text, left_edge(text, start, _NEARBY), start)
    if inside or before:
        return str(nouns[inside.group() if inside else before[-1]])
    behind = _ZERO_NOUN.search(text, end, _right_edge(text, end, 20))
    return str(nouns[behind.group()] if behind else WORDS["zero"]["default"])


def left_edge(text: str, start: int, reach: int) -> int:
    """Where the words before `start` begin: `reach` characters back, but not beyond the sentence."""
    lowest = max(0, start - reach)
    return max(lowest, *(text.rfind(mark, lowest, start) + 1 for mark in _SENTENCE_MARKS))


def _right_edge(text: str, end: int, reach: int) -> int:
    found = (text.find(mark, end, end + reach) for mark in _SENTENCE_MARKS)
    return min((at for at in found if at >= 0), default=min(len(text), end + reach))
