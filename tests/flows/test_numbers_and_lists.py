"""Every command takes the number that people say, and every list fits 80 columns, comes as JSON and CSV, and pages."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime
from pathlib import Path
from unicodedata import east_asian_width

import pytest
from typer.testing import CliRunner

from flows.cli import app
from targets.actuals.imports import import_files
from targets.actuals.links import propose_links
from targets.alerts.update import update_alerts
from targets.progress.refresh import refresh_progress
from targets.rejection import Rejection
from targets.store.publish import publish
from targets.store.quarantine import quarantine
from targets.store.run import Run
from targets.store.warehouse import open_warehouse
from tests.conftest import NewWarehouse
from tests.store.office import PLAN, SETTINGS, Office

RUN = Run("run-900", date(2022, 6, 30), datetime(2022, 6, 30, 20))
LISTS = (
    ["status"],
    ["review", "list"],
    ["links", "list"],
    ["alerts", "list"],
    ["quarantine", "list"],
    ["changes"],
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, new_warehouse: NewWarehouse) -> Path:
    """A home with something in every list."""
    home = tmp_path_factory.mktemp("home")
    new_warehouse(home)
    table = home / "a.csv"
    table.write_text(
        "目标编号,指标,地区,期间,数值,单位,累计\nnh22-1,小区改造,南湖市,2022-05,900,户,是\n,城镇就业新增有关人数,南湖市,2022-05,900,人,是\n",
        encoding="utf-8",
    )
    kept_out = Rejection(
        kind="actuals",
        file=str(home / "b.csv"),
        place="line 3",
        field="value",
        value="约九千左右",
        reason="This is not a number.",
        advice="Write it.",
    )
    with open_warehouse(home) as con:
        office = Office(con)
        office.load(PLAN)
        office.load(PLAN.replace("增长8%", "增长7%"))
        con.execute("UPDATE extracted_targets SET state = 'proposed', confidence = 0.3 WHERE unit = '公里'")
        import_files(con, home, [table], RUN, SETTINGS)
        propose_links(con, RUN, SETTINGS)
        con.execute(
            "INSERT INTO links SELECT 99, t.target_id, s.series_id, 'proposed', 0.7, 1, 'name', 'duban', now()::TIMESTAMP, 'r' "
            "FROM targets t, series s WHERE t.unit = '人' AND s.unit = '人'"
        )
        refresh_progress(con, RUN, SETTINGS)
        update_alerts(con, RUN, SETTINGS)
        quarantine(con, home, [kept_out], RUN)
        publish(con, home, RUN)
    return home


def run(home: Path, *arguments: str) -> str:
    """What a command prints; it must end well."""
    done = CliRunner().invoke(app, [*arguments, "--home", str(home)], env={"COLUMNS": "200"})
    assert done.exit_code == 0, done.output
    return done.output


def width(line: str) -> int:
    """Columns that a line takes on a terminal."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in line)


@pytest.mark.parametrize("command", LISTS, ids=" ".join)
def test_a_list_fits_80_columns_and_comes_as_data(home: Path, command: list[str]) -> None:
    shown = run(home, *command)
    assert max(width(line.rstrip()) for line in shown.splitlines()) <= 80
    rows = json.loads(run(home, *command, "--format", "json"))
    table = list(csv.DictReader(io.StringIO(run(home, *command, "--format", "csv"))))
    assert len(rows) == len(table) > 0
    names = {"quarantine": "id"}.get(command[0], "handle")
    assert str(rows[0][names]) in shown


def test_a_list_says_how_many_rows_it_leaves_out(home: Path) -> None:
    assert "more goals: duban status --limit" in run(home, "status", "--limit", "1")
    assert (
        "more: --limit" in run(home, "changes", "--limit", "1")
        or len(json.loads(run(home, "changes", "--format", "json"))) == 1
    )


def test_an_import_feeds_the_goal_whose_number_it_names(home: Path) -> None:
    (goal,) = [
        row for row in json.loads(run(home, "status", "--format", "json")) if row["handle"] == "NH22-1"
    ]
    assert (goal["unit"], goal["actual"], goal["status"]) == ("户", 900.0, "lagging")


@pytest.mark.parametrize("number", ["NH22-1", "nh221", "南湖22-1"])
def test_commands_take_the_number(home: Path, number: str, tmp_path: Path) -> None:
    assert "NH22-1" in run(home, "explain", number)
    run(home, "chart", number, "--out", str(tmp_path / "goal.html"))
    run(home, "changes", number)
    run(home, "review", "accept", number, "--who", "王敏")
    run(home, "alerts", "ack", number, "--who", "王敏")
    with open_warehouse(home) as con:
        ((series, target),) = con.execute(
            "SELECT series_id, target_id FROM links WHERE state = 'accepted' LIMIT 1"
        ).fetchall()
        assert con.execute("SELECT state FROM alerts WHERE target_id = ?", [target]).fetchall() == [
            ("acknowledged",)
        ]
    run(home, "links", "accept", number, series, "--who", "王敏")


def test_a_number_that_nobody_goes_by_is_told(home: Path) -> None:
    for command in (
        ["explain"],
        ["chart", "--out", "x.html"],
        ["review", "accept", "--who", "x"],
        ["changes"],
    ):
        done = CliRunner().invoke(app, [*command, "NH22-999", "--home", str(home)])
        assert done.exit_code == 2
        assert "no goal has this number" in done.output


def test_changes_are_told_in_a_sentence(home: Path) -> None:
    assert "目标值由8%下调为7%" in run(home, "changes").replace("\n", "").replace(" ", "")
    assert (
        "goal lowered from 8% to 7%"
        in json.loads(run(home, "changes", "--format", "json", "--language", "en"))[0]["told"]
    )
    assert json.loads(run(home, "changes", "--open", "--format", "json")) == []


def test_an_explanation_holds_no_code_word_and_no_raw_number(home: Path) -> None:
    for language in ("zh", "en"):
        said = run(home, "explain", "NH22-1", "--language", language)
        for code in ("lagging", "ytd", "at_least", "e+", "00:00:00"):
            assert code not in said or (language, code) == ("en", "lagging"), code
