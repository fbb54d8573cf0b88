"""Forms that hold the month beside the total since January, stands beside means, and heads that lean on each other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.actuals.forms.workbook import Sheet, lines_of, read, write_xlsx


def said(path: Path, rows: list[list[Any]], *merged: str) -> list[tuple[str, str, float, str]]:
    """Name, period, value and accumulation of each figure; nothing may be left to ask."""
    understood = read(write_xlsx(path, {"S": Sheet(rows, merged)}))
    assert [q.reason for r in understood.readings for q in r.questions] == []
    return [(name, period, value, kind) for _, name, _, period, value, _, kind in lines_of(understood)]


def test_a_month_beside_the_total_is_the_last_month_of_the_title(tmp_path: Path) -> None:
    rows = [
        ["沐川市2025年1-3月工程进度"],
        ["项目", "单位", "年度目标", "本月完成", "累计完成"],
        ["新改建农村公路", "公里", 350, 44, 62],
    ]
    assert said(tmp_path / "a.xlsx", rows) == [
        ("新改建农村公路", "2025-03", 44, "period"),
        ("新改建农村公路", "2025年1-3月", 62, "ytd"),
    ]


def test_january_and_february_twice_in_a_row_are_one_figure(tmp_path: Path) -> None:
    rows = [
        ["沐川市2025年1-2月工程进度"],
        ["项目", "单位", "年度目标", "1-2月", "累计完成"],
        ["新改建农村公路", "公里", 350, 18, 18],
    ]
    assert said(tmp_path / "a.xlsx", rows) == [("新改建农村公路", "2025年1-2月", 18, "ytd")]


@pytest.mark.parametrize(
    ("figures", "kind"), [((310, 295, 402, 288, 417), "period"), ((310, 605, 1007, 1295, 1712), "ytd")]
)
def test_of_months_without_a_word_those_that_fall_are_months_and_those_that_add_up_are_totals(
    tmp_path: Path, figures: tuple[float, ...], kind: str
) -> None:
    rows = [
        ["沐川市2025年快递业务"],
        ["指标", "单位", *(f"{m}月" for m in range(1, 6))],
        ["业务量", "万件", *figures],
    ]
    assert said(tmp_path / "a.xlsx", rows) == [
        ("业务量", f"2025-0{m}", figure, kind) for m, figure in enumerate(figures, 1)
    ]


@pytest.mark.parametrize(
    ("heads", "row", "figures"),
    [
        (
            ["指标", "单位", "年初数", "4月末"],
            ["高新技术企业数", "家", 312, 319],
            [("高新技术企业数", "2025-04", 319, "level")],
        ),
        (
            ["指标", "单位", "4月", "1-4月平均"],
            ["PM2.5浓度", "微克/立方米", 27, 36.8],
            [("PM2.5浓度", "2025-04", 27, "level"), ("PM2.5浓度", "2025年1-4月", 36.8, "ytd")],
        ),
    ],
)
def test_stands_and_means(tmp_path: Path, heads: list[str], row: list[Any], figures: list[Any]) -> None:
    assert said(tmp_path / "a.xlsx", [["沐川市2025年4月情况"], heads, row]) == figures


def test_heads_below_each_other_say_nothing_twice(tmp_path: Path) -> None:
    rows = [
        ["沐川市2025年4月城镇老旧小区改造进度表"],
        ["县（区）", "改造项目开工（个）", "", "零就业家庭（户）"],
        ["", "累计", "开工率%", "月末"],
        ["望汀区", 34, 80.9, 0],
    ]
    names = [name for name, *_ in said(tmp_path / "a.xlsx", rows, "A2:A3", "B2:C2")]
    assert names == ["城镇老旧小区改造项目开工", "城镇老旧小区改造项目开工率", "零就业家庭"]
