"""The name of what a number measures: 老旧小区改造户数, 地区生产总值增速, 口罩日产量."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from targets.extraction.lexicon import lexicon
from targets.extraction.parts import Candidate
from targets.extraction.phrases import ACTIONS, MEASURES, Left, Words, left_of, opened
from targets.reading.document import Document

LONGEST_NAME = 40
_DEEPEST = 4
_WORDS = lexicon("indicators")
_SUFFIXES: dict[str, str] = _WORDS["suffixes"]
_NOT_NOUNS = Words(_WORDS["after"]["not_nouns"])
_ENDINGS = Words(_WORDS["after"]["endings"])
_HEDGE = r"(?:以上|以下|以内|左右|之内|多|余|及|的|约)*"
_AFTER = re.compile(rf"{_HEDGE}(?:[（(][^（）()]{{0,20}}[)）])?{_HEDGE}")
_LINK = re.compile(rf"{_HEDGE}(?:[（(][^（）()]{{0,20}}[)）])?{_HEDGE}(?:[、和及与]|以及|$)")
_FROM_TO = re.compile(r"^[^，。；、]{0,8}?[到至为]?第?$")
_LIST = re.compile(r"[、和与及]")
_CLAUSES = re.compile(r"[，,；;：:。]")
_NEXT_IN_LIST = re.compile(rf"{_HEDGE}[、和，,]\s*[\d一二两三四五六七八九十百千万]")
_DIGIT = re.compile(r"\d")
_BARRED = str.maketrans("", "", "，,。；;：:\n\r \t　")
_COUNTED = frozenset(["个", "家", "项", "座", "所", "条", "批", "种", "类", "处", "只", "支", "块"])


@dataclass(frozen=True, slots=True)
class _Named:
    """What a candidate's words name: the noun, and how the number bears on it."""

    noun: str
    left: Left
    part: bool = False  # the number counts a share of what the noun after it names


def indicator_of(candidate: Candidate, before: Sequence[Candidate], document: Document) -> str:
    """The self-contained name of what the number of `candidate` measures, never empty.

    `before` are the earlier candidates of its paragraph, in order. The name is made of the noun before the
    number (or after it: 2万户老旧小区改造), with the subject taken from earlier in the sentence or from the
    heading where the clause lacks one, and of the measure that unit and change tell. It holds no clause
    punctuation and no words of time, modality or comparison.
    """
    named = _named(candidate, before, len(before), document.text, 0)
    noun = named.noun or _heading(candidate)
    name = _balanced((noun + _suffix(noun, candidate, named)).translate(_BARRED).strip("、的"))
    return name or candidate.quantity.text.translate(_BARRED) or "数量"


def _named(candidate: Candidate, before: Sequence[Candidate], at: int, text: str, depth: int) -> _Named:
    previous = before[at - 1] if at and before[at - 1].sentence.start == candidate.sentence.start else None
    if depth > _DEEPEST:
        previous = None
    start, end = candidate.clause_start, candidate.clause_end
    number, number_end = candidate.quantity.start, candidate.quantity.end
    left_text, linked = text[start:number], False
    if previous and previous.quantity.end > candidate.clause_start:
        between = text[previous.quantity.end : number]
        if link := _LINK.match(between):
            left_text, linked = between[link.end() :], True
        elif _FROM_TO.match(between) and len(between) <= 8:
            earlier = _named(previous, before, at - 1, text, depth + 1)
            return replace(earlier, left=left_of(between, candidate.quantity.unit == "位"))
        else:
            left_text = _without_counts(text, start, number, previous)
    left = left_of(left_text, candidate.quantity.unit == "位")
    noun, part = left.noun, False
    after = _after(text[number_end:end])
    if after and (not noun or not left.reached or ACTIONS.at_end(noun) == noun):
        part = candidate.quantity.unit == "%"
        noun += after
    if left.each and not noun:
        return (
            replace(_named(previous, before, at - 1, text, depth + 1), left=left)
            if previous
            else _Named("", left)
        )
    if left.each and _NEXT_IN_LIST.match(text, number_end):
        items = _LIST.split(noun)
        if len(items) > 1:
            return _Named(_share(items, 0), left)
    if previous and linked and not noun and (each := _each(candidate, before, at, text)):
        return each
    if (
        not noun
        or noun in MEASURES
        or noun.startswith(("占", "高于", "低于", "快于", "优于"))
        or (ACTIONS.at_start(noun) == noun)
    ):
        subject = _subject(candidate, previous, before, at, text, depth)
        if noun in MEASURES:
            subject = _stem(subject)
        noun = subject + noun
    elif previous and linked and not left.reached and not left.change:
        noun = _shared_action(previous, before, at, text, depth, noun)
    return _Named(noun, left, part)


def _after(text: str) -> str:
    """The noun that follows a number, up to the next number or the end of the clause."""
    if hedge := _AFTER.match(text):
        text = text[hedge.end() :]
    if len(text) < 2 or text[0] in "、，,；;。）)”" or _NOT_NOUNS.at_start(text):
        return ""
    if digit := _DIGIT.search(text):
        text = text[: digit.start()]
        text = text[: text.rfind("、")] if "、" in text else text
    while word := _ENDINGS.at_end(text):
        text = text[: -len(word)]
    return text.rstrip("、 　")


def _without_counts(text: str, start: int, number: int, previous: Candidate) -> str:
    left, right = previous.quantity.start, previous.quantity.end
    if previous.quantity.unit in _COUNTED and left >= start:
        return text[start:left] + text[right:number]
    return text[start:number]


def _subject(
    candidate: Candidate,
    previous: Candidate | None,
    before: Sequence[Candidate],
    at: int,
    text: str,
    depth: int,
) -> str:
    """The noun of the clause before, of the candidate before, or of the heading."""
    since = max(previous.quantity.end, previous.clause_end) if previous else candidate.sentence.start
    gap = text[since : candidate.clause_start]
    for clause in reversed(_CLAUSES.split(gap)[-3:]):
        noun = opened(clause)
        if 3 <= len(noun) <= 20:
            return noun
    if previous:
        return _named(previous, before, at - 1, text, depth + 1).noun
    return _heading(candidate)


def _heading(candidate: Candidate) -> str:
    for heading in reversed(candidate.sentence.section):
        noun = opened(heading)
        if 2 <= len(noun) <= 16:
            return noun
    return ""


def _stem(noun: str) -> str:
    measure = MEASURES.at_end(noun)
    return noun[: -len(measure)] if measure and len(noun) > len(measure) else noun


def _each(candidate: Candidate, before: Sequence[Candidate], at: int, text: str) -> _Named | None:
    """The second and later numbers of 甲、乙分别增长4%、5%: each with its own subject."""
    first = at - 1
    while first >= 0 and before[first].sentence.start == candidate.sentence.start:
        one = before[first]
        left = left_of(text[one.clause_start : one.quantity.start])
        if left.each and left.noun:
            items = _LIST.split(left.noun)
            k = at - first
            return _Named(_share(items, k), left) if k < len(items) else None
        first -= 1
        if at - first > 5:
            return None
    return None


def _share(items: list[str], k: int) -> str:
    """The k-th of 城镇、农村居民收入, or of 事故起数和死亡人数: what the items share is added to each."""
    item, last, head = items[k], items[-1], items[0]
    measure = MEASURES.at_end(last)
    if item in MEASURES and k:
        return _stem(head) + item
    if not MEASURES.at_end(item) and measure:
        return item + measure
    return item


def _shared_action(
    previous: Candidate, before: Sequence[Candidate], at: int, text: str, depth: int, noun: str
) -> str:
    action = ACTIONS.at_start(noun)
    if action:
        return noun
    earlier = _named(previous, before, at - 1, text, depth + 1).noun
    return ACTIONS.at_start(earlier) + noun


def _suffix(noun: str, candidate: Candidate, named: _Named) -> str:
    unit, left = candidate.quantity.unit, named.left
    if unit == "位":
        return "" if noun.endswith(("位次", "排名", "排位")) else f"{left.place}位次"
    if left.change == "up":
        return (
            ""
            if noun.endswith(("增速", "涨幅", "增幅"))
            else (
                "增速"
                if unit == "%"
                else "增长倍数"
                if unit == "倍"
                else "增加额"
                if unit.endswith("元")
                else "提高幅度"
                if unit in ("百分点", "岁")
                else "增加数"
            )
        )
    if left.change == "down":
        return "降幅"
    if named.part:
        return "占比"
    if candidate.quantity.implicit:
        text = candidate.quantity.text
        return (
            "覆盖率" if "覆盖" in text else "数" if "零" in text else "增长倍数" if "番" in text else "完成率"
        )
    if MEASURES.at_end(noun) or noun.endswith(("率", "量", "额", "数")):
        return ""
    return _SUFFIXES.get(unit, "数")


def _balanced(name: str) -> str:
    """`name` without a bracket or quotation mark whose partner is missing."""
    for opening, closing in ("“”", "（）", "()", "《》", "〔〕"):
        if name.count(opening) != name.count(closing):
            name = name.replace(opening, "").replace(closing, "")
    return name
