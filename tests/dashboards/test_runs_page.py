"""The page of runs: what each refresh did, what its stages took, and which were killed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import duckdb

from dashboards.site.build import build_site


def page_of(warehouse: Path, folder: Path) -> str:
    """The page of runs of a site."""
    build_site(warehouse, folder)
    return (folder / "runs.html").read_text(encoding="utf-8")


def test_stages_stand_with_their_seconds_memory_and_deeds(warehouse: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(warehouse, tmp_path / "w.duckdb"))
    stages = [
        {
            "stage": "fetch",
            "seconds": 1.25,
            "peak_mb": 210,
            "detail": {"zh": "新增3份<b>", "en": "3 new or changed"},
        },
        {"stage": "share", "seconds": 2.0, "peak_mb": 350, "detail": "4 tables written"},
    ]
    with duckdb.connect(copy) as con:
        con.execute("UPDATE runs SET stages = ?", [json.dumps(stages)])
        con.execute(
            "INSERT INTO runs (run_id, as_of, started_at, outcome) VALUES ('k', '2022-12-01', '2022-12-01 08:00', 'killed')"
        )
    text = page_of(copy, tmp_path / "site")
    assert "取回" in text and "外发" in text
    assert "新增3份&lt;b&gt;" in text and "3 new or changed" in text
    assert "4 tables written" in text, "as an earlier version recorded it, in English alone"
    assert "3.2" in text and "350" in text
    killed = text[text.index("2022-12-01") :]
    assert "被中断" in killed and "没有一步做完" in killed
    assert 'href="runs.html"' in (tmp_path / "site" / "quality.html").read_text(encoding="utf-8")


def test_runs_of_earlier_versions_recorded_no_memory(warehouse: Path, tmp_path: Path) -> None:
    assert "—" in page_of(warehouse, tmp_path / "site")


def test_a_warehouse_without_runs_says_so(warehouse: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(warehouse, tmp_path / "w.duckdb"))
    with duckdb.connect(copy) as con:
        con.execute("DELETE FROM runs")
    assert "还没有运行记录" in page_of(copy, tmp_path / "site")
