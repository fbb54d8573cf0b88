"""Numbers with their units, and the goals told without a digit: text -> quantities.

One scan each for Arabic numerals, Chinese numerals, ranks and implicit numbers; every expression starts
with a plain set of characters, so that text without numbers costs next to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from targets.extraction.lexicon import any_of, lexicon
from targets.extraction.numerals import number_of, scale_of
from targets.extraction.parts import Quantity

_WORDS = lexicon("quantities")
_NEARBY = 30


def _units(names: Mapping[str, str | list[str]]) -> str:
    """Alternation of words, longest first, each barred before the characters or words it lists."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return "|".join(re.escape(name) + _unless(names[name]) + _only_before(name) for name in ordered)


def _unless(barred: str | list[str]) -> str:
    if not barred:
        return ""
    return f"(?!{any_of(barred)})" if isinstance(barred, list) else f"(?![{barred}])"


def _only_before(name: str) -> str:
    needed = _WORDS["only_before"].get(name)
    return f"(?={any_of(needed)})" if needed else ""


_ALL_UNITS: dict[str, str | list[str]] = _WORDS["units"]
_PER = rf"(?:/(?:{any_of([*_ALL_UNITS, '月'])}))?"
_UNIT = rf"(?:[%％﹪‰]|(?:{_units(_ALL_UNITS)}){_PER})"
_CHINESE_UNIT = (
    rf"(?:{_units({n: v for n, v in _ALL_UNITS.items() if n not in _WORDS['chinese']['not_units']})}){_PER}"
)
_NUMBER = (
    r"[0-9０-９](?<![0-9０-９.．][0-9０-９])(?:[0-9]{0,2}(?:,[0-9]{3}){1,5}(?![0-9])|[0-9０-９]{0,15})"
    r"(?:[.．][0-9０-９]{1,10})?"
)
_SCALE = r"[十百千万亿]{0,4}?"
_TO = r"[ ]?(?:—+|–|-|－|~|～|∼|至|到)[ ]?"
_HAN = "一二两三四五六七八九十百千万亿"

_ARABIC = re.compile(
    rf"(?:(?P<head>{_NUMBER})(?P<head_scale>[万亿]))?(?P<low>{_NUMBER})(?P<more>[多余]?)(?P<scale>{_SCALE})(?P<more2>[多余]?)(?P<tail>(?<=[多余])[万亿]{{1,2}})?[ 　]?"
    rf"(?:(?P<unit>{_UNIT})(?:{_TO}(?P<high>{_NUMBER})(?P<scale2>{_SCALE})(?P<unit2>{_UNIT}))?"
    rf"|{_TO}(?P<high3>{_NUMBER})(?P<scale3>{_SCALE})[ 　]?(?P<unit3>{_UNIT})"
    r"|(?:(?<=[万亿])|(?<=[万亿][多余]))(?P<bare>)(?![十百千万亿多余])"
    r"|/(?P<part>[1-9][0-9]?)(?![0-9/年月日.])"
    r"|(?P<plain>)(?=[，,。；;、]|以上|以下|以内|左右))"
)
_CHINESE = re.compile(
    rf"[{_HAN}](?:分之(?P<fraction>[{_HAN}点]{{1,10}})"
    rf"|(?P<tenths>成)(?![为立效果员长都功本熟就片型套年交品人绩色分灾])"
    rf"|[{_HAN}零〇]{{0,16}}(?:点[一二三四五六七八九零〇]{{1,6}}|[至到](?P<high>[{_HAN}零〇]{{1,16}}))?(?P<more>[多余]?)(?P<scale>{_SCALE})(?P<more2>[多余]?)"
    rf"(?P<unit>{_CHINESE_UNIT}))"
)
_PERCENT = re.compile(rf"(?P<base>[百千万])分之(?P<value>[{_HAN}零〇点]{{1,12}}|{_NUMBER})")
_BARE_SCALE = re.compile(r"(?:[上近超过逾]|突破)(?P<scale>[十百千]?[万亿]{1,2})(?![一-鿿]?[级元])")
_RANK = re.compile(
    r"(?P<kind>[第前])(?P<value>[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})(?P<unit>[位名]?)"
    rf"(?![一二三四五六七八九十0-9]|{any_of(_WORDS['rank']['not_before'])})"
)
_RANK_CONTEXT = re.compile(any_of(_WORDS["rank"]["after"]))
_IMPLICIT_VALUE = {w: (g["value"], g["unit"], g["rule"]) for g in _WORDS["implicit"] for w in g["words"]}
_IMPLICIT = re.compile(
    _units({w: _WORDS["barred"].get(w, "") for w in [*_IMPLICIT_VALUE, *_WORDS["rank"]["first"]]})
)
_ALL_THAT_SHOULD = re.compile(r"应([一-鿿])尽\1")
_SCALED = {s["unit"]: (s["bare"], s["factor"]) for s in _WORDS["scaled"]}
_NOUN_UNIT = {noun: unit for unit, nouns in _WORDS["nouns"].items() for noun in nouns}
_NOUN = re.compile(any_of(_NOUN_UNIT))
_MONEY = re.compile(any_of(_WORDS["money"]["nouns"]))
_ZERO_NOUN = re.compile(any_of(_WORDS["zero"]["nouns"]))
_LIST = re.compile(
    rf"(?:[、和及][0-9.]{{1,12}}{_SCALE}){{0,8}}[、和及][0-9.]{{1,12}}{_SCALE}(?P<unit>{_UNIT})"
)
_TITLE = re.compile(r"《[^》\n]{0,80}》")
_IDIOM = re.compile(any_of(_WORDS["chinese"]["idioms"]))
_AFTER = re.compile(any_of(_WORDS["hedges"]["after"]))
_BEFORE = re.compile(rf"(?:{any_of(_WORDS['hedges']['before'])})$")
_PERIOD = re.compile(rf"(?<!提)(?:{any_of(_WORDS['periods']['before'])})$")
_SENTENCE_MARKS = "。！？\n"
_NOT_BEFORE = '.．第“‘「『〔"'
_OPENING = '“‘「『〔"'


def quantities_in(text: str, offset: int = 0) -> list[Quantity]:
    """All numbers with units in `text`, implicit ones included, in order and disjoint.

    `offset` is the position of `text` in its document and is added to every span. What is never a quantity
    is left out: dates, ordinals, numbers of documents and lists, names in quotation marks and titles.
    Values are multiplied out to the bare unit, a range has both ends, hedges stay out of the value.
    """
    found = [
        *_arabic(text),
        *_percents(text),
        *_chinese(text),
        *_ranks(text),
        *_bare_scales(text),
        *_implicit(text),
    ]
    if not found:
        return []
    titles = [m.span() for m in _TITLE.finditer(text)] if "《" in text else []
    found.sort(key=lambda q: (q.start, -q.end))
    kept: list[Quantity] = []
    end = -1
    for quantity in found:
        if quantity.start < end or any(a < quantity.start < b for a, b in titles):
            continue
        end = quantity.end
        kept.append(_placed(quantity, text, offset))
    return kept


def _placed(quantity: Quantity, text: str, offset: int) -> Quantity:
    hedge = quantity.hedge
    if hedge is None:
        after = _AFTER.match(text, quantity.end)
        before = None if after else _BEFORE.search(text, max(0, quantity.start - 4), quantity.start)
        hedge = after.group() if after else before.group() if before else None
    return Quantity(
        quantity.start + offset,
        quantity.end + offset,
        text[quantity.start : quantity.end],
        quantity.value,
        quantity.value_high,
        quantity.unit,
        quantity.implicit,
        hedge,
        quantity.rule,
    )


def _arabic(text: str) -> Iterator[Quantity]:
    for m in _ARABIC.finditer(text):
        start, end = m.span()
        low = number_of(m["low"])
        before = text[start - 1 : start]
        if low is None or (before and before in _NOT_BEFORE) or (before == "月" and m["unit"] == "日"):
            continue
        if m["part"]:
            yield _quantity(start, end, low / float(m["part"]) * 100, "%", "fraction")
            continue
        if m["plain"] is not None:
            if _is_level(text, start, low):
                yield _quantity(start, end, low, "", "plain")
            continue
        written = m["unit"] or m["unit3"] or ""
        unit, factor = _bare_unit(written)
        if written in _WORDS["periods"]["units"] and _is_period(text, start, low, m["low"]):
            continue
        more = m["more"] or m["more2"] or None
        high_words = m["high"] or m["high3"]
        if high_words:
            scale = scale_of(m["scale2"] if m["high"] else m["scale3"])
            high = number_of(high_words)
            low_scale = scale_of(m["scale"]) if m["scale"] or m["high"] else scale
            if high is None or (unit == "年" and 1900 <= high <= 2150):
                continue
            yield _quantity(start, end, low * low_scale * factor, unit, "range", high * scale * factor)
            continue
        if m["bare"] is not None:
            unit = _unit_nearby(text, start, end)
        value = low * scale_of(m["scale"] + (m["tail"] or ""))
        if m["head"]:
            value += (number_of(m["head"]) or 0.0) * scale_of(m["head_scale"])
        rule = "number" if m["bare"] is None else "bare"
        yield _quantity(start, end, value * factor, unit, rule, hedge=more)


def _percents(text: str) -> Iterator[Quantity]:
    for m in _PERCENT.finditer(text):
        value = number_of(m["value"])
        if value is not None:
            yield _quantity(*m.span(), value * 100 / scale_of(m["base"]), "%", "percent")


def _in_idiom(text: str, start: int) -> bool:
    return any(m.start() <= start < m.end() for m in _IDIOM.finditer(text, max(0, start - 4), start + 8))


def _chinese(text: str) -> Iterator[Quantity]:
    for m in _CHINESE.finditer(text):
        start, end = m.span()
        before = text[start - 1] if start else ""
        if before and (before in _OPENING or before in "第数几成个" or before.isdigit()):
            continue
        if _in_idiom(text, start):
            continue
        if m["fraction"]:
            of, part = number_of(text[start]), number_of(m["fraction"])
            if of and part and of < 100:
                yield _quantity(start, end, part / of * 100, "%", "fraction")
            continue
        if m["tenths"]:
            tenths = number_of(text[start])
            if tenths is not None and tenths < 10 and before != "完":
                yield _quantity(start, end, tenths * 10, "%", "tenths")
            continue
        words = text[start : m.start("high") - 1 if m["high"] else m.start("more")]
        value, high = number_of(words), number_of(m["high"]) if m["high"] else None
        if value is None or (words == "一" and m["unit"] != "倍") or (m["high"] and high is None):
            continue
        unit, factor = _bare_unit(m["unit"])
        if m["unit"] in _WORDS["periods"]["units"] and _is_period(text, start, value, words):
            continue
        hedge = m["more"] or m["more2"] or None
        scale = scale_of(m["scale"]) * factor
        if high is not None:
            yield _quantity(start, end, value * scale, unit, "range", high * scale)
            continue
        yield _quantity(start, end, value * scale, unit, "chinese", hedge=hedge)


def _ranks(text: str) -> Iterator[Quantity]:
    for m in _RANK.finditer(text):
        start, end = m.span()
        value = number_of(m["value"])
        if text[max(0, start - 2) : start] in _WORDS["rank"]["not_after"]:
            continue
        near = _RANK_CONTEXT.search(text, _left_edge(text, start, 10), start)
        if value is None or not (near or m["unit"] == "位") or (m["kind"] == "前" and value < 2):
            continue
        arabic = m["value"][0] not in _HAN
        if arabic and m["unit"]:
            start += 1
        hedge = "前" if m["kind"] == "前" else None
        yield _quantity(start, end, value, "位", "rank", hedge=hedge)


def _bare_scales(text: str) -> Iterator[Quantity]:
    for m in _BARE_SCALE.finditer(text):
        start, end = m.span("scale")
        value = number_of(m["scale"])
        unit = _unit_nearby(text, start, end)
        if value is not None and unit:
            yield _quantity(start, end, value, unit, "bare")


def _implicit(text: str) -> Iterator[Quantity]:
    for m in _IMPLICIT.finditer(text):
        word = m.group()
        value, unit, rule = _IMPLICIT_VALUE.get(word, (1, "位", "first"))
        if rule == "first" and text[max(0, m.start() - 2) : m.start()] in _WORDS["rank"]["not_after"]:
            continue
        if rule == "zero":
            unit = _zero_unit(text, m.start(), m.end())
        yield _quantity(*m.span(), value, unit, rule, implicit=rule != "half")
    if "尽" in text:
        for m in _ALL_THAT_SHOULD.finditer(text):
            yield _quantity(*m.span(), 100, "%", "all", implicit=True)


def _quantity(
    start: int, end: int, value: float, unit: str, rule: str, high: float | None = None, *,
    implicit: bool = False, hedge: str | None = None,
) -> Quantity:  # fmt: skip
    return Quantity(
        start,
        end,
        "",
        round(float(value), 6),
        None if high is None else round(high, 6),
        unit,
        implicit,
        hedge,
        rule,
    )


def _bare_unit(written: str) -> tuple[str, float]:
    if written in _SCALED:
        return _SCALED[written]
    return _WORDS["canonical"].get(written, written), 1.0


def _is_period(text: str, start: int, value: float, words: str) -> bool:
    year = 1900 <= value <= 2150 or re.search(r"[.．](19|20)\d\d$", words)
    return bool(year or _PERIOD.search(text, max(0, start - 2), start))


def _is_level(text: str, start: int, value: float) -> bool:
    """A number without a unit is a level (倍差缩小至1.81) only after 至, 到, 达 or 为."""
    if not start or text[start - 1] not in "至到达为" or (value == int(value) and 1900 <= value <= 2150):
        return False
    return text.rfind("“", max(0, start - 20), start) <= text.rfind("”", max(0, start - 20), start)


def _unit_nearby(text: str, start: int, end: int) -> str:
    """The unit of a number without a measure word: its list's, that of the noun after it, 元, or the noun's before it."""
    shared = _LIST.match(text, end)
    if shared:
        return _bare_unit(shared["unit"])[0]
    noun = _NOUN.search(text, end, _right_edge(text, end, 12))
    left = _left_edge(text, start, _NEARBY)
    money = _MONEY.search(text, left, start)
    if noun and (not money or noun.start() - end <= 6):
        return str(_NOUN_UNIT[noun.group()])
    if money:
        return "元"
    named = noun or _NOUN.search(text, max(left, start - 12), start)
    return str(_NOUN_UNIT[named.group()]) if named else ""


def _zero_unit(text: str, start: int, end: int) -> str:
    """The unit of what is brought to zero: the noun in the words, before them or after them."""
    nouns = _WORDS["zero"]["nouns"]
    inside = _ZERO_NOUN.search(text, start, end)
    before = _ZERO_NOUN.findall(text, _left_edge(text, start, _NEARBY), start)
    if inside or before:
        return str(nouns[inside.group() if inside else before[-1]])
    behind = _ZERO_NOUN.search(text, end, _right_edge(text, end, 20))
    return str(nouns[behind.group()] if behind else _WORDS["zero"]["default"])


def _left_edge(text: str, start: int, reach: int) -> int:
    """Where the words before `start` begin: `reach` characters back, but not beyond the sentence."""
    lowest = max(0, start - reach)
    return max(lowest, *(text.rfind(mark, lowest, start) + 1 for mark in _SENTENCE_MARKS))


def _right_edge(text: str, end: int, reach: int) -> int:
    found = (text.find(mark, end, end + reach) for mark in _SENTENCE_MARKS)
    return min((at for at in found if at >= 0), default=min(len(text), end + reach))
