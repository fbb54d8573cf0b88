"""Numbers with units, by tables of phrases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targets.extraction.quantities.rules import quantities_in
from tests.extraction.phrases import table

PHRASES = [(phrase, expected) for group in table("quantities").values() for phrase, expected in group.items()]
NEGATIVE = [phrase for group in table("quantities", "counterexamples").values() for phrase in group]


@pytest.mark.parametrize(("phrase", "expected"), PHRASES, ids=[phrase for phrase, _ in PHRASES])
def test_phrase_holds_these_quantities(phrase: str, expected: list[list[object]]) -> None:
    found = [
        [q.text, q.value, q.unit, *([] if q.value_high is None else [q.value_high])]
        for q in quantities_in(phrase)
    ]
    assert found == [[text, pytest.approx(value), *rest] for text, value, *rest in expected]


@pytest.mark.parametrize("phrase", NEGATIVE)
def test_phrase_holds_no_quantity(phrase: str) -> None:
    assert quantities_in(phrase) == []


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
