"""Names of what numbers measure: from a heading, and for any text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from targets.extraction.candidates import candidates_of
from targets.extraction.indicators.lists import items_of
from targets.extraction.indicators.rules import Indicators
from targets.reading.document import Document
from tests.extraction.phrases import document_of


def names_in(document: Document) -> dict[tuple[int, int], str]:
    candidates = candidates_of(document)
    indicators = Indicators(candidates, document)
    return {(c.quantity.start, c.quantity.end): indicators.of(at) for at, c in enumerate(candidates)}


def test_a_heading_names_what_its_clause_does_not() -> None:
    names = names_in(document_of("一、棚户区改造\n今年完成300套。"))
    assert list(names.values()) == ["棚户区改造套数"]


WORDS = st.sampled_from(
    [
        "今年",
        "力争",
        "确保",
        "完成",
        "达到",
        "增长",
        "下降",
        "分别",
        "占全省",
        "居全国第",
        "新建",
        "新增",
        "粮食产量",
        "老旧小区",
        "改造",
        "贷款余额",
        "城镇、农村",
        "“放心店”",
        "（间）",
        "从",
        "提高到",
        "3个",
        "5%",
        "12亿元",
        "80-100个",
        "第2位",
        "全覆盖",
        "清零",
        "翻番",
        "以上",
        "左右",
        "、",
        "，",
        "。",
        "；",
        "：",
        "和",
        "的",
        "其中",
        "（",
        "”",
        "一、",
        "2026年",
    ]  # noqa: SIM905
)


@given(st.lists(WORDS, max_size=25).map("".join))
def test_a_name_is_never_empty_and_holds_no_clause_punctuation(text: str) -> None:
    for name in names_in(document_of(text)).values():
        assert name
        assert not set(name) & set("，,。；;：:\n\r \t")


def test_marks_with_nothing_between_them_make_no_item_of_a_list() -> None:
    assert items_of("、城镇、、农村居民收入", 2) == ["城镇", "农村居民收入"]
    assert items_of("与城镇和农村居民收入") == ["城镇", "农村居民收入"]
    assert items_of("和") == ["和"]
