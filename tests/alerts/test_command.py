"""`duban alerts` on a warehouse with one goal that lags."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.commands.alerts import app
from targets.settings import Receiver, Settings
from targets.store.warehouse import open_warehouse
from tests.alerts.conftest import Desk, Webhook


@pytest.fixture
def home(desk: Desk, webhook: Webhook, tmp_path: Path) -> Path:
    """A home whose warehouse holds an alert on goal g with a message that waits, and its settings."""
    (tmp_path / "duban.toml").write_text(
        f'[[receivers]]\nname = "hook"\nurl = "{webhook.url}"\ndigest = false\n', encoding="utf-8"
    )
    desk.goal("g", indicator="保障房[/red]套数")
    desk.settings = Settings(receivers=(Receiver("hook", webhook.url, digest=False),))
    desk.refresh(date(2022, 6, 30), {"g": "lagging"})
    with open_warehouse(tmp_path) as con:
        for table in ("alerts", "outbox"):
            for row in desk.con.execute(f"SELECT * FROM {table}").fetchall():
                con.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", list(row))
    return tmp_path


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(a) for a in arguments], env={"COLUMNS": "200"})
    return result.exit_code, result.output


def test_list_acknowledge_deliver(home: Path, webhook: Webhook) -> None:
    code, table = run("list", "--home", home)
    assert code == 0
    assert "保障房[/red]套数" in table
    assert run("ack", "g", "--who", "张三", "--note", "已约谈", "--home", home) == (
        0,
        "g acknowledged by 张三\n",
    )
    settings = ("--home", home, "--settings", home / "duban.toml")
    assert run("deliver", *settings) == (0, "1 sent, 0 not delivered\n")
    assert run("deliver", *settings) == (0, "0 sent, 0 not delivered\n")
    assert len(webhook.received) == 1
    code, rows = run("list", "--home", home, "--format", "json")
    (alert,) = json.loads(rows)
    assert (alert["state"], alert["who"], alert["note"]) == ("acknowledged", "张三", "已约谈")
    assert alert["last_sent_at"]


def test_a_failed_delivery_is_an_exit_code_and_a_line(home: Path, webhook: Webhook) -> None:
    webhook.answer = 500
    code, said = run("deliver", "--home", home, "--settings", home / "duban.toml")
    assert code == 3
    assert "0 sent, 1 not delivered" in said
    assert "hook, 住建局（某市）, attempt 1: " in said


def test_a_test_message(home: Path, webhook: Webhook) -> None:
    assert run("test", "hook", "--settings", home / "duban.toml") == (0, "hook took the message\n")
    assert webhook.received[0][1]["title"] == "【督办】测试 | duban test"
    code, said = run("test", "nobody", "--settings", home / "duban.toml")
    assert (code, said) == (2, "No receiver 'nobody' in the settings; they name: hook.\n")


def test_wrong_use_says_what_to_do(home: Path, tmp_path: Path) -> None:
    code, said = run("ack", "x", "--who", "张三", "--home", home)
    assert code == 2
    assert "see `duban alerts list`" in said
    code, said = run("list", "--home", tmp_path / "nowhere")
    assert code == 1
    assert "Run `duban refresh`" in said
