"""A goal: what is measured, where, the number, by when and who is responsible."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from targets.extraction.mention import Change, Commitment, Comparator, ComparedWith, DueBasis, Mention
from targets.status import Direction, Kind


@dataclass(frozen=True, slots=True)
class Target:
    """One goal (目标) of one document, with the mentions that are its evidence, the first one first.

    `target_id` is derived from the document and the position of the first mention, so a better extractor
    does not orphan what people decided. `start` is the first day of the plan the goal belongs to and
    `due` its last; both are None where the document leaves them open. `base_target_id` names the
    committed goal that a stretch goal goes beyond. `compared_with` says what else sets it
    (高于全省平均1个百分点): `value` is then added to that. Values, units, `aggregation` and `baseline` are those of `Mention`.
    """

    target_id: str
    document_id: str
    doc: str
    indicator: str
    region: str | None
    owners: tuple[str, ...]
    value: float
    value_high: float | None
    unit: str
    comparator: Comparator
    change: Change | None
    kind: Kind
    direction: Direction
    start: date | None
    due: date | None
    due_basis: DueBasis
    commitment: Commitment
    section: tuple[str, ...]
    quote: str
    implicit: bool
    confidence: float
    mentions: tuple[Mention, ...]
    base_target_id: str | None = None
    aggregation: str | None = None
    baseline: float | None = None
    baseline_on: date | None = None
    compared_with: ComparedWith | None = None


def target_id_of(document_id: str, start: int) -> str:
    """Identity of the goal whose first mention starts at character `start` of a document."""
    return f"{document_id[:12]}-{start}"
