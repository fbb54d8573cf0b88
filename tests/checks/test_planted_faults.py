"""One fault of each kind in otherwise clean monthly workbooks is flagged at its cell; the clean ones are not flagged."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from targets.actuals.imports import import_files
from targets.checks.series import check_series
from targets.settings import Settings
from targets.store.flags import WARNING
from targets.store.run import Run
from targets.store.warehouse import open_warehouse
from tests.checks.planted import MONTH, YEAR, Cells, Plant, running, write_departments, write_history

Send = Callable[[dict[str, Plant]], set[str]]


def _import(home: Path, files: list[Path], number: int) -> set[str]:
    """Take files in and check them; where figures are flagged and held, or refused as no count."""
    run = Run(f"run-{number}", date(2025, 7, 1), datetime(2025, 7, 1, 0, number))
    with open_warehouse(home) as con:
        summary = import_files(con, home, files, run, Settings())
        assert {r.reason for r in summary.rejections} <= {"A count cannot be negative."}
        assert summary.questions == ()
        flags = (*summary.flags, *check_series(con, run))
        held = {
            (s, e) for s, e in con.execute("SELECT series_id, period_end FROM held_observations").fetchall()
        }
    assert {(f.series_id, f.period_end) for f in flags if f.severity == WARNING} == held
    refused = {f"{Path(r.file).name}:{r.place}" for r in summary.rejections}
    return {f.source for f in flags if f.severity == WARNING} | refused


@pytest.fixture(scope="session")
def clean_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with three clean years and the clean months of this one."""
    folder = tmp_path_factory.mktemp("clean")
    files = [write_history(folder / "历年.csv")]
    for month in range(1, MONTH):
        files += write_departments(folder / "送", YEAR, month)
    assert _import(folder / "home", files, 0) == set(), "nothing clean is flagged"
    return folder / "home"


@pytest.fixture
def send(clean_home: Path, tmp_path: Path) -> Send:
    """Send this month's workbooks with faults planted; the places that are flagged, without the file's date."""
    home = tmp_path / "home"
    shutil.copytree(clean_home, home)

    def send_in(plants: dict[str, Plant]) -> set[str]:
        flagged = _import(home, write_departments(tmp_path / "送", YEAR, MONTH, plants), 1)
        return {place.replace(f"{YEAR}年{MONTH}月报表.xlsx:报表!", " ") for place in flagged}

    return send_in


def changed(**cells: float | str) -> Plant:
    """Write these values into cells."""
    return lambda sheet: sheet.update(cells)


def times(factor: float, *places: str) -> Plant:
    """Multiply cells."""

    def plant(sheet: Cells) -> None:
        for place in places:
            sheet[place] = round(float(sheet[place]) * factor, 6)

    return plant


def test_a_clean_month_is_not_flagged(send: Send) -> None:
    assert send({}) == set()


@pytest.mark.parametrize("factor", [1e4, 1e-4, 1e8, 1e-8, 100.0, 0.01, 10.0, 0.1])
def test_a_figure_many_times_its_neighbours(send: Send, factor: float) -> None:
    plants = {"工信局": times(factor, "C3"), "人社局": times(factor, "C5"), "交通局": times(factor, "C4")}
    assert send(plants) >= {"工信局 C3", "人社局 C5", "交通局 C4"}


def test_the_same_amount_three_times(clean_home: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(clean_home, home)
    files = []
    for month in range(MONTH, MONTH + 3):
        plants = {"交通局": changed(C3=880.4, C4=255.5, C5=101.7)}
        files += write_departments(tmp_path / "送", YEAR, month, plants)
    flagged = _import(home, files, 1)
    assert flagged >= {f"交通局{YEAR}年{MONTH + 2}月报表.xlsx:报表!C{row}" for row in (3, 4, 5)}


def test_a_share_above_100(send: Send) -> None:
    assert send({"卫健委": changed(C3=193.8, C4=101.2, C5=120.5)}) == {"卫健委 C3", "卫健委 C4", "卫健委 C5"}


def test_a_negative_amount(send: Send) -> None:
    assert send({"交通局": changed(C3=-812.4, C4=-30.0), "工信局": changed(C4=-44.0)}) >= {
        *("交通局 C3", "交通局 C4", "工信局 C4")
    }


@pytest.mark.parametrize("year", [YEAR - 1, YEAR + 1])
def test_a_year_off_by_one(send: Send, year: int) -> None:
    titles = {
        "工信局": f"青禾市{year}年{MONTH}月主要工业产品产量",
        "卫健委": f"青禾市{year}年{MONTH}月末公共服务水平",
        "交通局": f"青禾市{year}年{MONTH}月运输邮电情况",
    }
    flagged = send({name: changed(A1=title) for name, title in titles.items()})
    assert flagged >= {"工信局 C3", "工信局 D5", "交通局 C3", "交通局 C5", "卫健委 C3", "卫健委 C5"}


@pytest.mark.parametrize("place", ["C7", "C3", "C6"])
def test_a_total_that_is_not_the_sum_of_its_parts(send: Send, place: str) -> None:
    assert send({"人社局": times(1.06, place)}) >= {"人社局 C7"}


@pytest.mark.parametrize("row", [3, 4, 5])
def test_a_running_total_that_does_not_follow_from_its_months(send: Send, row: int) -> None:
    assert send({"工信局": times(1.25, f"C{row}")}) >= {f"工信局 D{row}"}


@pytest.mark.parametrize("row", [3, 4, 5])
def test_a_plan_of_the_year_fulfilled_threefold_before_its_middle(send: Send, row: int) -> None:
    def plant(sheet: Cells) -> None:
        sheet[f"B{row}"] = round(float(sheet[f"C{row}"]) / 3.6)
        sheet[f"D{row}"] = 360.0

    assert send({"人社局": plant}) == {f"人社局 C{row}"}


def test_another_unit_than_so_far(send: Send) -> None:
    plants = {"交通局": changed(B3="万元", B5="万公里"), "工信局": changed(B4="万立方米")}
    assert send(plants) == {"交通局 C3", "交通局 C5", "工信局 C4", "工信局 D4"}


def test_another_accumulation_than_so_far(send: Send) -> None:
    assert send({"交通局": changed(C2="累计数")}) == {"交通局 C3", "交通局 C4", "交通局 C5"}


@pytest.mark.parametrize("share", [0.4, 0.7, 0.9])
def test_a_running_total_that_falls(send: Send, share: float) -> None:
    def plant(sheet: Cells) -> None:
        sheet["C4"] = round(running(330, YEAR, MONTH - 1, 1) * share)

    assert "人社局 C4" in send({"人社局": plant})


@pytest.mark.parametrize("factor", [0.55, 1.7, 2.6])
def test_growth_beyond_what_is_usual(send: Send, factor: float) -> None:
    assert send({"交通局": times(factor, "C3", "C4", "C5")}) == {"交通局 C3", "交通局 C4", "交通局 C5"}


def test_two_files_that_disagree(clean_home: Path, tmp_path: Path) -> None:
    home = tmp_path / "two"
    shutil.copytree(clean_home, home)
    files = write_departments(tmp_path / "甲", YEAR, MONTH)
    again = write_departments(
        tmp_path / "乙",
        YEAR,
        MONTH,
        {"工信局": times(1.01, "C3"), "人社局": times(1.002, "C4"), "卫健委": changed(C5=90.1)},
    )
    again = [path.rename(path.with_stem(f"{path.stem}（报市政府）")) for path in again]
    flagged = _import(home, [*files, *again], 1)
    month = f"{YEAR}年{MONTH}月报表"
    assert flagged >= {
        f"{name}{month}{which}.xlsx:报表!{cell}"
        for name, cell in (("工信局", "C3"), ("人社局", "C4"), ("卫健委", "C5"))
        for which in ("", "（报市政府）")
    }
