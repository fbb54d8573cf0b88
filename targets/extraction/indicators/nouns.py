"""What a noun beside a number is made of: verbs, a subject, a measure; and whether it names anything alone."""

from __future__ import annotations

import re

from targets.extraction.indicators.phrases import LeftContext, WordSet
from targets.extraction.lexicon import any_of, lexicon
from targets.extraction.parts import Quantity

_WORDS = lexicon("indicators")
_ACTION_WORDS, _MEASURE_WORDS = _WORDS["actions"], _WORDS["measures"]
ACTIONS = WordSet(_ACTION_WORDS["words"])
MEASURES = WordSet(_MEASURE_WORDS["words"], _MEASURE_WORDS["bare"])
BARE = frozenset([*_MEASURE_WORDS["bare"], *_MEASURE_WORDS["bare_deeds"]])
STATES = frozenset(_MEASURE_WORDS["states"])
RATIOS = frozenset(_MEASURE_WORDS["ratios"])
GENERAL = frozenset(_MEASURE_WORDS["general"])
MEASURED: tuple[str, ...] = tuple(_WORDS["ends"]["measures"])
LEANING: tuple[str, ...] = tuple(_MEASURE_WORDS["leaning"])
_PREFIXES = WordSet(_ACTION_WORDS["words"], _ACTION_WORDS["scopes"])
_SCOPES = frozenset(_ACTION_WORDS["scopes"])
_HEADS = WordSet(_MEASURE_WORDS["heads"])
_RATED = frozenset(_WORDS["ends"]["rated"])
_DISTANCE = re.compile(any_of(_MEASURE_WORDS["distances"]))
_DEEDS: tuple[str, ...] = tuple(_WORDS["after"]["deeds"])
_COUNTED = frozenset(_WORDS["after"]["counted"])
_RATE = re.compile(r"^.*?(..率)?$")
_YEARLY = "年均"
_KIND_OF_ALL = re.compile("等(?=主要|重点|[0-9两三四五六七八九十]+[项类种])")  # 氨氮、总磷等主要污染物
_ALIAS = re.compile(r"(?<=..)[（(][^（）()]*[)）]$")
RATES = WordSet(f"{deed}率" for deed in _RATED)
_TWINS = frozenset(tuple(pair) for pair in (*_WORDS["lists"]["twins"], *_WORDS["pairs"].values()))
LONGEST_TWIN = 3  # 制茶、制糖自动化产线: as long as each other, with the same first character


def without_count(words: str, start: int, earlier: Quantity) -> str:
    """`words` (which begin at `start`) without an earlier count in them: 首批10个先导区集聚企业, 96个项目完成投资."""
    before, after = words[: earlier.start - start], words[earlier.end - start :]
    opens = not before and not after.startswith(("以", "及以"))  # not 60岁以上的老人
    counts = earlier.unit in _COUNTED or after.startswith("的") or opens
    if counts and earlier.text[0].isdigit():
        return before + after.removeprefix("的")
    return words


def joined(left: LeftContext, after: str, quantity: Quantity) -> tuple[str, bool]:
    """The noun around a number, and whether the number is a share of what follows it."""
    noun, part = left.noun, False
    if after and (not noun or not left.reached or noun in _PREFIXES):
        part = quantity.unit == "%"
        examples = noun.endswith("等") or (noun.count("、") > 1 and not quantity.implicit)
        before = ACTIONS.at_start(noun) if examples else noun
        noun = before if before.endswith(after) else before + after
    if noun in _SCOPES:
        noun = ""
    if quantity.text.startswith("零"):
        noun += quantity.text[1:]
    return noun, part


def needs_subject(noun: str, left: LeftContext, after: str) -> bool:
    """Whether a noun is no name without a subject from before."""
    if not noun or noun in BARE or is_action(noun) or noun.startswith(LEANING) or _is_bare_rate(noun):
        return True
    if (distance := _DISTANCE.search(noun)) and noun[: distance.start()] in BARE:
        return True
    if not left.noun and after.startswith(_DEEDS):
        return True
    return noun.removeprefix(ACTIONS.at_start(noun)) in GENERAL


def _is_bare_rate(noun: str) -> bool:
    """Whether a noun is the rate of a deed alone: 办结率, 按期办结率."""
    return noun.endswith("率") and noun.removesuffix("率").removeprefix("按期").removeprefix("总体") in _RATED


def before_distance(noun: str) -> str:
    """A noun without what it is held against: 民间投资增速 of 民间投资增速高于全国平均幅度."""
    distance = _DISTANCE.search(noun)
    return noun[: distance.start()] if distance and distance.start() else noun


def has_action(noun: str) -> bool:
    """Whether a noun brings a verb of its own: 新建公园, 危桥改造."""
    return bool(ACTIONS.at_start(noun) or ACTIONS.at_end(noun))


def actions_of(noun: str) -> str:
    """The verbs that open a noun: 新建改建 of 新建改建农村公路."""
    rest = noun
    while word := ACTIONS.at_start(rest):
        rest = rest[len(word) :]
    return noun[: len(noun) - len(rest)] if rest else ""


def is_action(noun: str) -> bool:
    """Whether a noun is made of verbs alone: 新开工建设."""
    while word := _PREFIXES.at_start(noun):
        noun = noun[len(word) :]
    return not noun


def share_of(items: list[str], k: int) -> str:
    """The k-th of 城镇、农村居民收入, or of 事故起数和死亡人数: what the items share is added to each."""
    *others, last = items
    if last.endswith(_YEARLY):
        return share_of([*others, last.removesuffix(_YEARLY)], k) + _YEARLY
    if kind := _KIND_OF_ALL.search(last):
        measure = MEASURES.at_end(last)
        return without_alias(([*others, last[: kind.start()]])[k]) + measure
    item, head = items[k], items[0]
    if item.endswith("级") and "级" in last[:-1]:
        return item + last.partition("级")[2] if k < len(others) else item
    if k < len(others) and len(item) <= LONGEST_TWIN and item[0] == last[0]:
        return item + last[len(item) :]
    twin = next((twin for word, twin in _TWINS if word == item and last.startswith(twin)), "")
    if k < len(others) and twin:
        return item + last.removeprefix(twin)
    if k and _is_bare_rate(item) and (rate := RATES.at_end(head)):
        return head.removesuffix(rate) + item  # 项目履约率、开工率
    if k and item in MEASURES:
        return stem_of(head) + item
    own = len(stem_of(item))
    if k and own <= 3 and (longer := len(stem_of(head)) - own) >= 5:
        return head[:longer] + item
    if MEASURES.at_end(item) or item.endswith(MEASURED):
        return item
    shared = MEASURES.at_end(last) or _HEADS.at_end(last) or _RATE.sub(r"\1", last)
    overlap = next((n for n in range(min(len(item), len(shared)), 0, -1) if item.endswith(shared[:n])), 0)
    return item + shared[overlap:]


def without_alias(noun: str) -> str:
    """A noun without the other name that brackets at its end give it: 优良天数比例(AQI达标率)."""
    return _ALIAS.sub("", noun) if noun.endswith((")", "）")) else noun


def stem_of(noun: str) -> str:
    """A noun without its measure: 粮食 of 粮食播种面积."""
    return noun.removesuffix(MEASURES.at_end(noun))


def thing_of(noun: str) -> str:
    """What a noun does something to: 保障性住房 of 开工建设保障性住房, 重点项目 of 重点项目开工率."""
    noun = noun.removesuffix("率")
    return noun.removesuffix(ACTIONS.at_end(noun)).removeprefix(ACTIONS.at_start(noun))


def total_of(noun: str) -> str:
    """The measure that a noun ends in, where it is one of a thing: 总投资, not 新增."""
    measure = MEASURES.at_end(noun)
    return "" if measure in RATIOS else measure
