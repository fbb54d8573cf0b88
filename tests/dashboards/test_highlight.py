"""A text cut at its mentions is still the text."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dashboards.site.highlight import paragraphs_of, quote_parts, quoted_row
from dashboards.site.text_blocks import blocks_of
from targets.status import Status


def mention(start: int, end: int, **more: Any) -> dict[str, Any]:
    plain = {
        "role": "target",
        "target_id": f"t-{start}",
        "status": Status.LAGGING,
        "indicator": "投资额",
        "section": [],
    }
    return {"start": start, "end": end, **plain, **more}


def test_a_mention_is_marked_where_it_stands() -> None:
    text = "一、投资\n全年完成50亿元，力争60亿元。"
    title, body = paragraphs_of(text, [mention(9, 13), mention(16, 20)])
    assert [segment.text for segment in title] == ["一、投资"]
    assert [(s.text, s.target_id, s.last) for s in body] == [
        ("全年完成", None, False),
        ("50亿元", "t-9", True),
        ("，力争", None, False),
        ("60亿元", "t-16", True),
        ("。", None, False),
    ]
    assert body[1].anchors == (9,)


def test_pages_begin_at_paragraphs_and_at_rows_of_tables() -> None:
    text = "一、投资\n完成50亿元。\n任务\t目标\n绿道\t18公里"
    pages = (0, 5, 5, text.index("绿道"))
    found = paragraphs_of(text, [mention(7, 11)], pages)
    assert [[span.pages for span in paragraph] for paragraph in found] == [
        [(1,)],
        [(2, 3), (), ()],
        [()],
        [(4,)],
    ]
    assert [block.pages for block in blocks_of(found)] == [((1,),), ((2, 3),), ((), (4,))]


def test_where_mentions_overlap_both_keep_their_anchor() -> None:
    (body,) = paragraphs_of("增长5%至6%左右", [mention(2, 7), mention(5, 7, target_id="inner")])
    assert [(s.text, s.target_id, s.anchors) for s in body] == [
        ("增长", None, ()),
        ("5%至", "t-2", (2,)),
        ("6%", "t-2", (5,)),
        ("左右", None, ()),
    ]


def test_a_result_and_a_goal_no_longer_in_force_are_no_links() -> None:
    (body,) = paragraphs_of(
        "去年3%，今年5%",
        [mention(2, 4, role="actual", target_id=None, status=None), mention(7, 9, status=None)],
    )
    assert [(s.role, s.target_id) for s in body] == [
        (None, None),
        ("actual", None),
        (None, None),
        ("target", None),
    ]


def test_a_mention_beyond_the_text_is_passed_over() -> None:
    assert [[s.text for s in p] for p in paragraphs_of("短文", [mention(1, 99), mention(2, 2)])] == [["短文"]]


@given(
    st.text(alphabet="甲乙5%\n\r 。", max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=8),
)
def test_no_character_is_lost(text: str, spans: list[tuple[int, int]]) -> None:
    paragraphs = paragraphs_of(text, [mention(start, end) for start, end in spans])
    kept = "".join(segment.text for paragraph in paragraphs for segment in paragraph)
    assert re.sub(r"\s", "", kept) == re.sub(r"\s", "", text)


def test_the_figure_of_a_quote() -> None:
    assert quote_parts("完成50亿元。", "50亿元") == ("完成", "50亿元", "。")
    assert quote_parts("完成50亿元。", "60亿元") == ("完成50亿元。", "", "")
    assert quote_parts("完成50亿元。", None) == ("完成50亿元。", "", "")


def test_a_quoted_table_row_has_its_figure_in_its_own_column() -> None:
    quote = "序号：6｜指标：造林｜2026年：6以上"
    cells = quoted_row(quote, "2026年", "6")
    assert [(c.head, c.before, c.figure, c.after) for c in cells] == [
        ("序号", "6", "", ""),
        ("指标", "造林", "", ""),
        ("2026年", "", "6", "以上"),
    ]
    assert quoted_row("今年造林6万亩。", None, "6") == []


def test_lines_of_cells_are_a_table_and_the_text_stays_whole() -> None:
    text = "附表\n指标\t目标\n新增就业\t3万人\n| 名称 | 数量 |\n| --- | --- |\n| 学校 | 8所 |\n说明"
    start = text.index("3万人")
    blocks = blocks_of(paragraphs_of(text, [mention(start, start + 3)]))
    assert ["".join(span.text for span in block.spans) for block in blocks if block.spans] == ["附表", "说明"]
    (table,) = (block for block in blocks if block.rows)
    words = [["".join(span.text for span in cell).strip() for cell in row] for row in table.rows]
    assert words == [["指标", "目标"], ["新增就业", "3万人"], ["名称", "数量"], ["学校", "8所"]]
    (marked,) = table.rows[1][1]
    assert (marked.anchors, marked.last, marked.status) == ((start,), True, Status.LAGGING)
    assert table.has_heads and table.columns == 2


def test_numbered_headings_are_told_from_sentences() -> None:
    heads = ["一、总体目标", "（三）企业满产", "第二章 主要任务"]
    others = ["一、全年改造2万户；", "（一）确保完成50亿元。", "各县（区）人民政府：", "第三产业增加值"]
    blocks = blocks_of(paragraphs_of("\n".join([*heads, *others]), []))
    assert [block.is_heading for block in blocks] == [True] * len(heads) + [False] * len(others)
