"""The subject that a number's noun lacks: of the clause, the number or the sentence before it, or of the heading."""

from __future__ import annotations

import re

from targets.extraction.indicators.inheritance import heading_noun, is_hollow
from targets.extraction.indicators.named import FARTHEST, Names
from targets.extraction.indicators.nouns import (
    BARE,
    GENERAL,
    LEANING,
    RATES,
    RATIOS,
    actions_of,
    before_distance,
    is_action,
    stem_of,
    thing_of,
)
from targets.extraction.indicators.phrases import (
    LeftContext,
    last_noun,
    opens_with_deed,
    topic_of,
    without_predicate,
)

LONGEST_LOOK_BACK = 40
_DIGIT = re.compile(r"\d")
_FIRST_CLAUSE = re.compile(r"^[^，,；;：:。]*[，,；;：:。]?")


def subject_of(names: Names, at: int, noun: str, left: LeftContext) -> str:
    """The noun of the clause before, of the candidate before, of the sentence before, or the heading."""
    candidate, previous = names.candidates[at], names.previous(at)
    since = max(previous.quantity.end, previous.clause_end) if previous else candidate.sentence.start
    if subject := last_noun(names.text[since : candidate.clause_start]):
        subject = subject.removesuffix(noun)
        if noun and is_action(noun):
            subject = subject.removeprefix(actions_of(subject))
        return stem_of(subject) if noun in BARE and noun not in RATIOS else subject
    if not previous:
        return _noun_before_sentence(names, at, noun) or heading_noun(candidate.sentence.section)
    if left.all and not noun:
        return _all_of_clause(names, at - 1)
    earlier = names.named(_counted_before(names, at, noun) if noun and is_action(noun) else at - 1)
    subject = without_predicate(earlier.noun.removesuffix("年均"))
    other = bool(left.change) or candidate.quantity.unit not in ("%", "百分点")
    if other and earlier.root and subject.endswith("完成率"):
        return earlier.root  # 收入完成60亿元，为预算的74%，增长3%
    if noun.endswith("率") and subject.endswith("率"):
        rate = RATES.at_end(subject)
        return earlier.root or (subject.removesuffix(rate) if rate else "")
    if not noun or noun in RATIOS or noun.startswith(LEANING):
        return subject
    if is_action(noun):
        return thing_of(subject)
    if noun in GENERAL:
        return subject
    return stem_of(before_distance(earlier.root or subject)) if noun in BARE else earlier.root or subject


def _counted_before(names: Names, at: int, deed: str) -> int:
    """The candidate before of which the deed tells a share (发放消费券1500万元，春节前发放一半), else the nearest with the
    same unit in the sentence of candidate `at`, else the last one."""
    candidate = names.candidates[at]
    if names.named(at - 1).noun.startswith(deed):
        return at - 1
    for i in reversed(range(max(0, at - FARTHEST), at)):
        if names.candidates[i].sentence.start != candidate.sentence.start:
            break
        if names.candidates[i].quantity.unit == candidate.quantity.unit:
            return i
    return at - 1


def _noun_before_sentence(names: Names, at: int, deed: str) -> str:
    """The noun of the last clause of the sentence before, or of the number in it.

    Where that clause only says what is done (提升附加值), it is what the sentence began with (竹产业持续延链).
    """
    sentence = names.candidates[at].sentence
    earliest = max(sentence.paragraph_start, sentence.start - LONGEST_LOOK_BACK)
    words = names.text[earliest : sentence.start]
    noun = last_noun(words if earliest == sentence.paragraph_start else _FIRST_CLAUSE.sub("", words))
    if opens_with_deed(noun) and (topic := topic_of(_sentence_before(names, at))):
        return topic
    if (
        at
        and _DIGIT.search(noun)
        and names.candidates[at - 1].sentence.paragraph_start == sentence.paragraph_start
    ):
        earlier = names.named(at - 1)
        return earlier.root if deed and earlier.root else earlier.noun
    return "" if is_hollow(noun) else noun


def _sentence_before(names: Names, at: int) -> str:
    """The sentence that ends where that of candidate `at` begins, within the paragraph."""
    sentence = names.candidates[at].sentence
    before = names.text[sentence.paragraph_start : sentence.start].rstrip("。 ")
    return before[before.rfind("。") + 1 :]


def _all_of_clause(names: Names, at: int) -> str:
    """The nouns of every candidate in the clause of candidate `at`: 甲8家、乙9家，均居全国第一."""
    clause = names.candidates[at].clause_start
    inside = [i for i in range(max(0, at - FARTHEST), at + 1) if names.candidates[i].clause_start == clause]
    return "、".join(dict.fromkeys(names.named(i).noun for i in inside))
