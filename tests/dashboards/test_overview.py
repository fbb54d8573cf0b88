"""The overview: each number is that of a list, on the site as in the app."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import duckdb
import pytest

from dashboards.live.app import make_app
from dashboards.live.grid_query import GridQuery, page
from dashboards.live.loaded_snapshot import SnapshotSource
from dashboards.live.overview import read_overview
from dashboards.live.view import view_of
from dashboards.overview import LISTS, Overview, overview_of
from dashboards.rankings import worst_first
from dashboards.site.build import build_site
from dashboards.site.snapshot_index import index_snapshot
from dashboards.snapshot import read_snapshot
from targets.store.publish import publish
from targets.store.warehouse import open_warehouse
from tests.dashboards.live.conftest import FIRST
from tests.dashboards.warehouse import make_warehouse

AS_OF = date(2022, 6, 30)
# What is laid over the goals of the fixture, by the place of a goal in the order of their ids.
LAID_OVER = """
UPDATE progress SET due = DATE '2022-07-15', status = 'on_track' WHERE target_id = $soon;
UPDATE progress SET report_overdue = true, owed_period_end = DATE '2022-05-31', owed_since = DATE '2022-06-15'
WHERE target_id = $owed;
UPDATE progress SET waits_for_check = true WHERE target_id = $doubtful;
UPDATE progress SET probability_of_miss = 0.8, status = 'on_track' WHERE target_id = $likely
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with 44 goals, one each of which is due soon, not reported, doubtful, and likely to be missed."""
    folder = tmp_path_factory.mktemp("overview")
    with duckdb.connect(str(make_warehouse(folder / "warehouse.duckdb"))) as con:
        ids = [row[0] for row in con.execute("SELECT target_id FROM progress ORDER BY target_id").fetchall()]
        named = dict(zip(("soon", "owed", "doubtful", "likely"), ids, strict=False))
        for statement in LAID_OVER.split(";"):
            con.execute(statement, {k: v for k, v in named.items() if f"${k}" in statement})
    with open_warehouse(folder) as con:
        build_site(publish(con, folder, FIRST), folder / "site")
    return folder


@pytest.fixture(scope="module")
def found(home: Path) -> Overview:
    """The overview of the site."""
    index = index_snapshot(read_snapshot(SnapshotSource(home).latest().path))
    return overview_of(
        worst_first(index.goals),
        {target_id: row["lists"] for target_id, row in index.lists.items()},
        as_of=index.as_of,
        looked_on=date(2022, 5, 31),
    )


def test_each_list_holds_what_its_name_says(home: Path, found: Overview) -> None:
    snapshot = read_snapshot(SnapshotSource(home).latest().path)
    lists = {row["target_id"]: row["lists"] for row in snapshot.goal_lists}
    before = {row["target_id"]: row["look_status"] for row in snapshot.goal_lists}
    for goal in snapshot.goals:
        own, status, due = lists[goal["target_id"]], goal["status"], goal["due"]
        chance = goal["probability_of_miss"] or 0
        was = before[goal["target_id"]]
        assert ("behind" in own) == status.is_behind
        assert ("at_risk" in own) == (
            not status.is_behind and not status.is_final and (status == "at_risk" or chance > 0.5)
        )
        assert ("due" in own) == (
            due is not None and AS_OF <= due <= date(2022, 7, 30) and not status.is_final
        )
        assert ("owed" in own, "check" in own) == (
            bool(goal["report_overdue"]),
            bool(goal["waits_for_check"]),
        )
        assert ("review" in own) == (goal["state"] == "proposed")
        assert was is not None
        if status.is_assessed and was.is_assessed:
            assert ("worse" in own, "better" in own) == (status.order < was.order, status.order > was.order)
    assert {found.sizes[name] for name in ("due", "owed", "check")} == {1}
    assert found.sizes["behind"] == found.sizes["unexplained"]


def test_site_and_app_say_the_same(home: Path, found: Overview) -> None:
    loaded = SnapshotSource(home).latest()
    with loaded.at(AS_OF) as cursor:
        assert read_overview(cursor)[0] == found


def test_each_number_leads_to_as_many_goals(home: Path, found: Overview) -> None:
    loaded = SnapshotSource(home).latest()
    with loaded.at(AS_OF) as cursor:
        for name in LISTS:
            assert page(cursor, GridQuery(view=view_of(f"?list={name}")), 0, 0).total == found.sizes[name]
        for status, count in found.counts:
            view = view_of(f"?status={status}&phase=current")
            assert page(cursor, GridQuery(view=view), 0, 0).total == count
        day = next(day for day in found.calendar if day.due)
        assert day.day == date(2022, 7, 15)
        assert page(cursor, GridQuery(view=view_of(f"?list=due&due={day.day}")), 0, 0).total == day.due


def test_a_view_that_is_none_narrows_nothing() -> None:
    for address in ("?list=nothing", "?due=2022-13-01", "?status=late", "?phase=' OR 1=1", "?x=1", "", None):
        assert view_of(address).wanted == ()
    assert view_of("?owner=市住建局&list=owed").words is not None


def test_the_app_opens_on_the_overview_and_addresses_of_goals_still_lead_to_them(home: Path) -> None:
    client = make_app(home).server.test_client()
    first = client.get("/").get_data(as_text=True)
    assert re.search(r'href="/goals\?list=behind"><b>\d+</b>', first)
    assert 'href="/site/owners.html"' in first
    assert client.get("/?goal=a-1").headers["Location"] == "/goals?goal=a-1"
    assert client.get("/edition").get_data(as_text=True) == FIRST.run_id
    assert client.get("/style/follow.js").status_code == 200
    assert client.get("/style/other.js").status_code == 404
    assert client.get("/nothing").status_code == 404


def test_before_the_first_refresh_the_overview_says_so(tmp_path: Path) -> None:
    client = make_app(tmp_path).server.test_client()
    assert "duban refresh" in client.get("/").get_data(as_text=True)
    assert client.get("/edition").get_data(as_text=True) == ""


def test_what_cannot_be_judged_is_no_zero(tmp_path: Path) -> None:
    path = make_warehouse(tmp_path / "w.duckdb", goals=6)
    with duckdb.connect(str(path)) as con:
        con.execute("UPDATE progress SET status = 'not_assessable', gap_share = NULL, actual = NULL")
    build_site(path, tmp_path / "site")
    page = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert re.search(r'list=behind"><b>—</b>', page)
    assert "目前没有落后的目标" not in page
    assert "还不能判断是否落后" in page
    assert "暂无可画的数据" not in (tmp_path / "site" / "regions.html").read_text(encoding="utf-8")


def test_a_ledger_of_goals_that_were_all_due_long_ago_is_told_like_a_current_one(tmp_path: Path) -> None:
    with duckdb.connect(str(make_warehouse(tmp_path / "warehouse.duckdb", goals=24))) as con:
        con.execute(
            "UPDATE progress SET due = DATE '2020-12-31', plan_start = DATE '2020-01-01', is_settled = true, "
            "status = CASE WHEN gap_share < 0 THEN 'missed' WHEN gap_share >= 0 THEN 'met' ELSE 'not_assessable' END"
        )
    with open_warehouse(tmp_path) as con:
        build_site(publish(con, tmp_path, FIRST), tmp_path / "site")
    loaded = SnapshotSource(tmp_path).latest()
    with loaded.at(AS_OF) as cursor:
        found, _ = read_overview(cursor)
    missed, met = found.sizes["missed"], found.sizes["met"]
    assert (found.total, found.judged, found.behind) == (24, missed + met, missed)
    assert missed > 5 and met > 5
    assert found.sizes["due"] == 0 and found.next_due is None
    assert found.owners and found.regions
    page = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert f"{missed}项落后" in page
    assert re.search(rf'list=missed"><b>{missed}</b>', page)
    assert "还没有可以评估的目标" not in page
    for kind in ("owners", "regions"):
        assert page.count(f'href="{kind}/') == len(found.owners if kind == "owners" else found.regions)
        listed = (tmp_path / "site" / f"{kind}.html").read_text(encoding="utf-8")
        assert listed.count('<figure class="chart"') == 3
