"""Mentions become goals: what is one goal, what stays two, and what ties them together."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from targets.extraction.dates.plans import plan_start
from targets.extraction.goals.rules import form_targets
from targets.extraction.mention import Change, Commitment, Comparator, DueBasis, Mention, Role
from targets.reading.document import Document

DOCUMENT = Document("a" * 32, "plan", "plan.txt", "", (), region="青山市", plan_year=2026)
YEAR_END, HALF_YEAR, PERIOD_END = date(2026, 12, 31), date(2026, 6, 30), date(2030, 12, 31)


def mention(start: int, indicator: str, value: float, unit: str, **fields: Any) -> Mention:
    values: dict[str, Any] = {
        "doc": "plan", "start": start, "end": start + 2, "text": "数量", "role": Role.TARGET, "value": value,
        "value_high": None, "unit": unit, "comparator": Comparator.EQ, "change": None, "due": YEAR_END,
        "period_end": None, "due_basis": DueBasis.DOCUMENT, "indicator": indicator, "region": "青山市", "owners": (),
        "commitment": Commitment.COMMIT, "section": (), "quote": "", "implicit": False, "confidence": 0.9,
    }  # fmt: skip
    return Mention(**(values | fields))


JOBS = mention(10, "城镇新增就业人数", 60000, "人", change=Change.ADD)
FLATS = mention(10, "老旧小区改造户数", 20000, "户")
INVESTED = mention(10, "重点项目年度投资额", 5e9, "元")

ONE_GOAL = [
    (JOBS, replace(JOBS, start=90, end=92)),
    (JOBS, replace(JOBS, start=90, end=92, indicator="全市城镇新增就业")),
    (JOBS, replace(JOBS, start=90, end=92, indicator="新增城镇就业人数")),
    (JOBS, replace(JOBS, start=90, end=92, comparator=Comparator.GE)),
    (JOBS, replace(JOBS, start=90, end=92, due=None, due_basis=DueBasis.NONE)),
    (FLATS, replace(FLATS, start=90, end=92, indicator="青山市老旧小区改造")),
    (FLATS, replace(FLATS, start=90, end=92, commitment=Commitment.STRETCH)),
]

TWO_GOALS = [
    (JOBS, replace(JOBS, start=90, end=92, value=70000)),
    (JOBS, replace(JOBS, start=90, end=92, region="全国")),
    (JOBS, replace(JOBS, start=90, end=92, due=PERIOD_END)),
    (JOBS, replace(JOBS, start=90, end=92, unit="户")),
    (JOBS, replace(JOBS, start=90, end=92, indicator="农村新增就业人数")),
    (JOBS, replace(JOBS, start=90, end=92, value_high=70000)),
]


@pytest.mark.parametrize(("first", "second"), ONE_GOAL)
def test_what_says_the_same_is_one_goal_with_two_mentions(first: Mention, second: Mention) -> None:
    (target,) = form_targets(DOCUMENT, [first, second])
    assert target.mentions == (first, second)
    assert target.target_id == "aaaaaaaaaaaa-10"
    assert (target.indicator, target.value, target.due) == (first.indicator, first.value, YEAR_END)
    assert target.commitment is Commitment.COMMIT


@pytest.mark.parametrize(("first", "second"), TWO_GOALS)
def test_what_differs_stays_two_goals(first: Mention, second: Mention) -> None:
    assert [t.mentions for t in form_targets(DOCUMENT, [first, second])] == [(first,), (second,)]


def test_results_are_no_goals() -> None:
    assert form_targets(DOCUMENT, [replace(JOBS, role=Role.ACTUAL, due=None, period_end=YEAR_END)]) == []


def test_a_date_comes_from_the_mention_that_says_it() -> None:
    undated = replace(JOBS, due=None, due_basis=DueBasis.NONE)
    dated = replace(JOBS, start=90, end=92, due=HALF_YEAR, due_basis=DueBasis.EXPLICIT)
    (target,) = form_targets(DOCUMENT, [undated, dated])
    assert (target.due, target.due_basis, target.start) == (HALF_YEAR, DueBasis.EXPLICIT, date(2026, 1, 1))


def test_the_year_of_the_document_gives_way_to_a_day_that_is_said() -> None:
    said = replace(JOBS, start=90, end=92, due=HALF_YEAR, due_basis=DueBasis.EXPLICIT)
    (target,) = form_targets(DOCUMENT, [JOBS, said])
    assert (target.due, len(target.mentions)) == (HALF_YEAR, 2)


def test_without_any_date_a_goal_has_no_plan() -> None:
    (target,) = form_targets(DOCUMENT, [replace(JOBS, due=None, due_basis=DueBasis.NONE)])
    assert (target.start, target.due) == (None, None)


def test_owners_of_all_mentions_are_kept_in_order() -> None:
    second = replace(JOBS, start=90, end=92, owners=("市财政局", "市人社局"))
    (target,) = form_targets(DOCUMENT, [replace(JOBS, owners=("市人社局",)), second])
    assert target.owners == ("市人社局", "市财政局")


def test_a_stretch_goal_names_its_base() -> None:
    stretch = replace(INVESTED, start=30, end=32, value=1e10, commitment=Commitment.STRETCH)
    base, beyond = form_targets(DOCUMENT, [INVESTED, stretch])
    assert (base.base_target_id, beyond.base_target_id) == (None, base.target_id)


def test_a_stretch_goal_alone_has_no_base() -> None:
    (target,) = form_targets(DOCUMENT, [replace(INVESTED, commitment=Commitment.STRETCH)])
    assert target.base_target_id is None


@pytest.mark.parametrize(
    ("due", "plan_year", "start"),
    [
        (YEAR_END, 2026, date(2026, 1, 1)),
        (HALF_YEAR, 2026, date(2026, 1, 1)),
        (PERIOD_END, 2026, date(2026, 1, 1)),
        (date(2025, 12, 31), 2022, date(2021, 1, 1)),
        (PERIOD_END, 2025, date(2026, 1, 1)),
        (date(2028, 12, 31), 2026, date(2026, 1, 1)),
        (date(2035, 12, 31), 2026, date(2026, 1, 1)),
        (YEAR_END, None, date(2026, 1, 1)),
        (date(2025, 3, 31), 2026, date(2025, 1, 1)),
    ],
)
def test_first_day_of_the_plan(due: date, plan_year: int | None, start: date) -> None:
    assert plan_start(due, plan_year) == start


def test_a_section_headed_by_a_year_alone_starts_in_that_year() -> None:
    due = date(2028, 12, 31)
    (headed,) = form_targets(DOCUMENT, [replace(JOBS, due=due, section=("历年目标", "2028年"))])
    (spoken,) = form_targets(DOCUMENT, [replace(JOBS, due=due, section=("2028年的愿景",))])
    assert (headed.start, spoken.start) == (date(2028, 1, 1), date(2026, 1, 1))


def test_the_order_of_mentions_does_not_matter() -> None:
    mentions = [
        mention(10 * i, name, value, "个", due=due, commitment=commitment)
        for i, (name, value, due, commitment) in enumerate(
            (name, value, due, commitment)
            for name in ("新建停车场数", "新建公园数")
            for value in (3, 5)
            for due in (HALF_YEAR, YEAR_END, None)
            for commitment in Commitment
        )
    ]
    expected = form_targets(DOCUMENT, mentions)
    for seed in range(5):
        random.Random(seed).shuffle(mentions)
        assert form_targets(DOCUMENT, mentions) == expected
