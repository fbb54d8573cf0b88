"""The commands about forms and waiting figures, each on an input that reaches it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli import app
from tests.actuals.forms.workbook import Sheet, write_xlsx

CLI = CliRunner()


def run(*words: str | Path, code: int = 0) -> str:
    """What a command prints; it has to end with that code."""
    result = CLI.invoke(app, [str(word) for word in words])
    assert result.exit_code == code, result.output
    return result.output


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """A form whose accumulation nothing tells, with one cell that is no figure."""
    rows = [
        ["青禾市2024年5月快递业务"],
        ["指标", "单位", "数值"],
        ["快递业务量", "万件", 980],
        ["投诉量", "件", "约30"],
    ]
    return write_xlsx(tmp_path / "快递.xlsx", {"S": Sheet(rows)})


def test_a_question_is_answered_once_beside_the_file(form: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    first = json.loads(run("actuals", "import", form, "--home", home, "--format", "json", code=3))
    assert [(n["kind"], n["place"], n["value"]) for n in first["notices"]] == [
        ("refuse", "S!C4", "约30"),
        ("ask", "S!C3", "980"),
    ]
    page = tmp_path / "page.html"
    assert "accumulation" in run("actuals", "inspect", form, "--html", page, code=3)
    assert "待答" in page.read_text(encoding="utf-8")
    run("actuals", "inspect", form, "--answer", "accumulation=当月", "--name", "快递月报", code=3)
    assert 'accumulation = "period"' in (tmp_path / "forms.toml").read_text(encoding="utf-8")
    second = json.loads(run("actuals", "import", form, "--home", home, "--format", "json", code=3))
    assert (second["loaded"], [n["kind"] for n in second["notices"]]) == (1, ["refuse"])
    rows = [["青禾市2024年6月快递业务"], ["指标", "单位", "数值"], ["快递业务量", "万件", 1010]]
    july = write_xlsx(tmp_path / "快递6月.xlsx", {"S": Sheet(rows)})
    assert "1 figure of 1 file" in run("actuals", "import", july, "--home", home)
    assert "快递业务量" in run("actuals", "unlinked", "--home", home, "--format", "csv")
    assert json.loads(run("actuals", "unlinked", "--home", home, "--format", "json"))[0]["figures"] == 2


def test_an_answer_that_is_none_is_refused(form: Path) -> None:
    assert "an answer is one of" in run("actuals", "inspect", form, "--answer", "colour=red", code=2)
    assert "unit is not known" in run("actuals", "inspect", form, "--answer", "unit=丈二", code=2)


def test_doubtful_figures_are_listed_and_confirmed(tmp_path: Path) -> None:
    home, table = tmp_path / "home", tmp_path / "a.csv"
    rows = ["栽植行道树,青禾市,2025-01,100,株,累计", "栽植行道树,青禾市,2025-02,90,株,累计"]
    table.write_text("\n".join(["指标,地区,期间,数值,单位,口径", *rows]), encoding="utf-8")
    assert "does not fall" in run("actuals", "import", table, "--home", home, code=3)
    assert "2025-02-28" in run("actuals", "doubtful", "--home", home, "--format", "csv")
    assert "counts" in run("actuals", "confirm", "栽植行道树", "2025-02", "--who", "李四", "--home", home)
    assert "No figure is doubtful." in run("actuals", "doubtful", "--home", home)
    run("actuals", "confirm", "栽植行道树", "2025-02", "--who", "李四", "--home", home, code=2)
    assert "No goal lacks figures." in run("actuals", "missing", "--home", home)


def test_the_quarantine_ends(form: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    run("actuals", "import", form, "--home", home, code=3)
    (entry,) = json.loads(run("quarantine", "list", "--home", home, "--format", "json"))
    assert "约30" in run("quarantine", "list", "--home", home)
    assert "1 put aside" in run("quarantine", "dismiss", entry["id"], "--who", "李四", "--home", home)
    assert "Nothing is kept out." in run("quarantine", "list", "--home", home)
    assert form.name in run("quarantine", "retry", form.name, "--home", home)
    run("quarantine", "retry", "none.xlsx", "--home", home, code=2)
    run("quarantine", "dismiss", "none", "--who", "李四", "--home", home, code=2)


@pytest.mark.parametrize("command", ["import", "inspect"])
def test_a_setting_that_is_none_is_named_without_a_traceback(
    form: Path, tmp_path: Path, command: str
) -> None:
    settings = tmp_path / "duban.toml"
    settings.write_text('regoin = "青禾市"\n', encoding="utf-8")
    home = ("--home", tmp_path / "home") if command == "import" else ()
    assert "regoin" in run("actuals", command, form, "--settings", settings, *home, code=2)
