"""Edits a document as offices do: other headings, half of the sentences reworded, figures corrected, parts moved."""

from __future__ import annotations

import re
from random import Random

_SENTENCE = re.compile(r"[^。；\n]*[。；\n]|[^。；\n]+$")
_HEADING = re.compile(
    r"^\s*(?:#+\s*)?(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、](?!\d))"
)
_FIGURE = re.compile(r"\d[\d.,]*")

_OTHER_WORDS = (
    ("确保", "力保"), ("完成", "实现"), ("实现", "达到"), ("新增", "增加"), ("推进", "加快推进"), ("建设", "建成"),
    ("全面", "切实"), ("加强", "强化"), ("达到", "提高到"), ("加快", "着力加快"), ("力争", "争取"), ("积极", "大力"),
    ("培育", "扶持"), ("改造", "实施改造"), ("深入", "扎实"), ("提升", "提高"), ("开展", "组织开展"), ("不低于", "不少于"),
)  # fmt: skip
_OPENINGS = ("进一步压实责任，", "按照年度安排，", "坚持目标导向，", "对标对表，", "统筹各方力量，")


def sentences(text: str) -> list[str]:
    """The text cut after full stops, semicolons and line ends; joined again it is the text."""
    return _SENTENCE.findall(text)


def reworded(text: str, random: Random, share: float = 0.5) -> str:
    """The text with every heading and `share` of its sentences in other words; all figures stay, in their order."""
    return "".join(
        _other_heading(part, random)
        if _HEADING.match(part) and not _FIGURE.search(part.lstrip(" #0123456789.．、"))
        else _other_words(part, random)
        if random.random() < share
        else part
        for part in sentences(text)
    )


def _other_heading(part: str, random: Random) -> str:
    found = _HEADING.match(part)
    assert found
    end = "\n" if part.endswith("\n") else part[-1:]
    return f"{found[0]}{random.choice(('聚焦重点任务', '狠抓关键环节', '抓好各项工作', '突出工作重点'))}{random.randint(1, 99)}号专项{end}"


def _other_words(part: str, random: Random) -> str:
    if not part.strip():
        return part
    for word, other in _OTHER_WORDS:
        if word in part and random.random() < 0.7:
            part = part.replace(word, other, 1)
            break
    lead = len(part) - len(part.lstrip(" \n　#-*|"))
    if random.random() < 0.6 and part.endswith(("。", "；")) and "|" not in part:
        part = part[:lead] + random.choice(_OPENINGS) + part[lead:]
    return part
