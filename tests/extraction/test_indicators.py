"""Clauses of policy and the name of what their number measures.

The number that is asked for stands in square brackets.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targets.extraction.candidates import candidates_of
from targets.extraction.indicators import indicator_of
from targets.extraction.parts import Candidate
from targets.reading.document import Document, Paragraph

NOUN_BEFORE_THE_NUMBER = [
    ("口罩日产量达到[300万个]", "口罩日产量"),
    ("森林覆盖率稳定在[63%]以上", "森林覆盖率"),
    ("城镇新增就业[4.2万人]", "城镇新增就业人数"),
    ("确保城镇调查失业率控制在[5.5%]以内", "城镇调查失业率"),
    ("力争到2030年常住人口城镇化率达到[70%]左右", "常住人口城镇化率"),
    ("全市蔬菜种植面积达到[45万亩]", "全市蔬菜种植面积"),
    ("高速公路通车里程突破[900公里]", "高速公路通车里程"),
    ("生猪出栏[56万头]", "生猪出栏"),
    ("全年社会物流总费用与生产总值之比降至[13%]左右", "社会物流总费用与生产总值之比"),
    ("审批时限压缩至[45个工作日]以内", "审批时限"),
    ("人均预期寿命提高到[80岁]", "人均预期寿命"),
    ("今年中心城区新增停车位[1500个]", "中心城区新增停车位数"),
    ("财政科技支出不低于[3亿元]", "财政科技支出金额"),
    ("新能源汽车保有量超过[12万辆]", "新能源汽车保有量"),
    ("“放心店”覆盖率达[90%]", "“放心店”覆盖率"),
    ("将办税时间压缩至[3小时]", "办税时间"),
    ("（一）粮食总产量保持在[60万吨]以上", "粮食总产量"),
]

GROWTH_AND_DROP = [
    ("地区生产总值增长[5%]左右", "地区生产总值增速"),
    ("规上工业增加值增长[7%]以上", "规上工业增加值增速"),
    ("居民消费价格涨幅[2%]左右", "居民消费价格涨幅"),
    ("单位生产总值能耗下降[3%]", "单位生产总值能耗降幅"),
    ("地区生产总值年均增长[6%]", "地区生产总值年均增长率"),
    ("对外投资总额实现[翻番]", "对外投资总额增长倍数"),
    ("高技术企业数增长[1.5倍]", "高技术企业数增长倍数"),
    ("城镇化率提高[1.2个百分点]", "城镇化率提高幅度"),
    ("农村贫困人口减少[3000人]", "农村贫困人口减少数"),
    ("补助标准增加[30元]", "补助标准增加额"),
    ("软件业营收保持[15%]以上增长", "软件业营收增速"),
    ("工业用电量比上年增长[6%]", "工业用电量增速"),
    ("民间投资增速高于全国[2个百分点]", "民间投资增速高于全国幅度"),
    ("细颗粒物平均浓度下降[5%]", "细颗粒物平均浓度降幅"),
]

NOUN_AFTER_THE_NUMBER = [
    ("今年完成[3万户]老旧小区改造", "老旧小区改造户数"),
    ("新建[500个]充电桩", "新建充电桩数"),
    ("全省新增[6个]国家级临床重点专科", "全省新增国家级临床重点专科数"),
    ("改造提升[10个]农村敬老院", "改造提升农村敬老院数"),
    ("[90%]以上的县医院达到二级医院水平", "县医院达到二级医院水平占比"),
    ("发放[2亿元]消费券", "发放消费券金额"),
    ("推动[20个]以上重点项目开工建设", "重点项目开工建设数"),
    ("推动城西大道、滨江公园等[20个]重点项目开工", "重点项目开工数"),
    ("为[2万名]困境儿童提供帮扶", "困境儿童提供帮扶人数"),
    ("完成[8万亩]高标准农田建设任务", "高标准农田面积"),
    ("[300个]新型公共文化空间投入使用", "新型公共文化空间投入使用数"),
    ("自贸试验区累计推出[259项]制度创新成果", "自贸试验区累计推出制度创新成果数"),
    ("超[八成]的技改资金由企业承担", "技改资金由企业承担占比"),
]  # fmt: skip

COMPLETION = [
    ("省重点项目完成年度投资[60%]以上", "省重点项目年度投资完成率"),
    ("新签约项目开工达到[85%]", "新签约项目开工率"),
    ("乡镇污水处理设施竣工率达到[95%]", "乡镇污水处理设施竣工率"),
    ("[全部]项目8月底前投产", "项目投产率"),
]

WITHOUT_DIGITS = [
    ("行政村5G网络[全覆盖]", "行政村5G网络覆盖率"),
    ("零就业家庭动态[清零]", "零就业家庭数"),
    ("专项债券资金8月底前[全部]支出", "专项债券资金支出率"),
    ("6月底前[全面完成]危房改造", "危房改造完成率"),
    ("公办养老机构覆盖[所有]乡镇", "公办养老机构覆盖乡镇占比"),
    ("存量债务实现[清零]", "存量债务数"),
]

RANKS = [
    ("综合考核进入全省[前五]", "综合考核全省位次"),
    ("进出口总额增速居全国第[3位]", "进出口总额增速全国位次"),
    ("全社会研发投入强度从全国第12位升至第[8位]", "全社会研发投入强度全国位次"),
    ("营商环境评价稳居中部[第一]", "营商环境评价中部位次"),
    ("主要指标在全省排位进入[前三]", "主要指标在全省排位"),
]

LISTS = [
    ("新建甲级学校3所、乙级学校[5所]", "新建乙级学校数"),
    ("新增科创企业30家、绿色工厂[8家]以上", "新增绿色工厂数"),
    ("改造老旧小区200个、燃气管网[90公里]", "改造燃气管网里程"),
    ("新建3个公园、[5个]停车场", "新建停车场数"),
    ("新建10家概念验证中心、30家孵化器和[12家]中试平台", "新建中试平台数"),
    ("培育2个国家级、[5个]省级产业集群", "培育省级产业集群数"),
    ("培育[2个]国家级、5个省级产业集群", "培育国家级产业集群数"),
    ("城镇、农村居民人均可支配收入分别增长[4%]、6%", "城镇居民人均可支配收入增速"),
    ("城镇、农村居民人均可支配收入分别增长4%、[6%]", "农村居民人均可支配收入增速"),
    ("制造业、普惠贷款余额分别增长[9%]、12%", "制造业贷款余额增速"),
    ("事故起数和死亡人数分别下降10%、[12%]", "事故死亡人数降幅"),
    ("单位产值用水量、能耗分别下降8%、[5%]", "单位产值能耗降幅"),
    ("工业投资、民间投资分别下降[8%]", "工业投资、民间投资降幅"),
    ("服务贸易增长5%、数字贸易增长[9%]以上", "数字贸易增速"),
    ("绿色工厂达到8家、绿色园区达到5个，均居全省[第一]", "绿色工厂、绿色园区全省位次"),
]

SUBJECT_FROM_BEFORE = [
    ("地区生产总值达到900亿元，增长[6%]", "地区生产总值增速"),
    ("粮食播种面积90万亩、总产量[40万吨]", "粮食总产量"),
    ("工业机器人产量增长30%、出口量居全国第[2位]", "工业机器人出口量全国位次"),
    ("新能源汽车产量达到8万辆，占比达到[40%]", "新能源汽车产量占比"),
    ("脱贫地区农民收入突破2万元、居全省第[3位]", "脱贫地区农民收入全省位次"),
    ("高铁营业里程达到900公里，占全省[12%]", "高铁营业里程占全省比例"),
    ("大力推进城市棚户区改造,确保今年[800户]任务按时完成", "城市棚户区改造户数"),
    ("推进“两权”抵押贷款试点，今年要确保完成[50亿元]", "“两权”抵押贷款试点金额"),
    ("推进“两权”抵押贷款试点，今年要确保完成50亿元，力争突破[100亿元]", "“两权”抵押贷款试点金额"),
    ("研发投入占比从2.1%提高到[2.6%]", "研发投入占比"),
    ("城市低保标准从每月600元提高至[680元]", "城市低保标准"),
    ("开工建设保障性住房300套、竣工[200套]", "保障性住房竣工套数"),
    ("推动居民医保参保扩面，[300万人]参保", "居民医保参保扩面参保人数"),
    ("经营主体持续壮大。总量突破[12万户]。", "经营主体总量"),
    ("市本级重点项目上半年完成年度计划投资达到[55%]以上", "市本级重点项目年度计划投资完成率"),
]  # fmt: skip

SCOPE = [
    ("省大中型项目开工率达到[85%]", "省大中型项目开工率"),
    ("中心城区空气优良天数比例达到[92%]", "中心城区空气优良天数比例"),
    ("全市重点建设项目开工数达到年计划的[85%]", "全市重点建设项目开工数达到年计划比例"),
    ("首批10个先导区集聚核心企业超[80家]", "首批先导区集聚核心企业数"),
]

TABLES = {
    "noun before the number": NOUN_BEFORE_THE_NUMBER,
    "growth and drop": GROWTH_AND_DROP,
    "noun after the number": NOUN_AFTER_THE_NUMBER,
    "completion": COMPLETION,
    "without digits": WITHOUT_DIGITS,
    "ranks": RANKS,
    "lists": LISTS,
    "subject from before": SUBJECT_FROM_BEFORE,
    "scope": SCOPE,
}


def document_of(text: str) -> Document:
    paragraphs = tuple(Paragraph(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text))
    return Document("0" * 32, "plan", "plan.txt", text, paragraphs)


def names_in(document: Document) -> dict[tuple[int, int], str]:
    names: dict[tuple[int, int], str] = {}
    before: list[Candidate] = []
    for candidate in candidates_of(document):
        if before and before[-1].sentence.paragraph_start != candidate.sentence.paragraph_start:
            before = []
        names[candidate.quantity.start, candidate.quantity.end] = indicator_of(candidate, before, document)
        before.append(candidate)
    return names


@pytest.mark.parametrize(
    ("phrase", "name"),
    [pytest.param(*row, id=f"{family}: {row[0]}") for family, rows in TABLES.items() for row in rows],
)
def test_name(phrase: str, name: str) -> None:
    start, end = phrase.index("["), phrase.index("]") - 1
    names = names_in(document_of(phrase.replace("[", "").replace("]", "")))
    (found,) = [found for (left, right), found in names.items() if left < end and start < right]
    assert found == name


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
