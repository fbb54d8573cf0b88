"""Every command takes the number that people say, and every list fits 80 columns, comes as JSON and CSV, and pages."""

from __future__ import annotations

import csv
import io
import json
import shutil
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

import pytest
import typer
from typer.testing import CliRunner

from flows.cli import app
from targets.actuals.imports import import_files
from targets.actuals.links import propose_links
from targets.actuals.watched import link_watched
from targets.alerts.update import update_alerts
from targets.ledger.notices import issue
from targets.progress.refresh import refresh_progress
from targets.rejection import Rejection
from targets.store.publish import publish
from targets.store.quarantine import quarantine
from targets.store.run import Run
from targets.store.warehouse import open_warehouse
from tests.conftest import NewWarehouse
from tests.store.office import PLAN, SETTINGS, SOMEONE, Office

LONG = "城市生命线安全工程全口径监测预警平台"
RUN = Run("run-900", date(2022, 6, 30), datetime(2022, 6, 30, 20))
LISTS = {
    "status": "handle",
    "review list": "handle",
    "links list": "handle",
    "alerts list": "handle",
    "alerts list --rules": "name",
    "alerts list --outbox": "receiver",
    "alerts list --silences": "silence_id",
    "quarantine list": "id",
    "changes": "handle",
    "trace NH22-1": "figure",
    "goals parts NH22-1": "handle",
    "actuals doubtful": "said",
    "actuals unlinked": "last_period",
    "actuals missing --as-of 2022-07-31": "handle",
    "actuals history 小区改造": "said",
    "actuals conflicts": "said",
    "notice list": "number",
    "watched list": "handle",
    "watched links": "handle",
    "users list": "name",
}
"""The lists that the commands print, and a field of a row that their tables show whole."""
NO_LISTS = {"verify", "ledger import"}
"""What prints rows only where something is wrong, or of a file."""


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
    differing = [home / "morning.csv", home / "noon.csv"]
    for file, times in zip(differing, (30, 31), strict=True):
        rows = f"{LONG}运行次数,南湖市,2022-05,{times},次,否\n{LONG}用电量,南湖市,2022-05,30,度,否\n"
        file.write_text("指标,地区,期间,数值,单位,累计\n" + rows, encoding="utf-8")
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
    run(home, "goals", "divide", "NH22-1", "东湖区=1.2万户", "西湖区=8000户", "--who", "王敏")
    run(
        home, "watched", "add", f"{LONG}用电数量", "--source", "调度会", "--region", "南湖市", "--who", "王敏"
    )
    run(home, "users", "add", "王敏", "--role", "admin")
    run(home, "alerts", "silence", "NH22-1", "--until", "2099-12-31", "--reason", "雨季", "--who", "王敏")
    done = CliRunner().invoke(app, ["actuals", "import", *map(str, differing), "--home", str(home)])
    assert done.exit_code == 3, "files of one day differ"
    with open_warehouse(home) as con:
        link_watched(con, RUN, replace(SETTINGS, link_threshold=1.0))
        refresh_progress(con, RUN, SETTINGS)
        goals = [row[0] for row in con.execute("SELECT target_id FROM targets").fetchall()]
        office_of = [("市推进重大项目建设工作领导小组办公室", goals)]
        issue(con, "南湖市督查室", office_of, RUN.as_of, date(2022, 7, 8), SOMEONE)
        publish(con, home, RUN, full=True)
    return home


def run(home: Path, *arguments: str) -> str:
    """What a command prints; it must end well."""
    done = CliRunner().invoke(app, [*arguments, "--home", str(home)], env={"COLUMNS": "200"})
    assert done.exit_code == 0, done.output
    return done.output


def width(line: str) -> int:
    """Columns that a line takes on a terminal."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in line)


@pytest.mark.parametrize("command", LISTS)
def test_a_list_fits_80_columns_comes_as_data_and_pages(home: Path, command: str) -> None:
    words = command.split()
    shown = run(home, *words)
    assert max(width(line.rstrip()) for line in shown.splitlines()) <= 80
    rows = json.loads(run(home, *words, "--format", "json"))
    table = list(csv.DictReader(io.StringIO(run(home, *words, "--format", "csv"))))
    assert len(rows) == len(table) > 0
    assert str(rows[0][LISTS[command]]) in shown
    last = run(home, *words, "--limit", "1", "--page", str(len(rows)))
    assert (f"{len(rows)} to {len(rows)} of {len(rows)}" in last) == (len(rows) > 1)
    assert "has the next" not in last
    assert ("--page 2 has the next" in run(home, *words, "--limit", "1")) == (len(rows) > 1)


def test_every_list_of_the_commands_is_among_these() -> None:
    def listing(command: Any, path: str) -> set[str]:
        options = {option for parameter in command.params for option in parameter.opts}
        found = {path.strip()} if options & {"--limit", "--page"} or path.endswith(" list") else set()
        assert not found or options >= {"--format", "--limit", "--page"}, path
        return found.union(
            *(listing(c, f"{path} {name}") for name, c in getattr(command, "commands", {}).items())
        )

    known = {
        " ".join(word for word in command.split() if word.islower() and word[0] != "-") for command in LISTS
    }
    assert listing(typer.main.get_command(app), "") == known | NO_LISTS


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


WHO = ("--who", "王敏")
TAKES_A_GOAL = {
    "explain": (),
    "trace": (),
    "chart": ("--out", "goal.html"),
    "changes": (),
    "alerts ack": WHO,
    "alerts silence": (*WHO, "--until", "2099-12-31", "--reason", "雨季"),
    "alerts explain": (),
    "links accept": ("SERIES", *WHO),
    "links reject": ("SERIES", *WHO),
    "review accept": WHO,
    "review reject": WHO,
    "review edit": ("due=2022-12-30", *WHO),
    "review extend": ("2023-03-31", *WHO),
    "goals divide": ("东湖区=1.2万户", *WHO),
    "goals parts": (),
    "goals milestones": (),
    "goals explain": (*WHO, "--cause", "雨季"),
}
"""The commands that take a goal, and what else each asks for."""


def test_every_command_that_takes_a_goal_is_among_these() -> None:
    def taking(command: Any, path: str) -> set[str]:
        asked = {parameter.name for parameter in command.params if parameter.param_type_name == "argument"}
        found = {path.strip()} if asked & {"goal", "goals", "target", "alert_id"} else set()
        return found.union(
            *(taking(c, f"{path} {name}") for name, c in getattr(command, "commands", {}).items())
        )

    assert taking(typer.main.get_command(app), "") == set(TAKES_A_GOAL)


@pytest.mark.parametrize("command", TAKES_A_GOAL)
def test_a_number_is_taken_and_one_that_nobody_goes_by_is_told(
    home: Path, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = Path(shutil.copytree(home, tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    with open_warehouse(own) as con:
        series = con.execute("SELECT series_id FROM series WHERE unit = '户'").fetchall()[0][0]
    more = [series if word == "SERIES" else word for word in TAKES_A_GOAL[command]]
    run(own, *command.split(), "nh221", *more)
    done = CliRunner().invoke(app, [*command.split(), "NH22-999", *more, "--home", str(own)])
    assert done.exit_code == 2
    assert "NH22-999" in done.output
    assert "no goal has this number" in done.output or "names no open alert" in done.output


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
