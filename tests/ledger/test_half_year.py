"""Half a year of a supervision office: typed, corrected, divided, answered, overdue, closed; all places agree."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from dashboards.regimes.bulletin import bulletin_paper
from dashboards.regimes.judged import judged_at
from dashboards.regimes.paper import Table
from dashboards.regimes.period import period_written
from dashboards.regimes.rules import rules_of
from dashboards.regimes.wording import Words
from dashboards.site.build import build_site
from dashboards.snapshot import read_snapshot
from targets import figures
from targets.ledger.division import divide, division_of
from targets.ledger.notice_steps import NoticeStep, answer, take_step
from targets.ledger.notices import issue, issued_notices
from targets.ledger.typed_goals import TypedGoal, add_goals
from targets.ledger.workbook.apply import import_ledger
from targets.ledger.workbook.columns import HEAD_ROW
from targets.ledger.workbook.read import read_ledger
from targets.ledger.workbook.write import write_ledger
from targets.store.decisions import Person, edit
from targets.store.explanations import Statement
from targets.store.warehouse import transaction
from targets.words import phrase
from tests.ledger.conftest import refresh, run_of, table

COUNTIES = {
    "东湖县": "5000户",
    "西湖县": "4000户",
    "北湖区": "3000户",
    "南湖区": "3000户",
    "中湖县": "5000户",
}
NUMBER = "市督查室〔2022〕1"


def person(who: str, day: str) -> Person:
    return Person(who, datetime.fromisoformat(f"{day}T09:00:00"))


def month(tmp_path: Path, period: str, *done: int) -> Path:
    rows = [f",老旧小区改造户数,{c},{period},{n},户,是" for c, n in zip(COUNTIES, done, strict=True)]
    return table(tmp_path / f"{period}.csv", *rows)


def ledger_of(con: duckdb.DuckDBPyConnection, path: Path, day: date) -> dict[str, dict[str, Any]]:
    """The rows of the ledger of a day by the number of their goal."""
    write_ledger(con, path, day)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    heads = [cell.value for cell in sheet[HEAD_ROW]]
    rows = [
        dict(zip(heads, row, strict=True)) for row in sheet.iter_rows(min_row=HEAD_ROW + 1, values_only=True)
    ]
    return {row["编号"]: row for row in rows if row["编号"]}


@pytest.fixture
def office(typed: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """In January a goal is typed, in February corrected and divided among five counties."""
    with transaction(typed):
        goal = TypedGoal("老旧小区改造户数", "1.8万户", date(2022, 12, 31), "南湖市", ("市住建局",))
        (whole,) = add_goals(
            typed,
            "政府工作报告",
            date(2022, 1, 10),
            [goal],
            person("张三", "2022-01-11"),
            run_of("2022-01-11"),
        )
    edit(typed, whole, {"value": "20000"}, person("李四", "2022-02-08"))
    with transaction(typed):
        divide(typed, whole, COUNTIES, person("李四", "2022-02-10"), run_of("2022-02-10"))
    return typed


@pytest.mark.slow
def test_half_a_year(office: duckdb.DuckDBPyConnection, home: Path, tmp_path: Path) -> None:
    con = office
    ((whole, handle),) = con.execute(
        "SELECT target_id, handle FROM targets WHERE region = '南湖市'"
    ).fetchall()
    assert division_of(con, whole).difference == 0
    for period, day, done in (
        ("2022-03", "2022-04-10", (1250, 1000, 200, 750, 1250)),
        ("2022-04", "2022-05-10", (1700, 1300, 250, 1000, 1700)),
        ("2022-05", "2022-06-10", (2100, 1700, 300, 1300, 2100)),
    ):
        judged = refresh(con, home, day, month(tmp_path, period, *done))
        assert judged[handle][1] == sum(done), "the whole is the sum of its parts"
    late = division_of(con, whole).parts[-1]
    assert (late.region, late.status) == ("北湖区", "lagging")

    # A notice is issued, its answer comes late, is sent back, and given again.
    drafts = [("市住建局", [late.target_id])]
    issue(con, "市督查室", drafts, date(2022, 6, 10), date(2022, 6, 17), person("张三", "2022-06-10"))
    refresh(con, home, "2022-06-20")
    (row,) = [n for n in read_snapshot(con).notices if n["target_id"] == late.target_id]
    assert row["state"] == "overdue"
    said = Statement(
        date(2022, 6, 20),
        cause="征迁慢",
        measures="增派专班",
        promised_on=date(2022, 6, 30),
        responsible="王敏",
    )
    answer(con, NUMBER, said, person("市住建局", "2022-06-20"))
    take_step(con, NUMBER, NoticeStep.SENT_BACK, person("张三", "2022-06-21"), date(2022, 6, 28))
    answer(con, NUMBER, said, person("市住建局", "2022-06-27"))

    # The promise passes, the goal still lags; the ledger comes back with the missing figure.
    refresh(con, home, "2022-07-10", month(tmp_path, "2022-06", 2600, 2100, 330, 1500, 2600))
    goals = {goal["target_id"]: goal for goal in read_snapshot(con).goals}
    assert goals[late.target_id]["promise_overdue"]
    agree(con, tmp_path, home, "2022-07", date(2022, 7, 10))

    path = tmp_path / "back.xlsx"
    ledger_of(con, path, date(2022, 7, 10))
    book = openpyxl.load_workbook(path)
    heads = {cell.value: cell.column for cell in book.worksheets[0][HEAD_ROW]}
    for line in book.worksheets[0].iter_rows(min_row=HEAD_ROW + 1):
        if line[heads["编号"] - 1].value == late.handle:
            line[heads["6月实际"] - 1].value = 1600
    book.save(path)
    found = import_ledger(con, path, read_ledger(path), person("王敏", "2022-07-11"), run_of("2022-07-11"))
    assert len(found.edits) == 1
    judged = refresh(con, home, "2022-07-12")
    assert judged[late.handle] == ("on_track", 1600)
    assert judged[handle][1] == 2600 + 2100 + 1600 + 1500 + 2600, "the revised part revises the whole"
    take_step(con, NUMBER, NoticeStep.CLOSED, person("张三", "2022-07-12"))
    assert [(n.state, n.number) for n in issued_notices(con)] == [("closed", 1)]
    goals = {goal["target_id"]: goal for goal in read_snapshot(con).goals}
    assert not goals[late.target_id]["promise_overdue"]
    agree(con, tmp_path, home, "2022-07", date(2022, 7, 12))

    # Nothing that anybody said is lost.
    history = con.execute("SELECT who, field FROM decisions WHERE target_id = ?", [whole]).fetchall()
    assert {("张三", "state"), ("李四", "value")} <= set(history)
    steps = con.execute("SELECT step FROM notice_steps ORDER BY step_no").fetchall()
    assert [step for (step,) in steps] == ["answered", "sent_back", "answered", "closed"]


def agree(con: duckdb.DuckDBPyConnection, tmp_path: Path, home: Path, period: str, day: date) -> None:
    """The goal's page, the ledger and the bulletin say the same of every goal."""
    goals = read_snapshot(con).goals
    ledger = ledger_of(con, tmp_path / f"{day}.xlsx", day)
    bulletin = bulletin_paper(judged_at(con, period_written(period)), Words("zh"), "", rules_of({}))
    told = [row for block in bulletin.blocks if isinstance(block, Table) for row in block.rows]
    path = tmp_path / f"{day}.duckdb"
    con.execute(f"ATTACH '{path}' AS copy (STORAGE_VERSION 'v1.5.0')")
    con.execute(f"COPY FROM DATABASE {con.execute('SELECT current_database()').fetchall()[0][0]} TO copy")
    con.execute("DETACH copy")
    build_site(path, home / "site")
    for goal in goals:
        word = phrase("status", str(goal["status"])).zh
        row = ledger[goal["handle"]]
        factor = 1e4 if row["单位"].startswith("万") else 1
        assert (row["状态"], row["最新实际"] * factor) == (word, goal["actual"])
        assert (row["存在问题"], row["下一步措施"]) == (goal["cause"], goal["measures"])
        page = (home / "site" / "goals" / f"{goal['target_id']}.html").read_text(encoding="utf-8")
        assert figures.quantity(goal["actual"], goal["unit"]) in page and word in page
        if goal["cause"]:
            assert goal["cause"] in page
        if goal["status"].is_behind:
            said = [row for row in told if row[1].endswith(goal["handle"])]
            assert any(
                figures.quantity(goal["actual"], goal["unit"]) in row[4] for row in said if len(row) > 6
            )
            if goal["cause"]:
                assert any(goal["cause"] in row for row in said)
