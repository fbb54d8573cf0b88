"""A goal is recognised in other words, at another place and with another figure, and not taken for another one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from targets.store.matching import GoalInText, same_goals

HOUSES = GoalInText(
    target_id="old-houses",
    name="老旧小区改造户数",
    region="南湖市",
    value=20000,
    value_high=None,
    unit="户",
    due=date(2022, 12, 31),
    change=None,
    stretch=False,
    quote="全年完成老旧小区改造2万户。",
)
JOBS = replace(
    HOUSES, target_id="old-jobs", name="城镇新增就业", value=36000, unit="人", quote="新增城镇就业3.6万人。"
)
GROWTH = replace(
    HOUSES,
    target_id="old-growth",
    name="地区生产总值增速",
    value=8,
    unit="%",
    change="up",
    quote="地区生产总值增长8%。",
)
OLD = [HOUSES, JOBS, GROWTH]


def found(goal: GoalInText, *others: GoalInText) -> str | None:
    """The old goal that a goal of the new version is, among `others` that are new as well."""
    new = replace(goal, target_id="new")
    return same_goals(
        OLD, [replace(other, target_id=f"new-{i}") for i, other in enumerate(others)] + [new]
    ).get("new")


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"quote": "年内实施改造城镇老旧小区2万户以上，惠及群众。", "name": "城镇老旧小区实施改造户数"},
        {"value": 18000, "quote": "全年完成老旧小区改造1.8万户。"},
        {"due": date(2022, 10, 31), "quote": "10月底前完成老旧小区改造2万户。"},
        {"value": 60000, "name": "实施小区改造户数", "quote": "按照部署，全年实施小区改造2万户。"},
        {"due": None},
        {"region": None},
        {"region": "江南省南湖市"},
    ],
    ids=[
        "the same",
        "other words",
        "other figure",
        "other due",
        "misread",
        "no due",
        "no region",
        "longer region",
    ],
)
def test_the_same_goal(changed: dict[str, object]) -> None:
    assert found(replace(HOUSES, **changed)) == "old-houses"


@pytest.mark.parametrize(
    "changed",
    [
        {"name": "农村危房改造户数", "value": 500, "quote": "改造农村危房500户。"},
        {"name": "公租房保障", "quote": "公租房保障2万户。"},
        {"region": "东湖市"},
        {"stretch": True, "value": 30000},
        {"unit": "平方米", "value": 500000},
    ],
    ids=["another count", "another name", "another place", "a stretch", "another unit"],
)
def test_another_goal(changed: dict[str, object]) -> None:
    assert found(replace(HOUSES, **changed), JOBS, GROWTH) is None


def test_each_goal_is_one_and_what_says_the_same_goes_first() -> None:
    lowered = replace(GROWTH, value=7, quote="地区生产总值增长7%。")
    assert found(lowered, GROWTH) is None
    assert found(lowered) == "old-growth"


def test_twins_are_told_apart_by_their_neighbours() -> None:
    twin = replace(HOUSES, target_id="old-twin")
    old = [HOUSES, JOBS, twin]
    other = {"name": "小区改造", "quote": "改造小区2万户。"}
    new = [replace(JOBS, target_id="a"), replace(HOUSES, target_id="b", **other)]
    assert same_goals(old, new) == {"a": "old-jobs", "b": "old-twin"}


def test_a_moved_part_keeps_its_goals() -> None:
    new = [replace(goal, target_id=f"new-{i}") for i, goal in enumerate([GROWTH, JOBS, HOUSES])]
    assert same_goals(OLD, new) == {"new-0": "old-growth", "new-1": "old-jobs", "new-2": "old-houses"}
