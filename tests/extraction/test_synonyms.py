"""Names of one indicator become one name; names of different indicators stay apart."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targets.extraction.indicators.synonyms import canonical_name

SAME = [
    (
        "国内生产总值增速",
        "GDP增长",
        "2026年全省地区生产总值增长率",
        "全市生产总值增速",
        "经济增长预期目标",
        "经济增速",
    ),
    ("人均地区生产总值", "人均GDP", "全市人均生产总值"),
    ("居民消费价格涨幅", "CPI", "CPI涨幅", "居民消费价格指数上涨", "全国居民消费价格总水平涨幅"),
    ("城镇新增就业人数", "城镇新增就业", "全省城镇新增就业目标", "全年新增城镇就业人数"),
    ("城镇调查失业率", "全国城镇调查失业率", "调查失业率"),
    ("规模以上工业增加值增速", "规上工业增加值增长", "全市规上工业增加值增幅"),
    ("单位GDP能耗下降", "单位地区生产总值能耗降幅", "万元GDP能耗下降率", "能耗强度降低"),
    ("一般公共预算收入增速", "地方一般公共预算收入增长"),
    ("社会消费品零售总额增长", "社零总额增速"),
    ("研发投入强度", "全社会研发经费投入强度"),
    ("粮食产量", "全年粮食总产量"),
    ("常住人口城镇化率", "城镇化率"),
    ("空气质量优良天数比率", "优良天数占比"),
    ("职业技能培训人次", "开展职业技能培训人次"),
    ("营造林面积", "完成营造林面积"),
    ("财政科技支出", "财政科技支出金额"),
    ("地区生产总值年均增长率", "地区生产总值年均增速"),
    ("老旧小区改造户数", "老旧小区改造", "全市老旧小区改造户数"),
    ("棚户区改造套数", "改造棚户区套数", "棚户区改造"),
    ("高标准农田新建面积", "新建高标准农田面积", "新建高标准农田"),
    ("农村公路新改建里程", "新改建农村公路里程"),
    ("“四好农村路”里程", "四好农村路里程"),
    ("固定资产投资增速", "全社会固定资产投资增长"),
]

APART = [
    "地区生产总值增速", "海洋生产总值增速", "人均生产总值增速", "地区生产总值", "居民消费价格涨幅", "城镇新增就业人数",
    "城镇调查失业率", "城镇登记失业率", "户籍人口城镇化率", "常住人口城镇化率", "农村居民人均可支配收入增速",
    "城镇居民人均可支配收入增速", "居民人均可支配收入增速", "规上工业增加值增速", "规上工业企业营收增速", "粮食产量", "粮食播种面积",
    "口罩日产量", "空气优良天数", "营商环境指数",
]  # fmt: skip


@pytest.mark.parametrize("names", SAME, ids=lambda names: names[0])
def test_names_of_one_indicator_become_one(names: tuple[str, ...]) -> None:
    assert {canonical_name(name) for name in names} == {canonical_name(names[0])}


@pytest.mark.parametrize(("one", "other"), list(combinations(APART, 2)))
def test_different_indicators_stay_apart(one: str, other: str) -> None:
    assert canonical_name(one) != canonical_name(other)


def test_a_leading_region_says_nothing_about_the_quantity() -> None:
    assert canonical_name("青山市城镇新增就业人数", "青山市") == canonical_name("城镇新增就业")
    assert canonical_name("青山市", "青山市") == "青山市"


PIECES = st.sampled_from(
    [
        "全国",
        "全省",
        "全市",
        "2026年",
        "今年",
        "国内",
        "地区",
        "生产总值",
        "GDP",
        "CPI",
        "人均",
        "单位",
        "能耗",
        "增速",
        "增长",
        "增幅",
        "下降",
        "城镇",
        "新增就业",
        "人数",
        "户数",
        "数量",
        "预期目标",
        "目标",
        "居民消费价格",
        "指数",
        "总水平",
        "涨幅",
        "上涨",
        "规模以上",
        "规上",
        "工业",
        "企业",
        "增加值",
        "经济",
        "城镇化率",
        "常住人口",
        "的",
        "“",
        "”",
    ]
)


@given(st.lists(PIECES, min_size=1, max_size=7).map("".join))
def test_a_canonical_name_is_its_own_canonical_name(name: str) -> None:
    once = canonical_name(name)
    assert once
    assert canonical_name(once) == once
