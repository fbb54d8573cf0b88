"""How long a million goals take, against what the machine can do at all.

    python -m tests.benchmarks.progress_million [--goals N] [--home DIR]

Prints, as a table and as JSON on the last line: the bare DuckDB aggregation of the same actuals
(`arg_max(value, period_end)` by series), a full recompute by another day, a recompute after one changed series, and
the memory of a fresh process that does the full recompute. Beside it, per goal, two pandas versions of the linear
case alone: the straightforward one, a function applied row by row, which the bound is for; and one that is
vectorised, for comparison. That one does the arithmetic of one kind and writes nothing, where the full recompute
knows every kind, words a sentence in two languages and stores a snapshot, so it may take less time.
Exits 1 where a bound of `BOUNDS` does not hold.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from statistics import median

import duckdb

from targets.progress.refresh import refresh_progress
from targets.settings import Settings
from targets.store.run import Run
from targets.store.warehouse import open_warehouse

BOUNDS = {"full / bare": 12.0, "one series / full": 0.05, "peak GB": 4.0, "pandas row by row / full": 10.0}
BARE = "CREATE OR REPLACE TEMP TABLE bare AS SELECT series_id, arg_max(value, period_end) AS value FROM observations GROUP BY series_id"
MEMORY = "3GB"


def fill(con: duckdb.DuckDBPyConnection, goals: int) -> None:
    """`goals` goals in documents of a thousand, each with a series of twelve months, as twelve monthly files leave
    them: month by month, within a month series by series."""
    con.execute(
        "INSERT INTO documents BY NAME SELECT 'd' || i AS document_id, 'd' || i AS doc, DATE '2022-01-10' AS issued_on, "
        "'南湖市' AS region, 2022 AS plan_year, true AS illustrative, '' AS text, '1' AS extractor, 'run-0' AS run_id "
        f"FROM range({-(-goals // 1000)}) t (i)"
    )
    con.execute(
        "INSERT INTO document_files BY NAME SELECT doc || '.txt' AS path, doc AS content_hash, document_id, run_id FROM documents"
    )
    con.execute(f"""
        INSERT INTO extracted_targets BY NAME
        SELECT concat(substr(md5((i // 1000)::VARCHAR), 1, 12), '-', i % 1000 * 37) AS target_id, 'd' || i // 1000 AS document_id,
            'd' || i // 1000 AS doc, '指标' || i AS indicator, '指标' || i AS canonical, '南湖市' AS region,
            ['市住建局', '市财政局'] AS owners, 100 + i % 977 AS value, '户' AS unit,
            CASE kind WHEN 'bound' THEN 'le' ELSE 'ge' END AS comparator, kind,
            CASE kind WHEN 'bound' THEN 'at_most' ELSE 'at_least' END AS direction,
            DATE '2022-01-01' AS start_on, DATE '2022-12-31' AS due, 'document' AS due_basis, 'commit' AS commitment,
            ['一、民生'] AS section, '。' AS quote, false AS implicit, 0.9 AS confidence, 'accepted' AS state, 'run-0' AS run_id
        FROM (
            SELECT i, (['cumulative', 'cumulative', 'cumulative', 'cumulative', 'cumulative', 'cumulative', 'level', 'level', 'direct', 'bound'])[1 + i % 10] AS kind
            FROM range({goals}) t (i)
        )""")
    con.execute(
        "INSERT INTO series BY NAME SELECT substr(md5('s' || target_id), 1, 16) AS series_id, indicator, canonical, region, unit, "
        "CASE kind WHEN 'cumulative' THEN 'ytd' ELSE 'level' END AS accumulation, 'month' AS cadence, true AS illustrative, run_id "
        "FROM extracted_targets"
    )
    con.execute(
        "INSERT INTO links BY NAME SELECT row_number() OVER () AS link_id, target_id, substr(md5('s' || target_id), 1, 16) AS series_id, "
        "'accepted' AS state, 1.0 AS score, 1.0 AS factor, 'name' AS basis, 'duban' AS who, TIMESTAMP '2022-01-01' AS linked_at, run_id "
        "FROM extracted_targets"
    )
    con.execute("""
        INSERT INTO observations BY NAME
        SELECT series_id, (DATE '2021-07-01' + to_months(m::INTEGER))::DATE AS period_start,
            last_day(DATE '2021-07-01' + to_months(m::INTEGER)) AS period_end,
            round(30 * (1 + month(period_end)) + hash(series_id, m) % 100 / 10, 1) AS value,
            (period_end + 10)::TIMESTAMP AS recorded_at, 'file.csv:' || m AS source, 'import-' || m AS import_id, 'run-' || m AS run_id
        FROM range(12) u (m), series ORDER BY m, series_id""")
    con.execute("CHECKPOINT")


def refresh(con: duckdb.DuckDBPyConnection, day: str) -> float:
    """Seconds of a refresh by that day."""
    began = time.perf_counter()
    moment = datetime.fromisoformat(day)
    refresh_progress(con, Run(f"{day}-{began}", moment.date(), moment), Settings())
    return time.perf_counter() - began


def bare(con: duckdb.DuckDBPyConnection) -> float:
    """Seconds of the bare aggregation."""
    began = time.perf_counter()
    con.execute(BARE)
    return time.perf_counter() - began


def one_series(con: duckdb.DuckDBPyConnection, number: int, day: str) -> float:
    """Seconds of a refresh by the same day after a figure of one series was corrected."""
    con.execute(
        "INSERT INTO observations BY NAME SELECT * REPLACE (value + 1 AS value, ?::TIMESTAMP AS recorded_at) "
        "FROM observations WHERE rowid = ?",
        [datetime(2022, 7, 12, 0, number), number],
    )
    return refresh(con, day)


def linear_in_pandas(con: duckdb.DuckDBPyConnection, goals: int) -> tuple[float, float]:
    """Seconds a goal of the linear case alone in pandas: last known actual, expected value, gap, achievement, status.

    First the straightforward version, as one writes it for one goal and applies it to all; then vectorised.
    """
    import numpy as np
    import pandas as pd

    targets = con.execute(
        "SELECT t.target_id, l.series_id, t.value, t.start_on, t.due FROM extracted_targets t "
        "JOIN links l USING (target_id) WHERE t.kind = 'cumulative' LIMIT ?",
        [goals],
    ).df()
    actuals = con.execute(
        "SELECT series_id, period_end, value AS actual, recorded_at FROM observations "
        "WHERE series_id IN (SELECT unnest(?))",
        [list(targets["series_id"])],
    ).df()
    as_of = pd.Timestamp(2022, 7, 20)

    def judged(goal: pd.Series, known: pd.DataFrame) -> dict[str, object]:
        seen = known[(known["period_end"] <= as_of) & (known["recorded_at"] <= as_of)]
        actual = seen.sort_values(["period_end", "recorded_at"])["actual"].iloc[-1]
        expected = goal["value"] * (as_of - goal["start_on"]).days / (goal["due"] - goal["start_on"]).days
        achievement = actual / expected
        status = "on_track" if achievement >= 0.95 else "at_risk" if achievement >= 0.8 else "lagging"
        return {"expected": expected, "gap": actual - expected, "achievement": achievement, "status": status}

    began = time.perf_counter()
    by_series = dict(list(actuals.groupby("series_id")))
    rows = pd.DataFrame([judged(goal, by_series[goal["series_id"]]) for _, goal in targets.iterrows()])
    one_by_one = time.perf_counter() - began

    began = time.perf_counter()
    seen = actuals[(actuals["period_end"] <= as_of) & (actuals["recorded_at"] <= as_of)]
    last = (
        seen.sort_values(["series_id", "period_end", "recorded_at"])
        .groupby("series_id", as_index=False)
        .last()
    )
    columns = targets.merge(last, on="series_id", how="left")
    columns["expected"] = (
        columns["value"]
        * (as_of - columns["start_on"]).dt.days
        / (columns["due"] - columns["start_on"]).dt.days
    )
    columns["gap"] = columns["actual"] - columns["expected"]
    columns["achievement"] = columns["actual"] / columns["expected"]
    share = columns["achievement"]
    columns["status"] = np.select([share >= 0.95, share >= 0.8], ["on_track", "at_risk"], "lagging")
    in_columns = time.perf_counter() - began
    assert list(rows["status"]) == list(columns["status"])
    return one_by_one / len(targets), in_columns / len(targets)


def peak(home: Path) -> float:
    """GB that a fresh process needs at most for a full recompute."""
    command = [sys.executable, "-m", "tests.benchmarks.progress_million", "--peak", "--home", str(home)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(done.stdout.split()[-1])


def measure(home: Path, goals: int) -> dict[str, float]:
    """All figures: medians of five rounds, each of a bare run, a full one and three after one changed series."""
    with open_warehouse(home) as con:
        con.execute(f"SET threads = 2; SET memory_limit = '{MEMORY}'")
        fill(con, goals)
        first = refresh(con, "2022-07-10")
        rounds = []
        for number, day in enumerate(("2022-07-20", "2022-07-22", "2022-07-25", "2022-07-28", "2022-07-31")):
            plain, full = bare(con), refresh(con, day)
            rounds.append((plain, full, median(one_series(con, 3 * number + i, day) for i in range(3))))
        one_by_one, in_columns = linear_in_pandas(con, min(goals, 20_000))
    plain, full, some = (median(column) for column in zip(*rounds, strict=True))
    return {
        "first refresh, s": first,
        "bare, s": plain,
        "full, s": full,
        "one series, s": some,
        "full / bare": median(full / plain for plain, full, _ in rounds),
        "one series / full": median(some / full for _, full, some in rounds),
        "pandas row by row / full": one_by_one / (full / goals),
        "pandas vectorised / full": in_columns / (full / goals),
        "peak GB": peak(home),
    }


def main() -> int:
    """Run the benchmark and print its figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--goals", type=int, default=1_000_000)
    parser.add_argument("--home", type=Path)
    parser.add_argument(
        "--peak", action="store_true", help="only a full recompute; prints its peak memory in GB"
    )
    options = parser.parse_args()
    if options.peak:
        with open_warehouse(options.home) as con:
            con.execute(f"SET threads = 2; SET memory_limit = '{MEMORY}'")
            refresh(con, "2022-08-05")
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(options.home or Path(folder), options.goals)
    for name, value in figures.items():
        print(f"{name:26}{value:10.3f}" + (f"   (bound {BOUNDS[name]:g})" if name in BOUNDS else ""))
    print(json.dumps(figures))
    failed = [n for n, bound in BOUNDS.items() if (figures[n] < bound) == n.startswith("pandas")]
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
