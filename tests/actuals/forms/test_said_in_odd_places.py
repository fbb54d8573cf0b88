"""Units, periods, accumulations and totals told where one would not look for them."""

from __future__ import annotations

from pathlib import Path

from tests.actuals.forms.workbook import Rows, Sheet, lines_of, read, write_xlsx


def figures(tmp_path: Path, rows: Rows, **sheet: object) -> list[tuple[str, str, str, float, str, str]]:
    """Of each figure name, place, period, value, unit and accumulation."""
    path = write_xlsx(tmp_path / "a.xlsx", {"S": Sheet(rows, **sheet)})  # type: ignore[arg-type]
    return [line[1:] for line in lines_of(read(path))]


def test_a_unit_in_the_corner_and_first_months_together(tmp_path: Path) -> None:
    rows = [
        ["沐阳市2025年零售额"],
        ["县区＼月份（万元）", "1—2月", "3月"],
        ["青田区", 8200, 4300],
        ["合计", 16600, 8650],
    ]
    found = figures(tmp_path, rows)
    assert [line[1:3] + line[4:] for line in found] == [
        ("青田区", "2025年1-2月", "万元", "ytd"),
        ("青田区", "2025-03", "万元", "period"),
        ("沐阳市", "2025年1-2月", "万元", "ytd"),
        ("沐阳市", "2025-03", "万元", "period"),
    ]


def test_an_accumulation_behind_the_name_of_a_row(tmp_path: Path) -> None:
    rows = [
        ["指标名称", "计量单位", "202501", "202502"],
        ["用电量_当月", "万千瓦时", 31, 22],
        ["用电量（累计）", "万千瓦时", 31, 53],
    ]
    found = figures(tmp_path, rows)
    assert [(line[0], line[2], line[5]) for line in found] == [
        ("用电量", "2025-01", "period"),
        ("用电量", "2025-02", "period"),
        ("用电量", "2025-01", "ytd"),
        ("用电量", "2025-02", "ytd"),
    ]


def test_the_whole_year_beside_its_quarters(tmp_path: Path) -> None:
    rows = [
        ["白河县2024年招商情况（亿元）"],
        ["指标", "第三季度", "第四季度", "全年累计"],
        ["到位资金", 11.1, 16.3, 52.0],
    ]
    found = figures(tmp_path, rows)
    assert [(line[0], line[2], line[4], line[5]) for line in found] == [
        ("到位资金", "2024Q3", "亿元", "period"),
        ("到位资金", "2024Q4", "亿元", "period"),
        ("到位资金", "2024", "亿元", "ytd"),
    ]


def test_several_units_of_which_one_is_money(tmp_path: Path) -> None:
    rows = [
        ["南岭县水利建设（2025年4月）"],
        ["单位：万元，个，%"],
        ["类别", "项目个数", "年度计划", "累计完成投资", "投资完成率"],
        ["防洪工程", 8, 12000, 4300, 35.8],
    ]
    assert [line[3:5] for line in figures(tmp_path, rows)] == [(8.0, "个"), (4300.0, "万元"), (35.8, "%")]


def test_growth_beside_this_year_and_the_last(tmp_path: Path) -> None:
    rows = [
        ["白河县文旅"],
        ["指标", "单位", "2025年1-9月", "2024年1-9月", "同比（%）"],
        ["接待游客", "万人次", 412.2, 380.1, 8.4],
    ]
    assert [(line[0], line[2], line[3]) for line in figures(tmp_path, rows)] == [
        ("接待游客", "2025年1-9月", 412.2),
        ("接待游客", "2024年1-9月", 380.1),
        ("接待游客增长", "2025年1-9月", 8.4),
    ]


def test_days_that_make_a_month_and_the_mean_of_the_city(tmp_path: Path) -> None:
    rows = [
        ["沐阳市空气质量"],
        ["监测时段：2025年8月1日—8月31日"],
        ["区域", "PM2.5平均浓度（μg/m3）", "同比（%）"],
        ["青田区", 22, -8.3],
        ["全市均值", 24, -5.9],
    ]
    assert [(line[1], line[2]) for line in figures(tmp_path, rows)] == [
        *[("青田区", "2025-08")] * 2,
        *[("沐阳市", "2025-08")] * 2,
    ]


def test_amounts_above_the_start_of_the_year_are_no_growth_rates(tmp_path: Path) -> None:
    rows = [
        ["2025年9月末云溪县存贷款"],
        ["单位：亿元、%"],
        ["项目", "余额", "比上月增减", "比年初增减", "同比增速"],
        ["各项存款", 320.5, 3.1, 22.2, 8.8],
        ["存贷比", 81.2, "", "", ""],
    ]
    assert [(line[0], line[3], line[4]) for line in figures(tmp_path, rows)] == [
        ("各项存款余额", 320.5, "亿元"),
        ("各项存款余额增长", 8.8, "%"),
        ("存贷比", 81.2, "%"),
    ]


def test_a_share_of_the_changed_budget(tmp_path: Path) -> None:
    rows = [
        ["江川市预算执行"],
        ["2025年10月", "", "", "金额：万元"],
        ["项目", "调整预算数", "1-10月完成", "为调整预算的%"],
        ["税收收入", 86000, 69000, 80.2],
    ]
    assert [(line[0], line[3], line[4]) for line in figures(tmp_path, rows)] == [
        ("税收收入", 69000.0, "万元"),
        ("税收收入预算完成率", 80.2, "%"),
    ]


def test_a_survey_form_with_its_own_dates(tmp_path: Path) -> None:
    rows = [
        ["有效期至：2026年1月"],
        ["综合机关名称：江川市统计局　2025年 6月"],
        ["指标名称", "代码", "计量单位", "本月", "1-本月"],
        ["甲", "乙", "丙", "1", "2"],
        ["原煤产量", "01", "万吨", 22.1, 130.2],
    ]
    assert [line[0:1] + line[2:4] + line[5:] for line in figures(tmp_path, rows)] == [
        ("原煤产量", "2025-06", 22.1, "period"),
        ("原煤产量", "2025-06", 130.2, "ytd"),
    ]


def test_growth_of_value_added_keeps_its_name(tmp_path: Path) -> None:
    rows = [["江川市2025年1-3月工业"], ["县区", "工业增加值增速（%）"], ["青田区", 7.2]]
    assert figures(tmp_path, rows) == [("工业增加值增长", "青田区", "2025年1-3月", 7.2, "%", "ytd")]


def test_totals_in_the_middle_are_left_out(tmp_path: Path) -> None:
    rows = [
        ["白河县2025年8月秸秆离田（亩）"],
        ["乡镇", "累计面积"],
        ["柳树镇", 12],
        ["北片小计", 12],
        ["三河乡", 7],
        ["合计", 19],
    ]
    assert [line[1] for line in figures(tmp_path, rows)] == ["柳树镇", "三河乡", "白河县"]


def test_months_of_a_rising_season_are_not_taken_for_totals(tmp_path: Path) -> None:
    rows = [
        ["江川市2025年降雨量（毫米）"],
        ["月份", "青田区", "白河县"],
        ["一月", 44, 41],
        ["二月", 60, 66],
        ["三月", 80, 88],
    ]
    path = write_xlsx(tmp_path / "a.xlsx", {"S": Sheet(rows)})
    assert [q.about for r in read(path).readings for q in r.questions] == ["accumulation"]


def test_a_figure_that_brings_its_own_scale(tmp_path: Path) -> None:
    rows = [
        ["青田区2025年5月改造"],
        ["任务", "单位", "累计完成"],
        ["旧房改造", "万户", "1.1万"],
        ["投资", "亿元", "3200万"],
    ]
    assert [line[3:5] for line in figures(tmp_path, rows)] == [(1.1, "万户"), (3200.0, "万元")]


def test_a_column_that_says_how_each_row_adds_up(tmp_path: Path) -> None:
    rows = [
        ["指标", "地区", "单位", "累计", "2024-01", "2024-02"],
        ["新开工项目数", "沐阳市", "个", "累计", 3, 8],
        ["能繁母猪存栏量", "沐阳市", "万头", "时点", 15.2, 15.3],
    ]
    found = figures(tmp_path, rows)
    assert [(line[0], line[2], line[3], line[5]) for line in found] == [
        ("新开工项目数", "2024-01", 3, "ytd"),
        ("新开工项目数", "2024-02", 8, "ytd"),
        ("能繁母猪存栏量", "2024-01", 15.2, "level"),
        ("能繁母猪存栏量", "2024-02", 15.3, "level"),
    ]
