"""Helpers of the tables of phrases: a document of one text, and the number that 【】 marks in a phrase."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from targets import extraction
from targets.extraction.candidates import candidates_among
from targets.extraction.parts import Candidate, Sentence
from targets.reading.document import Document, Paragraph, document_id_of

GRAMMAR = Path(extraction.__file__).parent


def table(family: str, name: str = "examples") -> dict[str, Any]:
    """The examples beside the rules of a family, or its counter-examples."""
    return tomllib.loads((GRAMMAR / family / f"{name}.toml").read_text(encoding="utf-8"))


def document_of(text: str, **known: Any) -> Document:
    """A document whose paragraphs are the lines of `text`; `known` gives its metadata."""
    paragraphs = [
        Paragraph(m.start() + len(m[0]) - len(m[0].lstrip()), m.start() + len(m[0].rstrip()))
        for m in re.finditer(r"[^\r\n]+", text)
        if m[0].strip()
    ]
    return Document(document_id_of(text), "text", "text.txt", text, tuple(paragraphs), **known)


def marked(phrase: str, section: tuple[str, ...] = ()) -> Candidate:
    """The candidate that stands between 【 and 】, in a sentence without these marks."""
    at = phrase.index("【")
    text = phrase.replace("【", "").replace("】", "")
    sentence = Sentence(0, len(text), text, section, 0, len(text))
    (found,) = [c for c in candidates_among([sentence], text) if c.quantity.start == at]
    return found
