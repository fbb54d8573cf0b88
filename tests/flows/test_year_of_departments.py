"""A year of monthly workbooks of six departments, one of which changes its layout in July, taken in by a schedule."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import scoring
from tests.actuals.forms.workbook import Sheet, write_xlsx
from tests.flows.conftest import Duban
from tests.flows.scheduled import serving

pytestmark = pytest.mark.slow

DEPARTMENTS = ("市住建局", "市水利局", "市交通局", "市商务局", "市林业局")
PLAN = "一、重点任务\n今年全市快递量达到1亿件以上。（责任单位：市邮政局）\n"


def test_every_figure_of_the_year_is_where_it_belongs_after_two_answers(
    duban: Duban, prefect_api: str, tmp_path: Path
) -> None:
    documents, folder, home = tmp_path / "文件", tmp_path / "报表", tmp_path / "home"
    documents.mkdir()
    folder.mkdir()
    (documents / "2025年工作要点.txt").write_text(PLAN, encoding="utf-8")
    answered = []
    with serving(prefect_api, documents, folder, home) as schedule:
        for month in range(1, 13):
            for k, name in enumerate(DEPARTMENTS, start=1):
                _monthly(folder, name, month, k)
            _changing(folder, month)
            schedule.run()
            for file in sorted({notice.place.rpartition(":")[0] for notice in _asked(home)}):
                answered.append(month)
                duban("actuals", "inspect", file, "--answer", "accumulation=当月")
                schedule.run()
    assert answered == [1, 7]
    assert scoring.told(home) == []
    found = scoring.observations(home)
    for k, name in enumerate(DEPARTMENTS, start=1):
        mine = {f.period_end.month: f.value for f in found if f.indicator == f"{name[1:3]}工程"}
        assert mine == {month: _running(k, month) for month in range(1, 13)}
    parcels = [f for f in found if f.indicator == "快递量"]
    assert {f.accumulation for f in parcels} == {"period"}
    assert {f.period_end.month: f.value for f in parcels} == {m: 10000 * _parcels(m) for m in range(1, 13)}
    assert len(found) == 12 * 6


def _asked(home: Path) -> list[scoring.Notice]:
    return [notice for notice in scoring.told(home) if notice.kind == "ask"]


def _running(k: int, month: int) -> float:
    return float(sum(100 * k + 7 * m for m in range(1, month + 1)))


def _parcels(month: int) -> float:
    return 900.0 + 13 * month


def _monthly(folder: Path, name: str, month: int, k: int) -> None:
    rows = [
        [f"青禾市2025年1-{month}月重点工程进度" if month > 1 else "青禾市2025年1月重点工程进度"],
        [f"填报单位：{name}"],
        ["工程名称", "单位", "年度目标", "累计完成"],
        [f"{name[1:3]}工程", "处", 5000 * k, _running(k, month)],
    ]
    write_xlsx(folder / name / f"{month}月.xlsx", {"Sheet1": Sheet(rows)})


def _changing(folder: Path, month: int) -> None:
    """Parcels, of which nothing says whether they are the month's; from July on the rows are places."""
    title = [f"青禾市2025年{month}月快递业务"]
    if month < 7:
        rows = [title, ["指标", "单位", "数值"], ["快递量", "万件", _parcels(month)]]
    else:
        rows = [title, ["地区", "快递量（万件）"], ["全市", _parcels(month)]]
    write_xlsx(folder / "邮政" / f"2025年{month}月.xlsx", {"S": Sheet(rows)})
