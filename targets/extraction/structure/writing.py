"""The one layer below the grammar: ways of writing that mean the same are written one way.

Lines that were broken inside a sentence are joined, blanks between figures and Chinese are left out, full-width
digits and letters, signs of comparison, bullets and ASCII punctuation between Chinese take one form. Every span
of the result can be given in the text as filed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from targets.extraction.structure.edits import Edited, Span, without
from targets.extraction.structure.unwrapping import unwrapped
from targets.reading.document import Document

_ONE_FORM = {
    **{chr(code): chr(code - 0xFEE0) for code in range(0xFF10, 0xFF1A)},  # digits
    **{chr(code): chr(code - 0xFEE0) for code in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))},  # letters
    **dict(zip("％﹪／＞＜＝≧⩾≦⩽−﹣﹥﹤", "%%/><=≥≥≤≤--><", strict=True)),
    **dict.fromkeys("●■★◆▲►▶○◎◇□☆➢", "•"),
}
# Each expression begins with what it replaces, so that a scan passes over all other characters at once.
_WRITTEN_OTHERWISE = re.compile(f"[{''.join(_ONE_FORM)}．]")
_CAPITAL = dict(zip("壹贰叁肆伍陆柒捌玖拾佰仟萬億", "一二三四五六七八九十百千万亿", strict=True))
_CAPITALS = re.compile("[壹贰叁肆伍陆柒捌玖拾佰仟萬億](?:[壹贰叁肆伍陆柒捌玖拾佰仟萬億零万亿]+|(?<=[0-9].))")
_FULL_WIDTH = dict(zip(",;:!?", "，；：！？", strict=True))
_ASCII_STOP = re.compile(r"[,;:!?](?:(?<=[一-鿿％%”’）)》】〕].)|(?=[一-鿿“（《]))")
# One blank between a figure and Chinese or a sign; two are the gap between columns. An ordinal keeps its own.
_BLANK = re.compile(
    r"[ \xa0\u2002-\u200a](?:(?<=[0-9].)(?=[一-鿿%‰℃])|(?<=[一-鿿≥≤><].)(?=[0-9])"
    r"|(?<=[一-鿿].)(?=[≥≤><])|(?<=[%％].)(?=[以左上及的]))"
)
_ORDINAL = re.compile(r"(?:^|[\n\r\t|])[ \u3000]*[0-9]{1,3}$")
_COUNTED = "年月日号个万亿%"


@dataclass(frozen=True, slots=True)
class Readable:
    """A document in one way of writing, and the two steps that made it so."""

    document: Document
    whole: Edited
    plain: Edited

    def filed(self, start: int, end: int) -> Span:
        """Where `start` to `end` of the document stand in the text as filed, and what is written there."""
        if self.plain.shifts != (0,):
            start, end = self.plain.place(start, end)
        return self.whole.original(start, end)

    def quote(self, start: int, end: int) -> str:
        """What is written from `start` to `end`, the lines joined."""
        return self.plain.original(start, end).text


def readable(document: Document) -> Readable:
    """The document in the one way of writing that the grammar reads."""
    whole = unwrapped(document)
    text = whole.document.text
    plain = without(whole.document, [m.span() for m in _BLANK.finditer(text) if not _after_ordinal(m)])
    return Readable(replace(plain.document, text=_in_one_form(plain.document.text)), whole, plain)


def _in_one_form(text: str) -> str:
    """`text` with each character in its one form; as long as it was."""
    text = _WRITTEN_OTHERWISE.sub(_one_form, text)
    text = _CAPITALS.sub(lambda m: "".join(_CAPITAL.get(c, c) for c in m[0]), text)
    return _ASCII_STOP.sub(lambda m: _FULL_WIDTH[m[0]], text)


def _one_form(m: re.Match[str]) -> str:
    if form := _ONE_FORM.get(m[0]):
        return form
    at, text = m.start(), m.string
    return "." if at and text[at - 1].isdigit() and text[at + 1 : at + 2].isdigit() else m[0]


def _after_ordinal(m: re.Match[str]) -> bool:
    """Whether a blank sets off the number of an item (12 新建停车场) from its words."""
    start, text = m.start(), m.string
    if not text[start - 1].isdigit() or text[m.end()] in _COUNTED:
        return False
    return bool(_ORDINAL.search(text, max(0, start - 8), start))
