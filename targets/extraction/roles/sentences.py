"""A sentence as its numbers see it when they are judged: plain text, cue words, the years it names."""

from __future__ import annotations

import re
from bisect import bisect_right

from targets.extraction.lexicon import any_of, lexicon
from targets.extraction.parts import Sentence

_WORDS = lexicon("roles")
_CLASS = {word: name for name, words in _WORDS["cues"].items() for word in words}
_CUE = re.compile(any_of(_CLASS))
_REPORTS = re.compile(any_of(_WORDS["parts"]["reports"]))
_FIGURE = re.compile("[1-9０-９]")
_HALF_WIDTH = re.compile("[,;:()％]")
_FULL_WIDTH = str.maketrans(",;:()％", "，；：（）%")
YEAR = re.compile(r"(?:19|20)\d\d(?<!\d....)(?=\s*年|[-—－~～])")
# The year of a change's starting value says when it was, not when the other number of the sentence is.
_YEAR_OF_A_START = re.compile(r"(?<=[从由])(?:19|20)\d\d年[底末]?的?(?=\d)")
_FIVE_YEARS = re.compile(r"十([一二三四五六])五")
_FIVE_YEARS_END = {"一": 2010, "二": 2015, "三": 2020, "四": 2025, "五": 2030, "六": 2035}
_BULLET = re.compile(r"^\s*(?:[（(]?[一二三四五六七八九十\d]+[)）、.．]|[—－-]{1,2}|[•·])")
_SEMICOLON = re.compile("；")

Cue = tuple[int, int, str, str]
"""A cue word of a sentence: its start and end, the word, its class."""


class Segment:
    """A sentence from one semicolon to the next: its start, cue words and shared features."""

    __slots__ = ("cues", "features", "start")

    def __init__(self, start: int, cues: list[Cue], shared: list[str]) -> None:
        self.start, self.cues = start, cues
        counts: dict[str, int] = {}
        for _, _, _, kind in cues:
            counts[kind] = counts.get(kind, 0) + 1
        self.features = (*shared, *[f"cues:{kind}{min(n, 4)}" for kind, n in counts.items()])


class AnalysedSentence:
    """A sentence as its numbers see it: its text with plain digits and punctuation, its segments.

    `reports` and `orders` count its cue words that report and that say what is to be done.
    """

    __slots__ = ("_ends", "_segments", "orders", "part", "reports", "sentence", "text")

    def __init__(self, sentence: Sentence, plan_year: int) -> None:
        self.sentence = sentence
        self.text = text = _plain(sentence.text)
        cues = [(*m.span(), word := m[0], _CLASS[word]) for m in _CUE.finditer(sentence.text)]
        kinds = [kind for _, _, _, kind in cues]
        self.reports = kinds.count("past") + kinds.count("report")
        self.orders = kinds.count("future") + kinds.count("verbs")
        self.part = "past" if _REPORTS.search(sentence.text) else "future"
        shared = [f"year:{when}" for when in dict.fromkeys(years_in(sentence.text, plan_year))]
        bullet = _BULLET.match(text)
        shared.append(f"opens:{text[bullet.end() if bullet else 0 :].lstrip('“ 　')[:2]}")
        if cues:
            shared.append(f"opens:…{cues[0][2]}")
        if sentence.heading:
            shared.append("heading:itself")
        self._ends = [m.end() for m in _SEMICOLON.finditer(text)] if "；" in text else []
        if not self._ends:
            self._segments = [Segment(0, cues, shared)]
            return
        within: list[list[Cue]] = [[] for _ in [*self._ends, len(text)]]
        for cue in cues:
            within[bisect_right(self._ends, cue[0])].append(cue)
        self._segments = [
            Segment(start, own, shared) for start, own in zip([0, *self._ends], within, strict=True)
        ]

    def segment_of(self, position: int) -> Segment:
        """The segment that holds a position of the sentence."""
        return self._segments[bisect_right(self._ends, position)]


def years_in(text: str, plan_year: int) -> list[str]:
    """When the years and five-year plans that a text names are, seen from the plan year: "last year", "plan now" …"""
    found = []
    named = YEAR.finditer(_YEAR_OF_A_START.sub("", text)) if "20" in text or "19" in text else ()
    for match in named:
        gap = int(match[0]) - plan_year
        found.append(
            "long ago" if gap < -1 else "last year" if gap < 0 else "plan year" if gap == 0 else "later"
        )
    for match in _FIVE_YEARS.finditer(text) if "五" in text else ():
        gap = _FIVE_YEARS_END[match[1]] - plan_year
        found.append("plan behind" if gap < 0 else "plan now" if gap < 5 else "plan ahead")
    return found


def _plain(text: str) -> str:
    """`text` with zeros for its figures and full-width punctuation: what all numbers have in common."""
    text = _FIGURE.sub("0", text)
    return text.translate(_FULL_WIDTH) if _HALF_WIDTH.search(text) else text
