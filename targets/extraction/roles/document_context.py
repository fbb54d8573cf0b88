"""Where the numbers of a document stand: in a part that looks back or ahead, in which mood and place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from targets.extraction.dates.calendar import Calendar
from targets.extraction.lexicon import any_of, lexicon
from targets.extraction.parts import Sentence
from targets.extraction.roles.sentences import YEAR, AnalysedSentence, years_in
from targets.extraction.roles.tense import is_past, tense_changes
from targets.extraction.structure.document_kind import DocumentKind, kind_of_wording
from targets.reading.document import Document

_PARTS = lexicon("roles")["parts"]
_BACK = re.compile(any_of(_PARTS["past"]))
_AHEAD = re.compile(any_of(_PARTS["future"]))
_CHANGES_AHEAD = re.compile(any_of(_PARTS["changes_ahead"]))
_GOALS = re.compile(any_of(_PARTS["goals"]))
_REPORT_PARTS = lexicon("roles")["report_parts"]
_REPORT_AHEAD = re.compile(any_of(_REPORT_PARTS["ahead"]))
_REPORT_BACK = re.compile(any_of(_REPORT_PARTS["back"]))
_OPENING = 40
_TURNS_WITHIN = 16  # characters at the start of a paragraph of a report that may turn it ahead
_NOTES = re.compile(r"(?:附?注|注释|附注|说明|备注)\s*(?:[:：〔\[1一]|$)", re.MULTILINE)
_FEWEST_CUES, _REPORTS_FROM, _PLANS_BELOW = 12, 0.72, 0.35
_BEHIND = {"long ago", "last year", "plan behind"}
_IN_PLAN = {"plan year", "later", "plan now", "plan ahead"}


class DocumentContext:
    """The context of a document's numbers, each computed once."""

    def __init__(self, document: Document, plan_year: int, seen: Mapping[int, AnalysedSentence]) -> None:
        """`seen` holds the sentences with numbers by their starts."""
        self._text = document.text
        self.kind = _kind_of(document, seen.values())
        sections = {each.sentence.section for each in seen.values()}
        reports = self.kind.reports
        self._parts = {s: _part_of_report(s) if reports else _part_of(s, plan_year) for s in sections}
        self._is_report = self.kind.reports or any(p in ("past", "both") for p, _ in self._parts.values())
        self._ahead_from = min(
            (start for start, each in seen.items() if self._parts[each.sentence.section][0] == "future"),
            default=len(document.text),
        )
        unsaid = any(part not in ("past", "future") for part, _ in self._parts.values())
        self._tense_changes: list[tuple[int, str]] = []
        if unsaid:
            changes = _tense_changes_of_report(document) if reports else _tense_changes(document, plan_year)
            self._tense_changes = changes
        self._changes_inside: dict[int, list[tuple[int, bool]]] = {}
        self._moods = _moods(seen.values())
        self._notes_from = _notes_from(document)
        self._known: dict[tuple[str, str, int, int], tuple[str, ...]] = {}

    def of(self, seen: AnalysedSentence, position: int) -> tuple[str, tuple[str, ...]]:
        """The part ("past", "future" …) at a position within a sentence, and the features of its context."""
        sentence = seen.sentence
        part, heading = self._parts[sentence.section] if self._is_report else (seen.part, "")
        if part not in ("past", "future"):
            looks_ahead = part == "" and sentence.start > self._ahead_from and not self.kind.reports
            change = _last_change(self._tense_changes, sentence.paragraph_start)
            part = "future" if looks_ahead else change or ("past" if self.kind.reports else "")
        if part != "past" and is_past(self._inside(sentence), position):
            part = "past"
        if sentence.start >= self._notes_from:
            part = "notes"
        fifth = sentence.start * 5 // len(self._text)
        key = (part, heading, self._moods[sentence.paragraph_start], fifth)
        return part, self._known.get(key) or self._known.setdefault(key, self._features(*key))

    def _features(self, part: str, heading: str, mood: int, fifth: int) -> tuple[str, ...]:
        return (
            f"kind:{self.kind}",
            f"kind:{self.kind}{part}",
            f"part:{part}",
            f"heading:{heading}",
            f"mood:{mood}",
            f"mood:{part}{mood}",
            f"place:{fifth}{'report' if self._is_report else 'plan'}",
        )

    def _inside(self, sentence: Sentence) -> list[tuple[int, bool]]:
        start = sentence.paragraph_start
        if start not in self._changes_inside:
            self._changes_inside[start] = tense_changes(self._text, start, sentence.paragraph_end)
        return self._changes_inside[start]


def _moods(seen: Iterable[AnalysedSentence]) -> dict[int, int]:
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


def _notes_from(document: Document) -> int:
    """Where the notes at the end of a document begin (注：, 说明：); its end where it has none."""
    last_third = len(document.text) * 2 // 3
    for paragraph in document.paragraphs:
        if paragraph.start >= last_third and _NOTES.match(document.text, paragraph.start):
            return paragraph.start
    return len(document.text)


def _kind_of(document: Document, sentences: Iterable[AnalysedSentence]) -> DocumentKind:
    """The kind of a document by its wording; where that names none, by the share of cue words that report."""
    kind = kind_of_wording(document)
    if kind is not DocumentKind.UNKNOWN:
        return kind
    reports = orders = 0
    for sentence in sentences:
        reports, orders = reports + sentence.reports, orders + sentence.orders
    share = reports / (reports + orders) if reports + orders >= _FEWEST_CUES else 0.5
    return (
        DocumentKind.BULLETIN
        if share >= _REPORTS_FROM
        else DocumentKind.PLAN
        if share < _PLANS_BELOW
        else kind
    )


def speaking_year_of(document: Document, calendar: Calendar) -> int:
    """The year a document speaks in; the latest of the years it often names where nothing tells."""
    if calendar.year is not None:
        return calendar.year
    if document.issued_on is not None:
        return document.issued_on.year
    years = Counter(int(m[0]) for m in YEAR.finditer(document.text))
    return max((year for year, n in years.items() if n * 4 >= max(years.values())), default=2000)


@lru_cache(maxsize=4096)
def direction_of(heading: str, plan_year: int) -> str:
    """Whether a heading opens a part that looks back ("past"), ahead ("future"), both ("both") or neither ("")."""
    years = set(years_in(heading, plan_year))
    first, joint, second = heading.partition("与") if "与" in heading else heading.partition("和")
    if joint and _BACK.search(first) and not _AHEAD.search(first) and _GOALS.search(second):
        return "both"
    says_back = bool(_BACK.search(heading)) or heading.endswith("情况")
    back = says_back or bool(years & _BEHIND)
    ahead = (bool(_AHEAD.search(heading)) and not says_back) or bool(years & _IN_PLAN)
    return "both" if back and ahead else "past" if back else "future" if ahead else ""


def _part_of(path: tuple[str, ...], plan_year: int) -> tuple[str, str]:
    """Direction of the part (the outermost heading that has one alone) and of the heading below the first."""
    directions = [direction_of(heading, plan_year) for heading in path]
    outer = directions[0] if directions else ""
    part = outer if outer in ("past", "future") else next((d for d in directions[1:] if d), outer)
    return part, directions[1] if len(directions) > 1 else "none"


def _part_of_report(path: tuple[str, ...]) -> tuple[str, str]:
    """The same in a document that reports: ahead only where a heading announces what is to be done next."""
    for heading in path:
        if _REPORT_AHEAD.search(heading) and not _REPORT_BACK.search(heading):
            return "future", "none"
    return "", "none"


def _tense_changes_of_report(document: Document) -> list[tuple[int, str]]:
    """Where paragraphs of a report turn ahead (下一步，), each up to the next one."""
    found = []
    for paragraph in document.paragraphs:
        opening = document.text[paragraph.start : min(paragraph.end, paragraph.start + _TURNS_WITHIN)]
        ahead = _REPORT_AHEAD.search(opening) and not _REPORT_BACK.search(opening)
        found.append((paragraph.start, "future" if ahead else ""))
    return found


def _tense_changes(document: Document, plan_year: int) -> list[tuple[int, str]]:
    """Where paragraphs begin that turn back or ahead (过去五年, "十四五"时期), for parts whose heading says neither."""
    found = []
    for paragraph in document.paragraphs:
        opening = document.text[paragraph.start : min(paragraph.end, paragraph.start + _OPENING)]
        years = set(years_in(opening, plan_year))
        back = bool(_BACK.search(opening)) or bool(years & _BEHIND)
        ahead = bool(_CHANGES_AHEAD.search(opening)) or bool(years & _IN_PLAN)
        if back or ahead:
            found.append((paragraph.start, "both" if back and ahead else "past" if back else "future"))
    return found


def _last_change(changes: Sequence[tuple[int, str]], position: int) -> str:
    index = bisect_right(changes, position, key=lambda change: change[0])
    return changes[index - 1][1] if index else ""
