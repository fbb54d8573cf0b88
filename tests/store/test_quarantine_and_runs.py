"""What is kept out is stored once and leaves when it is put right; runs are recorded with their stages."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import duckdb

from targets.rejection import Rejection
from targets.store.quarantine import quarantine
from targets.store.runs import RunOutcome, Stage, begin_run, finish_run
from targets.words import Phrase
from tests.store.samples import RUN

BAD = Rejection(
    kind="actuals",
    file="a.csv",
    place="line 3",
    field="value",
    value="约9000",
    reason="This is not a number.",
    advice="Write the number.",
)
NEXT = replace(RUN, run_id="run-2")


def test_a_rejection_met_again_is_one_row(con: duckdb.DuckDBPyConnection, home: Path) -> None:
    quarantine(con, home, [BAD, BAD], RUN)
    quarantine(con, home, [BAD], NEXT)
    assert con.execute("SELECT value, run_id, resolved_by FROM quarantine").fetchall() == [
        ("约9000", "run-2", None)
    ]


def test_a_file_read_without_it_resolves_a_rejection_and_meeting_it_opens_it_again(
    con: duckdb.DuckDBPyConnection, home: Path
) -> None:
    quarantine(con, home, [BAD], RUN)
    quarantine(con, home, [], NEXT, read=["b.csv"])
    assert len(con.execute("FROM open_quarantine").fetchall()) == 1
    quarantine(con, home, [], NEXT, read=["a.csv"])
    assert con.execute("FROM open_quarantine").fetchall() == []
    quarantine(con, home, [BAD], RUN)
    assert len(con.execute("FROM open_quarantine").fetchall()) == 1


def test_a_spreadsheet_program_can_open_what_is_kept_out(con: duckdb.DuckDBPyConnection, home: Path) -> None:
    quarantine(con, home, [BAD], RUN)
    data = (home / "quarantine" / "open.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf"), "without this mark Excel takes it for another encoding"
    (row,) = csv.DictReader(data.decode("utf-8-sig").splitlines())
    assert (row["file"], row["place"], row["value"]) == ("a.csv", "line 3", "约9000")


def test_a_run_is_recorded_from_its_beginning_to_its_end(con: duckdb.DuckDBPyConnection) -> None:
    begin_run(con, RUN)
    begin_run(con, RUN)
    assert con.execute("SELECT outcome, finished_at FROM runs").fetchall() == [(None, None)]
    finish_run(
        con,
        RUN,
        RunOutcome.QUARANTINED,
        [Stage("read", 0.5, Phrase("文件5份", "5 documents"))],
        datetime(2022, 7, 1),
    )
    ((outcome, stages),) = con.execute("SELECT outcome, stages FROM runs").fetchall()
    assert outcome == "quarantined"
    assert json.loads(stages) == [
        {"stage": "read", "seconds": 0.5, "detail": {"zh": "文件5份", "en": "5 documents"}, "peak_mb": 0}
    ]
