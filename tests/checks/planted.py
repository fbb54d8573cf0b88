"""Monthly workbooks of three invented departments, clean for years, into which tests plant one fault each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tests.actuals.forms.workbook import Sheet, write_xlsx

FIRST_YEAR, YEAR, MONTH = 2022, 2025, 5
"""Years before YEAR are whole; of YEAR the months before MONTH are in, and MONTH is the file that is sent."""

PLACES = ("云栖区", "望江县", "河口县", "石桥县")
Cells = dict[str, float | str]
Plant = Callable[[Cells], None]

_SEASON = (0.82, 0.71, 1.05, 0.98, 1.02, 1.08, 0.99, 1.01, 1.06, 1.1, 1.07, 1.11)
_PRODUCTS = (("发电量", "万千瓦时", 5200.0), ("水泥产量", "万吨", 41.0), ("汽车产量", "辆", 2310.0))
_JOBS = {"云栖区": 520, "望江县": 330, "河口县": 270, "石桥县": 150}
_SHARES = (("自来水普及率", 91.2), ("村卫生室覆盖率", 94.6), ("水质达标率", 88.3))
_SINGLE = (("快递业务量", "万件", 812.0), ("货运量", "万吨", 233.0), ("客运量", "万人次", 96.0))


def of_month(base: float, year: int, month: int, salt: int) -> float:
    """The figure of a month: a season, a growth and a little of its own."""
    own = 1 + 0.012 * ((year * 5 + month * 3 + salt * 5 + year * month % 5) % 7 - 3) / 3
    value = base * _SEASON[month - 1] * 1.04 ** (year - FIRST_YEAR) * own
    return round(value, 1) if base < 1000 else float(round(value))


def running(base: float, year: int, month: int, salt: int) -> float:
    """The running total since January."""
    return round(sum(of_month(base, year, m, salt) for m in range(1, month + 1)), 1)


def write_departments(
    folder: Path, year: int, month: int, plants: Mapping[str, Plant] | None = None
) -> list[Path]:
    """The month's four workbooks. A plant changes the cells of a department's sheet by their addresses."""
    files = []
    for name, sheet in _sheets(year, month):
        cells = {
            f"{chr(65 + c)}{r + 1}": value
            for r, row in enumerate(sheet)
            for c, value in enumerate(row)
            if value != ""
        }
        if plants and name in plants:
            plants[name](cells)
        rows = [[cells.get(f"{chr(65 + c)}{r + 1}", "") for c in range(8)] for r in range(len(sheet))]
        files.append(write_xlsx(folder / name / f"{name}{year}年{month}月报表.xlsx", {"报表": Sheet(rows)}))
    return files


def _sheets(year: int, month: int) -> Iterator[tuple[str, list[list[float | str]]]]:
    until = f"{year}年1-{month}月" if month > 1 else f"{year}年1月"
    yield (
        "工信局",
        [
            [f"青禾市{year}年{month}月主要工业产品产量"],
            ["产品名称", "计量单位", "本月", "本月止累计"],
            *(
                [name, unit, of_month(base, year, month, i), running(base, year, month, i)]
                for i, (name, unit, base) in enumerate(_PRODUCTS)
            ),
        ],
    )
    parts = [running(base, year, month, i) for i, base in enumerate(_JOBS.values())]
    plans = [float(13 * base) for base in _JOBS.values()]
    yield (
        "人社局",
        [
            [f"青禾市{until}城镇新增就业进展"],
            ["县区", "年度目标（人）", "累计完成（人）", "完成率（%）"],
            *(
                [place, plan, part, round(100 * part / plan, 1)]
                for place, plan, part in zip(_JOBS, plans, parts, strict=True)
            ),
            ["全市", sum(plans), sum(parts), round(100 * sum(parts) / sum(plans), 1)],
        ],
    )
    yield (
        "卫健委",
        [
            [f"青禾市{year}年{month}月末公共服务水平"],
            ["指标名称", "单位", "数值"],
            *(
                [name, "%", round(base + 0.05 * (12 * (year - FIRST_YEAR) + month), 1)]
                for name, base in _SHARES
            ),
        ],
    )
    yield (
        "交通局",
        [
            [f"青禾市{year}年{month}月运输邮电情况"],
            ["指标名称", "计量单位", "当月数"],
            *(
                [name, unit, of_month(base, year, month, i + 3)]
                for i, (name, unit, base) in enumerate(_SINGLE)
            ),
        ],
    )


def write_history(path: Path) -> Path:
    """The whole years before YEAR as one tidy table."""
    lines = ["指标,地区,期间,数值,单位,口径"]
    for year in range(FIRST_YEAR, YEAR):
        for month in range(1, 13):
            at = f"{year}-{month:02}"
            for i, (name, unit, base) in enumerate(_PRODUCTS):
                lines.append(f"{name},青禾市,{at},{of_month(base, year, month, i)},{unit},当月")
                lines.append(f"{name},青禾市,{at},{running(base, year, month, i)},{unit},累计")
            jobs = [(place, running(base, year, month, i)) for i, (place, base) in enumerate(_JOBS.items())]
            for place, value in (*jobs, ("青禾市", sum(value for _, value in jobs))):
                lines.append(f"城镇新增就业,{place},{at},{value},人,累计")
            for i, (name, unit, base) in enumerate(_SINGLE):
                lines.append(f"{name},青禾市,{at},{of_month(base, year, month, i + 3)},{unit},当月")
    path.write_text("\n".join(lines), encoding="utf-8")
    return path
