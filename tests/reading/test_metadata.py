"""What documents say about themselves: wordings and the fields they give."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targets.reading.content import Block, content_of
from targets.reading.dates import date_line, find_date
from targets.reading.files import read_document
from targets.reading.furniture import labelled_fields
from targets.reading.metadata import Metadata, metadata_of
from targets.reading.numbers import number_in, year_of
from targets.reading.offices import in_full, issuer_in_title, region_of, region_of_session
from targets.reading.plan_years import plan_year_in_title, plan_year_in_wording
from targets.reading.titles import forwarded_title, title_of


def metadata(*lines: str) -> Metadata:
    return metadata_of(content_of(Block(line) for line in lines))


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("青府办字〔2022〕23号", "青府办字〔2022〕23号"),
        ("青府发[2021]4号", "青府发〔2021〕4号"),
        ("青府办发（2020）第12号", "青府办发〔2020〕12号"),
        ("青政办函【2019】107 号", "青政办函〔2019〕107号"),
        ("（青府字〔2018〕7号）", "青府字〔2018〕7号"),
        ("青府发〔202015号", "青府发〔2020〕15号"),
        ("青府发2020〕15号", "青府发〔2020〕15号"),
        ("青府发〔2020)15号", "青府发〔2020〕15号"),
        ("青府发202015号", None),
        ("根据青府发〔2020〕15号要求", None),
        ("青山市2020年1号工程", None),
        ("12345号", None),
    ],
)
def test_numbers_of_documents(words: str, number: str | None) -> None:
    assert number_in(words) == number


@given(st.integers(1950, 2099), st.integers(1, 9999), st.sampled_from("〔[（【"), st.sampled_from("〕]）】"))
def test_a_number_keeps_its_year_whatever_its_brackets(
    year: int, running: int, left: str, right: str
) -> None:
    number = number_in(f"青府发{left}{year}{right}{running}号")
    assert number == f"青府发〔{year}〕{running}号"
    assert year_of(number) == year


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2022年5月9日", date(2022, 5, 9)),
        ("发布日期: 2022-05-10 10:02:10", date(2022, 5, 10)),
        ("2022/5/9", date(2022, 5, 9)),
        ("2022.05.09", date(2022, 5, 9)),
        ("二〇二二年五月九日", date(2022, 5, 9)),
        ("二○二一年十二月三十一日", date(2021, 12, 31)),
        ("二零二一年十月二十日", date(2021, 10, 20)),
        ("2022年 5 月 9 日", date(2022, 5, 9)),
        ("2022-13-01 之后 2022-12-01", date(2022, 12, 1)),
        ("2022年2月30日", None),
        ("2022-05", None),
        ("增长8.2%", None),
    ],
)
def test_dates(words: str, day: date | None) -> None:
    assert find_date(words) == day


@pytest.mark.parametrize(
    ("line", "day"), [("　2022年5月9日　", date(2022, 5, 9)), ("2022年5月9日前完成", None)]
)
def test_a_line_with_a_date_alone(line: str, day: date | None) -> None:
    assert date_line(line) == day


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    assert find_date(f"{day.year}年{day.month}月{day.day}日") == day == find_date(day.isoformat())


@pytest.mark.parametrize(
    ("lines", "fields"),
    [
        (
            ["• 索 引 号:QS01/2022-1", "文   号:青府办字〔2022〕1号"],
            {"other": "QS01/2022-1", "number": "青府办字〔2022〕1号"},
        ),
        (
            ["来源：青山网  发布日期: 2020-03-16 【字体:大】"],
            {"other": "青山网", "published_on": "2020-03-16"},
        ),
        (["索引号\tQS01\t发文机关\t青山市人民政府"], {"other": "QS01", "issuer": "青山市人民政府"}),
        (["成文日期：", "2022年5月9日"], {"issued_on": "2022年5月9日"}),
        (["发文字号：", "成文日期：2022-05-09"], {"issued_on": "2022-05-09"}),
        (["工作时间：全天", "机构名称：办公室"], {}),
    ],
)
def test_page_furniture(lines: list[str], fields: dict[str, str]) -> None:
    assert labelled_fields(lines) == fields


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["首页 > 政策文件", "青山市关于促进消费的若干措施", "正文。"], "青山市关于促进消费的若干措施"),
        (["政府工作报", "告", "——2021年1月20日在会上"], "政府工作报告"),
        (["青山市人民政府", "关于做好春耕工作的通知"], "青山市人民政府关于做好春耕工作的通知"),
        (["关于转发青山市春耕备耕", "工作方案的通知"], "关于转发青山市春耕备耕工作方案的通知"),
        (["2022年青山市政府工作报告(摘要)"], "2022年青山市政府工作报告(摘要)"),
        (["各县人民政府：", "现将实施方案印发给你们，请遵照执行。"], None),
        (["一、落实扩大消费实施方案", "（一）抓紧编制规划"], None),
        (["附件：任务分解表", "图解：春耕行动方案的通知"], None),
        (["全年各项任务均已完成。"], None),
    ],
)
def test_titles(lines: list[str], title: str | None) -> None:
    assert title_of(lines) == title


@pytest.mark.parametrize(
    ("title", "issuer", "region"),
    [
        ("青山市人民政府办公室关于印发春耕方案的通知", "青山市人民政府办公室", "青山市"),
        ("中共青山县委 青山县人民政府关于乡村振兴的意见", "青山县委 青山县人民政府", "青山县"),
        ("国务院关于印发行动计划的通知", "国务院", "全国"),
        ("国务院办公厅关于促进消费的意见", "国务院办公厅", "全国"),
        ("2025年青山省政府工作报告", "青山省人民政府", "青山省"),
        ("2025年青山壮族自治区政府工作报告", "青山壮族自治区人民政府", "青山壮族自治区"),
        ("江城省柳镇市人民政府关于防汛的通知", "江城省柳镇市人民政府", "柳镇市"),
        ("关于印发青山高新技术产业开发区管委会工作要点的通知", None, "青山高新技术产业开发区"),
        ("关于印发工作要点的通知", None, None),
    ],
)
def test_issuer_and_region_of_a_title(title: str, issuer: str | None, region: str | None) -> None:
    assert issuer_in_title(title) == issuer
    assert region_of(issuer or title) == region


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("市政府办公室", None),
        ("各县人民政府", None),
        ("全市重点项目", None),
        ("歙山县人民政府", "歙山县"),
        ("青山自治州人民政府", "青山自治州"),
        ("滨海新区管委会", "滨海新区"),
        ("国家发展改革委", "全国"),
        ("2025年一季度歙山县经济运行情况", "歙山县"),
        ("2025年1-6月歙山县经济运行情况", "歙山县"),
        ("武强县2025年工作要点", "武强县"),
        ("建设镇人民政府", "建设镇"),
        ("关于2025年上半年全市重点工作推进情况的通报", None),
        ("关于推进老旧小区改造工作的通知", None),
        ("关于做好乡镇服务工作的通知", None),
        ("加快推进新型城镇化的意见", None),
        ("建设旅游强市三年行动方案", None),
        ("工业强县推进会上的讲话", None),
        ("创建全国文明城市行动计划", None),
        ("城市更新行动方案", None),
        ("推动区域协调发展的意见", None),
        ("关于培育市场主体的意见", None),
        ("省市县联动工作方案", None),
        ("落实省委部署的意见", None),
        ("革命老区振兴规划", None),
    ],
)
def test_regions_of_offices(name: str, region: str | None) -> None:
    assert region_of(name) == region


@pytest.mark.parametrize(
    ("office", "region", "full"),
    [
        ("省人民政府", "青山省", "青山省人民政府"),
        ("自治区人民政府", "青山自治区", "青山自治区人民政府"),
        ("市政府办公室", "青山市", "青山市政府办公室"),
        ("青山市人民政府", "青山市", "青山市人民政府"),
        ("国务院", "全国", "国务院"),
    ],
)
def test_offices_in_full(office: str, region: str, full: str) -> None:
    assert in_full(office, region) == full


@pytest.mark.parametrize(
    ("line", "region"),
    [
        ("——2021年1月20日在青山市第八届人民代表大会第五次会议上", "青山市"),
        ("——2021年3月5日在第十三届全国人民代表大会第四次会议上", "全国"),
        ("在全市经济工作会议上", None),
    ],
)
def test_regions_of_sessions(line: str, region: str | None) -> None:
    assert region_of_session(line) == region


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("2026年青山省政府工作报告", 2026),
        ("关于2021年计划执行情况与2022年计划草案的报告", 2022),
        ("青山市工业倍增三年行动方案（2021—2023年）", 2023),
        ("青山市“十四五”应急体系规划", 2025),
        ("青山市国民经济和社会发展第十四个五年规划和2035年远景目标纲要", 2025),
        ("关于做好春耕工作的通知", None),
    ],
)
def test_plan_years_of_titles(title: str, year: int | None) -> None:
    assert plan_year_in_title(title) == year


@pytest.mark.parametrize(
    ("lines", "year"),
    [
        (["一、2014年工作回顾", "二、今年任务"], 2015),
        (["一、2019年和今年以来的工作回顾"], 2020),
        (["一、过去工作", "二、2018年经济社会发展总体要求"], 2018),
        (["一、“十二五”时期发展成就回顾"], 2016),
        (["一、过去五年工作回顾", "2012年财政收入达到11亿元，2007年增长9%。"], 2013),
        (["2022年新增贷款30亿元，比2021年同期多。", "2022年建成小区。"], 2022),
        (["降幅比2019年扩大。", "与2020年同期持平。"], None),
        (["今年新增贷款30亿元。"], None),
        (["到2030年培育工匠900名，2026年150名。", "自2026年5月1日起施行。"], 2026),
    ],
)
def test_plan_years_of_wordings(lines: list[str], year: int | None) -> None:
    assert plan_year_in_wording(lines) == year


def test_a_page_with_a_section_a_year_plans_from_its_first_year_on() -> None:
    page = metadata("青山市历年目标汇编（2011—2013年）", "2011年", "造林3万亩。", "2012年", "造林4万亩。")
    assert page.plan_year == 2011
    assert metadata("青山市造林计划（2011—2013年）", "2011年", "造林3万亩。").plan_year == 2013


@pytest.mark.parametrize(
    ("title", "origin"),
    [
        ("青山县人民政府关于转发江城市人民政府关于防汛的意见的通知", "江城市人民政府关于防汛的意见"),
        ("青山县人民政府转发《江城市防汛方案》的通知", "江城市防汛方案"),
        ("青山县人民政府关于转发江城市防汛方案的通知（摘要）", "江城市防汛方案"),
        ("青山县人民政府关于防汛的意见", None),
    ],
)
def test_what_a_title_forwards(title: str, origin: str | None) -> None:
    assert forwarded_title(title) == origin


def test_a_notice_that_forwards_names_the_number_of_its_origin() -> None:
    read = metadata(
        "文号：青府发〔2020〕6号",
        "青山县人民政府关于转发江城市人民政府关于防汛的意见的通知",
        "各乡镇人民政府：",
        "现将意见转发给你们。",
        "青山县人民政府",
        "2020年7月20日",
        "江府发〔202015号",
        "江城市人民政府关于防汛的意见",
        "一、总体要求",
        "加固堤防30公里。",
        "2020年7月16日",
    )
    assert read == Metadata(
        title="青山县人民政府关于转发江城市人民政府关于防汛的意见的通知",
        number="青府发〔2020〕6号",
        issuer="青山县人民政府",
        issued_on=date(2020, 7, 20),
        region="青山县",
        plan_year=2020,
        origin="江府发〔2020〕15号",
    )


def test_the_date_a_document_bears_goes_before_its_signature_and_that_before_its_publication() -> None:
    page, bears, signed = "发布日期：2020-03-16", "成文日期：2020-03-05", ("青山市人民政府", "2020年3月4日")
    assert metadata(page, bears, "一、任务", *signed).issued_on == date(2020, 3, 5)
    assert metadata(page, "一、任务", *signed).issued_on == date(2020, 3, 4)
    assert metadata("2020-03-16", "一、任务", *signed).issued_on == date(2020, 3, 4)
    assert metadata(page, "一、任务").issued_on == date(2020, 3, 16)
    assert metadata("一、任务", "青山市人民政府办公室　2020年3月6日印发").issued_on == date(2020, 3, 6)


@pytest.mark.parametrize(
    "signature",
    [
        ("青山市人民政府办公室", "2020年3月4日"),
        ("青山市人民政府办公室　　2020年3月4日",),
        ("青山市人民政府办公室(2020年3月4日)",),
        ("青山市人民政府办公室", "二〇二〇年三月四日"),
    ],
)
def test_a_signature_gives_issuer_and_date_wherever_it_stands(signature: tuple[str, ...]) -> None:
    read = metadata("一、任务", "造林3万亩。", *signature, *(f"附表第{n}行" for n in range(40)))
    assert (read.issuer, read.issued_on, read.region) == ("青山市人民政府办公室", date(2020, 3, 4), "青山市")


def test_an_office_above_the_date_of_a_page_does_not_sign() -> None:
    assert metadata("市政府办公室", "2020-03-16", "造林3万亩。").issuer is None


def test_a_report_of_a_city_names_its_place_in_its_subtitle() -> None:
    read = metadata(
        "政府工作报告",
        "——2021年1月20日在青山市第八届人民代表大会第五次会议上",
        "各位代表：",
        "现在，我代表市人民政府，向大会报告工作。",
        "一、2020年工作回顾",
    )
    assert (read.title, read.issuer, read.region) == ("政府工作报告", "青山市人民政府", "青山市")
    assert (read.issued_on, read.plan_year) == (date(2021, 1, 20), 2021)


def test_a_national_report_without_title_or_date_still_has_issuer_region_and_plan_year() -> None:
    read = metadata(
        "各位代表：", "我代表国务院，向大会作报告，请审议。", "一、2011年工作回顾", "财政收入增长20%。"
    )
    assert read == Metadata(issuer="国务院", region="全国", plan_year=2012)


def test_a_letter_without_title_or_issuer_is_placed_by_whom_it_addresses() -> None:
    read = metadata(
        "各县（区）人民政府，市政府各部门：", "落实《柳镇市就业办法》，支持柳镇市创业园。", "2020年6月3日"
    )
    assert (read.title, read.issuer, read.region) == (None, None, "柳镇市")


def test_the_name_of_the_file_says_nothing(tmp_path: Path) -> None:
    texts = [tmp_path / name for name in ("plan-2031.txt", "青山市2040年计划.txt")]
    for file in texts:
        file.write_text("改造危房30户。", encoding="utf-8")
    assert {read_document(file).plan_year for file in texts} == {None}
    assert {read_document(file).region for file in texts} == {None}


def test_what_is_given_stands_and_helps_to_tell_the_rest() -> None:
    content = content_of([Block("青山市人民政府关于防汛的通知"), Block("2020年3月4日")])
    given_fields = Metadata(issuer="国务院", issued_on=date(2012, 3, 5))
    read = metadata_of(content, given_fields)
    assert (read.issuer, read.issued_on, read.region, read.plan_year) == (
        "国务院",
        date(2012, 3, 5),
        "全国",
        2012,
    )
