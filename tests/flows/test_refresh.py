"""The real refresh, on the sample data, on the founding documents, and on bad input."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from targets.ledger.review import ReviewAct, ReviewKind
from targets.ledger.waiting_acts import put, refused
from targets.store.decisions import Person
from targets.store.publish import latest_snapshot
from tests.flows.conftest import DATA, SHARED, Duban

pytestmark = pytest.mark.slow

STATUS_FIELDS = {
    *(
        "target_id",
        "document",
        "indicator",
        "region",
        "owners",
        "value",
        "value_high",
        "unit",
        "comparator",
        "due",
    ),
    *(
        "as_of",
        "actual",
        "actual_period_end",
        "expected",
        "gap",
        "achievement",
        "time_share",
        "progress_share",
    ),
    *("status", "projection", "quote"),
}


@pytest.fixture(scope="module")
def demo(duban: Duban, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home after the demo's refresh."""
    home = tmp_path_factory.mktemp("demo")
    duban(
        "refresh",
        "--home",
        home,
        "--documents",
        DATA / "documents",
        "--actuals",
        DATA / "actuals",
        "--as-of",
        "2022-05-31",
    )
    return home


def counts(home: Path) -> dict[str, int]:
    """Rows of each table that a second refresh must not add to."""
    tables = (
        "documents",
        "document_files",
        "mentions",
        "extracted_targets",
        "series",
        "observations",
        "links",
        "alerts",
    )
    with duckdb.connect(home / "warehouse.duckdb", read_only=True) as con:
        return {table: con.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0] for table in tables}


def test_the_demo_makes_a_site_and_verdicts_of_every_sort(demo: Path, goals) -> None:
    assert (demo / "site" / "index.html").is_file()
    rows = goals(demo)
    assert set(rows[0]) >= STATUS_FIELDS
    assert {"met", "missed", "on_track", "lagging", "not_assessable"} <= {row["status"] for row in rows}
    behind = [row for row in rows if row["status"] == "lagging"]
    assert all(row["gap"] is not None and row["achievement"] < 0.8 for row in behind)


def test_what_a_reviewer_said_while_it_read_is_judged_by_the_refresh(
    demo: Path, duban: Duban, goals, tmp_path: Path
) -> None:
    home = Path(shutil.copytree(demo, tmp_path / "home"))
    goal = next(row for row in goals(home) if row["status"] == "lagging")
    by = Person("王敏", datetime(2022, 6, 1, 9))
    put(home, ReviewAct(ReviewKind.REJECT, goal["target_id"], 0), by)
    put(home, ReviewAct(ReviewKind.ACCEPT, goal["target_id"], 0), by)
    said = duban("refresh", "--home", home, "--as-of", "2022-05-31").stdout
    assert "1 decided meanwhile" in " ".join(said.split())
    assert goal["target_id"] not in {row["target_id"] for row in goals(home)}
    (told,) = refused(home)
    assert told.act.act is ReviewKind.ACCEPT, "of two on one goal the second is kept with both versions"


def test_a_second_refresh_adds_nothing(demo: Path, duban: Duban, goals) -> None:
    before, ids = counts(demo), [row["target_id"] for row in goals(demo)]
    published = latest_snapshot(demo)
    again = duban(
        "refresh",
        "--home",
        demo,
        "--documents",
        DATA / "documents",
        "--actuals",
        DATA / "actuals",
        "--as-of",
        "2022-05-31",
    )
    assert "0 new or changed" in again.stdout and "0 files written" in again.stdout
    assert latest_snapshot(demo) == published
    assert counts(demo) == before
    assert [row["target_id"] for row in goals(demo)] == ids


def test_stages_are_timed_and_recorded(demo: Path) -> None:
    with duckdb.connect(demo / "warehouse.duckdb", read_only=True) as con:
        ((outcome, stages),) = con.execute(
            "SELECT outcome, (stages::JSON ->> '$[*].stage') FROM runs ORDER BY started_at LIMIT 1"
        ).fetchall()
    assert outcome == "complete"
    assert list(stages) == [
        "read",
        "actuals",
        "check",
        "link",
        "progress",
        "alerts",
        "publish",
        "site",
        "send",
    ]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the founding documents are not beside the project")
def test_the_founding_documents(duban: Duban, goals, tmp_path: Path) -> None:
    duban("refresh", "--documents", SHARED / "seeds", "--home", tmp_path, "--as-of", "2020-04-30")
    rows = goals(tmp_path)
    investment = [r for r in rows if r["value"] == 55 and r["unit"] == "%" and "计划投资" in r["indicator"]]
    assert [(r["due"], r["comparator"], r["owners"][:2]) for r in investment] == [
        ("2022-06-30", "ge", ["市发改委（抚州市）", "市财政局（抚州市）"])
    ]
    masks = [r for r in rows if r["value"] == 2_000_000 and "口罩" in r["indicator"]]
    assert [(r["due"], r["comparator"], r["unit"]) for r in masks] == [("2020-03-31", "ge", "个")]
    homes = [r for r in rows if r["value"] == 20_000 and "老旧小区" in r["indicator"]]
    assert [(r["due"], r["unit"]) for r in homes] == [("2020-12-31", "户")]
    assert Counter(r["target_id"] for r in rows).most_common(1)[0][1] == 1
