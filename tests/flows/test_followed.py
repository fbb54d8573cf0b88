"""Every command that docs/followed.md names serves what it stands beside, run on the sample data."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.batches import look_through, read_batch
from flows.cli import app
from flows.reading import ReadDocument
from targets.actuals.imports import find_tables, import_files
from targets.actuals.links import propose_links
from targets.alerts.update import update_alerts
from targets.progress.refresh import refresh_progress
from targets.settings import load_settings
from targets.store.documents import load_document, relate_documents
from targets.store.publish import publish
from targets.store.run import Run
from targets.store.warehouse import open_warehouse

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "followed.md").read_text(encoding="utf-8")
ROWS = [line.split(" | ") for line in PAGE.splitlines() if line.startswith("| ") and "`duban" in line]
COMMANDS = list(
    dict.fromkeys(command for _, served in ROWS for command in re.findall(r"`duban ([^`]+)`", served))
)
# What a command must say, or write into a file, by how it begins.
SAYS = {
    "dispatch": "调度单",
    "status": "FZ22-1",
    "explain": "FZ22-",
    "alerts list --rules": "rank_fell",
    "alerts list --all": "预警中",
    "alerts explain": "promise_overdue",
    "goals divide": "",
    "goals parts": "东乡区",
    "actuals missing": "市人社局",
    "timetable": "倒排时间表",
    "bulletin": "通报",
    "notice draft": "督办单",
    "notice issue": "督办单",
    "notice list": "市",
    "ledger export": "",
    "goals explain": "",
    "balance": "考核",
    "summary": "汇总",
    "trace": "fuzhou-2022",
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
    assert expected in result.output + "\n".join(written)
    assert not papers or written
    if words[:2] == ["ledger", "export"]:
        assert (tmp_path / words[2]).stat().st_size > 5000


def test_every_command_begins_as_one_that_is_expected() -> None:
    assert len(ROWS) == 24
    for command in COMMANDS:
        assert len([begin for begin in SAYS if command.startswith(begin)]) == 1, command
