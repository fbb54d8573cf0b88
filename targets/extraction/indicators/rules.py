"""The name of what a number measures: 老旧小区改造户数, 地区生产总值增速, 口罩日产量."""

from __future__ import annotations

import re
from collections.abc import Sequence

from targets.extraction.indicators.inheritance import (
    heading_noun,
    is_place,
    measure_led,
    measure_of_places,
    part_of_whole,
    plan_share,
)
from targets.extraction.indicators.measure_names import WHOLES, is_rank, name_of
from targets.extraction.indicators.named import FARTHEST, Named, Names
from targets.extraction.indicators.nouns import (
    BARE,
    MEASURES,
    STATES,
    actions_of,
    has_action,
    is_action,
    joined,
    needs_subject,
    stem_of,
    thing_of,
    total_of,
    without_count,
)
from targets.extraction.indicators.phrases import (
    HEDGE,
    LeftContext,
    deed_after,
    left_context_of,
    noun_after,
    opened,
)
from targets.extraction.indicators.shares import share_in_list
from targets.extraction.indicators.subjects import subject_of
from targets.extraction.parts import Candidate
from targets.reading.document import Document

UNNAMED = "数量"
LONGEST_DEED = 4

_LINK = re.compile(rf"{HEDGE}(?:[、和与]|及(?!以[上下内])|以及|$)")
_PLANNED = re.compile("占(?:年度|全年|年初)?(?:目标|任务|计划)(?:任务|总数|数)?的?")
_THRESHOLD = re.compile(r"及?以[上下]")
_LAST_IN_LIST = re.compile(r"、(?!.*、)|[和及与]$")
_OF = re.compile(r"(?:以上|左右|多|余)?的")
_WITHIN = "其中"
_DONE = "完成"
_SHARES = ("%", "百分点")
_GROWS = re.compile(rf"{HEDGE}(?:增长|增速|增幅)")
_OPEN_BRACKET = re.compile(
    r"(?P<before>[^、，：:（()）]*)[（(](?:(?:其中|包括|包含|含)[:：]?)?(?P<inside>[^（()）]*)$"
)
_ONE_OF = re.compile("^.*的[有是为]|^[和及与]")  # 低于平均的有甲县（2%）和乙县（1%）
_FROM = re.compile(r"[从由][^从由]{1,8}$")


class Indicators:
    """The names of what the candidates of a document measure.

    A name is made of the noun before the number (or after it: 2万户老旧小区改造), with the subject taken from
    earlier in the sentence or from the heading where the clause lacks one, and of the measure that unit and
    change tell. It holds no clause punctuation and no words of time, modality or comparison.
    """

    def __init__(self, candidates: Sequence[Candidate], document: Document) -> None:
        """`candidates` are those of `document`, in order."""
        self._names = Names(candidates, document.text, _name)

    def of(self, at: int) -> str:
        """The self-contained name of what candidate `at` measures; UNNAMED where nothing names it."""
        candidate, named = self._names.candidates[at], self._names.named(at)
        noun = named.noun or heading_noun(candidate.sentence.section) or UNNAMED
        return name_of(noun, candidate.quantity, named.left, named.part) or UNNAMED


def _name(names: Names, at: int) -> Named:
    """What candidate `at` counts: by its own words, by its place in a list, by a subject before it."""
    if changed := _changed(names, at):
        return changed
    words, linked = _words(names, at)
    if shared := _of_plan(names, at, words):
        return shared
    own, after = _own(names, at, words)
    share = names.candidates[at].quantity.unit in _SHARES
    if share and own.noun and not own.left.change and _is_in_bracket(names, at):
        own = own._replace(left=_growing(names, at, own))
    if is_place(own.noun) and not has_action(own.noun) and (measure := _measure_of_place(names, at)):
        return own._replace(noun=own.noun + measure)
    if in_list := share_in_list(names, at, own, linked):
        return in_list
    deed = names.candidates[at].quantity.text in WHOLES and not own.left.noun and len(after) <= LONGEST_DEED
    if own.noun in STATES and (fuller := _fuller_before(names, at, own.noun)):
        return own._replace(noun=fuller, root=stem_of(fuller))
    if needs_subject(own.noun, own.left, after) or deed:
        root = subject_of(names, at, own.noun, own.left)
        known = own.noun and (root.startswith(own.noun) or root.endswith(own.noun))
        noun = root if known else root + own.noun
        left = own.left if own.noun else _growing(names, at, own)
        return own._replace(noun=noun, root=root, left=left)
    if linked and not own.left.reached and not own.left.change and not has_action(own.noun):
        return own._replace(noun=actions_of(names.named(at - 1).noun) + own.noun)
    noun = _with_whole(names, at, own)
    return own if noun == own.noun else own._replace(noun=noun)


def _of_plan(names: Names, at: int, words: str) -> Named | None:
    """A plan, or a share of one: 完成投资12亿元，占年度计划的60% is the completion of the plan of that investment."""
    if planned := _plan_counted(names, at):
        return planned
    if names.candidates[at].quantity.unit != "%" or not (share := plan_share(words)):
        return None
    subject, plan = share
    if not subject or subject in BARE or is_action(subject):
        subject = subject_of(names, at, "", LeftContext("")) + subject
    return Named(
        f"{subject.removesuffix(plan)}{plan}完成率", LeftContext(subject, reached=True), root=subject
    )


def _plan_counted(names: Names, at: int) -> Named | None:
    """The plan that a count is held against, and the share of it: 开工412套，占年度任务450套的91.6%."""
    candidate, previous = names.candidates[at], names.previous(at)
    if not previous:
        return None
    start, number = candidate.clause_start, candidate.quantity
    earlier = names.named(at - 1)
    if number.unit == previous.quantity.unit and _PLANNED.fullmatch(names.text, start, number.start):
        return earlier._replace(left=LeftContext(""))
    follows = names.text[previous.quantity.end : number.start] == "的"
    if number.unit == "%" and follows and _PLANNED.fullmatch(names.text, start, previous.quantity.start):
        return Named(f"{earlier.noun}任务完成率", LeftContext(earlier.noun, reached=True), root=earlier.noun)
    return None


def _measure_of_place(names: Names, at: int) -> str:
    """What is measured of a place in a list of places: as of the one before, or as the list is led in."""
    candidate, previous = names.candidates[at], names.previous(at)
    alike = previous and previous.quantity.unit == candidate.quantity.unit
    if alike and (measure := measure_of_places(names.named(at - 1).noun)):
        return measure
    return measure_led(names.text[candidate.sentence.paragraph_start : candidate.quantity.start])


def _fuller_before(names: Names, at: int, noun: str) -> str:
    """The name in full that a rate had before in the paragraph: 卫生厕所普及率达到82%；…，普及率达到88%."""
    start = names.candidates[at].sentence.paragraph_start
    for i in reversed(range(max(0, at - FARTHEST), at)):
        if names.candidates[i].sentence.paragraph_start != start:
            break
        earlier = names.named(i).noun
        if earlier.endswith(noun) and earlier != noun:
            return earlier
    return ""


def _with_whole(names: Names, at: int, own: Named) -> str:
    """The noun of a part behind 其中, with that of its whole, where both are counted in one unit."""
    candidate = names.candidates[at]
    quantity = candidate.quantity
    start = names.text.rfind(_WITHIN, candidate.sentence.start, quantity.start)
    if (
        start < 0
        or not own.noun
        or own.left.change
        or quantity.unit in _SHARES
        or "；" in names.text[start : quantity.start]
    ):
        return own.noun
    for i in reversed(range(max(0, at - FARTHEST), at)):
        whole = names.candidates[i].quantity
        if names.candidates[i].sentence.start != candidate.sentence.start:
            break
        if whole.end <= start:
            same = whole.unit == quantity.unit and not names.named(i).left.change
            if not same:
                return own.noun
            noun = part_of_whole(own.noun, thing_of(names.named(i).noun))
            measure = total_of(names.named(i).noun)
            named = noun != own.noun or MEASURES.at_end(noun) or has_action(noun)
            return noun if named else noun + measure
    return own.noun


def _growing(names: Names, at: int, own: Named) -> LeftContext:
    """How a number bears on its noun: 增长8%，力争10% is growth both times."""
    previous, quantity = names.previous(at), names.candidates[at].quantity
    if own.left.change or not previous or previous.quantity.unit != quantity.unit:
        return own.left
    return own.left._replace(change=names.named(at - 1).left.change)


def _changed(names: Names, at: int) -> Named | None:
    """The second number of 从12%提高到15%: what the first one counts."""
    candidate, previous = names.candidates[at], names.previous(at)
    if not previous or previous.quantity.end <= candidate.clause_start:
        return None
    between = names.text[previous.quantity.end : candidate.quantity.start]
    if _LINK.match(between) or (verb := left_context_of(between, is_rank(candidate.quantity))).noun:
        return None
    earlier = names.named(at - 1)
    return Named(_FROM.sub("", earlier.noun), verb._replace(place=verb.place or earlier.left.place))


def _words(names: Names, at: int) -> tuple[str, bool]:
    """The words before candidate `at`, and whether it goes on with a list."""
    candidate, previous = names.candidates[at], names.previous(at)
    start, linked = _start(names, at)
    words = names.text[start : candidate.quantity.start]
    if ("（" in words or "(" in words) and (bracket := _OPEN_BRACKET.search(words)):
        if not bracket["inside"]:  # 甲县（8.8%）
            return _ONE_OF.sub("", bracket["before"]), False
        if previous and start <= previous.quantity.start and _is_in_bracket(names, at):
            return bracket["inside"], False
    if not previous or previous.quantity.start < start:
        return words, linked
    between = names.text[previous.quantity.end : candidate.quantity.start]
    if "且" in between:
        return between[between.rfind("且") + 1 :], False
    if (last := _LAST_IN_LIST.search(between)) and noun_after(between):
        return between[last.end() :], True
    return without_count(words, start, previous.quantity), linked


def _is_in_bracket(names: Names, at: int) -> bool:
    """Whether candidate `at` is a part that a bracket gives of the number before it: 增长6%（其中一产4%、二产8%）."""
    start, number = names.candidates[at].clause_start, names.candidates[at].quantity.start
    opened = max(names.text.rfind("（", start, number), names.text.rfind("(", start, number))
    closed = max(names.text.rfind("）", start, number), names.text.rfind(")", start, number))
    return opened > closed and opened > start


def _own(names: Names, at: int, words: str) -> tuple[Named, str]:
    """What the words around candidate `at` name, and the part of them that follows the number."""
    candidate = names.candidates[at]
    left = left_context_of(words, is_rank(candidate.quantity))
    right = names.text[candidate.quantity.end : candidate.clause_end]
    if not left.change and "增" in right and _GROWS.match(right):
        left = left._replace(change="up")
    whole_task = candidate.quantity.text in WHOLES and not left.noun and right.startswith(_DONE)
    if whole_task and (task := opened(right.removeprefix(_DONE))):  # 全部完成建设任务
        return Named(f"{task}完成率", left), ""
    whole = candidate.quantity.text in WHOLES and left.noun
    after = deed_after(right) if whole else noun_after(right)
    if after and _OF.match(right) and (measure := total_of(left.noun)):  # 总投资2亿元的产业园
        return Named(left.noun.removesuffix(measure) + after + measure, left), after
    noun, part = joined(left, after, candidate.quantity)
    return Named(noun, left, part), after


def _start(names: Names, at: int) -> tuple[int, bool]:
    """Where the words of candidate `at` begin: with its clause, or after the number before it in a list."""
    candidate = names.candidates[at]
    for i in reversed(range(max(0, at - FARTHEST), at)):
        end = names.candidates[i].quantity.end
        if end <= candidate.clause_start:
            break
        if _THRESHOLD.fullmatch(names.text, end, candidate.quantity.start):
            continue  # 其中10亿元以上3个
        if link := _LINK.match(names.text, end, candidate.quantity.start):
            return link.end(), True
    return candidate.clause_start, False
