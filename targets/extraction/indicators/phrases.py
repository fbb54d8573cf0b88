"""The words around a number, freed from what names nothing: modality, time, comparators, verbs of reaching."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from targets.extraction.lexicon import any_of, lexicon
from targets.extraction.structure.rules import NO_DECIMAL
from targets.reading.content import CELLS, holds_cells

LONGEST_SUBJECT = 20
_WORDS = lexicon("indicators")


class WordSet:
    """A set of words, asked for the longest one at the start or the end of a text."""

    def __init__(self, *groups: Iterable[str]) -> None:
        self._words = frozenset(word for group in groups for word in group)
        self._with_first = _lengths_by((word[0], word) for word in self._words)
        self._with_last = _lengths_by((word[-1], word) for word in self._words)

    def __contains__(self, word: str) -> bool:
        return word in self._words

    def at_start(self, text: str) -> str:
        """The longest of the words that `text` starts with, or nothing."""
        for length in self._with_first.get(text[:1], ()):
            if text[:length] in self._words:
                return text[:length]
        return ""

    def at_end(self, text: str) -> str:
        """The longest of the words that `text` ends with, or nothing."""
        for length in self._with_last.get(text[-1:], ()):
            if text[-length:] in self._words:
                return text[-length:]
        return ""


def _lengths_by(words: Iterable[tuple[str, str]]) -> dict[str, list[int]]:
    """The lengths of the words with each character, the longest first."""
    found: dict[str, set[int]] = {}
    for character, word in words:
        found.setdefault(character, set()).add(len(word))
    return {character: sorted(lengths, reverse=True) for character, lengths in found.items()}


class LeftContext(NamedTuple):
    """What stands before a number: its noun, and what the words between noun and number say.

    `change` is "up", "down" or empty, `place` where a rank is held (全国), `reached` whether a verb links
    noun and number, so that what follows the number is no part of the name; `each` is 分别, `all` is 均.
    """

    noun: str
    change: str = ""
    place: str = ""
    reached: bool = False
    each: bool = False
    all: bool = False


_TAIL_WORDS, _OPENING_WORDS = _WORDS["tails"], _WORDS["openings"]
_UP, _DOWN = frozenset(_TAIL_WORDS["up"]), frozenset(_TAIL_WORDS["down"])
_NEUTRAL, _KEPT = frozenset(_TAIL_WORDS["neutral"]), frozenset(_TAIL_WORDS["kept"])
_EVERY = frozenset(_TAIL_WORDS["every"])
_PLACES = WordSet(_TAIL_WORDS["places"])
_TAILS = WordSet(_TAIL_WORDS["reach"], _UP, _DOWN, _NEUTRAL, _KEPT)
_RANK_TAILS = WordSet(_TAIL_WORDS["rank"], _TAIL_WORDS["reach"], _NEUTRAL, _KEPT)
_OPENINGS = WordSet(_OPENING_WORDS["words"], _OPENING_WORDS["never"])
_NEVER = frozenset(_OPENING_WORDS["never"])
_DEEDS = WordSet(_WORDS["actions"]["words"], lexicon("roles")["cues"]["verbs"])
_PARTICLES = frozenset(_WORDS["actions"]["particles"])
_NOT_NOUNS = WordSet(_WORDS["after"]["not_nouns"])
_ENDINGS = WordSet(_WORDS["after"]["endings"])

_AFTER_NUMBER = r"(?:以上|以下|以内|左右|之内|内(?![地河涵贸蒙需外])|多|余|及|的|约)*"
HEDGE = rf"{_AFTER_NUMBER}(?:[（(][^（）()]{{0,20}}[)）])?{_AFTER_NUMBER}"
_HEDGES = re.compile(HEDGE)
_DIGIT = re.compile(r"\d")
_ORDINAL = re.compile(
    rf"[（(〔]?[一二三四五六七八九十\d]{{1,3}}(?:[)）〕、]|[.．]{NO_DECIMAL}|[是要])|[—–-]{{2,}}|[①-⑳]"
    r"|\d{1,2}\s+(?=\d{1,4}[年月])"
    r"|第[一二三四五六七八九十百]{1,4}[条款项]"
)
_TIME = re.compile(_WORDS["times"]["opening"])
_PLACED = re.compile(rf"({any_of(_WORDS['places']['names'])})(?:{any_of(_WORDS['places']['openings'])})")
_TIMED = re.compile(r"[年月季拟]")
_INNER_TIME = re.compile(_WORDS["times"]["inside"])
_DATE = re.compile(
    r"(?:(?:20\d\d年)?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:[底末初份]|\d{1,2}日)?(?:以?前)?|月底前?)|20\d\d年[底末初]?前?|[去上今]年[底末初]?|目前|现在)的?$"
)
_DATE_ENDS = ("年", "月", "底", "末", "初", "前", "在", "日", "年的", "底的", "末的", "前的", "在的")
_FROM = re.compile(r"[从由][^从由]{0,16}?(?:\d|第[一二三四五六七八九十])[^从由]{0,8}$")
_COMPARED = re.compile(r"(?<![占之同环对])[比较](?![例重值率])[^比较，、]{0,9}$")
_COMPARED_WITH = re.compile(r"(?<![占之同环对])[比较](?![例重值率])[^比较，、]{1,9}$")
_DISTANT = re.compile(rf"(?:{any_of(_WORDS['measures']['distances'])})[^，。；]{{2,12}}$")
_YEARS_LISTED = re.compile(r"(?:20\d\d年?[、和及]?)+$")
_COMPARED_YEAR = re.compile(
    r"(?<![占之同环对])(?<!收入)(?<!产出)[比较](?:(?:20\d\d年|[上去]年)(?:同期|末|底)?)?$"
)
_ASIDE = re.compile(r"在.{2,14}(?:基础上|前提下)$")
_OBJECT = re.compile(r"^.{4,}?(?<!即)[将把](?!军|领)(?=..)")
_PREDICATE = re.compile(f"(?<=...)(?:{any_of(_WORDS['predicates']['words'])}).*$")
_ASIDES = tuple(_WORDS["predicates"]["asides"])
_DOING = re.compile(f".*(?:{any_of(_WORDS['predicates']['doing'])})(?=...)")
_ORDER = re.compile("各[^，]{1,10}?[要须应]")
_CLAUSES = re.compile(r"[，,；;：:。]")
_MARGIN = " \t\r\n　、，,。；;：:·—-"


def left_context_of(text: str, rank: bool = False) -> LeftContext:
    """Read the text between the start of a clause and its number."""
    change = place = ""
    reached = each = every = False
    risen = 0
    tails = _RANK_TAILS if rank else _TAILS
    text = _undated(text)
    if holds_cells(text):
        text = CELLS.split(text)[-1]
    while text:
        if rank and (found := _PLACES.at_end(text)):
            place = place or found
        else:
            found = tails.at_end(text)
            if not found or found in _KEPT or (found in _NEUTRAL and _DISTANT.search(text)):
                break
            if not change:
                change = "up" if found in _UP else "down" if found in _DOWN else ""
            reached = reached or found not in _NEUTRAL
            each = each or "分别" in found
            every = every or found in _EVERY
        text = _undated(text[: -len(found)])
    if reached and ("从" in text or "由" in text):
        if rank and not place:
            place = _PLACES.at_end(text[: text.rfind("第")])
        text, risen = _FROM.subn("", text)
    if each:
        text = _YEARS_LISTED.sub("", text)
    elif "分别" in text:
        before, _, deed = text.rpartition("分别")
        each = bool(deed) and _DEEDS.at_start(deed) == deed and not opened(before)  # 其中今年分别建成
    if text.endswith(("上", "下")):
        text = _ASIDE.sub("", text)
    if "比" in text or "较" in text:
        compared = _COMPARED_WITH if risen else _COMPARED if change else _COMPARED_YEAR
        text = compared.sub("", text)
    return LeftContext(_object_of(opened(text)), change, place, reached, each, every)


def _undated(text: str) -> str:
    """`text` without the date it ends in: 资金|8月底前|全部支出."""
    text = text.rstrip(_MARGIN)
    return _DATE.sub("", text) if text.endswith(_DATE_ENDS) else text


def _object_of(noun: str) -> str:
    """What a long phrase does something to: 采取多种方式将办税时间 is about 办税时间."""
    return _OBJECT.sub("", noun) if "将" in noun or "把" in noun else noun


def noun_after(text: str) -> str:
    """The noun that opens the text after a number, up to the next number or the end of the clause."""
    text = _timeless(after_hedges(text))
    if holds_cells(text):
        text = CELLS.split(text)[0]
    if len(text) < 2 or text[0] in "、，,；;。）)”（(" or _NOT_NOUNS.at_start(text):
        return ""
    if digit := _DIGIT.search(text):
        if text[0] in "和及与":
            return ""
        text = _before_next(text[: digit.start()], text[digit.start() :])
    while word := _ENDINGS.at_end(text):
        text = text[: -len(word)]
    return text.rstrip("、 　")


def _before_next(text: str, rest: str) -> str:
    """The noun before the next number of a list; 国家级 of 2个国家级、5个省级产业集群 needs the last noun's head."""
    noun = (
        text[: text.rfind("、")] if "、" in text else left_context_of(text, rank=True).noun.rstrip("和及与")
    )
    return noun + rest[rest.rfind("级") + 1 :] if noun.endswith("级") and "级" in rest else noun


def deed_after(text: str) -> str:
    """What is done to all of a thing, after 全部 or 所有: 资金|全部|支出."""
    text = after_hedges(text)
    while word := _ENDINGS.at_end(text):
        text = text[: -len(word)]
    return text


def after_hedges(text: str) -> str:
    """`text` without the hedges that follow a number: 以上, 左右, （间）."""
    hedges = _HEDGES.match(text)
    return text[hedges.end() :] if hedges else text


def opened(text: str) -> str:
    """`text` without ordinals, time words and the words that merely open a clause."""
    text = text.strip(_MARGIN)
    while text:
        found = _TIME.match(text) or _ORDINAL.match(text)
        length = (
            found.end() if found else len(word) if (word := _OPENINGS.at_start(text)) not in _NEVER else 0
        )
        if not length:
            break
        text = text[length:].lstrip(_MARGIN)
    if found := _PLACED.match(text):
        return found[1] + opened(text[found.end() :])
    text = _timeless(text)
    return "" if text in _PARTICLES else text


def _timeless(text: str) -> str:
    """`text` without the deadlines inside it: 项目|8月底前|投产."""
    return _INNER_TIME.sub("", text) if _TIMED.search(text) else text


def opens_with_deed(words: str) -> bool:
    """Whether words say first what is done: 提升附加值, 拓展渠道."""
    return bool(_DEEDS.at_start(words))


def topic_of(sentence: str) -> str:
    """What a sentence speaks of: 竹产业 of 竹产业持续延链，建设一批项目; nothing where it opens with no noun and predicate."""
    noun = opened(_CLAUSES.split(sentence, maxsplit=1)[0])
    topic = _PREDICATE.sub("", noun)
    return topic if topic != noun and len(topic) <= LONGEST_SUBJECT else ""


def without_predicate(noun: str) -> str:
    """A noun without what is said of it: 民生实事 of 民生实事总体进展顺利."""
    return _PREDICATE.sub("", noun)


def last_noun(text: str) -> str:
    """The noun of the last clause of `text`: 对外贸易 of 对外贸易持续向好."""
    for clause in reversed(_CLAUSES.split(text)[-3:]):
        noun = opened(clause)
        if (noun.startswith("“") and noun.endswith("”")) or _ORDER.match(noun):
            continue  # a slogan: 上半年“双过半”; an order: 各地要倒排工期
        if len(noun) > LONGEST_SUBJECT:
            noun = _DOING.sub("", noun)
        if 3 <= len(noun) <= LONGEST_SUBJECT and not noun.endswith(_ASIDES):
            return _PREDICATE.sub("", noun)
    return ""
