"""Phrases of policy and the kind of goal they set."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from targets.extraction.goals.kinds import kind_of, lower_is_better
from targets.extraction.goals.target import Direction, Kind
from targets.extraction.mention import Change, Commitment, Comparator, DueBasis, Mention, Role

GE, LE, EQ, APPROX, RANGE, ALL, ZERO = (
    Comparator(c) for c in ("ge", "le", "eq", "approx", "range", "all", "zero")
)
UP, DOWN, ADD = Change.UP, Change.DOWN, Change.ADD
CUMULATIVE, LEVEL, DIRECT, BOUND, RANK = Kind.CUMULATIVE, Kind.LEVEL, Kind.DIRECT, Kind.BOUND, Kind.RANK
AT_LEAST, AT_MOST, NEAR = Direction.AT_LEAST, Direction.AT_MOST, Direction.NEAR

# The clause with its number in brackets, unit, comparator, change, indicator; then kind and direction.
GOALS = [
    ("生产总值增长[5%]左右", "%", APPROX, UP, "生产总值增速", DIRECT, NEAR),
    ("生产总值增长[5%]以上", "%", GE, UP, "生产总值增速", DIRECT, AT_LEAST),
    ("生产总值增长[6.5%]", "%", EQ, UP, "生产总值增速", DIRECT, AT_LEAST),
    ("生产总值增长[5%-5.5%]", "%", RANGE, UP, "生产总值增速", DIRECT, NEAR),
    ("广义货币增长[12%]左右", "%", APPROX, UP, "广义货币增速", DIRECT, NEAR),
    ("城镇调查失业率[5.5%]左右", "%", APPROX, None, "城镇调查失业率", DIRECT, AT_MOST),
    ("城镇调查失业率[5.5%]以内", "%", LE, None, "城镇调查失业率", BOUND, AT_MOST),
    ("居民消费价格涨幅[3%]左右", "%", APPROX, UP, "居民消费价格涨幅", BOUND, AT_MOST),
    ("赤字率按[4%]左右安排", "%", APPROX, None, "赤字率", BOUND, AT_MOST),
    ("一般性支出不超过[3亿元]", "元", LE, None, "一般性支出", BOUND, AT_MOST),
    ("把平均浓度控制在[30微克]以内", "微克", LE, None, "细颗粒物平均浓度", BOUND, AT_MOST),
    ("审批时限压缩至[60个工作日]以内", "工作日", LE, None, "项目审批时限", BOUND, AT_MOST),
    ("森林覆盖率稳定在[60%]以上", "%", GE, None, "森林覆盖率", BOUND, AT_LEAST),
    ("粮食产量保持在[100万吨]以上", "吨", GE, None, "粮食产量", BOUND, AT_LEAST),
    ("出庭应诉率保持[100%]", "%", ALL, None, "负责人出庭应诉率", BOUND, AT_LEAST),
    ("守住[300万亩]耕地红线", "亩", EQ, None, "耕地红线面积", BOUND, AT_LEAST),
    ("零就业家庭动态[清零]", "户", ZERO, None, "零就业家庭户数", BOUND, AT_MOST),
    ("年底前拖欠账款[清零]", "元", ZERO, None, "拖欠账款余额", LEVEL, AT_MOST),
    ("进入全省[前六]", "位", LE, None, "经济指标全省位次", RANK, AT_MOST),
    ("综合排名保持第[1位]", "位", EQ, None, "综合排名", RANK, AT_MOST),
    ("城镇新增就业[6万人]以上", "人", GE, ADD, "城镇新增就业人数", CUMULATIVE, AT_LEAST),
    ("新增学位[2000个]", "个", EQ, ADD, "新增学位数", CUMULATIVE, AT_LEAST),
    ("新建停车场[9个]", "个", EQ, None, "新建停车场数", CUMULATIVE, AT_LEAST),
    ("新建充电桩达到[500个]", "个", EQ, None, "新建充电桩数", CUMULATIVE, AT_LEAST),
    ("完成[3万户]老旧小区改造", "户", EQ, None, "老旧小区改造户数", CUMULATIVE, AT_LEAST),
    ("开工重点项目[50个]以上", "个", GE, None, "开工重点项目数", CUMULATIVE, AT_LEAST),
    ("发放助学贷款[3亿元]", "元", EQ, None, "发放助学贷款额", CUMULATIVE, AT_LEAST),
    ("年度投资[500亿元]", "元", EQ, None, "重点项目年度投资额", CUMULATIVE, AT_LEAST),
    ("全年生猪出栏[30万头]", "头", EQ, None, "生猪出栏量", CUMULATIVE, AT_LEAST),
    ("培育龙头企业[20-30家]", "家", RANGE, None, "培育龙头企业数", CUMULATIVE, AT_LEAST),
    ("前三季度完成年度投资计划[70%]以上", "%", GE, None, "年度计划投资完成率", CUMULATIVE, AT_LEAST),
    ("签约项目开工率不低于[50%]", "%", GE, None, "签约项目开工率", CUMULATIVE, AT_LEAST),
    ("资金8月底前[全部]支出", "%", ALL, None, "专项资金支出率", CUMULATIVE, AT_LEAST),
    ("财政赤字比上年增加[5亿元]", "元", EQ, UP, "一般债券规模增加额", CUMULATIVE, AT_LEAST),
    ("为企业减负[300亿元]", "元", EQ, None, "为企业减负金额", CUMULATIVE, AT_LEAST),
    ("防护服日产量达到[2万套]", "套", EQ, None, "防护服日产量", LEVEL, AT_LEAST),
    ("茶园面积达到[18万亩]", "亩", EQ, None, "茶园面积", LEVEL, AT_LEAST),
    ("高铁营业里程达到[2000公里]", "公里", EQ, None, "高铁营业里程", LEVEL, AT_LEAST),
    ("常住人口城镇化率达到[70%]", "%", EQ, None, "常住人口城镇化率", LEVEL, AT_LEAST),
    ("行政村通信[全覆盖]", "%", ALL, None, "行政村通信覆盖率", LEVEL, AT_LEAST),
    ("人均预期寿命达到[80岁]", "岁", EQ, None, "人均预期寿命", LEVEL, AT_LEAST),
    ("研发人员达到[3万人]", "人", EQ, None, "研发人员", LEVEL, AT_LEAST),
    ("能繁母猪存栏[5万头]左右", "头", APPROX, None, "能繁母猪存栏量", LEVEL, AT_LEAST),
    ("外贸实绩企业突破[9500家]", "家", GE, None, "外贸实绩企业数", LEVEL, AT_LEAST),
    ("直接融资突破[100亿元]", "元", GE, None, "直接融资金额", CUMULATIVE, AT_LEAST),
    ("工业投资增速高于全部投资[2个百分点]", "百分点", EQ, None, "工业投资增速高于全部投资幅度", DIRECT, AT_LEAST),
    ("贷款余额达到[900亿元]", "元", EQ, None, "普惠贷款余额", LEVEL, AT_LEAST),
    ("对外投资总额[翻番]", "倍", EQ, None, "对外投资总额增长倍数", LEVEL, AT_LEAST),
    ("单位生产总值能耗下降[3%]", "%", EQ, DOWN, "单位生产总值能耗降幅", DIRECT, AT_LEAST),
    ("生产安全事故起数下降[10%]左右", "%", APPROX, DOWN, "生产安全事故起数降幅", DIRECT, AT_LEAST),
    ("农村贫困人口减少[3000人]以上", "人", GE, DOWN, "农村贫困人口减少数", CUMULATIVE, AT_LEAST),
    ("土壤有机质平均含量达到[28克/千克]", "克/千克", EQ, None, "土壤有机质平均含量", LEVEL, AT_LEAST),
    ("新建高标准农田[9万亩]", "亩", EQ, None, "新建高标准农田面积", CUMULATIVE, AT_LEAST),
    ("住院报销比例达到[85%]", "%", EQ, None, "贫困人口住院报销比例", LEVEL, AT_LEAST),
    ("融资成本再降[0.3个百分点]", "百分点", EQ, DOWN, "小微企业贷款综合成本降幅", DIRECT, AT_LEAST),
]  # fmt: skip


def mention_of(clause: str, **fields: Any) -> Mention:
    head, _, rest = clause.partition("[")
    text, _, tail = rest.partition("]")
    values: dict[str, Any] = {
        "doc": "plan", "start": len(head), "end": len(head) + len(text), "text": text, "role": Role.TARGET,
        "value": 1.0, "value_high": None, "unit": "", "comparator": EQ, "change": None,
        "due": date(2026, 12, 31), "period_end": None, "due_basis": DueBasis.DOCUMENT, "indicator": "", "region": None,
        "owners": (), "commitment": Commitment.COMMIT, "section": (), "quote": head + text + tail, "implicit": False,
        "confidence": 0.9,
    }  # fmt: skip
    return Mention(**(values | fields))


@pytest.mark.parametrize(("clause", "unit", "comparator", "change", "indicator", "kind", "direction"), GOALS)
def test_kind_and_direction(
    clause: str,
    unit: str,
    comparator: Comparator,
    change: Change | None,
    indicator: str,
    kind: Kind,
    direction: Direction,
) -> None:
    mention = mention_of(clause, unit=unit, comparator=comparator, change=change, indicator=indicator)
    assert kind_of(mention) == (kind, direction)


@pytest.mark.parametrize(
    ("clause", "change", "indicator", "kind"),
    [
        ("单位生产总值能耗下降[12%]", DOWN, "单位生产总值能耗降幅", CUMULATIVE),
        ("运量增长[50%]以上", UP, "多式联运运量增速", CUMULATIVE),
        ("生产总值年均增长[5%]", UP, "生产总值年均增长率", DIRECT),
        ("研发投入每年增长[10%]", UP, "研发投入增速", DIRECT),
    ],
)
def test_growth_over_several_years_adds_up_unless_it_is_a_yearly_mean(
    clause: str, change: Change, indicator: str, kind: Kind
) -> None:
    mention = mention_of(clause, unit="%", change=change, indicator=indicator)
    assert kind_of(mention, years=5)[0] is kind


def test_of_two_equal_numbers_the_one_beside_the_indicator_is_read() -> None:
    quote = "森林覆盖率稳定在60%以上，湿地保护率达到60%以上"
    wetland = mention_of("[60%]", quote=quote, unit="%", comparator=GE, indicator="湿地保护率")
    forest = mention_of("[60%]", quote=quote, unit="%", comparator=GE, indicator="森林覆盖率")
    assert kind_of(wetland) == (LEVEL, AT_LEAST)
    assert kind_of(forest) == (BOUND, AT_LEAST)


def test_a_yearly_amount_adds_up_within_a_year_and_is_a_level_at_the_end_of_a_longer_plan() -> None:
    mention = mention_of("产值达到[80亿元]", unit="元", indicator="食用菌产值")
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
