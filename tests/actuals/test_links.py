"""Which series measures which goal: what links by itself, what waits, what never links."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from targets.actuals.links import (
    BadLink,
    accept_link,
    likeness,
    propose_links,
    reject_link,
    waiting_links,
)
from targets.actuals.unlinked import unlinked_series
from targets.extraction.goals.target import target_id_of
from targets.extraction.mention import Change
from targets.settings import Settings
from tests.actuals.conftest import Import
from tests.actuals.forms.workbook import Sheet, write_xlsx
from tests.harness.loading import load_document
from tests.store.samples import RUN, document, mention, target

NOW = datetime(2022, 7, 1, 9, 0)
HEAD = "indicator,region,period,value,unit,cumulative"


def load_goal(con: duckdb.DuckDBPyConnection, indicator: str, **fields: Any) -> str:
    """Load a document with one goal; returns the goal's id."""
    text = f"{indicator}：{fields}：20000。"
    of = document(text, f"{text}.txt")
    stated = mention(of, "20000", indicator=indicator, **fields)
    load_document(con, of, "h", [stated], [target(of, stated)], extractor="v1", run=RUN, settings=Settings())
    return target_id_of(of.document_id, stated.start)


def take_series(take: Import, path: Path, *rows: str) -> None:
    """Import one figure of each series: indicator, region and unit."""
    lines = [f"{i},{r},2022-05,5,{u},是" for i, r, u in (row.split() for row in rows)]
    path.write_text("\n".join([HEAD, *lines]))
    assert take(path).rejections == ()


def links(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str]]:
    """Of each linked goal the series' name, the state and the basis."""
    return con.execute(
        "SELECT s.indicator, l.state, l.basis FROM current_links l JOIN series s USING (series_id) ORDER BY ALL"
    ).fetchall()


UP: dict[str, Any] = {"change": Change.UP, "unit": "%"}
ADDED: dict[str, Any] = {"change": Change.ADD, "unit": "人"}


@pytest.mark.parametrize(
    ("goal", "about", "series"),
    [
        ("地区生产总值", UP, "GDP增速 南湖市 %"),
        ("国内生产总值增速", UP, "全市地区生产总值增长 南湖市 %"),
        ("居民消费价格涨幅", UP, "CPI涨幅 南湖市 %"),
        ("居民消费价格", UP, "居民消费价格上涨 南湖市 %"),
        ("规模以上工业增加值", UP, "规上工业增加值增速 南湖市 %"),
        ("城镇新增就业人数", ADDED, "城镇新增就业 南湖市 万人"),
        ("新增城镇就业", {"unit": "人"}, "城镇新增就业人数 南湖市 人"),
        ("改造城市棚户区户数", {}, "城市棚户区改造户数 南湖市 户"),
        ("完成老旧小区改造", {}, "老旧小区改造 南湖市 户"),
        ("净增规上企业数", {"change": Change.UP, "unit": "家"}, "净增规上企业 南湖市 家"),
        ("高标准农田建设面积", {"unit": "亩"}, "高标准农田建设面积 南湖市 公顷"),
    ],
)
def test_the_same_quantity_links_by_itself(
    con: duckdb.DuckDBPyConnection,
    take: Import,
    tmp_path: Path,
    goal: str,
    about: dict[str, Any],
    series: str,
) -> None:
    load_goal(con, goal, **about)
    take_series(take, tmp_path / "a.csv", series)
    assert propose_links(con, RUN, Settings()).accepted == 1
    assert [(state, basis) for _, state, basis in links(con)] == [("accepted", "name")]


@pytest.mark.parametrize(
    ("goal", "about", "series"),
    [
        ("地区生产总值", UP, "地区生产总值 南湖市 亿元"),
        ("地区生产总值", {"unit": "元"}, "地区生产总值增速 南湖市 %"),
        ("地区生产总值", UP, "地区生产总值降幅 南湖市 %"),
        ("地区生产总值", UP, "地区生产总值年均增速 南湖市 %"),
        ("地区生产总值增速", UP, "人均地区生产总值增速 南湖市 %"),
        ("地区生产总值", UP, "地区生产总值增速 东湖市 %"),
        ("城镇新增就业", ADDED, "城镇就业 南湖市 人"),
        ("城镇居民人均可支配收入增速", UP, "农村居民人均可支配收入增速 南湖市 %"),
        ("接待游客", {"unit": "人"}, "接待游客 南湖市 人次"),
        ("PM2.5平均浓度", {"unit": "微克/立方米"}, "PM10平均浓度 南湖市 微克/立方米"),
        ("第一产业增加值", {"unit": "元"}, "第二产业增加值 南湖市 元"),
        ("茶园面积", {"unit": "亩"}, "林下经济面积 南湖市 亩"),
    ],
)
def test_another_quantity_is_not_even_proposed(
    con: duckdb.DuckDBPyConnection,
    take: Import,
    tmp_path: Path,
    goal: str,
    about: dict[str, Any],
    series: str,
) -> None:
    load_goal(con, goal, **about)
    take_series(take, tmp_path / "a.csv", series)
    propose_links(con, RUN, Settings())
    assert links(con) == []


def test_of_a_series_that_measures_no_goal_it_is_told_what_keeps_it_from_the_nearest(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path
) -> None:
    load_goal(con, "新增公办幼儿园学位", unit="个")
    take_series(
        take, tmp_path / "a.csv", "新增公办幼儿园学位 南湖市 个", "公办幼儿园学位 南湖市 %", "桥梁 南湖市 座"
    )
    propose_links(con, RUN, Settings())
    found, number = unlinked_series(con)
    assert number == 2
    assert [(s.indicator, [goal.differs for goal in s.nearest]) for s in found] == [
        ("公办幼儿园学位", [("unit", "measured")]),
        ("桥梁", []),
    ]


def test_what_is_alike_waits_for_a_person_who_decides_for_good(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path
) -> None:
    goal = load_goal(con, "小微企业贷款余额", unit="元")
    take_series(
        take, tmp_path / "a.csv", "小微企业信用贷款余额 南湖市 亿元", "小微企业贷款平均余额 南湖市 亿元"
    )
    propose_links(con, RUN, Settings())
    waiting = waiting_links(con)
    assert [w.target_id for w in waiting] == [goal, goal]
    assert all(0.6 <= w.score < 0.85 for w in waiting)
    assert [w.accumulation for w in waiting] == ["ytd", "ytd"]
    wrong, right = waiting
    reject_link(con, goal, wrong.series_id, "王敏", NOW, "r")
    assert [w.series_id for w in waiting_links(con)] == [right.series_id]
    accept_link(con, goal, right.series_id, "王敏", NOW, "r")
    for _ in range(2):
        propose_links(con, RUN, Settings())
        assert links(con) == [(right.series_indicator, "accepted", "person")]
    assert waiting_links(con) == []


def test_a_change_of_link_is_history(con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path) -> None:
    goal = load_goal(con, "老旧小区改造")
    take_series(take, tmp_path / "a.csv", "老旧小区改造 南湖市 户", "棚户区改造 南湖市 户")
    propose_links(con, RUN, Settings())
    other = con.execute("SELECT series_id FROM series WHERE indicator = '棚户区改造'").fetchall()[0][0]
    accept_link(con, goal, other, "王敏", NOW, "r")
    assert links(con) == [("棚户区改造", "accepted", "person")]
    said = con.execute(
        "SELECT s.indicator, l.state, l.who FROM links l JOIN series s USING (series_id) ORDER BY link_id"
    ).fetchall()
    assert said == [
        ("老旧小区改造", "accepted", "duban"),
        ("老旧小区改造", "rejected", "王敏"),
        ("棚户区改造", "accepted", "王敏"),
    ]


def test_a_series_that_ended_before_the_plan_gives_way(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path
) -> None:
    load_goal(con, "地区生产总值增速", **UP)
    path = tmp_path / "a.csv"
    path.write_text(f"{HEAD}\n生产总值增速,南湖市,2021,8.1,%,是\n")
    take(path)
    propose_links(con, RUN, Settings())
    assert links(con) == [("生产总值增速", "accepted", "name")], "as long as there is no other"
    path.write_text(f"{HEAD}\n生产总值增速,南湖市,2021,8.1,%,是\nGDP增长,南湖市,2022-03,6.6,%,是\n")
    take(path)
    propose_links(con, RUN, Settings())
    assert links(con) == [("GDP增长", "accepted", "name")]


def test_a_goal_of_means_is_measured_by_the_running_mean(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path
) -> None:
    load_goal(con, "PM2.5年均浓度", unit="微克/立方米", aggregation="mean")
    path = tmp_path / "a.csv"
    head = f"{HEAD}\nPM2.5浓度,南湖市,2022-04,27,微克/立方米,时点\n"
    path.write_text(f"{head}PM2.5平均浓度,南湖市,2022-04,36.8,微克/立方米,是\n")
    take(path)
    propose_links(con, RUN, Settings())
    assert links(con) == [("PM2.5平均浓度", "accepted", "name")]


def test_a_row_that_names_the_goal_comes_before_a_name(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path
) -> None:
    goal = load_goal(con, "老旧小区改造")
    take_series(take, tmp_path / "a.csv", "老旧小区改造 南湖市 户")
    propose_links(con, RUN, Settings())
    (tmp_path / "b.csv").write_text(f"target_id,indicator,period,value\n{goal},全口径改造,2022-05,7\n")
    take(tmp_path / "b.csv")
    propose_links(con, RUN, Settings())
    assert links(con) == [("全口径改造", "accepted", "target_id")]


def test_one_series_serves_a_milestone_and_its_end(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path
) -> None:
    load_goal(con, "年度投资完成率", unit="%", due=date(2022, 6, 30))
    load_goal(con, "年度投资完成率", unit="%", due=date(2022, 12, 31))
    take_series(take, tmp_path / "a.csv", "年度投资完成率 南湖市 %")
    assert propose_links(con, RUN, Settings()).accepted == 2


def test_linking_again_adds_nothing_and_the_order_does_not_matter(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path
) -> None:
    take_series(take, tmp_path / "a.csv", "小微企业信用贷款余额 南湖市 亿元")
    load_goal(con, "小微企业贷款余额", unit="元")
    propose_links(con, RUN, Settings())
    assert [state for _, state, _ in links(con)] == ["proposed"]
    before = con.execute("SELECT count(*) FROM links").fetchall()
    propose_links(con, RUN, Settings())
    assert con.execute("SELECT count(*) FROM links").fetchall() == before
    take_series(take, tmp_path / "b.csv", "小微企业贷款余额 南湖市 亿元")
    propose_links(con, RUN, Settings())
    assert links(con) == [("小微企业贷款余额", "accepted", "name")]
    assert waiting_links(con) == [], "what waited is withdrawn"


def test_the_threshold_of_the_settings_decides(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path
) -> None:
    load_goal(con, "小微企业贷款余额", unit="元")
    take_series(take, tmp_path / "a.csv", "小微企业信用贷款余额 南湖市 亿元")
    propose_links(con, RUN, Settings(link_threshold=0.8))
    assert [state for _, state, _ in links(con)] == ["accepted"]


def test_goals_that_say_no_region_wait(con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path) -> None:
    load_goal(con, "老旧小区改造", region=None)
    (tmp_path / "a.csv").write_text("indicator,period,value,unit\n老旧小区改造,2022-05,5,户\n")
    take(tmp_path / "a.csv")
    propose_links(con, RUN, Settings())
    assert [state for _, state, _ in links(con)] == ["proposed"]


def test_links_that_cannot_be_are_refused(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path
) -> None:
    goal = load_goal(con, "接待游客", unit="人")
    take_series(take, tmp_path / "a.csv", "接待游客 南湖市 人次")
    series = con.execute("SELECT series_id FROM series").fetchall()[0][0]
    with pytest.raises(BadLink, match="different things"):
        accept_link(con, goal, series, "王敏", NOW, "r")
    with pytest.raises(BadLink, match="no such goal"):
        accept_link(con, "none", series, "王敏", NOW, "r")
    with pytest.raises(BadLink, match="no such series"):
        reject_link(con, goal, "none", "王敏", NOW, "r")


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ("棚户区改造", "棚户区改造", 1, 1),
        ("完成棚户区改造", "棚户区改造数量", 1, 1),
        ("改造棚户区", "棚户区改造", 0.85, 0.99),
        ("新增停车位", "中心城区新增停车位", 0.6, 0.84),
        ("茶园面积", "果园面积", 0.6, 0.84),
        ("茶园面积", "贷款余额", 0, 0.1),
    ],
)
def test_likeness_means_something(one: str, other: str, low: float, high: float) -> None:
    assert low <= likeness(one, other) <= high
    assert likeness(one, other) == likeness(other, one)


def take_form(take: Import, path: Path, *rows: list[Any]) -> None:
    """Import a form with a plan beside each result."""
    title = [["南湖市2022年1-5月重点工作进度"], ["项目", "单位", "年度目标", "累计完成"]]
    write_xlsx(path, {"进度": Sheet([*title, *rows])})
    assert take(path).rejections == ()


@pytest.mark.parametrize(
    ("goal", "about", "row", "linked"),
    [
        ("新建标准厂房面积", {"unit": "平方米"}, ["标准厂房建设", "万平方米", 2, 0.8], True),
        ("招商引资实际到位资金", {"unit": "元"}, ["到位资金", "万元", 2, 0.8], True),
        (
            "新增规模以上工业企业",
            {"unit": "家", "change": Change.ADD},
            ["新增规上企业", "家", 20000, 90],
            True,
        ),
        ("新建标准厂房面积", {"unit": "平方米"}, ["标准厂房建设", "万平方米", 3, 0.8], False),
        ("新建标准厂房面积", {"unit": "平方米"}, ["植树造林", "万平方米", 2, 0.8], False),
    ],
)
def test_a_plan_equal_to_the_goal_shows_which_goal_is_meant(
    con: duckdb.DuckDBPyConnection,
    take: Import,
    tmp_path: Path,
    goal: str,
    about: dict[str, Any],
    row: list[Any],
    linked: bool,
) -> None:
    load_goal(con, goal, due=date(2022, 12, 31), **about)
    take_form(take, tmp_path / "a.xlsx", row)
    assert propose_links(con, RUN, Settings()).accepted == linked
    assert [basis for _, state, basis in links(con) if state == "accepted"] == ["plan"] * linked


def test_a_plan_that_two_goals_share_is_left_to_the_names(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path
) -> None:
    for goal in ("新建城市公园数", "新建乡村公园数"):
        load_goal(con, goal, unit="个", due=date(2022, 12, 31))
    take_form(take, tmp_path / "a.xlsx", ["公园建设", "个", 20000, 3])
    assert propose_links(con, RUN, Settings()).accepted == 0


def test_tables_that_name_no_region_are_about_that_of_all_documents(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path
) -> None:
    load_goal(con, "植树造林面积", unit="亩")
    con.execute("UPDATE documents SET region = '南湖市'")
    write_xlsx(
        tmp_path / "林业.xlsx",
        {"S": Sheet([["2022年5月造林进度"], ["项目", "单位", "累计完成"], ["植树造林", "亩", 90]])},
    )
    assert take(tmp_path / "林业.xlsx").rejections == ()
    assert con.execute("SELECT DISTINCT region FROM series").fetchall() == [("南湖市",)]


def test_a_change_from_a_base_is_proposed_the_quantity_itself(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path
) -> None:
    goal = load_goal(con, "碳排放总量", unit="%", change=Change.DOWN, quote="碳排放总量比2020年下降18%。")
    take_series(take, tmp_path / "a.csv", "碳排放总量 南湖市 万吨", "碳排放总量 东湖市 万吨")
    propose_links(con, RUN, Settings())
    ((found, state, basis),) = links(con)
    assert (found, state, basis) == ("碳排放总量", "proposed", "base")
    (waiting,) = waiting_links(con)
    accept_link(con, goal, waiting.series_id, "王敏", NOW, "run-2")
    assert [state for _, state, _ in links(con)] == ["accepted"]


def test_a_level_in_another_unit_measures_no_share(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path
) -> None:
    goal = load_goal(con, "绿地总量", unit="%")
    take_series(take, tmp_path / "a.csv", "绿地总量 南湖市 亩")
    propose_links(con, RUN, Settings())
    assert links(con) == []
    ((series,),) = con.execute("SELECT series_id FROM series").fetchall()
    with pytest.raises(BadLink, match="cannot measure"):
        accept_link(con, goal, series, "王敏", NOW, "run-2")
