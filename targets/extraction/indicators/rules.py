"""The name of what a number measures: 老旧小区改造户数, 地区生产总值增速, 口罩日产量."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from targets.extraction.indicators.inheritance import (
    heading_noun,
    is_hollow,
    is_place,
    measure_led,
    measure_of_places,
    part_of_whole,
    plan_share,
)
from targets.extraction.indicators.lists import (
    NEXT_IN_LIST,
    counted_before,
    distributes,
    items_of,
    numbers_from,
)
from targets.extraction.indicators.measure_names import WHOLES, is_rank, name_of
from targets.extraction.indicators.nouns import (
    BARE,
    GENERAL,
    LEANING,
    RATIOS,
    actions_of,
    has_action,
    is_action,
    joined,
    needs_subject,
    share_of,
    stem_of,
    thing_of,
    total_of,
    without_count,
)
from targets.extraction.indicators.phrases import (
    HEDGE,
    LeftContext,
    deed_after,
    last_noun,
    left_context_of,
    noun_after,
    opens_with_deed,
    topic_of,
)
from targets.extraction.parts import Candidate
from targets.reading.document import Document

UNNAMED = "数量"
LONGEST_LOOK_BACK = 40
LONGEST_DEED = 4
LONGEST_NOUN = 200
_FARTHEST = 6  # candidates back that a name may build on

_LINK = re.compile(rf"{HEDGE}(?:[、和及与]|以及|$)")
_LAST_IN_LIST = re.compile(r"、(?!.*、)|[和及与]$")
_OF = re.compile(r"(?:以上|左右|多|余)?的")
_DIGIT = re.compile(r"\d")
_WITHIN = "其中"
_SHARES = ("%", "百分点")
_GROWS = re.compile(rf"{HEDGE}(?:增长|增速|增幅)")
_FIRST_CLAUSE = re.compile(r"^[^，,；;：:。]*[，,；;：:。]?")
_FROM = re.compile(r"[从由][^从由]{1,8}$")


class _Named(NamedTuple):
    """What the words around a number name, and how the number bears on it.

    `root` is the subject that the noun was given from before, if any; `part`: the number is a share of it.
    """

    noun: str
    left: LeftContext
    part: bool = False
    root: str = ""


class Indicators:
    """The names of what the candidates of a document measure.

    A name is made of the noun before the number (or after it: 2万户老旧小区改造), with the subject taken from
    earlier in the sentence or from the heading where the clause lacks one, and of the measure that unit and
    change tell. It holds no clause punctuation and no words of time, modality or comparison.
    """

    def __init__(self, candidates: Sequence[Candidate], document: Document) -> None:
        """`candidates` are those of `document`, in order."""
        self.candidates, self.text = candidates, document.text
        self._known: list[_Named] = []

    def of(self, at: int) -> str:
        """The self-contained name of what candidate `at` measures; UNNAMED where nothing names it."""
        candidate, named = self.candidates[at], self.named(at)
        noun = named.noun or heading_noun(candidate.sentence.section) or UNNAMED
        return name_of(noun, candidate.quantity, named.left, named.part) or UNNAMED

    def named(self, at: int) -> _Named:
        """What candidate `at` counts. Named in order and once each, since a name may build on any before it."""
        while len(self._known) <= at:
            named = self._name(len(self._known))
            if len(named.noun) > LONGEST_NOUN:
                named = named._replace(noun=named.noun[:LONGEST_NOUN])
            self._known.append(named)
        return self._known[at]

    def _name(self, at: int) -> _Named:
        """What candidate `at` counts: by its own words, by its place in a list, by a subject before it."""
        if changed := self._changed(at):
            return changed
        words, linked = self._words(at)
        if shared := self._of_plan(at, words):
            return shared
        own, after = self._own(at, words)
        if is_place(own.noun) and (measure := self._measure_of_place(at)):
            return own._replace(noun=own.noun + measure)
        if shared := self._shared(at, own, linked):
            return shared
        deed = (
            self.candidates[at].quantity.text in WHOLES and not own.left.noun and len(after) <= LONGEST_DEED
        )
        if needs_subject(own.noun, own.left, after) or deed:
            root = self._subject(at, own.noun, own.left)
            return own._replace(noun=root + own.noun, root=root, left=self._growing(at, own))
        if linked and not own.left.reached and not own.left.change and not has_action(own.noun):
            return own._replace(noun=actions_of(self.named(at - 1).noun) + own.noun)
        noun = self._with_whole(at, own)
        return own if noun == own.noun else own._replace(noun=noun)

    def _of_plan(self, at: int, words: str) -> _Named | None:
        """A share of a plan: 完成投资12亿元，占年度计划的60% is the completion of the plan of that investment."""
        if self.candidates[at].quantity.unit != "%" or not (share := plan_share(words)):
            return None
        subject, plan = share
        if not subject or subject in BARE or is_action(subject):
            subject = self._subject(at, "", LeftContext("")) + subject
        return _Named(
            f"{subject.removesuffix(plan)}{plan}完成率", LeftContext(subject, reached=True), root=subject
        )

    def _measure_of_place(self, at: int) -> str:
        """What is measured of a place in a list of places: as of the one before, or as the list is led in."""
        candidate, previous = self.candidates[at], self._previous(at)
        alike = previous and previous.quantity.unit == candidate.quantity.unit
        if alike and (measure := measure_of_places(self.named(at - 1).noun)):
            return measure
        return measure_led(self.text[candidate.sentence.paragraph_start : candidate.quantity.start])

    def _with_whole(self, at: int, own: _Named) -> str:
        """The noun of a part behind 其中, with that of its whole, where both are counted in one unit."""
        candidate = self.candidates[at]
        quantity = candidate.quantity
        start = self.text.rfind(_WITHIN, candidate.sentence.start, quantity.start)
        if (
            start < 0
            or not own.noun
            or own.left.change
            or quantity.unit in _SHARES
            or "；" in self.text[start : quantity.start]
        ):
            return own.noun
        for i in reversed(range(max(0, at - _FARTHEST), at)):
            whole = self.candidates[i].quantity
            if self.candidates[i].sentence.start != candidate.sentence.start:
                break
            if whole.end <= start:
                same = whole.unit == quantity.unit and not self.named(i).left.change
                return part_of_whole(own.noun, thing_of(self.named(i).noun)) if same else own.noun
        return own.noun

    def _growing(self, at: int, own: _Named) -> LeftContext:
        """How a number bears on its noun: 增长8%，力争10% is growth both times."""
        previous, quantity = self._previous(at), self.candidates[at].quantity
        if own.noun or own.left.change or not previous or previous.quantity.unit != quantity.unit:
            return own.left
        return own.left._replace(change=self.named(at - 1).left.change)

    def _changed(self, at: int) -> _Named | None:
        """The second number of 从12%提高到15%: what the first one counts."""
        candidate, previous = self.candidates[at], self._previous(at)
        if not previous or previous.quantity.end <= candidate.clause_start:
            return None
        between = self.text[previous.quantity.end : candidate.quantity.start]
        if _LINK.match(between) or (verb := left_context_of(between, is_rank(candidate.quantity))).noun:
            return None
        earlier = self.named(at - 1)
        return _Named(_FROM.sub("", earlier.noun), verb._replace(place=verb.place or earlier.left.place))

    def _words(self, at: int) -> tuple[str, bool]:
        """The words before candidate `at`, and whether it goes on with a list."""
        candidate, previous = self.candidates[at], self._previous(at)
        start, linked = self._start(at)
        words = self.text[start : candidate.quantity.start]
        if not previous or previous.quantity.start <= start:
            return words, linked
        between = self.text[previous.quantity.end : candidate.quantity.start]
        if "且" in between:
            return between[between.rfind("且") + 1 :], False
        if (last := _LAST_IN_LIST.search(between)) and noun_after(between):
            return between[last.end() :], True
        return without_count(words, start, previous.quantity), linked

    def _own(self, at: int, words: str) -> tuple[_Named, str]:
        """What the words around candidate `at` name, and the part of them that follows the number."""
        candidate = self.candidates[at]
        left = left_context_of(words, is_rank(candidate.quantity))
        right = self.text[candidate.quantity.end : candidate.clause_end]
        if not left.change and "增" in right and _GROWS.match(right):
            left = left._replace(change="up")
        whole = candidate.quantity.text in WHOLES and left.noun
        after = deed_after(right) if whole else noun_after(right)
        if after and _OF.match(right) and (measure := total_of(left.noun)):  # 总投资2亿元的产业园
            return _Named(left.noun.removesuffix(measure) + after + measure, left), after
        noun, part = joined(left, after, candidate.quantity)
        return _Named(noun, left, part), after

    def _shared(self, at: int, own: _Named, linked: bool) -> _Named | None:
        """The share of candidate `at` in what a list says of several: 甲、乙分别增长4%、5%."""
        if linked and not own.noun and (further := self._each_of_list(at)):
            return further
        right = self.text[self.candidates[at].quantity.end : self.candidates[at].clause_end]
        return self._each(at, own.noun, own.left) if distributes(own.noun, own.left, right) else None

    def _previous(self, at: int) -> Candidate | None:
        """The candidate before, in the same sentence."""
        if not at:
            return None
        previous = self.candidates[at - 1]
        return previous if previous.sentence.start == self.candidates[at].sentence.start else None

    def _start(self, at: int) -> tuple[int, bool]:
        """Where the words of candidate `at` begin: with its clause, or after the number before it in a list."""
        candidate = self.candidates[at]
        for i in reversed(range(max(0, at - _FARTHEST), at)):
            end = self.candidates[i].quantity.end
            if end <= candidate.clause_start:
                break
            if link := _LINK.match(self.text, end, candidate.quantity.start):
                return link.end(), True
        return candidate.clause_start, False

    def _each(self, at: int, noun: str, left: LeftContext) -> _Named | None:
        """The first number of 甲、乙分别增长4%、5%, or one number for both."""
        if not noun and (self._previous(at) or left.each):
            noun = self._subjects(at, left)
        subjects, _, deed = noun.partition("分别")
        if NEXT_IN_LIST.match(self.text, self.candidates[at].quantity.end):
            subjects = share_of(items_of(subjects, numbers_from(self.candidates[at], self.text)), 0)
        elif deed:
            return None
        return _Named(subjects + deed, left._replace(each=True)) if subjects else None

    def _each_of_list(self, at: int) -> _Named | None:
        """The second and later numbers of such a list: each with its own subject."""
        for first in reversed(range(max(0, at - _FARTHEST), at)):
            one = self.candidates[first]
            if one.sentence.start != self.candidates[at].sentence.start:
                return None
            since = max(one.clause_start, self.candidates[first - 1].quantity.end if first else 0)
            left = left_context_of(self.text[since : one.quantity.start])
            if not distributes(left.noun, left, self.text[one.quantity.end : one.clause_end]):
                continue
            subjects, _, deed = (left.noun or self._subjects(first, left)).partition("分别")
            items = items_of(subjects, numbers_from(one, self.text))
            if subjects and at - first < len(items):
                return _Named(share_of(items, at - first) + deed, left)
            if left.noun:
                return None
        return None

    def _subjects(self, at: int, left: LeftContext) -> str:
        """The subjects of 分别 at the head of a clause: those listed before it, or of the numbers before it."""
        subject = self._subject(at, "", left)
        numbers = numbers_from(self.candidates[at], self.text)
        before = counted_before(self.candidates, self.text, at, numbers)
        if numbers == 1 or len(before) < numbers or len(items_of(subject)) >= numbers:
            return subject
        return "、".join(self.named(i).noun for i in before)

    def _subject(self, at: int, noun: str, left: LeftContext) -> str:
        """The noun of the clause before, of the candidate before, of the sentence before, or the heading."""
        candidate, previous = self.candidates[at], self._previous(at)
        since = max(previous.quantity.end, previous.clause_end) if previous else candidate.sentence.start
        if subject := last_noun(self.text[since : candidate.clause_start]):
            subject = subject.removesuffix(noun)
            if noun and is_action(noun):
                subject = subject.removeprefix(actions_of(subject))
            return stem_of(subject) if noun in BARE and noun not in RATIOS else subject
        if not previous:
            return self._noun_before_sentence(at, noun) or heading_noun(candidate.sentence.section)
        if left.all and not noun:
            return self._all_of_clause(at - 1)
        earlier = self.named(self._counted_before(at) if noun and is_action(noun) else at - 1)
        subject = earlier.noun.removesuffix("年均")
        if noun.endswith("率") and subject.endswith("率"):
            return earlier.root
        if not noun or noun in RATIOS or noun.startswith(LEANING):
            return subject
        if is_action(noun):
            return thing_of(subject)
        if noun in GENERAL:
            return subject
        return stem_of(earlier.root or subject) if noun in BARE else earlier.root or subject

    def _counted_before(self, at: int) -> int:
        """The nearest candidate before with the same unit in the sentence of candidate `at`, else the last one."""
        candidate = self.candidates[at]
        for i in reversed(range(max(0, at - _FARTHEST), at)):
            if self.candidates[i].sentence.start != candidate.sentence.start:
                break
            if self.candidates[i].quantity.unit == candidate.quantity.unit:
                return i
        return at - 1

    def _noun_before_sentence(self, at: int, deed: str) -> str:
        """The noun of the last clause of the sentence before, or of the number in it.

        Where that clause only says what is done (提升附加值), it is what the sentence began with (竹产业持续延链).
        """
        sentence = self.candidates[at].sentence
        earliest = max(sentence.paragraph_start, sentence.start - LONGEST_LOOK_BACK)
        words = self.text[earliest : sentence.start]
        noun = last_noun(words if earliest == sentence.paragraph_start else _FIRST_CLAUSE.sub("", words))
        if opens_with_deed(noun) and (topic := topic_of(self._sentence_before(at))):
            return topic
        if (
            at
            and _DIGIT.search(noun)
            and self.candidates[at - 1].sentence.paragraph_start == sentence.paragraph_start
        ):
            earlier = self.named(at - 1)
            return earlier.root if deed and earlier.root else earlier.noun
        return "" if is_hollow(noun) else noun

    def _sentence_before(self, at: int) -> str:
        """The sentence that ends where that of candidate `at` begins, within the paragraph."""
        sentence = self.candidates[at].sentence
        before = self.text[sentence.paragraph_start : sentence.start].rstrip("。 ")
        return before[before.rfind("。") + 1 :]

    def _all_of_clause(self, at: int) -> str:
        """The nouns of every candidate in the clause of candidate `at`: 甲8家、乙9家，均居全国第一."""
        clause = self.candidates[at].clause_start
        inside = [
            i for i in range(max(0, at - _FARTHEST), at + 1) if self.candidates[i].clause_start == clause
        ]
        return "、".join(dict.fromkeys(self.named(i).noun for i in inside))
