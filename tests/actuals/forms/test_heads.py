"""What a column holds, by its heads one below the other and by what stands in it; where a table begins and ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.actuals.forms.workbook import Line, Rows, Sheet, Understood, lines_of, read, write_xlsx

TITLE = ["南湖市2024年1-5月造林"]
AREAS = ["南湖市2024年1-5月造林（亩）"]


def understood(tmp_path: Path, rows: Rows, *merged: str, name: str = "a.xlsx") -> Understood:
    """How a sheet of these rows is read."""
    return read(write_xlsx(tmp_path / "in" / name, {"S": Sheet(rows, merged)}))


def figures(tmp_path: Path, rows: Rows, *merged: str) -> list[Line]:
    """The figures of a sheet of which nothing is left to ask."""
    found = understood(tmp_path, rows, *merged)
    assert [q.reason for r in found.readings for q in r.questions] == []
    return lines_of(found)


@pytest.mark.parametrize(
    ("upper", "lower", "row", "expected"),
    [
        (
            ["县区", "同比增长（%）", ""],
            ["", "工业产值", "用电量"],
            [6.1, 3.2],
            [("工业产值增长", "2024年1-5月", 6.1, "%"), ("用电量增长", "2024年1-5月", 3.2, "%")],
        ),
        (
            ["县区", "完成率（%）", ""],
            ["", "1-4月", "1-5月"],
            [40, 52],
            [("造林完成率", "2024-04", 40, "%"), ("造林完成率", "2024-05", 52, "%")],
        ),
        (
            ["县区", "2024年", ""],
            ["", "1-4月（亩）", "1-5月（亩）"],
            [100, 120],
            [("造林", "2024年1-4月", 100, "亩"), ("造林", "2024年1-5月", 120, "亩")],
        ),
        (
            ["县区", "1-5月（亩）", ""],
            ["", "2024年", "2023年"],
            [120, 90],
            [("造林", "2024年1-5月", 120, "亩"), ("造林", "2023年1-5月", 90, "亩")],
        ),
    ],
)
def test_a_head_over_several_columns_holds_for_each(
    tmp_path: Path, upper: list[str], lower: list[str], row: list[float], expected: list[object]
) -> None:
    found = figures(tmp_path, [TITLE, upper, lower, ["云栖区", *row]], "A2:A3", "B2:C2")
    assert [(name, period, value, unit) for _, name, _, period, value, unit, _ in found] == expected


@pytest.mark.parametrize(
    ("heads", "rows", "role", "why"),
    [
        (["指标", "责任单位"], [["造林", "云栖区"], ["造林", "望江县"]], "region", "its cells name places"),
        (["任务", "单位"], [["造林", "云栖区"], ["造林", "望江县"]], "region", "its cells name places"),
        (["任务", "单位"], [["造林", "市林业局"], ["退耕", "市水务局"]], "owner", "its cells name offices"),
        (
            ["县区", "区划代码"],
            [["云栖区", 990101], ["望江县", 990102]],
            "note",
            "numbers under a head of words",
        ),
        (["任务名称", "工程"], [["造林", "生态"], ["退耕", "生态"]], "note", "words beside the indicator"),
        (
            ["任务名称", "工程"],
            [["造林", "生态"], ["造林", "民生"]],
            "category",
            "words beside the indicator",
        ),
    ],
)
def test_a_column_of_words_is_what_its_cells_say(
    tmp_path: Path, heads: list[str], rows: list[list[str]], role: str, why: str
) -> None:
    lines = [[*row, 10 + at] for at, row in enumerate(rows)]
    (reading,) = understood(tmp_path, [AREAS, [*heads, "累计完成"], *lines]).readings
    assert (reading.columns[2].role, reading.columns[2].why) == (role, why)
    assert [figure.value for figure in reading.figures] == [10, 11]


def test_numbers_without_a_head_before_the_first_head_count_the_rows(tmp_path: Path) -> None:
    found = figures(tmp_path, [AREAS, ["", "县区", "累计完成"], [1, "云栖区", 55], [2, "望江县", 66]])
    assert [line[4] for line in found] == [55, 66]


@pytest.mark.parametrize(
    ("head", "cells", "values", "refused"),
    [
        ("累计完成", ["待核", "待核", 80], [80], ["待核", "待核"]),
        ("5月累计", ["待报", "待报", "待报"], [], ["待报"] * 3),
        ("完成率", ["已完成", "已完成", "60%"], [60], []),
    ],
)
def test_words_in_a_column_of_figures_are_no_figures(
    tmp_path: Path, head: str, cells: list[object], values: list[float], refused: list[str]
) -> None:
    rows = [["云栖区", 1], ["望江县", 2], ["河口县", 3]]
    lines = [[*row, cell] for row, cell in zip(rows, cells, strict=True)]
    (reading,) = understood(
        tmp_path, [TITLE, ["县区", "当月（亩）", f"{head}（亩）" if refused else head], *lines]
    ).readings
    assert [figure.value for figure in reading.figures if figure.column == 3] == values
    assert [figure.text for figure in reading.refused] == refused


@pytest.mark.parametrize(
    ("category", "name", "place", "expected"),
    [
        ("旧房改造", "投资", "南湖市", "旧房改造投资"),
        ("公路", "新建里程", "南湖市", "新建里程"),
        ("云栖区", "新建里程", "云栖区", "新建里程"),
    ],
)
def test_a_category_names_what_is_vague_or_the_place(
    tmp_path: Path, category: str, name: str, place: str, expected: str
) -> None:
    rows = [
        ["南湖市2024年1-5月实事"],
        ["类别", "任务名称", "单位", "累计完成"],
        [category, name, "万元", 12],
        ["教育", "新建学校", "所", 3],
        ["卫生", "新建医院", "所", 2],
    ]
    assert figures(tmp_path, rows)[0][1:3] == (expected, place)


@pytest.mark.parametrize(
    ("label", "name", "unit"),
    [
        ("工业投资（含技改，万元）", "工业投资(含技改)", "万元"),
        ("水利投资，亿元", "水利投资", "亿元"),
        ("造林1-5月（2024年）", "造林", "亩"),
        ("合计", None, ""),
    ],
)
def test_unit_and_period_in_the_name_of_a_row(
    tmp_path: Path, label: str, name: str | None, unit: str
) -> None:
    found = figures(tmp_path, [AREAS, ["项目", "累计完成"], ["云水林场", 55], [label, 66]])
    assert [line[1:2] + line[3:6] for line in found[1:]] == (
        [(name, "2024年1-5月", 66, unit)] if name else []
    )


def test_a_growth_of_a_rate_is_in_points(tmp_path: Path) -> None:
    heads = ["指标", "单位", "累计", "同比增减（百分点）"]
    found = figures(tmp_path, [["南湖市2024年1-5月工业"], heads, ["产销率", "%", 98.1, 0.3]])
    assert [(line[1], line[4], line[5]) for line in found] == [
        ("产销率", 98.1, "%"),
        ("产销率同比增减", 0.3, "百分点"),
    ]


def test_the_whole_and_its_own_part_across(tmp_path: Path) -> None:
    rows = [["南湖市2024年1-5月投资（万元）"], ["指标", "全市", "市本级", "云栖区"], ["水利投资", 55, 12, 3]]
    assert [line[2] for line in figures(tmp_path, rows)] == ["南湖市", "南湖市本级", "云栖区"]


def test_a_place_is_named_without_the_city_it_lies_in(tmp_path: Path) -> None:
    assert figures(tmp_path, [AREAS, ["县区", "累计"], ["南湖市云栖区", 55]])[0][2] == "云栖区"


def test_sections_with_units_of_their_own(tmp_path: Path) -> None:
    rows = [
        ["南湖市2024年1-5月"],
        ["指标", "累计"],
        ["交通（单位：公里）"],
        ["高速公路", 55],
        ["林业（单位：亩）"],
        ["造林", 66],
    ]
    assert [(line[1], line[5]) for line in figures(tmp_path, rows)] == [("高速公路", "公里"), ("造林", "亩")]


def test_a_subtotal_among_regions_is_left_out(tmp_path: Path) -> None:
    rows = [AREAS, ["县区", "累计完成"], ["云栖区", 55], ["小计", 55], ["望江县", 66]]
    (reading,) = understood(tmp_path, rows).readings
    assert [figure.value for figure in reading.figures] == [55, 66]
    assert reading.left_out == [("S!B4", "a total of other rows")]


@pytest.mark.parametrize(
    "below",
    [["", "（亩）", "（公里）"], ["（亩）", "（亩）", "（公里）"], ["", "累计（亩）", "累计（公里）"]],
)
def test_units_in_a_row_below_the_heads(tmp_path: Path, below: list[str]) -> None:
    rows = [["南湖市2024年1-5月"], ["县区", "造林", "修路"], below, ["云栖区", 55, 3]]
    found = figures(tmp_path, rows)
    assert [(line[1], line[4], line[5]) for line in found] == [("造林", 55, "亩"), ("修路", 3, "公里")]


@pytest.mark.parametrize(
    "between",
    [
        [["县区", "年度计划", "累计完成"]],
        [["甲", 1, 2]],
        [[], ["南部山区"]],
    ],
)
def test_heads_again_numbers_of_columns_and_sections_are_no_rows_of_figures(
    tmp_path: Path, between: Rows
) -> None:
    heads = ["县区", "年度计划", "累计完成"]
    rows = [AREAS, heads, *between, ["云栖区", 70, 55], *between, ["望江县", 80, 66]]
    assert [line[2:5:2] for line in figures(tmp_path, rows)] == [("云栖区", 55), ("望江县", 66)]


def test_plan_and_result_under_one_merged_head(tmp_path: Path) -> None:
    rows = [TITLE, ["县区", "造林（亩）", "", "备注"], ["", "计划", "完成", ""], ["云栖区", 70, 55, "无"]]
    found = figures(tmp_path, rows, "B2:C2")
    assert [(line[0], line[1], line[4]) for line in found] == [("S!C4", "造林", 55)]


def test_a_ledger_of_words_is_no_table_and_an_empty_sheet_is_not_named(tmp_path: Path) -> None:
    ledger = [["南湖市2024年5月督办台账"], ["序号", "任务", "单位"], *[["一", "造林", "林业局"]] * 15]
    path = write_xlsx(tmp_path / "a.xlsx", {"台账": Sheet(ledger), "空": Sheet([])})
    assert (read(path).readings, read(path).notes) == ((), ("台账",))


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ((0.55, 0.8, 1.0), [55, 80, 100]),
        ((55, 80, 100), [55, 80, 100]),
        ((0.8, 3.5, 12), [0.8, 3.5, 12]),
    ],
)
@pytest.mark.parametrize("head", ["完成率", "绿化覆盖率"])
def test_shares_as_decimals_under_a_head_without_a_unit_are_per_cent(
    tmp_path: Path, head: str, cells: tuple[float, ...], told: list[float]
) -> None:
    rows = [[place, cell] for place, cell in zip(("云栖区", "望江县", "河口县"), cells, strict=True)]
    found = figures(tmp_path, [["南湖市2024年5月末造林"], ["县区", head], *rows])
    assert [(line[4], line[5]) for line in found] == [(value, "%") for value in told]


def test_a_share_below_one_per_cent_under_a_head_that_says_so_stays(tmp_path: Path) -> None:
    rows = [["南湖市2024年1月造林"], ["县区", "完成率（%）"], ["云栖区", 0.55], ["望江县", 0.8]]
    assert [line[4] for line in figures(tmp_path, rows)] == [0.55, 0.8]
