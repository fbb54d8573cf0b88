"""Which place a number is about."""

from __future__ import annotations

import re

from targets.extraction.lexicon import any_of, lexicon
from targets.extraction.parts import Candidate
from targets.reading.document import Document

_WORDS = lexicon("regions")
LONGEST_OPENING = 20_000
NATION: str = _WORDS["nation"]
# 全国 as the subject of the clause, not as a yardstick (居全国第4位) or a part of a name (全国文明城市).
_NATION = re.compile(
    rf"^(?:{any_of(_WORDS['openings'])}|\d{{4}}年)*(?:{any_of(_WORDS['nation_subjects'])})(?!{any_of(_WORDS['not_subjects'])})"
)


def region_of(candidate: Candidate, document: Document) -> str | None:
    """The place that the number of `candidate` is about: 抚州市, 安徽省, 全国; None where nothing tells.

    全市 and its like mean the document's region, 全国 as the subject of the clause the nation; a document
    without a region that speaks of 我国 speaks for the nation.
    """
    if document.region == NATION:
        return NATION
    sentence = candidate.sentence
    clause = sentence.text[
        candidate.clause_start - sentence.start : candidate.quantity.start - sentence.start
    ]
    if _NATION.match(clause):
        return NATION
    return region_of_document(document)


def region_of_document(document: Document) -> str | None:
    """The place that a document speaks for."""
    return document.region or _speaker(document)


def _speaker(document: Document) -> str | None:
    return NATION if document.text.find(_WORDS["speaks_for_nation"], 0, LONGEST_OPENING) >= 0 else None
