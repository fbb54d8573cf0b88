"""No text that we write into a table becomes a formula in a spreadsheet program."""

from __future__ import annotations

import csv
import io
from contextlib import nullcontext
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.commands import tables
from targets.rejection import Rejection
from targets.spreadsheets import neutral
from targets.store.quarantine import quarantine, write_open
from targets.store.warehouse import open_warehouse
from tests.conftest import NewWarehouse
from tests.store.samples import RUN

EVIL = "=HYPERLINK(A1)"


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "--"])
def test_formulas_are_neutralised(text: str) -> None:
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("value", ["-12", "+3.5%", "-1,234.5", "甲局", "a=b", "", -3.0, None])
def test_numbers_and_words_stay(value: object) -> None:
    assert neutral(value) == value


def cells(text: str) -> list[str]:
    return [cell for row in csv.reader(io.StringIO(text)) for cell in row]


def test_lists_of_commands(capsys: pytest.CaptureFixture[str]) -> None:
    tables.print_rows([{"name": EVIL}], {}, tables.ListFormat.CSV, 1, 1, title="", nothing="")
    assert cells(capsys.readouterr().out) == ["name", f"'{EVIL}"]


def test_status(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    rows = pd.DataFrame([{"indicator": EVIL, "owners": ["+甲局"], "value": -1.5}])
    monkeypatch.setattr("targets.progress.status.status_rows", lambda *_: rows)
    monkeypatch.setattr(
        "targets.store.publish.open_snapshot",
        lambda _: nullcontext(),
    )
    out = CliRunner().invoke(app, ["status", "--home", str(tmp_path), "--format", "csv"]).output
    assert cells(out) == ["indicator", "owners", "value", f"'{EVIL}", "'+甲局", "-1.5"]


def test_the_quarantine(tmp_path: Path, new_warehouse: NewWarehouse) -> None:
    new_warehouse(tmp_path)
    wrong = Rejection(
        kind="actuals", file="a.csv", place="line 2", field="value", value=EVIL, reason="r", advice="a"
    )
    with open_warehouse(tmp_path) as con:
        quarantine(con, tmp_path, [wrong], RUN, read=["a.csv"])
        assert f"'{EVIL}" in cells(write_open(con, tmp_path).read_text(encoding="utf-8-sig"))
