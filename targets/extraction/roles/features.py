"""What a reader looks at to tell a goal from a result: the features of each candidate, as short strings.

A feature reads "family:value"; FAMILIES says what each looks at. None holds the name of a place or the
phrase of one text: cue words are the closed classes of `words.toml`, and a feature counts only where
several training documents share it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from targets.extraction.dates.calendar import Calendar, calendar_of, tense_of
from targets.extraction.dates.expressions import time_expressions_in
from targets.extraction.lexicon import lexicon
from targets.extraction.parts import Candidate, Quantity
from targets.extraction.roles.document_context import DocumentContext, speaking_year_of
from targets.extraction.roles.sentences import AnalysedSentence, Segment
from targets.reading.document import Document

FAMILIES = {
    "kind": "what the document is (communiqué, bulletin, plan, rules …), alone and with the part",
    "part": "whether the part of the document looks back or ahead",
    "heading": "whether the inner heading looks back or ahead, or the sentence is a heading",
    "mood": "share of words that report among the cue words of the paragraph, in tenths",
    "place": "fifth of the document, in a report or a plan",
    "year": "years named in the sentence, against the plan year",
    "when": "whether the time named nearest before the number is over at the day of issue, or that it is a deadline",
    "cues": "how many cue words of each class between semicolons",
    "opens": "how the sentence begins",
    "before": "characters right before the number",
    "after": "characters right after the number, and the one after its hedge (以上, 左右)",
    "clause": "how the clause begins",
    "nearest": "the nearest cue word before the number",
    "left": "a cue word before the number in its clause",
    "right": "a cue word after the number in its clause",
    "earlier": "a cue word of an earlier clause since the last semicolon",
    "later": "a class of cue words in later clauses up to the next semicolon",
    "unit": "the unit, with what follows it or with the part of the document",
    "group": "a share of a group that opens its clause (八成以上的村), by the part of the document",
    "condition": "who is aided: what reaches the number (增长20%以上的企业，每户奖励 …)",
    "implicit": "the word of a goal without a number",
    "digits": "how the number is written",
    "numbers": "numbers before and after it in its clause",
    "rest": "how much of the clause follows the number",
    "was": "the value of an earlier year that a bracket gives beside it",
    "from": "the starting value of a change (从 X 提高到 Y), or how far a goal is from another (目标比上年多 X)",
}

_CONDITION = re.compile("对[^，。；]{2,60}的，")
# Who gets aid, or is called to account: 增长20%以上的企业，给予奖励; 进度低于60%的项目由督查室挂牌督办.
_CONDITION_OF_AID = re.compile(
    r"的[^，。；]{0,14}，(?:(?:每[^，。；]{1,4}|按|可|再)?(?:给予|予以|一次性|奖励|补助|补贴|减免))"
    r"|的[^，。；]{1,10}，?(?:由[^，。；]{2,14}?|一律|予以|进行|实行)?"
    r"(?:挂牌督办|重点督办|督办|约谈|通报批评|通报|问责|限期整改|黄牌|红牌)"
)
# What sets apart the things that the next number counts: 年营业收入超100亿元企业达到3家.
_SIZE_OF_THINGS = re.compile("的?(?:企业|项目|园区|集群|平台)(?:总?数)?(?:达到|达|突破|超过|增至)?0+[家个]")
_DIGITS = re.compile(r"[0-9０-９,]+")
_HEDGE = re.compile(r"[多余]|及?以[上内下]|左右|上下|之内")
_FROM = re.compile(r"[从由](?:0000年的?)?[^从由0，；]{0,14}$")
_ONTO = re.compile(
    r"[^，。；、0]{0,3}(?:、[^，。；、0]{0,8}0[0.]*[^，。；、0]{0,3}){0,3}[^，。；、0]{0,3}[到至升降增扩缩跃]"
)
# Where the number is what a change ends with, 由 and 从 say nothing of it: 由76.5%提高到92%.
_STARTS_OF_A_CHANGE = frozenset("由从")
_ENDS_A_CHANGE = re.compile(r"0[^，。；]{0,12}[到至升降增扩缩跃][^，。；0]{0,3}$")
_GOAL_COMPARED = re.compile(
    r"目标[值数]?[比较][^，。；]{1,6}(?:[多少高低]|增加|减少|提高|降低|上调|下调|调高|调低)了?约?$"
)

# The value of an earlier year beside a goal: 达到62%以上（2024年为61%）.
_WAS = re.compile(r"[（(](?:(?P<year>20[0-9]{2})|[上去])年[末底]?(?:仅?为|是|实际|已?达到?|完成)?$")
# A small number in Chinese numerals is often part of a name (三大行动), as is a scale alone (千亿斤工程).
_COUNTED = frozenset(lexicon("roles")["counted"]["units"])
_SPELLED_OUT = 100
_SCALES = "百千万亿"
_DEADLINE = re.compile("[之以]?前")
_WAS_ENDS = ("年", "末", "底", "为", "是", "际", "达", "到", "成")
_OPENING = 6  # characters: 6月底前, 全区, 近
_NO_TIME: tuple[str, ...] = ("when:none",)

_CLAUSE = attrgetter("clause_start")


class Features(NamedTuple):
    """Features of one candidate: of its part of the document, of its segment (between semicolons), its own.

    The first two are shared objects, the same for all candidates of the part and of the segment. An own
    feature "from:" marks the starting value of a change, which is history; "condition:" what those reach that are aided.
    """

    part: tuple[str, ...]
    segment: tuple[str, ...]
    own: tuple[str, ...]

    def all(self) -> list[str]:
        """Every feature once."""
        return list(dict.fromkeys((*self.part, *self.segment, *self.own)))


def features_of(candidates: Sequence[Candidate], document: Document) -> list[Features]:
    """The features of each candidate of one document, in order."""
    calendar = calendar_of(document)
    plan_year = speaking_year_of(document, calendar)
    sentences = {c.sentence.start: c.sentence for c in candidates}
    seen = {start: AnalysedSentence(sentence, plan_year) for start, sentence in sentences.items()}
    times = {start: _named_times(sentence.text, calendar) for start, sentence in sentences.items()}
    context = DocumentContext(document, plan_year, seen)
    found = []
    for _, group in groupby(candidates, key=_CLAUSE):
        clause = list(group)
        for before, candidate in enumerate(clause):
            sentence, quantity = candidate.sentence, candidate.quantity
            text = seen[sentence.start]
            part, shared = context.of(text, quantity.start)
            segment = text.segment_of(quantity.start - sentence.start)
            view = _viewed(candidate, text.text)
            own = (
                *_near(view, part),
                *_beside(view, segment),
                *_measure(view, quantity, part),
                *_numbers(view, quantity.unit, before, len(clause) - before - 1),
                *_was(sentence.text[view.left : view.at], plan_year),
                *_times(view, times[sentence.start]),
            )
            found.append(Features(shared, segment.features, own))
    return found


class _View(NamedTuple):
    """A candidate in the plain text of its sentence: number, clause, and where a hedge after the number ends."""

    text: str
    at: int
    end: int
    left: int
    right: int
    unhedged: int


def _viewed(candidate: Candidate, text: str) -> _View:
    offset = candidate.sentence.start
    end = candidate.quantity.end - offset
    hedge = _HEDGE.match(text, end)
    return _View(
        text,
        candidate.quantity.start - offset,
        end,
        candidate.clause_start - offset,
        candidate.clause_end - offset,
        hedge.end() if hedge else end,
    )


def _near(view: _View, part: str) -> list[str]:
    """The characters around the number, and how its clause begins."""
    text, at, end, left, _, unhedged = view
    last, next_ = text[max(0, at - 2) : at], text[end : end + 2]
    return [
        f"before:{last[-1:]}",
        f"before:{last}",
        f"before:{part}{last}",
        f"after:{next_[:1]}",
        f"after:{next_}",
        f"after:…{text[unhedged : unhedged + 1]}",
        f"clause:{text[left : left + 4].lstrip('“ ')[:2]}",
    ]


def _beside(view: _View, segment: Segment) -> list[str]:
    """The cue words of the segment, by where they stand."""
    text, at, end, left, right, _ = view
    found: dict[str, None] = {}
    nearest = ""
    for start, stop, word, kind in segment.cues:
        if stop <= at:
            if word in _STARTS_OF_A_CHANGE and _ENDS_A_CHANGE.search(text, stop, at):
                continue
            found[("left:" if start >= left else "earlier:") + word] = None
            nearest = word
        elif start >= end:
            found["right:" + word if stop <= right else "later:" + kind] = None
    if nearest:
        found["nearest:" + nearest] = None
    if "的，" in text and _CONDITION.search(text, segment.start, at):
        found["earlier:对…的，"] = None
    return list(found)


def _measure(view: _View, quantity: Quantity, part: str) -> list[str]:
    """The unit, and how the number is written."""
    unit = quantity.unit
    opens = view.at - view.left <= _OPENING and view.text.startswith("的", view.unhedged)
    group = [f"group:{part}"] if unit == "%" and opens else []
    sizes = unit == "元" and _SIZE_OF_THINGS.match(view.text, view.unhedged)
    if sizes or _CONDITION_OF_AID.match(view.text, view.unhedged):
        group.append("condition:")
    if unit in _COUNTED:
        group.append(f"unit:{part}counted")
    found = [*group, f"unit:{unit}", f"unit:{part}{unit}", f"unit:{unit}{view.text[view.end : view.end + 1]}"]
    if quantity.implicit:
        return [*found, f"implicit:{quantity.text}", f"implicit:{part}"]
    if number := _DIGITS.match(quantity.text):
        return [*found, f"digits:{number.end()}{'.' * ('.' in quantity.text)}"]
    small = quantity.rule in ("chinese", "rank") and quantity.value < _SPELLED_OUT
    return [*found, "digits:Chinese"] if small or quantity.text[0] in _SCALES else found


class _NamedTime(NamedTuple):
    """A time that a sentence names: where it stands, and what it tells of a number it belongs to."""

    start: int
    end: int
    features: tuple[str, ...]


def _named_times(text: str, calendar: Calendar) -> list[_NamedTime]:
    """The times that a sentence names, in order."""
    found = []
    for words in time_expressions_in(text):
        when = f"when:{tense_of(words, calendar)}"
        by = _DEADLINE.match(text, words.end) or words.text.endswith("前")
        found.append(_NamedTime(words.start, words.end, (when, "when:by") if by else (when,)))
    return found


def _times(view: _View, named: Sequence[_NamedTime]) -> tuple[str, ...]:
    """Where the time lies that stands nearest before the number in its sentence, else behind it in its clause."""
    features = _NO_TIME
    for time in named:
        if time.end <= view.at:
            features = time.features
        elif view.at < time.start < view.right and features is _NO_TIME:
            return time.features
    return features


def _was(before: str, plan_year: int) -> tuple[str, ...]:
    """Whether the words before a number open a bracket on how much it was in an earlier year."""
    earlier = _WAS.search(before) if before.endswith(_WAS_ENDS) else None
    return ("was:",) if earlier and (not earlier["year"] or int(earlier["year"]) < plan_year) else ()


def _numbers(view: _View, unit: str, before: int, after: int) -> list[str]:
    """Other numbers of the clause, the rest of it, and whether this one is where a change starts from."""
    text, at, end, left, right, unhedged = view
    rest = right - unhedged
    found = [
        f"numbers:-{min(before, 2)}",
        f"numbers:+{min(after, 2)}",
        f"rest:{min(rest, 12) // 2}",
        f"rest:{unit}{min(rest, 9) // 3}",
    ]
    clause = text[left:at]
    starts = ("从" in clause or "由" in clause) and _FROM.search(clause) and _ONTO.match(text, end)
    if starts or ("目标" in clause and _GOAL_COMPARED.search(clause)):
        found.append("from:")
    return found
