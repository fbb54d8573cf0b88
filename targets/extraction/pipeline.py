"""Document -> mentions: the steps of the extraction, one after the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from targets.extraction.candidates import candidates_of
from targets.extraction.comparators.baselines import Baseline, baseline_of
from targets.extraction.comparators.rules import measured
from targets.extraction.dates.calendar import calendar_of
from targets.extraction.dates.plans import start_of_goal
from targets.extraction.dates.rules import date_context_of, date_of
from targets.extraction.goals.aggregation import aggregation_of
from targets.extraction.indicators.rules import Indicators
from targets.extraction.lexicon import any_of, lexicon
from targets.extraction.mention import Mention, ReviewCause, Role
from targets.extraction.owners.rules import owned_spans, owners_of
from targets.extraction.parts import Candidate, Dated, Judgement, Sentence, UnreadTable
from targets.extraction.regions.rules import region_of, region_of_document
from targets.extraction.roles.model import RoleModel
from targets.extraction.roles.rules import judge
from targets.extraction.structure.edits import Span
from targets.extraction.structure.rules import sentences_of
from targets.extraction.structure.writing import readable
from targets.extraction.tables.flat_tables import flat_rows
from targets.extraction.version import extractor_version
from targets.reading.document import Document

_CERTAINLY_NEITHER = 0.95
_OBVIOUS = 0.95
"""Above it nobody is asked about a number, so why it was judged so is worked out only by `explain`."""
_OCR_TRUST = 0.9
"""How far a text that OCR made is trusted beside one that a file holds."""
UNSURE = 0.45
"""Confidence of a goal whose deadline is not understood, or was over when it was set: below the review threshold."""

_PLANNED = re.compile(any_of(lexicon("roles")["planned"]["words"]))
_THRESHOLD = re.compile("(?:以上|以下|以内)的?(?![，。；、（(])[一-鿿]")
EXTRACTOR_VERSION = extractor_version()


class Explained(NamedTuple):
    """One number of a document, kept (`role` target or actual) or not, and the cues that decided."""

    start: int
    end: int
    text: str
    clause: str
    role: Role | None
    confidence: float
    cues: tuple[str, ...]
    mention: Mention | None


class Extraction(NamedTuple):
    """What a document says: its mentions in order and disjoint, and its numeric tables that gave none."""

    mentions: list[Mention]
    unread_tables: tuple[UnreadTable, ...]


def extract(document: Document, model: RoleModel | None = None) -> list[Mention]:
    """Every goal and reported result of a document, in order and disjoint.

    `model` tells goals from results; the default is the one that is shipped (`read_model` reads what
    `duban train` wrote).
    """
    return read(document, model).mentions


def read(document: Document, model: RoleModel | None = None) -> Extraction:
    """The goals and results of a document, and the tables that hold numbers and gave neither."""
    in_tables, rest, unread = _tables(document, model)
    mentions = [mention for *_, mention in _read_prose(rest, model=model) if mention]
    if in_tables:
        mentions = sorted([*mentions, *in_tables], key=lambda mention: mention.start)
    if document.recognised is not None:
        mentions = [_recognised(mention, document.recognised) for mention in mentions]
    return Extraction(mentions, unread)


def _recognised(mention: Mention, sure: float) -> Mention:
    """A mention that text recognition read from a picture: less sure, however clear its wording."""
    confidence = mention.confidence * sure * _OCR_TRUST
    return replace(
        mention, confidence=confidence, cues=(*mention.cues, f"{ReviewCause.RECOGNISED}:{sure:.2f}")
    )


def explain(document: Document) -> list[Explained]:
    """Every number of a document, in order: what it was read as, how sure, and by which rules and cues."""
    in_tables, rest, _ = _tables(document)
    prose = (
        Explained(
            span.start,
            span.end,
            span.text,
            _clause_of(candidate),
            judgement.role,
            judgement.confidence,
            mention.cues if mention else (f"number:{candidate.quantity.rule}", *judgement.cues),
            mention,
        )
        for span, candidate, judgement, mention in _read_prose(rest, reasons_up_to=1.0)
    )
    cells = (Explained(m.start, m.end, m.text, m.quote, m.role, m.confidence, m.cues, m) for m in in_tables)
    return sorted([*prose, *cells], key=lambda number: number.start)


def _tables(
    document: Document, model: RoleModel | None = None
) -> tuple[Sequence[Mention], Document, tuple[UnreadTable, ...]]:
    """What the tables of a document say, the document without those that were read, and those that were not."""
    if not document.tables:
        return (), document, ()
    from targets.extraction.tables.rules import read_tables  # most documents have no tables

    return read_tables(
        document,
        region_of_document(document),
        lambda page, assumed: [mention for *_, mention in _read_prose(page, assumed, model) if mention],
    )


def _sets_a_threshold(candidate: Candidate) -> bool:
    """Whether a number only says which things are meant: 5000万元以上项目."""
    text, end = candidate.sentence.text, candidate.quantity.end - candidate.sentence.start
    return _THRESHOLD.match(text, end) is not None


def _clause_of(candidate: Candidate) -> str:
    """The clause that a number stands in."""
    sentence = candidate.sentence
    return sentence.text[
        candidate.clause_start - sentence.start : candidate.clause_end - sentence.start
    ].strip()


def _read_prose(
    document: Document,
    assumed: Callable[[int], Role | None] = lambda _: None,
    model: RoleModel | None = None,
    reasons_up_to: float = _OBVIOUS,
) -> Iterator[tuple[Span, Candidate, Judgement, Mention | None]]:
    """Every number of a document with its span as filed, its judgement and, where it is kept, its mention.

    `assumed` gives the role of a number, by its place, that its words leave open. Judgements no surer than
    `reasons_up_to` say why.
    """
    written = readable(document)
    document = written.document
    sentences = sentences_of(document)
    candidates = candidates_of(document, sentences)
    rows = flat_rows(document)
    spans = owned_spans(document, sentences, rows)
    calendar = calendar_of(document)
    context = date_context_of(sentences, rows)
    indicators = Indicators(candidates, document)
    judgements = judge(candidates, document, model, reasons_up_to)
    quoted, quote = -1, ""
    for at, (candidate, judgement) in enumerate(zip(candidates, judgements, strict=True)):
        span = written.filed(candidate.quantity.start, candidate.quantity.end)
        is_open = judgement.role is None and judgement.confidence < _CERTAINLY_NEITHER
        if is_open and (role := assumed(span.start)) and not _sets_a_threshold(candidate):
            judgement = judgement._replace(role=role, confidence=1 - judgement.confidence)
        mention = None
        if judgement.role is not None:
            if candidate.sentence.start != quoted:
                quoted, quote = candidate.sentence.start, written.quote(*candidate.sentence[:2])
            dated = date_of(candidate, judgement.role, calendar, context)
            if judgement.role is Role.TARGET and dated.start is None:
                dated = dated._replace(
                    start=start_of_goal(dated.day, calendar, document, candidate.sentence.section)
                )
            mention = _mention(
                document,
                span,
                candidate,
                judgement,
                dated,
                baseline_of(candidates, at, at > 0 and judgements[at - 1].starts_change, calendar),
                indicator=indicators.of(at),
                quote=quote,
                owners=owners_of(spans, candidate.quantity.start),
            )
        yield span, candidate, judgement, mention


def _is_over_unplanned(dated: Dated, sentence: Sentence, document: Document) -> bool:
    """Whether a goal was due before the document was issued, and neither its sentence nor a heading calls it planned."""
    issued = document.issued_on
    if not dated.day or not issued or dated.day >= issued:
        return False
    return not any(_PLANNED.search(words) for words in (sentence.text, *sentence.section))


def _mention(
    document: Document,
    span: Span,
    candidate: Candidate,
    judgement: Judgement,
    dated: Dated,
    baseline: Baseline | None,
    *,
    indicator: str,
    quote: str,
    owners: tuple[str, ...],
) -> Mention:
    quantity, sentence = candidate.quantity, candidate.sentence
    measure = measured(candidate)
    is_target = judgement.role is Role.TARGET
    confidence = min(judgement.confidence, UNSURE) if dated.unread else judgement.confidence
    overdue = is_target and _is_over_unplanned(dated, sentence, document)
    several_years = bool(dated.start and dated.day and dated.start.year < dated.day.year)
    return Mention(
        doc=document.doc,
        start=span.start,
        end=span.end,
        text=span.text,
        role=Role.TARGET if is_target else Role.ACTUAL,
        value=-quantity.value if measure.negated else quantity.value,
        value_high=quantity.value_high,
        unit=quantity.unit,
        comparator=measure.comparator,
        change=measure.change,
        due=dated.day if is_target else None,
        period_end=None if is_target else dated.day,
        due_basis=dated.basis,
        indicator=indicator,
        region=region_of(candidate, document),
        owners=owners,
        commitment=judgement.commitment if is_target else None,
        section=sentence.section,
        quote=quote,
        implicit=quantity.implicit,
        confidence=min(confidence, UNSURE) if overdue else confidence,
        period_start=dated.start,
        aggregation=aggregation_of(candidate, measure.change, several_years),
        baseline=baseline.value if baseline else None,
        baseline_on=baseline.on if baseline else None,
        cues=(
            f"number:{quantity.rule}",
            *([f"measure:{measure.rule}"] if measure.rule else []),
            *([f"date:{dated.words}"] if dated.words else []),
            *([f"{ReviewCause.DATE_UNREAD}:{dated.unread}"] if dated.unread else []),
            *([f"{ReviewCause.OVER_WHEN_ISSUED}:{dated.day}"] if overdue else []),
            *judgement.cues,
        ),
    )
