"""Each figure of a goal is traced to sentence, file, decision or rules; none that the site shows lacks that."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import get_type_hints

import duckdb
import pytest
from typer.testing import CliRunner

from dashboards.rows import GoalRow
from dashboards.snapshot import read_snapshot
from flows.cli import app
from targets.store.publish import publish
from targets.store.trace import COMPUTED, GIVEN, Origin, trace
from targets.store.verify import verify_snapshot
from targets.store.warehouse import FILE_NAME, open_warehouse
from tests.dashboards.warehouse import make_warehouse
from tests.store.samples import RUN

NO_FIGURE = {"confidence", "previous_gap_share"}
"""How sure the reading is, and the figure of an earlier day, which that day's snapshot traces."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home of 12 goals, one of them corrected by a person."""
    home = tmp_path_factory.mktemp("home")
    make_warehouse(home / FILE_NAME, goals=12)
    with open_warehouse(home) as con:
        con.execute(
            "INSERT INTO decisions SELECT 1, target_id, 'value', '60', '王敏', TIMESTAMP '2022-06-01', '文件有误' "
            "FROM extracted_targets WHERE indicator = '重点建设项目年度投资完成率'"
        )
        publish(con, home, RUN)
    return home


def snapshot(home: Path) -> Path:
    return home / "published" / f"{RUN.run_id}.duckdb"


def origins(home: Path, indicator: str) -> list[Origin]:
    with duckdb.connect(snapshot(home), read_only=True) as con:
        found = con.execute("SELECT target_id FROM targets WHERE indicator = ?", [indicator]).fetchall()
        return trace(con, found[0][0])


def test_the_page_of_a_sentence_is_told_where_it_is_known(home: Path) -> None:
    with_pages, without = origins(home, "老旧小区改造户数"), origins(home, "重点建设项目年度投资完成率")
    assert re.fullmatch(r"page [123], characters \d+ to \d+", with_pages[0].place)
    assert not without[0].place.startswith("page")


def test_a_target_is_traced_to_its_sentence_and_to_who_corrected_it(home: Path) -> None:
    read, decided, *_ = origins(home, "重点建设项目年度投资完成率")
    assert (read.figure, read.origin, read.value) == ("target", "read", 55.0)
    assert read.file == "documents/yunzhou-0.txt"
    assert "重点建设项目年度投资完成率要达到55%以上" in read.words
    with duckdb.connect(snapshot(home), read_only=True) as con:
        text = con.execute("SELECT text FROM documents WHERE doc = 'yunzhou-0'").fetchall()[0][0]
    start, end = map(int, read.place.removeprefix("characters ").split(" to "))
    assert text[start:end] == "55%"
    assert (decided.origin, decided.file, decided.value, decided.words) == (
        "decided",
        "王敏",
        60.0,
        "文件有误",
    )


def test_an_actual_is_traced_to_its_rows_and_vintages(home: Path) -> None:
    recorded = [o for o in origins(home, "老旧小区改造户数") if o.origin == "recorded"]
    assert {o.place for o in recorded} == {"actuals/2022.csv line 3"}
    assert len({o.words for o in recorded}) == 6
    march = [o for o in recorded if o.words.endswith("2022-03-31")]
    assert [o.counts for o in march] == [False, True]
    assert march[0].recorded_at is not None


def test_every_figure_that_a_row_of_the_site_holds_has_an_origin(home: Path) -> None:
    floats = {name for name, kind in get_type_hints(GoalRow).items() if kind in (float, float | None)}
    assert floats - NO_FIGURE == set(COMPUTED) | set(GIVEN)
    goals = read_snapshot(snapshot(home)).goals
    assert len(goals) == 12
    with duckdb.connect(snapshot(home), read_only=True) as con:
        for goal in goals:
            traced = {origin.figure: origin.value for origin in trace(con, goal["target_id"])}
            shown = {name: goal[name] for name in floats - NO_FIGURE if goal[name] is not None}  # type: ignore[literal-required]
            assert {GIVEN.get(name, name) for name in shown} <= set(traced), goal["indicator"]
            assert all(traced[name] == value for name, value in shown.items() if name in COMPUTED)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("DELETE FROM mentions WHERE doc = 'yunzhou-1'", "goal that no sentence or person names"),
        ("DELETE FROM observations", "actual that no figure was recorded for"),
        ("UPDATE observations SET source = ''", "figure that names no source"),
        ("UPDATE progress SET rule_version = ''", "verdict that names no rules"),
        ("UPDATE progress SET actual = NULL", "figure computed from nothing"),
    ],
)
def test_a_figure_without_an_origin_is_found(home: Path, tmp_path: Path, change: str, found: str) -> None:
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(snapshot(home).read_bytes())
    unproven = ("goal that no", "goal that is not as", "actual that no", "figure ", "verdict that names")
    assert not [m for m in verify_snapshot(copy) if m.check.startswith(unproven)]
    with duckdb.connect(copy) as con:
        con.execute(change)
    assert found in {misfit.check for misfit in verify_snapshot(copy)}


def test_the_command_prints_the_origins(home: Path) -> None:
    with duckdb.connect(snapshot(home), read_only=True) as con:
        (goal,) = con.execute(
            "SELECT target_id FROM targets WHERE indicator = '老旧小区改造户数'"
        ).fetchall()[0]

    def duban(*options: str, code: int = 0) -> str:
        done = CliRunner().invoke(app, ["trace", goal, "--home", str(home), *options])
        assert done.exit_code == code, done.output
        return done.output

    rows = json.loads(duban("--format", "json", "--figure", "actual"))
    assert {row["figure"] for row in rows} == {"actual"}
    assert len(rows) == 7
    assert "19 origins" in duban()
    assert "it has" in duban("--figure", "none", code=1)
    nowhere = CliRunner().invoke(app, ["trace", goal, "--home", str(home / "none")])
    assert nowhere.exit_code == 1
