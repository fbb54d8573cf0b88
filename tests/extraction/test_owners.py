"""Who is responsible, whatever the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from targets.extraction.owners.rules import owned_spans
from targets.extraction.structure.rules import sentences_of
from tests.extraction.phrases import document_of


@given(st.text(alphabet="()（）〔〕[]【】责任单位:：、，。;负责牵头由市局各县 等", max_size=80))
def test_whatever_the_text_spans_are_in_order_and_units_are_clean(text: str) -> None:
    document = document_of(f"{text[:40]}\n{text[40:]}")
    spans = owned_spans(document, sentences_of(document))
    assert all(s.start < s.end for s in spans)
    assert all(one.end <= other.start for one, other in zip(spans, spans[1:], strict=False))
    assert all(unit and unit == unit.strip() for s in spans for unit in s.owners)
