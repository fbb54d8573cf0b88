"""`duban alerts` on a warehouse with one goal that lags."""

from __future__ import annotations

import json
import logging
import re
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.commands.alerts import app
from targets.settings import BadSettings, Receiver, Settings, load_settings
from targets.store.warehouse import open_warehouse
from tests.alerts.conftest import Desk, Webhook

_TABLES = (
    *("documents", "document_files", "extracted_targets", "progress", "progress_history"),
    *("alerts", "alert_conditions", "alert_changes", "alert_tellings", "outbox"),
)


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
        for table in _TABLES:
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
    assert webhook.received[0][1]["title"] == "【督办】hook：测试 | test"
    code, said = run("test", "nobody", "--settings", home / "duban.toml")
    assert (code, said) == (2, "No receiver 'nobody' in the settings; they name: hook.\n")


def test_silence_list_and_unsilence(home: Path) -> None:
    by = ("--who", "张三", "--home", home)
    until = ("--until", "2100-01-31", "--reason", "整改方案已批")
    assert run("silence", "g", *until, *by) == (0, "silence 1 until 2100-01-31, 1 alert fell silent\n")
    code, table = run("list", "--silences", "--home", home)
    assert code == 0 and "张三：整改方案已批" in table
    assert run("unsilence", 1, *by) == (0, "silence 1 ended, 1 alert fires again\n")
    code, said = run("unsilence", 1, *by)
    assert (code, said) == (2, "There is no silence 1 to end. `duban alerts list` shows them.\n")
    assert run("silence", *until, *by)[0] == 2
    for named in (("--unit", "住建局"), ("--region", "某市"), ("--rule", "behind")):
        assert run("silence", *named, *until, *by)[0] == 0


def test_explain_says_what_each_rule_saw_and_who_heard(home: Path) -> None:
    code, said = run("explain", "g", "--home", home, "--settings", home / "duban.toml")
    assert code == 0
    assert "holds behind (warning): status lagging, periods 1  since 2022-06-30" in said
    assert "no    missed (critical): status lagging" in said
    assert "firing (fires) behind, lagging -> hook: told" in said
    assert run("explain", "nothing", "--home", home)[0] == 2


def test_the_outbox_shows_what_waits_and_what_was_given_up(home: Path, webhook: Webhook) -> None:
    logging.getLogger("apprise").disabled = True  # as after a migration of Prefect's database
    settings = ("--home", home, "--settings", home / "duban.toml")
    webhook.answer = 500
    assert run("deliver", *settings)[0] == 3
    assert run("deliver", *settings) == (0, "0 sent, 0 not delivered, 1 wait\n")
    code, rows = run("list", "--outbox", "--home", home, "--format", "json")
    (message,) = json.loads(rows)
    assert (message["state"], message["attempts"]) == ("pending", 1) and "500" in message["last_error"]
    with open_warehouse(home) as con:
        con.execute("UPDATE outbox SET state = 'dead', attempts = 10")
    assert run("deliver", *settings) == (0, "0 sent, 0 not delivered\n")
    webhook.answer = 200
    assert run("deliver", "--dead", *settings) == (0, "1 sent, 0 not delivered\n")


def test_wrong_rules_send_nothing_and_are_named(home: Path, webhook: Webhook) -> None:
    settings = ("--home", home, "--settings", home / "duban.toml")
    code, rows = run("list", "--rules", *settings, "--format", "json")
    assert code == 0 and {rule["name"] for rule in json.loads(rows)} >= {"missed", "behind"}
    (home / "alerts.toml").write_text('[[rule]]\nname = "a"\nwhen = "late"\n', encoding="utf-8")
    for command in (("deliver",), ("list", "--rules"), ("explain", "g")):
        code, said = run(*command, *settings)
        assert code == 1
        assert "alerts.toml, line 3, when: 'late' is no condition. Name one of behind" in said
    assert webhook.received == []
    assert run("list", "--home", home)[0] == 0


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ('url = "json://u:secret@127.0.0.1:9/"', "duban.toml, line 3: the address holds a password or token"),
        ('url_file = "hook.url"', "hook.url may be read by others (mode 0644). Run: chmod 600"),
        ('url_file = "none.url"', "Write the address there, in one line."),
        ('url_env = "DUBAN_NOT_SET"', "duban.toml, line 3: the environment has no variable DUBAN_NOT_SET"),
    ],
)
def test_a_secret_in_the_wrong_place_is_refused_and_the_others_hear(
    home: Path, webhook: Webhook, address: str, says: str
) -> None:
    other = f'[[receivers]]\nname = "other"\nurl = "{webhook.url}"\n'
    (home / "hook.url").write_text("json://u:secret@127.0.0.1:9/", encoding="utf-8")
    (home / "hook.url").chmod(0o644)
    (home / "duban.toml").write_text(f'[[receivers]]\nname = "hook"\n{address}\n{other}', encoding="utf-8")
    settings = ("--home", home, "--settings", home / "duban.toml")
    code, said = run("deliver", *settings)
    assert code == 3
    assert says in said and "secret@" not in said
    assert run("test", "other", "--settings", home / "duban.toml")[0] == 0


def test_a_secret_in_a_file_of_its_owner_or_the_environment_is_taken(
    home: Path, webhook: Webhook, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = webhook.url.replace("json://", "json://u:secret@")
    (home / "hook.url").write_text(secret + "\n", encoding="utf-8")
    (home / "hook.url").chmod(0o600)
    monkeypatch.setenv("DUBAN_HOOK", secret)
    for address in ('url_file = "hook.url"', 'url_env = "DUBAN_HOOK"'):
        text = f'[[receivers]]\nname = "hook"\n{address}\n'
        (home / "duban.toml").write_text(text, encoding="utf-8")
        assert run("test", "hook", "--settings", home / "duban.toml")[0] == 0
    assert all(headers["Authorization"].startswith("Basic ") for headers, _ in webhook.received)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('colour = "red"', "line 4: receivers: colour: unknown; known are name"),
        ('language = "fr"', "line 4: receivers: language: 'fr' is none of zh, en, both"),
        ("per_hour = true", "line 4: receivers: per_hour: True is not of the form int"),
        ('attach = ["map"]', "line 4: receivers: attach: 'map' cannot be attached; known is notice"),
        ('url_env = "X"', "give one address, by one of url, url_env, url_file"),
        ('[[receivers]]\nname = "hook"', "line 5: receivers: name: give each receiver a name of its own"),
    ],
)
def test_a_wrong_receiver_is_named_by_its_line(home: Path, line: str, says: str) -> None:
    (home / "duban.toml").write_text(
        f'[[receivers]]\nname = "hook"\nurl = "json://127.0.0.1:9"\n{line}\n', encoding="utf-8"
    )
    with pytest.raises(BadSettings, match=re.escape(says)):
        load_settings(home / "duban.toml")


def test_settings_that_became_rules_say_so(home: Path) -> None:
    (home / "duban.toml").write_text("repeat_hours = 24\n", encoding="utf-8")
    with pytest.raises(BadSettings, match="repeat_hours: has become a rule: write it in alerts.toml"):
        load_settings(home / "duban.toml")


def test_wrong_use_says_what_to_do(home: Path, tmp_path: Path) -> None:
    code, said = run("ack", "x", "--who", "张三", "--home", home)
    assert code == 2
    assert "see `duban alerts list`" in said
    code, said = run("list", "--home", tmp_path / "nowhere")
    assert code == 1
    assert "Run `duban refresh`" in said
