"""Plays sequences of what people and refreshes do on one home, kills included, and checks after each that nothing is lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
from hypothesis import strategies as st

from dashboards.live.reviewer import Result, Reviewer, Sender
from dashboards.live.tokens import TokenCheck
from targets.actuals.imports import import_files
from targets.actuals.links import propose_links
from targets.alerts.update import update_alerts
from targets.ledger.division import divide
from targets.ledger.notice_steps import NoticeStep, answer, take_step
from targets.ledger.notices import issue
from targets.ledger.review import ReviewAct, ReviewKind
from targets.ledger.workbook.apply import import_ledger
from targets.ledger.workbook.read import read_ledger
from targets.ledger.workbook.write import write_ledger
from targets.progress.refresh import refresh_progress
from targets.store.decisions import accept, edit, reject, undo
from targets.store.explanations import Statement, keep_explanations
from targets.store.warehouse import open_warehouse, transaction
from targets.users import Act
from tests.harness.kill_points import killed_at
from tests.harness.steps import DIED, forked
from tests.store.edited import reworded
from tests.store.office import PLAN, SETTINGS, SOMEONE, Office, extracted

Step = tuple[str, int]
"""An action and the seed of what it does."""

ACTIONS = (
    *("edit_document", "read_again", "import_actuals", "accept", "reject", "correct", "take_back", "explain"),
    *("divide", "ledger", "answer", "two_on_one_goal", "two_on_two_goals", "kill"),
)
OF_PEOPLE = ("accept", "reject", "correct", "take_back", "explain", "divide", "ledger", "answer")
OF_READERS = ("edit_document", "read_again")
"""What may be killed: people's actions are one transaction each, a reading is several and is run again."""

TOKEN = "of everybody in the office"
DAY = date(2022, 6, 30)
_SAID = ("decisions", "explanations", "notices", "notice_steps")
_READ = ("extracted_targets", "mentions", "documents", "document_files", "goal_events", "works")
_NEXT = {
    "issued": (NoticeStep.ANSWERED, NoticeStep.EXTENDED),
    "sent_back": (NoticeStep.ANSWERED, NoticeStep.EXTENDED),
    "answered": (NoticeStep.SENT_BACK, NoticeStep.CLOSED),
    "closed": (),
}


@dataclass
class Said:
    """What people said so far and what the file says now: what the store has to agree with."""

    text: str = PLAN
    reader: int = 1
    runs: int = 0
    ids: dict[str, str] = field(default_factory=dict)
    holds: dict[str, dict[str, Any]] = field(default_factory=dict)
    undoable: dict[str, tuple[int, dict[str, Any]]] = field(default_factory=dict)
    decided: int = 0
    told: list[tuple[str, str]] = field(default_factory=list)
    parts: dict[str, str] = field(default_factory=dict)
    notices: dict[str, list[str]] = field(default_factory=dict)

    def stands(self, notice: str) -> str:
        """Where a notice stands after its steps."""
        steps = [step for step in self.notices[notice] if step != "extended"]
        return steps[-1] if steps else "issued"


class Story:
    """One home through a sequence of steps. Goals are told apart by unit and name, which no edit changes."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.said = Said()
        with self.opened():
            self.office.load(PLAN)
            self.check()

    @contextmanager
    def opened(self, home: Path | None = None) -> Iterator[None]:
        """The warehouse open as the one writer has it, of this home or of a copy."""
        with open_warehouse(home or self.home) as con:
            self.office = Office(con, self.said.runs)
            yield
            self.said.runs = self.office.steps

    @property
    def con(self) -> duckdb.DuckDBPyConnection:
        """The connection of the writer."""
        return self.office.con

    def play(self, steps: Iterable[Step]) -> None:
        """Take the steps in turn, with the checks after each."""
        for name, seed in steps:
            if name in ("kill", "two_on_one_goal", "two_on_two_goals"):
                getattr(self, name)(Random(seed))
            else:
                self.do(name, seed)
            with self.opened():
                self.check()

    def do(self, name: str, seed: int) -> None:
        """One action by its name."""
        with self.opened():
            getattr(self, name)(Random(seed))

    # What a refresh does

    def edit_document(self, random: Random) -> None:
        """Other words, and now and then another figure, a goal left out or put back."""
        lines = PLAN.splitlines(keepends=True)
        kept = [line for line in lines if not (line.endswith("。\n") and random.random() < 0.2)]
        text = reworded("".join(kept), random)
        for old, new in (("2万户", "1.5万户"), ("增长8%", "增长7%"), ("480公里", "520公里")):
            if random.random() < 0.3:
                text = text.replace(old, new)
        self.said.text = text
        self.office.load(text, extractor=f"v{self.said.reader}")

    def read_again(self, random: Random) -> None:
        """Another extractor misses a goal and reads another one's number otherwise."""
        self.said.reader += 1
        found = list(extracted(self.said.text, "plan.txt")[2])
        if len(found) > 2:
            del found[random.randrange(len(found))]
        if found:
            at = random.randrange(len(found))
            found[at] = replace(found[at], value=found[at].value * random.choice((0.5, 3)))
        self.office.load(self.said.text, extractor=f"v{self.said.reader}", targets=found)

    def import_actuals(self, random: Random) -> None:
        """Figures of a month come in; goals are linked, judged and told."""
        table = self.home / f"{random.randint(1, 5)}.csv"
        month = random.randint(1, 5)
        table.write_text(
            "指标,地区,期间,数值,单位,累计\n"
            f"老旧小区改造户数,南湖市,2022-0{month},{month * 500},户,是\n"
            f"新增城镇就业人数,南湖市,2022-0{month},{month * 900},人,是\n",
            encoding="utf-8",
        )
        run = self.office.next_run()
        import_files(self.con, self.home, [table], run, SETTINGS)
        propose_links(self.con, run, SETTINGS)
        refresh_progress(self.con, run, SETTINGS)
        update_alerts(self.con, run, SETTINGS)

    # What people do

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
        holds = {**values, "state": "accepted"}
        self._decide(random, lambda goal: edit(self.con, goal, values, SOMEONE), holds)

    def take_back(self, random: Random) -> None:
        """A person takes the last decision on a goal back: what held before it holds again."""
        if self.said.undoable:
            goal = random.choice(sorted(self.said.undoable))
            before, held = self.said.undoable.pop(goal)
            undo(self.con, goal, before, SOMEONE, self._last_decision(goal))
            self.said.holds[goal] = held

    def explain(self, random: Random) -> None:
        """A unit says why a goal lags."""
        if goal := self._choose(random):
            with transaction(self.con):
                keep_explanations(self.con, [replace(self._reason(goal), target_id=goal)], SOMEONE)

    def divide(self, random: Random) -> None:
        """A goal that a document sets is divided among two counties."""
        if goal := self._choose(random):
            ((unit,),) = self.con.execute("SELECT unit FROM targets WHERE target_id = ?", [goal]).fetchall()
            shares = {"东湖县": f"3{unit}", "西湖县": f"4{unit}"}
            with transaction(self.con):
                parts = divide(self.con, goal, shares, SOMEONE, self.office.next_run())
            self.said.decided += len(parts)
            self.said.parts |= dict.fromkeys(parts, goal)

    def ledger(self, random: Random) -> None:
        """The ledger goes out, a person corrects a goal's units in it, and it comes back."""
        goal = self._choose(random)
        if goal is None:
            return
        path = self.home / "ledger.xlsx"
        write_ledger(self.con, path, DAY)
        filled = read_ledger(path)
        ((handle,),) = self.con.execute(
            "SELECT handle FROM current_targets WHERE target_id = ?", [goal]
        ).fetchall()
        row = next(row for row in filled.rows if row.cells["handle"] == handle)
        units = {"lead": f"第{random.randint(10, 99)}局", "others": "配合局"}
        row.cells.update(units)
        if import_ledger(self.con, path, filled, SOMEONE, self.office.next_run()).edits:
            self._holds(goal, {"owners": list(units.values()), "state": "accepted"})

    def answer(self, random: Random) -> None:
        """A notice is issued, or the next step is taken with one: answered, sent back, closed, given more time."""
        open_notices = [notice for notice in self.said.notices if _NEXT[self.said.stands(notice)]]
        if not open_notices or random.random() < 0.3:
            if goal := self._choose(random):
                draft = [("市住建局", [goal])]
                (made,) = issue(self.con, "市督查室", draft, DAY, DAY + timedelta(days=7), SOMEONE)
                self.said.notices.setdefault(f"{made.office}〔{made.year}〕{made.number}", [])
            return
        notice = random.choice(open_notices)
        step = random.choice(_NEXT[self.said.stands(notice)])
        self.said.notices[notice].append(step.value)
        if step is NoticeStep.ANSWERED:
            ((goals,),) = self.con.execute(
                "SELECT target_ids FROM notices WHERE notice_id = ?", [notice]
            ).fetchall()
            answer(self.con, notice, self._reason(goals[0]), SOMEONE)
        else:
            until = DAY + timedelta(days=7 + len(self.said.notices[notice]))
            take_step(self.con, notice, step, SOMEONE, until if step is NoticeStep.EXTENDED else None)

    # Two at the same moment, and a kill

    def two_on_one_goal(self, random: Random) -> None:
        """Two people decide in the app on what both have seen: one decision is stored, the other is told."""
        with self.opened():
            goal = self._choose(random)
        if goal:
            stored = [state for state, told in self._at_once([goal, goal]) if told.refusal is None]
            assert len(stored) == 1, "of two decisions on one goal one is stored"
            self._holds(goal, {"state": stored[0]})

    def two_on_two_goals(self, random: Random) -> None:
        """Two people decide in the app on a goal each: both decisions are stored."""
        with self.opened():
            goals = self._goals()
        if len(goals) > 1:
            chosen = random.sample(goals, 2)
            for goal, (state, told) in zip(chosen, self._at_once(chosen), strict=True):
                assert told.refusal is None
                self._holds(goal, {"state": state})

    def kill(self, random: Random) -> None:
        """The process of an action is killed at a moment of it; what it had done is whole, and doing it again loses nothing."""
        name, seed = random.choice(OF_PEOPLE + OF_READERS), random.randrange(10**6)
        with self.opened():
            before = self._stored()
        with copied(self.home) as copy:
            undisturbed = forked(lambda: self._undisturbed(name, seed, copy))
        assert undisturbed is not DIED, f"{name} failed"
        points, said, after = undisturbed
        point = random.randint(1, points)
        killed = forked(lambda: self._killed_at(point, name, seed, self.home))
        assert killed is DIED, "it was to be killed"
        with self.opened():
            now = self._stored()
        if name in OF_PEOPLE:
            assert now in (before, after), f"{name}, killed at {point} of {points}, is half done"
        else:
            assert [now[table] for table in _SAID] == [before[table] for table in _SAID]
        if now != after:
            self.do(name, seed)
        self.said = said
        with self.opened():
            assert self._stored() == after, (
                f"{name}, killed at {point} of {points} and done again, is another"
            )

    # What has to hold

    def check(self) -> None:
        """Every decision holds, every goal has one id and one history."""
        for label, goal in self._labelled():
            assert self.said.ids.setdefault(label, goal) == goal, f"{label} has another id"
        rows = self.con.execute("SELECT target_id, state, value, owners FROM targets").fetchall()
        assert len(rows) == len({row[0] for row in rows})
        now = {row[0]: dict(zip(("state", "value", "owners"), row[1:], strict=True)) for row in rows}
        for goal, holds in self.said.holds.items():
            assert {name: now[goal][name] for name in holds} == holds, f"a decision on {goal} is lost"
        told = "SELECT target_id, cause FROM explanations ORDER BY explanation_id"
        assert self._rows(told) == self.said.told
        parts = "SELECT target_id, part_of FROM targets WHERE part_of IS NOT NULL"
        assert dict(self._rows(parts)) == self.said.parts
        assert self._rows("SELECT count(*) FROM decisions WHERE field = 'state'") == [(self.said.decided,)]
        steps = [
            (notice, step)
            for notice in sorted(self.said.notices)
            for step in (self.said.notices[notice] or [None])
        ]
        assert steps == self._rows(
            "SELECT notice_id, step FROM notices LEFT JOIN notice_steps USING (notice_id) ORDER BY notice_id, step_no"
        )
        twice = "GROUP BY target_id, as_of HAVING count(*) > 1"
        assert self._rows(f"SELECT target_id FROM progress_history {twice}") == []
        numbers = "SELECT work_id, goal_no FROM targets JOIN documents USING (document_id)"
        assert self._rows(f"{numbers} GROUP BY ALL HAVING count(*) > 1") == []

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        return self.con.execute(query).fetchall()

    def _labelled(self) -> list[tuple[Any, ...]]:
        return self._rows(
            "SELECT unit || CASE WHEN unit = '%' THEN canonical ELSE '' END, target_id FROM extracted_targets "
            "WHERE withdrawn_at IS NULL AND document_id NOT IN (SELECT document_id FROM documents WHERE extractor = 'typed')"
        )

    def _stored(self) -> dict[str, list[Any]]:
        return {table: self._rows(f"SELECT * FROM {table} ORDER BY ALL") for table in (*_SAID, *_READ)}

    def _undisturbed(self, name: str, seed: int, copy: Path) -> tuple[int, Said, dict[str, list[Any]]]:
        """How many points an action has on a copy of the home, and what is said and stored after it."""
        points = self._killed_at(0, name, seed, copy)
        with self.opened(copy):
            return points, self.said, self._stored()

    def _killed_at(self, point: int, name: str, seed: int, home: Path) -> int:
        """Do an action, killed at a point of it (0: at none) before the warehouse is closed again; how many it has."""
        with ExitStack() as stack:
            stack.enter_context(self.opened(home))

            def act() -> None:
                getattr(self, name)(Random(seed))
                stack.close()

            return killed_at(point, act)

    def _at_once(self, goals: list[str]) -> list[tuple[str, Result]]:
        """What became of decisions on goals by people in the app at one moment: the first accepts, the second rejects."""
        with self.opened():
            seen = dict(self._rows("SELECT target_id, last_decision FROM targets"))
        reviewer = Reviewer(self.home, TokenCheck(TOKEN))

        def press(place: int) -> Result:
            goal, kind = goals[place], (ReviewKind.ACCEPT, ReviewKind.REJECT)[place]
            actor = reviewer.actor(Sender(TOKEN, "127.0.0.1", f"第{place}人"), Act.DECIDE)
            (result,) = reviewer.carry_out([ReviewAct(kind, goal, seen[goal])], actor, "")
            return result

        with ThreadPoolExecutor(2) as pool:
            return list(zip(("accepted", "rejected"), pool.map(press, range(2)), strict=True))

    def _decide(self, random: Random, decide: Callable[[str], int], holds: dict[str, Any]) -> None:
        if goal := self._choose(random):
            before = self._last_decision(goal), dict(self.said.holds.get(goal, {}))
            decide(goal)
            self._holds(goal, holds)
            self.said.undoable[goal] = before

    def _last_decision(self, goal: str) -> int:
        ((number,),) = self.con.execute(
            "SELECT last_decision FROM targets WHERE target_id = ?", [goal]
        ).fetchall()
        return int(number)

    def _holds(self, goal: str, fields: dict[str, Any]) -> None:
        self.said.undoable.pop(goal, None)
        self.said.holds.setdefault(goal, {}).update(fields)
        self.said.decided += 1

    def _reason(self, goal: str) -> Statement:
        """A reason that nobody gave before, as said of this goal from now on."""
        cause = f"原因{len(self.said.told)}"
        self.said.told.append((goal, cause))
        return Statement(DAY, cause=cause)

    def _choose(self, random: Random) -> str | None:
        goals = self._goals()
        return random.choice(goals) if goals else None

    def _goals(self) -> list[str]:
        """The goals in force that are no parts of others."""
        return sorted(goal for goal in self.office.goals().values() if goal not in self.said.parts)


STEPS = st.lists(st.tuples(st.sampled_from(ACTIONS), st.integers(0, 9999)), min_size=4, max_size=12)
"""Any sequence of steps."""


def play(empty: Path, steps: list[Step]) -> None:
    """Play a story on a home of its own, which begins with a copy of this empty warehouse."""
    with TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        home.mkdir()
        shutil.copy(empty, home)
        Story(home).play(steps)


@contextmanager
def copied(home: Path) -> Iterator[Path]:
    """A copy of a home, taken away at the end."""
    copy = home.with_name("copy")
    shutil.copytree(home, copy)
    yield copy
    shutil.rmtree(copy)
