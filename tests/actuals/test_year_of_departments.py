"""A year of monthly workbooks of several departments, one of which changes its layout in July."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from targets.actuals.forms.named import add_answers
from targets.actuals.imports import import_files
from targets.actuals.inspection import inspect
from targets.checks.series import check_series
from targets.settings import Settings
from targets.store.run import Run
from targets.store.warehouse import open_warehouse
from tests.actuals.forms.workbook import Sheet, write_xlsx

DEPARTMENTS = ("市住建局", "市水利局", "市交通局", "市商务局", "市林业局")


def test_every_figure_of_the_year_is_where_it_belongs_after_two_answers(tmp_path: Path) -> None:
    folder, home = tmp_path / "报表", tmp_path / "home"
    answers = 0
    with open_warehouse(home) as con:
        for month in range(1, 13):
            files = [_monthly(folder, name, month, k) for k, name in enumerate(DEPARTMENTS, start=1)]
            files.append(_changing(folder, month))
            run = Run(f"run-{month}", date(2026, 1, 10), datetime(2026, 1, 10, month))
            summary = import_files(con, home, files, run, Settings())
            while summary.questions:
                answers += 1
                path = Path(summary.questions[0][0])
                shape = inspect(path, run.today).tables[0].shape
                add_answers(path, "快递月报", shape, {"accumulation": "period"})
                summary = import_files(con, home, files, run, Settings())
            assert summary.rejections == ()
            assert check_series(con, run) == ()
        found = con.execute(
            "SELECT s.indicator, s.accumulation, o.period_end, o.value FROM observations o JOIN series s USING (series_id)"
        ).fetchall()
    assert answers == 2
    for k, name in enumerate(DEPARTMENTS, start=1):
        mine = sorted(
            (end.month, value) for i, kind, end, value in found if i == f"{name[1:3]}工程" and kind == "ytd"
        )
        assert mine == [(month, _running(k, month)) for month in range(1, 13)]
    parcels = sorted((end.month, value) for i, kind, end, value in found if i == "快递量")
    assert parcels == [(month, 10000.0 * _parcels(month)) for month in range(1, 13)]


def _running(k: int, month: int) -> float:
    return float(sum(100 * k + 7 * m for m in range(1, month + 1)))


def _parcels(month: int) -> float:
    return 900.0 + 13 * month


def _monthly(folder: Path, name: str, month: int, k: int) -> Path:
    rows = [
        [f"青禾市2025年1-{month}月重点工程进度" if month > 1 else "青禾市2025年1月重点工程进度"],
        [f"填报单位：{name}"],
        ["工程名称", "单位", "年度目标", "累计完成"],
        [f"{name[1:3]}工程", "处", 5000 * k, _running(k, month)],
    ]
    return write_xlsx(folder / name / f"{month}月.xlsx", {"Sheet1": Sheet(rows)})


def _changing(folder: Path, month: int) -> Path:
    """Parcels, of which nothing says whether they are the month's; from July on the rows are places."""
    title = [f"青禾市2025年{month}月快递业务"]
    if month < 7:
        rows = [title, ["指标", "单位", "数值"], ["快递量", "万件", _parcels(month)]]
    else:
        rows = [title, ["地区", "快递量（万件）"], ["全市", _parcels(month)]]
    return write_xlsx(folder / "邮政" / f"2025年{month}月.xlsx", {"S": Sheet(rows)})
