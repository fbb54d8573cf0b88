"""Thirty scheduled days with faulty files, killed runs, full disks and restarts end as days that nothing disturbed.

    python -m tests.benchmarks.fast_month [DAYS [KILL_EVERY]]

A refresh is killed every fourth day, or every so many. Prints how often runs were killed and the seconds of both months; exit 1 where a published table differs.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from tests.harness.fast_month import Month


def main(days: int = 30, kill_every: int = 4) -> int:
    """Play both months and compare."""
    with tempfile.TemporaryDirectory() as name:
        months = [
            Month(Path(name) / str(disturbed), days, disturbed, kill_every) for disturbed in (True, False)
        ]
        tables = []
        for month in months:
            began = time.monotonic()
            tables.append(month.play())
            words = f"disturbed, {month.killed} runs killed" if month.disturbed else "undisturbed"
            print(f"{days} days {words}: {time.monotonic() - began:.0f} s", flush=True)
    disturbed, expected = tables
    different = [table for table in expected if expected[table] != disturbed[table]]
    for table, rows in expected.items():
        print(f"{table:<20}{len(rows):>8} rows{'   DIFFERENT' if table in different else ''}")
    return int(bool(different))


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:])))
