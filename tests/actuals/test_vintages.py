"""Corrections are kept beside what they correct; the current view does not depend on the order of imports."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from targets.actuals.history import UnknownSeries, find_series, history
from targets.actuals.imports import import_files
from targets.settings import Settings
from targets.store.warehouse import open_warehouse
from tests.actuals.conftest import Import
from tests.store.samples import RUN

HEAD = "indicator,region,period,value,unit,cumulative,recorded_at"


def table(path: Path, *rows: str) -> Path:
    """A file of these rows."""
    path.write_text("\n".join([HEAD, *rows]))
    return path


def known(con: duckdb.DuckDBPyConnection, as_of: date) -> list[Any]:
    """The current view of observations on a day, without what says which run brought them."""
    return con.execute(
        "SELECT s.* EXCLUDE (run_id), o.* EXCLUDE (run_id, series_id) "
        "FROM observations_as_of(?) o JOIN series s USING (series_id) ORDER BY ALL",
        [as_of],
    ).fetchall()


def values(con: duckdb.DuckDBPyConnection, as_of: date) -> list[float]:
    """The current values on a day, by period."""
    rows = con.execute("SELECT value FROM observations_as_of(?) ORDER BY period_end", [as_of]).fetchall()
    return [value for (value,) in rows]


def test_a_correction_is_a_vintage_and_as_of_sees_what_was_recorded_by_then(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path
) -> None:
    take(table(tmp_path / "may.csv", "改造户数,南湖市,2022-05,12000,户,是,2022-06-10"))
    take(table(tmp_path / "june.csv", "改造户数,南湖市,2022-05,11500,户,是,2022-07-10"))
    assert values(con, date(2022, 6, 9)) == []
    assert values(con, date(2022, 6, 10)) == [12000.0]
    assert values(con, date(2022, 7, 9)) == [12000.0]
    assert values(con, date(2022, 7, 10)) == [11500.0]
    (first, second) = history(con, find_series(con, "改造户数").series_id)
    assert (first.value, first.before, second.value, second.before) == (12000.0, None, 11500.0, 12000.0)
    assert not second.conflicting


def test_a_figure_without_a_date_of_record_is_recorded_when_it_comes_in(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path
) -> None:
    take(
        table(
            tmp_path / "a.csv", "改造户数,南湖市,2022-05,12000,户,是,", "改造户数,南湖市,2022-09,15000,户,是,"
        )
    )
    assert con.execute("SELECT recorded_at FROM observations ORDER BY period_end").fetchall() == [
        (RUN.now,),
        (datetime(2022, 9, 30),),  # nobody knew it before its period had ended
    ]


def test_a_moment_of_another_time_zone_is_recorded_in_ours(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path
) -> None:
    take(table(tmp_path / "a.csv", "改造户数,南湖市,2022-05,12000,户,是,2022-06-10T20:00:00+00:00"))
    assert con.execute("SELECT recorded_at FROM observations").fetchall() == [(datetime(2022, 6, 11, 4),)]


def test_the_same_file_again_adds_nothing_under_any_name(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path
) -> None:
    row = "改造户数,南湖市,2022-05,12000,户,是,"
    assert take(table(tmp_path / "a.csv", row)).loaded == 1
    later = replace(RUN, now=datetime(2022, 7, 5))
    summary = take(tmp_path / "a.csv", table(tmp_path / "b.csv", row), run=later)
    assert (summary.files, summary.loaded, len(summary.unchanged)) == ((), 0, 2)
    assert con.execute("SELECT count(*) FROM observations").fetchall() == [(1,)]


def test_two_files_that_disagree_on_a_day_are_kept_and_flagged_until_settled(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path
) -> None:
    take(table(tmp_path / "a.csv", "改造户数,南湖市,2022-05,12000,户,是,2022-06-10 09:00"))
    take(table(tmp_path / "b.csv", "改造户数,南湖市,2022-05,11500,户,是,2022-06-10 15:00"))
    assert con.execute("SELECT figures FROM observation_conflicts").fetchall() == [([11500.0, 12000.0],)]
    assert values(con, date(2022, 6, 10)) == [11500.0], "the later recorded wins"
    series = find_series(con, "改造户数").series_id
    assert [v.conflicting for v in history(con, series)] == [True, True]
    take(table(tmp_path / "c.csv", "改造户数,南湖市,2022-05,12000,户,是,2022-06-20"))
    assert con.execute("FROM observation_conflicts").fetchall() == []
    assert values(con, date(2022, 6, 20)) == [12000.0]


def test_a_file_corrected_on_its_day_is_no_disagreement(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path
) -> None:
    take(table(tmp_path / "a.csv", "改造户数,南湖市,2022-05,1200,户,是,2022-06-10 09:00"))
    take(table(tmp_path / "a.csv", "改造户数,南湖市,2022-05,12000,户,是,2022-06-10 10:00"))
    assert con.execute("FROM observation_conflicts").fetchall() == []
    assert values(con, date(2022, 6, 10)) == [12000.0]


def test_names_units_and_cadences_of_one_quantity_share_a_series(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path
) -> None:
    take(
        table(
            tmp_path / "a.csv",
            "地区生产总值增长,南湖市,2022Q1,5.1,%,是,",
            "GDP增速,南湖市,2022H1,4.8,%,是,",
            "2022年全市GDP增速,南湖市,2022-09,5.0,%,是,",
        )
    )
    assert con.execute("SELECT indicator, cadence FROM series").fetchall() == [("GDP增速", "month")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("地区生产总值增速,南湖市,2022,5,%,,", "地区生产总值,南湖市,2022,14.2,万亿元,,"),
        ("改造户数,南湖市,2022-05,5,户,是,", "改造户数,南湖市,2022-05,5,户,否,"),
        ("改造户数,南湖市,2022-05,5,户,是,", "改造户数,东湖市,2022-05,5,户,是,"),
        ("城镇新增就业,南湖市,2022,5,人,,", "城镇就业,南湖市,2022,5,人,,"),
    ],
)
def test_different_quantities_have_series_of_their_own(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path, one: str, other: str
) -> None:
    assert take(table(tmp_path / "a.csv", one, other)).rejections == ()
    assert con.execute("SELECT count(*) FROM series").fetchall() == [(2,)]


def test_a_series_that_is_not_there_or_not_alone_is_told(
    con: duckdb.DuckDBPyConnection, take: Import, tmp_path: Path
) -> None:
    take(table(tmp_path / "a.csv", "改造户数,南湖市,2022-05,5,户,是,", "改造户数,东湖市,2022-05,5,户,是,"))
    with pytest.raises(UnknownSeries, match="no series 改造套数"):
        find_series(con, "改造套数")
    with pytest.raises(UnknownSeries, match="2 series are called 改造户数"):
        find_series(con, "改造户数")


ROWS = st.tuples(
    st.sampled_from(["改造户数", "老旧小区改造户数", "2022年改造户数"]),
    st.sampled_from(["2022-04", "2022-05", "2022Q1", "2022年1-5月累计", "2022-13"]),
    st.integers(1, 3),
    st.sampled_from(["", "2022-06-10", "2022-06-10 15:00", "2022-07-10"]),
)
# Files of equal content are one import, told by the name that came first; so they differ here.
FILES = st.lists(st.lists(ROWS, min_size=1, max_size=5), min_size=1, max_size=4, unique_by=tuple)


@settings(max_examples=15, deadline=None)
@given(files=FILES, data=st.data())
def test_any_order_and_repetition_of_imports_gives_the_same_view(
    files: list[list[tuple[str, str, int, str]]], data: st.DataObject
) -> None:
    """Each file keeps the clock it was imported by; only the order changes, and some come in again."""
    runs = [replace(RUN, now=datetime(2022, 6, 30, 12 + i)) for i in range(len(files))]
    again = data.draw(st.lists(st.sampled_from(range(len(files)))))
    order = data.draw(st.permutations([*range(len(files)), *again]))
    views = []
    with tempfile.TemporaryDirectory() as folder:
        paths = [
            table(Path(folder) / f"{i}.csv", *(f"{n},南湖市,{p},{v},户,是,{r}" for n, p, v, r in rows))
            for i, rows in enumerate(files)
        ]
        for number, sequence in enumerate([range(len(files)), order]):
            home = Path(folder) / f"home{number}"
            with open_warehouse(home) as con:
                for i in sequence:
                    import_files(con, home, [paths[i]], runs[i], Settings())
                views.append([known(con, date(2022, 6, 10)), known(con, date(2022, 12, 31))])
    assert views[0] == views[1]
