"""Sentences that a page broke into lines are read whole, and every number is found where the file has it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targets.extraction.pipeline import extract
from targets.extraction.structure.unwrapping import unwrapped
from tests.extraction.phrases import document_of

SPACED = "\n\n".join(f"第{n}件事办得很好，群众满意。" for n in "一二三四五六")
WRAPPED = (
    "今年要把城市更新和乡村建设放在一起谋划部署推进，全\n"
    "市改造老旧小区三百个以上并同步完善周边的道路和停车\n"
    "设施，新建公园二十个并且打通各个片区之间的慢行绿道\n"
    "网络，还要新增停车位五千个和充电桩八百个以满足群众\n"
    "出行的需要，各区都要把这项工作摆到更加突出的位置上\n"
    "并按月报告进展情况。"
)


def lines_of(text: str) -> list[str]:
    """The paragraphs of a text once its lines are joined."""
    whole = unwrapped(document_of(text)).document
    return [whole.text[p.start : p.end] for p in whole.paragraphs]


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("经济平稳，产值达到8.5\n\u200b\n万亿元。", ["经济平稳，产值达到8.5万亿元。"]),
        ("扩大生产，种植水稻、\n玉米。", ["扩大生产，种植水稻、玉米。"]),
        ("按照《\n种子条例\n》，扩大种植。", ["按照《", "种子条例", "》，扩大种植。"]),
        ("大力推广，按照《\n种子条例\n》扩大种植。", ["大力推广，按照《种子条例》扩大种植。"]),
        ("种植水稻。\n种植玉米。", ["种植水稻。", "种植玉米。"]),
        ("一、工作目标\n种植水稻，30\n万亩。", ["一、工作目标", "种植水稻，30万亩。"]),
        ("种植水稻，面积\n2.种植玉米", ["种植水稻，面积", "2.种植玉米"]),
        ("水稻\t30\n万亩\t5", ["水稻\t30", "万亩\t5"]),
        ("扩大，30\n40", ["扩大，30", "40"]),
        ("种植\u200b水稻。", ["种植水稻。"]),
        (f"{SPACED}\n\n扩大水稻，种植\n高产品种\n。", [*SPACED.split("\n\n"), "扩大水稻，种植高产品种。"]),
        (
            f"{SPACED}\n\n扩大水稻，种植\n\n高产品种。",
            [*SPACED.split("\n\n"), "扩大水稻，种植", "高产品种。"],
        ),
        (WRAPPED, [WRAPPED.replace("\n", "")]),
    ],
)
def test_lines_that_go_on(text: str, paragraphs: list[str]) -> None:
    """Text as filed -> paragraphs."""
    assert lines_of(text) == paragraphs


def test_span_of_a_broken_number() -> None:
    """A number over two lines has the span that the file has it in, and its full value."""
    text = "今年要抓好生产，产值达到8.5\n\u200b\n万亿元以上。"
    (mention,) = extract(document_of(text, plan_year=2024))
    assert (mention.value, mention.unit, mention.indicator) == (8.5e12, "元", "产值")
    assert text[mention.start : mention.end] == mention.text == "8.5\n\u200b\n万亿元"


def test_ordinary_documents_are_left_alone() -> None:
    """Without a broken line the document is the same object."""
    document = document_of(SPACED)
    assert unwrapped(document).document is document


@given(st.text("种水，。、；\n\u200b\u3000 3万亩《》一", max_size=60))
def test_every_character_is_where_it_was(text: str) -> None:
    """Each character of the joined document is that of the file at the place it is said to come from."""
    document = document_of(text)
    whole = unwrapped(document)
    for at, character in enumerate(whole.document.text):
        span = whole.original(at, at + 1)
        assert span.text == character == text[span.start]
    for p in whole.document.paragraphs:
        assert 0 <= p.start < p.end <= len(whole.document.text)
