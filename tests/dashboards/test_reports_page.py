"""The page of reports: who owes which figures, what is doubtful or asked about, and series without a goal."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from dashboards.reports import report_facts
from dashboards.site.build import build_site
from targets.actuals.imports import import_files
from targets.checks.series import check_series
from targets.settings import Settings
from targets.store.run import Run
from targets.store.warehouse import open_warehouse
from tests.actuals.forms.workbook import Sheet, write_xlsx
from tests.dashboards.warehouse import AS_OF, make_warehouse


def test_what_departments_sent_and_owe(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    make_warehouse(home / "warehouse.duckdb")
    head = ["任务", "单位", "年度计划", "累计完成"]
    files = [
        write_xlsx(
            tmp_path / f"{month}月.xlsx",
            {
                "S": Sheet(
                    [[f"云州市2022年1-{month}月城市更新"], head, ["老旧小区综合改造", "户", 20000, value]]
                )
            },
        )
        for month, value in ((3, 4000), (4, 8400), (5, 7600))
    ]
    rows = [
        ["云州市2022年5月快递业务"],
        ["指标", "单位", "数值"],
        ["快递业务量", "万件", 980],
        ["投诉量", "件", "约30"],
    ]
    files.append(write_xlsx(tmp_path / "快递.xlsx", {"S": Sheet(rows)}))
    run = Run("20220630T090000-dd", AS_OF, datetime(2022, 6, 30, 9))
    with open_warehouse(home) as con:
        import_files(con, home, files, run, Settings())
        check_series(con, run)
        facts = report_facts(con, date(2022, 6, 30))
    assert [(f.indicator, f.value) for f in facts.doubtful] == [("老旧小区综合改造", 7600.0)]
    assert [(q.file, q.about, q.figures) for q in facts.questions] == [("快递.xlsx", "accumulation", 1)]
    (mine,) = [s for s in facts.unlinked if s.indicator == "老旧小区综合改造"]
    assert mine.nearest[0].indicator.startswith("老旧小区改造户数")
    assert {unit for unit, _ in facts.missing} >= {"市住建局", ""}
    build_site(home / "warehouse.duckdb", tmp_path / "site")
    page = (tmp_path / "site" / "reports.html").read_text(encoding="utf-8")
    for words in (
        "催报",
        "前值8,400",
        "没有写明是累计数还是当月数。",
        "老旧小区综合改造",
        "Nothing says whether",
    ):
        assert words in page
    quality = (tmp_path / "site" / "quality.html").read_text(encoding="utf-8")
    assert "不是一个确切的数。" in quality
