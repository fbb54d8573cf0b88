"""Every example and counter-example that stands beside the rules of the grammar, read by its family.

A family's `examples.toml` maps phrases to what is read in them, in the form that its head describes;
`counterexamples.toml` lists phrases in which nothing is to be read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

import pytest

from targets.extraction.candidates import candidates_of
from targets.extraction.comparators.rules import measured
from targets.extraction.dates.calendar import Calendar
from targets.extraction.dates.expressions import time_expressions_in
from targets.extraction.dates.rules import date_context_of, date_of
from targets.extraction.goals.aggregation import aggregation_of
from targets.extraction.goals.comparison import compared_with, comparison_in
from targets.extraction.goals.kinds import kind_of
from targets.extraction.indicators.rules import Indicators
from targets.extraction.mention import Change, Comparator, Role
from targets.extraction.owners.rules import owned_spans, owners_of, units_in
from targets.extraction.quantities.rules import quantities_in
from targets.extraction.regions.rules import region_of
from targets.extraction.structure.rules import sentences_of
from targets.extraction.structure.writing import readable
from targets.extraction.tables.flat_tables import flat_rows
from targets.extraction.watched.rules import watched_in
from tests.extraction.phrases import document_of, judged, marked, mention_of, table, unmarked

pytestmark = pytest.mark.examples

ROLES = {"goals": Role.TARGET, "results": Role.ACTUAL}
ISSUED = "2024-02-20"
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _quantities(_: Sequence[str], phrase: str, expected: Any) -> list[list[Any]]:
    del expected
    return [
        [q.text, pytest.approx(q.value, rel=1e-6), q.unit, *([] if q.value_high is None else [q.value_high])]
        for q in quantities_in(phrase)
    ]


def _comparators(_: Sequence[str], phrase: str, expected: Any) -> list[str]:
    del expected
    measure = measured(marked(phrase))
    return [measure.comparator, *([measure.change] if measure.change else [])]


def _dates(groups: Sequence[str], phrase: str, expected: str) -> str:
    """The day, or first and last day, and the basis where the example names one."""
    role, _, day = groups[0].partition(" ")
    issued = date.fromisoformat(day or ISSUED)
    text, start, _ = unmarked(phrase)
    written = readable(document_of(text))
    sentences = sentences_of(written.document)
    found = candidates_of(written.document, sentences)
    (candidate,) = [c for c in found if written.filed(c.quantity.start, c.quantity.end).start == start]
    calendar = Calendar(issued.year, issued, date(issued.year, 12, 31))
    dated = date_of(candidate, ROLES[role], calendar, date_context_of(sentences))
    basis = f" {dated.basis}" if " " in expected else ""
    return (dated.day.isoformat() if dated.day else "") + basis


def _owners(groups: Sequence[str], phrase: str, expected: Any) -> list[str]:
    del expected
    if groups[0] == "units":
        return list(units_in(phrase))
    text, start, _ = unmarked(phrase)
    document = document_of(text)
    spans = owned_spans(document, sentences_of(document), flat_rows(document))
    return list(owners_of(spans, start))


def _regions(groups: Sequence[str], phrase: str, expected: Any) -> str:
    del expected
    document = document_of(phrase, region=groups[0] or None)
    *_, candidate = candidates_of(document)
    return region_of(candidate, document) or ""


def _indicators(_: Sequence[str], phrase: str, expected: Any) -> str:
    del expected
    text, start, end = unmarked(phrase)
    document = document_of(text)
    candidates = candidates_of(document)
    indicators = Indicators(candidates, document)
    (name,) = [
        indicators.of(at)
        for at, c in enumerate(candidates)
        if c.quantity.start < end and start < c.quantity.end
    ]
    return name


def _goals(groups: Sequence[str], phrase: str, expected: list[str]) -> list[str] | str:
    if groups[0] == "compared demands":
        return list(comparison_in(phrase) or ())
    if groups[0] == "compared with":
        return compared_with(mention_of(phrase, unit=marked(phrase).quantity.unit)) or ""
    if groups[0].startswith("aggregation"):
        candidate = marked(phrase)
        several_years = groups[0].endswith("several years")
        return aggregation_of(candidate, measured(candidate).change, several_years) or ""
    unit, comparator, change, indicator = expected[:4]
    mention = mention_of(
        phrase,
        unit=unit,
        comparator=Comparator(comparator),
        change=Change(change) if change else None,
        indicator=indicator,
    )
    return [unit, comparator, change, indicator, *kind_of(mention)]


def _roles(groups: Sequence[str], phrase: str, expected: Any) -> str:
    del expected
    _, judgement = judged(groups[0], phrase)
    return judgement.commitment or judgement.role or "neither"


def _structure(_: Sequence[str], phrase: str, expected: Any) -> str:
    del expected
    return readable(document_of(phrase)).document.text


def _watched(_: Sequence[str], phrase: str, expected: Any) -> list[list[str]]:
    del expected
    return [[w.indicator, w.rhythm or "", w.spread or ""] for w in watched_in(document_of(phrase))]


READERS: dict[str, Callable[[Sequence[str], str, Any], Any]] = {
    "structure": _structure,
    "quantities": _quantities,
    "comparators": _comparators,
    "dates": _dates,
    "owners": _owners,
    "regions": _regions,
    "indicators": _indicators,
    "goals": _goals,
    "roles": _roles,
    "watched": _watched,
}
NOTHING_IN: dict[str, Callable[[str], Sequence[object]]] = {
    "quantities": quantities_in,
    "dates": time_expressions_in,
    "watched": lambda phrase: watched_in(document_of(phrase)),
}


def _leaves(
    entry: dict[str, Any], groups: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], str, Any]]:
    for name, value in entry.items():
        if isinstance(value, dict):
            yield from _leaves(value, (*groups, name))
        else:
            yield groups, name, value


EXAMPLES = [
    pytest.param(family, groups, phrase, expected, id=f"{family}: {phrase}")
    for family in READERS
    for groups, phrase, expected in _leaves(table(family))
]
COUNTEREXAMPLES = [
    pytest.param(family, phrase, id=f"{family}: {phrase}")
    for family in NOTHING_IN
    for _, _, phrases in _leaves(table(family, "counterexamples"))
    for phrase in phrases
]


@pytest.mark.parametrize(("family", "groups", "phrase", "expected"), EXAMPLES)
def test_example_is_read_as_it_says(family: str, groups: tuple[str, ...], phrase: str, expected: Any) -> None:
    assert READERS[family](groups, phrase, expected) == expected


@pytest.mark.parametrize(("family", "phrase"), COUNTEREXAMPLES)
def test_nothing_is_read_in_a_counterexample(family: str, phrase: str) -> None:
    assert list(NOTHING_IN[family](phrase)) == []
