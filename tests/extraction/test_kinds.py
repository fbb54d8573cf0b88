"""The kind of goal: over several years, among equal numbers, where less is better."""

from __future__ import annotations

import pytest

from targets.extraction.goals.kinds import kind_of, lower_is_better
from targets.extraction.mention import Change, Comparator
from targets.status import Direction, Kind
from tests.extraction.phrases import mention_of

GE = Comparator.GE
UP, DOWN = Change.UP, Change.DOWN
CUMULATIVE, LEVEL, DIRECT, BOUND = Kind.CUMULATIVE, Kind.LEVEL, Kind.DIRECT, Kind.BOUND
AT_LEAST = Direction.AT_LEAST


@pytest.mark.parametrize(
    ("clause", "change", "indicator", "kind"),
    [
        ("单位生产总值能耗下降【12%】", DOWN, "单位生产总值能耗降幅", CUMULATIVE),
        ("运量增长【50%】以上", UP, "多式联运运量增速", CUMULATIVE),
        ("生产总值年均增长【5%】", UP, "生产总值年均增长率", DIRECT),
        ("研发投入每年增长【10%】", UP, "研发投入增速", DIRECT),
    ],
)
def test_growth_over_several_years_adds_up_unless_it_is_a_yearly_mean(
    clause: str, change: Change, indicator: str, kind: Kind
) -> None:
    mention = mention_of(clause, unit="%", change=change, indicator=indicator)
    assert kind_of(mention, years=5)[0] is kind


def test_of_two_equal_numbers_the_one_beside_the_indicator_is_read() -> None:
    quote = "森林覆盖率稳定在60%以上，湿地保护率达到60%以上"
    wetland = mention_of("【60%】", quote=quote, unit="%", comparator=GE, indicator="湿地保护率")
    forest = mention_of("【60%】", quote=quote, unit="%", comparator=GE, indicator="森林覆盖率")
    assert kind_of(wetland) == (LEVEL, AT_LEAST)
    assert kind_of(forest) == (BOUND, AT_LEAST)


def test_a_yearly_amount_adds_up_within_a_year_and_is_a_level_at_the_end_of_a_longer_plan() -> None:
    mention = mention_of("产值达到【80亿元】", unit="元", indicator="食用菌产值")
    assert kind_of(mention, years=1) == (CUMULATIVE, AT_LEAST)
    assert kind_of(mention, years=5) == (LEVEL, AT_LEAST)


@pytest.mark.parametrize(
    ("indicator", "lower"),
    [
        ("城镇登记失业率", True),
        ("PM2.5平均浓度", True),
        ("单位GDP能耗", True),
        ("道路交通死亡人数", True),
        ("不良贷款率", True),
        ("为经营主体减负金额", False),
        ("单位GDP能耗降幅", False),
        ("死亡人数减幅", False),
        ("贫困人口脱贫人数", False),
        ("城镇新增就业人数", False),
        ("优良天数比例", False),
    ],
)
def test_what_is_better_when_lower(indicator: str, lower: bool) -> None:
    assert lower_is_better(indicator) is lower
