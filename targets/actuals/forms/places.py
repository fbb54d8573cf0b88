"""Names of places in cells, titles and file names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from targets.actuals.forms.spans import find_months

_ENDINGS = (
    "自治区|自治州|自治县|特别行政区|开发区|高新区|经开区|新区|林区|矿区|省|市|县|区|州|旗|盟|镇|乡|街道|园区"
)
_NAME = re.compile(
    "([\u4e00-\u9fff]{1,14}?)(自治区|自治州|自治县|特别行政区)|"
    "([\u4e00-\u9fff]{1,4}?)(省|市(?![区市县场民容值长级属直]|政(?!府))|州(?![市县区])|县(?![域级乡直属])|开发区|高新区|经开区|新区|"
    "区(?![域间块级直属])|旗(?!舰)|盟(?!友)|(?:镇|乡|街道)(?=$|人民政府|政府))"
)
# Words that end like a place and are none.
_NO_PLACE = re.compile(
    "小区|社区|市区|城区|地区|景区|校区|片区|辖区|灾区|库区|牧区|老区|街区|功能区|示范区|试验区|工业区|集聚区|保护区|棚户区|"
    "城市|都市|超市|股市|楼市|门市|上市|夜市|集市|省市|县市|区市|市县|县区|区县|县域|"
    "[全本我各该两三贫外强]省|[全本我各该]市|[全本我各该]县|[全本我各该]区|[农]旗|神州|乡镇|镇街|城镇|村镇|下乡|城乡|入乡|返乡|"
    "重点镇|特色镇|各镇|全镇|全乡|街镇"
)
WHOLE = re.compile(
    r"^(?:全|本|我)(省|市|县|区|州|旗|镇|乡|域|部)(?:合计|总计|平均|总体|均值|平均值|平均水平|合计数|总数)?$|^(?:省|市|县|区)(?:合计|总计)$"
)
OWN = re.compile(
    r"^(?:市本级|县本级|区本级|省本级|本级|市直|市级|县直|区直|省直|省级|县级|区级)(?:部门|单位|合计|小计)?$"
)
_LEAD = re.compile(
    r"^(?:关于|报送|附件\d*|附表\d*|表\d+|\d+|[-_.、()\s]|[一二三四五六七八九十]+、|的|在|年|月|份|各|度)+"
)


def is_place(text: str) -> bool:
    """Whether a whole cell is the name of a place or stands for one (全市, 市本级)."""
    if WHOLE.match(text) or OWN.match(text):
        return True
    return bool(
        2 <= len(text) <= 14
        and re.fullmatch(rf"[\u4e00-\u9fff·]+(?:{_ENDINGS})", text)
        and not re.fullmatch(rf".*(?:{_NO_PLACE.pattern})", text)
    )


def find_place(text: str) -> str:
    """The place that a title, sender, file or folder is about, "" where it names none.

    Of several in a row (江西省抚州市) the last and narrowest.
    """
    for (start, end), _ in reversed(list(find_months(text))):
        text = f"{text[:start]} {text[end:]}"
    for part in re.split(r"[\s,，;；:：()（）\[\]【】《》“”\"·—_/-]+|\d+", text):
        part = _LEAD.sub("", part)
        found = _chain(part)
        if found:
            return found
    return ""


def _chain(part: str) -> str:
    at, place = 0, ""
    while at < len(part):
        found = _NAME.match(part, at)
        if (
            not found
            or _NO_PLACE.search(found[0])
            or _NO_PLACE.match(part[found.end() - 1 : found.end() + 1])
        ):
            break
        place, at = found[0], found.end()
    return place


def bare_place(name: str, within: str = "") -> str:
    """A place without the province, or the region it lies in, before it: 江西省抚州市 is 抚州市."""
    if within and name.startswith(within) and len(name) > len(within) + 1:
        return name[len(within) :]
    found = re.match(r"^[\u4e00-\u9fff]{1,6}?(?:省|自治区)(?=[\u4e00-\u9fff]{2})", name)
    return name[found.end() :] if found else name


_CONTRASTS = frozenset("东西南北中上下前后内外新旧老大小左右江河湖海山城郊阴阳一二三四五六七八九十")


def misspelt(name: str, known: Iterable[str]) -> str:
    """The known place that `name` differs from in one character that sets no places apart, "" for none."""
    for other in known:
        if len(other) != len(name) or len(name) < 3 or other == name:
            continue
        differing = [(a, b) for a, b in zip(name, other, strict=True) if a != b]
        if len(differing) == 1 and not set(differing[0]) & _CONTRASTS and name[-1] == other[-1]:
            return other
    return ""
