"""The documents of the regimes over the sample data: every figure agrees with `duban status` of that day."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader

from targets.figures import gap, quantity
from targets.progress.status import judge_day
from targets.status import Status
from targets.store.warehouse import open_warehouse
from targets.words import word_of
from tests.flows.conftest import DATA, Duban

pytestmark = pytest.mark.slow
Goals = Callable[..., list[dict[str, Any]]]


@pytest.fixture(scope="module")
def home(duban: Duban, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample data as of 2022-05-31, and the office that issues."""
    place = tmp_path_factory.mktemp("regimes")
    duban(
        *("refresh", "--home", place, "--documents", DATA / "documents", "--actuals", DATA / "actuals"),
        *("--as-of", "2022-05-31"),
    )
    (place / "office.toml").write_text(
        'office = "云州市人民政府督查室"\noffice_code = "云督"\n[regimes]\nanswer_days = 10\n',
        encoding="utf-8",
    )
    return place


def word(path: Path) -> tuple[str, list[list[list[str]]]]:
    """The paragraphs of a Word file, and its tables."""
    document = Document(str(path))
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    return "\n".join(p.text for p in document.paragraphs), tables


def counts_in(text: str) -> dict[str, int]:
    """How many goals the summary counts with each word of status."""
    found = re.findall(r"([^、，。中\d]+)(\d+)项", text.split("其中")[1].split("。")[0])
    return {name: int(count) for name, count in found}


def test_the_bulletin_says_what_status_says(duban: Duban, goals: Goals, home: Path, tmp_path: Path) -> None:
    settings = ("--home", home, "--settings", home / "office.toml")
    duban("bulletin", *settings, "--out", tmp_path, "--as-of", "2022-05-31")
    text, tables = word(tmp_path / "bulletin.docx")
    assert text.startswith("云州市人民政府督查室文件")
    current = [
        g
        for g in goals(home, "--as-of", "2022-05-31")
        if g["status"] != "not_started"
        and not g["is_settled"]
        and (g["due"] is None or g["due"] >= "2022-01-01")
    ]
    assert ("示意数据" in text) == any(g["illustrative"] for g in current)
    assert counts_in(text) == dict(Counter(word_of(Status(g["status"])).zh for g in current))
    behind = {g["handle"]: g for g in current if Status(g["status"]).is_behind}
    table = next(t for t in tables if t[0][-2:] == ["缺口", "状态"])
    listed = {row[1].split("\n")[-1]: row for row in table[1:]}
    assert set(listed) == set(behind)
    for handle, goal in behind.items():
        row = listed[handle]
        assert goal["indicator"] in row[1].replace("\n", "")
        assert row[4].split("\n")[0] == quantity(goal["actual"], goal["unit"])
        assert row[6].replace("\n", "") == gap(goal["gap"], goal["unit"])


def test_the_bulletin_of_a_past_quarter_knows_what_came_since(
    duban: Duban, home: Path, tmp_path: Path
) -> None:
    settings = ("--home", home, "--settings", home / "office.toml")
    duban("bulletin", *settings, "--out", tmp_path, "--period", "2022Q1")
    text, _ = word(tmp_path / "bulletin.docx")
    with open_warehouse(home) as con:
        judge_day(con, date(2022, 3, 31), known_by=date(2022, 5, 31))
        rows = con.execute(
            "SELECT status FROM progress_rows WHERE phase_of(status, is_settled) = 'current'"
            " OR due BETWEEN '2022-01-01' AND '2022-03-31'"
        ).fetchall()
    assert counts_in(text) == dict(Counter(word_of(Status(status)).zh for (status,) in rows))


def test_notices_are_drafted_and_issued_once(duban: Duban, home: Path, tmp_path: Path) -> None:
    settings = ("--home", home, "--settings", home / "office.toml")
    duban("notice", "draft", *settings, "--out", tmp_path / "drafts", "--per-goal", "--format", "docx")
    drafts = sorted((tmp_path / "drafts").glob("*.docx"))
    assert len(drafts) >= 3
    assert all("未编号" in word(path)[0] for path in drafts)
    for _ in range(2):
        duban("notice", "issue", *settings, "--who", "张三", "--out", tmp_path / "issued", "--format", "docx")
    issued = sorted((tmp_path / "issued").glob("*.docx"))
    assert [re.search(r"云督〔\d{4}〕(\d+)号", word(path)[0])[1] for path in issued] == [  # type: ignore[index]
        str(n) for n in range(1, len(issued) + 1)
    ]
    listed = duban("notice", "list", "--home", home).stdout
    assert f"{len(issued)} notices" in listed


@pytest.mark.parametrize("name", ["dispatch", "summary", "timetable", "balance"])
def test_the_other_documents_of_a_region_and_a_unit(
    duban: Duban, home: Path, tmp_path: Path, name: str
) -> None:
    duban(name, "--home", home, "--out", tmp_path, "--region", "抚州市", "--format", "docx", "--format", "md")
    text, tables = word(tmp_path / f"{name}.docx")
    assert tables
    assert "全国" not in "".join(cell for table in tables for row in table for cell in row)
    duban(
        name,
        "--home",
        home,
        "--out",
        tmp_path / "en",
        "--unit",
        "市发改委",
        "--language",
        "en",
        "--format",
        "html",
    )
    page = (tmp_path / "en" / f"{name}.html").read_text(encoding="utf-8")
    assert 'lang="en"' in page
    nobody = duban(name, "--home", home, "--out", tmp_path, "--unit", "无此单位", code=1)
    assert "无此单位" in nobody.stderr


def test_a_pdf_by_libreoffice(duban: Duban, home: Path, tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed; it makes the PDF")
    duban("summary", "--home", home, "--out", tmp_path, "--period", "2022Q2", "--format", "pdf")
    pages = PdfReader(tmp_path / "summary.pdf").pages
    assert len(pages) >= 2
    assert "重点目标落实情况汇总" in pages[0].extract_text().replace(" ", "")
