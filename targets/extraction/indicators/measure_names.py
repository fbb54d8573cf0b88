"""From the noun a number belongs to, the name of what is measured: 改造户数, 增速, 开工率, 全国位次."""

from __future__ import annotations

import re

from targets.extraction.indicators.nouns import MEASURED, MEASURES, without_alias
from targets.extraction.indicators.phrases import LeftContext, WordSet
from targets.extraction.lexicon import any_of, lexicon
from targets.extraction.parts import Quantity

LONGEST_NAME = 24
WHOLES = ("全部", "所有")

_WORDS = lexicon("indicators")
_SUFFIXES: dict[str, str] = _WORDS["suffixes"]
_GROWTH: dict[str, str] = _WORDS["growth"]
_IMPLICIT: dict[str, str] = _WORDS["implicit"]
_ENDS: dict[str, list[str]] = _WORDS["ends"]
_DISTANCE = re.compile(any_of(_WORDS["measures"]["distances"]))
_RATED = tuple(_ENDS["rated"])
_RATIOS = tuple(_ENDS["ratios"])
_GROWN = tuple(_ENDS["growth"])
_RANKED = tuple(_ENDS["ranks"])
_CUTS = WordSet(word for word in _WORDS["tails"]["down"] if len(word) > 1)
_SHARES = ("%", "百分点")
_RANK_RULES = ("rank", "first")
_UNSAID = (
    re.compile(r"()[（(][^（）()]*[)）]"),
    re.compile(rf"^({any_of(_WORDS['actions']['words'])})?.{{4,}}?等(?!指标)(?=.{{4}})"),
    re.compile(r"^()[^“”]{2,}?(?:带动|拉动|撬动)(?=.{4})"),
    re.compile(r"()“[^”]{6,}”(?=.{4})"),
)
_PAIRS = (("“", "”"), ("（", "）"), ("(", ")"), ("《", "》"), ("〔", "〕"))
_BRACKET = re.compile(r"[“”（）()《》〔〕]")
_BARRED = str.maketrans("", "", "，,。；;：:\n\r \t　")


def name_of(noun: str, quantity: Quantity, left: LeftContext, part: bool) -> str:
    """The name of what `quantity` measures of `noun`; `part`: a share of it.

    Without clause punctuation, unpaired brackets and, where it is long, without what can be left unsaid.
    """
    noun = without_alias(noun)
    name = (
        _cut(noun, quantity, left)
        or _completion(noun, quantity, left, part)
        or noun + _measure(noun, quantity, left, part)
    )
    return _concise(_balanced(name.translate(_BARRED).strip("、的")))


def is_rank(quantity: Quantity) -> bool:
    """Whether a quantity is a place in an order (第3位, 前五), not a count of persons (93位院士)."""
    return quantity.unit == "位" and quantity.rule in _RANK_RULES


def _cut(noun: str, quantity: Quantity, left: LeftContext) -> str:
    """一般性支出降幅 for 压减一般性支出10%; nothing where the noun does not open with a cut."""
    cut = _CUTS.at_start(noun) if quantity.unit in _SHARES and not left.change else ""
    return f"{noun[len(cut) :]}降幅" if cut and len(noun) > len(cut) else ""


def _completion(noun: str, quantity: Quantity, left: LeftContext, part: bool) -> str:
    """项目年度投资完成率 for 项目完成年度投资达到55%; nothing where the number is no share of a deed."""
    if quantity.unit != "%" or left.change or noun.endswith(_RATIOS):
        return ""
    if "覆盖" in quantity.text:
        return f"{noun.removeprefix('完成').replace('实现', '')}覆盖率"
    if noun.endswith(_RATED):
        return noun + "率"
    subject, deed, rest = noun.rpartition("完成")
    return f"{subject}{rest}完成率" if deed and rest and not part else ""


def _measure(noun: str, quantity: Quantity, left: LeftContext, part: bool) -> str:
    """The word for what is measured, where the noun does not end in one."""
    if is_rank(quantity):
        return "" if noun.endswith(_RANKED) else f"{left.place}位次"
    if _DISTANCE.search(noun) and not noun.endswith(_RATIOS):
        return "幅度"
    if left.change == "up":
        return _growth(noun, quantity.unit)
    if left.change == "down":
        return "降幅" if quantity.unit in _SHARES else "减少额" if quantity.unit.endswith("元") else "减少数"
    if quantity.implicit and noun.endswith("率"):
        return ""
    if quantity.implicit and not (part and quantity.text in WHOLES):
        return "率" if noun.endswith("覆盖") else _trigger(quantity.text)
    if quantity.unit == "%" and "占" in noun and not noun.endswith(("占", *_RATIOS)):
        return "比重"
    if part or noun.endswith("占"):
        return "比" if noun.endswith("占") else "占比"
    if MEASURES.at_end(noun) or noun.endswith(MEASURED):
        return ""
    suffix = _SUFFIXES.get(quantity.unit, "数")
    return "" if suffix and noun.endswith(suffix) else suffix


def _growth(noun: str, unit: str) -> str:
    if noun.endswith(_GROWN):
        return ""
    if unit == "%":
        return "增长率" if noun.endswith("年均") or len(noun) <= 2 else "增速"
    return _GROWTH.get(unit, "增加额" if unit.endswith("元") else "增加数")


def _trigger(text: str) -> str:
    """What a number without digits measures: 覆盖率 for 全覆盖, 完成率 for 全面完成."""
    return next((name for word, name in _IMPLICIT.items() if word in text), "完成率")


def _concise(name: str) -> str:
    """A long name without what could be left unsaid: brackets, examples, causes, quoted attributes."""
    for pattern in _UNSAID:
        if len(name) <= LONGEST_NAME:
            break
        shorter = pattern.sub(r"\1", name)
        name = shorter if len(shorter) >= 6 else name
    return name


def _balanced(name: str) -> str:
    """`name` without a bracket or quotation mark whose partner is missing."""
    for opening, closing in _PAIRS if _BRACKET.search(name) else ():
        if name.count(opening) != name.count(closing):
            name = name.replace(opening, "").replace(closing, "")
    return name
