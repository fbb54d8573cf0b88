"""A month of scheduled days in fast time: files arrive, one is faulty, runs are killed, the disk is full, all restarts.

Each day is `duban refresh` in a process of its own with the Prefect server of its home. `play` does it with what disturbs,
or without; `published` are the tables at the end, which must be the same.
"""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb

from targets.store.publish import latest_snapshot
from targets.store.warehouse import FILE_NAME
from tests.harness.recombined import recombined

FIRST = date(2022, 5, 1)
FULL_DISK = 200_000
"""Bytes that no file may exceed on the day of the full disk."""
TABLES = (
    *(
        "documents",
        "mentions",
        "targets",
        "current_targets",
        "series",
        "observations",
        "current_links",
        "progress",
    ),
    *("alerts", "goal_events", "open_quarantine"),
)
_PLAN = "青山市{area}2022年工作要点\n\n今年{area}新建口袋公园{n}0个以上，12月底前完成。\n\n青山市人民政府\n2022年1月20日\n"
_TABLE = "indicator,region,period,value,unit,cumulative,recorded_at\n{area}新建口袋公园数,青山市,2022-04,{n},个,true,{day}\n"
_AREAS = [f"{first}{second}片区" for first in "东南西北中" for second in "湖山河桥岭溪泉"]

Rows = Mapping[str, list[tuple[Any, ...]]]


@dataclass
class Month:
    """One home, its inputs, and what happened to it."""

    folder: Path
    days: int
    disturbed: bool
    kill_every: int = 4
    """Every so many days a refresh is killed, of a month that is disturbed."""
    killed: int = 0
    codes: list[int] = field(default_factory=list)

    @property
    def home(self) -> Path:
        """Where everything generated lies."""
        return self.folder / "home"

    def play(self) -> Rows:
        """Every day in turn; returns the tables that are published at the end."""
        try:
            for number in range(1, self.days + 1):
                self._arrive(number)
                if self.disturbed:
                    self._disturb(number)
                self.codes.append(self._refresh(number).returncode)
        finally:
            self._down()
        return published(self.home)

    def _arrive(self, number: int) -> None:
        """The files of a day; those of the third day are faulty until the fifth, where anything disturbs."""
        day = FIRST + timedelta(days=number - 1)
        about = {"n": number, "day": day, "area": _AREAS[number]}
        self._write(f"documents/plan-{number:02}.txt", _PLAN.format(**about))
        self._write(f"documents/other-{number:02}.txt", recombined(number))
        late = number == 3
        if late and self.disturbed:
            self._write("documents/late.docx", "no zip archive")
            self._write(f"tables/{number:02}.csv", _TABLE.replace("2022-04", "2022-13").format(**about))
        elif not late:
            self._write(f"tables/{number:02}.csv", _TABLE.format(**about))
        if number == 5:
            (self.folder / "documents" / "late.docx").unlink(missing_ok=True)
            self._write("documents/late.txt", _PLAN.format(n=99, area="老城片区"))
            self._write("tables/03.csv", _TABLE.format(n=3, day=day, area=_AREAS[3]))

    def _disturb(self, number: int) -> None:
        """What goes wrong on a day before its refresh ends well."""
        if number % self.kill_every == 2 % self.kill_every:
            self._kill(number)
        if number % 7 == 4:
            assert self._refresh(number, full_disk=True).returncode == 1
        elif number % 6 == 5:
            self._down()

    def _kill(self, number: int) -> None:
        """A refresh that is killed as soon as it writes to the warehouse, later each time."""
        running = self._start(number)
        log = self.home / f"{FILE_NAME}.wal"
        while running.poll() is None and not log.exists():
            time.sleep(0.005)
        time.sleep(0.15 * (number // self.kill_every % 12))
        if running.poll() is None:
            running.send_signal(signal.SIGKILL)
            self.killed += 1
        running.communicate()

    def _refresh(self, number: int, *, full_disk: bool = False) -> subprocess.CompletedProcess[str]:
        running = self._start(number, full_disk=full_disk)
        out, err = running.communicate()
        if running.returncode not in (0, 3) and not full_disk:
            raise AssertionError(f"day {number}: exit code {running.returncode}\n{out}\n{err}")
        return subprocess.CompletedProcess(running.args, running.returncode, out, err)

    def _start(self, number: int, *, full_disk: bool = False) -> subprocess.Popen[str]:
        day = FIRST + timedelta(days=number - 1)
        inputs = ("--documents", self.folder / "documents", "--actuals", self.folder / "tables")
        return subprocess.Popen(
            [*_DUBAN, "refresh", "--home", self.home, *inputs, "--as-of", str(day)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=_environment(),
            preexec_fn=_small_files if full_disk else None,
        )

    def _down(self) -> None:
        subprocess.run(
            [*_DUBAN, "down", "--home", self.home], check=False, capture_output=True, env=_environment()
        )

    def _write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def published(home: Path) -> Rows:
    """The rows of the latest snapshot, but for what names the run or the moment of the real clock."""
    with closing(duckdb.connect(latest_snapshot(home), read_only=True)) as con:
        return {
            table: con.execute(
                f"SELECT COLUMNS(lambda c: c NOT IN ('run_id', 'found_by', 'resolved_by')) FROM {table} ORDER BY ALL"
            ).fetchall()
            for table in TABLES
        }


_DUBAN = (sys.executable, "-m", "flows.cli")


def _environment() -> dict[str, str]:
    own = {
        name: value for name, value in os.environ.items() if name not in ("PREFECT_API_URL", "PREFECT_HOME")
    }
    return {**own, "PYTHONPATH": str(Path(__file__).parents[2])}


def _small_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (FULL_DISK, FULL_DISK))
