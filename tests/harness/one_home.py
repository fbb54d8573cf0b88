"""What those do who write and read one home at a time, and what they must find."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from dashboards.live import reviewer as of_app
from dashboards.live.loaded_snapshot import SnapshotSource
from dashboards.live.reviewer import Reviewer
from dashboards.live.tokens import TokenCheck
from dashboards.site.build import build_site
from targets.actuals.links import propose_links
from targets.actuals.reports import load_reported
from targets.alerts.update import update_alerts
from targets.ledger import waiting_acts
from targets.ledger.review import ReviewAct, ReviewKind
from targets.progress.refresh import refresh_progress
from targets.store.backup import back_up
from targets.store.decisions import Person, accept
from targets.store.documents import relate_documents
from targets.store.leftovers import clear_left_overs
from targets.store.publish import latest_snapshot, open_snapshot, publish
from targets.store.run import Run
from targets.store.runs import RunOutcome, begin_run, finish_run
from targets.store.verify import verify_snapshot
from targets.store.warehouse import FILE_NAME, open_warehouse
from targets.users import Actor, UserRole
from tests.harness.loading import load_document
from tests.store.office import PLAN, SETTINGS, extracted

REPORT = "南湖市住建局2022年上半年工作总结\n截至6月底，全市完成老旧小区改造0.4万户。\n新建公办幼儿园5所。\n"
MORE = "南湖市2022年水利工作方案\n今年全市新增高效节水灌溉面积3万亩，由市水利局牵头。\n"
DAYS = {"refresh": date(2022, 7, 31), "second refresh": date(2022, 8, 31), "last": date(2022, 9, 30)}
TEXTS = {"refresh": ("plan.txt", PLAN.replace("480公里", "520公里")), "second refresh": ("more.txt", MORE)}
ROUNDS = 2
"""How often a reader looks."""

_ORDER = ("progress_history", "judged_goals", "judged_documents", "goal_events", "alert_changes", "outbox")
"""Tables that tell in which order things happened."""
_BY_ITSELF = ("runs", "judgements", "check_results", "checked_rows", "migrations")
_OWN = (
    "run_id",
    "decided_at",
    "linked_at",
    "event_no",
    "fingerprint",
    "decision_id",
    "link_id",
    "who",
    "note",
)
_DAY = re.compile(rb"<footer.*?(\d{4}\D+\d{1,2}\D+\d{1,2})", re.DOTALL)


class Mix(NamedTuple):
    """Who is at one home at a time; where nothing is judged a refresh only reads, takes in what waits and publishes,
    and what reviewers say comes into effect later."""

    who: tuple[str, ...]
    judged: bool = True

    @property
    def with_site(self) -> bool:
        """Whether somebody builds a site."""
        return "site" in self.who

    def __str__(self) -> str:
        return " + ".join(self.who) + ("" if self.judged else ", nothing judged")


def refresh(home: Path, name: str, mix: Mix) -> None:
    """What a refresh does, with another text to read."""
    day = DAYS[name]
    run = Run(f"{day:%Y%m%d}-{name.replace(' ', '-')}", day, datetime(day.year, day.month, day.day, 9))
    with open_warehouse(home, wait=60) as con:
        clear_left_overs(con, home, run)
        begin_run(con, run)
        if name in TEXTS:
            _load(con, *TEXTS[name], run)
        snapshot = _judge_and_publish(con, home, run, judged=mix.judged)
        if mix.with_site:
            build_site(snapshot, home / "site")


def _judge_and_publish(con: duckdb.DuckDBPyConnection, home: Path, run: Run, *, judged: bool = True) -> Path:
    waiting_acts.take_in(con, home)
    if judged:
        load_reported(con, run)
        propose_links(con, run, SETTINGS)
        refresh_progress(con, run, SETTINGS)
        update_alerts(con, run, SETTINGS)
    finish_run(con, run, RunOutcome.COMPLETE, [], run.now)
    return publish(con, home, run)


def _load(con: duckdb.DuckDBPyConnection, path: str, text: str, run: Run) -> None:
    document, mentions, goals = extracted(text, path)
    load_document(con, document, str(len(text)), mentions, goals, extractor="1", run=run, settings=SETTINGS)
    relate_documents(con, run)


def prepare(home: Path) -> list[str]:
    """A home that was refreshed once; the ids of its goals."""
    run = Run("20220630-first", date(2022, 6, 30), datetime(2022, 6, 30, 9))
    with open_warehouse(home) as con:
        begin_run(con, run)
        for path, text in (("plan.txt", PLAN), ("report.txt", REPORT)):
            _load(con, path, text, run)
        build_site(_judge_and_publish(con, home, run), home / "site")
        return [
            goal
            for (goal,) in con.execute("SELECT target_id FROM current_targets ORDER BY goal_no").fetchall()
        ]


def review(home: Path, who: str, acts: list[ReviewAct], patience: float, mix: Mix) -> dict[str, str]:
    """What a reviewer does in the app; what became of each act by the name it was done under."""
    of_app._PATIENCE = of_app._WHILE_A_REFRESH_RUNS = patience
    reviewer = Reviewer(home, TokenCheck(None), SETTINGS)
    told, results = {}, []
    for number, act in enumerate(acts):
        name = f"{who} {number}"
        (result,) = reviewer.carry_out([act], Actor(name, UserRole.ADMIN), None)
        told[name] = "refused" if result.refusal else "waits" if result.waits else "stored"
        results.append(result)
    if mix.judged:
        reviewer.bring_into_effect(results)
    with reviewer._carrier:  # once what waits has been carried
        return told


def command(home: Path, goal: str) -> dict[str, str]:
    """What `duban review accept` does."""
    with open_warehouse(home, wait=60) as con:
        accept(con, goal, Person("command", datetime(2022, 7, 1, 9)))
    return {"command": "stored"}


def site(home: Path) -> None:
    """What `duban site build` does."""
    build_site(latest_snapshot(home), home / "site")


def backup(home: Path) -> list[str]:
    """What `duban backup` does, and what does not fit in what it wrote."""
    made = back_up(home, home / "backups" / "one.duckdb")
    return [f"{m.check}: {m.place}" for m in verify_snapshot(made.path) if "cannot be read" not in m.check]


def look(home: Path, mix: Mix) -> list[str]:
    """What a reader sees half of, who looks again and again."""
    faults: list[str] = []
    known: set[str] = set()
    for _ in range(ROUNDS):
        with open_snapshot(home) as con:
            said = {who for (who,) in con.execute("SELECT DISTINCT who FROM decisions").fetchall()}
            ((unjudged,),) = con.execute(
                "SELECT count(*) FROM current_targets ANTI JOIN progress USING (target_id)"
            ).fetchall()
            ((days,),) = con.execute("SELECT count(DISTINCT as_of) FROM progress").fetchall()
        faults += [f"decisions of {known - said} are gone"] if known - said else []
        faults += [f"{unjudged} goals without a verdict"] if unjudged and mix.judged else []
        faults += [f"verdicts of {days} days"] if days != 1 else []
        known |= said
        path = latest_snapshot(home)
        misfits = [f"{m.check}: {m.place} {m.found}" for m in verify_snapshot(path)]
        faults += misfits if path.exists() else []  # newer ones have pushed it out meanwhile
        faults += site_faults(home / "site") if mix.with_site else []
        waiting_acts.waiting_for(home)
        waiting_acts.refused(home)
    return faults


def grid(home: Path) -> list[str]:
    """What the app shows of goals, against what it was made from."""
    loaded = SnapshotSource(home).latest()
    with loaded.at(loaded.day(None)) as con:
        shown = con.execute("SELECT (SELECT count(*) FROM shown), (SELECT count(*) FROM current_targets)")
        ((rows, goals),) = shown.fetchall()
    return [] if rows == goals else [f"{rows} rows of {goals} goals"]


def site_faults(folder: Path) -> list[str]:
    """Pages of several days, as somebody sees who stands in the folder of the site."""
    place = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    days = {}
    try:
        for name in json.loads(_read(place, ".pages.json")):
            if name.endswith(".html") and (found := _DAY.search(_read(place, name))):
                days[name] = found[1]
    except FileNotFoundError:
        return []  # this site has been put away meanwhile
    finally:
        os.close(place)
    return [] if len(set(days.values())) == 1 else [f"pages of several days: {Counter(days.values())}"]


def _read(folder: int, name: str) -> bytes:
    with os.fdopen(os.open(name, os.O_RDONLY, dir_fd=folder), "rb") as file:
        return file.read()


def facts(home: Path) -> dict[str, Any]:
    """What is stored, but what tells in which order it came; and what is there twice or does not fit."""
    found: dict[str, Any] = {}
    with duckdb.connect(home / FILE_NAME, read_only=True) as con:
        tables = con.execute(
            "SELECT table_name FROM duckdb_tables() WHERE NOT temporary ORDER BY 1"
        ).fetchall()
        for (table,) in tables:
            if table not in (*_ORDER, *_BY_ITSELF):
                rows = con.execute(f"SELECT COLUMNS(lambda c: c NOT IN {_OWN}) FROM {table}").fetchall()
                found[table] = sorted(map(repr, rows))
        for table, key in _KEYS.items():
            twice = f"SELECT count(*) FROM (FROM {table} SELECT {key} GROUP BY ALL HAVING count(*) > 1)"
            found[f"twice in {table}"] = con.execute(twice).fetchall()
    found["misfits"] = verify_snapshot(latest_snapshot(home))
    return found


_KEYS = {
    "progress_history": "target_id, as_of",
    "progress": "target_id",
    "alerts": "target_id, rule",
    "decisions": "decision_id",
    "links": "link_id",
    "mentions": "document_id, start",
    "observations": "series_id, period_start, period_end, recorded_at, value",
}
"""What no two rows of a table share."""


def acts_of(home: Path, mix: Mix, goals: list[str], patience: float) -> dict[str, Callable[[], Any]]:
    """What each of them does; both reviewers accept the first goal, and only one of them can."""
    first = [
        ReviewAct(ReviewKind.ACCEPT, goals[0], 0),
        ReviewAct(ReviewKind.EDIT, goals[1], 0, {"value": 11}),
    ]
    second = [ReviewAct(ReviewKind.REJECT, goals[2], 0), ReviewAct(ReviewKind.ACCEPT, goals[0], 0)]
    known: dict[str, Callable[[], Any]] = {
        "app": partial(review, home, "app", first, patience, mix),
        "second app": partial(review, home, "second app", second, patience, mix),
        "command": partial(command, home, goals[3]),
        "site": partial(site, home),
        "backup": partial(backup, home),
        "reader": partial(look, home, mix),
        "grid": partial(grid, home),
    }
    return {name: known.get(name) or partial(refresh, home, name, mix) for name in mix.who}


def lost_or_doubled(home: Path, told: dict[str, str]) -> list[str]:
    """The acts that are stored otherwise than their people were told."""
    with duckdb.connect(home / FILE_NAME, read_only=True) as con:
        rows = con.execute(
            "SELECT who, count(*) FROM decisions WHERE field = 'state' GROUP BY who"
        ).fetchall()
    stored = dict(rows)
    refused = Counter(one.by.who for one in waiting_acts.refused(home))
    faults = []
    for who, fate in told.items():
        times, kept = stored.get(who, 0), refused[who]
        right = {"stored": (1, 0), "refused": (0, 0)}.get(fate, (1 - kept, kept))
        if (times, kept) != right or times + kept > 1:
            faults.append(f"{who} was told {fate}: stored {times} times, kept as refused {kept} times")
    return faults
