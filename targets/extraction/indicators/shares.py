"""What each number of a list has of what the list says of several: 甲、乙分别增长4%、5%."""

from __future__ import annotations

from targets.extraction.indicators.lists import (
    NEXT_IN_LIST,
    counted_before,
    distributes,
    items_of,
    numbers_from,
)
from targets.extraction.indicators.named import FARTHEST, Named, Names
from targets.extraction.indicators.nouns import is_action, share_of, thing_of
from targets.extraction.indicators.phrases import LeftContext, left_context_of
from targets.extraction.indicators.subjects import subject_of


def share_in_list(names: Names, at: int, own: Named, linked: bool) -> Named | None:
    """The share of candidate `at` in what a list says of several: 甲、乙分别增长4%、5%."""
    if linked and not own.noun and (further := _each_of_list(names, at)):
        return further
    right = names.text[names.candidates[at].quantity.end : names.candidates[at].clause_end]
    return _each(names, at, own.noun, own.left) if distributes(own.noun, own.left, right) else None


def _each(names: Names, at: int, noun: str, left: LeftContext) -> Named | None:
    """The first number of 甲、乙分别增长4%、5%, or one number for both."""
    done = noun if left.each and noun and is_action(noun) else ""  # 其中今年分别建成3个、12个
    if done or (not noun and (names.previous(at) or left.each)):
        noun = _subjects(names, at, left)
    subjects, _, deed = noun.partition("分别")
    if NEXT_IN_LIST.match(names.text, names.candidates[at].quantity.end):
        subjects = share_of(items_of(subjects, numbers_from(names.candidates[at], names.text)), 0)
    elif deed:
        return None
    return Named(_with_deed(subjects, done) + deed, left._replace(each=True)) if subjects else None


def _with_deed(share: str, deed: str) -> str:
    """A share with what is done to it, said once: 智能工厂|建成 of 建设智能工厂."""
    return share if share.startswith(deed) else thing_of(share) + deed


def _each_of_list(names: Names, at: int) -> Named | None:
    """The second and later numbers of such a list: each with its own subject."""
    for first in reversed(range(max(0, at - FARTHEST), at)):
        one = names.candidates[first]
        if one.sentence.start != names.candidates[at].sentence.start:
            return None
        since = max(one.clause_start, names.candidates[first - 1].quantity.end if first else 0)
        left = left_context_of(names.text[since : one.quantity.start])
        if not distributes(left.noun, left, names.text[one.quantity.end : one.clause_end]):
            continue
        done = left.noun if left.each and is_action(left.noun) else ""
        own = "" if done else left.noun
        subjects, _, deed = (own or _subjects(names, first, left)).partition("分别")
        items = items_of(subjects, numbers_from(one, names.text))
        if subjects and at - first < len(items):
            return Named(_with_deed(share_of(items, at - first), done) + deed, left)
        if left.noun:
            return None
    return None


def _subjects(names: Names, at: int, left: LeftContext) -> str:
    """The subjects of 分别 at the head of a clause: those listed before it, or of the numbers before it."""
    subject = subject_of(names, at, "", left)
    numbers = numbers_from(names.candidates[at], names.text)
    before = counted_before(names.candidates, names.text, at, numbers)
    if numbers == 1 or len(before) < numbers or len(items_of(subject, numbers)) >= numbers:
        return subject
    return "、".join(names.named(i).noun for i in before)
