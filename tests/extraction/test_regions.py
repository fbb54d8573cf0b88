"""Which place a number is about."""

from __future__ import annotations

from dataclasses import replace

from targets.extraction.candidates import candidates_of
from targets.extraction.regions.rules import region_of
from targets.reading.document import Document, Paragraph


def test_a_document_without_a_region_that_speaks_of_the_nation_speaks_for_it() -> None:
    text = "我国发展面临挑战。城镇新增就业1200万人。"
    document = Document("0" * 32, "plan", "plan.txt", text, (Paragraph(0, len(text)),))
    *_, candidate = candidates_of(document)
    assert region_of(candidate, document) == "全国"
    assert region_of(candidate, replace(document, region="青山省")) == "青山省"
