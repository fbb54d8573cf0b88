"""Figures that are doubtful along their series are flagged at their cell and held back until a person confirms them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest

from targets.actuals.confirmations import confirm, waiting_figures
from targets.actuals.history import find_series
from targets.actuals.imports import import_files
from targets.checks.series import check_series
from targets.settings import Settings
from targets.store.decisions import BadDecision, Person
from targets.store.flags import Flag
from targets.store.run import Run
from targets.store.warehouse import open_warehouse

Take = Callable[..., tuple[Flag, ...]]


@pytest.fixture
def con(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A fresh warehouse."""
    with open_warehouse(tmp_path / "home") as connection:
        yield connection


@pytest.fixture
def take(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> Take:
    """Import one month's rows (name, value, unit, accumulation) of one place as a file, and check; the flags of both."""
    months = iter(range(1, 1000))

    def take_in(period: str, *rows: tuple[str, float, str, str], place: str = "青禾市") -> tuple[Flag, ...]:
        number = next(months)
        path = tmp_path / f"{number}.csv"
        lines = [f"{name},{place},{period},{value!r},{unit},{kind}" for name, value, unit, kind in rows]
        path.write_text("\n".join(["指标,地区,期间,数值,单位,口径", *lines]), encoding="utf-8")
        run = Run(f"run-{number}", date(2026, 1, 1), datetime(2026, 1, 1, 0, 0, number % 60))
        summary = import_files(con, tmp_path / "home", [path], run, Settings())
        return (*summary.flags, *check_series(con, run))

    return take_in


def checks(flags: tuple[Flag, ...]) -> set[tuple[str, str]]:
    """Of each flag its check and the end of its period."""
    return {(flag.check, str(flag.period_end)) for flag in flags}


def test_a_falling_running_total(con: duckdb.DuckDBPyConnection, take: Take) -> None:
    for month, value in enumerate((100.0, 210.0, 330.0), start=1):
        assert take(f"2025-{month:02}", ("栽植行道树", value, "株", "累计")) == ()
    assert checks(take("2025-04", ("栽植行道树", 290.0, "株", "累计"))) == {
        ("running_total_rises", "2025-04-30")
    }
    assert con.execute("SELECT count(*) FROM observations").fetchall() == [(3,)]
    assert [figure.value for figure in waiting_figures(con)] == [290.0]


def test_a_running_total_starts_anew_each_january(take: Take) -> None:
    assert take("2024-12", ("栽植行道树", 900.0, "株", "累计")) == ()
    assert take("2025-01", ("栽植行道树", 50.0, "株", "累计")) == ()


@pytest.mark.parametrize("factor", [1e4, 1e-4, 1e8, 100.0])
def test_a_figure_in_another_unit_than_its_neighbours(take: Take, factor: float) -> None:
    for month in range(1, 4):
        assert take(f"2025-{month:02}", ("技改投资", 310.0 + 7 * month, "万元", "当月")) == ()
    flags = take("2025-04", ("技改投资", 342.0 * factor, "万元", "当月"))
    assert checks(flags) == {("not_ten_thousand_times", "2025-04-30")}


def test_the_same_amount_three_times(take: Take) -> None:
    assert take("2025-01", ("快递量", 1234.0, "件", "当月")) == ()
    assert take("2025-02", ("快递量", 1234.0, "件", "当月")) == ()
    assert ("not_thrice_the_same", "2025-03-31") in checks(take("2025-03", ("快递量", 1234.0, "件", "当月")))


def test_a_level_may_stay_the_same(take: Take) -> None:
    for month in range(1, 5):
        assert take(f"2025-{month:02}", ("公园数", 1234.0, "个", "时点")) == ()


def test_a_share_above_100(take: Take) -> None:
    assert checks(take("2025-04", ("自来水普及率", 195.6, "%", ""))) == {("share_within_100", "2025-04-30")}
    assert take("2025-04", ("年度投资完成率", 135.0, "%", "")) == ()


def test_a_negative_amount(take: Take) -> None:
    assert checks(take("2025-04", ("新建绿道", -3.0, "公里", "累计"))) == {
        ("amount_not_negative", "2025-04-30")
    }
    assert take("2025-04", ("工业企业利润", -3.0, "亿元", "累计")) == ()


def test_a_running_total_against_its_months(take: Take) -> None:
    take("2025-01", ("改造厕所", 30.0, "座", "当月"), ("改造厕所", 30.0, "座", "累计"))
    assert take("2025-02", ("改造厕所", 40.0, "座", "当月"), ("改造厕所", 70.0, "座", "累计")) == ()
    flags = take("2025-03", ("改造厕所", 20.0, "座", "当月"), ("改造厕所", 120.0, "座", "累计"))
    assert checks(flags) == {("months_add_up", "2025-03-31")}


def test_a_year_off_by_one(take: Take) -> None:
    for month in range(1, 5):
        take(f"2025-{month:02}", ("新建绿道", 10.0 * month, "公里", "累计"))
    assert ("year_as_expected", "2024-05-31") in checks(take("2024-05", ("新建绿道", 50.0, "公里", "累计")))


def test_another_unit_or_accumulation_than_so_far(take: Take) -> None:
    for month in range(1, 4):
        take(f"2025-{month:02}", ("利用外资", 10.0 * month, "万美元", "累计"))
    assert checks(take("2025-04", ("利用外资", 41.0, "万元", "累计"))) == {("unit_as_before", "2025-04-30")}


def test_growth_beyond_the_series_own(take: Take, con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    path = tmp_path / "years.csv"
    rows = [
        f"客运量,青禾市,{year}-{month:02},{round((100 + 8 * month) * 1.05 ** (year - 2020) * (1 + 0.01 * ((month * year) % 5)), 3)},万人次,当月"
        for year in range(2020, 2025)
        for month in range(1, 13)
    ]
    path.write_text("\n".join(["指标,地区,期间,数值,单位,口径", *rows]), encoding="utf-8")
    run = Run("years", date(2026, 1, 1), datetime(2026, 1, 1))
    import_files(con, tmp_path / "home", [path], run, Settings())
    assert check_series(con, run) == ()
    assert checks(take("2025-01", ("客运量", 260.0, "万人次", "当月"))) == {("growth_is_usual", "2025-01-31")}


def test_a_person_confirms_and_the_figure_counts(con: duckdb.DuckDBPyConnection, take: Take) -> None:
    for month, value in enumerate((100.0, 210.0, 190.0), start=1):
        take(f"2025-{month:02}", ("栽植行道树", value, "株", "累计"))
    by = Person("李四", datetime(2026, 1, 2), "核减重复统计")
    confirm(con, find_series(con, "栽植行道树"), "2025-03", True, by, "r")
    assert waiting_figures(con) == []
    assert con.execute("SELECT max(period_end) FROM observations").fetchall() == [(date(2025, 3, 31),)]
    assert take("2025-04", ("栽植行道树", 260.0, "株", "累计")) == ()
    with pytest.raises(BadDecision, match="no figure waits"):
        confirm(con, find_series(con, "栽植行道树"), "2025-03", True, by, "r")


def test_a_doubt_writes_large_figures_in_full(take: Take) -> None:
    for month, value in enumerate((1_300_000_000.0, 2_710_000_000.0), start=1):
        take(f"2025-{month:02}", ("利用外资", value, "元", "累计"))
    (flag, *_) = take("2025-03", ("利用外资", 1_900_000_000.0, "元", "累计"))
    assert "2,710,000,000" in flag.zh
    assert "e+" not in flag.zh + flag.en


def test_a_figure_said_to_be_wrong_stays_out(con: duckdb.DuckDBPyConnection, take: Take) -> None:
    for month, value in enumerate((100.0, 210.0, 190.0), start=1):
        take(f"2025-{month:02}", ("栽植行道树", value, "株", "累计"))
    by = Person("李四", datetime(2026, 1, 2), None)
    confirm(con, find_series(con, "栽植行道树"), "2025-03", False, by, "r")
    assert waiting_figures(con) == []
    take("2025-04", ("栽植行道树", 300.0, "株", "累计"))
    assert (190.0,) not in con.execute("SELECT value FROM observations").fetchall()


def test_a_revised_figure_waits_no_more(con: duckdb.DuckDBPyConnection, take: Take) -> None:
    for month, value in enumerate((100.0, 210.0, 190.0), start=1):
        take(f"2025-{month:02}", ("栽植行道树", value, "株", "累计"))
    assert take("2025-03", ("栽植行道树", 290.0, "株", "累计")) == ()
    assert waiting_figures(con) == []
