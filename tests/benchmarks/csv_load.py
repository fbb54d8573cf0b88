"""CSV against Parquet: the same figures imported from a file of each, at most five times as dear.

    python -m tests.benchmarks.csv_load [FIGURES]

Twelve months of as many series as it takes, 1,200,000 figures without FIGURES. CPU seconds count the worker that reads
the file. Exit 1 where the bound does not hold.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import date, datetime
from pathlib import Path

import duckdb

from targets.actuals.imports import import_files
from targets.settings import Settings
from targets.store.run import Run
from targets.store.warehouse import open_warehouse

RUN = Run("benchmark", date(2024, 1, 1), datetime(2024, 1, 1, 23, 59, 59))
BOUND = 5.0


def main(figures: int) -> int:
    """Import both, each in a process of its own, and compare."""
    with tempfile.TemporaryDirectory() as name:
        cost = {}
        for ending in ("parquet", "csv"):
            path = Path(name) / f"actuals.{ending}"
            _write(path, figures)
            before = os.times()
            done = subprocess.run(
                [sys.executable, __file__, "--only", str(path)], check=True, stdout=subprocess.PIPE
            )
            cpu = sum(os.times()[2:4]) - sum(before[2:4])
            start = json.loads(done.stdout)["start"]
            cost[ending] = cpu - start
            print(
                f"{ending:<8}{figures:>10,} figures {cpu - start:7.2f} CPU s, {1e6 * (cpu - start) / figures:5.1f} µs a figure"
            )
    ratio = cost["csv"] / cost["parquet"]
    print(f"CSV against Parquet {ratio:.2f}, bound {BOUND:.0f}{'' if ratio <= BOUND else '   DOES NOT HOLD'}")
    return int(ratio > BOUND)


def _write(path: Path, figures: int) -> None:
    duckdb.sql(
        "COPY (SELECT '第' || (i // 12) || '号项目完成户数' AS indicator, '南湖市' AS region, "
        "strftime(DATE '2022-01-01' + INTERVAL (i % 12) MONTH, '%Y-%m') AS period, "
        "(i * 7919 % 100000) / 7.0 AS value, '户' AS unit, true AS cumulative "
        f"FROM range({figures}) AS t(i)) TO '{path}'"
    )


def _import(path: Path) -> None:
    """Import one file; prints the CPU seconds that starting took."""
    with tempfile.TemporaryDirectory() as name, open_warehouse(Path(name)) as con:
        start = time.process_time()
        summary = import_files(con, Path(name), [path], RUN, Settings())
    assert not summary.rejections, summary.rejections[:3]
    print(json.dumps({"start": start}))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--only"]:
        _import(Path(sys.argv[2]))
    else:
        raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_200_000))
