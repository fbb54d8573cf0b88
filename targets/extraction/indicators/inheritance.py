"""What a number's name takes over from the text before it: the plan it is a share of, the measure of a list of places."""

from __future__ import annotations

import re
from collections.abc import Sequence

from targets.extraction.indicators.phrases import opened
from targets.extraction.lexicon import any_of, lexicon

_WORDS = lexicon("indicators")["inheritance"]
_PLAN_SHARE = re.compile(
    rf"^(?P<lead>.*?)(?:仅|只|已|才)?(?:{any_of(_WORDS['share_verbs'])})"
    rf"(?P<plan>(?:{any_of(_WORDS['plan_times'])})?[^，占为的]{{0,4}}?(?:{any_of(_WORDS['plans'])})(?:{any_of(_WORDS['plan_ends'])})?)"
    r"的(?:约|近|超|超过)?$"
)
_PLANS = re.compile(any_of(_WORDS["plans"]))
_PLACES = tuple(_WORDS["places"])
_PLACE = re.compile(rf"[^，、]{{1,8}}(?:{any_of(_WORDS['places'])})")
_OF_PLACES = re.compile(
    rf"(?:[^，、]{{1,8}}?(?:{any_of(_WORDS['places'])})[、和及]?)+(?P<measure>[^县区市镇乡、].+)"
)
_LED = re.compile(
    rf"(?:[从按]|就(?=[^，。；：]{{2,14}}看))(?P<view>[^，。；：]{{2,14}})[看，]|(?P<list>[^，。；：、）)]{{2,16}}?)(?:{any_of(_WORDS['list_leads'])})[^：，。；]{{0,14}}[：:为是]"
)
_HOLLOW = re.compile(rf"(?:{any_of(_WORDS['hollow_headings'])})$")
_THRESHOLD = re.compile(r"(?P<size>\d[\d.]*[万亿]*元以[上下])(?:的)?(?:要?有)?")
_THRESHOLDS = re.compile(r"[\d.]*[十百千万亿]+元以[上下]")
LONGEST_PART = 16
LONGEST_HEADING = 16


def plan_share(words: str) -> tuple[str, str] | None:
    """Subject and plan of a share of a plan: 投资 and 年度计划 of 投资占年度计划的; None where words say none."""
    match = _PLAN_SHARE.match(words) if _PLANS.search(words) else None
    return (opened(match["lead"]), match["plan"]) if match else None


def is_place(noun: str) -> bool:
    """Whether a noun is nothing but a county, a town or the like."""
    return noun.endswith(_PLACES) and _PLACE.fullmatch(noun) is not None


def measure_of_places(noun: str) -> str:
    """What a noun measures of the places it opens with: 开工率 of 甲区、乙区开工率."""
    match = _OF_PLACES.fullmatch(noun)
    return match["measure"] if match else ""


def measure_led(text: str) -> str:
    """The measure that the words before a list of places give it: 从投资完成率看，前三位的是：, 增速分别为："""
    found = ""
    for match in _LED.finditer(text):
        found = match["view"] or match["list"]
    return opened(found).rpartition("）")[2] if found else ""


def is_hollow(heading: str) -> bool:
    """Whether a heading names no thing that could be measured: 总体情况, 存在问题."""
    return bool(_HOLLOW.search(heading))


def part_of_whole(part: str, whole: str) -> str:
    """A part that is named by what sets it apart, with its whole: 中心城区|公共停车泊位; the part alone where it shares words."""
    if threshold := _THRESHOLD.fullmatch(part):
        return _THRESHOLDS.sub(threshold["size"], whole, count=1)
    shared = any(part[i : i + 2] in whole for i in range(len(part) - 1))
    return part if shared or len(part) + len(whole) > LONGEST_PART else part.removesuffix("的") + whole


def heading_noun(section: Sequence[str]) -> str:
    """The noun of the innermost heading that names a thing."""
    for heading in reversed(section):
        noun = opened(heading)
        if 2 <= len(noun) <= LONGEST_HEADING and not is_hollow(noun):
            return noun
    return ""
