"""Numbers in Chinese numerals with their units: 两万户, 十余家, 三至五个, 五六百公里, 九成五, 百分之七."""

from __future__ import annotations

import re
from collections.abc import Iterator

from targets.extraction.lexicon import any_of
from targets.extraction.quantities.measure_words import CHINESE_UNIT, SCALE, WORDS, bare_unit, unit_nearby
from targets.extraction.quantities.numerals import number_of, scale_of
from targets.extraction.quantities.raw import HAN, NUMBER, Raw, is_period, low_end, signed

_DIGIT = "一二两三四五六七八九"
_CHINESE = re.compile(
    rf"[{HAN}零](?<!零(?!点))(?:(?P<whole>[{HAN}零]{{0,6}})分之(?P<fraction>[{HAN}点]{{1,10}})"
    rf"|(?P<eighth>[{_DIGIT}])?(?P<tenths>成)(?P<half>[{_DIGIT}半](?![{HAN}]))?(?![{WORDS['chinese']['not_tenths']}])"
    rf"|[{HAN}零〇]{{0,22}}(?:点[一二三四五六七八九零〇]{{1,6}}|(?:[至到~～]|—+)(?P<high>[{HAN}零〇]{{1,22}}))?"
    rf"(?P<more>[多余]?)(?P<scale>{SCALE})(?P<more2>[多余]?)"
    rf"(?:(?P<unit>{CHINESE_UNIT})|(?<=[多余])(?P<bare>)(?=[，,。；;、]|$)))",
    re.MULTILINE,
)
_PERCENT = re.compile(rf"(?P<base>[百千万]|十万)分之(?P<value>[{HAN}零〇点]{{1,12}}|{NUMBER})")
_BARE_SCALE = re.compile(
    r"[上近超过逾破](?<!(?<![突争将已望])破)(?P<scale>[十百千]?[万亿]{1,2})(?![一-鿿]?[级元])"
)
# It begins with 半, so that a scan passes over all other characters at once.
_HALF = re.compile(rf"半个?(?<![上下大前后过多][^年])(?P<unit>{any_of(WORDS['halves']['units'])})")
_WHOLE = re.compile(rf"(?P<whole>[{_DIGIT}0-9])个$")
_DISCOUNT = re.compile(rf"折(?![{WORDS['discounts']['not_before']}])")
_LEFT = re.compile(rf"(?<=[打按享的])(?P<value>[{_DIGIT}](?:点[{_DIGIT}])?|[1-9](?:\.[0-9])?|对)$")
_IDIOM = re.compile(any_of(WORDS["chinese"]["idioms"]))
_NEIGHBOURS = re.compile(
    rf"(?P<tens>[{_DIGIT}]?十)?(?P<low>[{_DIGIT}])(?P<high>[{_DIGIT}])(?P<scale>[十百千]?[万亿]*)"
)
_SCALES_ALONE = re.compile("[百千万亿]+")
_LAST_SCALE = re.compile("[百千万亿]*$")
_REACHED = re.compile(rf"(?:{any_of(WORDS['chinese']['reached'])})$")
_NOT_BEFORE = '第数几成个完“‘「『〔"'
_COUNTED_AFTER = re.compile(rf"(?:{any_of(WORDS['chinese']['counted_after'])})$")
_COUNTED = frozenset(WORDS["chinese"]["counted"])
_ONLY_REACHED = frozenset(WORDS["chinese"]["only_reached"])


def chinese(text: str) -> Iterator[Raw]:
    """Every number in Chinese numerals that counts something."""
    for m in _CHINESE.finditer(text):
        start = m.start()
        before = text[start - 1 : start]
        if (before and before in _NOT_BEFORE) or before.isdigit() or _in_idiom(text, start):
            continue
        read = _fraction(m) if m["fraction"] else _tenths(m) if m["tenths"] else _count(m)
        if read:
            at = signed(text, start)
            yield read if at == start else read._replace(start=at, value=-read.value)


def percents(text: str) -> Iterator[Raw]:
    """百分之七点五, 万分之三."""
    for m in _PERCENT.finditer(text) if "分之" in text else ():
        value = number_of(m["value"])
        if value is not None:
            yield Raw(*m.span(), value * 100 / scale_of(m["base"]), "%", "percent")


def halves(text: str) -> Iterator[Raw]:
    """半小时, 两个半小时, 半个工作日; a discount (打六折, 对折) is what is left of ten tenths."""
    for m in _HALF.finditer(text):
        before = _WHOLE.search(text, max(0, m.start() - 2), m.start())
        whole = number_of(before["whole"]) if before else 0.0
        if whole is not None:
            yield Raw(before.start() if before else m.start(), m.end(), whole + 0.5, m["unit"], "halves")
    for m in _DISCOUNT.finditer(text):
        if left := _LEFT.search(text, max(0, m.start() - 4), m.start()):
            value = 5.0 if left["value"] == "对" else number_of(left["value"])
            if value is not None:
                yield Raw(left.start(), m.end(), value * 10, "%", "discount")


def bare_scales(text: str) -> Iterator[Raw]:
    """突破万亿, 近百万: a scale alone, after a word that reaches it."""
    for m in _BARE_SCALE.finditer(text):
        start, end = m.span("scale")
        value = number_of(m["scale"])
        unit = unit_nearby(text, start, end)
        if value is not None and unit:
            yield Raw(start, end, value, unit, "bare")


def _fraction(m: re.Match[str]) -> Raw | None:
    whole, part = number_of(m[0][0] + m["whole"]), number_of(m["fraction"])
    return Raw(*m.span(), part / whole * 100, "%", "fraction") if whole and part else None


def _tenths(m: re.Match[str]) -> Raw | None:
    """八成, 九成五, 三成半, 七八成."""
    first = number_of(m[0][0])
    if first is None or not 0 < first < 10:
        return None
    if m["eighth"]:
        high = number_of(m["eighth"])
        return Raw(*m.span(), first * 10, "%", "range", high * 10) if high == first + 1 else None
    half = 5.0 if m["half"] == "半" else number_of(m["half"] or "") or 0.0
    return Raw(*m.span(), first * 10 + half, "%", "tenths")


def _count(m: re.Match[str]) -> Raw | None:
    """两万户, 十余家, 三至五个, 五六百公里; a single one (一个) counts nothing."""
    text, (start, end) = m.string, m.span()
    words = text[start : m.start("high") - 1 if m["high"] else m.start("more")].rstrip("—")
    unit = m["unit"] or ""
    alone = _SCALES_ALONE.fullmatch(words) and not m["more"] and not m["more2"]
    if (alone or unit in _ONLY_REACHED) and not _reached(text, start, unit):
        return None
    if neighbours := _NEIGHBOURS.fullmatch(words):
        return _neighbours(m, neighbours, unit)
    value, high = number_of(words), number_of(m["high"]) if m["high"] else None
    if value is None or (words == "一" and unit != "倍" and high is None) or (m["high"] and high is None):
        return None
    if unit in WORDS["periods"]["units"] and is_period(text, start, value, words):
        return None
    bare, factor = bare_unit(unit) if unit else (unit_nearby(text, start, end), 1.0)
    scale = scale_of(m["scale"]) * factor
    if high is not None:
        low = _low_end(words, value, m["high"], high)
        return Raw(start, end, low * scale, bare, "range", high * scale) if low < high else None
    return Raw(start, end, value * scale, bare, "chinese", hedge=m["more"] or m["more2"] or None)


def _low_end(low_words: str, low: float, high_words: str, high: float) -> float:
    """两到三万 is from two times ten thousand; 三百到一千 from three hundred."""
    found = _LAST_SCALE.search(high_words)
    last = found[0] if found else ""
    own = any(c in low_words for c in "万亿") or (bool(last) and low_words.endswith(last))
    scale = scale_of(last)
    return low_end(low, own, high / scale, scale)


def _neighbours(m: re.Match[str], words: re.Match[str], unit: str) -> Raw | None:
    """五六百公里, 七八次, 十七八家: two numerals side by side are the ends of a range."""
    low, high = number_of(words["low"]), number_of(words["high"])
    if low is None or high is None or (high != low + 1 and words["low"] + words["high"] != "三五"):
        return None
    tens = number_of(words["tens"]) or 0.0 if words["tens"] else 0.0
    bare, factor = bare_unit(unit)
    scale = scale_of(words["scale"]) * scale_of(m["scale"]) * factor
    return Raw(*m.span(), (tens + low) * scale, bare, "range", (tens + high) * scale)


def _reached(text: str, start: int, unit: str) -> bool:
    """Whether the word before a numeral reaches it, or does something to a number of people or firms."""
    if _REACHED.search(text, max(0, start - 4), start):
        return True
    return unit in _COUNTED and bool(_COUNTED_AFTER.search(text, max(0, start - 4), start))


def _in_idiom(text: str, start: int) -> bool:
    return any(m.start() <= start < m.end() for m in _IDIOM.finditer(text, max(0, start - 4), start + 8))
