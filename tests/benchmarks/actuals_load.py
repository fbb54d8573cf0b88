"""How fast actuals load: 12 million figures of one million series from one Parquet file, in one import.

    python -m tests.benchmarks.actuals_load [--series 1000000] [--months 12] [--rounds 3]

Prints the seconds of DuckDB's own `INSERT INTO ... SELECT` of that file and of the import, each the median of
`rounds` runs in a process of its own, their ratio (to be at most 6) and the import's peak of memory (to be
below 4 GB). CPU seconds stand beside wall seconds, for a machine that is not idle.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import duckdb

from targets.actuals.imports import import_files
from targets.settings import Settings
from targets.store.run import Run
from targets.store.warehouse import open_warehouse

RUN = Run("benchmark", date(2024, 1, 1), datetime(2024, 1, 1, 23, 59, 59))


def main() -> None:
    """Run as described above; with `--only` do one load and print its figures as JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--series", type=int, default=1_000_000)
    parser.add_argument("--months", type=int, default=12)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=["bare", "import"], help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only:
        load = {"bare": _bare, "import": _import}[options.only]
        print(json.dumps(_measured(lambda: load(options.folder))))
        return
    with tempfile.TemporaryDirectory() as folder:
        _write(Path(folder), options.series, options.months)
        bare, ours = (_median(name, Path(folder), options.rounds) for name in ("bare", "import"))
    print(f"{options.series * options.months:,} figures of {options.series:,} series")
    for name, figures in (("INSERT ... SELECT", bare), ("import", ours)):
        print(f"{name:<18} {figures['wall']:6.1f} s  {figures['cpu']:6.1f} CPU s  {figures['peak']:5.2f} GB")
    print(f"ratio {ours['wall'] / bare['wall']:.1f} by wall clock, {ours['cpu'] / bare['cpu']:.1f} by CPU")


def _write(folder: Path, series: int, months: int) -> None:
    duckdb.sql(
        f"COPY (SELECT '第' || (i // {months}) || '号项目完成户数' AS indicator, '南湖市' AS region, "
        f"strftime(DATE '2022-01-01' + INTERVAL (i % {months}) MONTH, '%Y-%m') AS period, "
        "(i * 7919 % 100000) / 7.0 AS value, '户' AS unit, true AS cumulative "
        f"FROM range({series * months}) AS t(i)) TO '{folder}/actuals.parquet'"
    )


def _median(name: str, folder: Path, rounds: int) -> dict[str, float]:
    runs = []
    for _ in range(rounds):
        command = [sys.executable, __file__, "--only", name, "--folder", str(folder)]
        runs.append(json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout))
    return {key: statistics.median(run[key] for run in runs) for key in runs[0]}


def _measured(load: Callable[[], None]) -> dict[str, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    load()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e9 if sys.platform == "darwin" else 1e6)
    return {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu, "peak": peak}


def _bare(folder: Path) -> None:
    with tempfile.TemporaryDirectory(dir=folder) as home, duckdb.connect(f"{home}/bare.duckdb") as con:
        source = f"read_parquet('{folder}/actuals.parquet')"
        con.execute(f"CREATE TABLE bare AS SELECT * FROM {source} LIMIT 0")
        con.execute(f"INSERT INTO bare SELECT * FROM {source}")


def _import(folder: Path) -> None:
    with tempfile.TemporaryDirectory(dir=folder) as name:
        home = Path(name)
        with open_warehouse(home) as con:
            summary = import_files(con, home, [folder / "actuals.parquet"], RUN, Settings())
        assert not summary.rejections, summary.rejections[:3]


if __name__ == "__main__":
    main()
