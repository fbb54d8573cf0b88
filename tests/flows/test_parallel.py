"""Documents read by several workers: threads of this process, or whatever runner the settings name."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.batches import BATCH
from tests.flows.conftest import Duban

pytestmark = pytest.mark.slow

DOCUMENTS = BATCH + 4
TEXT = "青山市{n}号片区2022年工作要点\n\n今年新建口袋公园{n}个以上，改造老旧管网{n}5公里。\n\n青山市人民政府\n2022年1月20日\n"


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """More documents than one batch holds, one of them broken."""
    folder = tmp_path_factory.mktemp("documents")
    for n in range(1, DOCUMENTS):
        (folder / f"plan-{n:02}.txt").write_text(TEXT.format(n=n), encoding="utf-8")
    (folder / "broken.docx").write_bytes(b"this is not a zip archive")
    return folder


@pytest.mark.parametrize(
    "setting",
    ["workers = 2", 'task_runner = "prefect.task_runners:ProcessPoolTaskRunner"'],
    ids=["two workers", "a runner of processes"],
)
def test_several_workers_read_what_one_reads(
    duban: Duban, documents: Path, tmp_path: Path, setting: str
) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text(setting + "\n", encoding="utf-8")
    done = duban(
        *("refresh", "--home", tmp_path / "home", "--documents", documents, "--as-of", "2022-05-31"),
        *("--settings", settings),
        code=3,
    )
    assert f"{DOCUMENTS} new or changed" in done.stdout
    assert f"{2 * (DOCUMENTS - 1)} goals as of" in done.stdout
    assert "broken.docx" in done.stdout
