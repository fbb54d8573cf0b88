"""Every command that docs/followed.md names serves what it stands beside, run on the sample data."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.batches import look_through, read_batch
from flows.cli import app
from targets.actuals.imports import find_tables, import_files
from targets.actuals.links import propose_links
from targets.alerts.update import update_alerts
from targets.extraction.read_document import ReadDocument
from targets.progress.refresh import refresh_progress
from targets.settings import load_settings
from targets.store.documents import relate_documents
from targets.store.publish import publish
from targets.store.run import Run
from targets.store.warehouse import open_warehouse
from tests.harness.loading import load_document

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "followed.md").read_text(encoding="utf-8")
ROWS = [line.split(" | ") for line in PAGE.splitlines() if line.startswith("| ") and "`duban" in line]
COMMANDS = list(
    dict.fromkeys(command for _, served in ROWS for command in re.findall(r"`duban ([^`]+)`", served))
)
# What a command must say, or write into a file, by how it begins: what is asked for on the left of its row.
SAYS = {
    "dispatch": (
        "一、市发改委（抚州市）",
        "比应达差17.98个百分点，今后须每月完成18.67个百分点",
        "还剩30天，请确认能否按期完成",
    ),
    "status --as-of 2022-05-31 --format csv": ("全市重点建设项目年度计划投资完成率", "重点项目开工建设数"),
    "status --format json": ('"handle": "FZ22-1"', '"comparator": "le"', '"expected": 6.0', '"gap": -2.0'),
    "explain FZ22-5": ("项目专项债券资金支出率", "不低于100%", "44%（2022-05-31", "2022-08-31"),
    "explain FZ22-2": ("不低于55%", "2022-01-01至2022-06-30", "45.4%（2022-05-31"),
    "explain FZ22-1": ("不高于6位", "8位", "−2位", "差2位"),
    "alerts list --rules": ("rank_fell", "places 1"),
    "alerts list --all": ("FZ22-4", "逾期未完成", "预警中", "2022-05-31"),
    "alerts explain FZ22-2": ("promise_overdue", "promised_on 2022-06-20"),
    "goals divide": ("FZ22-6 重点项目开工建设数 50个：分解数合计与目标相差+5个",),
    "goals parts": ("东乡区", "30个", "临川区", "25个"),
    "actuals missing": ("市人社局", "2022-06-01至2022-06-30"),
    "timetable --as-of": ("倒排时间表", "| 8月末 |", "74.38% | 87.19% | 100%"),
    "timetable --unit": ("一、市发改委（抚州市）", "不低于85% 6月30日前"),
    "bulletin": (
        "差距最大的是全市主要经济指标增速全省排位",
        "| 3 | 市人社局（抚州市） |",
        "与2022年4月30日相比",
    ),
    "notice draft": ("未编号", "每月完成35.7个百分点", "前书面反馈"),
    "notice issue": ("云督〔", "〕1号", "前书面反馈"),
    "notice list": ("市发改委", "待反馈"),
    "ledger export ledger": ("ledger.xlsx: ",),
    "ledger export unit": ("unit.xlsx: ",),
    "goals explain": ("FZ22-2 explained",),
    "balance": ("考核", "尚未定论13项", "逾期未完成的目标"),
    "summary": ("落实情况汇总", "二、各地区", "按期完成5项"),
    "trace": ("fuzhou-2022", "characters"),
    "watched add": ("W1 added",),
    "watched list": ("惠企政策兑现金额", "每周"),
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample data as of 2022-05-31, and the office that issues."""
    home = tmp_path_factory.mktemp("followed")
    (home / "duban.toml").write_text('office = "云州市督查室"\noffice_code = "云督"\n', encoding="utf-8")
    settings = load_settings(home / "duban.toml")
    run = Run("run-1", date(2022, 5, 31), datetime(2022, 5, 31, 23, 59, 59))
    with open_warehouse(home) as con:
        for read in read_batch(look_through(ROOT / "data" / "documents").hashes):
            assert isinstance(read, ReadDocument), read
            load_document(
                con,
                read.document,
                read.content_hash,
                read.mentions,
                read.targets,
                extractor="1",
                run=run,
                settings=settings,
            )
        relate_documents(con, run)
        import_files(con, home, list(find_tables(ROOT / "data" / "actuals").files), run, settings)
        propose_links(con, run, settings)
        refresh_progress(con, run, settings)
        update_alerts(con, run, settings)
        publish(con, home, run)
    return home


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_serves(home: Path, tmp_path: Path, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (expected,) = [says for begin, says in SAYS.items() if command.startswith(begin)]
    monkeypatch.chdir(tmp_path)
    words = command.split()
    takes_settings = CliRunner().invoke(app, [*words, "--help"]).output
    papers = words[0] in ("dispatch", "bulletin", "timetable", "balance", "summary") or words[:2] in (
        ["notice", "draft"],
        ["notice", "issue"],
    )
    more = ["--home", str(home)]
    more += ["--settings", str(home / "duban.toml")] if "--settings" in takes_settings else []
    more += ["--format", "md", "--out", str(tmp_path / "out")] if papers else []
    result = CliRunner().invoke(app, [*words, *more], env={"COLUMNS": "250"})
    assert result.exit_code == 0, result.output
    written = [path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.md")]
    said = "\n".join([result.output, *written])
    assert [part for part in expected if part not in said] == []
    assert not papers or written
    if words[:2] == ["ledger", "export"]:
        assert (tmp_path / words[2]).stat().st_size > 5000


def test_every_command_begins_as_one_that_is_expected() -> None:
    assert len(ROWS) == 24
    for command in COMMANDS:
        assert len([begin for begin in SAYS if command.startswith(begin)]) == 1, command
