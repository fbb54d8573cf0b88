"""What one reader may take of the app: time, days, tries of a token; and where a token may be told."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from dashboards.live import loaded_snapshot, server
from dashboards.live.app import make_app
from dashboards.live.loaded_snapshot import LoadedSnapshot, SnapshotSource
from dashboards.live.tokens import (
    FREE_TRIES,
    LONGEST_WAIT,
    BadToken,
    NotAllowed,
    TokenCheck,
    TooManyTries,
    read_token,
)
from flows.cli import app as duban

TOKEN = "correct horse"
LONG = "SELECT count(*) FROM range(1000000000) a, range(1000000000) b WHERE hash(a.range, b.range) = 1"


class Clock:
    """A clock that stands until it is put forward."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_statement_that_runs_too_long_is_interrupted(
    published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = SnapshotSource(published).latest()
    monkeypatch.setattr(loaded_snapshot, "SECONDS", 0.3)
    with loaded.at(loaded.day(None)) as cursor, pytest.raises(duckdb.InterruptException):
        cursor.execute(LONG).fetchall()
    with loaded.at(loaded.day(None)) as cursor:
        assert cursor.execute("SELECT count(*) FROM shown").fetchall() == [(49,)]


def test_memory_and_files_of_its_database_are_bounded(published: Path) -> None:
    loaded = SnapshotSource(published).latest()
    with loaded.at(loaded.day(None)) as cursor:
        assert cursor.execute("SELECT current_setting('memory_limit')").fetchall() == [("1.8 GiB",)]
        with pytest.raises(duckdb.PermissionException):
            cursor.execute("SELECT content FROM read_text('/etc/passwd')")


def test_days_make_room_for_others_but_not_while_they_are_read(
    published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loaded_snapshot, "_DAYS_KEPT", 2)
    loaded = LoadedSnapshot(SnapshotSource(published).latest().path)
    first, second, third = loaded.days
    with loaded.at(first) as reading:
        for day in (second, third, second, third):
            with loaded.at(day) as cursor:
                assert cursor.execute("SELECT count(*) FROM shown").fetchall() == [(49,)]
        assert reading.execute("SELECT count(*) FROM shown").fetchall() == [(49,)]
        assert "day_0" in loaded._laid_out
    assert set(loaded._laid_out) == {"day_1", "day_2"}


def test_a_failure_is_answered_with_a_sentence_and_logged_in_one_line(
    published: Path, caplog: pytest.LogCaptureFixture
) -> None:
    app = make_app(published)

    @app.server.get("/broken")
    def broken() -> str:
        raise KeyError("secret")

    @app.server.get("/slow")
    def slow() -> str:
        raise duckdb.InterruptException("Interrupted")

    with caplog.at_level(logging.WARNING):
        answer = app.server.test_client().get("/broken")
        assert (answer.status_code, "secret" in answer.get_data(as_text=True)) == (500, False)
        assert app.server.test_client().get("/slow").status_code == 503
    assert [len(record.getMessage().splitlines()) for record in caplog.records] == [1, 1]
    assert "test_limits.py" in caplog.text
    assert "Traceback" not in caplog.text


def test_wrong_tokens_are_slowed_down_by_address() -> None:
    clock = Clock()
    tokens = TokenCheck(TOKEN, clock=clock)
    for _ in range(FREE_TRIES):
        with pytest.raises(NotAllowed) as refused:
            tokens.actor("wrong", "10.0.0.1")
        assert not isinstance(refused.value, TooManyTries)
    with pytest.raises(TooManyTries, match="wait 1 s"):
        tokens.actor(TOKEN, "10.0.0.1")
    tokens.actor(TOKEN, "10.0.0.2")
    waits = []
    for _ in range(12):
        clock.now += 10_000
        with pytest.raises(NotAllowed):
            tokens.actor("wrong", "10.0.0.1")
        with pytest.raises(TooManyTries) as wait:
            tokens.actor("wrong", "10.0.0.1")
        waits.append(wait.value.seconds)
    assert waits[:4] == [2, 4, 8, 16]
    assert waits[-1] == LONGEST_WAIT
    clock.now += 10_000
    tokens.actor(TOKEN, "10.0.0.1")
    with pytest.raises(NotAllowed):
        tokens.actor("wrong", "10.0.0.1")


def test_no_token_lets_nobody_in() -> None:
    tokens = TokenCheck(None)
    for given in (None, "", "None"):
        with pytest.raises(NotAllowed):
            tokens.actor(given, "10.0.0.1")


def test_a_token_comes_from_a_file_or_the_environment(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n", encoding="utf-8")
    assert read_token(file, {"DUBAN_TOKEN": "another token"}) == TOKEN
    assert read_token(None, {"DUBAN_TOKEN": "another token"}) == "another token"
    assert read_token(None, {}) is None
    for bad in ("short", "", "x" * 201):
        file.write_text(bad, encoding="utf-8")
        with pytest.raises(BadToken, match="12 to 200 characters"):
            read_token(file, {})
    with pytest.raises(BadToken, match="cannot be read"):
        read_token(tmp_path / "none", {})


def test_a_token_on_the_command_line_is_refused_with_the_reason(tmp_path: Path) -> None:
    said = CliRunner().invoke(duban, ["serve", "--home", str(tmp_path), "--token", TOKEN])
    assert said.exit_code == 2
    assert "list of processes" in " ".join(said.output.replace("│", " ").split())
    file = tmp_path / "token"
    file.write_text("short", encoding="utf-8")
    said = CliRunner().invoke(duban, ["serve", "--home", str(tmp_path), "--token-file", str(file)])
    assert said.exit_code == 2
    assert "12 to 200" in " ".join(said.output.replace("│", " ").split())


def test_the_command_serves_by_the_names_it_was_given(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[int, bool]] = []

    def look(own: server.LiveServer) -> None:
        client = own.app.test_client()  # type: ignore[attr-defined]
        codes = [client.get("/", headers={"Host": h}).status_code for h in ("plan.example", "other.example")]
        asked.append((codes[0], codes[1] == 421))
        assert '"token"' in client.get("/_dash-layout").get_data(as_text=True)
        own.server_close()

    monkeypatch.setattr(server.LiveServer, "serve_forever", look)
    file = tmp_path / "token"
    file.write_text(TOKEN, encoding="utf-8")
    file.chmod(0o644)
    options = ["--home", str(published), "--port", "0", "--token-file", str(file)]
    settings = tmp_path / "settings.toml"
    settings.write_text("link_threshold = 0.9\n", encoding="utf-8")
    options += ["--settings", str(settings)]
    said = CliRunner().invoke(duban, ["serve", *options, "--allow-host", "plan.example"])
    assert said.exit_code == 0, said.output
    assert asked == [(200, True)]
    assert "chmod 600" in said.stderr
    settings.write_text("link_threshhold = 0.9\n", encoding="utf-8")
    said = CliRunner().invoke(duban, ["serve", *options])
    assert said.exit_code == 2
    assert "link_threshhold" in said.output


def test_connections_beyond_the_most_wait_and_silent_ones_end(
    published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import socket
    import time

    monkeypatch.setattr(server, "MOST_CONNECTIONS", 2)
    monkeypatch.setattr(server._Handler, "timeout", 1)
    own = server.live_server(published, port=0)
    threading.Thread(target=own.serve_forever, daemon=True).start()
    silent = [socket.create_connection(("127.0.0.1", own.port)) for _ in range(4)]
    began = time.monotonic()
    with socket.create_connection(("127.0.0.1", own.port), timeout=30) as asking:
        asking.sendall(b"GET /style/boot.js HTTP/1.0\r\nHost: localhost\r\n\r\n")
        assert b"200 OK" in asking.recv(1000)
    assert time.monotonic() - began < 10
    for one in silent:
        one.close()
    own.shutdown()
    own.server_close()
