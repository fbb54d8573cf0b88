"""Sentences -> candidates: each quantity in its sentence and clause."""

from __future__ import annotations

import re

from targets.extraction.parts import Candidate, Sentence
from targets.extraction.quantities import quantities_in
from targets.extraction.structure import sentences_of
from targets.reading.document import Document

LONGEST_CLAUSE = 200
_CLAUSE_END = re.compile(r"[，,；;。！？!?：:\n]")
_THOUSANDS = re.compile(r"\d,\d{3}(?!\d)")


def candidates_of(document: Document) -> list[Candidate]:
    """Every quantity of the document, in order, in its sentence and its clause."""
    return [c for sentence in sentences_of(document) for c in candidates_in(sentence)]


def candidates_in(sentence: Sentence) -> list[Candidate]:
    """The quantities of one sentence, each with the clause (between ，；。： and the like) it stands in."""
    quantities = quantities_in(sentence.text, sentence.start)
    if not quantities:
        return []
    text = sentence.text
    inside = {m.start() + 1 for m in _THOUSANDS.finditer(text)} if "," in text else set()
    ends = [m.start() for m in _CLAUSE_END.finditer(text) if m.start() not in inside]
    found = []
    at = 0
    for quantity in quantities:
        start, end = quantity.start - sentence.start, quantity.end - sentence.start
        while at < len(ends) and ends[at] < start:
            at += 1
        left = ends[at - 1] + 1 if at else 0
        after = at
        while after < len(ends) and ends[after] < end:
            after += 1
        right = ends[after] if after < len(ends) else len(text)
        left, right = max(left, start - LONGEST_CLAUSE), min(right, end + LONGEST_CLAUSE)
        found.append(Candidate(quantity, sentence, left + sentence.start, right + sentence.start))
    return found
