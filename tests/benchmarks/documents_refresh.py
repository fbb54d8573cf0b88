"""What a refresh costs by what changed: all documents new, none, one, and one or two workers.

    python -m tests.benchmarks.documents_refresh [COUNT] [--rounds 3]

Documents are recombined from paragraphs written for it (`tests/harness/recombined.py`), 10,000 without COUNT. Seconds of
stages and the most memory are those of the run records, CPU seconds those of the call without the Prefect server, which
is kept warm. Bounds: nothing new and one changed document under 3 % of a full refresh beyond what they take on a home of
one document; loading at most half of what reading and extracting take on one core; the reading stage with two workers at
least 1.7 times as fast as with one, by the wall, best of the rounds; memory flat, that is at most 1.3 times that of a
quarter of the documents in the reading stage.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from flows.batches import LOAD
from flows.reading import read_file
from targets.settings import Settings
from targets.store.documents import load_documents
from targets.store.run import start_run
from targets.store.warehouse import FILE_NAME, open_warehouse
from tests.harness.recombined import recombined, write_recombined

SETTINGS = "warm_minutes = 30\nworkers = {workers}\n"


@dataclass(frozen=True)
class Cost:
    """What one refresh took: seconds by the wall, CPU seconds, seconds and most memory (MB) by stage."""

    wall: float
    cpu: float
    stages: dict[str, float]
    peak: dict[str, int]


def main() -> int:
    """Run as described above; exit 1 where a bound does not hold."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("count", type=int, nargs="?", default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            bounds = [*_by_change(folder, options.count), *_by_workers(folder, options.count, options.rounds)]
        finally:
            for home in folder.glob("home-*"):
                subprocess.run([*DUBAN, "down", "--home", str(home)], check=False, stdout=subprocess.DEVNULL)
        bounds.append(_load_against_extraction(folder / "documents"))
    return int(not all(bounds))


def _by_change(folder: Path, count: int) -> list[bool]:
    documents, single, part = folder / "documents", folder / "single", folder / "part"
    write_recombined(documents, count)
    write_recombined(single, 1)
    write_recombined(part, count // 4)
    refresh(folder / "home-single", single)
    start = refresh(folder / "home-single", single)
    quarter = refresh(folder / "home-part", part)
    full = refresh(folder / "home-all", documents)
    nothing = refresh(folder / "home-all", documents)
    (documents / "plan-00000.txt").write_text(recombined(0).replace("年", "年度", 1), encoding="utf-8")
    changed = refresh(folder / "home-all", documents)
    for words, cost in (
        ("one document, nothing new", start),
        (f"{count // 4:,} documents, all new", quarter),
        (f"{count:,} documents, all new", full),
        ("nothing new", nothing),
        ("one changed", changed),
    ):
        stages = ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in cost.stages.items())
        print(
            f"{words:<28}{cost.wall:8.1f} s {cost.cpu:8.1f} CPU s   {max(cost.peak.values()):6} MB   {stages}",
            flush=True,
        )
    held = [
        _told(f"{words} beyond the start, of a full refresh", (cost.cpu - start.cpu) / full.cpu, 0.03)
        for words, cost in (("nothing new", nothing), ("one changed", changed))
    ]
    return [
        *held,
        _told("memory of reading against a quarter", full.peak["read"] / quarter.peak["read"], 1.3),
    ]


def _by_workers(folder: Path, count: int, rounds: int) -> list[bool]:
    best = {1: float("inf"), 2: float("inf")}
    for number in range(rounds):
        for workers in best:
            home = folder / f"home-{workers}-{number}"
            cost = refresh(home, folder / "documents", workers, READ_AND_JUDGE)
            best[workers] = min(best[workers], cost.stages["read"])
    print(f"reading stage of {count:,} documents: one worker {best[1]:.1f} s, two {best[2]:.1f} s")
    return [_told("two workers against one", best[2] / best[1], 1 / 1.7)]


def _load_against_extraction(documents: Path) -> bool:
    """CPU seconds of loading and of reading with extraction, both in this process."""
    files = sorted(documents.iterdir())[:2_000]
    read_file(files[0], None, "")  # imports
    began = time.process_time()
    read = [read_file(file, None, file.name) for file in files]
    extracting = time.process_time() - began
    with tempfile.TemporaryDirectory() as home, open_warehouse(Path(home)) as con:
        began = time.process_time()
        for first in range(0, len(read), LOAD):
            part = read[first : first + LOAD]
            load_documents(con, part, extractor="1", run=start_run(), settings=Settings())
        loading = time.process_time() - began
    print(
        f"{len(files):,} documents, {sum(len(one.targets) for one in read):,} goals: "
        f"read and extracted {extracting:.1f} CPU s, loaded {loading:.1f} CPU s"
    )
    return _told("load against extraction", loading / extracting, 0.5)


DUBAN = (sys.executable, "-m", "flows.cli")


READ_AND_JUDGE = (
    sys.executable,
    "-c",
    """
import sys
from datetime import date
from pathlib import Path
from flows.commands.refresh import run_once
from flows.environment import prepare_environment
from flows.server import prefect_server

_, _, home, _, documents, _, day, _, settings = sys.argv[1:]
with prefect_server(prepare_environment(Path(home)), 1800):
    run_once(Path(home), Path(documents), None, date.fromisoformat(day), Path(settings), False, history_only=True)
""",
)
"""The arguments of `duban refresh` to a run that neither publishes nor shows: what reads is measured, without a site."""


def refresh(home: Path, documents: Path, workers: int = 1, call: Sequence[str] = DUBAN) -> Cost:
    """Refresh in a process of its own."""
    home.mkdir(exist_ok=True)
    (home / "settings.toml").write_text(SETTINGS.format(workers=workers), encoding="utf-8")
    command = [*call, "refresh", "--home", str(home), "--documents", str(documents), "--as-of", "2022-05-31"]
    wall, cpu = _spent([*command, "--settings", str(home / "settings.toml")])
    with duckdb.connect(home / FILE_NAME, read_only=True) as con:
        (last,) = con.execute(
            "SELECT stages FROM runs ORDER BY started_at DESC, run_id DESC LIMIT 1"
        ).fetchall()
    stages = json.loads(last[0])
    return Cost(
        wall,
        cpu,
        {stage["stage"]: stage["seconds"] for stage in stages},
        {stage["stage"]: stage["peak_mb"] for stage in stages},
    )


def _spent(command: Sequence[str]) -> tuple[float, float]:
    before, began = os.times(), time.perf_counter()
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    wall, after = time.perf_counter() - began, os.times()
    if done.returncode not in (0, 3):
        raise SystemExit(done.stdout[-3000:])
    return wall, sum(after[2:4]) - sum(before[2:4])


def _told(what: str, value: float, bound: float) -> bool:
    print(
        f"{what:<60}{value:8.3f}   bound {bound:.3f}{'' if value <= bound else '   DOES NOT HOLD'}",
        flush=True,
    )
    return value <= bound


if __name__ == "__main__":
    raise SystemExit(main())
