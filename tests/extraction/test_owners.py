"""Who is responsible: how units are printed, and how far a statement reaches."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targets.extraction.owners.rules import owned_spans, owners_of, units_in
from targets.extraction.structure.rules import sentences_of
from targets.extraction.tables.flat_tables import flat_rows
from targets.reading.document import Document, Paragraph

UNITS = [
    ("责任单位:市发改委", ("市发改委",)),
    ("责任单位：市发改委、市财政局", ("市发改委", "市财政局")),
    ("责任单位:市发改委、市财政局,各县(区)人民政府", ("市发改委", "市财政局", "各县(区)人民政府")),
    ("责任单位：市教育局，各区（县）政府、高新区管委会", ("市教育局", "各区（县）政府", "高新区管委会")),
    ("责任单位:市商务局,各县〔市、区〕政府、管委会", ("市商务局", "各县〔市、区〕政府", "管委会")),
    ("责任单位:市水利局等", ("市水利局",)),
    ("责任单位:市水利局、市林业局等,各县政府", ("市水利局", "市林业局", "各县政府")),
    ("责任单位:市水利局、市林业局等相关部门", ("市水利局", "市林业局")),
    ("责任单位:市城管局市公安局", ("市城管局", "市公安局")),
    ("责任单位:市发改委市市场监管局、市残联", ("市发改委", "市市场监管局", "市残联")),
    ("责任单位:市市场监管局、市政府金融办", ("市市场监管局", "市政府金融办")),
    ("责任单位:市财政局、市财政局", ("市财政局",)),
    ("牵头单位：农业农村厅", ("农业农村厅",)),
    ("牵头单位:市住建局;配合单位:市城管局、市财政局", ("市住建局", "市城管局", "市财政局")),
    ("配合单位:市城管局;牵头单位:市住建局", ("市住建局", "市城管局")),
    ("市民政局负责", ("市民政局",)),
    ("市民政局、市残联,各县区政府负责", ("市民政局", "市残联", "各县区政府")),
    ("市卫健委牵头,市医保局、市财政局配合", ("市卫健委", "市医保局", "市财政局")),
    ("市医保局、市财政局配合,市卫健委牵头", ("市卫健委", "市医保局", "市财政局")),
    ("市商务局牵头负责，市税务局按职责分工负责", ("市商务局", "市税务局")),
    ("各县区政府、市级有关部门按职责分工负责", ("各县区政府", "市级有关部门")),
    ("由市科技局牵头", ("市科技局",)),
    ("责任部门:供应链各责任部门,市粮储局", ("供应链各责任部门", "市粮储局")),
    ("责任单位:市直各单位", ("市直各单位",)),
    ("配合单位:市农业局,各区、县级市政府", ("市农业局", "各区、县级市政府")),
    ("责任单位:各镇、乡人民政府、市残联", ("各镇、乡人民政府", "市残联")),
    ("责任单位:各县、市水利局", ("各县", "市水利局")),
    ("主办单位:省文化和旅游厅；协办单位:省体育局", ("省文化和旅游厅", "省体育局")),
]  # fmt: skip


@pytest.mark.parametrize(("words", "units"), UNITS)
def test_units(words: str, units: tuple[str, ...]) -> None:
    assert units_in(words) == units


FLAT = [
    "序号",
    "任务",
    "责任单位",
    "1",
    "新建停车场3个。",
    "市城管局",
    "市公安局",
    "2",
    "改造公厕9座。",
    "市住建局",
]

# Paragraphs, a phrase of the text, and who is responsible for it.
REACH = [
    (["新建停车场3个。(责任单位:市城管局)"], "3个", ("市城管局",)),
    (["新建停车场3个。〔市城管局、各县区人民政府〕"], "3个", ("市城管局", "各县区人民政府")),
    (["新建停车场3个（含市城管局大院）。"], "3个", ()),
    (["序号 | 任务 | 责任单位 |", "1 | 新建停车场3个 | 市城管局 |"], "3个", ("市城管局",)),
    (["新建停车场3个。〔责任单位:市城管局,各县(区)政府〕"], "3个", ("市城管局", "各县(区)政府")),
    (["新建停车场3个。责任单位:市城管局、市公安局)"], "3个", ("市城管局", "市公安局")),
    (["新建停车场3个（市城管局负责）；改造公厕9座（市住建局负责）。"], "3个", ("市城管局",)),
    (["新建停车场3个（市城管局负责）；改造公厕9座（市住建局负责）。"], "9座", ("市住建局",)),
    (["新建停车场3个。(责任单位:市城管局)", "改造公厕9座。"], "9座", ()),
    (["新建停车场3个。", "改造公厕9座。", "责任单位：市城管局"], "3个", ("市城管局",)),
    (["新建停车场3个。", "改造公厕9座。", "责任单位：市城管局"], "9座", ("市城管局",)),
    (["新建停车场3个。", "牵头单位：市城管局", "配合单位：市公安局"], "3个", ("市城管局", "市公安局")),
    (["新建停车场3个。", "责任单位：市城管局", "改造公厕9座。", "责任单位：市住建局"], "9座", ("市住建局",)),
    (["（一）停车", "新建停车场3个。", "（二）公厕", "改造公厕9座。", "责任单位：市住建局"], "3个", ()),
    (["（一）停车（责任单位：市城管局）", "新建停车场3个。", "（二）公厕", "改造公厕9座。"], "3个", ("市城管局",)),
    (["（一）停车（责任单位：市城管局）", "新建停车场3个。", "（二）公厕", "改造公厕9座。"], "9座", ()),
    (["新建停车场3个，由市城管局牵头，按月调度。改造公厕9座。"], "3个", ("市城管局",)),
    (["新建停车场3个，由市城管局牵头，按月调度。改造公厕9座。"], "9座", ()),
    (["新建停车场3个（含地下车库，由企业自行负责）。"], "3个", ()),
    (["建立谁审批谁负责的机制，新建停车场3个。"], "3个", ()),
    (["序号\t任务\t责任单位", "1\t新建停车场3个\t市城管局、市公安局"], "3个", ("市城管局", "市公安局")),
    (["任务\t配合单位\t牵头单位", "新建停车场3个\t市公安局\t市城管局"], "3个", ("市城管局", "市公安局")),
    (["类别\t任务\t责任单位\t时限", "停车\t新建停车场3个\t市城管局\t年底", "改造公厕9座\t市住建局\t年底"], "9座", ("市住建局",)),
    (["任务\t责任单位", "新建停车场3个\t市城管局", "改造公厕9座\t"], "9座", ("市城管局",)),
    (["任务\t责任单位", "新建停车场3个\t市城管局", "改造公厕9座。"], "9座", ()),
    (["任务\t时限", "新建停车场3个\t年底"], "3个", ()),
    (FLAT, "3个", ("市城管局", "市公安局")),
    (FLAT, "9座", ("市住建局",)),
    (["切实发挥牵头作用，新建停车场3个。"], "3个", ()),
]  # fmt: skip


def document_of(*paragraphs: str) -> Document:
    text = "\n".join(paragraphs)
    spans = tuple(Paragraph(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text))
    return Document("0" * 32, "plan", "plan.txt", text, spans)


@pytest.mark.parametrize(("paragraphs", "phrase", "owners"), REACH)
def test_how_far_a_statement_reaches(paragraphs: list[str], phrase: str, owners: tuple[str, ...]) -> None:
    document = document_of(*paragraphs)
    spans = owned_spans(document, sentences_of(document), flat_rows(document))
    assert owners_of(spans, document.text.index(phrase)) == owners


@given(st.text(alphabet="()（）〔〕[]【】责任单位:：、，。;负责牵头由市局各县 等", max_size=80))
def test_whatever_the_text_stretches_are_in_order_and_units_are_clean(text: str) -> None:
    document = document_of(*(line for line in (text[:40].strip(), text[40:].strip()) if line))
    spans = owned_spans(document, sentences_of(document))
    assert all(s.start < s.end for s in spans)
    assert all(one.end <= other.start for one, other in zip(spans, spans[1:], strict=False))
    assert all(unit and unit == unit.strip() for s in spans for unit in s.owners)
