"""The commands of `duban goals` and `duban notice`, as people type them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from flows.cli import app
from targets.ledger.notices import issue
from targets.progress.explain import explain
from targets.store.warehouse import open_warehouse
from tests.conftest import NewWarehouse
from tests.ledger.conftest import PERSON, refresh, run_of, table

Duban = Callable[..., str]
ADD = (
    *("goals", "add", "老旧小区改造户数", "2万户以上", "--source", "市长调研讲话", "--due", "2022-12-31"),
    *("--region", "南湖市", "--owner", "市住建局", "--owner", "市财政局", "--who", "张三"),
    *("--on", "2022-03-05", "--milestone", "2022-06-30=0.9万户"),
)


@pytest.fixture
def duban(home: Path, new_warehouse: NewWarehouse) -> Duban:
    """Run a command on a fresh home; `code` is the exit code that is expected."""
    new_warehouse(home)

    def run(*arguments: str, code: int = 0) -> str:
        done = CliRunner().invoke(app, [*arguments, "--home", str(home)])
        assert done.exit_code == code, done.output
        return done.output

    return run


def test_a_goal_is_added_divided_and_given_milestones(duban: Duban, tmp_path: Path) -> None:
    assert duban(*ADD) == "NH22-1 added\n"
    assert duban("goals", "milestones", "NH22-1") == "2022-06-30=9,000户\n"
    duban("goals", "milestones", "NH22-1", "2022-09-30=1.5万户", "--who", "张三")
    assert duban("goals", "milestones", "NH22-1") == "2022-09-30=1.5万户\n"
    said = duban("goals", "divide", "NH22-1", "东湖县=8000户", "西湖县=7000户", "--who", "张三")
    assert "相差−5,000户" in said
    book = openpyxl.Workbook()
    for row in (("县区", "NH22-1"), ("北湖区", "4000户"), ("南湖区", "1000户")):
        book.worksheets[0].append(row)
    book.save(tmp_path / "分解表.xlsx")
    said = duban("goals", "divide", "--from", str(tmp_path / "分解表.xlsx"), "--who", "张三")
    assert "合计与目标一致" in said
    (tmp_path / "分解表.csv").write_text("单位,NH22-1\n市城管局,10户\n", encoding="utf-8")
    duban("goals", "divide", "--from", str(tmp_path / "分解表.csv"), "--among-units", "--who", "张三")
    parts = json.loads(duban("goals", "parts", "--format", "json"))
    assert {(part["region"], part["lead"], part["value"]) for part in parts} >= {
        ("北湖区", "市住建局", 4000.0),
        ("南湖市", "市城管局", 10.0),
    }


def test_the_series_that_sets_a_goal_is_named_by_the_beginning_of_its_id(
    duban: Duban, home: Path, tmp_path: Path
) -> None:
    said = ("--source", "市长调研讲话", "--due", "2022-12-31", "--region", "南湖市", "--on", "2022-03-05")
    duban("goals", "add", "一般公共预算收入增速", "不低于全省平均", *said, "--who", "张三")
    rows = [
        f",一般公共预算收入增速,{place},2022-06,{6 - n},%,是"
        for n, place in enumerate(("南湖市", "江北省", "河东省"))
    ]
    with open_warehouse(home) as con:
        refresh(con, home, "2022-07-10", table(tmp_path / "a.csv", *rows))
        (reason,) = con.execute("SELECT reason_en FROM progress_in_words").fetchall()[0]
        (series,) = con.execute("SELECT series_id FROM series WHERE region = '河东省'").fetchall()[0]
        ((goal,),) = con.execute("SELECT target_id FROM progress").fetchall()
        steps = {line.step: line.derivation.en for line in explain(con, goal).lines}
    assert series in reason
    assert steps["reference"] == "none yet; name one by duban review edit NH22-1 reference_series_id=SERIES"
    wrong = ("review", "edit", "NH22-1", "reference_series_id=nowhere", "--who", "张三")
    assert "no series has this id" in duban(*wrong, code=2)
    duban("review", "edit", "NH22-1", f"reference_series_id={series[:8]}", "--who", "张三")
    with open_warehouse(home) as con:
        assert refresh(con, home, "2022-07-10") == {"NH22-1": ("on_track", 6)}
        ((goal,),) = con.execute("SELECT target_id FROM progress").fetchall()
        steps = {line.step: line.derivation.zh for line in explain(con, goal).lines}
    assert steps["reference"] == f"河东省一般公共预算收入增速（{series}，由人指定）：4%（2022-06-30）"


def test_milestones_are_proposed_from_the_path(duban: Duban, home: Path, tmp_path: Path) -> None:
    duban(*ADD)
    with open_warehouse(home) as con:
        refresh(con, home, "2022-09-30", table(tmp_path / "a.csv", "NH22-1,,,2022-08,9000,户,是"))
    proposed = duban("goals", "milestones", "NH22-1", "--propose")
    assert [line.split("=")[0] for line in proposed.splitlines()] == ["2022-10-31", "2022-11-30"]
    duban("goals", "milestones", "NH22-1", "--propose", "--who", "张三")
    assert duban("goals", "milestones", "NH22-1") == proposed
    duban("goals", "milestones", "NH22-1", "--clear", "--who", "张三")
    assert "no milestones" in duban("goals", "milestones", "NH22-1")


def test_reasons_and_the_answer_to_a_notice(duban: Duban, home: Path, tmp_path: Path) -> None:
    duban(*ADD)
    photo = tmp_path / "照片.jpg"
    photo.write_bytes(b"photo")
    said = (
        "--cause",
        "征迁慢",
        "--measures",
        "增派专班",
        "--promised",
        "2022-08-31",
        "--responsible",
        "王敏",
    )
    explain = ("goals", "explain", "NH22-1", *said, "--attach", str(photo), "--period-end", "2022-06-30")
    assert duban(*explain, "--who", "市住建局") == "NH22-1 explained\n"
    assert "said before" in duban(*explain, "--who", "市住建局")
    with open_warehouse(home) as con:
        ((goal,),) = con.execute("SELECT target_id FROM targets").fetchall()
        day = run_of("2022-06-30").as_of
        issue(con, "市督查室", [("市住建局", [goal])], day, day, PERSON)
    listed = json.loads(duban("notice", "list", "--as-of", "2022-07-01", "--format", "json"))
    assert [(n["number"], n["state"]) for n in listed] == [("2022-1", "逾期未反馈")]
    duban("notice", "ask", "2022-1", "2022-07-08", "--who", "市住建局")
    duban("notice", "refuse", "2022-1", "--who", "张三")
    duban("notice", "extend", "2022-1", "2022-07-05", "--who", "张三")
    duban("notice", "answer", "2022-1", *said, "--goal", "NH22-1", "--who", "市住建局")
    duban("notice", "send-back", "2022-1", "--until", "2022-07-20", "--who", "张三")
    assert "possible where it is answered" in duban("notice", "close", "2022-1", "--who", "张三", code=2)
    duban("notice", "answer", "2022-1", *said, "--who", "市住建局")
    duban("notice", "close", "2022-1", "--note", "现场核实", "--who", "张三")
    (closed,) = json.loads(duban("notice", "list", "--format", "json"))
    assert (closed["state"], closed["answer_by"]) == ("已销号", "2022-07-20")


def test_what_cannot_be_is_told_with_code_2(duban: Duban) -> None:
    assert "no number" in duban(*ADD[:3], "很多", *ADD[4:], code=2)
    duban(*ADD)
    assert "no goal" in duban("goals", "divide", "NH22-9", "东湖县=1户", "--who", "张三", code=2)
    assert "Name a goal" in duban("goals", "divide", "--who", "张三", code=2)
    assert "2022-06-30=1万户" in duban("goals", "milestones", "NH22-1", "六月=1", code=2)
    assert "No goal is divided" in duban("goals", "parts")
    assert "no notice" in duban("notice", "close", "2022-1", "--who", "张三", code=2)


def test_the_ledger_goes_out_and_comes_back(duban: Duban, tmp_path: Path) -> None:
    duban(*ADD)
    path = tmp_path / "台账.xlsx"
    assert duban("ledger", "export", str(path), "--region", "南湖市", "--unit", "市住建局").endswith(
        "1 goal\n"
    )
    assert "0 goals" in duban("ledger", "export", str(tmp_path / "none.xlsx"), "--unit", "市水利局")
    duban("ledger", "export", str(path), "--as-of", "2022-06-30")
    book = openpyxl.load_workbook(path)
    heads = {cell.value: cell.column for cell in book.worksheets[0][2]}
    book.worksheets[0].cell(3, heads["目标值"]).value = 2.4
    book.save(path)
    said = duban("ledger", "import", str(path), "--who", "王敏", "--dry-run")
    assert "2.4" in said and "would be stored" in said
    assert "1 cell, 0 new goals, 0 answers on links stored" in duban(
        "ledger", "import", str(path), "--who", "王敏"
    )
    assert "Nothing was changed" in duban("ledger", "import", str(path), "--who", "王敏")
    duban("review", "edit", "NH22-1", "value=30000", "--who", "张三")
    assert "Nothing was stored" in duban("ledger", "import", str(path), "--who", "王敏", code=1)
