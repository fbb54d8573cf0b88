"""The invented city's year, judged by hand from its documents and workbooks, against what `duban demo` makes of it."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import docx
import duckdb
import openpyxl
import pytest

from targets.status import Status
from tests.flows.conftest import DATA, Duban
from tests.harness.city import CITY, COUNTIES, TABLE, write

CITY_REGIONS = ("青岚市", "望汀区", "柳岸区", "石鹤县", "鹿鸣县", "白榆县")

BY_HAND = {
    "met": """
        新开工亿元以上项目数 25个 03-31
        市级重点项目开工率 70% 03-31
        完成早稻播种面积 42万亩 04-30
        春风行动吸纳就业人次 1.5万人次 04-30
    """,
    "met_late": """
        完成高标准农田春季建设面积 6万亩 03-31
    """,
    "missed": """
        规模以上工业增加值增速 9% 03-31
        城区新增公共停车泊位数 2000个 04-30
    """,
    "away": """
        每千人口拥有3岁以下婴幼儿托位数 2.8个 12-31
        3岁以下婴幼儿托位每千人口 2.8个 12-31
    """,
    "lagging": """
        规模以上工业增加值增速 8.5% 12-31
        数字化车间建成数 12个 12-31
        新增省级“专精特新”中小企业数 20家 12-31
        高新技术企业数 360家 12-31
        新增养老床位 1500张 12-31
        护理型床位占比 55% 12-31
        新增公办幼儿园学位 4500个 08-31
        城镇老旧小区改造户数 1.2万户 11-30
        望汀区城镇老旧小区改造 4000户 12-31
        柳岸区城镇老旧小区改造 3000户 12-31
        石鹤县城镇老旧小区改造 2000户 12-31
        鹿鸣县城镇老旧小区改造 1800户 12-31
        白榆县城镇老旧小区改造 1200户 12-31
    """,
    "at_risk": """
        地区生产总值增速 7.5% 12-31
        社会消费品零售总额增速 8% 12-31
        建成5G基站数 1200个 12-31
        PM2.5年均浓度 33微克/立方米 12-31
        保障性租赁住房基本建成套数 1800套 10-31
        农村公路新改建里程 350公里 11-30
        新增城区公共停车泊位 6000个 12-31
    """,
    "on_track": """
        智能工厂建成数 3个 12-31
        固定资产投资增速 9% 12-31
        一般公共预算收入增速 6% 12-31
        外贸进出口总额增速 12% 12-31
        外贸进出口总额增速 15% 12-31
        城镇新增就业 5万人 12-31
        城镇调查失业率 5.5% 12-31
        居民消费价格涨幅 3% 12-31
        实施市级重点项目完成年度投资 420亿元 12-31
        地方政府专项债券金额 60亿元 12-31
        发行的债券资金支出率 100% 10-31
        新开工亿元以上项目数 45个 06-30
        新开工亿元以上项目数 80个 12-31
        净增规模以上工业企业数 50家 12-31
        完成规上工业企业数字化诊断数 200家 12-31
        新建5G基站数 400个 06-30
        引进投资5亿元以上产业项目数 24个 12-31
        培育限上商贸企业数 60家 12-31
        空气质量优良天数比率 88% 12-31
        零就业家庭数 0户 12-31
        12345热线按时办结率 98% 12-31
        政务服务事项网上可办率 98% 06-30
        老旧小区改造项目开工率 90% 05-31
        高标准农田新建面积 18万亩 12-31
        望汀区新建高标准农田 2万亩 12-31
        柳岸区新建高标准农田 3万亩 12-31
        石鹤县新建高标准农田 5万亩 12-31
        鹿鸣县新建高标准农田 4.5万亩 12-31
        白榆县新建高标准农田 3.5万亩 12-31
    """,
    "stale": """
        排查出的地质灾害隐患点整改完成率 60% 06-30
    """,
    "not_started": """
        新增省级“专精特新”中小企业数 25家 12-31
        新增省级“专精特新”中小企业数 30家 12-31
    """,
    "not_assessable": """
        单位地区生产总值能耗降幅 3% 12-31
        实施市级重点项目数 186个 12-31
        全社会研发投入占地区生产总值比重 2.1% 12-31
        全市地表水环境质量全省位次 3位 12-31
        生猪存栏 62万头 12-31
        “一网通办”事项办理时限降幅 50% 12-31
        推出“一件事”集成服务数 30项 06-30
        农村饮水安全问题销号率 100% 04-30
        全市规模以上工业总产值 1500亿元 12-31
        全市规模以上工业总产值增长倍数 2倍 12-31
        战略性新兴产业增加值占规模以上工业增加值比重 32% 12-31
        规模以上工业企业营业收入年均增长率 12% 12-31
        年营业收入超100亿元企业数 3家 12-31
        “小巨人”企业数 8家 12-31
        建设智能工厂数 12个 12-31
        建设数字化车间数 40个 12-31
        三年新建标准厂房面积 120万平方米 12-31
        三年新建标准厂房面积 35万平方米 12-31
        引进急需紧缺人才人数 1500名 12-31
        急需紧缺人才引进人数 450名 12-31
        制造业中长期贷款余额 210亿元 12-31
    """,
}
"""How each goal of the city stands on 31 May 2022, worked out from its documents and workbooks by docs/methods.md."""


@pytest.mark.slow
def test_the_city_is_judged_as_by_hand(duban: Duban, tmp_path: Path) -> None:
    home = tmp_path / "home"
    told = duban("demo", "--home", home, "--data", DATA).stdout
    assert "in quarantine" not in told
    assert f"Open {home / 'site' / 'index.html'}" in told
    rows = _goals(home)
    assert {row["status"] for row in rows} == {str(status) for status in Status}
    found = defaultdict(set)
    for row in rows:
        found[row["status"]].add(_called(row))
    wanted = {
        status: {line.strip() for line in lines.split("\n") if line.strip()}
        for status, lines in BY_HAND.items()
    }
    assert dict(found) == wanted
    assert 60 <= len(rows) <= 90 and len({row["lead"] for row in rows if row["lead"]}) >= 12

    by_name = {_called(row): row for row in rows}
    extended = by_name["新建5G基站数 400个 06-30"]
    assert (str(extended["extended_from"]), extended["extended_by"]) == (
        "2022-04-30",
        "督查室 沈一禾（示意）",
    )
    assert [name for name, row in by_name.items() if row["waits_for_check"]] == [
        "鹿鸣县新建高标准农田 4.5万亩 12-31"
    ]
    assert {row["lead"] for row in rows if row["report_overdue"]} >= {"市民政局", "市自然资源局"}
    assert by_name["完成高标准农田春季建设面积 6万亩 03-31"]["days_late"] == 30
    renewal = by_name["城镇老旧小区改造户数 1.2万户 11-30"]
    assert (renewal["responsible"], str(renewal["promised_on"])) == ("江望", "2022-07-31")
    assert str(by_name["新增公办幼儿园学位 4500个 08-31"]["promised_on"]) == "2022-08-31"
    notices = json.loads(
        duban("notice", "list", "--home", home, "--format", "json", "--as-of", "2022-05-31").stdout
    )
    assert {(n["number"], n["unit"], n["state"]) for n in notices} == {
        ("2022-1", "市住建局", "已反馈、待复核"),
        ("2022-2", "市民政局", "逾期未反馈"),
    }

    watched = json.loads(duban("watched", "list", "--home", home, "--format", "json").stdout)
    assert {row["indicator"] for row in watched} == {"惠企资金累计兑现金额", "惠企资金兑现企业数"}
    assert len(watched) == 2 * (1 + len(COUNTIES))
    assert all(row["figures"] for row in watched)

    before, pages = _stored(home), _pages(home)
    again = duban("demo", "--home", home, "--data", DATA).stdout
    assert "0 new figures" in again and "0 new or changed" in again
    assert (_stored(home), _pages(home)) == (before, pages)


@pytest.mark.slow
def test_the_city_that_is_not_there_is_told(duban: Duban, tmp_path: Path) -> None:
    assert "name its folder by --data" in duban("demo", "--home", tmp_path, "--data", tmp_path, code=2).stderr


def test_the_files_of_the_city_are_those_that_are_written(tmp_path: Path) -> None:
    write(tmp_path)
    books = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*.xlsx"))
    assert books == sorted(path.relative_to(CITY) for path in CITY.rglob("*.xlsx"))
    assert all(_cells(tmp_path / book) == _cells(CITY / book) for book in books), (
        "python -m tests.harness.city"
    )
    assert _words(tmp_path / TABLE) == _words(CITY / TABLE), "python -m tests.harness.city"


def test_every_text_of_the_city_says_that_it_is_invented() -> None:
    for path in (CITY / "documents").iterdir():
        if path.suffix in (".txt", ".md"):
            assert "（示意）" in path.read_text(encoding="utf-8").split("\n")[0]
    assert "（示意）" in _words(CITY / TABLE)[0]
    for path in CITY.rglob("*.xlsx"):
        assert "示意" in str(_cells(path)[0][0]) and "示意数据" in str(_cells(path)[1][0])


def _goals(home: Path) -> list[dict[str, Any]]:
    marks = ", ".join("?" * len(CITY_REGIONS))
    with duckdb.connect(home / "warehouse.duckdb", read_only=True) as con:
        found = con.execute(
            "SELECT t.indicator, t.region, t.value, t.unit, t.due, t.owners[1] AS lead, t.extended_from, t.extended_by, "
            "p.status, p.waits_for_check, p.report_overdue, p.days_late, e.promised_on, e.responsible "
            "FROM current_targets t JOIN progress p USING (target_id) "
            "LEFT JOIN (FROM goal_explanations QUALIFY row_number() OVER (PARTITION BY target_id "
            "ORDER BY explanation_id DESC) = 1) e USING (target_id) "
            f"WHERE t.region IN ({marks})",
            CITY_REGIONS,
        )
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _called(goal: dict[str, Any]) -> str:
    """A goal as `BY_HAND` names it: place of a county, indicator, number in the document's unit, day."""
    place = "" if goal["region"] == "青岚市" else goal["region"]
    value, scale = goal["value"], ""
    for size, word in ((1e8, "亿"), (1e4, "万")):
        if value >= size and word + goal["unit"] in (
            "亿元",
            "万亩",
            "万户",
            "万人",
            "万人次",
            "万头",
            "万平方米",
        ):
            value, scale = value / size, word
            break
    return f"{place}{goal['indicator']} {value:g}{scale}{goal['unit']} {goal['due']:%m-%d}"


def _stored(home: Path) -> dict[str, int]:
    tables = ("documents", "targets", "series", "observations", "links", "decisions", "explanations", "notices", "notice_steps", "alerts", "progress_history")  # fmt: skip
    with duckdb.connect(home / "warehouse.duckdb", read_only=True) as con:
        return {table: con.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0] for table in tables}


def _pages(home: Path) -> set[str]:
    return {str(path.relative_to(home)) for path in (home / "site").rglob("*.html")}


def _cells(path: Path) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True))


def _words(path: Path) -> list[str]:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells
