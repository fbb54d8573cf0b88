"""Numbers with their units, and the goals told without a digit: text -> quantities.

One scan each for Arabic numerals, Chinese numerals, ranks and implicit numbers; every expression starts
with a plain set of characters, so that text without numbers costs next to nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from targets.extraction.lexicon import any_of, words_before
from targets.extraction.parts import Quantity
from targets.extraction.quantities.measure_words import (
    CHINESE_UNIT,
    SCALE,
    UNIT,
    WORDS,
    bare_unit,
    left_edge,
    unit_nearby,
    unless_barred,
    zero_unit,
)
from targets.extraction.quantities.numerals import number_of, scale_of

_NUMBER = (
    r"[0-9０-９](?<![0-9０-９.．][0-9０-９])(?:[0-9]{0,2}(?:,[0-9]{3}){1,5}(?![0-9])|[0-9０-９]{0,15})"
    r"(?:[.．][0-9０-９]{1,10})?"
)
_TO = r"[ ]?(?:—+|–|-|－|~|～|∼|至|到)[ ]?"
_HAN = "一二两三四五六七八九十百千万亿"

_ARABIC = re.compile(
    rf"(?P<first>{_NUMBER})(?:(?P<head_scale>[万亿])(?P<second>{_NUMBER}))?"
    rf"(?:[ 　](?=[百千万亿]))?(?P<more>[多余]?)(?P<scale>{SCALE})(?P<more2>[多余]?)(?P<tail>(?<=[多余])[万亿]{{1,2}})?[ 　]?"
    rf"(?:(?P<unit>{UNIT})(?:{_TO}(?P<high>{_NUMBER})(?P<scale2>{SCALE})(?P<unit2>{UNIT}))?"
    rf"|{_TO}(?P<high3>{_NUMBER})(?P<scale3>{SCALE})[ 　]?(?P<unit3>{UNIT})"
    r"|(?:(?<=[万亿])|(?<=[万亿][多余]))(?P<bare>)(?![十百千万亿多余])"
    r"|/(?P<part>[1-9][0-9]?)(?![0-9/年月日.])"
    rf"|(?P<shared>)(?=[和及]{_NUMBER}{SCALE}{UNIT}|(?<=\.[0-9])、{_NUMBER}{SCALE}{UNIT})"
    r"|(?P<plain>)(?=[，,。；;、]|以上|以下|以内|左右))"
)
_CHINESE = re.compile(
    rf"[{_HAN}](?:分之(?P<fraction>[{_HAN}点]{{1,10}})"
    rf"|(?P<tenths>成)(?![{WORDS['chinese']['not_tenths']}])"
    rf"|[{_HAN}零〇]{{0,16}}(?:点[一二三四五六七八九零〇]{{1,6}}|[至到](?P<high>[{_HAN}零〇]{{1,16}}))?"
    rf"(?P<more>[多余]?)(?P<scale>{SCALE})(?P<more2>[多余]?)(?P<unit>{CHINESE_UNIT}))"
)
_NEXT = re.compile(rf"[和及、]{_NUMBER}(?P<scale>{SCALE})(?P<unit>{UNIT})")
_PERCENT = re.compile(rf"(?P<base>[百千万])分之(?P<value>[{_HAN}零〇点]{{1,12}}|{_NUMBER})")
_BARE_SCALE = re.compile(r"(?:[上近超过逾]|突破)(?P<scale>[十百千]?[万亿]{1,2})(?![一-鿿]?[级元])")
_RANK = re.compile(
    r"(?P<kind>[第前])(?P<value>[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})(?P<unit>[位名]?)"
    rf"(?![一二三四五六七八九十0-9]|{any_of(WORDS['rank']['not_before'])})"
)
_RANK_CONTEXT = re.compile(any_of(WORDS["rank"]["after"]))
_IMPLICIT_VALUE = {w: (g["value"], g["unit"], g["rule"]) for g in WORDS["implicit"] for w in g["words"]}
_IMPLICIT = re.compile(
    unless_barred({w: WORDS["barred"].get(w, "") for w in [*_IMPLICIT_VALUE, *WORDS["rank"]["first"]]})
)
_NIL = re.compile(rf"(?:{any_of(WORDS['nil']['after'])})(?P<zero>零)(?=[，,。；;、）)]|$)", re.MULTILINE)
_SHARE = re.compile("率|比例|占比|比重")
_ALL_THAT_SHOULD = re.compile(r"应([一-鿿])尽\1")
_TITLE = re.compile(r"《[^》\n]{0,80}》")
_IDIOM = re.compile(any_of(WORDS["chinese"]["idioms"]))
_AFTER = re.compile(any_of(WORDS["hedges"]["after"]))
_BEFORE = re.compile(rf"(?:{words_before(WORDS['hedges']['before'], WORDS['hedges']['not_after'])})$")
_PERIOD = re.compile(rf"(?<!提)(?:{any_of(WORDS['periods']['before'])})$")
_NOT_BEFORE = '.．第“‘「『〔"'
_NOT_BEFORE_CHINESE = '第数几成个完“‘「『〔"'


class _Raw(NamedTuple):
    """A quantity as a scan finds it, its span counted in the scanned text."""

    start: int
    end: int
    value: float
    unit: str
    rule: str
    high: float | None = None
    implicit: bool = False
    hedge: str | None = None


def quantities_in(text: str, offset: int = 0) -> list[Quantity]:
    """All numbers with units in `text`, implicit ones included, in order and disjoint.

    `offset` is the position of `text` in its document and is added to every span. What is never a quantity
    is left out: dates, ordinals, numbers of documents and lists, names in quotation marks and titles.
    Values are multiplied out to the bare unit, a range has both ends, hedges stay out of the value.
    """
    scans = (_arabic, _percents, _chinese, _ranks, _bare_scales, _implicit)
    found = [raw for scan in scans for raw in scan(text)]
    if not found:
        return []
    titles = [m.span() for m in _TITLE.finditer(text)] if "《" in text else []
    found.sort(key=lambda raw: (raw.start, -raw.end))
    kept: list[Quantity] = []
    end = -1
    for raw in found:
        if raw.start >= end and not _inside(titles, raw.start):
            end = raw.end
            kept.append(_placed(raw, text, offset))
    return kept


def _inside(spans: list[tuple[int, int]], position: int) -> bool:
    at = bisect_right(spans, (position,)) - 1
    return at >= 0 and position < spans[at][1]


def _placed(raw: _Raw, text: str, offset: int) -> Quantity:
    start, end, value, unit, rule, high, implicit, hedge = raw
    if hedge is None:
        after = _AFTER.match(text, end)
        before = None if after else _BEFORE.search(text, max(0, start - 5), start)
        hedge = after.group() if after else before.group() if before else None
    high = None if high is None else round(high, 6)
    return Quantity(
        start + offset,
        end + offset,
        text[start:end],
        round(float(value), 6),
        high,
        unit,
        implicit,
        hedge,
        rule,
    )


def _arabic(text: str) -> Iterator[_Raw]:
    for m in _ARABIC.finditer(text):
        start, end = m.span()
        value = number_of(m["second"] or m["first"])
        before = text[start - 1 : start]
        if value is None or (before and before in _NOT_BEFORE) or (before == "月" and m["unit"] == "日"):
            continue
        written = m["unit"] or m["unit3"] or ""
        if written == "个" and (following := _NEXT.match(text, end)) and following["unit"] == "个百分点":
            written = "个百分点"  # 快于全国3.4个、1个百分点
        if written in WORDS["periods"]["units"] and _is_period(text, start, value, m["first"]):
            continue
        if m["part"]:
            yield _Raw(start, end, value / float(m["part"]) * 100, "%", "fraction")
        elif m["shared"] is not None:
            yield from _sharing(text, start, end, value * scale_of(m["scale"]))
        elif m["plain"] is not None:
            if _is_level(text, start, value):
                yield _Raw(start, end, value, "", "plain")
        elif m["high"] or m["high3"]:
            yield from _range(m, value, *bare_unit(written))
        else:
            yield _counted(
                m, value, *(bare_unit(written) if written else (unit_nearby(text, start, end), 1.0))
            )


def _range(m: re.Match[str], low: float, unit: str, factor: float) -> Iterator[_Raw]:
    """80-100个, 5%—5.5%, 3万至5万元: the low end takes the scale of the high end where it has no unit of its own."""
    high = number_of(m["high"] or m["high3"])
    scale = scale_of(m["scale2"] if m["high"] else m["scale3"])
    low_scale = scale_of(m["scale"]) if m["scale"] or m["high"] else scale
    if high is not None and not (unit == "年" and 1900 <= high <= 2150):
        yield _Raw(*m.span(), low * low_scale * factor, unit, "range", high * scale * factor)


def _counted(m: re.Match[str], number: float, unit: str, factor: float) -> _Raw:
    """20余家, 1亿3千多万, 4万多亿元."""
    value = number * scale_of(m["scale"] + (m["tail"] or ""))
    if m["second"]:
        value += (number_of(m["first"]) or 0.0) * scale_of(m["head_scale"])
    rule = "number" if m["bare"] is None else "bare"
    return _Raw(*m.span(), value * factor, unit, rule, hedge=m["more"] or m["more2"] or None)


def _percents(text: str) -> Iterator[_Raw]:
    for m in _PERCENT.finditer(text):
        value = number_of(m["value"])
        if value is not None:
            yield _Raw(*m.span(), value * 100 / scale_of(m["base"]), "%", "percent")


def _sharing(text: str, start: int, end: int, value: float) -> Iterator[_Raw]:
    """A number that shares scale and unit with the next one: 分别提高4.2和0.7个百分点."""
    following = _NEXT.match(text, end)
    if following and not 1900 <= value <= 2150:
        unit, factor = bare_unit(following["unit"])
        yield _Raw(start, end, value * scale_of(following["scale"]) * factor, unit, "shared")


def _chinese(text: str) -> Iterator[_Raw]:
    for m in _CHINESE.finditer(text):
        start, end = m.span()
        before = text[start - 1 : start]
        if (before and before in _NOT_BEFORE_CHINESE) or before.isdigit() or _in_idiom(text, start):
            continue
        first = number_of(text[start])
        if m["fraction"]:
            part = number_of(m["fraction"])
            if first and part and first < 100:
                yield _Raw(start, end, part / first * 100, "%", "fraction")
        elif m["tenths"]:
            if first is not None and first < 10:
                yield _Raw(start, end, first * 10, "%", "tenths")
        else:
            yield from _chinese_count(m, text)


def _chinese_count(m: re.Match[str], text: str) -> Iterator[_Raw]:
    """两万户, 十余家, 三至五个; a single one (一个) counts nothing."""
    start, end = m.span()
    words = text[start : m.start("high") - 1 if m["high"] else m.start("more")]
    value, high = number_of(words), number_of(m["high"]) if m["high"] else None
    if value is None or (words == "一" and m["unit"] != "倍") or (m["high"] and high is None):
        return
    if m["unit"] in WORDS["periods"]["units"] and _is_period(text, start, value, words):
        return
    unit, factor = bare_unit(m["unit"])
    scale = scale_of(m["scale"]) * factor
    if high is not None:
        yield _Raw(start, end, value * scale, unit, "range", high * scale)
    else:
        yield _Raw(start, end, value * scale, unit, "chinese", hedge=m["more"] or m["more2"] or None)


def _in_idiom(text: str, start: int) -> bool:
    return any(m.start() <= start < m.end() for m in _IDIOM.finditer(text, max(0, start - 4), start + 8))


def _ranks(text: str) -> Iterator[_Raw]:
    for m in _RANK.finditer(text):
        start, end = m.span()
        value = number_of(m["value"])
        if text[max(0, start - 2) : start] in WORDS["rank"]["not_after"]:
            continue
        near = _RANK_CONTEXT.search(text, left_edge(text, start, 10), start)
        if value is None or not (near or m["unit"] == "位") or (m["kind"] == "前" and value < 2):
            continue
        arabic = m["value"][0] not in _HAN
        if arabic and m["unit"]:
            start += 1
        hedge = "前" if m["kind"] == "前" else None
        yield _Raw(start, end, value, "位", "rank", hedge=hedge)


def _bare_scales(text: str) -> Iterator[_Raw]:
    for m in _BARE_SCALE.finditer(text):
        start, end = m.span("scale")
        value = number_of(m["scale"])
        unit = unit_nearby(text, start, end)
        if value is not None and unit:
            yield _Raw(start, end, value, unit, "bare")


def _implicit(text: str) -> Iterator[_Raw]:
    for m in _IMPLICIT.finditer(text):
        word = m.group()
        if m.start() and text[m.start() - 1] in WORDS["barred_after"].get(word, ""):
            continue
        value, unit, rule = _IMPLICIT_VALUE.get(word, (1, "位", "first"))
        if rule == "first" and text[max(0, m.start() - 2) : m.start()] in WORDS["rank"]["not_after"]:
            continue
        if rule == "zero":
            unit = zero_unit(text, m.start(), m.end())
        yield _Raw(*m.span(), value, unit, rule, implicit=rule != "half")
    for m in _NIL.finditer(text) if "零" in text else ():
        before = text[left_edge(text, m.start(), 8) : m.start()]
        unit = "%" if _SHARE.search(before) else zero_unit(text, m.start(), m.end())
        yield _Raw(*m.span("zero"), 0, unit, "zero", implicit=True)
    if "尽" in text:
        for m in _ALL_THAT_SHOULD.finditer(text):
            yield _Raw(*m.span(), 100, "%", "all", implicit=True)


def _is_period(text: str, start: int, value: float, words: str) -> bool:
    year = 1900 <= value <= 2150 or re.search(r"[.．](19|20)\d\d$", words)
    return bool(year or _PERIOD.search(text, max(0, start - 2), start))


def _is_level(text: str, start: int, value: float) -> bool:
    """A number without a unit is a level (倍差缩小至1.81) only after 至, 到, 达 or 为."""
    if not start or text[start - 1] not in "至到达为" or (value == int(value) and 1900 <= value <= 2150):
        return False
    return text.rfind("“", max(0, start - 20), start) <= text.rfind("”", max(0, start - 20), start)
