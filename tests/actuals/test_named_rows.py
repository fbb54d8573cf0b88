"""Rows that name a goal are of that goal, whatever other goals' rows are called."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb

from targets.actuals.links import propose_links
from targets.extraction.mention import Change
from targets.settings import Settings
from tests.actuals.conftest import Import
from tests.actuals.test_links import load_goal
from tests.store.samples import RUN

HEAD = "target_id,indicator,region,period,value,unit,cumulative"


def load_pair(con: duckdb.DuckDBPyConnection) -> tuple[str, str]:
    """Two goals of one plan whose rows will be called alike."""
    return load_goal(con, "甲片区改造户数"), load_goal(con, "乙片区改造户数")


def rows(path: Path, *lines: str) -> Path:
    """A table of rows (goal, name, period, value), of the same region and unit."""
    cells = [line.split() for line in lines]
    path.write_text("\n".join([HEAD, *(f"{g},{n},南湖市,{p},{v},户,是" for g, n, p, v in cells)]))
    return path


def figures(con: duckdb.DuckDBPyConnection, goal: str) -> list[tuple[date, float]]:
    """What the goal is judged by, after linking."""
    propose_links(con, RUN, Settings())
    return con.execute(
        "SELECT period_end, value FROM current_links JOIN observations USING (series_id) "
        "WHERE target_id = ? AND state = 'accepted' ORDER BY ALL",
        [goal],
    ).fetchall()


MAY, JUNE = date(2022, 5, 31), date(2022, 6, 30)


def test_in_one_file(con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path) -> None:
    one, other = load_pair(con)
    table = rows(tmp_path / "a.csv", f"{one} 改造户数 2022-05 10", f"{other} 改造户数 2022-05 20")
    assert take(table).rejections == ()
    assert (figures(con, one), figures(con, other)) == ([(MAY, 10.0)], [(MAY, 20.0)])


def test_in_files_of_their_own(con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path) -> None:
    one, other = load_pair(con)
    take(rows(tmp_path / "a.csv", f"{one} 改造户数 2022-05 10"))
    take(rows(tmp_path / "b.csv", f"{other} 改造户数 2022-05 20"))
    assert (figures(con, one), figures(con, other)) == ([(MAY, 10.0)], [(MAY, 20.0)])


def test_month_after_month_each_goes_on_with_its_own(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path
) -> None:
    one, other = load_pair(con)
    take(rows(tmp_path / "5.csv", f"{one} 改造户数 2022-05 10", f"{other} 改造户数 2022-05 20"))
    take(rows(tmp_path / "6.csv", f"{one} 改造户数 2022-06 11"))
    take(rows(tmp_path / "7.csv", f"{other} 改造户数 2022-06 21"))
    assert figures(con, one) == [(MAY, 10.0), (JUNE, 11.0)]
    assert figures(con, other) == [(MAY, 20.0), (JUNE, 21.0)]


def test_a_milestone_and_its_end_may_both_be_reported(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path
) -> None:
    half = load_goal(con, "改造户数", due=JUNE)
    full = load_goal(con, "改造户数", due=date(2022, 12, 31))
    table = rows(tmp_path / "a.csv", f"{half} 改造户数 2022-05 10", f"{full} 改造户数 2022-05 10")
    assert take(table).rejections == ()
    assert figures(con, half) == figures(con, full) == [(MAY, 10.0)]


def test_a_name_alone_finds_no_series_of_another_goals_rows(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path
) -> None:
    one, other = load_pair(con)
    third = load_goal(con, "改造户数")
    take(rows(tmp_path / "a.csv", f"{one} 改造户数 2022-05 10", f"{other} 改造户数 2022-05 20"))
    assert figures(con, third) == []


def test_a_goal_that_is_alone_keeps_the_history_that_was_told_without_its_number(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path
) -> None:
    goal = load_goal(con, "改造户数")
    (tmp_path / "a.csv").write_text(f"{HEAD}\n,改造户数,南湖市,2021-12,50,户,是")
    take(tmp_path / "a.csv")
    take(rows(tmp_path / "b.csv", f"{goal} 改造户数 2022-05 10"))
    assert figures(con, goal) == [(date(2021, 12, 31), 50.0), (MAY, 10.0)]


def test_a_change_in_per_cent_may_be_reported_as_the_quantity_itself(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path
) -> None:
    goal = load_goal(con, "碳排放总量", unit="%", change=Change.DOWN, value=18.0)
    table = tmp_path / "a.csv"
    table.write_text(f"target_id,indicator,region,period,value,unit\n{goal},碳排放总量,南湖市,2021,900,万吨")
    assert take(table).rejections == ()
    propose_links(con, RUN, Settings())
    assert con.execute(
        "SELECT s.unit, s.change, l.state, l.factor FROM current_links l JOIN series s USING (series_id)"
    ).fetchall() == [("吨", None, "accepted", 1.0)]
