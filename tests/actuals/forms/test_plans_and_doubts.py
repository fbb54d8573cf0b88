"""Plans beside results, and what a form shows to be doubtful, with what looks so and is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from targets.actuals.forms.doubts import find_doubts
from targets.actuals.forms.plans import plans_of
from targets.actuals.forms.understand import Reading
from tests.actuals.forms.workbook import Rows, Sheet, read, write_xlsx


def reading(tmp_path: Path, rows: Rows, *merged: str) -> Reading:
    """The one table of a sheet of these rows."""
    (found,) = read(write_xlsx(tmp_path / "in" / "a.xlsx", {"S": Sheet(rows, merged)})).readings
    return found


def doubts(tmp_path: Path, rows: Rows) -> list[tuple[float | None, str]]:
    """The doubtful figures of a sheet, and by which check."""
    table = reading(tmp_path, rows)
    found = find_doubts(table.table, table.columns, table.figures, table.context.place)
    return [(doubt.figure.value, doubt.check) for doubt in found]


def test_a_plan_belongs_to_the_result_under_the_same_upper_head(tmp_path: Path) -> None:
    rows = [
        ["南湖市2024年1-5月"],
        ["县区", "造林（亩）", "", "修路（公里）", ""],
        ["", "年度计划", "累计完成", "累计完成", "年度计划"],
        ["云栖区", 70, 55, 3, 10],
    ]
    table = reading(tmp_path, rows, "A2:A3", "B2:C2", "D2:E2")
    plans = plans_of(table.table, table.columns, table.figures)
    assert [(figure.name, plan) for figure, plan in plans] == [("造林", 70), ("修路", 10)]


@pytest.mark.parametrize(("total", "doubtful"), [(121, []), (150, [150]), (0, [])])
def test_a_total_that_is_not_the_sum_of_its_parts(
    tmp_path: Path, total: float, doubtful: list[float]
) -> None:
    rows = [
        ["南湖市2024年1-5月造林（亩）"],
        ["县区", "累计"],
        ["云栖区", 55],
        ["望江县", 66],
        ["合计", total],
    ]
    assert doubts(tmp_path, rows) == [(value, "total_of_its_parts") for value in doubtful]


@pytest.mark.parametrize(
    ("odd", "doubtful"), [("2023年4月", True), ("2023年10月", False), ("2024年4月", False)]
)
def test_a_year_among_others(tmp_path: Path, odd: str, doubtful: bool) -> None:
    months = ["2024年1月", "2024年2月", "2024年3月", odd, "2024年5月"]
    rows = [
        ["南湖市造林（亩）"],
        ["月份", "当月完成"],
        *([month, 50 + at] for at, month in enumerate(months)),
    ]
    assert doubts(tmp_path, rows) == ([(53, "year_among_others")] if doubtful else [])


@pytest.mark.parametrize(
    ("plan", "done", "share", "check"),
    [
        (100, 350, 350, "plan_not_overfulfilled_early"),
        (100, 50, 90, "share_of_its_plan"),
        (0, 350, 90, None),
        ("—", 350, 90, None),
    ],
)
def test_a_result_and_its_plan(
    tmp_path: Path, plan: object, done: float, share: float, check: str | None
) -> None:
    rows = [
        ["南湖市2024年1-5月造林（亩）"],
        ["县区", "年度计划", "累计完成", "完成率（%）"],
        ["云栖区", 100, 55, 55],
        ["望江县", 200, 80, 40],
        ["河口县", plan, done, share],
    ]
    assert doubts(tmp_path, rows) == ([(done, check)] if check else [])
