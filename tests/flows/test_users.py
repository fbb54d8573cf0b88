"""`duban users`: tokens are printed once and stored as hashes, in a file that its owner alone may read."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dashboards.live import server
from flows.cli import app
from targets.users import ALLOWED, Act, Actor, UserRole, add_user, read_users, user_of

NOW = datetime(2022, 7, 1, 9)


def users(home: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["users", *arguments, "--home", str(home)])


def test_a_user_is_added_listed_and_removed(tmp_path: Path) -> None:
    token = users(tmp_path, "add", "王敏", "--role", "reviewer").stdout.strip()
    own = users(
        tmp_path, "add", "李四", "--role", "unit", "--unit", "市住建局", "--unit", "市教育局（南湖市）"
    )
    assert (len(token), own.exit_code) == (43, 0)
    file = tmp_path / "users.json"
    assert token not in file.read_text(encoding="utf-8")
    assert file.stat().st_mode & 0o777 == 0o600
    found = user_of(read_users(tmp_path), token)
    assert found and found.actor == Actor("王敏", UserRole.REVIEWER)
    assert user_of(read_users(tmp_path), f"{token}x") is None
    listed = json.loads(users(tmp_path, "list", "--format", "json").stdout)
    assert [(row["name"], row["role"], row["units"]) for row in listed] == [
        ("王敏", "reviewer", ""),
        ("李四", "unit", "市住建局、市教育局（南湖市）"),
    ]
    assert token not in users(tmp_path, "list").stdout
    assert users(tmp_path, "remove", "王敏").exit_code == 0
    assert [user.name for user in read_users(tmp_path)] == ["李四"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["add", "李四", "--role", "unit"], "speaks for units"),
        (["add", "李四", "--role", "admin", "--unit", "市住建局"], "speaks for units"),
        (["add", "王敏", "--role", "reader"], "a user already"),
        (["add", "  ", "--role", "reader"], "one line"),
        (["add", "李\u202e四", "--role", "reader"], "one line"),
        (["remove", "李四"], "no such user"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_word(tmp_path: Path, arguments: list[str], says: str) -> None:
    add_user(tmp_path, "王敏", UserRole.READER, [], NOW)
    said = users(tmp_path, *arguments)
    assert (said.exit_code, says in said.stderr) == (2, True)
    assert [user.name for user in read_users(tmp_path)] == ["王敏"]


@pytest.mark.parametrize("spoiled", ["others may read it", "{", '{"users": [{"name": "王敏"}]}'])
def test_a_list_that_cannot_be_trusted_is_refused(tmp_path: Path, spoiled: str) -> None:
    add_user(tmp_path, "王敏", UserRole.READER, [], NOW)
    file = tmp_path / "users.json"
    if spoiled.startswith("others"):
        file.chmod(0o640)
    else:
        file.write_text(spoiled, encoding="utf-8")
    for said in (users(tmp_path, "list"), CliRunner().invoke(app, ["serve", "--home", str(tmp_path)])):
        assert said.exit_code == 1
        assert "users.json" in said.stderr
    assert users(tmp_path, "add", "李四", "--role", "admin").exit_code == 2


def test_users_added_at_the_same_moment_are_all_there(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: add_user(tmp_path, f"第{n}人", UserRole.READER, [], NOW), range(24)))
    assert len(read_users(tmp_path)) == 24


def test_serving_says_who_may_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server.LiveServer, "serve_forever", lambda own: own.server_close())
    options = ["serve", "--home", str(tmp_path), "--port", "0"]
    assert "read only" in CliRunner().invoke(app, options).stdout
    add_user(tmp_path, "王敏", UserRole.READER, [], NOW)
    assert "writes for 1 users" in CliRunner().invoke(app, options).stdout
    both = CliRunner().invoke(app, options, env={"DUBAN_TOKEN": "correct horse"})
    assert "writes for the shared token and 1 users" in both.stdout


def test_a_unit_owns_the_goals_that_name_it() -> None:
    unit = Actor("李四", UserRole.UNIT, ("市住建局", "市教育局（南湖市）"))
    assert unit.owns(["市发改委", "市住建局"], "云州市")
    assert unit.owns(["市教育局"], "南湖市")
    assert not unit.owns(["市教育局"], "云州市")
    assert not unit.owns([], None)
    assert Actor("张三", UserRole.REVIEWER).owns([], None)
    assert {role: len(acts) for role, acts in ALLOWED.items()} == {
        UserRole.READER: 0,
        UserRole.UNIT: 2,
        UserRole.REVIEWER: 3,
        UserRole.ADMIN: len(Act),
    }
