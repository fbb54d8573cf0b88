"""A hundred random sequences of edits, readings, decisions and kills: nothing that people said is lost.

    python -m tests.benchmarks.identity_sequences [COUNT]

Also times the loading of 1,000 documents, and of their edited versions.
"""

from __future__ import annotations

import sys
import time
from random import Random

import duckdb

from targets.store.warehouse import migrate
from tests.store.edited import reworded
from tests.store.office import PLAN, Office, extracted
from tests.store.sequences import ACTIONS, play

DOCUMENTS = 1000
MOST_SECONDS = 60.0
"""For loading a thousand documents; what reads them takes many times that."""


def main(count: int) -> int:
    """Play the sequences and print the times; exit 1 where loading takes longer than its bound."""
    for seed in range(count):
        random = Random(seed)
        play([(random.choice(ACTIONS), random.randrange(10**6)) for _ in range(random.randint(6, 20))])
    print(f"{count} sequences: every decision kept, one id and one history a goal")
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
