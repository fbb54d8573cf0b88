"""Sentences -> candidates: each quantity in its sentence and clause."""

from __future__ import annotations

import re
from collections.abc import Sequence

from targets.extraction.parts import Candidate, Quantity, Sentence
from targets.extraction.quantities.rules import quantities_in
from targets.extraction.structure.rules import sentences_of
from targets.reading.document import Document

LONGEST_CLAUSE = 200
_CLAUSE_END = re.compile(r"[，；;。！？!?：:\n,](?<!\d,(?=\d{3}(?!\d)))")


def candidates_of(document: Document, sentences: Sequence[Sentence] | None = None) -> list[Candidate]:
    """Every quantity of a document's sentences, in order, in its sentence and its clause.

    `sentences` are those of the document where the caller has them already.
    """
    return candidates_among(sentences_of(document) if sentences is None else sentences, document.text)


def candidates_among(sentences: Sequence[Sentence], text: str) -> list[Candidate]:
    """The quantities of `text` that stand within `sentences` (in order), one scan for all of them."""
    found: list[Candidate] = []
    quantities = iter(quantities_in(text))
    quantity = next(quantities, None)
    for sentence in sentences:
        inside = []
        while quantity and quantity.start < sentence.end:
            if quantity.start >= sentence.start and quantity.end <= sentence.end:
                inside.append(quantity)
            quantity = next(quantities, None)
        if inside:
            found.extend(_in_clauses(sentence, inside))
    return found


def _in_clauses(sentence: Sentence, quantities: list[Quantity]) -> list[Candidate]:
    ends = [m.start() + sentence.start for m in _CLAUSE_END.finditer(sentence.text)]
    found = []
    at = 0
    for quantity in quantities:
        while at < len(ends) and ends[at] < quantity.start:
            at += 1
        after = at
        while after < len(ends) and ends[after] < quantity.end:
            after += 1
        left = ends[at - 1] + 1 if at else sentence.start
        right = ends[after] if after < len(ends) else sentence.end
        left, right = max(left, quantity.start - LONGEST_CLAUSE), min(right, quantity.end + LONGEST_CLAUSE)
        found.append(Candidate(quantity, sentence, left, right))
    return found
