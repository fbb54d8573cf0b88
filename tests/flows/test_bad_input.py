"""Bad files among good ones: each is named with its place, value and remedy; the rest is loaded and shown."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.flows.conftest import Duban

pytestmark = pytest.mark.slow

GOOD = """青山市人民政府2022年工作要点

青政发〔2022〕3号

一、重点任务

今年新建口袋公园20个以上，改造老旧管网35公里。（责任单位：市住建局）

青山市人民政府
2022年1月20日
"""
# A table whose head says nothing of what it holds.
UNNAMED = """# 青山市2022年材料

| 甲类 | 乙类 |
|---|---|
| 12.5 | 33.4 |
| 14.5 | 36.4 |
"""
ACTUALS = """indicator,region,period,value,unit,cumulative
新建口袋公园数,青山市,2022-03,6,个,是
新建口袋公园数,青山市,2022-13,7,个,是
新建口袋公园数,青山市,2022-04,-8,个,是
改造老旧管网里程,青山市,2022-03,9,海里草,是
改造老旧管网里程,青山市,2022-04,约十,公里,是
"""
# What must be said of each piece of bad input: the file, where in it, the value.
NAMED = {
    "empty.txt": "",
    "noise.pdf": "",
    "broken.docx": "",
    "甲类 | 乙类": "unnamed.md",
    "wrong-column.csv": "",
    "2022-13": "actuals.csv",
    "-8": "actuals.csv",
    "海里草": "actuals.csv",
    "约十": "actuals.csv",
}


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("inputs")
    documents, actuals = root / "documents", root / "actuals"
    documents.mkdir()
    actuals.mkdir()
    (documents / "good.txt").write_text(GOOD, encoding="utf-8")
    (documents / "unnamed.md").write_text(UNNAMED, encoding="utf-8")
    (documents / "empty.txt").write_bytes(b"")
    (documents / "noise.pdf").write_bytes(b"%PDF-1.7\n" + os.urandom(4096))
    (documents / "broken.docx").write_bytes(b"this is not a zip archive")
    (actuals / "actuals.csv").write_text(ACTUALS, encoding="utf-8")
    (actuals / "wrong-column.csv").write_text("甲,乙,丙\n1,2,3\n", encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def refreshed(duban: Duban, inputs: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A home after a refresh on the mixed input, and what the refresh printed."""
    home = tmp_path_factory.mktemp("home")
    done = duban(
        *("refresh", "--home", home, "--documents", inputs / "documents", "--actuals", inputs / "actuals"),
        *("--as-of", "2022-05-31"),
        code=3,
    )
    return home, done.stdout


def test_every_piece_of_bad_input_is_named_in_the_summary(refreshed: tuple[Path, str]) -> None:
    lines = refreshed[1].splitlines()
    for value, file in NAMED.items():
        assert any(value in line and file in line for line in lines), f"{value} of {file} is not named"


def test_every_rejection_says_what_is_wrong_and_what_to_do(refreshed: tuple[Path, str]) -> None:
    with duckdb.connect(refreshed[0] / "warehouse.duckdb", read_only=True) as con:
        rows = con.execute("SELECT file, place, value, reason, advice FROM open_quarantine").fetchall()
    assert len(rows) == len(NAMED)
    assert all(reason and advice for *_, reason, advice in rows)
    assert all(place for file, place, *_ in rows if file.endswith("actuals.csv") and "wrong" not in file)


def test_the_rest_is_loaded_and_shown(
    refreshed: tuple[Path, str], goals: Callable[..., list[dict[str, Any]]]
) -> None:
    parks = [row for row in goals(refreshed[0]) if row["value"] == 20]
    assert [(row["actual"], row["actual_period_end"], row["unit"]) for row in parks] == [
        (6, "2022-03-31", "个")
    ]
    assert (refreshed[0] / "site" / "index.html").is_file()
    assert "noise.pdf" in (refreshed[0] / "quarantine" / "open.csv").read_text(encoding="utf-8-sig")


def test_what_was_put_right_leaves_the_quarantine(
    duban: Duban, inputs: Path, refreshed: tuple[Path, str]
) -> None:
    home = refreshed[0]
    arguments = (
        "refresh",
        "--home",
        home,
        "--documents",
        inputs / "documents",
        "--actuals",
        inputs / "actuals",
    )
    for bad in ("empty.txt", "noise.pdf", "broken.docx", "unnamed.md"):
        (inputs / "documents" / bad).unlink()
    (inputs / "actuals" / "wrong-column.csv").unlink()
    (inputs / "actuals" / "actuals.csv").write_text(
        ACTUALS.split("新建口袋公园数,青山市,2022-13")[0], encoding="utf-8"
    )
    duban(*arguments, "--as-of", "2022-05-31")
    with duckdb.connect(home / "warehouse.duckdb", read_only=True) as con:
        assert con.execute("SELECT * FROM open_quarantine").fetchall() == []


def test_a_run_that_cannot_read_its_settings_is_wrong_usage(duban: Duban, tmp_path: Path) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text("treshold = 1\n", encoding="utf-8")
    said = duban("refresh", "--home", tmp_path / "home", "--settings", settings, code=2).stderr
    assert "treshold" in said


def test_a_locked_warehouse_fails_and_publishes_nothing(duban: Duban, inputs: Path, tmp_path: Path) -> None:
    settings = tmp_path / "duban.toml"
    settings.write_text("wait_minutes = 0.05", encoding="utf-8")
    words = ("refresh", "--home", tmp_path, "--documents", inputs / "documents", "--settings", settings)
    with duckdb.connect(tmp_path / "warehouse.duckdb"):
        said = duban(*words, code=1).stderr
    assert "waits up to 0.05 minutes" in said
    assert "nothing was published: WarehouseBusy" in said
    assert not (tmp_path / "published").exists()
