"""Document -> mentions: the steps of the extraction, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from targets.extraction.candidates import candidates_in
from targets.extraction.indicators import indicator_of
from targets.extraction.measures import measured
from targets.extraction.mention import Mention, Role
from targets.extraction.owners import owned_stretches, owners_of
from targets.extraction.parts import Candidate, Judgement, Sentence
from targets.extraction.regions import region_of
from targets.extraction.roles import judge
from targets.extraction.structure import sentences_of
from targets.extraction.times import Calendar, calendar_of, date_of
from targets.extraction.version import extractor_version
from targets.reading.document import Document

EXTRACTOR_VERSION = extractor_version()


@dataclass(frozen=True, slots=True)
class Explained:
    """One number of a document, kept (`role` target or actual) or not, and the cues that decided."""

    start: int
    end: int
    text: str
    clause: str
    role: Role | None
    confidence: float
    cues: tuple[str, ...]
    mention: Mention | None


def extract(document: Document) -> list[Mention]:
    """Every goal and reported result of a document, in order and disjoint."""
    return [explained.mention for explained in explain(document) if explained.mention]


def explain(document: Document) -> list[Explained]:
    """Every number of a document, in order: what it was read as, how sure, and by which rules and cues."""
    sentences = sentences_of(document)
    calendar = calendar_of(document)
    placed = list(_placed(sentences))
    judgements = judge([candidate for candidate, _, _ in placed], document)
    stretches = owned_stretches(document, sentences)
    found = []
    for (candidate, earlier, before), judgement in zip(placed, judgements, strict=True):
        quantity = candidate.quantity
        mention = None
        if judgement.role is not None:
            owners = owners_of(stretches, quantity.start)
            mention = _mention(candidate, earlier, before, judgement, document, calendar, owners)
        clause = document.text[candidate.clause_start : candidate.clause_end].strip()
        cues = mention.cues if mention else (f"number:{quantity.rule}", *judgement.cues)
        found.append(
            Explained(
                quantity.start,
                quantity.end,
                quantity.text,
                clause,
                judgement.role,
                judgement.confidence,
                cues,
                mention,
            )
        )
    return found


def _placed(sentences: list[Sentence]) -> Iterator[tuple[Candidate, list[Candidate], Sentence | None]]:
    """Each candidate with the earlier ones of its paragraph and the sentence before its own."""
    before: Sentence | None = None
    earlier: list[Candidate] = []
    for sentence in sentences:
        if before is None or sentence.paragraph_start != before.paragraph_start:
            earlier = []
        for candidate in candidates_in(sentence):
            yield candidate, earlier, before
            earlier = [*earlier[-11:], candidate]
        before = sentence


def _mention(
    candidate: Candidate,
    earlier: list[Candidate],
    before: Sentence | None,
    judgement: Judgement,
    document: Document,
    calendar: Calendar,
    owners: tuple[str, ...],
) -> Mention:
    quantity, sentence = candidate.quantity, candidate.sentence
    role = judgement.role
    assert role is not None
    measure = measured(candidate)
    dated = date_of(candidate, role, calendar, before)
    is_target = role is Role.TARGET
    return Mention(
        doc=document.doc,
        start=quantity.start,
        end=quantity.end,
        text=quantity.text,
        role=role,
        value=quantity.value,
        value_high=quantity.value_high,
        unit=quantity.unit,
        comparator=measure.comparator,
        change=measure.change,
        due=dated.day if is_target else None,
        period_end=None if is_target else dated.day,
        due_basis=dated.basis,
        indicator=indicator_of(candidate, earlier, document),
        region=region_of(candidate, document),
        owners=owners,
        commitment=judgement.commitment if is_target else None,
        section=sentence.section,
        quote=sentence.text,
        implicit=quantity.implicit,
        confidence=judgement.confidence,
        cues=(
            f"number:{quantity.rule}",
            *([f"measure:{measure.rule}"] if measure.rule else []),
            *([f"date:{dated.words}"] if dated.words else []),
            *judgement.cues,
        ),
    )
