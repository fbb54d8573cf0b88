"""What files of one day disagree on waits for a person, whose decision nothing undoes but a later file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from itertools import permutations
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from flows.cli import app
from targets.actuals.conflicts import open_conflicts, settle_conflict
from targets.actuals.history import find_series, history
from targets.store.decisions import BadDecision, Person
from targets.store.warehouse import open_warehouse
from tests.actuals.conftest import Import
from tests.actuals.test_vintages import known, table, values
from tests.store.samples import RUN

MORNING = "改造户数,南湖市,2022-05,12000,户,是,2022-06-10 09:00"
NOON = "改造户数,南湖市,2022-05,11500,户,是,2022-06-10 15:00"
LIN = Person("林", datetime(2022, 6, 12, 8), "per telephone")


def settle(con: duckdb.DuckDBPyConnection, value: str, by: Person = LIN, period: str = "2022-05") -> None:
    """Keep a figure of the only series there is."""
    settle_conflict(con, find_series(con, "改造户数"), period, value, by, "settling")


@pytest.fixture
def differing(take: Import, tmp_path: Path) -> list[Path]:
    """Two files of one day that disagree, taken in."""
    files = [table(tmp_path / "a.csv", MORNING), table(tmp_path / "b.csv", NOON)]
    take(*files)
    return files


@pytest.mark.usefixtures("differing")
def test_a_conflict_names_both_figures_with_their_files_and_lines(con: duckdb.DuckDBPyConnection) -> None:
    (conflict,) = open_conflicts(con)
    assert (conflict.indicator, conflict.region, conflict.period_end) == (
        "改造户数",
        "南湖市",
        date(2022, 5, 31),
    )
    assert [(f.value, f.source) for f in conflict.figures] == [
        (12000.0, "a.csv:line 2"),
        (11500.0, "b.csv:line 2"),
    ]


@pytest.mark.usefixtures("differing")
@pytest.mark.parametrize("value", ["12000", "11,500"])
def test_the_figure_kept_counts_from_the_decision_on(con: duckdb.DuckDBPyConnection, value: str) -> None:
    settle(con, value)
    assert open_conflicts(con) == []
    assert values(con, date(2022, 6, 11)) == [11500.0], "before, the later recorded counts"
    assert values(con, date(2022, 6, 12)) == [float(value.replace(",", ""))]
    assert con.execute("SELECT who, decided_at, note FROM settlements").fetchall() == [
        ("林", datetime(2022, 6, 12, 8), "per telephone")
    ]
    last = history(con, find_series(con, "改造户数").series_id)[-1]
    assert last.source.startswith("settled by 林: ")
    assert not last.conflicting


def test_no_order_and_repetition_of_imports_undoes_a_decision(
    con: duckdb.DuckDBPyConnection, take: Import, differing: list[Path], tmp_path: Path
) -> None:
    settle(con, "12000")
    decided = known(con, date(2022, 12, 31))
    again = [*differing, table(tmp_path / "c.csv", "改造户数,南湖市,2022-05,9000,户,是,2022-06-09")]
    for order in permutations(again):
        take(*order)
        assert known(con, date(2022, 12, 31)) == decided
        assert open_conflicts(con) == []


@pytest.mark.usefixtures("differing")
def test_a_decision_on_the_day_of_the_files_settles_them_even_against_the_clock(
    con: duckdb.DuckDBPyConnection,
) -> None:
    settle(con, "12000", replace(LIN, decided_at=datetime(2022, 6, 10, 10)))
    assert open_conflicts(con) == []
    assert values(con, date(2022, 6, 10)) == [12000.0]


@pytest.mark.usefixtures("differing")
def test_a_later_file_corrects_what_was_settled_and_may_conflict_anew(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path
) -> None:
    settle(con, "12000")
    take(table(tmp_path / "c.csv", "改造户数,南湖市,2022-05,9000,户,是,2022-06-12 15:00"))
    assert [f.value for f in open_conflicts(con)[0].figures] == [12000.0, 9000.0]
    assert values(con, date(2022, 6, 12)) == [9000.0]
    settle(con, "9000", replace(LIN, who="王", decided_at=datetime(2022, 6, 13)))
    assert open_conflicts(con) == []
    take(table(tmp_path / "d.csv", "改造户数,南湖市,2022-05,9500,户,是,2022-07-10"))
    assert open_conflicts(con) == []
    assert values(con, date(2022, 7, 10)) == [9500.0]


@pytest.mark.usefixtures("differing")
@pytest.mark.parametrize(
    ("period", "value", "who", "message"),
    [
        ("2022-05", "11000", "林", "no file says 11000; they say 12,000, 11,500"),
        ("2022-05", "viele", "林", "no file says viele"),
        ("2022-06", "12000", "林", "no files differ"),
        ("2022-13", "12000", "林", "There is no month 13"),
        ("2022-05", "12000", " ", "needs the name"),
    ],
)
def test_a_decision_on_nothing_is_refused(
    con: duckdb.DuckDBPyConnection, period: str, value: str, who: str, message: str
) -> None:
    with pytest.raises(BadDecision, match=message):
        settle(con, value, replace(LIN, who=who), period)
    assert con.execute("SELECT count(*) FROM settlements").fetchall() == [(0,)]


def test_the_commands_list_and_settle(home: Path, tmp_path: Path) -> None:
    with open_warehouse(home):
        pass
    run = CliRunner().invoke
    assert "No files differ." in run(app, ["actuals", "conflicts", "--home", str(home)]).output
    files = [str(table(tmp_path / f"{name}.csv", row)) for name, row in (("a", MORNING), ("b", NOON))]
    assert run(app, ["actuals", "import", *files, "--home", str(home)]).exit_code == 3, "both figures wait"
    listed = run(app, ["actuals", "conflicts", "--home", str(home)], env={"COLUMNS": "200"}).output
    assert "12,000" in listed and "b.csv:line 2" in listed
    arguments = ["actuals", "settle", "改造户数", "2022-05", "12,000", "--home", str(home)]
    assert run(app, arguments).exit_code == 2, "nobody decides"
    assert run(app, [*arguments, "--who", "林"]).exit_code == 0
    assert run(app, [*arguments, "--who", "林"]).exit_code == 2, "settled already"
    assert "No figure is doubtful." in run(app, ["actuals", "doubtful", "--home", str(home)]).output
    with open_warehouse(home) as con:
        assert values(con, RUN.today.replace(year=2100)) == [12000.0]
