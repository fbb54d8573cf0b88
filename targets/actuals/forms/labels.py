"""What a head, a row's name or a title says: unit, period, place, accumulation, role, and the name that is left.

A label is a composition: `累计完成投资（万元）` is the running total (累计) of what was reached (完成) of 投资 in 万元.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources

from targets.actuals.forms.places import OWN, WHOLE, find_place, is_place
from targets.actuals.forms.spans import Months, find_months
from targets.actuals.units import BadUnit, unit_of

WORDS = tomllib.loads(
    resources.files("targets.actuals.forms").joinpath("labels.toml").read_text(encoding="utf-8")
)
BLANKS = frozenset(WORDS["blank"]["values"])
COUNTED: dict[str, str] = WORDS["names"]["counted"]

_ROLES = [(role, re.compile(pattern)) for role, pattern in WORDS["roles"].items()]
_COLUMNS = [(role, re.compile(pattern)) for role, pattern in WORDS["columns"].items()]
_ACCUMULATIONS = [(kind, re.compile(pattern)) for kind, pattern in WORDS["accumulation"].items()]
_PLAN_WHOLE, _PLAN_PART = re.compile(WORDS["plan"]["whole"]), re.compile(WORDS["plan"]["part"])
_SHARE = re.compile(WORDS["share"]["whole"])
_GROWTH, _AMOUNT, _CHAIN = (re.compile(WORDS["growth"][key]) for key in ("any", "amount", "chain"))
_PREVIOUS = re.compile(WORDS["previous"]["any"])
_VALUE = re.compile("|".join(map(re.escape, sorted(WORDS["value"]["words"], key=len, reverse=True))))
_SHARE_NAME, _LEVEL_NAME = re.compile(WORDS["names"]["share"]), re.compile(WORDS["names"]["level"])
_NUMBER_NAME, _CAME = re.compile(WORDS["names"]["number"]), re.compile(WORDS["names"]["came"])
_MONEY_NAME = re.compile(WORDS["names"]["money"])
_THING_NAME = re.compile(WORDS["names"]["counted_things"])
_VAGUE = re.compile(WORDS["names"]["vague"])
_TOTAL, _SUBTOTAL = re.compile(WORDS["names"]["total"]), re.compile(WORDS["names"]["subtotal"])
_BEHIND = re.compile(WORDS["accumulation_behind"]["words"])
_SPACED = re.compile(r"[\s~]")
_DROPPED = re.compile(WORDS["title"]["dropped"])
_BRACKETS = re.compile(r"[(\[【<]([^()\[\]【】<>]*)[)\]】>]")
_MARKS = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[(][一二三四五六七八九十\d]{1,3}[)]|\d{1,2}[、.．](?!\d)|[A-Z][、.．]|[①-⑳]|[#*★●◆▲■□○·•-]+|其中[:：]?|其中|#)+"
)


MONTH_ENDS = ("月末", "月末数")
_AT_THE_END = re.compile(r"(?:(?:20)?\d\d年)?\d{1,2}月末数?")
"""A head of nothing but a month's end, where things stand; 截至4月底 stands over running totals as well."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a label says. `name` is what remains for the indicator; `role` is one of

    value, plan, share, growth, previous, original, distance, time_share, rank (figures), or
    index, note, owner, indicator, region, period, unit, cumulative, target, recorded, source, illustrative (what rows are about).
    """

    text: str
    name: str = ""
    unit: str = ""
    months: Months | None = None
    place: str = ""
    accumulation: str = ""
    role: str = ""
    column: str = ""

    @property
    def is_vague(self) -> bool:
        """Whether the name needs what the row or the title is about."""
        return not self.name or bool(_VAGUE.match(self.name))


def plain(text: str) -> str:
    """A text without white space and marks, in half-width characters, with one kind of dash between numbers."""
    if text.isascii() and not _SPACED.search(text):
        return text
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"[—–―－~～]+(?=\d|[元一二三四五六七八九十]+月)", "-", text)


def is_unit(text: str) -> bool:
    """Whether a text is a unit that is known."""
    text = text.strip("()")
    if not text or text.isdigit():
        return False
    try:
        unit_of(text)
    except BadUnit:
        return False
    return True


@lru_cache(maxsize=16384)
def head_label(text: str) -> Label:
    """Read the head of a column."""
    written = plain(text)
    label, rest = _peeled(written)
    if is_place(rest):
        return replace(label, place=rest, role="value", name="")
    column = next((role for role, pattern in _COLUMNS if pattern.search(rest)), "")
    for role, pattern in _ROLES:
        if pattern.search(rest) and not (role == "note" and label.unit):
            return replace(label, role=role, name=rest, column=column)
    return replace(_measured(label, rest), column=column)


@lru_cache(maxsize=65536)
def row_label(text: str) -> Label:
    """Read the name of a row: an indicator, a place, a period or a word that says how it is counted."""
    written = plain(text)
    bare = _MARKS.sub("", written)
    label, rest = _peeled(bare)
    behind = _BEHIND.search(rest)
    rest = _MARKS.sub("", _BRACKETS.sub(lambda m: "" if _is_accumulation(m[1]) else m[0], rest))
    if is_place(rest):
        return replace(label, place=rest, name="")
    if _TOTAL.match(rest) or _SUBTOTAL.match(rest):
        return replace(label, role="total" if _TOTAL.match(rest) else "subtotal", name=rest)
    if not rest or _PLAN_WHOLE.match(rest) or _SHARE.match(rest) or _pure(rest):
        return _measured(label, rest)
    if behind and behind.start():
        said = next(kind for kind, pattern in _ACCUMULATIONS if pattern.search(behind[0]))
        return replace(label, name=_MARKS.sub("", rest.removesuffix(behind[0])), accumulation=said)
    accumulation = label.accumulation if re.match(r"^(?:本年|自年初)?累计|当月|本月", rest) else ""
    kind = next(
        (kind for kind, pattern in _ACCUMULATIONS if kind != "level" and re.match(pattern, rest)),
        accumulation,
    )
    return replace(label, name=rest, accumulation=kind if kind != "ytd" or rest.startswith("累计") else kind)


def _pure(text: str) -> bool:
    """Whether a row's name says only how something is counted: 同比增长, 当月完成, 去年同期."""
    left = _VALUE.sub("", text)
    for pattern in (_GROWTH, _PREVIOUS, *(pattern for _, pattern in _ACCUMULATIONS)):
        left = pattern.sub("", left)
    return not left.strip("(),，、/%:的")


def _is_accumulation(text: str) -> bool:
    """Whether words in brackets only say how figures add up: 率（累计）."""
    return _pure(text) and not _GROWTH.search(text) and not _PREVIOUS.search(text)


def _peeled(text: str) -> tuple[Label, str]:
    """Unit, period and accumulation in a label, and the text without unit and period."""
    unit, accumulation = "", ""
    rest = text
    for found in _BRACKETS.finditer(text):
        inner = found[1]
        parts = [
            part for part in re.split(r"[,，、;；]", inner.removeprefix("单位:").removeprefix("单位")) if part
        ]
        if parts and all(is_unit(part) for part in parts) and len(inner) < 16:
            unit = unit or parts[0]
            rest = rest.replace(found[0], "", 1)
        elif parts and is_unit(parts[-1]) and len(parts) == 2 and not unit:
            unit = parts[-1]
            rest = rest.replace(found[0], f"({parts[0]})", 1)
        elif re.fullmatch(r"(?:上年|上年同期|去年同期|上月|基期)=100", inner):
            rest = rest.replace(found[0], "", 1)
    tail = re.search(r"(?:[,，:]单位[:：]?|[,，])([^,，()]{1,6})$", rest)
    if not unit and tail and is_unit(tail[1]):
        unit, rest = tail[1], rest[: tail.start()]
    if not unit and rest.endswith(("%", "‰")):
        unit, rest = rest[-1], rest[:-1]
    months: Months | None = None
    spans = list(find_months(rest))
    for (start, end), found_months in reversed(spans):
        rest = rest[:start] + rest[end:]
        months = _joined(found_months, months)
    rest = re.sub(r"[(\[【<][)\]】>]", "", rest).strip(",，、;；:：/·-|")
    rest = re.sub(r"^(?:截至|截止|至|到)(?:底|末)?$", "", rest)
    for kind, pattern in _ACCUMULATIONS:
        if pattern.search(rest):
            accumulation = kind
            break
    if not rest and _AT_THE_END.fullmatch(text):
        accumulation = "level"
    return Label(text, rest, unit, months, "", accumulation), rest


def joined_names(upper: str, lower: str) -> str:
    """Two names as one, without saying twice what both say: 重点项目开工 and 开工率, 零就业家庭 and 月末."""
    if lower in MONTH_ENDS:
        return upper
    if not upper or upper in lower:
        return lower
    shared = next((n for n in range(min(len(upper), len(lower)), 1, -1) if upper.endswith(lower[:n])), 0)
    return upper + lower[shared:]


def _joined(first: Months, second: Months | None) -> Months:
    """A year and the months told apart from it (2025年 … 1-5月) as one period."""
    if second is None:
        return first
    if second.first is None:
        return first.in_year(second.year) if first.first is not None else first
    if first.first is None:
        return second.in_year(first.year)
    return second if second.unit == "range" or first.unit != "range" else first


def _measured(label: Label, rest: str) -> Label:
    """Role and name of a label whose unit, period and accumulation are peeled off."""
    inner = _BRACKETS.sub(lambda m: "" if _pure(m[1]) else m[0], rest)
    bare = re.sub(
        r"^(?:截至|截止|其中[:：]?|自|至|的|为)+(?!(?:年初|调整后?|全年|年度?|本年|当年|总)?(?:预算|计划|目标|任务))|的$|^年$",
        "",
        inner,
    )
    if _PREVIOUS.search(bare) and not _GROWTH.search(bare):
        return replace(label, role="previous", name=_without(bare))
    if _GROWTH.search(bare) and not _is_name_of_growth(bare):
        if _AMOUNT.search(bare) and label.unit not in ("%", "百分点", "‰", "个百分点"):
            return replace(label, role="distance", name=bare)
        suffix = "环比增长" if _CHAIN.search(bare) else "增长"
        if label.unit in ("百分点", "个百分点") or "百分点" in bare:
            return replace(
                label,
                role="growth",
                unit="百分点",
                name=f"{_without_growth(bare)}\x00{suffix.replace('增长', '同比增减') if '环比' not in suffix else '环比增减'}",
            )
        return replace(
            label, role="growth", unit=label.unit or "%", name=f"{_without_growth(bare)}\x00{suffix}"
        )
    shortened = _accumulation_off(bare)
    if _SHARE.match(bare) or _SHARE.match(shortened):
        return replace(label, role="share", unit=label.unit or "%", name=_share_name(bare))
    if label.unit in ("%", "‰") and re.match(r"^(?:占|为|完成)", bare):
        return replace(label, role="share", name=_share_name(bare))
    if _PLAN_WHOLE.match(bare) or (_PLAN_PART.search(bare) and not re.search(r"率|占|完成.*%|进度", bare)):
        return replace(label, role="plan", name=bare)
    return replace(label, role="value", name=_without(bare))


def _is_name_of_growth(text: str) -> bool:
    """净增, 增长极 and other names in which growth is no comparison."""
    return bool(re.fullmatch(r".*(?:净增|新增|增长极|增长点).*", text)) and not re.search(
        "同比|环比|增速|增幅", text
    )


def _share_name(text: str) -> str:
    if re.match(r"^(?:累计)?(?:占|为|完成|达|实现).*(?:预算)", text):
        return "预算完成率"
    if re.match(r"^(?:累计)?(?:占|为|达|完成(?!率|比|进))", text) or text in (
        "率",
        "进度",
        "完成进度",
        "比例",
        "占比",
        "百分比",
        "%",
        "完成比例",
    ):
        return "完成率"
    return text.removeprefix("累计").strip("%") or "完成率"


def _without_growth(text: str) -> str:
    left = re.sub(
        r"(?:累计|当月|本月|本期)?(?:[比较与](?:上年|去年|上月|上期|年初)(?:同期|同月)?|同比|环比)?(?:[±/%]|\+-)*(?:增长|增减|增速|增幅|涨幅|降幅|变动|变化|升降|增加(?!值)|提高|下降)*(?:幅度|率|幅|速度|情况|%|百分点|个)*(?:[±/%]|\+-)*",
        "",
        text,
    )
    return _without(left.replace("上年同期", "").replace("去年同期", "").replace("同期", ""))


def _accumulation_off(text: str) -> str:
    for kind, pattern in _ACCUMULATIONS:
        if kind in ("ytd", "period", "total"):
            text = pattern.sub("", text)
    return re.sub(r"^(?:年|自|至今|以来|数)$", "", text)


def _without(text: str) -> str:
    """A name without the words that only say how it is counted; 完成投资 keeps 投资."""
    text = _accumulation_off(_BRACKETS.sub(lambda m: "" if _pure(m[1]) else m[0], text))
    text = re.sub(r"^(?:其中[:：]?|#)", "", text)
    text = re.sub(r"^(?:已|共|实际|累积)+(?=.)", "", text)
    if not _VALUE.sub("", text).strip("()/,、:"):
        return ""
    left = re.sub(
        r"^(?:完成|实现|达到)(?=.{2,})|(?<=.{2})(?:完成情况|完成数|完成量|完成额|完成值|实绩|绝对量|绝对额|情况)$",
        "",
        text,
    )
    return left.strip("()/,、:的") or ""


def title_subject(text: str, place: str) -> str:
    """What a title is about, without place, period and the words of tables: 新增专项债券资金支出."""
    written = _BRACKETS.sub("", plain(text))
    for (start, end), _ in reversed(list(find_months(written))):
        written = written[:start] + written[end:]
    if place:
        written = re.sub(rf"(?:[\u4e00-\u9fff]{{2,6}}(?:省|自治区))?{re.escape(place)}", "", written, count=1)
    before = None
    while before != written:
        before = written
        written = re.sub(rf"(?:{_DROPPED.pattern})$", "", written)
        written = re.sub(
            r"^(?:全[省市县区州]|各县\(?区\)?|各乡镇(?:街道)?|各镇街?|各部门|各单位|各地|关于|县\(?[市、,]?区\)?|年度?|的|及其|[省市县区](?=政府))",
            "",
            written,
        )
    written = re.sub(
        r"(?:各县区|各县市区|各区县|县\(市、区\)|县\(区\)|重点指标|主要指标|分县区|分地区|县区)+", "", written
    )
    return written.strip('“”"《》·-—、,，:：') if len(written) >= 2 else ""


def is_money_name(name: str) -> bool:
    """Whether a name says that its figures are amounts of money: 完成投资."""
    return bool(_MONEY_NAME.search(_BRACKETS.sub("", name)))


def counts_things(name: str) -> bool:
    """Whether a name says that its figures count things: 实施重点项目, 新增企业数."""
    return bool(_THING_NAME.search(_BRACKETS.sub("", name)))


def is_share_name(name: str) -> bool:
    """Whether a name alone says that its figures are per cent."""
    return bool(_SHARE_NAME.search(_BRACKETS.sub("", name)))


def is_level_name(name: str) -> bool:
    """Whether figures of this name stand at a moment or hold on average."""
    bare = _BRACKETS.sub("", name)
    return bool(_LEVEL_NAME.search(bare)) or bool(_NUMBER_NAME.search(bare) and not _CAME.search(bare))


def said_accumulation(text: str) -> str:
    """The accumulation that a line above a table declares: 口径：当月完成数, （均为累计数）."""
    written = plain(text)
    kinds = {
        kind for kind, pattern in _ACCUMULATIONS if kind in ("ytd", "period") and pattern.search(written)
    }
    return kinds.pop() if len(kinds) == 1 else ""


__all__ = ["BLANKS", "COUNTED", "OWN", "WHOLE", "Label", "find_place", "head_label", "plain", "row_label"]
