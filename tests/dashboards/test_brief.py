"""The brief of a unit or region: what it says, and that it is one page, as Word, PDF and PNG, whatever goals are called."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from typer.testing import CliRunner

from dashboards.charts import export
from dashboards.counts import count_groups
from dashboards.regimes.brief import Scope, brief_paper
from dashboards.regimes.build import brief_file, drawn, write_paper
from dashboards.regimes.judged import NothingToReport
from dashboards.regimes.paper import Paper, Table
from dashboards.regimes.word import write_pdf
from dashboards.regimes.wording import Words
from dashboards.site.build import build_site
from flows.cli import app
from targets.store.publish import publish
from targets.store.warehouse import open_warehouse
from tests.dashboards.goal_rows import goal
from tests.dashboards.live.conftest import FIRST
from tests.dashboards.test_regimes import texts
from tests.dashboards.warehouse import HOSTILE, make_warehouse

DAY = date(2022, 6, 30)
LONG = "市" + "城乡建设和综合管理行政执法" * 20 + "局"
HOUSING = Scope(unit="市住建局")


def paper_of(goals: list[Any], scope: Scope = HOUSING, language: str = "zh") -> Paper:
    return brief_paper(goals, scope.rivals(goals), scope, Words(language), DAY)


def many(unit: str) -> list[Any]:
    """Forty goals with long and hostile names, each due soon, promised, owed and doubtful."""
    beside = {
        "due": date(2022, 7, 20),
        "promised_on": date(2022, 7, 15),
        "report_overdue": True,
        "owed_period_end": date(2022, 5, 31),
        "waits_for_check": True,
    }
    names = ["规模以上战略性新兴产业企业研究与试验发展经费投入强度" * 8, *HOSTILE]
    return [
        goal(
            unit,
            "lagging",
            points=-1.0 - n,
            target_id=f"g{n}",
            handle=f"YZQL22-{n}",
            indicator=names[n % len(names)],
            actual=123456789012.34,
            **beside,
        )
        for n in range(40)
    ]


def test_it_says_where_the_goals_stand_and_the_place_among_others() -> None:
    own = [
        goal("市住建局", "lagging", points=-9.0, handle="YZ22-2", promised_on=date(2022, 8, 1)),
        goal("市住建局", "on_track", points=3.0, handle="YZ22-3", due=date(2022, 7, 20)),
    ]
    rivals = count_groups([*own, goal("市水利局", "on_track")], lambda row: [row["lead"]])
    paper = brief_paper(own, rivals, HOUSING, Words("zh"), DAY)
    said = texts(paper)
    assert "在管目标2项：滞后1项、达进度1项" in said
    assert "在2个中列第2" in said
    assert "30天内到期1项：YZ22-3" in said
    assert "已承诺完成日期1项：YZ22-2" in said
    (table,) = (block for block in paper.blocks if isinstance(block, Table))
    assert [row[1].split()[0] for row in table.rows] == ["YZ22-2", "YZ22-3"]


def test_of_many_goals_it_names_the_worst_and_says_how_many_there_are() -> None:
    paper = paper_of(many("市住建局"))
    (table,) = (block for block in paper.blocks if isinstance(block, Table))
    assert [row[1].split()[0] for row in table.rows] == [f"YZQL22-{n}" for n in range(39, 33, -1)]
    assert "另有34项" in texts(paper)
    assert "等" in texts(paper)


def test_a_scope_without_goals_has_no_brief() -> None:
    with pytest.raises(NothingToReport, match="市住建局"):
        paper_of([])


@pytest.mark.browser
@pytest.mark.parametrize(("unit", "language"), [("市住建局", "zh"), (LONG, "en")])
def test_it_takes_one_page_whatever_goals_are_called(unit: str, language: str, tmp_path: Path) -> None:
    paper = drawn(paper_of(many(unit), Scope(unit=unit), language))
    (tmp_path / "brief.pdf").write_bytes(brief_file(paper, "pdf"))
    (page,) = PdfReader(tmp_path / "brief.pdf").pages
    assert "YZQL22-39" in page.extract_text()
    if shutil.which("soffice"):
        (word,) = write_paper(paper, tmp_path / unit[:20], ["docx"])
        assert len(PdfReader(write_pdf(word)).pages) == 1


def test_the_command_writes_it_and_the_site_lists_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_warehouse(tmp_path / "warehouse.duckdb")
    with open_warehouse(tmp_path) as con:
        build_site(publish(con, tmp_path, FIRST), tmp_path / "site")
    monkeypatch.setattr(export, "find_chromium", lambda: None)
    named = ["brief", "--home", str(tmp_path), "--unit", "市住建局"]
    done = CliRunner().invoke(app, [*named, "--format", "docx", "--format", "html"])
    assert done.exit_code == 0, done.output
    page = (tmp_path / "site" / "papers.html").read_text(encoding="utf-8")
    assert "papers/2022-06-30/brief-市住建局.docx" in page
    assert "市住建局目标进展一页简报" in page
    assert CliRunner().invoke(app, [*named, "--format", "pdf"]).exit_code == 1, "without a browser"
    nobody = CliRunner().invoke(app, ["brief", "--home", str(tmp_path), "--unit", "无此局"])
    assert (nobody.exit_code, "无此局" in nobody.output) == (1, True)
