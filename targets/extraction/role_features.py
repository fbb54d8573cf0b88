"""What a reader looks at to tell a goal from a result: the features of each candidate, as short strings.

A feature reads "family:value"; FAMILIES says what each looks at. None holds the name of a place or the
phrase of one text: cue words are the closed classes of `lexicon/roles.toml`, and a feature counts only where
several training documents share it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from targets.extraction.lexicon import any_of, lexicon
from targets.extraction.parts import Candidate, Quantity, Sentence
from targets.extraction.role_turns import looks_back, turns_of
from targets.reading.document import Document

FAMILIES = {
    "part": "whether the part of the document looks back or ahead",
    "heading": "whether the inner heading looks back or ahead, or the sentence is a heading",
    "mood": "share of words that report among the cue words of the paragraph, in tenths",
    "place": "fifth of the document, in a report or a plan",
    "year": "years named in the sentence, against the plan year",
    "cues": "how many cue words of each class between semicolons",
    "opens": "how the sentence begins",
    "before": "characters right before the number",
    "after": "characters right after the number, and the one after its hedge (以上, 左右)",
    "clause": "how the clause begins",
    "nearest": "the nearest cue word before the number",
    "left": "a cue word before the number in its clause",
    "right": "a cue word after the number in its clause",
    "earlier": "a cue word of an earlier clause since the last semicolon",
    "later": "a class of cue words in later clauses up to the next semicolon",
    "unit": "the unit, with what follows it or with the part of the document",
    "implicit": "the word of a goal without a number",
    "digits": "how the number is written",
    "numbers": "numbers before and after it in its clause",
    "rest": "how much of the clause follows the number",
    "from": "the starting value of a change (从 X 提高到 Y), or how far a goal is from another (目标比上年多 X)",
}

_FIGURE = re.compile("[1-9０-９]")
_HALF_WIDTH = re.compile("[,;:()％]")
_FULL_WIDTH = str.maketrans(",;:()％", "，；：（）%")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=\s*年|[-—－~～])")
_FIVE_YEARS = re.compile(r"十([一二三四五六])五")
_FIVE_YEARS_END = {"一": 2010, "二": 2015, "三": 2020, "四": 2025, "五": 2030, "六": 2035}
_BULLET = re.compile(r"^\s*(?:[（(]?[一二三四五六七八九十\d]+[)）、.．]|[—－-]{1,2}|[•·])")
_SEMICOLON = re.compile("；")
_CONDITION = re.compile("对[^，。；]{2,60}的，")
_DIGITS = re.compile(r"[0-9０-９,]+")
_HEDGE = re.compile(r"[多余]|及?以[上内下]|左右|上下|之内")
_FROM = re.compile(r"[从由](?:0000年的?)?[^从由0，；]{0,14}$")
_ONTO = re.compile(
    r"[^，。；、0]{0,3}(?:、[^，。；、0]{0,8}0[0.]*[^，。；、0]{0,3}){0,3}[^，。；、0]{0,3}[到至升降增扩缩跃]"
)
_GOAL_COMPARED = re.compile(
    r"目标[值数]?[比较][^，。；]{1,6}(?:[多少高低]|增加|减少|提高|降低|上调|下调|调高|调低)了?约?$"
)

_OPENING = 40
_CLAUSE = attrgetter("clause_start")
_Cue = tuple[int, int, str, str]  # a cue word of a sentence: start, end, the word, its class
_BEHIND = {"long ago", "last year", "plan behind"}
_IN_PLAN = {"plan year", "later", "plan now", "plan ahead"}

_CLASS = {word: name for name, words in lexicon("roles")["cues"].items() for word in words}
_CUE = re.compile(any_of(_CLASS))
_BACK = re.compile(any_of(lexicon("roles")["parts"]["past"]))
_TURNS_AHEAD = re.compile(any_of(lexicon("roles")["parts"]["turns_ahead"]))
_REPORTS = re.compile(any_of(lexicon("roles")["parts"]["reports"]))
_AHEAD = re.compile(any_of(lexicon("roles")["parts"]["future"]))


class Features(NamedTuple):
    """Features of one candidate: of its part of the document, of its stretch (between semicolons), its own.

    The first two are shared objects, the same for all candidates of the part and of the stretch. An own
    feature "from:" marks the starting value of a change, which is history.
    """

    part: tuple[str, ...]
    stretch: tuple[str, ...]
    own: tuple[str, ...]

    def all(self) -> list[str]:
        """Every feature once."""
        return list(dict.fromkeys((*self.part, *self.stretch, *self.own)))


def features_of(candidates: Sequence[Candidate], document: Document) -> list[Features]:
    """The features of each candidate of one document, in order."""
    plan_year = plan_year_of(document)
    sentences = {c.sentence.start: c.sentence for c in candidates}
    seen = {start: _Seen(sentence, plan_year) for start, sentence in sentences.items()}
    surroundings = _Surroundings(document, plan_year, seen)
    found = []
    for _, group in groupby(candidates, key=_CLAUSE):
        clause = list(group)
        for before, candidate in enumerate(clause):
            sentence, quantity = candidate.sentence, candidate.quantity
            text = seen[sentence.start]
            part, shared = surroundings.of(text, quantity.start)
            stretch = text.stretch_of(quantity.start - sentence.start)
            view = _viewed(candidate, text.text)
            own = (
                *_near(view, part),
                *_beside(view, stretch),
                *_measure(view, quantity, part),
                *_numbers(view, quantity.unit, before, len(clause) - before - 1),
            )
            found.append(Features(shared, stretch.features, own))
    return found


def plan_year_of(document: Document) -> int:
    """The year the document plans for; the latest of the years it often names where nothing tells."""
    if document.plan_year is not None:
        return document.plan_year
    if document.issued_on is not None:
        return document.issued_on.year
    years = Counter(int(m[0]) for m in _YEAR.finditer(document.text))
    return max((year for year, n in years.items() if n * 4 >= max(years.values())), default=2000)


@lru_cache(maxsize=4096)
def direction_of(heading: str, plan_year: int) -> str:
    """Whether a heading opens a part that looks back ("past"), ahead ("future"), both ("both") or neither ("")."""
    years = set(_years(heading, plan_year))
    says_back = bool(_BACK.search(heading))
    back = says_back or bool(years & _BEHIND)
    ahead = (bool(_AHEAD.search(heading)) and not says_back) or bool(years & _IN_PLAN)
    return "both" if back and ahead else "past" if back else "future" if ahead else ""


def _part_of(path: tuple[str, ...], plan_year: int) -> tuple[str, str]:
    """Direction of the part (the outermost heading that has one alone) and of the heading below the first."""
    directions = [direction_of(heading, plan_year) for heading in path]
    outer = directions[0] if directions else ""
    part = outer if outer in ("past", "future") else next((d for d in directions[1:] if d), outer)
    return part, directions[1] if len(directions) > 1 else "none"


def _turns(document: Document, plan_year: int) -> list[tuple[int, str]]:
    """Where paragraphs begin that turn back or ahead (过去五年, "十四五"时期), for parts whose heading says neither."""
    found = []
    for paragraph in document.paragraphs:
        opening = document.text[paragraph.start : min(paragraph.end, paragraph.start + _OPENING)]
        years = set(_years(opening, plan_year))
        back = bool(_BACK.search(opening)) or bool(years & _BEHIND)
        ahead = bool(_TURNS_AHEAD.search(opening)) or bool(years & _IN_PLAN)
        if back or ahead:
            found.append((paragraph.start, "both" if back and ahead else "past" if back else "future"))
    return found


def _last_turn(turns: Sequence[tuple[int, str]], position: int) -> str:
    index = bisect_right(turns, position, key=lambda turn: turn[0])
    return turns[index - 1][1] if index else ""


def _years(text: str, plan_year: int) -> list[str]:
    found = []
    for match in _YEAR.finditer(text):
        gap = int(match[0]) - plan_year
        found.append(
            "long ago" if gap < -1 else "last year" if gap < 0 else "plan year" if gap == 0 else "later"
        )
    for match in _FIVE_YEARS.finditer(text):
        gap = _FIVE_YEARS_END[match[1]] - plan_year
        found.append("plan behind" if gap < 0 else "plan now" if gap < 5 else "plan ahead")
    return found


def _plain(text: str) -> str:
    """`text` with zeros for its figures and full-width punctuation: what all numbers have in common."""
    text = _FIGURE.sub("0", text)
    return text.translate(_FULL_WIDTH) if _HALF_WIDTH.search(text) else text


class _Stretch:
    """A sentence from one semicolon to the next: its start, cue words and shared features."""

    __slots__ = ("cues", "features", "start")

    def __init__(self, start: int, cues: list[_Cue], shared: list[str]) -> None:
        self.start, self.cues = start, cues
        counts: dict[str, int] = {}
        for _, _, _, kind in cues:
            counts[kind] = counts.get(kind, 0) + 1
        self.features = (*shared, *[f"cues:{kind}{min(n, 4)}" for kind, n in counts.items()])


class _Seen:
    """A sentence as its numbers see it: its text with plain digits and punctuation, its stretches.

    `reports` and `orders` count its cue words that report and that say what is to be done.
    """

    __slots__ = ("_ends", "_stretches", "orders", "part", "reports", "sentence", "text")

    def __init__(self, sentence: Sentence, plan_year: int) -> None:
        self.sentence = sentence
        self.text = text = _plain(sentence.text)
        cues = [(m.start(), m.end(), w := m[0], _CLASS[w]) for m in _CUE.finditer(sentence.text)]
        kinds = [kind for _, _, _, kind in cues]
        self.reports = kinds.count("past") + kinds.count("report")
        self.orders = kinds.count("future") + kinds.count("verbs")
        self.part = "past" if _REPORTS.search(sentence.text) else "future"
        shared = [f"year:{when}" for when in dict.fromkeys(_years(sentence.text, plan_year))]
        bullet = _BULLET.match(text)
        shared.append(f"opens:{text[bullet.end() if bullet else 0 :].lstrip('“ 　')[:2]}")
        if cues:
            shared.append(f"opens:…{cues[0][2]}")
        if sentence.heading:
            shared.append("heading:itself")
        self._ends = [m.end() for m in _SEMICOLON.finditer(text)]
        if not self._ends:
            self._stretches = [_Stretch(0, cues, shared)]
            return
        within: list[list[_Cue]] = [[] for _ in [*self._ends, len(text)]]
        for cue in cues:
            within[bisect_right(self._ends, cue[0])].append(cue)
        self._stretches = [
            _Stretch(start, own, shared) for start, own in zip([0, *self._ends], within, strict=True)
        ]

    def stretch_of(self, position: int) -> _Stretch:
        """The stretch that holds a position of the sentence."""
        return self._stretches[bisect_right(self._ends, position)]


class _Surroundings:
    """Where the numbers of a document stand: in a part that looks back or ahead, in which mood and place."""

    def __init__(self, document: Document, plan_year: int, seen: Mapping[int, _Seen]) -> None:
        """`seen` holds the sentences with numbers by their starts."""
        self._text = document.text
        self._parts = {s: _part_of(s, plan_year) for s in {each.sentence.section for each in seen.values()}}
        self._is_report = any(part in ("past", "both") for part, _ in self._parts.values())
        self._ahead_from = min(
            (start for start, each in seen.items() if self._parts[each.sentence.section][0] == "future"),
            default=len(document.text),
        )
        unsaid = any(part not in ("past", "future") for part, _ in self._parts.values())
        self._turns = _turns(document, plan_year) if unsaid else []
        self._turns_inside: dict[int, list[tuple[int, bool]]] = {}
        self._moods = _moods(seen.values())
        self._known: dict[tuple[str, str, int, int], tuple[str, ...]] = {}

    def of(self, seen: _Seen, position: int) -> tuple[str, tuple[str, ...]]:
        """The part ("past", "future" …) at a position within a sentence, and what its surroundings say."""
        sentence = seen.sentence
        part, heading = self._parts[sentence.section] if self._is_report else (seen.part, "")
        if part not in ("past", "future"):
            looks_ahead = part == "" and sentence.start > self._ahead_from
            part = "future" if looks_ahead else _last_turn(self._turns, sentence.paragraph_start)
        if part != "past" and looks_back(self._inside(sentence), position):
            part = "past"
        fifth = sentence.start * 5 // len(self._text)
        key = (part, heading, self._moods[sentence.paragraph_start], fifth)
        return part, self._known.get(key) or self._known.setdefault(key, self._features(*key))

    def _features(self, part: str, heading: str, mood: int, fifth: int) -> tuple[str, ...]:
        return (
            f"part:{part}",
            f"heading:{heading}",
            f"mood:{mood}",
            f"mood:{part}{mood}",
            f"place:{fifth}{'report' if self._is_report else 'plan'}",
        )

    def _inside(self, sentence: Sentence) -> list[tuple[int, bool]]:
        start = sentence.paragraph_start
        if start not in self._turns_inside:
            self._turns_inside[start] = turns_of(self._text, start, sentence.paragraph_end)
        return self._turns_inside[start]


def _moods(seen: Iterable[_Seen]) -> dict[int, int]:
    """Of each paragraph the share of words that report among its cue words, in tenths."""
    counts: dict[int, tuple[int, int]] = {}
    for each in seen:
        paragraph = each.sentence.paragraph_start
        reports, orders = counts.get(paragraph, (0, 0))
        counts[paragraph] = reports + each.reports, orders + each.orders
    return {
        paragraph: int(reports / (reports + orders) * 9.99) if reports + orders else 5
        for paragraph, (reports, orders) in counts.items()
    }


class _View(NamedTuple):
    """A candidate in the plain text of its sentence: number, clause, and where a hedge after the number ends."""

    text: str
    at: int
    end: int
    left: int
    right: int
    unhedged: int


def _viewed(candidate: Candidate, text: str) -> _View:
    offset = candidate.sentence.start
    end = candidate.quantity.end - offset
    hedge = _HEDGE.match(text, end)
    return _View(
        text,
        candidate.quantity.start - offset,
        end,
        candidate.clause_start - offset,
        candidate.clause_end - offset,
        hedge.end() if hedge else end,
    )


def _near(view: _View, part: str) -> list[str]:
    """The characters around the number, and how its clause begins."""
    text, at, end, left, _, unhedged = view
    last, next_ = text[max(0, at - 2) : at], text[end : end + 2]
    return [
        f"before:{last[-1:]}",
        f"before:{last}",
        f"before:{part}{last}",
        f"after:{next_[:1]}",
        f"after:{next_}",
        f"after:…{text[unhedged : unhedged + 1]}",
        f"clause:{text[left : left + 4].lstrip('“ ')[:2]}",
    ]


def _beside(view: _View, stretch: _Stretch) -> list[str]:
    """The cue words of the stretch, by where they stand."""
    text, at, end, left, right, _ = view
    found: dict[str, None] = {}
    nearest = ""
    for start, stop, word, kind in stretch.cues:
        if stop <= at:
            found[("left:" if start >= left else "earlier:") + word] = None
            nearest = word
        elif start >= end:
            found["right:" + word if stop <= right else "later:" + kind] = None
    if nearest:
        found["nearest:" + nearest] = None
    if _CONDITION.search(text, stretch.start, at):
        found["earlier:对…的，"] = None
    return list(found)


def _measure(view: _View, quantity: Quantity, part: str) -> list[str]:
    """The unit, and how the number is written."""
    unit = quantity.unit
    found = [f"unit:{unit}", f"unit:{part}{unit}", f"unit:{unit}{view.text[view.end : view.end + 1]}"]
    if quantity.implicit:
        return [*found, f"implicit:{quantity.text}", f"implicit:{part}"]
    number = _DIGITS.match(quantity.text)
    return [*found, f"digits:{number.end()}{'.' * ('.' in quantity.text)}" if number else "digits:Chinese"]


def _numbers(view: _View, unit: str, before: int, after: int) -> list[str]:
    """Other numbers of the clause, the rest of it, and whether this one is where a change starts from."""
    text, at, end, left, right, unhedged = view
    rest = right - unhedged
    found = [
        f"numbers:-{min(before, 2)}",
        f"numbers:+{min(after, 2)}",
        f"rest:{min(rest, 12) // 2}",
        f"rest:{unit}{min(rest, 9) // 3}",
    ]
    if (_ONTO.match(text, end) and _FROM.search(text[left:at])) or _GOAL_COMPARED.search(text[left:at]):
        found.append("from:")
    return found
