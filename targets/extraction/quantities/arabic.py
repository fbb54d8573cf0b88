"""Numbers in Arabic numerals with their units: 320亿元, 1亿3千万, 80-100个, 8.5成, 2.5:1."""

from __future__ import annotations

import re
from collections.abc import Iterator

from targets.extraction.lexicon import any_of
from targets.extraction.quantities.measure_words import SCALE, UNIT, UNIT_START, WORDS, bare_unit, unit_nearby
from targets.extraction.quantities.numerals import mixed_number, number_of, scale_of
from targets.extraction.quantities.raw import NUMBER, SIGNS, TO, Raw, is_period, low_end, signed

_MIXED = r"(?:[百千万亿]{1,2}[0-9]{1,4}(?:\.[0-9]{1,4})?(?=[百千万亿多余]|[^0-9]))*"
_STOP = r"(?=[，,。；;、）)\n]|$|以上|以下|以内|左右)"
_ARABIC = re.compile(
    rf"(?P<first>{NUMBER})(?P<mixed>{_MIXED})"
    rf"(?:[ 　](?=[百千万亿]))?(?P<more>[多余]?)(?P<scale>{SCALE})(?P<more2>[多余]?)(?P<tail>(?<=[多余])[万亿]{{1,2}})?[ 　]?"
    rf"(?:(?P<unit>{UNIT})(?:{TO}(?P<high>{NUMBER})(?P<scale2>{SCALE})(?P=unit))?"
    rf"|{TO}(?P<high3>{NUMBER})(?P<scale3>{SCALE})[ 　]?(?P<unit3>{UNIT})"
    r"|(?:(?<=[万亿])|(?<=[万亿][多余]))(?P<bare>)(?![十百千万亿多余])"
    rf"|(?P<tenths>成)(?![{WORDS['chinese']['not_tenths']}])"
    r"|/(?P<part>[1-9][0-9]?)(?![0-9/年月日.十百千万])"
    r"|(?P<rate>/1?[0]{0,3}[百千万]{1,2})(?=[^一-鿿]|以下|以内|以上|左右|$)"
    rf"|(?P<shared>)(?=[和及]{NUMBER}{SCALE}{UNIT_START}|(?<=\.[0-9])、{NUMBER}{SCALE}{UNIT_START})"
    rf"|[:：](?P<ratio>{NUMBER})(?![0-9:：])"
    rf"|(?P<plain>){_STOP})",
    re.MULTILINE,
)
_NEXT = re.compile(rf"[和及、]{NUMBER}(?P<scale>{SCALE})(?P<unit>{UNIT})")
_NOT_BEFORE = '.．第“‘「『〔"'
_RANKED = ("名", "位")
_MORE_OR_LESS = re.compile(
    rf"(?:[至到达为≥≤><=]|[大小低高少多等]于|[超突][过破]|控制在|稳定在|保持在|{any_of(WORDS['levels']['before'])})$"
)
_TENTHS = 10


def arabic(text: str) -> Iterator[Raw]:
    """Every number in Arabic numerals that counts something."""
    for m in _ARABIC.finditer(text):
        start = m.start()
        value = number_of(m["first"])
        before = text[start - 1 : start]
        written = m["unit"] or m["unit3"] or ""
        if value is None or (before and before in _NOT_BEFORE) or (before == "月" and written == "日"):
            continue
        if before == "前" and written in _RANKED:
            continue  # a rank
        if written in WORDS["periods"]["units"] and is_period(text, start, value, m["first"]):
            continue
        at = signed(text, start) if before and before in SIGNS else start
        for raw in _read(m, value, written):
            yield raw if at == start else raw._replace(start=at, value=-raw.value)


def _read(m: re.Match[str], value: float, written: str) -> Iterator[Raw]:
    text, (start, end) = m.string, m.span()
    if written == "个" and (following := _NEXT.match(text, end)) and following["unit"] == "个百分点":
        written = "个百分点"  # 快于全国3.4个、1个百分点
    if m["rate"]:
        yield Raw(start, end, value, m["rate"], "rate")
    elif m["part"]:
        if text[start - 1 : start] != "/" and value <= float(m["part"]):
            yield Raw(start, end, value / float(m["part"]) * 100, "%", "fraction")
    elif m["tenths"]:
        if value <= _TENTHS and not m["scale"]:
            yield Raw(start, end, value * 10, "%", "tenths")
    elif m["ratio"]:
        other = number_of(m["ratio"])
        if other and "比" in text[max(0, start - 12) : start]:
            yield Raw(start, end, value / other, "", "ratio")
    elif m["shared"] is not None:
        yield from _sharing(text, start, end, value * scale_of(m["scale"]))
    elif m["plain"] is not None:
        if _is_level(text, start, value):
            yield Raw(start, end, value, "", "plain")
    elif m["high"] or m["high3"]:
        yield from _range(m, value, *bare_unit(written))
    else:
        yield _counted(m, value, *(bare_unit(written) if written else (unit_nearby(text, start, end), 1.0)))


def _range(m: re.Match[str], low: float, unit: str, factor: float) -> Iterator[Raw]:
    """80-100个, 5%—5.5%, 3万至5万元, 500至1万平方米."""
    high = number_of(m["high"] or m["high3"])
    if high is None or (unit == "年" and 1900 <= high <= 2150):
        return
    scale = scale_of(m["scale2"] if m["high"] else m["scale3"])
    own = bool(m["scale"] or m["high"])
    low = low_end(low * scale_of(m["scale"]), own, high, scale)
    yield Raw(*m.span(), low * factor, unit, "range", high * scale * factor)


def _counted(m: re.Match[str], number: float, unit: str, factor: float) -> Raw:
    """20余家, 1亿3千多万, 4万多亿元, 5万4千6百吨."""
    scale = m["scale"] + (m["tail"] or "")
    value = mixed_number(m["first"] + m["mixed"] + scale) if m["mixed"] else number * scale_of(scale)
    rule = "number" if m["bare"] is None else "bare"
    return Raw(*m.span(), value * factor, unit, rule, hedge=m["more"] or m["more2"] or None)


def _sharing(text: str, start: int, end: int, value: float) -> Iterator[Raw]:
    """A number that shares scale and unit with the next one: 分别提高4.2和0.7个百分点."""
    following = _NEXT.match(text, end)
    if following and not 1900 <= value <= 2150:
        unit, factor = bare_unit(following["unit"])
        yield Raw(start, end, value * scale_of(following["scale"]) * factor, unit, "shared")


def _is_level(text: str, start: int, value: float) -> bool:
    """A number without a unit is a level (倍差缩小至1.81) only after 至, 到, 达, 为 or a word of comparison."""
    year = value == int(value) and 1900 <= value <= 2150
    if year or not _MORE_OR_LESS.search(text, max(0, start - 4), start):
        return False
    return text.rfind("“", max(0, start - 20), start) <= text.rfind("”", max(0, start - 20), start)
