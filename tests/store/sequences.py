"""Plays sequences of edits, readings, decisions and kills, and checks after each step that nothing was lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import duckdb

from targets.actuals.imports import import_files
from targets.actuals.links import propose_links
from targets.alerts.update import update_alerts
from targets.ledger.division import divide
from targets.ledger.workbook.apply import import_ledger
from targets.ledger.workbook.read import read_ledger
from targets.ledger.workbook.write import write_ledger
from targets.progress.refresh import refresh_progress
from targets.store.decisions import StaleDecision, accept, edit, reject
from targets.store.explanations import Statement, keep_explanations
from targets.store.rows import insert_rows
from targets.store.warehouse import migrate, transaction
from tests.store.edited import reworded
from tests.store.office import PLAN, SETTINGS, SOMEONE, Office, extracted

Step = tuple[str, int]
"""An action and the seed of what it does."""


class Killed(BaseException):
    """Stands for the end of the process in the midst of a transaction."""


class Story:
    """One home through a sequence of steps. Goals are told apart by unit and owner or name, which no edit changes."""

    def __init__(self, con: duckdb.DuckDBPyConnection, folder: Path) -> None:
        self.office = Office(con)
        self.con = con
        self.folder = folder
        self.lines = PLAN.splitlines(keepends=True)
        self.figures: dict[str, str] = {}
        self.text = PLAN
        self.reader = 1
        self.ids: dict[str, str] = {}
        self.said: dict[str, dict[str, Any]] = {}
        self.decided = 0
        self.told: list[tuple[str, str]] = []
        self.parts: dict[str, str] = {}
        self.office.load(PLAN)
        self.check()

    def play(self, steps: Iterable[Step]) -> None:
        """Take the steps in turn, with the checks after each."""
        for name, seed in steps:
            getattr(self, name)(Random(seed))
            self.check()

    def edit_document(self, random: Random) -> None:
        """Other words, and now and then another figure, a goal left out or put back, a part moved."""
        lines = [line for line in self.lines if not (line.endswith("。\n") and random.random() < 0.2)]
        text = reworded("".join(lines), random)
        for old, new in (("2万户", "1.5万户"), ("增长8%", "增长7%"), ("480公里", "520公里")):
            if random.random() < 0.3:
                text = text.replace(old, new)
        self.text = text
        self.office.load(text, extractor=f"v{self.reader}")

    def read_again(self, random: Random) -> None:
        """Another extractor misses a goal and reads another one's number otherwise."""
        self.reader += 1
        found = list(extracted(self.text, "plan.txt")[2])
        if len(found) > 2:
            del found[random.randrange(len(found))]
        at = random.randrange(len(found)) if found else None
        if at is not None:
            found[at] = replace(found[at], value=found[at].value * random.choice((0.5, 3)))
        self.office.load(self.text, extractor=f"v{self.reader}", targets=found)

    def accept(self, random: Random) -> None:
        """A person says that a goal is read rightly."""
        self._decide(random, lambda goal: accept(self.con, goal, SOMEONE), {"state": "accepted"})

    def reject(self, random: Random) -> None:
        """A person says that it is no goal."""
        self._decide(random, lambda goal: reject(self.con, goal, SOMEONE), {"state": "rejected"})

    def correct(self, random: Random) -> None:
        """A person corrects fields of a goal."""
        values: dict[str, Any] = {
            "value": float(random.randint(1, 99)),
            "owners": [f"第{random.randint(1, 9)}局"],
        }
        self._decide(
            random, lambda goal: edit(self.con, goal, values, SOMEONE), {**values, "state": "accepted"}
        )

    def two_at_once(self, random: Random) -> None:
        """Two people decide on what both have seen: the second is told."""
        goal = self._choose(random)
        if goal is None:
            return
        ((seen,),) = self.con.execute(
            "SELECT last_decision FROM targets WHERE target_id = ?", [goal]
        ).fetchall()
        accept(self.con, goal, SOMEONE, seen)
        with suppress(StaleDecision):
            reject(self.con, goal, SOMEONE, seen)
            raise AssertionError("the second decision was stored")
        self.said.setdefault(goal, {})["state"] = "accepted"
        self.decided += 1

    def import_actuals(self, random: Random) -> None:
        """Figures of a month come in; goals are linked, judged and told."""
        table = self.folder / f"{random.randint(1, 5)}.csv"
        month = random.randint(1, 5)
        table.write_text(
            "指标,地区,期间,数值,单位,累计\n"
            f"老旧小区改造户数,南湖市,2022-0{month},{month * 500},户,是\n"
            f"新增城镇就业人数,南湖市,2022-0{month},{month * 900},人,是\n",
            encoding="utf-8",
        )
        run = self.office.next_run()
        import_files(self.con, self.folder, [table], run, SETTINGS)
        propose_links(self.con, run, SETTINGS)
        refresh_progress(self.con, run, SETTINGS)
        update_alerts(self.con, run, SETTINGS)

    def explain(self, random: Random) -> None:
        """A unit says why a goal lags."""
        goal = self._choose(random)
        if goal is not None:
            said = Statement(date(2022, 6, 30), target_id=goal, cause=f"原因{len(self.told)}")
            with transaction(self.con):
                keep_explanations(self.con, [said], SOMEONE)
            self.told.append((goal, str(said.cause)))

    def divide(self, random: Random) -> None:
        """A goal that a document sets is divided among two counties."""
        goal = self._choose(random)
        if goal is not None:
            ((unit,),) = self.con.execute("SELECT unit FROM targets WHERE target_id = ?", [goal]).fetchall()
            shares = {"东湖县": f"3{unit}", "西湖县": f"4{unit}"}
            with transaction(self.con):
                parts = divide(self.con, goal, shares, SOMEONE, self.office.next_run())
            self.decided += len(parts)
            self.parts |= dict.fromkeys(parts, goal)

    def ledger(self, random: Random) -> None:
        """The ledger goes out, a person corrects a goal's units in it, and it comes back."""
        goal = self._choose(random)
        if goal is None:
            return
        path = self.folder / "ledger.xlsx"
        write_ledger(self.con, path, date(2022, 6, 30))
        filled = read_ledger(path)
        handle = next(handle for handle, target_id in filled.ids.items() if target_id == goal)
        row = next(row for row in filled.rows if row.cells["handle"] == handle)
        units = {"lead": f"第{random.randint(10, 99)}局", "others": "配合局"}
        row.cells.update(units)
        found = import_ledger(self.con, path, filled, SOMEONE, self.office.next_run())
        if found.edits:
            self.decided += 1
            self.said.setdefault(goal, {}).update({"owners": list(units.values()), "state": "accepted"})

    def kill(self, random: Random) -> None:
        """The process ends while a new version is loaded; run again, all is as if it had not."""
        before = self._stored()
        text, self.text = self.text, reworded(PLAN, random)
        for call in random.sample(range(2), 1):
            with patch("targets.store.goals.insert_rows", _killed_at(call)), suppress(Killed):
                self.office.load(self.text, extractor=f"v{self.reader}")
        if self.text != text:
            assert self._stored() == before
        self.office.load(self.text, extractor=f"v{self.reader}")

    def check(self) -> None:
        """Every decision holds, every goal has one id and one history."""
        for label, goal in self._labelled():
            assert self.ids.setdefault(label, goal) == goal, f"{label} has another id"
        rows = self.con.execute("SELECT target_id, state, value, owners FROM targets").fetchall()
        assert len(rows) == len({row[0] for row in rows})
        now = {row[0]: dict(zip(("state", "value", "owners"), row[1:], strict=True)) for row in rows}
        for goal, said in self.said.items():
            assert {name: now[goal][name] for name in said} == said, f"a decision on {goal} is lost"
        told = "SELECT target_id, cause FROM explanations ORDER BY explanation_id"
        assert self.con.execute(told).fetchall() == self.told
        parts = "SELECT target_id, part_of FROM targets WHERE part_of IS NOT NULL"
        assert dict(self.con.execute(parts).fetchall()) == self.parts
        decided = self.con.execute("SELECT count(*) FROM decisions WHERE field = 'state'").fetchall()
        assert decided == [(self.decided,)]
        twice = "GROUP BY target_id, as_of HAVING count(*) > 1"
        assert self.con.execute(f"SELECT target_id FROM progress_history {twice}").fetchall() == []
        assert self.con.execute(
            "SELECT work_id, goal_no FROM targets JOIN documents USING (document_id) GROUP BY ALL HAVING count(*) > 1"
        ).fetchall() == []  # fmt: skip

    def _labelled(self) -> list[tuple[str, str]]:
        rows = self.con.execute(
            "SELECT unit || CASE WHEN unit = '%' THEN canonical ELSE '' END, target_id FROM extracted_targets "
            "WHERE withdrawn_at IS NULL AND document_id NOT IN (SELECT document_id FROM documents WHERE extractor = 'typed')"
        ).fetchall()
        return [(label, target_id) for label, target_id in rows]

    def _decide(self, random: Random, decide: Callable[[str], int], said: dict[str, Any]) -> None:
        goal = self._choose(random)
        if goal is not None:
            decide(goal)
            self.said.setdefault(goal, {}).update(said)
            self.decided += 1

    def _choose(self, random: Random) -> str | None:
        goals = sorted(goal for goal in self.office.goals().values() if goal not in self.parts)
        return random.choice(goals) if goals else None

    def _stored(self) -> list[Any]:
        return [
            self.con.execute(f"SELECT * FROM {table} ORDER BY ALL").fetchall()
            for table in (
                "extracted_targets",
                "mentions",
                "documents",
                "document_files",
                "goal_events",
                "works",
            )
        ]


ACTIONS = (
    *("edit_document", "read_again", "accept", "reject", "correct", "two_at_once", "import_actuals", "kill"),
    *("explain", "divide", "ledger"),
)


def play(steps: Iterable[Step]) -> None:
    """Play a story on a fresh home in memory."""
    with TemporaryDirectory() as folder, duckdb.connect() as con:
        migrate(con)
        Story(con, Path(folder)).play(steps)


def _killed_at(call: int) -> Callable[..., None]:
    calls = iter(range(9))

    def insert(*args: Any) -> None:
        if next(calls) == call:
            raise Killed
        insert_rows(*args)

    return insert
