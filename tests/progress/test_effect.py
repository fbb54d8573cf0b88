"""What people decide is in the published snapshot at once: its goal judged anew, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from targets.actuals.links import accept_link, last_link, propose_links, reject_link, restore_links
from targets.progress.effect import LastSaid, in_effect, take_effect
from targets.progress.refresh import refresh_progress
from targets.settings import Settings
from targets.store.decisions import Person, accept, edit, reject, undo
from targets.store.publish import latest_snapshot, open_snapshot, publish, snapshots
from targets.store.run import Run
from targets.store.warehouse import open_warehouse
from tests.dashboards.warehouse import make_warehouse

FIRST = Run("20220630T080000-cc", date(2022, 6, 30), datetime(2022, 6, 30, 8))
BY = Person("王敏", datetime(2022, 7, 1, 9))
VERDICTS = "SELECT * EXCLUDE (run_id) FROM progress WHERE target_id {} ? ORDER BY target_id"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home whose 44 goals were judged and published by a refresh."""
    make_warehouse(tmp_path / "warehouse.duckdb")
    with open_warehouse(tmp_path) as con:
        propose_links(con, FIRST, Settings())
        refresh_progress(con, FIRST, Settings())
        publish(con, tmp_path, FIRST)
    return tmp_path


def published(home: Path, query: str, *values: Any) -> list[Any]:
    with open_snapshot(home) as con:
        return con.execute(query, list(values)).fetchall()


def measured(con: duckdb.DuckDBPyConnection) -> tuple[str, float]:
    """A goal that has an actual, and that actual."""
    found = con.execute(
        "SELECT target_id, actual FROM progress WHERE actual > 0 AND status = 'lagging' ORDER BY 1"
    ).fetchall()
    return (str(found[0][0]), float(found[0][1]))


def test_a_corrected_goal_is_judged_at_once_and_no_other(home: Path) -> None:
    with open_warehouse(home) as con:
        goal, actual = measured(con)
        others = published(home, VERDICTS.format("<>"), goal)
        edit(con, goal, {"value": actual / 2}, BY)
        path = take_effect(con, home, Settings())
    assert path == latest_snapshot(home)
    ((value, status),) = published(
        home, "SELECT value, status FROM progress JOIN targets USING (target_id) WHERE target_id = ?", goal
    )
    assert (value, status) == (actual / 2, "met")
    assert published(home, VERDICTS.format("<>"), goal) == others


def test_the_next_refresh_says_the_same(home: Path) -> None:
    with open_warehouse(home) as con:
        goal, actual = measured(con)
        edit(con, goal, {"value": actual / 2, "due": "2022-09-30"}, BY)
        take_effect(con, home, Settings())
        said = published(home, VERDICTS.format("IS NOT DISTINCT FROM"), goal)
        refresh_progress(con, replace(FIRST, run_id="20220701T080000-dd"), Settings())
        assert con.execute(VERDICTS.format("IS NOT DISTINCT FROM"), [goal]).fetchall() == said


def test_what_a_refresh_has_read_and_not_published_stays_unpublished(home: Path) -> None:
    with open_warehouse(home) as con:
        goal, actual = measured(con)
        before = published(home, "SELECT count(*) FROM observations")
        con.execute("INSERT INTO observations SELECT * REPLACE (value * 9 AS value) FROM observations")
        accept(con, goal, BY)
        take_effect(con, home, Settings())
    assert published(home, "SELECT count(*) FROM observations") == before
    assert published(home, "SELECT actual FROM progress WHERE target_id = ?", goal) == [(actual,)]


def test_a_rejected_goal_leaves_and_comes_back_when_that_is_taken_back(home: Path) -> None:
    with open_warehouse(home) as con:
        goal, _ = measured(con)
        before = published(home, VERDICTS.format("IS NOT DISTINCT FROM"), goal)
        number = reject(con, goal, BY)
        take_effect(con, home, Settings())
        assert published(home, VERDICTS.format("IS NOT DISTINCT FROM"), goal) == []
        undo(con, goal, 0, BY, number)
        take_effect(con, home, Settings())
    assert published(home, VERDICTS.format("IS NOT DISTINCT FROM"), goal) == before


def test_a_series_measures_its_goal_as_soon_as_a_person_says_so(home: Path) -> None:
    series = "SELECT series_id, actual IS NOT NULL FROM progress WHERE target_id = ?"
    with open_warehouse(home) as con:
        goal, _ = measured(con)
        ((held, _),) = published(home, series, goal)
        before = last_link(con, goal)
        reject_link(con, goal, held, "王敏", BY.decided_at, "r1")
        take_effect(con, home, Settings())
        assert published(home, series, goal) == [(None, False)]
        # Found by the copy itself, which numbers its links: a correction makes it look again.
        edit(con, goal, {"indicator": "重点项目年度投资完成率"}, BY)
        take_effect(con, home, Settings())
        accept_link(con, goal, held, "王敏", BY.decided_at, "r2")
        take_effect(con, home, Settings())
        assert published(home, series, goal) == [(held, True)]
        restore_links(con, goal, before, last_link(con, goal), "王敏", BY.decided_at, "r3")
        take_effect(con, home, Settings())
        assert published(home, series, goal) == [(held, True)]
        assert in_effect(home).link == con.execute("SELECT max(link_id) FROM links").fetchall()[0][0]


def test_where_nothing_was_said_nothing_is_published(
    home: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with open_warehouse(home) as con:
        was = latest_snapshot(home)
        assert take_effect(con, home, Settings()) is None
        assert latest_snapshot(home) == was
    empty = tmp_path_factory.mktemp("empty")
    with open_warehouse(empty) as con:
        assert take_effect(con, empty, Settings()) is None
    assert in_effect(empty) == LastSaid(0, 0)


def test_other_tools_read_the_decision_as_well(home: Path) -> None:
    with open_warehouse(home) as con:
        goal, _ = measured(con)
        accept(con, goal, BY)
        path = take_effect(con, home, Settings())
        assert path is not None
        parquet = duckdb.sql(
            f"SELECT last_decision FROM '{path.with_suffix('')}/targets.parquet' WHERE target_id = '{goal}'"
        )
        assert parquet.fetchall() == con.execute("SELECT max(decision_id) FROM decisions").fetchall()
    assert len(snapshots(home)) == 2
    assert not [file for file in path.parent.iterdir() if ".part" in file.name]
