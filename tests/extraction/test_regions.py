"""Which place a number is about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from targets.extraction.candidates import candidates_of
from targets.extraction.regions.rules import region_of
from targets.reading.document import Document, Paragraph

REGIONS = [
    ("全市城镇新增就业6万人", "青山市", "青山市"),
    ("城镇新增就业6万人", "青山市", "青山市"),
    ("我市城镇新增就业6万人", "青山市", "青山市"),
    ("全国城镇新增就业1200万人", "青山省", "全国"),
    ("力争全国城镇新增就业1200万人", "青山省", "全国"),
    ("到2030年全国铁路营业里程达到18万公里", "青山省", "全国"),
    ("经济增速居全国第4位", "青山省", "青山省"),
    ("粮食产量占全国8%", "青山省", "青山省"),
    ("全国文明城市达到5个", "青山省", "青山省"),
    ("全国重点实验室达到20家", "青山省", "青山省"),
    ("城镇新增就业1200万人", "全国", "全国"),
    ("我国经济增长5%左右", None, "全国"),
    ("城镇新增就业6万人", None, None),
]


@pytest.mark.parametrize(("clause", "home", "region"), REGIONS)
def test_region(clause: str, home: str | None, region: str | None) -> None:
    document = Document("0" * 32, "plan", "plan.txt", clause, (Paragraph(0, len(clause)),), region=home)
    *_, candidate = candidates_of(document)
    assert region_of(candidate, document) == region


def test_a_document_without_a_region_that_speaks_of_the_nation_speaks_for_it() -> None:
    text = "我国发展面临挑战。城镇新增就业1200万人。"
    document = Document("0" * 32, "plan", "plan.txt", text, (Paragraph(0, len(text)),))
    *_, candidate = candidates_of(document)
    assert region_of(candidate, document) == "全国"
    assert region_of(candidate, replace(document, region="青山省")) == "青山省"
