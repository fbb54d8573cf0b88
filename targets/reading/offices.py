"""Who issues a document and for which place: offices and administrative regions by their grammar."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import zip_longest

from targets.reading.content import BLANK
from targets.reading.dates import date_line, find_date
from targets.reading.words import WORDS, alternation

_OFFICES = WORDS["offices"]
_REGIONS = WORDS["regions"]
_KINDS = alternation(_OFFICES["kinds"])
_SUFFIXES = alternation(_REGIONS["suffixes"])
_NATION: str = _OFFICES["nation"]
_HAN = r"[\u4e00-\u9fff]"
# A suffix that another one follows is part of the name: 镇 of 景德镇市.
_PLACE = re.compile(rf"(?P<name>{_HAN}{{1,12}}?)(?P<suffix>{_SUFFIXES})(?!{_SUFFIXES})")
_OF_A_YEAR = r"\d{4}年(?:度)?|今年|去年|[上下]半年|(?:前|第)?[一二三四]个?季度|(?:前|\d{1,2}[-—至]){0,2}\d{1,2}个?月份?"
_SUFFIXES_ALONE = re.compile(rf"(?:{_SUFFIXES})+")
_LEAD = re.compile(rf"^(?:{_OF_A_YEAR}|中共|中国共产党|关于(?:印发|转发|公布|下达)?|[《“\s])*")
_IN_TITLE = re.compile(
    rf"^(?P<office>[\u4e00-\u9fff()（）、 \u3000]{{0,60}}?(?:{_KINDS}))\s*(?:关于|印发|转发)"
)
_SIGNED = re.compile(rf"^[\u4e00-\u9fff()（）、 \u3000]{{2,40}}(?:{_KINDS})$")
_SIGNED_DATE = re.compile(
    r"[\s(（]*(?:(?:19|20)\d\d|[二一九〇○零]{2}[〇○零一二三四五六七八九]{2})\s*年.*日[)）\s]*$"
)
_LONGEST_SIGNATURE = 60
_SPEAKS_FOR = re.compile(
    rf"(?:{alternation(_OFFICES['speaks_for'])})(?P<office>{_HAN}{{0,10}}?(?:国务院|人民政府|政府))"
)
_REPORT = re.compile(rf"(?P<place>.*?(?:{_SUFFIXES}))(?:人民)?(?:{alternation(_OFFICES['report_titles'])})")
_NAMED_BEFORE = r"(?:^|(?<=[《“”「（(、，,。；;：:\s>]))"


_SESSION = re.compile(rf"在(?P<place>{_HAN}{{2,20}}?)?第{_HAN}{{1,4}}届(?P<national>全国)?人民代表大会")


def issuer_in_title(title: str) -> str | None:
    """The office at the head of a title (…人民政府办公室关于…), or the government that a report is of."""
    bare = _LEAD.sub("", title) if not title.startswith("关于") else ""
    if match := _IN_TITLE.match(bare):
        return match["office"].strip(BLANK)
    if (match := _REPORT.match(bare)) and region_of(match["place"]):
        return match["place"] + "人民政府"
    return None


def signature_of(lines: Sequence[str]) -> tuple[str, date] | None:
    """The first signature among lines: an office's name alone, and a date after it or on the next line."""
    for line, following in zip_longest(lines, lines[1:], fillvalue=""):
        if len(line) > _LONGEST_SIGNATURE:
            continue
        office, day = _SIGNED_DATE.sub("", line).strip(BLANK), find_date(line)
        if office == line.strip(BLANK):
            day = date_line(following) if "年" in following else None
        if day and _SIGNED.match(office):
            return office, day
    return None


def spoken_for(opening: str) -> str | None:
    """The government that the opening of a report speaks for: 我代表国务院, 我代表省人民政府."""
    match = _SPEAKS_FOR.search(opening)
    return match["office"] if match else None


def region_of(name: str) -> str | None:
    """The narrowest administrative region at the head of an office's name or a title; 全国 for the nation's."""
    bare = _LEAD.sub("", name)
    if bare.startswith(tuple(_OFFICES["nation_offices"])):
        return _NATION
    region, position = None, 0
    while match := _PLACE.match(bare, position):
        if not _is_name(match["name"], match["suffix"]):
            break
        region, position = match.group(), match.end()
    return region


def region_of_session(line: str) -> str | None:
    """The place whose people's congress a report was given to: ——2026年1月27日在某省第十四届人民代表大会…上."""
    match = _SESSION.search(line)
    if match is None:
        return None
    return _NATION if match["national"] else region_of(match["place"] or "")


def in_full(office: str, region: str) -> str:
    """An office's name with its place: 省人民政府 of 安徽省 is 安徽省人民政府; a full name stays as it is."""
    suffix = next((s for s in _REGIONS["suffixes"] if region.endswith(s)), None)
    if suffix and office.startswith(suffix) and region_of(office) is None:
        return region + office.removeprefix(suffix)
    return office


def region_addressed(opening: str, text: str) -> str | None:
    """The place of a document that names no issuer: the level it addresses, and the name it uses most there.

    市政府各部门 in the salutation says that a city speaks; the city is the one that the text names most.
    """
    for suffix, words in _REGIONS["departments"].items():
        if any(word in opening for word in words):
            pattern = rf"{_NAMED_BEFORE}({_HAN}{{2,6}}?{suffix})(?!{_SUFFIXES})"
            names = Counter(
                name for name in re.findall(pattern, text) if _is_name(name.removesuffix(suffix), suffix)
            )
            return names.most_common(1)[0][0] if names else None
    return None


def _is_name(name: str, suffix: str) -> bool:
    """Whether words before a suffix name a place, not a class (各县, 老旧小区, 工业强县), nor a part of a suffix."""
    classes = (*_REGIONS["not_names"], *_REGIONS["suffixes"])
    return not (
        name in classes
        or name + suffix in classes
        or _SUFFIXES_ALONE.fullmatch(name)
        or name.startswith(("全", "各"))
        or any(name.startswith(verb) and name + suffix != verb + "镇" for verb in _REGIONS["verbs"])
        or name.endswith(tuple(_REGIONS["class_endings"]))
    )
