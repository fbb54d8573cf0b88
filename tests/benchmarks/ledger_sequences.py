"""A hundred random sequences of readings, edits, decisions, answers, two at once and kills: nothing said is lost.

    python -m tests.benchmarks.ledger_sequences [COUNT]

Also times the loading of 1,000 documents, and of their edited versions.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import duckdb
from hypothesis import HealthCheck, given, settings

from targets.store.warehouse import FILE_NAME, migrate, open_warehouse
from tests.ledger.sequences import STEPS, Step, play
from tests.store.edited import reworded
from tests.store.office import PLAN, Office, extracted

DOCUMENTS = 1000
MOST_SECONDS = 60.0
"""For loading a thousand documents; what reads them takes many times that."""


def main(count: int) -> int:
    """Play the sequences and print the times; exit 1 where loading takes longer than its bound.

    A sequence in which something is lost ends it with that sequence, made as short as it can be.
    """
    played, steps_played = 0, Counter[str]()
    with TemporaryDirectory() as folder:
        with open_warehouse(Path(folder)):
            pass
        empty, began = Path(folder) / FILE_NAME, time.perf_counter()

        @settings(max_examples=count, deadline=None, suppress_health_check=list(HealthCheck), database=None)
        @given(steps=STEPS)
        def every_sequence(steps: list[Step]) -> None:
            nonlocal played
            play(empty, steps)
            played += 1
            steps_played.update(name for name, _ in steps)

        every_sequence()
    told = "、".join(f"{name} {times}" for name, times in sorted(steps_played.items()))
    print(
        f"{played} sequences of {steps_played.total()} steps ({told}) in {time.perf_counter() - began:.0f} s:"
    )
    print("every decision kept, one id and one history a goal")
    return int(max(seconds_to_load()) > MOST_SECONDS)


def seconds_to_load() -> tuple[float, float]:
    """Seconds to load a thousand documents of seven goals each, then their edited versions."""
    texts = [PLAN.replace("3号", f"{n}号").replace("2万户", f"{n + 1000}户") for n in range(DOCUMENTS)]
    later = [reworded(text, Random(n)) for n, text in enumerate(texts)]
    for n, text in enumerate([*texts, *later]):
        extracted(text, f"{n % DOCUMENTS}.txt")
    took = []
    with duckdb.connect() as con:
        migrate(con)
        office = Office(con)
        for batch in (texts, later):
            began = time.perf_counter()
            office.load_all({f"{n}.txt": text for n, text in enumerate(batch)})
            took.append(time.perf_counter() - began)
            print(f"{DOCUMENTS} documents of {len(office.goals())} names loaded in {took[-1]:.1f} s")
        ((goals, works),) = con.execute(
            "SELECT (SELECT count(*) FROM extracted_targets), (SELECT count(*) FROM works)"
        ).fetchall()
        print(f"{goals} goals of {works} works after both")
    return took[0], took[1]


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100))
