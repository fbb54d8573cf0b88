"""Numbers with units: hedges, offsets, any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targets.extraction.quantities.rules import quantities_in

HEDGES = {
    "新建50座以上": "以上",
    "控制在3%以内": "以内",
    "增长6%左右": "左右",
    "不低于90%": "不低于",
    "突破100亿元": "突破",
    "约200家": "约",
    "近八成": "近",
    "30余家": "余",
    "500多个": "多",
    "前五": None,
    "完成12项": None,
}


@pytest.mark.parametrize(("phrase", "hedge"), HEDGES.items())
def test_hedge_is_the_word_that_bends_the_number(phrase: str, hedge: str | None) -> None:
    found = quantities_in(phrase)
    assert [q.hedge for q in found] == ([hedge] if found else [])


def test_offset_is_added_to_every_span() -> None:
    (quantity,) = quantities_in("增长6%", offset=1000)
    assert (quantity.start, quantity.end, quantity.text) == (1002, 1004, "6%")


def test_implicit_numbers_say_so() -> None:
    assert [q.implicit for q in quantities_in("全部完成，覆盖率100%")] == [True, False]


POLICY_CHARACTERS = st.text(
    alphabet="0123456789０５.,，、。—-－%％/ 一二三两十百千万亿零点分之成第前位个家元亿吨年月日多余近上至到全部覆盖清零翻番应退尽“”《》",
    max_size=60,
)


@given(POLICY_CHARACTERS | st.text(max_size=60))
def test_spans_fit_the_text_and_are_sorted_and_disjoint(text: str) -> None:
    end = 0
    for quantity in quantities_in(text):
        assert end <= quantity.start < quantity.end <= len(text)
        assert quantity.text == text[quantity.start : quantity.end]
        end = quantity.end
