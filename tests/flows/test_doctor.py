"""`duban doctor` says what is there and what to do about what is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli import app
from targets.store.publish import publish
from targets.store.run import start_run
from targets.store.warehouse import open_warehouse


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PREFECT_API_URL", "PREFECT_HOME", "DUBAN_SETTINGS"):
        monkeypatch.delenv(name, raising=False)


def told(code: int, *arguments: str | Path) -> dict[str, str]:
    """Of each thing the line that is printed."""
    done = CliRunner().invoke(app, ["doctor", *map(str, arguments)])
    assert done.exit_code == code, done.output
    return {line[5:].partition(":")[0]: line for line in done.output.splitlines()}


def test_before_the_first_refresh_nothing_is_wrong(tmp_path: Path) -> None:
    lines = told(0, "--home", tmp_path / "new" / "home")
    assert lines["warehouse"].startswith("note") and "duban refresh" in lines["warehouse"]
    assert lines["Prefect server"] == "ok   Prefect server: none; a refresh starts one"
    assert {"Python", "duckdb", "disk", "browser", "LibreOffice", "Chinese font"} <= lines.keys()


def test_a_home_in_use_is_described(tmp_path: Path) -> None:
    run = start_run()
    with open_warehouse(tmp_path) as con:
        snapshot = publish(con, tmp_path, run)
    lines = told(0, "--home", tmp_path)
    assert snapshot.name in lines["snapshot"]
    snapshot.unlink()
    assert "duban refresh --full" in told(1, "--home", tmp_path)["snapshot"]


def test_settings_that_are_wrong_are_named(tmp_path: Path) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text("worker = 2", encoding="utf-8")
    assert told(1, "--home", tmp_path, "--settings", settings)["settings"].startswith("FAIL")


def test_rules_and_receivers_of_alerts_are_looked_at(tmp_path: Path) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text(
        '[[receivers]]\nname = "a"\nurl = "json://office.example/"\n'
        '[[receivers]]\nname = "b"\nurl = "json://u:secret@office.example/"\n',
        encoding="utf-8",
    )
    lines = told(1, "--home", tmp_path, "--settings", settings)
    assert lines["alert rules"].endswith("the 11 shipped")
    assert lines["receiver a"].startswith("ok")
    assert "settings.toml, line 6: the address holds a password or token" in lines["receiver b"]
    (tmp_path / "alerts.toml").write_text('[[rule]]\nname = "a"\n', encoding="utf-8")
    assert "alerts.toml, line 1, when: is missing" in told(1, "--home", tmp_path)["alert rules"]
