"""Small documents, mentions and goals to load."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from targets.extraction.goals.target import Target, target_id_of
from targets.extraction.mention import Commitment, Comparator, DueBasis, Mention, Role
from targets.reading.document import Document, Paragraph, document_id_of
from targets.status import Direction, Kind
from targets.store.run import Run

RUN = Run("run-1", date(2022, 6, 30), datetime(2022, 6, 30, 23, 59, 59))


def document(text: str, path: str = "plan.txt", **fields: Any) -> Document:
    """A document of one paragraph."""
    return Document(
        document_id=document_id_of(text),
        doc=path.rpartition(".")[0],
        path=path,
        text=text,
        paragraphs=(Paragraph(0, len(text)),),
        **{"region": "南湖市", **fields},
    )


def mention(of: Document, text: str, role: Role = Role.TARGET, **fields: Any) -> Mention:
    """The mention of `text` where it first stands in the document."""
    start = of.text.index(text)
    goal = role is Role.TARGET
    defaults: dict[str, Any] = {
        "value": 20000.0,
        "value_high": None,
        "unit": "户",
        "comparator": Comparator.EQ,
        "change": None,
        "due": date(2022, 12, 31) if goal else None,
        "period_end": None if goal else date(2021, 12, 31),
        "due_basis": DueBasis.DOCUMENT,
        "indicator": "老旧小区改造",
        "region": of.region,
        "owners": ("市住建局",),
        "commitment": Commitment.COMMIT if goal else None,
        "section": ("一、民生",),
        "quote": of.text,
        "implicit": False,
        "confidence": 0.9,
    }
    return Mention(
        doc=of.doc, start=start, end=start + len(text), text=text, role=role, **{**defaults, **fields}
    )


def target(of: Document, *mentions: Mention, **fields: Any) -> Target:
    """The goal that the mentions state."""
    first = mentions[0]
    defaults: dict[str, Any] = {
        name: getattr(first, name)
        for name in (
            *("doc", "indicator", "region", "owners", "value", "value_high", "unit", "comparator", "change"),
            *("due", "due_basis", "section", "quote", "implicit", "confidence"),
        )
    }
    defaults |= {
        "target_id": target_id_of(of.document_id, first.start),
        "document_id": of.document_id,
        "kind": Kind.CUMULATIVE,
        "direction": Direction.AT_LEAST,
        "start": date(2022, 1, 1),
        "commitment": Commitment.COMMIT,
        "mentions": mentions,
    }
    return Target(**{**defaults, **fields})
