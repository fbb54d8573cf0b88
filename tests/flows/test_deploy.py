"""The systemd unit and the container file name commands, options and addresses that exist."""

from __future__ import annotations

import configparser
import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from typer.main import get_command

from flows.cli import app
from tests.flows.conftest import ROOT

UNIT, CONTAINER = ROOT / "deploy" / "duban.service", ROOT / "deploy" / "Containerfile"


def check_words(words: list[str]) -> None:
    """Fail unless the words are a command of duban with options that it has."""
    command = get_command(app).commands[words[0]]  # type: ignore[attr-defined]
    known = {name for parameter in command.params for name in parameter.opts}
    assert {word for word in words[1:] if word.startswith("--")} <= known


def unit() -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False)
    parser.optionxform = str  # type: ignore[assignment]
    parser.read_string(UNIT.read_text(encoding="utf-8"))
    return parser


def test_the_unit_starts_and_stops_with_commands_that_exist() -> None:
    service = unit()["Service"]
    for key in ("ExecStart", "ExecStop"):
        program, *words = shlex.split(service[key])
        assert Path(program).name == "duban"
        check_words(words)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed")
def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    program = tmp_path / "duban"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    file = tmp_path / "duban.service"
    text = UNIT.read_text(encoding="utf-8").replace("/srv/duban/.venv/bin/duban", str(program))
    file.write_text(text, encoding="utf-8")
    done = subprocess.run(["systemd-analyze", "verify", file], capture_output=True, text=True, check=False)
    assert "duban.service" not in done.stderr


def test_the_container_runs_commands_and_copies_files_that_exist() -> None:
    text = CONTAINER.read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line.split(maxsplit=1) for line in text.splitlines() if line and not line.startswith("#")]
    kinds = {kind for kind, _ in lines}
    assert kinds <= {"FROM", "RUN", "WORKDIR", "COPY", "USER", "ENV", "HEALTHCHECK", "CMD"}
    last = dict(lines)
    program, *words = json.loads(last["CMD"])
    assert program == "duban"
    check_words(words)
    assert re.search(r"CMD \[.*healthz", last["HEALTHCHECK"])
    for kind, rest in lines:
        if kind == "COPY":
            assert (ROOT / rest.split()[0]).exists()
