"""Paragraphs -> headings -> sentences, each with the heading path it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from targets.extraction.lexicon import any_of, lexicon
from targets.extraction.parts import Sentence
from targets.reading.document import Document, Paragraph

LONGEST_SENTENCE = 800
LONGEST_HEADING = 60
LONGEST_TITLE = 32
SHORTEST_COPY = 40
SHORTEST_SINGLE_COPY = 160

_WORDS = lexicon("structure")
NO_DECIMAL = r"(?!\d(?!\d?月|\d{3}年))"
"""What stands behind the point of an item's number: no digit, but for those of a date (6.11月底前)."""
_MARKERS = (
    re.compile(r"第[一二三四五六七八九十百]{1,4}[章编篇]|第[一二三四五六七八九十]{1,3}部分"),
    re.compile(r"[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十百]{1,4}节"),
    re.compile(r"[（(〔][一二三四五六七八九十]{1,3}[)）〕]"),
    re.compile(rf"\d{{1,2}}(?:[、．]|\.{NO_DECIMAL})"),
    re.compile(r"[（(]\d{1,2}[)）]"),
    re.compile(r"[①-⑳]"),
)
_MARKED = re.compile(r"[第一二三四五六七八九十百（(〔\d①-⑳]")  # what any of them begins with
_LEAD_IN = re.compile(_WORDS["lead_in"]["pattern"])
_SECTION = re.compile(any_of(_WORDS["sections"]["words"]))
_END = re.compile(r"[。！？!?]+[”’」』）)]*|\n+")
_PIECE = re.compile(r"[^\s。！？!?][^。！？!?\n]*(?:[。！？!?]+[”’」』）)]*)?")
_UNFINISHED = re.compile(r"[。；;：:！？]")
_SOFT_END = re.compile(r"[；;，,、\s]")
_BLANK = re.compile(r"\s+")
_FIGURE = re.compile(r"[，；,;].*[，；,;]|[0-9](?![0-9]*年)(?<![0-9]{4})")
_LAST_TITLE = 3  # items below this level (1. (1) ①) may be whole sentences
_UNMARKED = 0.5
_OPENING = 6  # characters by which a sentence that was cut elsewhere is known again
_FURNITURE = re.compile(
    rf"(?:{any_of(_WORDS['furniture']['lines'])})$|{any_of(_WORDS['furniture']['starts'])}"
)


@dataclass(frozen=True, slots=True)
class _Heading:
    level: float
    text: str


def sentences_of(document: Document) -> list[Sentence]:
    """The sentences of a document in order, each under its heading path, page furniture left out.

    A heading is marked by the file format or by its wording: 一、 (一) 1. ①, a first sentence that such a
    marker introduces, or a line that announces what follows (今年要重点做好以下工作：); the title of the document is
    none. A body that is printed
    twice is read once. No sentence is longer than LONGEST_SENTENCE characters, whatever the text.
    """
    path: list[_Heading] = []
    found: list[Sentence] = []
    whole, title = document.text, _BLANK.sub("", document.title or "")
    for paragraph in document.paragraphs:
        text = whole[paragraph.start : min(paragraph.end, paragraph.start + LONGEST_HEADING * 2)]
        if paragraph.end - paragraph.start <= LONGEST_HEADING and _FURNITURE.match(text):
            continue
        level, heading_end = _heading_of(paragraph, text, path)
        if level:
            path = [h for h in path if h.level < level]
        section = tuple(h.text for h in path)
        first, last = paragraph.start, paragraph.end
        for start, end in _cut(whole, first, last):
            is_heading = level is not None and start < first + heading_end
            found.append(Sentence(start, end, whole[start:end], section, first, last, is_heading))
            if is_heading and level is not None and (not path or path[-1].level < level):
                heading = _BLANK.sub("", text[:heading_end]).rstrip("。：:；;")
                if heading != title:
                    path.append(_Heading(level, heading))
                    section = tuple(h.text for h in path)
    return _without_copies(found)


def _heading_of(paragraph: Paragraph, text: str, path: list[_Heading]) -> tuple[float | None, int]:
    """Level of the heading that the paragraph is or begins with, and the length of that heading."""
    first = _END.search(text)
    length = first.end() if first else len(text)
    whole = paragraph.end - paragraph.start <= length
    if paragraph.heading is not None:
        return float(paragraph.heading) / 10, length
    if length > LONGEST_HEADING:
        return None, 0
    for level, marker in enumerate(_MARKERS, start=1) if _MARKED.match(text) else ():
        mark = marker.match(text)
        if mark and (level <= _LAST_TITLE or _is_title(text[mark.end() : length])):
            return float(level), length
    if _LEAD_IN.search(text, 0, length):
        return max((h.level for h in path if h.level == int(h.level)), default=0.0) + 0.5, length
    if whole and _is_title(text[:length]) and _SECTION.search(text):
        marked = max((h.level for h in path if h.level >= 1), default=0.0)
        top = not marked or any(h.level == _UNMARKED for h in path)
        return _UNMARKED if top else marked + 0.6, length
    return None, 0


def is_numbered_heading(line: str) -> bool:
    """Whether a line is numbered as headings are (第一章, 一、, （一）) and says no sentence."""
    text = line.strip()
    marker = next((found for marker in _MARKERS[:_LAST_TITLE] if (found := marker.match(text))), None)
    return marker is not None and _is_title(text[marker.end() :]) and not _UNFINISHED.search(text)


def _is_title(text: str) -> bool:
    """Short and without a number: an item that states a goal is a sentence, not a heading."""
    return len(text) <= LONGEST_TITLE and not _FIGURE.search(text)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the sentences between `start` and `end`, blank margins excluded, none overly long."""
    for m in _PIECE.finditer(text, start, end):
        left, right = m.span()
        while right - left > LONGEST_SENTENCE:
            limit = left + LONGEST_SENTENCE
            soft = [mark.end() for mark in _SOFT_END.finditer(text, left + LONGEST_SENTENCE // 2, limit)]
            cut = soft[-1] if soft else limit
            yield from _trimmed(text, left, cut)
            left = cut
        if text[right - 1].isspace():
            yield from _trimmed(text, left, right)
        else:
            yield left, right


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    words = piece.strip()
    if words:
        left = start + piece.index(words)
        yield left, left + len(words)


def _without_copies(sentences: list[Sentence]) -> list[Sentence]:
    """The sentences without runs that repeat an earlier run word for word, white space aside.

    A single short sentence may come twice (a goal restated); a run of two or a long one is a second print.
    """
    keys = ["".join(s.text.split()) for s in sentences]
    seen: dict[str, int] = {}
    kept: list[Sentence] = []
    following = 0
    for i, key in enumerate(keys):
        if i < following:
            continue
        opening = key[:_OPENING]
        source = seen.get(key, seen.get(opening))
        if source is None:
            seen[key] = seen[opening] = i
            kept.append(sentences[i])
            continue
        length = _length_of_copy(keys, source, i)
        is_copy = length > 1 or len(key) >= SHORTEST_SINGLE_COPY
        if length and is_copy and sum(map(len, keys[i : i + length])) >= SHORTEST_COPY:
            following = i + length
            continue
        following = i + max(length, 1)
        for at in range(i, following):
            seen.setdefault(keys[at], at)
            seen.setdefault(keys[at][:_OPENING], at)
            kept.append(sentences[at])
    return kept


def _length_of_copy(keys: list[str], source: int, copy: int) -> int:
    """How many sentences from `copy` on say what those from `source` on say, wherever either was cut."""
    at = end = copy
    ahead = behind = ""
    while True:
        if len(ahead) <= len(behind):
            if at == len(keys):
                break
            ahead, at = ahead + keys[at], at + 1
        else:
            if source == copy:
                break
            behind, source = behind + keys[source], source + 1
        common = min(len(ahead), len(behind))
        if ahead[:common] != behind[:common]:
            break
        ahead, behind = ahead[common:], behind[common:]
        if not ahead and not behind:
            end = at
    return end - copy
