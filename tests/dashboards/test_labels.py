"""No label is cut off, lies on another or on a dot: pages with charts of 1, 3, 30 and 3,000 goals with long names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from dashboards.site.build import asset_pages
from dashboards.site.environment import goal_path, group_path, make_environment
from dashboards.site.goal_page import goal_page
from dashboards.site.groups import owner_pages, region_pages
from dashboards.site.overview import overview
from dashboards.site.snapshot_index import index_snapshot
from dashboards.snapshot import read_snapshot
from tests.dashboards.drawn import DRAWN, lasting_faults
from tests.dashboards.warehouse import make_warehouse

pytestmark = pytest.mark.browser
MADE = 60
"""Goals that are made one by one; more are copies of them in other places."""

LONG_NAMES = """
UPDATE extracted_targets SET
    indicator = '市域内' || indicator || '（含各县区和开发区）及Megaprojects-of-the-14th-plan配套工程全口径完成情况',
    region = region || '土家族苗族自治县国家级经济技术开发区管理委员会',
    owners = list_transform(owners, lambda owner: owner || '（市推进重大项目建设工作领导小组办公室）')
"""
TABLES = {
    "extracted_targets": "target_id || '-' || k AS target_id, k || indicator AS indicator, "
    "'第' || k || region AS region, list_transform(owners, lambda owner: k % 12 || owner) AS owners",
    "series": "series_id || '-' || k AS series_id",
    "observations": "series_id || '-' || k AS series_id",
    "progress": "target_id || '-' || k AS target_id, series_id || '-' || k AS series_id, gap_share + k / 50 AS gap_share, "
    "progress_share + k / 5000 AS progress_share",
    "progress_history": "target_id || '-' || k AS target_id, series_id || '-' || k AS series_id",
}


def make_pages(folder: Path, goals: int) -> list[str]:
    """Pages with charts of so many goals, under `folder`; their paths."""
    path = make_warehouse(folder / "w.duckdb", goals=min(goals, MADE))
    with duckdb.connect(str(path)) as con:
        con.execute(LONG_NAMES)
        for table, renamed in TABLES.items() if goals > MADE else ():
            con.execute(
                f"INSERT INTO {table} BY NAME SELECT * EXCLUDE (k) REPLACE ({renamed}) "
                f"FROM {table}, (SELECT range AS k FROM range(1, {goals // MADE}))"
            )
        index = index_snapshot(read_snapshot(con))
    assert len(index.goals) == goals
    env, behind = make_environment(), min(index.goals, key=lambda goal: goal["gap_share"] or 0.0)
    busiest = max(
        (goal for goal in index.goals if goal["lead"]), key=lambda goal: len(index.by_owner[goal["lead"]])
    )
    chosen = [
        "index.html",
        "owners.html",
        "regions.html",
        group_path("owners", busiest["lead"]),
        goal_path(behind["target_id"]),
    ]
    made = [
        overview(env, index),
        *owner_pages(env, index),
        *region_pages(env, index),
        goal_page(env, index, behind),
    ]
    for page in (*asset_pages(index), *(page for page in made if page.path in chosen)):
        (folder / page.path).parent.mkdir(exist_ok=True)
        (folder / page.path).write_text(page.render(), encoding="utf-8")
    return chosen


@pytest.mark.parametrize(
    ("goals", "languages"), [(1, ["zh"]), (3, ["zh"]), (30, ["zh", "en"]), (3000, ["zh"])]
)
def test_labels_of_charts_can_be_read(
    goals: int, languages: list[str], tmp_path: Path, new_context: Any
) -> None:
    found: list[str] = []
    tab = new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN").new_page()
    tab.set_default_timeout(20_000)
    for path in make_pages(tmp_path, goals):
        tab.set_viewport_size({"width": 1440, "height": 900})
        tab.goto((tmp_path / path).as_uri())
        tab.wait_for_function(DRAWN)
        for width in (1440, 768, 380):
            tab.set_viewport_size({"width": width, "height": 900})
            for language in languages:
                if tab.evaluate("document.documentElement.dataset.lang") != language:
                    tab.click("#language")
                found += [f"{path} {width} {language}: {fault}" for fault in lasting_faults(tab, looks=30)]
        if tab.evaluate("document.documentElement.dataset.lang") != "zh":
            tab.click("#language")
    assert not found, "\n".join(found)
