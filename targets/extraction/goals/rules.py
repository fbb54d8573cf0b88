"""Mentions -> targets: what says the same thing is one goal; a stretch goal names its base."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from targets.extraction.dates.plans import plan_start, plan_year_of
from targets.extraction.goals.aggregation import aggregation_of_indicator
from targets.extraction.goals.comparison import compared_with, comparison_in
from targets.extraction.goals.kinds import kind_of
from targets.extraction.goals.target import Target, target_id_of
from targets.extraction.indicators.synonyms import canonical_name
from targets.extraction.mention import Commitment, DueBasis, Mention, Role
from targets.reading.document import Document
from targets.status import Kind

_BASES = (DueBasis.EXPLICIT, DueBasis.CONTEXT, DueBasis.DOCUMENT, DueBasis.NONE)


def form_targets(document: Document, mentions: Iterable[Mention]) -> list[Target]:
    """The goals that the mentions of one document set, in the order of their first mentions.

    Mentions with role `target` and the same region, indicator, number, unit and due are one goal; one
    without a date of its own (none, or only that of the document's year) joins the only dated one. A stretch goal names its base (确保50亿元，力争100亿元).
    The result does not depend on the order of `mentions`.
    """
    goals = sorted((m for m in mentions if m.role is Role.TARGET), key=lambda m: (m.start, m.end))
    targets = [_target(document, group) for group in _same_goals(goals)]
    return _with_bases(targets)


def _same_goals(goals: Sequence[Mention]) -> list[list[Mention]]:
    alike: defaultdict[Hashable, list[Mention]] = defaultdict(list)
    for goal in goals:
        alike[(*_path(goal), goal.value, goal.value_high)].append(goal)
    groups: list[list[Mention]] = []
    for mentions in alike.values():
        told = {m.due for m in mentions if m.due_basis is not DueBasis.DOCUMENT and m.due}
        by_due: defaultdict[date | None, list[Mention]] = defaultdict(list)
        for mention in mentions:
            assumed = mention.due_basis is DueBasis.DOCUMENT and len(told) == 1
            by_due[None if assumed else mention.due].append(mention)
        undated = by_due.pop(None, [])
        if undated and len(by_due) == 1:
            (dated,) = by_due.values()
            dated.extend(undated)
            dated.sort(key=lambda m: (m.start, m.end))
        elif undated:
            groups.append(undated)
        groups.extend(by_due.values())
    return sorted(groups, key=lambda group: (group[0].start, group[0].end))


def _path(goal: Mention | Target) -> tuple[str | None, str, str]:
    """What the milestones and the end of one path have in common."""
    return goal.region, canonical_name(goal.indicator, goal.region), goal.unit


def _target(document: Document, mentions: list[Mention]) -> Target:
    first = mentions[0]
    dated = min(mentions, key=lambda m: (m.due is None, _BASES.index(m.due_basis)))
    start = dated.period_start
    if dated.due and not start:
        start = plan_start(dated.due, plan_year_of(document, first.section))
    kind, direction = kind_of(first, dated.due.year - start.year + 1 if dated.due and start else 1)
    if first.implicit and (demand := comparison_in(first.text)):
        kind, direction = Kind.RELATIVE, demand.direction
    return Target(
        target_id=target_id_of(document.document_id, first.start),
        document_id=document.document_id,
        doc=document.doc,
        indicator=first.indicator,
        region=first.region,
        owners=tuple(dict.fromkeys(unit for mention in mentions for unit in mention.owners)),
        value=first.value,
        value_high=first.value_high,
        unit=first.unit,
        comparator=first.comparator,
        change=first.change,
        kind=kind,
        direction=direction,
        start=start,
        due=dated.due,
        due_basis=dated.due_basis,
        commitment=_commitment(mentions),
        section=first.section,
        quote=first.quote,
        implicit=first.implicit,
        confidence=max(mention.confidence for mention in mentions),
        mentions=tuple(mentions),
        aggregation=first.aggregation or aggregation_of_indicator(first.indicator),
        baseline=first.baseline,
        baseline_on=first.baseline_on,
        compared_with=compared_with(first),
    )


def _commitment(mentions: list[Mention]) -> Commitment:
    stretch = all(mention.commitment is Commitment.STRETCH for mention in mentions)
    return Commitment.STRETCH if stretch else Commitment.COMMIT


def _with_bases(targets: list[Target]) -> list[Target]:
    """A stretch goal goes beyond the nearest committed goal of its path that is due on the same day."""
    bases: defaultdict[Hashable, list[Target]] = defaultdict(list)
    for target in targets:
        if target.commitment is Commitment.COMMIT:
            bases[(*_path(target), target.due)].append(target)

    def tied(target: Target) -> Target:
        candidates = bases[(*_path(target), target.due)] if target.commitment is Commitment.STRETCH else []
        if not candidates:
            return target
        start = target.mentions[0].start
        base = min(candidates, key=lambda other: (abs(other.mentions[0].start - start), other.target_id))
        return replace(target, base_target_id=base.target_id)

    return [tied(target) for target in targets]
