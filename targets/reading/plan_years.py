"""The year whose goals a document sets, from its title or from the wording of its headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from targets.reading.words import WORDS, alternation

_YEARS = WORDS["years"]
_YEAR = r"(?<!\d)((?:19|20)\d\d)"
_IN_TITLE = re.compile(rf"{_YEAR}\s*年(?!远景)")
_YEAR_ALONE = re.compile(rf"{_YEAR}年度?")
_RANGE = re.compile(rf"{_YEAR}\s*年?(?:\d{{1,2}}月)?\s*[-—–~～至到]+\s*{_YEAR}")
_FIVE_YEARS = re.compile(r"十([一二三四五六七八九])(?:五|个五年)")
_REVIEW = alternation(_YEARS["review"])
_REVIEW_YEAR = re.compile(rf"{_YEAR}年[^。]{{0,20}}?(?:{_REVIEW})")
_PLAN_YEAR = re.compile(rf"{_YEAR}年(?:的|全市|全省|全县|全国)?(?:{alternation(_YEARS['plan'])})")
_PERIOD_REVIEW = re.compile(rf"十([一二三四五六七八九])五[^。]{{0,20}}(?:{_REVIEW})")
_TERM_REVIEW = re.compile(rf"(?:{alternation(_YEARS['term_review'])})[^。]{{0,8}}(?:{_REVIEW})")
_RESULT = re.compile(rf"{_YEAR}年[^。；]{{0,20}}?(?:{alternation(_YEARS['result_words'])})")
_NAMED_YEAR = re.compile(
    rf"(?<!{')(?<!'.join(_YEARS['compared_before'])}){_YEAR}年(?!{alternation(_YEARS['compared_after'])})"
)
_IN_FORCE = re.compile(rf"自{_YEAR}年\d{{1,2}}月\d{{1,2}}日起?(?:施行|实施|执行|生效)")
_HEADING_LENGTH = 40


def plan_year_in_title(title: str) -> int | None:
    """The last year that a title plans for: 2022年…行动方案 is 2022, (2021—2025年) and “十四五” are 2025."""
    if match := _RANGE.search(title):
        return int(match.group(2))
    if years := _IN_TITLE.findall(title):
        return max(map(int, years))
    if match := _FIVE_YEARS.search(title):
        return _end_of_five_years(match.group(1))
    return None


def first_of_yearly_sections(paragraphs: Sequence[str]) -> int | None:
    """The first year of a page that has a section a year (headings 2021年, 2022年 …); its later years date themselves."""
    years = {int(match.group(1)) for words in paragraphs if (match := _YEAR_ALONE.fullmatch(words))}
    return min(years) if len(years) > 1 else None


def plan_year_in_wording(paragraphs: Sequence[str]) -> int | None:
    """The year that the headings of a text plan for.

    二、2015年工作总体部署 says it; 一、2014年工作回顾 means the next year, a review of a five-year plan the year
    after its end. Where only a whole term is reviewed, it is the year after the latest result. Where no heading
    tells, it is the year that the text names most, that of coming into force among them, comparisons with
    earlier years left out.
    """
    headings = [words for words in paragraphs if len(words) <= _HEADING_LENGTH]
    planned = [
        int(m.group(1))
        for h in headings
        if not re.search(_REVIEW, h) and (m := _PLAN_YEAR.search(h)) is not None
    ]
    reviewed = [int(m.group(1)) for h in headings if (m := _REVIEW_YEAR.search(h))]
    if reviewed:
        return max(reviewed) + 1
    if planned:
        return max(planned)
    if periods := [_end_of_five_years(m.group(1)) for h in headings if (m := _PERIOD_REVIEW.search(h))]:
        return max(periods) + 1
    if any(_TERM_REVIEW.search(h) for h in headings):
        results = [int(year) for words in paragraphs for year in _RESULT.findall(words)]
        return max(results) + 1 if results else None
    named = Counter(
        int(year)
        for words in paragraphs
        for pattern in (_NAMED_YEAR, _IN_FORCE)
        for year in pattern.findall(words)
    )
    return max(named, key=lambda year: (named[year], year)) if named else None


def _end_of_five_years(numeral: str) -> int:
    """The last year of the 十N五 plan: “十一五” ended in 2010, “十四五” in 2025."""
    return 2005 + 5 * "零一二三四五六七八九".index(numeral)
