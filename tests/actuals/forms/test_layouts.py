"""Layouts that departments use, each with the figures a careful clerk reads from it."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from targets.rejection import RejectedFile
from tests.actuals.forms.workbook import Line, Sheet, lines_of, read, write_ods, write_xls, write_xlsx


def lines(path: Path, sheets: dict[str, Sheet]) -> list[Line]:
    """The figures of a workbook without their cells' sheet where there is but one."""
    understood = read(write_xlsx(path, sheets))
    assert [q.reason for r in understood.readings for q in r.questions] == []
    return lines_of(understood)


def test_months_down_the_rows(tmp_path: Path) -> None:
    rows = [
        ["青禾市2024年旅游经济分月情况"],
        ["月份", "接待游客（万人次）", "平均停留天数（天）"],
        ["1月", 120.5, 1.9],
        ["2月", 210.2, 2.2],
        ["注：为抽样推算数"],
    ]
    assert lines(tmp_path / "a.xlsx", {"S": Sheet(rows)}) == [
        ("S!B3", "接待游客", "青禾市", "2024-01", 120.5, "万人次", "period"),
        ("S!C3", "平均停留天数", "青禾市", "2024-01", 1.9, "天", "level"),
        ("S!B4", "接待游客", "青禾市", "2024-02", 210.2, "万人次", "period"),
        ("S!C4", "平均停留天数", "青禾市", "2024-02", 2.2, "天", "level"),
    ]


def test_running_months_down_the_rows_told_by_the_sheet(tmp_path: Path) -> None:
    rows = [
        ["沐川市2023年农村重点工作"],
        ["月份", "户厕改造", "污水治理村"],
        ["单位", "户", "个"],
        ["1月", 20, 1],
        ["1-2月", 55, 3],
    ]
    found = lines(
        tmp_path / "a.xlsx",
        {"累计数": Sheet([rows[0], ["月份", "户厕改造（户）", "污水治理村（个）"], *rows[3:]])},
    )
    assert [(line[3], line[4], line[6]) for line in found] == [
        ("2023-01", 20.0, "ytd"),
        ("2023-01", 1.0, "ytd"),
        ("2023年1-2月", 55.0, "ytd"),
        ("2023年1-2月", 3.0, "ytd"),
    ]


def test_regions_across_and_growth_in_a_row_of_its_own(tmp_path: Path) -> None:
    rows = [
        ["2023年前三季度青禾市分县区主要经济指标"],
        ["指标", "单位", "全市", "云栖区"],
        ["地区生产总值", "亿元", 812.3, 300.1],
        ["  增速", "%", 5.6, 6.1],
    ]
    assert lines(tmp_path / "a.xlsx", {"S": Sheet(rows)}) == [
        ("S!C3", "地区生产总值", "青禾市", "2023年1-9月", 812.3, "亿元", "ytd"),
        ("S!D3", "地区生产总值", "云栖区", "2023年1-9月", 300.1, "亿元", "ytd"),
        ("S!C4", "地区生产总值增长", "青禾市", "2023年1-9月", 5.6, "%", "ytd"),
        ("S!D4", "地区生产总值增长", "云栖区", "2023年1-9月", 6.1, "%", "ytd"),
    ]


def test_indicators_above_plan_result_and_share(tmp_path: Path) -> None:
    rows = [
        ["望江市2026年就业目标任务完成情况表"],
        ["县区", "城镇新增就业（人）", "", "", "失业人员再就业（人）", "", ""],
        ["", "年度目标", "1-6月完成", "完成率（%）", "年度目标", "1-6月完成", "完成率（%）"],
        ["北湖区", 5000, 2600, 52, 1200, 700, 58.3],
        ["南塘县", 3200, 1500, 46.9, 800, 420, 52.5],
        ["合计", 8200, 4100, 50, 2000, 1120, 56],
    ]
    found = lines(tmp_path / "a.xlsx", {"6月": Sheet(rows, merged=["A2:A3", "B2:D2", "E2:G2"])})
    assert found[:2] == [
        ("6月!C4", "城镇新增就业", "北湖区", "2026年1-6月", 2600.0, "人", "ytd"),
        ("6月!D4", "城镇新增就业完成率", "北湖区", "2026-06", 52.0, "%", "level"),
    ]
    assert [line[2] for line in found[-4:]] == ["望江市"] * 4
    assert len(found) == 12


def test_quarters_and_the_half_year(tmp_path: Path) -> None:
    rows = [
        ["沐阳县2024年招商引资情况（单位：亿元）"],
        ["指标名称", "一季度", "二季度", "上半年", "三季度"],
        ["签约项目总投资额", 35.2, 40.1, 75.3, 22.9],
    ]
    found = lines(tmp_path / "a.xlsx", {"S": Sheet(rows)})
    assert [(line[3], line[4], line[6]) for line in found] == [
        ("2024Q1", 35.2, "ytd"),
        ("2024Q2", 40.1, "period"),
        ("2024H1", 75.3, "ytd"),
        ("2024Q3", 22.9, "period"),
    ]


def test_regions_as_sections(tmp_path: Path) -> None:
    rows = [
        ["重点指标进度"],
        ["指标", "计量单位", "3月", "1-3月"],
        ["云栖区"],
        ["工业用电量", "万千瓦时", 3200, 9100],
        ["望江县"],
        ["工业用电量", "万千瓦时", 1100, 3000],
    ]
    found = lines(tmp_path / "分区2025年3月.xlsx", {"S": Sheet(rows)})
    assert [line[2:5] + line[6:] for line in found] == [
        ("云栖区", "2025-03", 3200.0, "period"),
        ("云栖区", "2025年1-3月", 9100.0, "ytd"),
        ("望江县", "2025-03", 1100.0, "period"),
        ("望江县", "2025年1-3月", 3000.0, "ytd"),
    ]


def test_two_tables_below_each_other_with_units_of_their_own(tmp_path: Path) -> None:
    rows = [
        ["青禾市2024年5月农业情况"],
        ["单位：万头"],
        ["品种", "本月", "累计"],
        ["生猪出栏", 3.2, 15.9],
        [],
        ["青禾市2024年5月工业情况"],
        ["单位：亿元"],
        ["行业", "本月", "累计"],
        ["汽车制造业", 13.3, 66.0],
    ]
    found = lines(tmp_path / "a.xlsx", {"S": Sheet(rows)})
    assert [(line[1], line[4], line[5], line[6]) for line in found] == [
        ("生猪出栏", 3.2, "万头", "period"),
        ("生猪出栏", 15.9, "万头", "ytd"),
        ("汽车制造业", 13.3, "亿元", "period"),
        ("汽车制造业", 66.0, "亿元", "ytd"),
    ]


def test_two_tables_beside_each_other(tmp_path: Path) -> None:
    rows = [
        ["青禾市2024年3月主要指标"],
        ["指标", "单位", "1-3月", "指标", "单位", "1-3月"],
        ["发电量", "亿千瓦时", 22.1, "货运量", "万吨", 310],
    ]
    found = lines(tmp_path / "a.xlsx", {"S": Sheet(rows)})
    assert [(line[0], line[1], line[5]) for line in found] == [
        ("S!C3", "发电量", "亿千瓦时"),
        ("S!F3", "货运量", "万吨"),
    ]


def test_years_across(tmp_path: Path) -> None:
    rows = [
        ["青禾市历年主要指标"],
        ["指标", "单位", "2021年", "2022年"],
        ["常住人口", "万人", 301.2, 300.8],
        ["地区生产总值", "亿元", 780, 820],
    ]
    found = lines(tmp_path / "a.xlsx", {"S": Sheet(rows)})
    assert [(line[1], line[3], line[6]) for line in found] == [
        ("常住人口", "2021", "level"),
        ("常住人口", "2022", "level"),
        ("地区生产总值", "2021", "ytd"),
        ("地区生产总值", "2022", "ytd"),
    ]


def test_rows_of_plan_and_result_under_one_name(tmp_path: Path) -> None:
    rows = [
        ["2024年青禾市1-9月考核指标"],
        ["指标", "类别", "云栖区", "望江县"],
        ["固定资产投资（亿元）", "目标", 100, 60],
        ["", "完成", 78, 41],
        ["", "完成率（%）", 78, 68.3],
    ]
    assert lines(tmp_path / "a.xlsx", {"S": Sheet(rows, merged=["A3:A5"])}) == [
        ("S!C4", "固定资产投资", "云栖区", "2024年1-9月", 78.0, "亿元", "ytd"),
        ("S!D4", "固定资产投资", "望江县", "2024年1-9月", 41.0, "亿元", "ytd"),
        ("S!C5", "固定资产投资完成率", "云栖区", "2024-09", 78.0, "%", "level"),
        ("S!D5", "固定资产投资完成率", "望江县", "2024-09", 68.3, "%", "level"),
    ]


def test_columns_numbered_below_the_head(tmp_path: Path) -> None:
    rows = [
        ["青禾市2024年6月财政月报"],
        ["单位：万元"],
        ["项目", "行次", "年初预算", "本月数", "本月止累计", "比上年同期±%", "占预算%"],
        ["甲", "乙", 1, 2, 3, 4, 5],
        ["税收收入", 1, 98000, 8000, 51000, 3.2, 52.0],
    ]
    found = lines(tmp_path / "a.xlsx", {"S": Sheet(rows)})
    assert [line[1:2] + line[4:] for line in found] == [
        ("税收收入", 8000.0, "万元", "period"),
        ("税收收入", 51000.0, "万元", "ytd"),
        ("税收收入增长", 3.2, "%", "ytd"),
        ("税收收入预算完成率", 52.0, "%", "level"),
    ]


def test_each_growth_belongs_to_the_results_on_its_left(tmp_path: Path) -> None:
    rows = [
        ["沐川市2024年4月主要指标"],
        ["指标", "单位", "本月", "同比%", "1-4月累计", "同比%"],
        ["货物出口额", "万美元", 820, 4.1, 3210, 2.2],
    ]
    found = lines(tmp_path / "a.xlsx", {"S": Sheet(rows)})
    assert [(line[1], line[3], line[4], line[6]) for line in found] == [
        ("货物出口额", "2024-04", 820.0, "period"),
        ("货物出口额增长", "2024-04", 4.1, "period"),
        ("货物出口额", "2024年1-4月", 3210.0, "ytd"),
        ("货物出口额增长", "2024年1-4月", 2.2, "ytd"),
    ]


def test_a_growth_takes_its_name_from_the_head_above(tmp_path: Path) -> None:
    rows = [
        ["沐川市2024年1-4月工业经济"],
        ["县区", "规模以上工业增加值", "工业投资"],
        ["", "累计增长（%）", "累计增长"],
        ["河口县", 6.6, 11.2],
    ]
    found = lines(tmp_path / "a.xlsx", {"S": Sheet(rows, merged=["A2:A3"])})
    assert [(line[1], line[4], line[6]) for line in found] == [
        ("规模以上工业增加值增长", 6.6, "ytd"),
        ("工业投资增长", 11.2, "ytd"),
    ]


def test_a_rate_of_the_month_and_one_since_january(tmp_path: Path) -> None:
    rows = [
        ["沐川市2024年7月质量监管"],
        ["指标", "单位", "当月数", "自年初累计"],
        ["食品抽检合格率", "%", 98.1, 97.7],
        ["抽检批次", "批次", None, 800],
    ]
    found = lines(tmp_path / "a.xlsx", {"S": Sheet(rows)})
    assert [(line[1], line[4], line[6]) for line in found] == [
        ("食品抽检合格率", 98.1, "level"),
        ("食品抽检合格率", 97.7, "ytd"),
        ("抽检批次", 800.0, "ytd"),
    ]


def test_projects_with_what_was_spent_this_year_and_since_they_began(tmp_path: Path) -> None:
    rows = [
        ["青禾市重大项目推进情况表"],
        [
            "序号",
            "项目名称",
            "建设地点",
            "总投资（万元）",
            "1-5月完成投资（万元）",
            "自开工累计完成投资（万元）",
            "责任单位",
        ],
        [1, "智慧物流园", "云栖区", 52000, 9000, 31000, "市商务局"],
        [2, "城东水厂", "望江县", 18000, 4100, 4600, "市水务集团"],
    ]
    found = lines(tmp_path / "a.xlsx", {"2024年5月": Sheet(rows)})
    assert [(line[1], line[4], line[6]) for line in found if line[0].endswith("3")] == [
        ("智慧物流园投资", 9000.0, "ytd"),
        ("智慧物流园投资", 31000.0, "total"),
    ]


def test_what_is_hidden_or_struck_out_is_no_figure(tmp_path: Path) -> None:
    rows = [
        ["青禾市2024年5月造林进度"],
        ["县区", "累计完成（亩）", "累计完成（亩）"],
        ["云栖区", 1, 120],
        ["望江县", 2, 80],
        ["望江县", 3, 85],
    ]
    sheet = Sheet(rows, hidden_columns=["B"], struck=["A4", "C4"])
    found = lines(tmp_path / "a.xlsx", {"S": sheet, "旧": Sheet(rows, state="hidden")})
    assert [(line[0], line[2], line[4]) for line in found] == [
        ("S!C3", "云栖区", 120.0),
        ("S!C5", "望江县", 85.0),
    ]


@pytest.mark.parametrize(
    ("code", "raw", "value", "unit"),
    [
        ("0.0%", 0.553, 55.3, "%"),
        ('0.0"%"', 55.3, 55.3, "%"),
        ("0!.0,", 31528400, 3152.84, "万元"),
        ('0.00,,"百万元"', 7700000, 7.7, "百万元"),
        ("#,##0.00", 1234.5, 1234.5, "万元"),
    ],
)
def test_a_figure_is_what_its_format_shows(
    tmp_path: Path, code: str, raw: float, value: float, unit: str
) -> None:
    rows = [["青禾市2024年6月支出"], ["单位：万元"], ["指标", "累计"], ["债券支出", raw]]
    found = lines(tmp_path / "a.xlsx", {"S": Sheet(rows, formats={"B4": code})})
    assert [(line[4], line[5]) for line in found] == [(value, unit)]


def test_old_workbooks_and_open_documents(tmp_path: Path) -> None:
    rows = [
        ["望江县2023年11月外贸情况"],
        ["单位：万美元"],
        ["指标", "11月", "1-11月", "累计同比"],
        ["进出口总额", 320.5, 4100.2, 6.6],
        ["旧行", 1, 2, 3],
    ]
    old = lines_of(read(write_xls(tmp_path / "a.xls", {"S": Sheet(rows, hidden_rows=[5])})))
    new = lines_of(read(write_ods(tmp_path / "a.ods", {"S": Sheet(rows, hidden_rows=[5])})))
    assert old == new
    assert [(line[1], line[4], line[5], line[6]) for line in old] == [
        ("进出口总额", 320.5, "万美元", "period"),
        ("进出口总额", 4100.2, "万美元", "ytd"),
        ("进出口总额增长", 6.6, "%", "ytd"),
    ]


def test_a_damaged_part_of_an_open_document_is_refused_and_not_read_up_to_the_damage(tmp_path: Path) -> None:
    rows = [["指标", "11月"], ["进出口总额", 320.5], ["出口总额", 120.5]]
    whole = write_ods(tmp_path / "a.ods", {"S": Sheet(rows)})
    damaged = tmp_path / "b.ods"
    with ZipFile(whole) as archive, ZipFile(damaged, "w") as made:
        for name in archive.namelist():
            made.writestr(name, archive.read(name).replace("出口总额</text:p>".encode(), b"</text:q>"))
    with pytest.raises(RejectedFile, match="no workbook"):
        read(damaged)


def test_what_the_form_leaves_open_is_asked_with_its_cells(tmp_path: Path) -> None:
    rows = [["青禾市2024年5月快递业务"], ["指标", "单位", "数值"], ["快递业务量", "万件", 980]]
    understood = read(write_xlsx(tmp_path / "a.xlsx", {"S": Sheet(rows)}))
    (question,) = understood.readings[0].questions
    assert (question.about, question.places, question.values) == ("accumulation", ("S!C3",), ("980",))
    answered = read(tmp_path / "a.xlsx", answers={understood.readings[0].shape: {"accumulation": "period"}})
    assert [line[6] for line in lines_of(answered)] == ["period"]


@pytest.mark.parametrize("text", ["约3.2万", "未统计", "#REF!", "900余", "80-90"])
def test_words_in_place_of_a_figure_are_refused_by_cell(tmp_path: Path, text: str) -> None:
    rows = [["青禾市2024年5月造林"], ["县区", "累计完成（亩）"], ["云栖区", 120], ["望江县", text]]
    understood = read(write_xlsx(tmp_path / "a.xlsx", {"S": Sheet(rows)}))
    (refused,) = understood.readings[0].refused
    assert (understood.readings[0].table.grid.place(refused.row, refused.column), refused.text) == (
        "S!B4",
        text,
    )


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [("１，２３４．５", 1234.5, "亩"), ("8.2万", 8.2, "万亩"), ("102亩", 102.0, "亩")],
)
def test_figures_written_out_are_read(tmp_path: Path, text: str, value: float, unit: str) -> None:
    rows = [["青禾市2024年5月造林"], ["县区", "累计完成（亩）"], ["云栖区", 120], ["望江县", text]]
    found = lines(tmp_path / "a.xlsx", {"S": Sheet(rows)})
    assert found[1][4:6] == (value, unit)


def test_a_misspelt_place_is_refused_with_the_one_that_is_meant(tmp_path: Path) -> None:
    rows = [
        ["青禾市2024年5月造林"],
        ["县区", "累计完成（亩）"],
        ["云栖区", 120],
        ["云晒区", 80],
        ["江东区", 7],
        ["江西区", 8],
    ]
    understood = read(write_xlsx(tmp_path / "a.xlsx", {"S": Sheet(rows)}), places={"云栖区"})
    assert [(f.text, f.reason) for f in understood.readings[0].refused] == [
        ("80", "There is no region 云晒区; 云栖区 may be meant.")
    ]


def test_a_line_of_several_units_gives_each_row_the_one_that_fits(tmp_path: Path) -> None:
    rows = [
        ["青禾市2024年1-5月重点项目建设情况"],
        ["单位：亿元、个"],
        ["指标", "年计划", "累计完成"],
        ["重点项目完成投资", 560, 199],
        ["新开工重点项目", 320, 235],
    ]
    assert lines(tmp_path / "a.xlsx", {"S": Sheet(rows)}) == [
        ("S!C4", "重点项目完成投资", "青禾市", "2024年1-5月", 199.0, "亿元", "ytd"),
        ("S!C5", "新开工重点项目", "青禾市", "2024年1-5月", 235.0, "个", "ytd"),
    ]


def test_brackets_that_say_how_figures_add_up_are_no_part_of_the_name(tmp_path: Path) -> None:
    rows = [
        ["青禾市2024年环境质量"],
        ["指标", "单位", "1月", "2月"],
        ["空气质量优良天数比率（累计）", "%", 88.1, 90.2],
    ]
    assert [line[1] for line in lines(tmp_path / "a.xlsx", {"S": Sheet(rows)})] == [
        "空气质量优良天数比率"
    ] * 2
