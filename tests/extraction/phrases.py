"""Helpers of the tables of phrases: a document of one text, and the number that 【】 marks in a phrase."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from targets import extraction
from targets.extraction.candidates import candidates_among, candidates_of
from targets.extraction.mention import Commitment, Comparator, DueBasis, Mention, Role
from targets.extraction.parts import Candidate, Judgement, Sentence
from targets.extraction.roles.rules import judge
from targets.reading.document import Document, Paragraph, document_id_of

GRAMMAR = Path(extraction.__file__).parent


def table(family: str, name: str = "examples") -> dict[str, Any]:
    """The examples beside the rules of a family, or its counter-examples."""
    return tomllib.loads((GRAMMAR / family / f"{name}.toml").read_text(encoding="utf-8"))


def document_of(text: str, **known: Any) -> Document:
    """A document whose paragraphs are the lines of `text`; `known` gives its metadata."""
    paragraphs = [
        Paragraph(m.start() + len(m[0]) - len(m[0].lstrip()), m.start() + len(m[0].rstrip(" ")))
        for m in re.finditer(r"[^\r\n]+", text)
        if m[0].strip()
    ]
    return Document(document_id_of(text), "text", "text.txt", text, tuple(paragraphs), **known)


def marked(phrase: str, section: tuple[str, ...] = ()) -> Candidate:
    """The candidate that stands between 【 and 】, in a sentence without these marks."""
    text, start, _ = unmarked(phrase)
    sentence = Sentence(0, len(text), text, section, 0, len(text))
    (found,) = [c for c in candidates_among([sentence], text) if c.quantity.start == start]
    return found


def unmarked(phrase: str) -> tuple[str, int, int]:
    """A phrase without its marks, and the start and end of what stood between them."""
    return phrase.replace("【", "").replace("】", ""), phrase.index("【"), phrase.index("】") - 1


def mention_of(phrase: str, **fields: Any) -> Mention:
    """A goal whose quote is `phrase` and whose number is marked in it; `fields` replace the defaults."""
    text, start, end = unmarked(phrase)
    values: dict[str, Any] = {
        "doc": "plan", "start": start, "end": end, "text": text[start:end], "role": Role.TARGET,
        "value": 1.0, "value_high": None, "unit": "", "comparator": Comparator.EQ, "change": None,
        "due": date(2026, 12, 31), "period_end": None, "due_basis": DueBasis.DOCUMENT, "indicator": "",
        "region": None, "owners": (), "commitment": Commitment.COMMIT, "section": (), "quote": text,
        "implicit": False, "confidence": 0.9,
    }  # fmt: skip
    return Mention(**(values | fields))


PARTS = {
    "plan": "一、总体要求\n统一思想，狠抓落实。\n二、重点任务\n{phrase}\n",
    "back": "一、2023年工作回顾\n{phrase}\n二、2024年重点工作\n扎实做好各项工作。\n",
    "ahead": "一、2023年工作回顾\n全省生产总值增长5%。\n二、2024年重点工作\n{phrase}\n",
}


def judged(part: str, phrase: str) -> tuple[Candidate, Judgement]:
    """The candidate marked in a phrase, and its judgement in that part of a document of 2024."""
    text, at, _ = unmarked(PARTS[part].format(phrase=phrase))
    document = document_of(text, issued_on=date(2024, 1, 20))
    candidates = candidates_of(document)
    for candidate, judgement in zip(candidates, judge(candidates, document), strict=True):
        if candidate.quantity.start <= at < candidate.quantity.end:
            return candidate, judgement
    raise AssertionError(f"no number found in {phrase}")
