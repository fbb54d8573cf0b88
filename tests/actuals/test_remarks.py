"""What departments write beside their figures is kept with the goal, whatever the layout; none is passed over."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import openpyxl
import pytest

from targets.actuals.links import propose_links
from targets.settings import Settings
from tests.actuals.conftest import Import
from tests.harness.loading import load_document
from tests.store.samples import RUN, document, mention, target


@pytest.fixture
def goal(con: duckdb.DuckDBPyConnection) -> str:
    """The short number of the one goal."""
    of = document("今年改造2万户。")
    stated = mention(of, "2万户")
    load_document(con, of, "h", [stated], [target(of, stated)], extractor="v1", run=RUN, settings=Settings())
    return str(con.execute("SELECT handle FROM targets").fetchall()[0][0])


def said(con: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    propose_links(con, RUN, Settings())
    return con.execute(
        "SELECT period_end, cause, measures, promised_on, who, source FROM goal_explanations ORDER BY explanation_id"
    ).fetchall()


def book(path: Path, *rows: tuple[object, ...]) -> Path:
    made = openpyxl.Workbook()
    made.worksheets[0].title = "六月"
    for row in rows:
        made.worksheets[0].append(row)
    made.save(path)
    return path


TIDY = ("目标编号", "指标", "期间", "数值", "单位", "口径", "滞后原因", "下一步措施", "承诺时限")


def test_a_template_that_comes_back(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path, goal: str
) -> None:
    row = (goal, "老旧小区改造", "2022-06", 0.4, "万户", "累计", "征迁慢", "增派专班", "2022-08-31")
    summary = take(book(tmp_path / "住建局.xlsx", TIDY, row))
    assert (summary.loaded, summary.rejections) == (1, ())
    told = (date(2022, 6, 30), "征迁慢", "增派专班", date(2022, 8, 31), "住建局.xlsx", "六月!2")
    assert said(con) == [told]


def test_a_cause_without_a_figure_is_the_goals(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path, goal: str
) -> None:
    row = (goal, "老旧小区改造", "2022-06", None, "万户", "累计", "数据未出", None, None)
    assert take(book(tmp_path / "f.xlsx", TIDY, row)).rejections == ()
    assert [line[:3] for line in said(con)] == [(date(2022, 6, 30), "数据未出", None)]


def test_a_departments_own_form(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path, goal: str
) -> None:
    assert goal
    path = book(
        tmp_path / "form.xlsx",
        ("南湖市2022年6月重点任务进展表",),
        ("序号", "指标", "计量单位", "全年目标", "1-6月累计完成", "存在的主要问题", "下步打算"),
        (1, "老旧小区改造", "户", 20000, 4000, "征迁慢", "增派专班"),
        (2, "新建幼儿园", "所", 12, 3, "无", "—"),
    )
    take(path)
    assert [line[:3] for line in said(con)] == [(date(2022, 6, 30), "征迁慢", "增派专班")]


def test_csv_says_it_too(con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path, goal: str) -> None:
    path = tmp_path / "f.csv"
    path.write_text(
        f"目标编号,期间,数值,单位,口径,滞后原因\n{goal},2022-05,3000,户,累计,征迁慢\n", encoding="utf-8"
    )
    take(path)
    assert [line[:2] for line in said(con)] == [(date(2022, 5, 31), "征迁慢")]


def test_a_remark_of_no_goal_is_named_with_its_place(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path, goal: str
) -> None:
    assert goal
    row = (None, "老旧小区改造", "2022-06", None, "万户", "累计", "数据未出", None, None)
    (refused,) = take(book(tmp_path / "f.xlsx", TIDY, row)).rejections
    assert (refused.place, refused.value) == ("六月!2", "数据未出")
    assert "目标编号" in refused.advice
    assert said(con) == []


def test_a_file_that_comes_again_says_nothing_twice(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path, goal: str
) -> None:
    row = [goal, "老旧小区改造", "2022-06", 0.4, "万户", "累计", "征迁慢", "增派专班", None]
    take(book(tmp_path / "f.xlsx", TIDY, tuple(row)))
    row[3] = 0.45
    take(book(tmp_path / "f.xlsx", TIDY, tuple(row)))
    assert len(said(con)) == 1
