"""Headings, sentences and second prints."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targets.extraction.structure.rules import LONGEST_SENTENCE, sentences_of
from targets.reading.document import Document, Paragraph, document_id_of
from tests.extraction.phrases import document_of

REPORT = """云溪市政府工作报告
各位代表：
一、2023年工作回顾
过去一年，全市生产总值增长6%。
一年来，我们主要做了以下工作：
（一）产业升级步伐加快。新增规上企业30家。工业投资增长9%。
（二）城乡面貌持续改善。改造老旧小区45个。
二、2024年重点工作
今年的主要目标是：
生产总值增长6%左右。
（一）壮大实体经济。
1.做强园区。新建标准厂房20万平方米。
2.新培育专精特新企业12家。
①完善机制。每月调度。
三、保障措施
压实责任。"""


def paths(text: str) -> dict[str, tuple[str, ...]]:
    return {sentence.text: sentence.section for sentence in sentences_of(document_of(text))}


WHERE = {
    "过去一年，全市生产总值增长6%。": ("一、2023年工作回顾",),
    "新增规上企业30家。": ("一、2023年工作回顾", "一年来，我们主要做了以下工作", "（一）产业升级步伐加快"),
    "工业投资增长9%。": ("一、2023年工作回顾", "一年来，我们主要做了以下工作", "（一）产业升级步伐加快"),
    "改造老旧小区45个。": ("一、2023年工作回顾", "一年来，我们主要做了以下工作", "（二）城乡面貌持续改善"),
    "生产总值增长6%左右。": ("二、2024年重点工作", "今年的主要目标是"),
    "新建标准厂房20万平方米。": (
        "二、2024年重点工作",
        "今年的主要目标是",
        "（一）壮大实体经济",
        "1.做强园区",
    ),
    "2.新培育专精特新企业12家。": (
        "二、2024年重点工作",
        "今年的主要目标是",
        "（一）壮大实体经济",
        "1.做强园区",
    ),
    "压实责任。": ("三、保障措施",),
}


@pytest.mark.parametrize("sentence", WHERE)
def test_sentence_stands_under_its_headings(sentence: str) -> None:
    assert paths(REPORT)[sentence] == WHERE[sentence]


HEADINGS = [
    ("第一章 总则", True),
    ("第二部分 主要任务", True),
    ("一、总体要求", True),
    ("(一)稳定就业岗位。", True),
    ("3、优化营商环境。", True),
    ("（2）规范收费。", True),
    ("②健全台账。", True),
    ("重点任务", True),
    ("重点抓好以下工作：", True),
    ("3.2万户居民受益。", False),
    ("2.新建充电桩500个。", False),
    ("全市上下要凝心聚力。", False),
    ("一批项目落地。", False),
]


@pytest.mark.parametrize(("line", "is_heading"), HEADINGS)
def test_which_lines_are_headings(line: str, is_heading: bool) -> None:
    (sentence,) = sentences_of(document_of(line))
    assert sentence.heading is is_heading


def test_headings_that_the_file_format_marks() -> None:
    text = "年度目标\n新增就业2万人。\n要求\n加强督查。"
    starts = [m.start() for m in re.finditer(r"[^\n]+", text)]
    paragraphs = tuple(
        Paragraph(start, start + len(line), 1 if i % 2 == 0 else None)
        for i, (start, line) in enumerate(zip(starts, text.split("\n"), strict=True))
    )
    document = Document(document_id_of(text), "t", "t.md", text, paragraphs)
    assert [s.section for s in sentences_of(document) if not s.heading] == [("年度目标",), ("要求",)]
    titled = replace(document, title="年度 目标")
    assert [s.section for s in sentences_of(titled) if not s.heading] == [(), ("要求",)]


def test_buttons_and_labels_of_a_web_page_are_dropped() -> None:
    page = "打印\n收藏\n来源：市政府办\n发布日期：2024-03-01\n加大投入力度，全年投资12亿元。\n责任编辑：甲"
    assert [s.text for s in sentences_of(document_of(page))] == ["加大投入力度，全年投资12亿元。"]


def test_a_text_that_only_begins_like_a_label_is_kept() -> None:
    text = "来源：市政府办公室。" + "全年新建公租房800套，改造供水管网60公里，新增公办学位2400个。" * 2
    assert sentences_of(document_of(text))


BODY = "一、总体要求\n全市城镇新增就业3万人，登记失业率控制在4%以内。\n二、重点工作\n新建公租房800套。改造供水管网60公里。"


@pytest.mark.parametrize(
    "copy",
    [
        BODY,
        BODY.replace("\n", "\n\n  "),
        BODY.replace("，", "， "),
        BODY.replace("二、重点工作\n", "二、重点工作 \r\n"),
    ],
    ids=["same", "other blank lines", "blanks inside", "other line ends"],
)
def test_body_printed_twice_is_read_once(copy: str) -> None:
    once = [s.text for s in sentences_of(document_of(BODY))]
    assert [s.text for s in sentences_of(document_of(f"{BODY}\n{copy}"))] == once


def test_a_copy_with_other_line_breaks_is_read_once() -> None:
    flat = BODY.replace("\n", "")
    for first, second in ((BODY, flat), (flat, BODY)):
        once = [s.text for s in sentences_of(document_of(first))]
        assert [s.text for s in sentences_of(document_of(f"{first}\n{second}"))] == once


def test_a_short_sentence_said_twice_is_kept_twice() -> None:
    text = "全年新增就业3万人。\n要抓好稳就业工作。\n全年新增就业3万人。\n责任到人。"
    assert len(sentences_of(document_of(text))) == 4


def test_a_full_stop_within_quotes_ends_after_the_closing_mark() -> None:
    assert [s.text for s in sentences_of(document_of("会议强调“要快。”随后部署。"))] == [
        "会议强调“要快。”",
        "随后部署。",
    ]


@given(
    st.text(alphabet="一二三、（）()1.23。！？；，\n 甲乙丙工作以下：①第章“”", max_size=300)
    | st.text(max_size=200)
)
def test_sentences_fit_the_text_in_order_within_their_paragraphs(text: str) -> None:
    document = document_of(text)
    end = 0
    for sentence in sentences_of(document):
        assert end <= sentence.start < sentence.end
        assert sentence.text == text[sentence.start : sentence.end]
        assert sentence.paragraph_start <= sentence.start and sentence.end <= sentence.paragraph_end
        assert len(sentence.text) <= LONGEST_SENTENCE
        end = sentence.end
