"""How long alerts take at 100,000 goals: the facts, the rules, the states, the messages, by the rules that are shipped.

    python -m tests.benchmarks.alert_update [--goals N]

Prints the seconds of a first update (every alert is new), of one where nothing changed, and of one where a hundredth of the
goals recovered, for three receivers (a digest, one message a unit, one unit alone), beside the judgement of the same
goals. Exits 1 where a bound of `BOUNDS` does not hold.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from targets.alerts.update import update_alerts
from targets.progress.refresh import refresh_progress
from targets.settings import Receiver, Settings
from targets.store.run import Run
from targets.store.warehouse import open_warehouse
from tests.benchmarks.progress_million import fill

BOUNDS = {"first": 6.0, "nothing new": 3.0, "hundredth": 4.0}
"""Times the judgement of the same goals, which is one batch of SQL."""

ADDRESS = "json://127.0.0.1:9/"
UNITS = 400


def run_of(day: str) -> Run:
    """A run of that day."""
    moment = datetime.fromisoformat(f"{day}T09:00:00")
    return Run(f"run-{day}", moment.date(), moment)


def main() -> int:
    """Time the updates and say whether the bounds hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--goals", type=int, default=100_000)
    goals = parser.parse_args().goals
    settings = Settings(
        receivers=(
            Receiver("office", ADDRESS),
            Receiver("units", ADDRESS, digest=False, language="zh"),
            Receiver("one", ADDRESS, ("单位7",)),
        )
    )
    seconds: dict[str, float] = {}
    with TemporaryDirectory(prefix="duban-alerts-") as home, open_warehouse(Path(home)) as con:
        fill(con, goals)
        con.execute(
            f"UPDATE extracted_targets SET owners = ['单位' || hash(target_id) % {UNITS}, '市财政局']"
        )
        seconds["judged"] = _timed(lambda: refresh_progress(con, run_of("2022-07-15"), settings))
        seconds["first"] = _timed(lambda: update_alerts(con, run_of("2022-07-15"), settings))
        con.execute("UPDATE outbox SET state = 'sent', sent_at = created_at")
        seconds["nothing new"] = _timed(lambda: update_alerts(con, run_of("2022-07-16"), settings))
        con.execute(
            "UPDATE progress SET status = 'on_track', gap = 0 WHERE status IN ('lagging', 'away') AND hash(target_id) % 100 = 0"
        )
        seconds["hundredth"] = _timed(lambda: update_alerts(con, run_of("2022-07-25"), settings))
        counts = _counts(con)
    print(f"{goals:,} goals, {counts}")
    for name, taken in seconds.items():
        ratio = taken / seconds["judged"]
        print(
            f"{name}: {taken:.1f} s"
            + (f", {ratio:.1f} judgements (bound {BOUNDS[name]:g})" if name in BOUNDS else "")
        )
    return int(any(seconds[name] > bound * seconds["judged"] for name, bound in BOUNDS.items()))


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _counts(con: duckdb.DuckDBPyConnection) -> str:
    states = con.execute("SELECT state, count(*) FROM alerts GROUP BY state ORDER BY state").fetchall()
    ((messages, changes, tellings),) = con.execute(
        "SELECT (SELECT count(*) FROM outbox), (SELECT count(*) FROM alert_changes), "
        "(SELECT count(*) FROM alert_tellings)"
    ).fetchall()
    return f"alerts {dict(states)}, {changes} changes, {messages} messages, {tellings} tellings"


if __name__ == "__main__":
    sys.exit(main())
