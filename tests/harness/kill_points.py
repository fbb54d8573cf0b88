"""Kills a run at its steps, runs again, and compares with a run that nobody disturbed.

    python -m tests.harness.kill_points [--points 500] [--seed 1]

A run loads two documents and a decision, links, judges, raises alerts, publishes and builds the site. Its steps are
its calls to the database and to the file system; at a point the process is killed with SIGKILL before or after one.
What readers see then must be whole, and after one more run tables, snapshot and pages must be those of the
undisturbed run. Runs are forked, so that a point costs a second and not the start of a program.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb

from dashboards.site.build import build_site
from dashboards.site.incremental import RECORD
from dashboards.site.swap import files_below
from targets.actuals.links import propose_links
from targets.alerts.update import update_alerts
from targets.extraction.read_document import ReadDocument
from targets.progress.refresh import refresh_progress
from targets.settings import Settings
from targets.store.decisions import Person, accept
from targets.store.documents import load_documents, relate_documents
from targets.store.leftovers import clear_left_overs
from targets.store.publish import NothingPublished, latest_snapshot, publish
from targets.store.run import Run
from targets.store.runs import RunOutcome, begin_run, finish_run
from targets.store.verify import verify_snapshot
from targets.store.warehouse import FILE_NAME, open_warehouse
from tests.harness.steps import DIED, at_each_step, forked
from tests.store.samples import RUN, document, mention, target

_OWN = ("run_id", "decided_at", "linked_at", "event_no", "fingerprint")
_UNEQUAL = ("runs", "judgements", "check_results", "migrations", "checked_rows")


def one_run(home: Path, number: int) -> None:
    """The run that is killed and run again."""
    run = replace(RUN, run_id=f"run-{number}")
    with open_warehouse(home) as con:
        clear_left_overs(con, home, run)
        begin_run(con, run)
        _load(con, run)
        propose_links(con, run, Settings())
        refresh_progress(con, run, Settings())
        update_alerts(con, run, Settings())
        finish_run(con, run, RunOutcome.COMPLETE, [], run.now)
        snapshot = publish(con, home, run)
        build_site(snapshot, home / "site")


def _load(con: duckdb.DuckDBPyConnection, run: Run) -> None:
    batch = []
    for name, words in (("a", "今年改造2万户老旧小区。"), ("b", "全年改造3万户老旧小区。")):
        of = document(words, f"{name}.txt", title=name, plan_year=2022)
        figure = mention(of, "2万户" if name == "a" else "3万户", value=20000.0 if name == "a" else 30000.0)
        batch.append(ReadDocument(of, name, (figure,), (target(of, figure),)))
    load_documents(con, batch, extractor="1", run=run, settings=Settings())
    for (goal,) in con.execute(
        "SELECT target_id FROM targets WHERE last_decision IS NULL ORDER BY target_id"
    ).fetchall():
        accept(con, goal, Person("李四", RUN.now))
    relate_documents(con, run)


def facts(home: Path) -> dict[str, Any]:
    """Tables without what names the run, and pages of goals."""
    with duckdb.connect(home / FILE_NAME, read_only=True) as con:
        found: dict[str, Any] = {}
        for (table,) in con.execute(
            "SELECT table_name FROM duckdb_tables() WHERE NOT temporary ORDER BY table_name"
        ).fetchall():
            columns = [name for name, *_ in con.execute(f'DESCRIBE "{table}"').fetchall() if name not in _OWN]
            if table not in _UNEQUAL:
                shown = ", ".join(f'"{name}"' for name in columns)
                rows = con.execute(f'SELECT {shown} FROM "{table}"').fetchall()
                found[table] = sorted(map(repr, rows))
    site = home / "site"
    found["pages"] = {
        name: (site / name).read_bytes() for name in files_below(site) if name.startswith("goals/")
    }
    found["misfits"] = [m for m in verify_snapshot(latest_snapshot(home)) if "history" not in m.check]
    return found


def seen(home: Path) -> list[str]:
    """What readers would see half of, right after a kill."""
    faults = []
    with suppress(NothingPublished):
        faults += [f"{m.check}: {m.place}" for m in verify_snapshot(latest_snapshot(home))]
    site = home / "site"
    if (site / RECORD).exists() and not (site / "index.html").exists():
        faults.append("a site without its first page")
    return faults


def steps_of(home: Path) -> int:
    """How many points an undisturbed run has."""
    return forked(lambda: _counted(home, 0))


def try_point(home: Path, point: int, expected: dict[str, Any]) -> str:
    """What went wrong at a point; "" where nothing did."""
    forked(lambda: _counted(home, point))
    if faults := forked(lambda: seen(home)):
        return f"half visible: {faults[0]}"
    if forked(lambda: one_run(home, 2)) is DIED:
        return "the next run failed"
    after = forked(lambda: facts(home))
    if after is DIED:
        return "what is stored cannot be read"
    different = [name for name in expected if expected[name] != after.get(name)]
    return f"other than undisturbed: {', '.join(different)}" if different else ""


def _counted(home: Path, point: int) -> int:
    return killed_at(point, lambda: one_run(home, 1))


def killed_at(point: int, act: Callable[[], None]) -> int:
    """How many points an act has; this process is killed with SIGKILL at one of them (0: at none).

    A point is before or after a call to the database or a file.
    """
    count = 0

    def reach() -> None:
        nonlocal count
        count += 1
        if count == point:
            os.kill(os.getpid(), signal.SIGKILL)

    with at_each_step(reach):
        act()
    return count


def run_points(folder: Path, points: int, seed: int) -> Counter[str]:
    """How many points went well ("") or wrong, by what went wrong."""
    undisturbed = folder / "undisturbed"
    total = steps_of(undisturbed)
    forked(lambda: one_run(undisturbed, 2))
    expected = forked(lambda: facts(undisturbed))
    assert total is not DIED, "the undisturbed run failed"
    assert expected is not DIED, "the undisturbed home cannot be read"
    chance = random.Random(seed)
    chosen = (
        list(range(1, total + 1)) if points >= total else sorted(chance.sample(range(1, total + 1), points))
    )
    chosen += [chance.randrange(1, total + 1) for _ in range(points - len(chosen))]
    counts: Counter[str] = Counter()
    for number, point in enumerate(chosen):
        home = folder / f"point-{number}"
        counts[outcome := try_point(home, point, expected)] += 1
        print(f"point {point} of {total}: {outcome or 'as undisturbed'}", flush=True)
        shutil.rmtree(home, ignore_errors=True)
    return counts


def main() -> None:
    """Try the points and print the counts."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--points", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        counts = run_points(Path(folder), options.points, options.seed)
    for what, count in counts.most_common():
        print(f"{count:6} {what or 'as undisturbed'}")
    raise SystemExit(0 if set(counts) == {""} else 1)


if __name__ == "__main__":
    main()
